use std::net::IpAddr;
use std::sync::Arc;

use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, SimpleExpr};
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ColumnTrait, Condition, EntityTrait, FromQueryResult, IntoActiveModel,
    QueryFilter,
};
use uuid::Uuid;

use super::permission::permission_scopes;
use super::scope::AgencyScope;
use crate::access::database::Database;
use crate::access::link::{Link, author, transactional};
use crate::access::once::{self, OnceKey, claimant};
use crate::access::select::{ClientSide, Counted, ScopedSelect};
use crate::access::text::{Hit, Owner, Shelf};
use crate::access::together::Part;
use crate::access::who::actor::{Actor, Permission, Permissions};
use crate::access::who::grant::Grant;
use crate::access::who::viewer::{Agency, Seat, Viewer};
use crate::access::write::{ScopedDelete, ScopedUpdate};
use crate::entity::client_preference;
use crate::entity::ownership::OwnedByWorkspace;
use crate::error::{Error, Result};
use crate::ids::{AgencyId, ClientId, WorkspaceId};

/// One person of a client, in one workspace of one agency. It reaches that workspace's rows and
/// nothing else; there is no parameter that widens it.
#[derive(Clone)]
pub struct ClientScope {
    pub(in crate::access) link: Link,
    viewer: Arc<Viewer>,
    seat: Seat,
    actor: Actor,
    once: Option<OnceKey>,
}
transactional!(ClientScope);
author!(ClientScope, |self| self.viewer.agency.id);
claimant!(ClientScope);

/// How much a person has not seen in one of their workspaces.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct Unread {
    pub workspace: WorkspaceId,
    pub number: i64,
}

impl ClientScope {
    /// The scope of a signed-in viewer in the current workspace; `None` without a workspace, and where it asks
    /// for a second factor that the person has not set up.
    pub(in crate::access) fn new(database: &Database, viewer: Arc<Viewer>, once: Option<OnceKey>) -> Option<Self> {
        let seat = viewer.open()?.clone();
        let actor = Actor::Client { id: viewer.person, name: viewer.name.clone() };
        Some(Self { link: Link::new(database), viewer, seat, actor, once })
    }

    /// The same scope, for somebody who comes from this address.
    pub(in crate::access) fn from(self, origin: Option<IpAddr>) -> Self {
        Self { link: self.link.from(origin), ..self }
    }

    /// The same scope, of which every write is refused.
    pub(in crate::access) fn read_only(self) -> Self {
        Self { link: self.link.read_only(), ..self }
    }

    /// The agency that serves this client.
    pub fn agency(&self) -> &Agency {
        &self.viewer.agency
    }

    fn agency_id(&self) -> AgencyId {
        self.viewer.agency.id
    }

    /// The workspace.
    pub fn workspace(&self) -> WorkspaceId {
        self.seat.workspace
    }

    /// The workspace's settings and the person's place in it.
    pub fn seat(&self) -> &Seat {
        &self.seat
    }

    /// The person.
    pub fn person(&self) -> ClientId {
        self.viewer.person
    }

    /// Who is signed in, and where.
    pub fn viewer(&self) -> &Viewer {
        &self.viewer
    }

    /// Who asks.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// What the person may do here.
    pub fn permissions(&self) -> Permissions {
        self.seat.permissions
    }

    /// The workspace's rows. What is not owned by a workspace cannot be asked for:
    ///
    /// ```compile_fail,E0277
    /// # use portico::{access::ClientScope, entity::request_note};
    /// fn leak(scope: &ClientScope) {
    ///     scope.find::<request_note::Entity>();
    /// }
    /// ```
    pub fn find<E: OwnedByWorkspace>(&self) -> ScopedSelect<'_, ClientSide, E> {
        let mine = E::find().filter(E::AGENCY.eq(self.agency_id())).filter(E::WORKSPACE.eq(self.workspace()));
        ScopedSelect::new(&self.link, mine)
    }

    /// Several counts, to be asked for together with others.
    pub fn part_tally<const N: usize>(&self, counts: [Counted; N]) -> Part<'_, [i64; N]> {
        Counted::all(&self.link, counts)
    }

    /// Adds a row to the workspace, whatever the row said of its owner.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn insert<A>(&self, mut row: A) -> Result<<A::Entity as EntityTrait>::Model>
    where
        A: ActiveModelTrait + ActiveModelBehavior + Send,
        A::Entity: OwnedByWorkspace,
        <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
    {
        row.set(<A::Entity as crate::entity::ownership::OwnedByAgency>::AGENCY, self.agency_id().into());
        row.set(<A::Entity as OwnedByWorkspace>::WORKSPACE, self.workspace().into());
        Ok(row.insert(&self.link.writer()).await?)
    }

    /// A change of the workspace's rows.
    pub fn update<E: OwnedByWorkspace>(&self) -> ScopedUpdate<'_, E> {
        let update = E::update_many().filter(E::AGENCY.eq(self.agency_id())).filter(E::WORKSPACE.eq(self.workspace()));
        ScopedUpdate { link: &self.link, update, owner: vec![E::AGENCY, E::WORKSPACE] }
    }

    /// A removal of the workspace's rows.
    pub fn delete<E: OwnedByWorkspace>(&self) -> ScopedDelete<'_, E> {
        let delete = E::delete_many().filter(E::AGENCY.eq(self.agency_id())).filter(E::WORKSPACE.eq(self.workspace()));
        ScopedDelete { link: &self.link, delete }
    }

    /// What the person wants to get by mail.
    pub fn find_preference(&self) -> ScopedSelect<'_, ClientSide, client_preference::Entity> {
        use client_preference::Column;
        let mine = client_preference::Entity::find()
            .filter(Column::AgencyId.eq(self.agency_id()))
            .filter(Column::ClientUserId.eq(self.person()));
        ScopedSelect::new(&self.link, mine)
    }

    /// Keeps what the person wants to get by mail, whoever the row says it is about.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn keep_preference(&self, mut row: client_preference::ActiveModel) -> Result<()> {
        use client_preference::Column;
        row.set(Column::AgencyId, self.agency_id().into());
        row.set(Column::ClientUserId, self.person().into());
        let rest = [Column::Choices, Column::DigestHour, Column::QuietFrom, Column::QuietTo];
        let conflict = OnConflict::column(Column::ClientUserId).update_columns(rest).to_owned();
        client_preference::Entity::insert(row)
            .on_conflict(conflict)
            .exec_without_returning(&self.link.writer())
            .await?;
        Ok(())
    }

    /// How much the person has not seen in each of their other workspaces: of what they may open there.
    pub fn unread_elsewhere(&self) -> Part<'_, Vec<Unread>> {
        use crate::entity::client_notification::{Column, Entity};
        let others = self.viewer.seats.iter().filter(|seat| seat.workspace != self.workspace());
        let theirs = others
            .fold(Condition::any(), |any, seat| any.add(seat.openable().add(Column::WorkspaceId.eq(seat.workspace))));
        if theirs.is_empty() {
            return Part::known(Vec::new());
        }
        let unread = Entity::find()
            .filter(Column::AgencyId.eq(self.agency_id()))
            .filter(Column::ClientUserId.eq(self.person()))
            .filter(Column::ReadAt.is_null())
            .filter(theirs);
        let key = [("workspace", Column::WorkspaceId.into_expr())];
        ScopedSelect::<ClientSide, Entity>::new(&self.link, unread)
            .part_grouped(&key, &[("number", Expr::val(1).count())])
    }

    /// Claims a key that follows from what is asked, in place of the form's: whatever forms ask for it, it is one.
    ///
    /// # Errors
    /// A conflict when the key was used for something else.
    pub async fn claim_once_as(
        &self,
        operation: &'static str,
        result: impl Into<Uuid>,
        key: String,
    ) -> Result<Option<Uuid>> {
        let key = OnceKey { key, fingerprint: String::new() };
        once::claim(&self.link, self.agency_id(), self.actor.id(), Some(&key), operation, result.into()).await
    }

    /// The condition for requests of this workspace that hold all these words; `None` when there are no words.
    pub fn requests_matching(&self, words: &str) -> Option<SimpleExpr> {
        crate::access::text::matching(self.link.backend(), self.owner(), words)
    }

    /// What of this workspace holds these words, of these kinds. The best first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn search(&self, words: &str, kinds: &[&str], most: u64) -> Result<Vec<Hit>> {
        crate::access::text::search(&self.link, self.owner(), Shelf::Shared, words, kinds, most).await
    }

    fn owner(&self) -> Owner {
        Owner::Workspace(self.agency_id(), self.workspace())
    }

    /// The next number of a series of the agency.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn next_number(&self, series: &'static str) -> Result<i64> {
        super::scope::next_number(&self.link, self.agency_id(), series).await
    }

    /// Whether the membership allows one of these; otherwise the thing does not exist for this person.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn demand(&self, one_of: &[Permission]) -> Result<()> {
        let allowed = one_of.iter().any(|permission| self.permissions().allow(*permission));
        if allowed { Ok(()) } else { Err(Error::NotFound) }
    }
}

impl RequestSubmitter {
    /// The agency's side of the transaction in which this person's request comes in, for what the agency has done by
    /// itself with it. The system acts there and not the client, and nothing of what it reads is answered to them.
    pub(crate) fn agency_side(&self, within: &ClientScope) -> AgencyScope {
        let agency = self.agency_id();
        AgencyScope {
            link: within.link.clone().from(None),
            agency,
            actor: Actor::System,
            once: None,
            grant: Grant::Whole,
        }
    }
}

permission_scopes! {
    /// A client who may send requests, and follow those of the workspace.
    RequestSubmitter: SubmitRequests;
    /// A client who may comment on projects and deliverables.
    Commenter: Comment;
    /// A client who may decide on work.
    Approver: ApproveWork;
    /// A client who may say something about work: who may decide on it, and who may comment.
    Reviewer: ApproveWork | Comment;
    /// A client who may see what is billed, and pay it.
    InvoiceReader: ViewInvoices;
    /// A client who may start workflows.
    WorkflowRunner: RunWorkflows;
    /// A client who may connect the workspace's accounts.
    ConnectionManager: ManageConnections;
    /// A client who may invite colleagues into the workspace.
    Inviter: InviteColleagues;
}
