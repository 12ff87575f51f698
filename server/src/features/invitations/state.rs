use chrono::{DateTime, Utc};
use sea_orm::ColumnTrait;
use sea_orm::sea_query::{ExprTrait, SimpleExpr};

/// Where an invitation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It can be accepted.
    Pending,
    /// Its link does not work, for a reason outside of it.
    Void,
    Accepted,
    Revoked,
    /// Nobody came in time; it can be sent again.
    Expired,
}

/// Why the link of an invitation that nobody ended does not work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Void {
    /// The workspace is in the archive.
    WorkspaceArchived,
    /// Who sent it is gone, or may not invite any more.
    InviterGone,
    /// Who is invited is shut out of the agency.
    PersonDisabled,
}

/// When an invitation ends, and whether it has.
#[derive(Clone, Copy, Debug)]
pub struct Ends {
    pub accepted: Option<DateTime<Utc>>,
    pub revoked: Option<DateTime<Utc>>,
    pub expires: DateTime<Utc>,
}

impl State {
    /// Where it stands at this time.
    pub fn at(now: DateTime<Utc>, ends: Ends, void: Option<Void>) -> Self {
        match ends {
            Ends { accepted: Some(_), .. } => Self::Accepted,
            Ends { revoked: Some(_), .. } => Self::Revoked,
            Ends { expires, .. } if expires <= now => Self::Expired,
            Ends { .. } if void.is_some() => Self::Void,
            Ends { .. } => Self::Pending,
        }
    }

    /// The same as a condition for rows, of which `void` holds where their link does not work.
    pub fn condition<C: ColumnTrait>(
        self,
        now: DateTime<Utc>,
        [accepted, revoked, expires]: [C; 3],
        void: SimpleExpr,
    ) -> SimpleExpr {
        let open = accepted.is_null().and(revoked.is_null());
        match self {
            Self::Accepted => accepted.is_not_null(),
            Self::Revoked => accepted.is_null().and(revoked.is_not_null()),
            Self::Expired => open.and(expires.lte(now)),
            Self::Void => open.and(expires.gt(now)).and(void),
            Self::Pending => open.and(expires.gt(now)).and(void.not()),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    #[test]
    fn an_invitation_ends_by_the_first_thing_that_ends_it() {
        let now = DateTime::UNIX_EPOCH;
        let ends = Ends { accepted: None, revoked: None, expires: now + TimeDelta::seconds(1) };
        let gone = Some(Void::InviterGone);
        assert_eq!(State::at(now, ends, None), State::Pending);
        assert_eq!(State::at(now, ends, gone), State::Void);
        assert_eq!(State::at(ends.expires, ends, gone), State::Expired);
        assert_eq!(State::at(ends.expires, Ends { revoked: Some(now), ..ends }, gone), State::Revoked);
        assert_eq!(State::at(ends.expires, Ends { accepted: Some(now), ..ends }, gone), State::Accepted);
    }
}
