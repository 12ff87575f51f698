//! How the agency does with what it promised for a request. Rules without I/O.

use chrono::{DateTime, Utc};

use crate::entity::words::WaitsOn;
use crate::entity::{request, request_span};
use crate::features::service_hours::Clock;

/// Where a promise stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// There is time.
    OnTrack,
    /// Three quarters of the time are gone.
    AtRisk,
    /// It was not kept, or cannot be any more.
    Breached,
    /// It is not the agency's turn: the time stands still.
    Paused,
    /// It was kept.
    Met,
}

/// One promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Promise {
    pub state: State,
    pub target_seconds: i64,
    /// What was used of it: the agency's turns, within its hours.
    pub used_seconds: i64,
    /// When it runs out, while it runs.
    pub due_at: Option<DateTime<Utc>>,
}

/// The promises of a request, where there are any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Promises {
    pub first_response: Option<Promise>,
    pub resolution: Option<Promise>,
    /// For how long it has been the agency's turn, within its hours.
    pub agency_seconds: i64,
}

/// How the agency does, given the turns that are over.
pub fn promises(request: &request::Model, spans: &[request_span::Model], clock: &Clock) -> Promises {
    let promised = clock.targets.at(request.priority);
    let answered = request.first_reply_at.or(request.closed_at);
    let promise = |minutes: Option<u32>, done: Option<DateTime<Utc>>| {
        minutes.map(|minutes| promise(request, i64::from(minutes) * 60, used(request, spans, clock, done), done, clock))
    };
    Promises {
        first_response: promise(promised.first_response, answered),
        resolution: promise(promised.resolution, request.closed_at),
        agency_seconds: used(request, spans, clock, None),
    }
}

/// How long the agency had its turn within its hours, until something was done.
pub fn used(
    request: &request::Model,
    spans: &[request_span::Model],
    clock: &Clock,
    done: Option<DateTime<Utc>>,
) -> i64 {
    let end = done.unwrap_or(clock.now);
    let worked = |from: DateTime<Utc>, to: DateTime<Utc>| clock.calendar.worked(from, to.min(end).max(from));
    let over = spans.iter().filter(|span| span.side == WaitsOn::Agency);
    let over: i64 = over.map(|span| worked(span.began_at, span.ended_at)).sum();
    let running = if request.waits_on == WaitsOn::Agency { worked(request.waits_since, clock.now) } else { 0 };
    over + running
}

fn promise(request: &request::Model, target: i64, used: i64, done: Option<DateTime<Utc>>, clock: &Clock) -> Promise {
    let running = done.is_none() && request.waits_on == WaitsOn::Agency;
    let state = match (done, used) {
        (_, used) if used > target => State::Breached,
        (Some(_), _) => State::Met,
        (None, _) if !running => State::Paused,
        (None, used) if used.saturating_mul(4) >= target.saturating_mul(3) => State::AtRisk,
        (None, _) => State::OnTrack,
    };
    let due_at = if running && used <= target { clock.calendar.due(clock.now, target - used) } else { None };
    Promise { state, target_seconds: target, used_seconds: used, due_at }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use chrono::TimeDelta;
    use proptest::prelude::*;

    use super::*;
    use crate::entity::words::{Priority, RequestStage};
    use crate::features::requests::turn::tests::asked;
    use crate::features::requests::turn::{over, pass};
    use crate::features::service_hours::{Calendar, Promised, Targets};
    use crate::ids::{AgencyId, Id};

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    /// Nine to five in London, an hour for the first answer and four to the end.
    fn clock(now: &str) -> Clock {
        let week = std::array::from_fn(|index| if index < 5 { vec![(540, 1020)] } else { Vec::new() });
        let now = at(now);
        let promised = Promised { first_response: Some(60), resolution: Some(240) };
        Clock {
            now,
            today: now.date_naive(),
            calendar: Calendar::new("Europe/London".parse().unwrap(), week, BTreeSet::new()),
            targets: Targets::new([(Priority::Normal, promised)]),
        }
    }

    fn passed(request: &mut request::Model, spans: &mut Vec<request_span::Model>, to: WaitsOn, now: DateTime<Utc>) {
        if let Some(span) = over(request, to, now) {
            let owned = request_span::ActiveModel { agency_id: sea_orm::ActiveValue::Set(AgencyId::new()), ..span };
            spans.push(sea_orm::TryIntoModel::try_into_model(owned).unwrap());
        }
        let turn = pass(request, to, now);
        request.waits_on = turn.waits_on;
        request.waits_since = turn.waits_since;
    }

    #[test]
    fn s1_80_the_clients_time_and_the_night_do_not_count() {
        // Sent on Friday at half past four.
        let mut request = asked(at("2026-11-20T16:30:00Z"));
        let mut spans = Vec::new();
        let state = |request: &request::Model, spans: &[request_span::Model], now: &str| {
            let promises = promises(request, spans, &clock(now));
            (promises.first_response.unwrap(), promises.resolution.unwrap())
        };
        let (first, whole) = state(&request, &spans, "2026-11-20T16:40:00Z");
        assert_eq!((first.state, first.used_seconds), (State::OnTrack, 600));
        assert_eq!(first.due_at, Some(at("2026-11-23T09:30:00Z")), "over the weekend");
        assert_eq!(whole.due_at, Some(at("2026-11-23T12:30:00Z")));
        assert_eq!(state(&request, &spans, "2026-11-22T12:00:00Z").0.used_seconds, 1800);
        assert_eq!(state(&request, &spans, "2026-11-23T09:15:00Z").0.state, State::AtRisk);
        assert_eq!(state(&request, &spans, "2026-11-23T09:30:00Z").0.state, State::AtRisk, "to the second");
        let (late, _) = state(&request, &spans, "2026-11-23T09:30:01Z");
        assert_eq!((late.state, late.due_at), (State::Breached, None));
        // Answered in time; then the client thinks for two days.
        let answered = at("2026-11-23T09:20:00Z");
        passed(&mut request, &mut spans, WaitsOn::Client, answered);
        request.first_reply_at = Some(answered);
        let (first, whole) = state(&request, &spans, "2026-11-25T09:20:00Z");
        assert_eq!((first.state, first.used_seconds), (State::Met, 3000));
        assert_eq!((whole.state, whole.used_seconds, whole.due_at), (State::Paused, 3000, None));
        passed(&mut request, &mut spans, WaitsOn::Agency, at("2026-11-25T09:20:00Z"));
        let (first, whole) = state(&request, &spans, "2026-11-25T12:20:00Z");
        assert_eq!((first.state, first.used_seconds), (State::Met, 3000), "it stays as it was");
        assert_eq!((whole.state, whole.used_seconds), (State::AtRisk, 3000 + 3 * 3600));
        passed(&mut request, &mut spans, WaitsOn::Nobody, at("2026-11-25T12:40:00Z"));
        (request.closed_at, request.stage) = (Some(at("2026-11-25T12:40:00Z")), RequestStage::Resolved);
        assert_eq!(state(&request, &spans, "2026-12-25T12:30:00Z").1.state, State::Breached, "by ten minutes");
    }

    #[test]
    fn nothing_is_promised_where_nothing_is_said() {
        let start = at("2026-11-20T10:00:00Z");
        let request = request::Model { priority: Priority::Urgent, ..asked(start) };
        let promises = promises(&request, &[], &clock("2026-11-20T11:00:00Z"));
        assert_eq!((promises.first_response, promises.resolution, promises.agency_seconds), (None, None, 3600));
    }

    proptest! {
        /// However the turn goes to and fro, the agency is charged for its own turns and for nothing else.
        #[test]
        fn s1_80_whoever_has_the_turn_is_charged(steps in prop::collection::vec((0..3_i32, 1..200_000_i64), 0..12)) {
            let start = at("2026-03-20T10:00:00Z");
            let (mut request, mut spans, mut now, mut own) = (asked(start), Vec::new(), start, 0);
            let calendar = clock("2026-03-20T10:00:00Z").calendar;
            for (side, seconds) in steps {
                let then = now + TimeDelta::seconds(seconds);
                own += if request.waits_on == WaitsOn::Agency { calendar.worked(now, then) } else { 0 };
                now = then;
                let to = [WaitsOn::Agency, WaitsOn::Client, WaitsOn::Nobody][side as usize];
                passed(&mut request, &mut spans, to, now);
            }
            let clock = Clock { now, ..clock("2026-03-20T10:00:00Z") };
            let promises = promises(&request, &spans, &clock);
            prop_assert_eq!(promises.agency_seconds, own);
            prop_assert_eq!(promises.resolution.unwrap().used_seconds, own);
        }
    }
}
