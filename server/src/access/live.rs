use serde::{Deserialize, Serialize};
use tokio::sync::broadcast;
use uuid::Uuid;

use crate::entity::words::JobLane;
use crate::ids::{AgencyId, ApprovalId, ClientId, InvoiceId, ProjectId, RequestId, RunId, WorkspaceId};

/// The channel on which the nodes of one PostgreSQL tell each other of events.
pub(in crate::access) const CHANNEL: &str = "portico_events";

/// Something that somebody who is looking should hear of at once. The two sides are two types: what is
/// made for staff cannot be sent to a client.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Event {
    Client(ClientEvent),
    Staff(StaffEvent),
    /// A job waits to be done.
    Work(JobLane),
    /// Something happened of which people are to be told.
    Happened,
    /// Events may have been missed; whoever listens should look again.
    Resync,
}

/// For the clients of one workspace, or one of them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ClientEvent {
    pub workspace: WorkspaceId,
    /// Only this person, where it concerns no other.
    pub person: Option<ClientId>,
    pub topic: ClientTopic,
}

/// What changed, as the portal's pages name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClientTopic {
    Request(RequestId),
    Requests,
    Project(ProjectId),
    Approval(ApprovalId),
    Approvals,
    Invoice(InvoiceId),
    Invoices,
    Forms,
    Run(RunId),
    /// Which runs there are, and how they stand.
    Runs,
    Workflows,
    Connections,
    Notifications,
}

impl std::fmt::Display for ClientTopic {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Request(id) => write!(f, "request:{id}"),
            Self::Requests => f.write_str("requests"),
            Self::Project(id) => write!(f, "project:{id}"),
            Self::Approval(id) => write!(f, "approval:{id}"),
            Self::Approvals => f.write_str("approvals"),
            Self::Invoice(id) => write!(f, "invoice:{id}"),
            Self::Invoices => f.write_str("invoices"),
            Self::Forms => f.write_str("forms"),
            Self::Run(id) => write!(f, "run:{id}"),
            Self::Runs => f.write_str("runs"),
            Self::Workflows => f.write_str("workflows"),
            Self::Connections => f.write_str("connections"),
            Self::Notifications => f.write_str("notifications"),
        }
    }
}

/// For the staff of one agency.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StaffEvent {
    pub agency: AgencyId,
    pub kind: StaffEventKind,
    pub workspace: Option<WorkspaceId>,
    pub request: Option<RequestId>,
    pub project: Option<ProjectId>,
    pub approval: Option<ApprovalId>,
    pub actor: Option<Uuid>,
}

/// What changed, as the staff API names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StaffEventKind {
    RequestCreated,
    RequestChanged,
    MessageCreated,
    NoteCreated,
    /// Who looks at a request, or answers it.
    PresenceChanged,
    ProjectChanged,
    /// Something that waits to be done was added, done, recalled, or could not be done.
    HeldChanged,
    ApprovalChanged,
    /// An invoice, a credit, or what was paid.
    BillingChanged,
    /// A form, or what was sent of it.
    FormChanged,
    /// A workflow, a version of it, or what starts it.
    WorkflowChanged,
    /// A run began, waits, goes on or ended.
    RunChanged,
    /// A connection: what it is, or how it does.
    ConnectionChanged,
    /// Who is there, or what they may do.
    PeopleChanged,
    NotificationCreated,
}

/// Carries events from writers to listeners within one process.
pub struct Hub {
    sender: broadcast::Sender<Event>,
}

impl Hub {
    /// A listener that falls further behind than this is told to look again.
    const KEPT: usize = 1024;

    pub(in crate::access) fn new() -> Self {
        Self { sender: broadcast::Sender::new(Self::KEPT) }
    }

    pub(in crate::access) fn send(&self, event: Event) {
        // Nobody listening is no fault.
        let _ = self.sender.send(event);
    }

    /// Everything from now on.
    pub fn listen(&self) -> broadcast::Receiver<Event> {
        self.sender.subscribe()
    }
}
