use crate::access::{AgencyScope, Author, ClientEvent, ClientTopic, Event, StaffEvent, StaffEventKind};
use crate::entity::invoice;
use crate::entity::words::ActivityKind;
use crate::error::Result;
use crate::features::activity::{self, Happening};
use crate::ids::WorkspaceId;

/// Has consoles show an agency's billing as it is now.
pub fn announce_billing(scope: &AgencyScope, workspace: WorkspaceId) {
    scope.announce(Event::Staff(StaffEvent {
        agency: scope.agency(),
        kind: StaffEventKind::BillingChanged,
        workspace: Some(workspace),
        request: None,
        project: None,
        approval: None,
        actor: scope.actor().staff().map(Into::into),
    }));
}

/// Has the open pages of both sides show what a client owes and subscribes to as it is now.
pub fn announce_account(scope: &AgencyScope, workspace: WorkspaceId) {
    scope.announce(Event::Client(ClientEvent { workspace, person: None, topic: ClientTopic::Invoices }));
    announce_billing(scope, workspace);
}

/// Has the open pages of both sides show an issued invoice as it is now.
pub fn announce(scope: &AgencyScope, invoice: &invoice::Model) {
    let (workspace, topic) = (invoice.workspace_id, ClientTopic::Invoice(invoice.id));
    scope.announce(Event::Client(ClientEvent { workspace, person: None, topic }));
    announce_account(scope, workspace);
}

/// Has people told of what happened to an invoice.
///
/// # Errors
/// When the database refuses.
pub async fn tell(scope: &AgencyScope, invoice: &invoice::Model, kind: ActivityKind, title: String) -> Result<()> {
    let happening = Happening {
        kind,
        workspace: invoice.workspace_id,
        // Who may see the invoice need not see the project.
        project: None,
        request: None,
        approval: None,
        invoice: Some(invoice.id),
        title,
        about: None,
        people: Vec::new(),
    };
    activity::record(scope, happening).await
}
