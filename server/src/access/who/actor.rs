use chrono::{DateTime, Utc};
use sea_orm::ActiveModelTrait;
use serde::Serialize;
use uuid::Uuid;

use crate::access::chain::Deed;
use crate::access::live::Event;
use crate::entity::ownership::Appendable;
use crate::entity::words::{ActorKind, StaffRole};
use crate::entity::{invitation, membership};
use crate::error::Result;
use crate::ids::{AgencyId, ClientId, StaffId, StaffSessionId, UploadId};

/// Who does something.
#[derive(Clone, Debug)]
pub enum Actor {
    /// A person on the client's side.
    Client { id: ClientId, name: String },
    /// A person of the agency, by one sign-in.
    Staff { id: StaffId, name: String, role: StaffRole, session: StaffSessionId },
    /// Portico itself: jobs, seeds, the schedule.
    System,
}

impl Actor {
    /// The actor's id; all zeros for the system.
    pub fn id(&self) -> Uuid {
        match self {
            Self::Client { id, .. } => (*id).into(),
            Self::Staff { id, .. } => (*id).into(),
            Self::System => Uuid::nil(),
        }
    }

    /// The actor's name as others read it.
    pub fn name(&self) -> &str {
        match self {
            Self::Client { name, .. } | Self::Staff { name, .. } => name,
            Self::System => "System",
        }
    }

    /// The side the actor is on; the system acts for the agency.
    pub fn kind(&self) -> ActorKind {
        match self {
            Self::Client { .. } => ActorKind::Client,
            Self::Staff { .. } | Self::System => ActorKind::Staff,
        }
    }

    /// The staff user, where the actor is one.
    pub fn staff(&self) -> Option<StaffId> {
        match self {
            Self::Staff { id, .. } => Some(*id),
            _ => None,
        }
    }
}

/// A scope that leaves traces: happenings, mails, jobs.
pub trait Author: Send + Sync {
    /// Who acts.
    fn actor(&self) -> &Actor;
    /// The agency in which it happens.
    fn agency_id(&self) -> AgencyId;
    /// The time.
    fn now(&self) -> DateTime<Utc>;
    /// Tells whoever listens, when the transaction is committed.
    fn announce(&self, event: Event);
    /// Adds a row that only its own readers see; `false` where one with its key is there already.
    ///
    /// # Errors
    /// When the database refuses.
    fn append<A>(&self, row: A) -> impl Future<Output = Result<bool>> + Send
    where
        A: ActiveModelTrait + Send,
        A::Entity: Appendable;
    /// Keeps this many bytes free for an upload, instead of what was kept for it before; `false` where the agency would
    /// store more than `limit` by that.
    ///
    /// # Errors
    /// When the database fails.
    fn reserve(&self, upload: UploadId, size: i64, limit: i64) -> impl Future<Output = Result<bool>> + Send;
    /// Keeps nothing free for an upload any more.
    ///
    /// # Errors
    /// When the database fails.
    fn release(&self, upload: UploadId) -> impl Future<Output = Result<()>> + Send;
    /// Adds to the agency's audit trail, when the transaction is committed.
    ///
    /// # Errors
    /// When there is no transaction.
    fn audit(&self, deed: Deed) -> impl Future<Output = Result<()>> + Send;
}

/// One thing a membership may allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    ViewInvoices,
    ApproveWork,
    Comment,
    SubmitRequests,
    RunWorkflows,
    ManageConnections,
    InviteColleagues,
}

impl Permission {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::ViewInvoices,
        Self::ApproveWork,
        Self::Comment,
        Self::SubmitRequests,
        Self::RunWorkflows,
        Self::ManageConnections,
        Self::InviteColleagues,
    ];

    /// Its name, as columns, forms and the API have it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ViewInvoices => "can_view_invoices",
            Self::ApproveWork => "can_approve_work",
            Self::Comment => "can_comment",
            Self::SubmitRequests => "can_submit_requests",
            Self::RunWorkflows => "can_run_workflows",
            Self::ManageConnections => "can_manage_connections",
            Self::InviteColleagues => "can_invite_colleagues",
        }
    }
}

/// What one membership allows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Permissions {
    pub can_view_invoices: bool,
    pub can_approve_work: bool,
    pub can_comment: bool,
    pub can_submit_requests: bool,
    pub can_run_workflows: bool,
    pub can_manage_connections: bool,
    pub can_invite_colleagues: bool,
}

impl Permissions {
    /// Everything a client can be allowed.
    pub const ALL: Self = Self {
        can_view_invoices: true,
        can_approve_work: true,
        can_comment: true,
        can_submit_requests: true,
        can_run_workflows: true,
        can_manage_connections: true,
        can_invite_colleagues: true,
    };

    /// Whether this is among what is allowed.
    pub fn allow(&self, permission: Permission) -> bool {
        match permission {
            Permission::ViewInvoices => self.can_view_invoices,
            Permission::ApproveWork => self.can_approve_work,
            Permission::Comment => self.can_comment,
            Permission::SubmitRequests => self.can_submit_requests,
            Permission::RunWorkflows => self.can_run_workflows,
            Permission::ManageConnections => self.can_manage_connections,
            Permission::InviteColleagues => self.can_invite_colleagues,
        }
    }

    /// Exactly what the question answers with yes.
    pub fn of(allowed: impl Fn(Permission) -> bool) -> Self {
        Self {
            can_view_invoices: allowed(Permission::ViewInvoices),
            can_approve_work: allowed(Permission::ApproveWork),
            can_comment: allowed(Permission::Comment),
            can_submit_requests: allowed(Permission::SubmitRequests),
            can_run_workflows: allowed(Permission::RunWorkflows),
            can_manage_connections: allowed(Permission::ManageConnections),
            can_invite_colleagues: allowed(Permission::InviteColleagues),
        }
    }

    /// What both allow.
    pub fn and(&self, other: &Self) -> Self {
        Self::of(|permission| self.allow(permission) && other.allow(permission))
    }

    /// Whether the other allows all of this.
    pub fn within(&self, other: &Self) -> bool {
        self.and(other) == *self
    }
}

/// Takes what is allowed over, name by name, between two types that have all of the names.
macro_rules! permissions_from {
    ($($from:ty => $to:ty),+) => {$(
        impl From<$from> for $to {
            fn from(allowed: $from) -> Self {
                Self {
                    can_view_invoices: allowed.can_view_invoices,
                    can_approve_work: allowed.can_approve_work,
                    can_comment: allowed.can_comment,
                    can_submit_requests: allowed.can_submit_requests,
                    can_run_workflows: allowed.can_run_workflows,
                    can_manage_connections: allowed.can_manage_connections,
                    can_invite_colleagues: allowed.can_invite_colleagues,
                }
            }
        }
    )+};
}
pub(crate) use permissions_from;

permissions_from!(&membership::Model => Permissions, &invitation::Model => Permissions);
