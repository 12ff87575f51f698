use chrono::{DateTime, Utc};
use sea_orm::ColumnTrait;
use sea_orm::sea_query::{ExprTrait, SimpleExpr};

/// Where an invitation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It can be accepted.
    Pending,
    Accepted,
    Revoked,
    /// Nobody came in time; it can be sent again.
    Expired,
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
    pub fn at(now: DateTime<Utc>, ends: Ends) -> Self {
        match ends {
            Ends { accepted: Some(_), .. } => Self::Accepted,
            Ends { revoked: Some(_), .. } => Self::Revoked,
            Ends { expires, .. } if expires <= now => Self::Expired,
            Ends { .. } => Self::Pending,
        }
    }

    /// The same as a condition for rows.
    pub fn condition<C: ColumnTrait>(self, now: DateTime<Utc>, [accepted, revoked, expires]: [C; 3]) -> SimpleExpr {
        let open = accepted.is_null().and(revoked.is_null());
        match self {
            Self::Accepted => accepted.is_not_null(),
            Self::Revoked => accepted.is_null().and(revoked.is_not_null()),
            Self::Expired => open.and(expires.lte(now)),
            Self::Pending => open.and(expires.gt(now)),
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
        assert_eq!(State::at(now, ends), State::Pending);
        assert_eq!(State::at(ends.expires, ends), State::Expired);
        assert_eq!(State::at(ends.expires, Ends { revoked: Some(now), ..ends }), State::Revoked);
        assert_eq!(State::at(ends.expires, Ends { accepted: Some(now), ..ends }), State::Accepted);
    }
}
