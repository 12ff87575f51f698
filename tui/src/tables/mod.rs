//! Clients, projects and requests out of files and into files: what is wished, how a file that is longer than the server
//! takes at once is cut, and what comes next after each part of it. Values and rules, without the file or the server.

mod cut;
mod fields;
mod told;

use std::path::PathBuf;

use clap::ValueEnum;
pub use cut::{Piece, cut};
pub use fields::{export_fields, filled, import_fields};
pub use told::{Fault, faults, said};

/// Of what a file has rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum What {
    /// Clients and their people
    Clients,
    /// Projects
    Projects,
    /// Requests
    Requests,
}

/// What becomes of what is there already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Existing {
    /// It is a fault of the file
    #[default]
    Refuse,
    /// It stays as it is
    Skip,
    /// It becomes what the file says
    Update,
}

/// How a file is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For spreadsheets
    #[default]
    Csv,
    /// One JSON object a line
    Jsonl,
}

/// What a form is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Something out of a file.
    Import,
    /// Something into a file.
    Export,
}

/// Something done with a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// Look at a part of a file, or do what it says.
    Import(Box<Job>),
    /// Put what there is into a file here.
    Export(Export),
}

/// What is put into a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    pub what: What,
    /// In the language of filters; of requests alone.
    pub filter: String,
    pub format: Format,
    /// The file; without one, all of it is answered.
    pub path: Option<PathBuf>,
}

/// An import under way: all of a file is looked at, part by part, before the first part of it is done.
#[derive(Clone, Debug, PartialEq)]
pub struct Job {
    pub what: What,
    pub path: PathBuf,
    pub existing: Existing,
    pub invite: bool,
    /// Whether it is done, and not only looked at.
    pub in_earnest: bool,
    /// Whether a file of one part is done without a look at it before: all of it is done then, or nothing.
    pub at_once: bool,
    /// The part that is next.
    pub piece: usize,
    /// What the file was when it was looked at first.
    pub seen: Option<u64>,
    /// What came of the parts before.
    pub counts: Counts,
    /// What is wrong with the parts before.
    pub faults: Vec<Fault>,
    /// Whether the part that is on its way is the last.
    pub stops: bool,
}

/// How many rows came to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub created: i64,
    pub updated: i64,
    pub skipped: i64,
}

/// What the server said of a part.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// What the file is.
    pub seen: u64,
    /// How many parts there are.
    pub pieces: usize,
    /// How many rows there are, and up to which this part goes.
    pub rows: usize,
    pub upto: usize,
    pub counts: Counts,
    pub faults: Vec<Fault>,
}

/// What comes after a part.
#[derive(Clone, Debug, PartialEq)]
pub enum Next {
    /// The next part.
    Go(Box<Job>),
    /// All of it was looked at, and nothing is wrong: it can be done.
    Sure(Box<Job>),
    /// It is done.
    Finished(Counts),
    /// Something is wrong; so much was done before.
    Faulty(Vec<Fault>, Counts),
    /// Something has to be chosen first.
    Choose,
}

impl What {
    /// What they are called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Clients => "clients",
            Self::Projects => "projects",
            Self::Requests => "requests",
        }
    }
}

impl Deed {
    /// Whether it changes anything at the server.
    pub fn changes(&self) -> bool {
        matches!(self, Self::Import(job) if job.in_earnest || job.at_once)
    }
}

impl Counts {
    fn add(self, more: Self) -> Self {
        Self {
            created: self.created + more.created,
            updated: self.updated + more.updated,
            skipped: self.skipped + more.skipped,
        }
    }
}

impl Job {
    /// An import that begins.
    pub fn new(what: What, path: PathBuf, existing: Existing, invite: bool) -> Self {
        Self {
            what,
            path,
            existing,
            invite,
            in_earnest: false,
            at_once: false,
            piece: 0,
            seen: None,
            counts: Counts::default(),
            faults: Vec::new(),
            stops: false,
        }
    }

    /// What comes next, after what the server said of a part.
    pub fn after(mut self, part: Part) -> Next {
        // Of a client that goes on in the next part, the next part would say that it is there already.
        if part.pieces > 1 && self.existing == Existing::Refuse && self.what != What::Requests {
            return Next::Choose;
        }
        let of_head = part.faults.iter().any(Fault::is_of_head);
        self.faults.extend(part.faults);
        self.counts = self.counts.add(part.counts);
        self.seen = Some(part.seen);
        self.piece += 1;
        let goes_on = self.piece < part.pieces;
        if self.is_done(part.pieces) {
            return match (self.faults.is_empty(), goes_on) {
                (false, _) => Next::Faulty(self.faults, self.counts),
                (true, true) => Next::Go(Box::new(self)),
                (true, false) => Next::Finished(self.counts),
            };
        }
        match (self.faults.is_empty(), goes_on) {
            // What is wrong with the head is wrong with every part.
            (_, true) if !of_head => Next::Go(Box::new(self)),
            (false, _) => Next::Faulty(self.faults, Counts::default()),
            (true, _) => Next::Sure(Box::new(self)),
        }
    }

    /// Whether the next part of a file of so many is done, and not only looked at.
    pub fn is_done(&self, pieces: usize) -> bool {
        self.in_earnest || (self.at_once && pieces == 1)
    }

    /// How far it came, and how to go on by which choice, where it broke off after some of it was done.
    pub fn broken_off(&self, choice: &str) -> Option<String> {
        let so_far = said(self.what, self.counts, true);
        let how = match self.what {
            What::Requests => String::new(),
            _ => format!(" with {choice}"),
        };
        let told = format!("{so_far} It broke off there; the same file{how} does the rest. ");
        (self.in_earnest && self.piece > 0).then_some(told)
    }

    /// The same, to be done.
    pub fn for_good(self) -> Self {
        Self { in_earnest: true, piece: 0, counts: Counts::default(), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn job(what: What, existing: Existing) -> Job {
        Job::new(what, PathBuf::from("old.csv"), existing, false)
    }

    fn part(created: i64, faults: Vec<Fault>) -> Part {
        let counts = Counts { created, ..Counts::default() };
        Part { seen: 7, pieces: 2, rows: 9, upto: 5, counts, faults }
    }

    fn fault(line: u64) -> Fault {
        Fault { line, column: "email".into(), message: "This is not an email address.".into() }
    }

    #[test]
    fn all_of_a_file_is_looked_at_before_the_first_of_it_is_done() {
        let Next::Go(second) = job(What::Requests, Existing::Refuse).after(part(5, Vec::new())) else { panic!() };
        assert_eq!((second.piece, second.in_earnest, second.seen), (1, false, Some(7)));
        let Next::Sure(sure) = second.after(part(4, Vec::new())) else { panic!() };
        assert_eq!(sure.counts.created, 9);
        let done = sure.for_good();
        assert_eq!((done.piece, done.in_earnest, done.counts), (0, true, Counts::default()));
        let Next::Go(rest) = done.after(part(5, Vec::new())) else { panic!() };
        assert_eq!(rest.after(part(4, Vec::new())), Next::Finished(Counts { created: 9, ..Counts::default() }));
    }

    #[test]
    fn every_bad_row_of_every_part_is_told_and_then_nothing_is_done() {
        let Next::Go(second) = job(What::Requests, Existing::Refuse).after(part(0, vec![fault(3)])) else { panic!() };
        let Next::Faulty(faults, counts) = second.after(part(0, vec![fault(8)])) else { panic!() };
        assert_eq!((faults.len(), counts), (2, Counts::default()));
        let of_head = job(What::Requests, Existing::Refuse).after(part(0, vec![fault(1)]));
        assert!(matches!(of_head, Next::Faulty(faults, _) if faults.len() == 1), "the next part would say the same");
    }

    #[test]
    fn what_goes_wrong_while_it_is_done_ends_it_and_says_how_far_it_came() {
        let begun = job(What::Requests, Existing::Skip).for_good();
        let Next::Go(ended) = begun.after(part(5, Vec::new())) else { panic!() };
        assert!(matches!(ended.after(part(0, vec![fault(8)])), Next::Faulty(_, counts) if counts.created == 5));
    }

    #[test]
    fn a_file_of_one_part_can_be_done_at_once_and_a_longer_one_is_looked_at_first() {
        let at_once = Job { at_once: true, ..job(What::Requests, Existing::Refuse) };
        assert!(Deed::Import(Box::new(at_once.clone())).changes());
        let whole = Part { pieces: 1, ..part(5, Vec::new()) };
        assert!(
            at_once.is_done(1) && matches!(at_once.clone().after(whole), Next::Finished(counts) if counts.created == 5)
        );
        assert!(!at_once.is_done(2), "its first part is not done before all of it was looked at");
        let Next::Go(second) = at_once.after(part(5, Vec::new())) else { panic!() };
        let Next::Sure(sure) = second.after(part(4, Vec::new())) else { panic!() };
        assert!(sure.for_good().is_done(2));
    }

    #[test]
    fn what_breaks_off_says_what_was_done_and_how_to_go_on() {
        let Next::Go(begun) = job(What::Clients, Existing::Skip).for_good().after(part(5, Vec::new())) else {
            panic!()
        };
        let told = begun.broken_off("this choice").unwrap();
        assert!(told.contains("5 made.") && told.contains("the same file with this choice"), "{told}");
        assert_eq!(job(What::Clients, Existing::Skip).for_good().broken_off(""), None, "nothing was done yet");
    }

    #[test]
    fn a_file_in_parts_needs_to_know_what_becomes_of_what_is_there() {
        for what in [What::Clients, What::Projects] {
            assert_eq!(job(what, Existing::Refuse).after(part(1, Vec::new())), Next::Choose);
            assert!(matches!(job(what, Existing::Skip).after(part(1, Vec::new())), Next::Go(_)));
        }
        let whole = Part { pieces: 1, ..part(1, Vec::new()) };
        assert!(matches!(job(What::Clients, Existing::Refuse).after(whole), Next::Sure(_)));
    }
}
