use std::collections::BTreeSet;

use crate::access::{ClientEvent, ClientTopic, Event, Reach, StaffEvent, StaffEventKind};
use crate::entity::approval;
use crate::entity::words::ActivityKind;
use crate::error::Result;
use crate::features::activity::{self, Happening};
use crate::ids::{ClientId, StaffId};

/// Has the open pages of both sides show an approval as it is now.
pub fn announce(scope: &impl Reach, approval: &approval::Model) {
    for topic in [ClientTopic::Approval(approval.id), ClientTopic::Approvals] {
        scope.announce(Event::Client(ClientEvent { workspace: approval.workspace_id, person: None, topic }));
    }
    scope.announce(Event::Staff(StaffEvent {
        agency: approval.agency_id,
        kind: StaffEventKind::ApprovalChanged,
        workspace: Some(approval.workspace_id),
        request: None,
        project: approval.project_id,
        approval: Some(approval.id),
        actor: Some(scope.actor().id()),
    }));
}

/// Has people told of what happened: these of the client, where it is for the client.
///
/// # Errors
/// When the database refuses.
pub async fn tell(
    scope: &impl Reach,
    approval: &approval::Model,
    kind: ActivityKind,
    people: BTreeSet<ClientId>,
) -> Result<()> {
    tell_about(scope, approval, kind, people, None).await
}

/// The same, about something of a staff user's.
///
/// # Errors
/// When the database refuses.
pub async fn tell_about(
    scope: &impl Reach,
    approval: &approval::Model,
    kind: ActivityKind,
    people: BTreeSet<ClientId>,
    about: Option<StaffId>,
) -> Result<()> {
    let happening = Happening {
        kind,
        workspace: approval.workspace_id,
        project: approval.project_id,
        request: None,
        approval: Some(approval.id),
        invoice: None,
        title: approval.title.clone(),
        about,
        people: people.into_iter().collect(),
    };
    activity::record(scope, happening).await
}
