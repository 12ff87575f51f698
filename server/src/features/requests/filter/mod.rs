//! The language in which requests are looked for: `status:open assignee:me priority>=high waiting>2d "exact words"`.
//! Every term narrows; a `-` before it denies it. A text is read into terms (`read`), terms into what they ask
//! (`parse`), and that into a condition (`condition`), all without I/O. See `docs/triage.md`.

mod condition;
mod parse;
mod read;
#[cfg(test)]
mod tests;

use chrono::{NaiveDate, TimeDelta};
use uuid::Uuid;

pub use condition::{Ground, in_sight, tagged};
pub use parse::parse;

use crate::entity::words::{Priority, RequestKind, RequestStage, RequestStatus, WaitsOn};
use crate::error::Place;

/// The longest text, in characters.
const LONGEST: usize = 1_000;
/// The most terms.
const MOST_TERMS: usize = 30;
/// The most values of one term.
const MOST_VALUES: usize = 20;
/// The most terms that look for words: each asks the index once.
const MOST_WORDS: usize = 8;

/// What is wrong with a text, and where.
#[derive(Debug, PartialEq, Eq)]
pub struct Fault {
    pub place: Place,
    pub message: String,
}

impl Fault {
    fn at(at: usize, word: &str, message: impl Into<String>) -> Self {
        Self { place: Place { at, word: word.to_owned() }, message: message.into() }
    }
}

/// How two things compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compare {
    Less,
    AtMost,
    Equal,
    AtLeast,
    More,
}

/// All that is asked of a request.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter(Vec<Clause>);

/// One thing that is asked, or denied.
#[derive(Clone, Debug, PartialEq)]
struct Clause {
    denied: bool,
    test: Test,
}

/// What can be asked. One of several values is enough.
#[derive(Clone, Debug, PartialEq)]
enum Test {
    Stage(Vec<RequestStage>),
    Status(RequestStatus),
    /// Whether it is out of sight for now.
    Snoozed,
    Assignee(Vec<Person>),
    Follower(Vec<Person>),
    Priority(Vec<Priority>),
    Kind(Vec<RequestKind>),
    Turn(Vec<WaitsOn>),
    Tag(Vec<String>),
    Project(Vec<Named>),
    Workspace(Vec<Named>),
    /// For how long the one whose turn it is has had it.
    Waiting(Compare, TimeDelta),
    /// How long ago it was sent.
    Age(Compare, TimeDelta),
    Due(Due),
    /// All the words, each as a beginning.
    Words(String),
    /// Exactly these words, one after the other.
    Exactly(String),
}

/// Somebody of the staff.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Person {
    Me,
    Nobody,
    Known(Uuid),
    /// The beginning of a name or of an address.
    Named(String),
}

/// Something by its id or by the beginning of its name.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Named {
    Nothing,
    Known(Uuid),
    Beginning(String),
}

/// When something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Due {
    Never,
    Overdue,
    /// So many days from today.
    Days(Compare, i64),
    On(Compare, NaiveDate),
}

impl Filter {
    /// Whether it says which requests are wanted that are done.
    pub fn speaks_of_status(&self) -> bool {
        self.0.iter().any(|clause| matches!(clause.test, Test::Stage(_) | Test::Status(_)))
    }

    /// Whether it speaks of whoever asks.
    pub fn speaks_of_me(&self) -> bool {
        self.0.iter().any(|clause| match &clause.test {
            Test::Assignee(people) | Test::Follower(people) => people.contains(&Person::Me),
            _ => false,
        })
    }

    /// Whether it says what is wanted of those that are out of sight.
    pub fn speaks_of_snooze(&self) -> bool {
        self.0.iter().any(|clause| clause.test == Test::Snoozed)
    }
}
