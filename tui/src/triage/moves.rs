use chrono::{DateTime, FixedOffset, Utc};
use uuid::Uuid;

use super::away;
use crate::effect::Target;

/// What is done to requests as wholes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// Make them parts of this one, as they were seen.
    Merge(Target),
    /// Make them one with this one again, from which they were split, whatever was changed since.
    Rejoin(Target),
    /// Make them requests of their own again.
    Unmerge,
    /// Put them out of sight until then, as they were seen.
    Snooze(DateTime<Utc>),
    /// Bring them back into sight.
    Wake,
}

/// A move that the server is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Moving {
    /// What is done.
    pub what: Move,
    /// The rows as they were before they were shown as if it were done.
    pub before: Vec<portico_openapi::types::Request>,
}

/// What can be taken back, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Undo {
    /// By another move of these.
    Move(Vec<Target>, Move),
    /// A change of many.
    Bulk(Uuid),
}

impl Move {
    /// What is said when it is done to these.
    pub fn said(self, targets: &[Target], now: DateTime<Utc>, zone: FixedOffset) -> String {
        let (who, is, back) = match targets {
            [one] => (format!("#{}", one.number), "is", "is a request of its own again"),
            many => (format!("{} requests", many.len()), "are", "are requests of their own again"),
        };
        match self {
            Self::Merge(into) | Self::Rejoin(into) => format!("{who} {is} part of #{} now", into.number),
            Self::Unmerge => format!("{who} {back}"),
            Self::Snooze(until) => format!("{who} {is} {}", away(until, now, zone)),
            Self::Wake => format!("{who} {is} in sight again"),
        }
    }

    /// What takes it back from these, if anything does.
    pub fn undone(self, targets: Vec<Target>) -> Option<Undo> {
        match self {
            Self::Merge(_) if !targets.is_empty() => Some(Undo::Move(targets, Self::Unmerge)),
            Self::Snooze(_) if !targets.is_empty() => Some(Undo::Move(targets, Self::Wake)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_together_or_off_has_a_way_back_and_what_was_taken_back_has_none() {
        let one = Target { id: Uuid::nil(), number: 7, version: 1 };
        assert_eq!(Move::Merge(one).undone(vec![one]), Some(Undo::Move(vec![one], Move::Unmerge)));
        assert_eq!(Move::Snooze(DateTime::UNIX_EPOCH).undone(vec![one]), Some(Undo::Move(vec![one], Move::Wake)));
        assert_eq!(Move::Unmerge.undone(vec![one]), None);
        assert_eq!(Move::Merge(one).undone(Vec::new()), None, "nothing was done");
    }
}
