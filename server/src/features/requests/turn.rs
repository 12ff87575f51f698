use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};

use crate::entity::words::WaitsOn;
use crate::entity::{request, request_span};
use crate::ids::{Id, RequestSpanId};

/// Whose turn it is after something happened, and how long each side has had it so far.
#[derive(Debug, PartialEq, Eq)]
pub struct Turn {
    pub waits_on: WaitsOn,
    pub waits_since: DateTime<Utc>,
    pub agency_seconds: i64,
    pub client_seconds: i64,
}

/// Passes the turn. The side that had it is charged for the time it had it; a side that already has it
/// keeps it since when it did.
pub fn pass(request: &request::Model, to: WaitsOn, now: DateTime<Utc>) -> Turn {
    let waited = (now - request.waits_since).num_seconds().max(0);
    let charge = |side: WaitsOn| if request.waits_on == side && to != side { waited } else { 0 };
    Turn {
        waits_on: to,
        waits_since: if request.waits_on == to { request.waits_since } else { now },
        agency_seconds: request.agency_seconds + charge(WaitsOn::Agency),
        client_seconds: request.client_seconds + charge(WaitsOn::Client),
    }
}

/// The turn that is over when it passes to somebody else.
pub fn over(request: &request::Model, to: WaitsOn, now: DateTime<Utc>) -> Option<request_span::ActiveModel> {
    let passes = request.waits_on != to && request.waits_on != WaitsOn::Nobody && now > request.waits_since;
    passes.then(|| request_span::ActiveModel {
        id: Set(RequestSpanId::new()),
        agency_id: NotSet,
        workspace_id: Set(request.workspace_id),
        request_id: Set(request.id),
        side: Set(request.waits_on),
        began_at: Set(request.waits_since),
        ended_at: Set(now),
    })
}

/// How long each side has had the turn, the running wait included.
pub fn shares(request: &request::Model, now: DateTime<Utc>) -> (i64, i64) {
    let to = if request.waits_on == WaitsOn::Nobody { WaitsOn::Agency } else { WaitsOn::Nobody };
    let Turn { agency_seconds, client_seconds, .. } = pass(request, to, now);
    (agency_seconds, client_seconds)
}

#[cfg(test)]
pub mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::clock::Clock;
    use crate::entity::words::{Priority, RequestKind, RequestStage, RequestStatus};
    use crate::ids::{AgencyId, ClientId, Id, RequestId, WorkspaceId};

    pub fn asked(now: DateTime<Utc>) -> request::Model {
        request::Model {
            id: RequestId::new(),
            agency_id: AgencyId::new(),
            workspace_id: WorkspaceId::new(),
            number: 1,
            kind: RequestKind::Job,
            category: "design".into(),
            subject: "A poster".into(),
            status: RequestStatus::Open,
            priority: Priority::Normal,
            project_id: None,
            assignee_id: None,
            author_id: ClientId::new(),
            author_name: "Carla".into(),
            waits_on: WaitsOn::Agency,
            waits_since: now,
            agency_seconds: 0,
            client_seconds: 0,
            first_reply_at: None,
            closed_at: None,
            message_count: 1,
            last_message_at: now,
            version: 1,
            created_at: now,
            updated_at: now,
            stage: RequestStage::New,
            due_on: None,
            merged_at: None,
            snoozed_until: None,
            snoozed_by_id: None,
            opened_by_id: None,
            opened_by_name: None,
            for_workspace: false,
        }
    }

    #[test]
    fn s1_80_each_side_is_charged_for_its_own_time() {
        let start = Clock::default().now();
        let request = asked(start);
        let answered = pass(&request, WaitsOn::Client, start + TimeDelta::seconds(60));
        assert_eq!((answered.agency_seconds, answered.client_seconds), (60, 0));
        let waiting = request::Model {
            waits_on: answered.waits_on,
            waits_since: answered.waits_since,
            agency_seconds: answered.agency_seconds,
            ..request
        };
        assert_eq!(shares(&waiting, start + TimeDelta::seconds(90)), (60, 30));
    }

    #[test]
    fn a_turn_that_passes_leaves_when_it_was() {
        let start = Clock::default().now();
        let later = start + TimeDelta::seconds(60);
        let span = over(&asked(start), WaitsOn::Client, later).unwrap();
        assert_eq!((span.side, span.began_at, span.ended_at), (Set(WaitsOn::Agency), Set(start), Set(later)));
        assert!(over(&asked(start), WaitsOn::Agency, later).is_none());
        assert!(over(&asked(start), WaitsOn::Nobody, start).is_none(), "no time has passed");
        let closed = request::Model { waits_on: WaitsOn::Nobody, ..asked(start) };
        assert!(over(&closed, WaitsOn::Agency, later).is_none(), "nobody had it");
    }

    #[test]
    fn a_second_message_of_the_same_side_keeps_its_wait() {
        let start = Clock::default().now();
        let again = pass(&asked(start), WaitsOn::Agency, start + TimeDelta::seconds(60));
        assert_eq!((again.waits_since, again.agency_seconds), (start, 0));
    }

    #[test]
    fn a_closed_request_charges_nobody() {
        let start = Clock::default().now();
        let closed = request::Model { waits_on: WaitsOn::Nobody, agency_seconds: 5, client_seconds: 7, ..asked(start) };
        assert_eq!(shares(&closed, start + TimeDelta::days(3)), (5, 7));
    }
}
