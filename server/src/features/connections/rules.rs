//! When a credential is renewed, looked at and warned of: rules without I/O.

use chrono::{DateTime, TimeDelta, Utc};

use crate::entity::words::ConnectionHealth;

/// How long before its end a credential that cannot be renewed is said to expire.
const WARNING: TimeDelta = TimeDelta::days(7);
/// How often one that does well is looked at.
const LOOK: TimeDelta = TimeDelta::hours(6);
/// How soon one that does not is.
const LOOK_AGAIN: TimeDelta = TimeDelta::minutes(15);
/// How long before its end a token is renewed, at most.
const EARLY: TimeDelta = TimeDelta::minutes(1);

/// Whether a token that was had at `since` is to be renewed: a minute before it ends, or in the last quarter of a short
/// life.
pub fn is_due(now: DateTime<Utc>, since: DateTime<Utc>, ends: Option<DateTime<Utc>>) -> bool {
    ends.is_some_and(|ends| now >= ends - EARLY.min((ends - since) / 4))
}

/// How a credential does that works now; `ends` is when it ends for good.
pub fn health(now: DateTime<Utc>, ends: Option<DateTime<Utc>>) -> ConnectionHealth {
    match ends {
        Some(ends) if ends - now <= WARNING => ConnectionHealth::Expiring,
        _ => ConnectionHealth::Healthy,
    }
}

/// When to look at it again.
pub fn next_look(now: DateTime<Utc>, health: ConnectionHealth, ends: Option<DateTime<Utc>>) -> Option<DateTime<Utc>> {
    let usual = now + LOOK;
    match health {
        ConnectionHealth::Healthy | ConnectionHealth::Expiring => {
            Some(ends.map_or(usual, |ends| usual.min(ends.max(now))))
        }
        ConnectionHealth::Failing => Some(now + LOOK_AGAIN),
        ConnectionHealth::NeedsReauthorization => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_renewed_before_it_ends() {
        let since = DateTime::UNIX_EPOCH;
        let due =
            |life: i64, at: i64| is_due(since + TimeDelta::seconds(at), since, Some(since + TimeDelta::seconds(life)));
        assert!(!due(3600, 3539) && due(3600, 3540));
        assert!(!due(8, 5) && due(8, 6), "one that lives for seconds is not always due");
        assert!(!is_due(since + TimeDelta::days(1000), since, None));
    }

    #[test]
    fn what_cannot_be_renewed_is_warned_of() {
        let now = DateTime::UNIX_EPOCH;
        assert_eq!(health(now, None), ConnectionHealth::Healthy);
        assert_eq!(health(now, Some(now + TimeDelta::days(8))), ConnectionHealth::Healthy);
        assert_eq!(health(now, Some(now + TimeDelta::days(7))), ConnectionHealth::Expiring);
        let ends = now + TimeDelta::hours(1);
        assert_eq!(next_look(now, ConnectionHealth::Expiring, Some(ends)), Some(ends));
        assert_eq!(next_look(now, ConnectionHealth::Healthy, None), Some(now + LOOK));
        assert_eq!(next_look(now, ConnectionHealth::NeedsReauthorization, None), None);
    }
}
