//! What follows from what DNS said: whether a host counts as its agency's, and when to look again. No I/O and
//! no clock.

use chrono::{DateTime, TimeDelta, Utc};

use crate::entity::domain::Model;
use crate::entity::words::{DomainProblem, DomainState};

/// How long a verified host is served on after its proof has gone.
pub const GRACE: TimeDelta = TimeDelta::hours(72);
/// How long a host that was never verified is looked for by itself.
const SOUGHT: TimeDelta = TimeDelta::days(7);

/// What was looked for, and seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    pub proof: Proof,
    pub pointing: Pointing,
}

/// The record that shows whose the host is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    Given,
    /// There is none; perhaps there is not even the host.
    Missing {
        no_host: bool,
    },
    /// There is one of our kind, with another value.
    Other(String),
    /// Nobody said anything.
    Silent,
}

/// Where the host leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pointing {
    Here,
    Elsewhere(String),
    Nowhere,
    /// Nobody said anything.
    Unknown,
}

/// How a host stands after a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    pub state: DomainState,
    pub problem: Option<DomainProblem>,
    pub found: Option<String>,
    pub points_here: bool,
    pub waiting_since: DateTime<Utc>,
    pub failing_since: Option<DateTime<Utc>>,
    pub next_check_at: Option<DateTime<Utc>>,
}

/// How a host stands once this was seen of it.
pub fn judge(domain: &Model, seen: Seen, now: DateTime<Utc>) -> Standing {
    let (pointing, astray) = match seen.pointing {
        Pointing::Here => (true, None),
        Pointing::Elsewhere(place) => (false, Some((DomainProblem::PointsElsewhere, Some(place)))),
        Pointing::Nowhere => (false, Some((DomainProblem::PointsNowhere, None))),
        Pointing::Unknown => (domain.points_here, None),
    };
    let (state, fault) = match seen.proof {
        Proof::Given => (DomainState::Verified, astray),
        // Silence proves nothing, neither for nor against.
        Proof::Silent => (domain.state, Some((DomainProblem::NoAnswer, None))),
        Proof::Missing { no_host: true } => (without(domain, now), Some((DomainProblem::NameMissing, None))),
        Proof::Missing { no_host: false } => (without(domain, now), Some((DomainProblem::RecordMissing, None))),
        Proof::Other(value) => (without(domain, now), Some((DomainProblem::RecordDiffers, Some(value)))),
    };
    let lost = domain.state != DomainState::Pending && state == DomainState::Pending;
    let waiting_since = if lost { now } else { domain.waiting_since };
    let (problem, found) = fault.map_or((None, None), |(problem, found)| (Some(problem), found));
    Standing {
        state,
        problem,
        found,
        points_here: pointing,
        waiting_since,
        failing_since: (state == DomainState::Failing).then(|| domain.failing_since.unwrap_or(now)),
        next_check_at: pause(state, problem, now - waiting_since).map(|pause| now + pause),
    }
}

/// A host that shows another agency: the proof may be there, but the place is taken.
pub fn taken(standing: Standing, domain: &Model, now: DateTime<Utc>) -> Standing {
    let (state, problem) = (DomainState::Pending, Some(DomainProblem::Unavailable));
    let next_check_at = pause(state, problem, now - domain.waiting_since).map(|pause| now + pause);
    Standing { state, problem, found: None, failing_since: None, next_check_at, ..standing }
}

/// The state without the proof.
fn without(domain: &Model, now: DateTime<Utc>) -> DomainState {
    match (domain.state, domain.failing_since) {
        (DomainState::Pending, _) => DomainState::Pending,
        (DomainState::Failing, Some(since)) if now - since >= GRACE => DomainState::Pending,
        (DomainState::Verified | DomainState::Failing, _) => DomainState::Failing,
    }
}

/// How long until the next look; `None` when nobody is waiting any more.
fn pause(state: DomainState, problem: Option<DomainProblem>, waited: TimeDelta) -> Option<TimeDelta> {
    match (state, problem) {
        (DomainState::Verified, None) => Some(TimeDelta::days(1)),
        (DomainState::Verified | DomainState::Failing, _) => Some(TimeDelta::hours(1)),
        (DomainState::Pending, _) if waited < TimeDelta::minutes(10) => Some(TimeDelta::minutes(1)),
        (DomainState::Pending, _) if waited < TimeDelta::hours(1) => Some(TimeDelta::minutes(5)),
        (DomainState::Pending, _) if waited < TimeDelta::hours(6) => Some(TimeDelta::minutes(15)),
        (DomainState::Pending, _) if waited < TimeDelta::days(1) => Some(TimeDelta::hours(1)),
        (DomainState::Pending, _) if waited < SOUGHT => Some(TimeDelta::hours(4)),
        (DomainState::Pending, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{AgencyId, DomainId, Id};

    fn at(hours: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::hours(hours)
    }

    fn domain(state: DomainState) -> Model {
        Model {
            id: DomainId::new(),
            agency_id: AgencyId::new(),
            host: "portal.agency.test".into(),
            token: "x".into(),
            by_operator: false,
            state,
            problem: None,
            found: None,
            points_here: state != DomainState::Pending,
            waiting_since: at(0),
            failing_since: (state == DomainState::Failing).then(|| at(0)),
            verified_at: None,
            last_checked_at: None,
            next_check_at: None,
            created_at: at(0),
        }
    }

    fn seen(proof: Proof, pointing: Pointing) -> Seen {
        Seen { proof, pointing }
    }

    #[test]
    fn the_record_proves_it_wherever_the_host_points() {
        for (pointing, problem, found) in [
            (Pointing::Here, None, None),
            (Pointing::Nowhere, Some(DomainProblem::PointsNowhere), None),
            (Pointing::Elsewhere("x.test".into()), Some(DomainProblem::PointsElsewhere), Some("x.test".to_owned())),
        ] {
            let here = pointing == Pointing::Here;
            let standing = judge(&domain(DomainState::Pending), seen(Proof::Given, pointing), at(1));
            assert_eq!((standing.state, standing.points_here), (DomainState::Verified, here));
            assert_eq!((standing.problem, standing.found), (problem, found));
            assert_eq!(standing.next_check_at, Some(if here { at(25) } else { at(2) }));
        }
    }

    #[test]
    fn silence_changes_no_state() {
        for state in DomainState::ALL {
            for hours in [1, 500] {
                let standing = judge(&domain(*state), seen(Proof::Silent, Pointing::Unknown), at(hours));
                assert_eq!((standing.state, standing.problem), (*state, Some(DomainProblem::NoAnswer)));
                assert_eq!(standing.points_here, *state != DomainState::Pending);
            }
        }
    }

    #[test]
    fn a_verified_host_without_its_record_has_three_days() {
        let gone = || seen(Proof::Missing { no_host: false }, Pointing::Here);
        let standing = judge(&domain(DomainState::Verified), gone(), at(9));
        assert_eq!((standing.state, standing.failing_since), (DomainState::Failing, Some(at(9))));
        let standing = judge(&domain(DomainState::Failing), gone(), at(71));
        assert_eq!((standing.state, standing.failing_since), (DomainState::Failing, Some(at(0))));
        let back = judge(&domain(DomainState::Failing), seen(Proof::Given, Pointing::Here), at(71));
        assert_eq!((back.state, back.failing_since, back.problem), (DomainState::Verified, None, None));
        let standing = judge(&domain(DomainState::Failing), gone(), at(72));
        assert_eq!((standing.state, standing.failing_since), (DomainState::Pending, None));
        assert_eq!((standing.waiting_since, standing.next_check_at), (at(72), Some(at(72) + TimeDelta::minutes(1))));
    }

    #[test]
    fn a_host_that_waits_is_looked_for_less_and_less_and_then_no_more() {
        let pending = domain(DomainState::Pending);
        let mut now = at(0);
        let mut pauses = Vec::new();
        while let Some(next) = judge(&pending, seen(Proof::Other("y".into()), Pointing::Nowhere), now).next_check_at {
            pauses.push(next - now);
            now = next;
        }
        assert!(pauses.is_sorted(), "{pauses:?}");
        assert_eq!((pauses[0], pauses[pauses.len() - 1]), (TimeDelta::minutes(1), TimeDelta::hours(4)));
        assert!(now - at(0) >= SOUGHT && pauses.len() < 120, "{}", pauses.len());
    }

    #[test]
    fn what_shows_another_agency_waits_without_saying_whose_it_is() {
        let pending = domain(DomainState::Pending);
        let proved = judge(&pending, seen(Proof::Given, Pointing::Here), at(1));
        let standing = taken(proved, &pending, at(1));
        assert_eq!((standing.state, standing.problem), (DomainState::Pending, Some(DomainProblem::Unavailable)));
        assert_eq!(standing.next_check_at, Some(at(1) + TimeDelta::minutes(15)));
    }
}
