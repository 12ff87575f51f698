use std::sync::{Arc, OnceLock};

use maud::Markup;
use poem::http::StatusCode;
use poem::{FromRequest, IntoResponse, Request, RequestBody, Response};
use sea_orm::ColumnTrait;
use sea_orm::sea_query::{Query, SelectStatement};
use uuid::Uuid;

use super::components::{Crumb, Icon, Times, Tone, at_fault};
use super::frame::{self, Bare, Brand, Entry, Frame, Group, Theme, WorkspaceChoice};
use super::gate::see_other;
use super::site::Site;
use super::{htmx, places, seen};
use crate::access::{self, Agency, ClientScope, Part, Permission, Seat, Unread, Viewer, together};
use crate::entity::words::{InvoiceStatus, RequestStatus, WaitsOn};
use crate::entity::{approval, client_notification, connection, form, invoice, request, run};
use crate::error::{Error, Result};
use crate::ids::WorkspaceId;
use crate::text;

/// What stands around a signed-in page: whose it is, where one can go, what is waiting. An extractor; a
/// handler gets it beside its scope.
pub struct Layout {
    viewer: Arc<Viewer>,
    /// The workspace, where one is open to the person; their account is theirs without.
    scope: Option<ClientScope>,
    /// What stands around the page, once it is known.
    around: OnceLock<Around>,
    site: Arc<Site>,
    path: String,
    fragment: bool,
    /// Whether the workspace that the person was shown before is theirs no more.
    lost: bool,
    search: Option<String>,
    /// The token that forms carry.
    pub token: String,
    /// The key under which a form drawn now is taken once.
    pub once: String,
    /// The time, in the person's zone.
    pub times: Times,
}

/// What the numbers beside the entries say, and what is unread in other workspaces.
type Around = (Counts, Vec<Unread>);

/// What the numbers beside the entries say.
#[derive(Default)]
struct Counts {
    /// Notifications.
    unread: i64,
    /// Open requests that wait for the client.
    waiting: i64,
    /// Approvals that wait for the reader.
    undecided: i64,
    /// Invoices.
    overdue: i64,
    /// Forms for which something waits and that the reader may send.
    forms: i64,
    /// Accounts that were never connected, or have to be connected again.
    accounts: i64,
}

impl<'a> FromRequest<'a> for Layout {
    async fn from_request(request: &'a Request, body: &mut RequestBody) -> poem::Result<Self> {
        let viewer = access::viewer(request)?;
        let scope = if viewer.open().is_some() { Some(ClientScope::from_request(request, body).await?) } else { None };
        let now = access::now(request)?;
        let site = request.data::<Arc<Site>>().ok_or_else(|| Error::internal(anyhow::anyhow!("no site")))?.clone();
        Ok(Self {
            token: access::csrf_token(&site.sealer, viewer),
            once: Uuid::new_v4().to_string(),
            times: Times { now, zone: viewer.zone(), locale: viewer.agency.locale },
            path: request.uri().path().to_owned(),
            fragment: htmx::wants_fragment(request),
            lost: seen::lost(request, viewer),
            search: viewer.open().is_some_and(|seat| seat.modules.work).then(|| places::SEARCH.to_owned()),
            viewer: viewer.clone(),
            site,
            scope,
            around: OnceLock::new(),
        })
    }
}

impl Layout {
    /// Who is signed in, and where.
    pub fn viewer(&self) -> &Viewer {
        &self.viewer
    }

    /// Whether only a fragment is wanted.
    pub fn wants_fragment(&self) -> bool {
        self.fragment
    }

    /// Asks for what a page shows together with what stands around it, by one way to the database.
    ///
    /// # Errors
    /// When the database fails, or what becomes of the rows is wrong.
    pub async fn with<T>(&self, part: Part<'_, T>) -> Result<T> {
        let (found, around) = together((part, self.surroundings())).ask().await?;
        self.around.get_or_init(|| around);
        Ok(found)
    }

    /// A whole page.
    ///
    /// # Errors
    /// When the counts cannot be read.
    pub async fn page(&self, title: &str, trail: Vec<Crumb<'_>>, content: Markup) -> poem::Result<Response> {
        Ok(self.framed(title, trail, None, content).await?.into_response())
    }

    /// A form that was not taken, drawn again with what was typed and what is wrong, which is where typing goes on.
    ///
    /// # Errors
    /// When the counts cannot be read.
    pub async fn invalid(&self, title: &str, trail: Vec<Crumb<'_>>, content: Markup) -> poem::Result<Response> {
        let page = self.framed(title, trail, None, at_fault(content)).await?;
        Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
    }

    /// A page that also says that something was done.
    ///
    /// # Errors
    /// When the counts cannot be read.
    pub async fn page_saying(
        &self,
        said: Option<&str>,
        title: &str,
        trail: Vec<Crumb<'_>>,
        content: Markup,
    ) -> poem::Result<Response> {
        Ok(self.framed(title, trail, said, content).await?.into_response())
    }

    /// Goes on to a page.
    pub fn go(&self, path: &str) -> Response {
        see_other(path)
    }

    async fn framed(&self, title: &str, trail: Vec<Crumb<'_>>, said: Option<&str>, content: Markup) -> Result<Markup> {
        if self.around.get().is_none() {
            self.with(Part::known(())).await?;
        }
        let (counts, elsewhere) = self.around.get_or_init(Around::default);
        let viewer = &self.viewer;
        let agency = &viewer.agency;
        let urls = self.site.assets.urls(&agency.look);
        let current = viewer.current().map(|seat| seat.workspace);
        let unread_in =
            |seat: &Seat| elsewhere.iter().find(|new| new.workspace == seat.workspace).map_or(0, |new| new.number);
        let here = viewer.current().filter(|_| self.lost).map(|seat| now_at(&seat.name));
        let email = text::address_for_people(&viewer.email);
        let frame = Frame {
            language: agency.locale.words(),
            theme: Theme::Auto,
            assets: &urls,
            brand: Brand { name: &agency.name, look: &agency.look },
            person: &viewer.name,
            email: &email,
            token: &self.token,
            workspaces: viewer
                .seats
                .iter()
                .map(|seat| WorkspaceChoice {
                    id: seat.workspace.to_string(),
                    name: &seat.name,
                    current: Some(seat.workspace) == current,
                    unread: unsigned(unread_in(seat)),
                })
                .collect(),
            groups: self.groups(counts),
            search: self.search.as_deref(),
            unread: unsigned(counts.unread),
            events: self.scope.is_some().then_some(places::EVENTS),
            shortcuts: viewer.shortcuts,
            trail,
            toast: here.as_deref().map(|text| (Tone::Warning, text)).or(said.map(|text| (Tone::Positive, text))),
        };
        Ok(frame::page(&frame, title, content))
    }

    /// What waits for the reader here, and what is unread in other workspaces.
    fn surroundings(&self) -> Part<'_, Around> {
        use approval::Column as A;
        use client_notification::Column as N;
        use invoice::Column as I;
        use request::Column as R;
        let Some(scope) = &self.scope else { return Part::known(Around::default()) };
        let unread = scope.find::<client_notification::Entity>();
        let unread = unread.filter(N::ClientUserId.eq(scope.person())).filter(N::ReadAt.is_null());
        let unread = unread.filter(scope.seat().openable());
        let waiting = scope.find::<request::Entity>();
        let waiting = waiting.filter(R::Status.eq(RequestStatus::Open)).filter(R::WaitsOn.eq(WaitsOn::Client));
        let undecided = scope.find::<approval::Entity>().filter(A::WaitsOn.eq(WaitsOn::Client));
        let undecided = undecided.filter(A::ArchivedAt.is_null()).filter(scope.is_awaited());
        let today = self.times.now.with_timezone(&self.viewer.agency.time_zone).date_naive();
        let overdue = scope.find::<invoice::Entity>().filter(I::Status.eq(InvoiceStatus::Open));
        let overdue = overdue.filter(I::DueOn.lt(today));
        let decides = scope.seat().allows(Permission::ApproveWork);
        let forms = scope.find::<form::Entity>().filter(form::can_be_sent(decides));
        let forms = forms.filter(form::Column::Id.in_subquery(awaited_forms(scope.workspace())));
        let accounts = scope.find::<connection::Entity>().filter(connection::is_awaited());
        let here = [
            unread.counted(),
            waiting.counted(),
            undecided.counted(),
            overdue.counted(),
            forms.counted(),
            accounts.counted(),
        ];
        let here = scope.part_tally(here).map(|[unread, waiting, undecided, overdue, forms, accounts]| Counts {
            unread,
            waiting,
            undecided,
            overdue,
            forms,
            accounts,
        });
        together((here, scope.unread_elsewhere()))
    }

    /// The entries this person has here; what is not allowed is not there.
    fn groups(&self, counts: &Counts) -> Vec<Group<'_>> {
        let entry = |label, href: &'static str, icon, count, key| {
            let current = if href == places::HOME { self.path == href } else { self.path.starts_with(href) };
            Entry { label, href, icon, count, current, key, phone: true }
        };
        let mut you = vec![entry("Account", places::ACCOUNT, Icon::Account, 0, None)];
        let Some(seat) = self.viewer.open() else { return vec![Group { label: Some("You"), entries: you }] };
        if seat.allows(Permission::InviteColleagues) {
            you.push(entry("Team", places::TEAM, Icon::Users, 0, None));
        }
        let mut work = Vec::new();
        if seat.modules.work {
            work.push(entry("Projects", places::PROJECTS, Icon::Projects, 0, Some('p')));
            // A number calls: only those who may decide are called.
            let calls = if seat.allows(Permission::ApproveWork) { counts.undecided } else { 0 };
            work.push(entry("Approvals", places::APPROVALS, Icon::Approvals, unsigned(calls), Some('a')));
        }
        if seat.allows(Permission::SubmitRequests) {
            work.push(entry("Requests", places::REQUESTS, Icon::Requests, unsigned(counts.waiting), Some('r')));
        }
        if seat.modules.work {
            work.push(entry("Files", places::FILES, Icon::Files, 0, Some('f')));
        }
        let mut groups =
            vec![Group { label: None, entries: vec![entry("Dashboard", places::HOME, Icon::Home, 0, Some('d'))] }];
        if !work.is_empty() {
            groups.push(Group { label: Some("Work"), entries: work });
        }
        if seat.modules.automation {
            let mut entries = vec![
                entry("Workflows", places::WORKFLOWS, Icon::Workflows, 0, Some('w')),
                entry("Runs", places::RUNS, Icon::Runs, 0, None),
                entry("Forms", places::FORMS, Icon::Forms, unsigned(counts.forms), None),
            ];
            if seat.allows(Permission::ManageConnections) {
                let waiting = unsigned(counts.accounts);
                entries.insert(2, entry("Connections", places::CONNECTIONS, Icon::Connections, waiting, Some('c')));
            }
            groups.push(Group { label: Some("Automation"), entries });
        }
        if seat.allows(Permission::ViewInvoices) {
            let entries = vec![entry("Billing", places::BILLING, Icon::Billing, unsigned(counts.overdue), Some('b'))];
            groups.push(Group { label: Some("Money"), entries });
        }
        groups.push(Group { label: Some("You"), entries: you });
        groups
    }
}

/// A page of one card, for people who are not signed in.
pub fn bare(site: &Site, agency: &Agency, title: &str, content: Markup) -> Markup {
    let urls = site.assets.urls(&agency.look);
    let frame = Bare {
        language: agency.locale.words(),
        theme: Theme::Auto,
        assets: &urls,
        brand: Brand { name: &agency.name, look: &agency.look },
    };
    frame::bare(&frame, title, content)
}

/// The forms for which runs of a workspace wait.
fn awaited_forms(workspace: WorkspaceId) -> SelectStatement {
    use run::{Column, Entity};
    let here = Column::WorkspaceId.eq(workspace);
    Query::select().column(Column::WaitsForId).from(Entity).and_where(here).cond_where(run::awaits_form()).to_owned()
}

/// What is said to whoever stands in another workspace than before, without having gone there.
fn now_at(workspace: &str) -> String {
    format!("You no longer have access to the workspace you were in. This is {workspace}.")
}

fn unsigned(count: i64) -> u64 {
    u64::try_from(count).unwrap_or_default()
}
