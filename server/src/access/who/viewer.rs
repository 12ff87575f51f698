use sea_orm::sea_query::ExprTrait;
use sea_orm::{ColumnTrait, Condition};

use super::actor::{Permission, Permissions};
use crate::brand::Look;
use crate::entity::words::{ClientNews, Onboarding};
use crate::entity::{agency, client_notification};
use crate::ids::{AgencyId, ClientId, WorkspaceId};
use crate::locale::Locale;

/// The agency as its clients meet it.
#[derive(Clone, Debug)]
pub struct Agency {
    pub id: AgencyId,
    pub name: String,
    pub time_zone: chrono_tz::Tz,
    pub locale: Locale,
    /// What it says to whoever comes to its door.
    pub welcome: Option<String>,
    pub look: Look,
}

impl From<agency::Model> for Agency {
    fn from(row: agency::Model) -> Self {
        Self {
            id: row.id,
            time_zone: row.time_zone.parse().unwrap_or_default(),
            locale: Locale::of(&row.locale),
            welcome: row.welcome,
            look: Look::of(row.brand.as_deref(), row.accent.as_deref()),
            name: row.name,
        }
    }
}

/// Which parts of the portal a workspace has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Modules {
    pub work: bool,
    pub automation: bool,
    pub billing: bool,
}

/// A person's place in a workspace.
#[derive(Clone, Debug)]
pub struct Seat {
    pub workspace: WorkspaceId,
    pub name: String,
    pub show_team_members: bool,
    pub modules: Modules,
    pub permissions: Permissions,
    /// Whether only those with a second factor get in.
    pub requires_second_factor: bool,
}

impl Seat {
    /// Whether the person may do this here, and the part of the portal it belongs to is on.
    pub fn allows(&self, permission: Permission) -> bool {
        let on = match permission {
            Permission::ViewInvoices => self.modules.billing,
            Permission::RunWorkflows | Permission::ManageConnections => self.modules.automation,
            Permission::ApproveWork | Permission::Comment | Permission::SubmitRequests => self.modules.work,
            Permission::InviteColleagues => true,
        };
        on && self.permissions.allow(permission)
    }

    /// Only notifications of what the person may open here: one that leads nowhere, or tells of what is not
    /// theirs to see any more, is not there.
    pub fn openable(&self) -> Condition {
        use client_notification::Column;
        let requests = (!self.allows(Permission::SubmitRequests)).then(|| Column::RequestId.is_null());
        let projects = (!self.modules.work).then(|| Column::ProjectId.is_null().and(Column::ApprovalId.is_null()));
        let files = (!self.modules.work).then(|| Column::Kind.ne(ClientNews::FilesDelivered));
        let invoices = (!self.allows(Permission::ViewInvoices)).then(|| Column::InvoiceId.is_null());
        let not_of_accounts =
            || Column::Kind.ne(ClientNews::ConnectionLost).and(Column::Kind.ne(ClientNews::ConnectionAsked));
        let accounts = (!self.allows(Permission::ManageConnections)).then(not_of_accounts);
        let automated = (!self.modules.automation).then(|| Column::FormId.is_null().and(Column::RunId.is_null()));
        Condition::all()
            .add_option(automated)
            .add_option(requests)
            .add_option(projects)
            .add_option(files)
            .add_option(invoices)
            .add_option(accounts)
    }
}

/// Who is signed in at the portal, read anew on every request.
#[derive(Clone, Debug)]
pub struct Viewer {
    pub agency: Agency,
    pub person: ClientId,
    pub name: String,
    pub email: String,
    pub phone: Option<String>,
    /// The person's own time zone, where it is not the agency's.
    pub time_zone: Option<chrono_tz::Tz>,
    /// Whether single keys do something.
    pub shortcuts: bool,
    /// Whether the person has a second factor.
    pub second_factor: bool,
    /// What the welcome is to ask next; none for whoever is through.
    pub onboarding: Option<Onboarding>,
    /// The hash of the session's cookie.
    pub session: String,
    pub seats: Vec<Seat>,
    pub(in crate::access) current: Option<usize>,
}

impl Viewer {
    /// The person's place in the workspace that is being looked at; `None` when removed from all.
    pub fn current(&self) -> Option<&Seat> {
        self.current.and_then(|index| self.seats.get(index))
    }

    /// The same, where the person has all that the workspace asks for; nothing of it is served before.
    pub fn open(&self) -> Option<&Seat> {
        self.current().filter(|seat| self.second_factor || !seat.requires_second_factor)
    }

    /// The zone in which the person reads the time.
    pub fn zone(&self) -> chrono_tz::Tz {
        self.time_zone.unwrap_or(self.agency.time_zone)
    }
}
