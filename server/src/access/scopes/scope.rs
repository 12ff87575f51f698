use std::collections::BTreeSet;
use std::net::IpAddr;
use std::ops::Deref;

use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, Iterable, QueryFilter,
    QueryOrder, QuerySelect,
};

use crate::access::database::{Backend, Database};
use crate::access::link::{Link, author, transactional};
use crate::access::once::{OnceKey, claimant};
use crate::access::select::{AgencySide, Counted, ScopedSelect, SystemSide};
use crate::access::text::{Hit, Owner, Shelf};
use crate::access::who::actor::Actor;
use crate::access::who::grant::Grant;
use crate::access::write::{ScopedDelete, ScopedUpdate};
use crate::entity::ownership::{Appendable, Global, OwnedByAgency};
use crate::entity::words::{ApprovalStatus, HeldState, RunStatus, RunWait, StaffRole};
use crate::error::{Error, Result};
use crate::ids::{
    AgencyId, ApprovalId, ApprovalStepId, ClientId, ConnectionId, HeldId, MailId, RequestId, RunId, WorkflowTriggerId,
    WorkspaceId,
};
use crate::signing::Signer;
use crate::vault::Vault;

/// The system itself: tables of no agency, and the way into an agency for jobs and sign-in.
#[derive(Clone)]
pub struct SystemScope {
    pub(in crate::access) link: Link,
}
transactional!(SystemScope);

impl SystemScope {
    pub(in crate::access) fn new(database: &Database) -> Self {
        Self { link: Link::new(database) }
    }

    /// Which database this is.
    pub fn backend(&self) -> Backend {
        self.link.backend()
    }

    /// Where secrets are sealed.
    pub fn vault(&self) -> &Vault {
        self.link.vault()
    }

    /// Rows of a table of no agency.
    pub fn find<E: Global>(&self) -> ScopedSelect<'_, SystemSide, E> {
        ScopedSelect::new(&self.link, E::find())
    }

    /// Adds a row and does nothing where it is there already; tells whether it was added.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn insert<E: Global>(&self, row: impl IntoActiveModel<E::ActiveModel>) -> Result<bool>
    where
        E::ActiveModel: Send,
    {
        let insert = E::insert(row.into_active_model()).on_conflict(OnConflict::new().do_nothing().to_owned());
        Ok(insert.exec_without_returning(&self.link.writer()).await? > 0)
    }

    /// Adds a row or changes the one that is there, in one statement, and gives it as it is then.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn upsert<E: Global>(&self, row: E::ActiveModel, conflict: OnConflict) -> Result<E::Model>
    where
        E::ActiveModel: Send,
        E::Model: IntoActiveModel<E::ActiveModel>,
    {
        Ok(E::insert(row).on_conflict(conflict).exec_with_returning(&self.link.writer()).await?)
    }

    /// A change of rows of no agency.
    pub fn update<E: Global>(&self) -> ScopedUpdate<'_, E> {
        ScopedUpdate { link: &self.link, update: E::update_many(), owner: Vec::new() }
    }

    /// A removal of rows of no agency.
    pub fn delete<E: Global>(&self) -> ScopedDelete<'_, E> {
        ScopedDelete { link: &self.link, delete: E::delete_many() }
    }

    /// All agencies, for the host look-up and for seeds.
    pub(crate) fn agencies(&self) -> ScopedSelect<'_, SystemSide, crate::entity::agency::Entity> {
        ScopedSelect::new(&self.link, crate::entity::agency::Entity::find())
    }

    /// The agencies in which something happened of which nobody was told yet.
    pub(crate) async fn agencies_with_news(&self) -> Result<Vec<AgencyId>> {
        use crate::entity::activity::{Column, Entity};
        let untold = ScopedSelect::<SystemSide, _>::new(&self.link, Entity::find());
        let untold = untold.filter(Expr::col((Entity, Column::Untold))).tally(Column::AgencyId).await?;
        Ok(untold.into_iter().map(|(agency, _): (AgencyId, i64)| agency).collect())
    }

    /// The agencies in which a notification is due to go into a mail.
    pub(crate) async fn agencies_with_post(&self) -> Result<BTreeSet<AgencyId>> {
        use crate::entity::{client_notification as client, staff_notification as staff};
        let now = self.link.now();
        let clients = ScopedSelect::<SystemSide, _>::new(&self.link, client::Entity::find());
        let clients = clients.filter(client::Column::MailAt.lte(now)).tally(client::Column::AgencyId).await?;
        let staffs = ScopedSelect::<SystemSide, _>::new(&self.link, staff::Entity::find());
        let staffs = staffs.filter(staff::Column::MailAt.lte(now)).tally(staff::Column::AgencyId).await?;
        Ok(clients.into_iter().chain(staffs).map(|(agency, _): (AgencyId, i64)| agency).collect())
    }

    /// What staff are about to do and is due, with its agency, the earliest first.
    pub(crate) async fn held_and_due(&self, most: u64) -> Result<Vec<(AgencyId, HeldId)>> {
        use crate::entity::held_action::{Column, Entity};
        let due = ScopedSelect::<SystemSide, _>::new(&self.link, Entity::find())
            .filter(Column::State.eq(HeldState::Waiting))
            .filter(Column::DueAt.lte(self.link.now()))
            .asc(Column::DueAt)
            .asc(Column::Id);
        Ok(due.limit(most).all().await?.into_iter().map(|row| (row.agency_id, row.id)).collect())
    }

    /// The steps of approvals, of all agencies, at which it is time to look whether people are to be reminded.
    pub(crate) async fn due_reminders(&self, most: u64) -> Result<Vec<(AgencyId, ApprovalId, ApprovalStepId)>> {
        use crate::entity::approval_step::{Column, Entity};
        let due = Entity::find().filter(Column::RemindAt.lte(self.link.now())).order_by_asc(Column::RemindAt);
        let ids = due.limit(most).select_only().columns([Column::AgencyId, Column::ApprovalId, Column::Id]);
        Ok(ids.into_tuple().all(&self.link.reader()).await?)
    }

    /// The workspaces in which it is time to look whether somebody is to be reminded of an invoice.
    pub(crate) async fn due_invoice_reminders(&self, most: u64) -> Result<Vec<(AgencyId, WorkspaceId)>> {
        use crate::entity::invoice::{Column, Entity};
        let due = Entity::find().filter(Column::RemindAt.lte(self.link.now())).select_only();
        let ids = due.columns([Column::AgencyId, Column::WorkspaceId]).distinct().limit(most);
        Ok(ids.into_tuple().all(&self.link.reader()).await?)
    }

    /// The workspaces in which runs wait to be taken up.
    pub(crate) async fn workspaces_with_queued_runs(&self) -> Result<Vec<(AgencyId, WorkspaceId)>> {
        use crate::entity::run::{Column, Entity};
        let queued = Entity::find().filter(Column::Status.eq(RunStatus::Queued)).select_only();
        let ids = queued.columns([Column::AgencyId, Column::WorkspaceId]).distinct();
        Ok(ids.into_tuple().all(&self.link.reader()).await?)
    }

    /// The runs whose time has come, the earliest first.
    pub(crate) async fn runs_that_are_due(&self, most: u64) -> Result<Vec<(AgencyId, RunId)>> {
        use crate::entity::run::{Column, Entity};
        let due =
            Entity::find().filter(Column::WakesAt.lte(self.link.now())).filter(Column::Status.eq(RunStatus::Waiting));
        let ids = due.order_by_asc(Column::WakesAt).limit(most).select_only().columns([Column::AgencyId, Column::Id]);
        Ok(ids.into_tuple().all(&self.link.reader()).await?)
    }

    /// The runs that wait for an approval that is decided.
    pub(crate) async fn runs_with_a_decision(&self, most: u64) -> Result<Vec<(AgencyId, RunId)>> {
        use crate::entity::approval;
        use crate::entity::run::{Column, Entity};
        let decided = [ApprovalStatus::Approved, ApprovalStatus::NeedsChanges];
        let approvals = sea_orm::sea_query::Query::select()
            .column(approval::Column::Id)
            .from(approval::Entity)
            .and_where(Expr::col((approval::Entity, approval::Column::Id)).equals((Entity, Column::WaitsForId)))
            .and_where(approval::Column::Status.is_in(decided))
            .to_owned();
        let waiting = Entity::find().filter(Column::Status.eq(RunStatus::Waiting));
        let waiting =
            waiting.filter(Column::WaitsFor.eq(RunWait::Approval)).filter(Column::WaitsForId.in_subquery(approvals));
        let ids = waiting.order_by_asc(Column::Id).limit(most).select_only().columns([Column::AgencyId, Column::Id]);
        Ok(ids.into_tuple().all(&self.link.reader()).await?)
    }

    /// The schedules that are due, the earliest first.
    pub(crate) async fn schedules_that_are_due(&self, most: u64) -> Result<Vec<(AgencyId, WorkflowTriggerId)>> {
        use crate::entity::workflow_trigger::{Column, Entity};
        let due = Entity::find().filter(Column::NextAt.lte(self.link.now())).order_by_asc(Column::NextAt).limit(most);
        Ok(due.select_only().columns([Column::AgencyId, Column::Id]).into_tuple().all(&self.link.reader()).await?)
    }

    /// The trigger behind a secret URL, by the hash of its secret.
    pub(crate) async fn trigger_of_hook(&self, hash: &str) -> Result<Option<crate::entity::workflow_trigger::Model>> {
        use crate::entity::workflow_trigger::{Column, Entity};
        Ok(Entity::find().filter(Column::TokenHash.eq(hash)).one(&self.link.reader()).await?)
    }

    /// The requests, of all agencies, that are to come back into sight.
    pub(crate) async fn requests_to_wake(&self, most: u64) -> Result<Vec<(AgencyId, RequestId)>> {
        use crate::entity::request::{Column, Entity};
        let due = Entity::find().filter(Column::SnoozedUntil.lte(self.link.now())).order_by_asc(Column::SnoozedUntil);
        let ids = due.limit(most).select_only().columns([Column::AgencyId, Column::Id]);
        Ok(ids.into_tuple().all(&self.link.reader()).await?)
    }

    /// The connections, of all agencies, that it is time to look at.
    pub(crate) async fn due_connections(&self, most: u64) -> Result<Vec<(AgencyId, ConnectionId)>> {
        use crate::entity::connection::{Column, Entity};
        let due = Entity::find().filter(Column::CheckAt.lte(self.link.now())).order_by_asc(Column::CheckAt);
        let ids = due.limit(most).select_only().columns([Column::AgencyId, Column::Id]);
        Ok(ids.into_tuple().all(&self.link.reader()).await?)
    }

    /// The agency whose account is connected to the install's under this name.
    pub(crate) async fn agency_of_stripe_account(&self, account: &str) -> Result<Option<AgencyId>> {
        use crate::entity::stripe_account::{Column, Entity};
        use crate::entity::words::StripeMode;
        let found = Entity::find().filter(Column::AccountId.eq(account)).filter(Column::Mode.eq(StripeMode::Connect));
        Ok(found.one(&self.link.reader()).await?.map(|row| row.agency_id))
    }

    /// Whose mail this is.
    pub(crate) async fn agency_of_mail(&self, id: MailId) -> Result<Option<AgencyId>> {
        use crate::entity::mail::Entity;
        Ok(Entity::find_by_id(id).one(&self.link.reader()).await?.map(|row| row.agency_id))
    }

    /// Adds an agency.
    pub(crate) async fn create_agency(&self, row: crate::entity::agency::ActiveModel) -> Result<AgencyId> {
        Ok(row.insert(&self.link.writer()).await?.id)
    }

    /// The same transaction within one agency, acting as the system.
    pub fn agency(&self, agency: AgencyId) -> AgencyScope {
        AgencyScope { link: self.link.clone(), agency, actor: Actor::System, once: None, grant: Grant::Whole }
    }

    /// The same transaction within one agency, on behalf of somebody who has just been recognised there:
    /// what it leaves behind bears their name and address.
    pub fn on_behalf(&self, agency: AgencyId, actor: Actor, origin: impl Into<Option<IpAddr>>) -> AgencyScope {
        AgencyScope { link: self.link.clone().from(origin.into()), agency, actor, once: None, grant: Grant::Whole }
    }
}

/// Staff, or the system on an agency's behalf: everything of one agency and nothing of another.
#[derive(Clone)]
pub struct AgencyScope {
    pub(in crate::access) link: Link,
    pub(in crate::access) agency: AgencyId,
    pub(in crate::access) actor: Actor,
    pub(in crate::access) once: Option<OnceKey>,
    pub(in crate::access) grant: Grant,
}
transactional!(AgencyScope);
author!(AgencyScope, |self| self.agency);
claimant!(AgencyScope);

impl AgencyScope {
    /// The agency.
    pub fn agency(&self) -> AgencyId {
        self.agency
    }

    /// Who asks.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// Where the request comes from that this is for.
    pub fn origin(&self) -> Option<IpAddr> {
        self.link.origin()
    }

    /// The same scope for what somebody else's program names by itself, so that it is done once under this key.
    pub fn once(&self, key: OnceKey) -> Self {
        Self { once: Some(key), ..self.clone() }
    }

    /// The same scope without the caller's key, for what is done as a part of something that has claimed it.
    pub fn unclaimed(&self) -> Self {
        Self { once: None, ..self.clone() }
    }

    /// Runs `work` to see what comes of it, and forgets what it changed.
    ///
    /// # Errors
    /// What `work` answers.
    pub async fn rehearse<T>(&self, work: impl AsyncFnOnce(Self) -> Result<T>) -> Result<T> {
        work(Self { link: self.link.begin().await?, ..self.unclaimed() }).await
    }

    /// What this sign-in may do of what its person may.
    pub fn grant(&self) -> &Grant {
        &self.grant
    }

    /// What the agency signs certificates with.
    ///
    /// # Errors
    /// When the key is none.
    pub fn signer(&self) -> Result<Signer> {
        self.link.signer(self.agency)
    }

    /// Where secrets are sealed.
    pub fn vault(&self) -> &Vault {
        self.link.vault()
    }

    /// The agency's rows.
    pub fn find<E: OwnedByAgency>(&self) -> ScopedSelect<'_, AgencySide, E> {
        ScopedSelect::new(&self.link, E::find().filter(E::AGENCY.eq(self.agency)))
    }

    /// Several counts as one statement.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tally<const N: usize>(&self, counts: [Counted; N]) -> Result<[i64; N]> {
        Counted::all(&self.link, counts).ask().await
    }

    /// Adds a row to the agency, whatever the row said of its owner.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn insert<A>(&self, mut row: A) -> Result<<A::Entity as EntityTrait>::Model>
    where
        A: ActiveModelTrait + ActiveModelBehavior + Send,
        A::Entity: OwnedByAgency,
        <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
    {
        row.set(<A::Entity as OwnedByAgency>::AGENCY, self.agency.into());
        Ok(row.insert(&self.link.writer()).await?)
    }

    /// A change of the agency's rows.
    pub fn update<E: OwnedByAgency>(&self) -> ScopedUpdate<'_, E> {
        let update = E::update_many().filter(E::AGENCY.eq(self.agency));
        ScopedUpdate { link: &self.link, update, owner: vec![E::AGENCY] }
    }

    /// A removal of the agency's rows.
    pub fn delete<E: OwnedByAgency>(&self) -> ScopedDelete<'_, E> {
        ScopedDelete { link: &self.link, delete: E::delete_many().filter(E::AGENCY.eq(self.agency)) }
    }

    /// Ends all sessions of a client user of the agency, and sign-ins that wait for a code.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn end_sessions_of(&self, person: ClientId) -> Result<u64> {
        use crate::entity::client_pending_sign_in as pending;
        use crate::entity::client_session::{Column, Entity};
        let waiting = pending::Entity::delete_many().filter(pending::Column::AgencyId.eq(self.agency));
        waiting.filter(pending::Column::ClientUserId.eq(person)).exec(&self.link.writer()).await?;
        let theirs = Entity::delete_many().filter(Column::AgencyId.eq(self.agency));
        Ok(theirs.filter(Column::ClientUserId.eq(person)).exec(&self.link.writer()).await?.rows_affected)
    }

    /// The condition for requests that hold all these words, each as a beginning; `None` without words.
    pub fn requests_matching(&self, words: &str) -> Option<sea_orm::sea_query::SimpleExpr> {
        crate::access::text::matching(self.link.backend(), Owner::Agency(self.agency), words)
    }

    /// The condition for requests that hold exactly these words, one after the other; `None` without words.
    pub fn requests_holding(&self, words: &str) -> Option<sea_orm::sea_query::SimpleExpr> {
        crate::access::text::holding(self.link.backend(), Owner::Agency(self.agency), words)
    }

    /// What holds these words: of what clients may find, too, or of what only staff may. The best first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn search(&self, words: &str, shared: &[&str], own: &[&str], most: u64) -> Result<Vec<Hit>> {
        let owner = Owner::Agency(self.agency);
        let mut found = crate::access::text::search(&self.link, owner, Shelf::Shared, words, shared, most).await?;
        found.extend(crate::access::text::search(&self.link, owner, Shelf::Staff, words, own, most).await?);
        found.sort_by(|one, other| one.score.total_cmp(&other.score));
        found.truncate(usize::try_from(most).unwrap_or(usize::MAX));
        Ok(found)
    }

    /// The next number of a series of the agency, gapless: it is given back with the transaction.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn next_number(&self, series: &str) -> Result<i64> {
        next_number(&self.link, self.agency, series).await
    }

    /// Whether the sign-in behind this scope still stands; always so for the system.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn still_signed_in(&self) -> Result<bool> {
        match &self.actor {
            Actor::Staff { id, session, .. } => {
                crate::access::who::staff_token::is_live(&self.link, self.agency, *id, *session).await
            }
            _ => Ok(true),
        }
    }

    /// The scope of somebody who may manage people and settings.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for a member.
    pub fn admin(self) -> Result<AdminScope> {
        match &self.actor {
            Actor::System | Actor::Staff { role: StaffRole::Owner | StaffRole::Admin, .. } => Ok(AdminScope(self)),
            _ => Err(Error::Forbidden { code: "admin_only", message: "only an owner or an admin may do this" }),
        }
    }
}

/// Staff who may manage people and settings: owner and admins.
#[derive(Clone)]
pub struct AdminScope(AgencyScope);

impl Deref for AdminScope {
    type Target = AgencyScope;
    fn deref(&self) -> &AgencyScope {
        &self.0
    }
}

/// Adds an [`Appendable`] row, stamped with the agency where it has one.
pub(in crate::access) async fn append<A>(link: &Link, agency: AgencyId, mut row: A) -> Result<bool>
where
    A: ActiveModelTrait + Send,
    A::Entity: Appendable,
{
    use sea_orm::IdenStatic;
    let owner = <A::Entity as EntityTrait>::Column::iter().find(|column| column.as_str() == "agency_id");
    if let Some(owner) = owner {
        row.set(owner, agency.into());
    }
    // A row with a key that is there already stands for the same thing.
    let insert = <A::Entity as EntityTrait>::insert(row).on_conflict(OnConflict::new().do_nothing().to_owned());
    Ok(insert.exec_without_returning(&link.writer()).await? > 0)
}

/// Counts up a series and gives the new number; the row's lock orders those who come at once.
pub(in crate::access) async fn next_number(link: &Link, agency: AgencyId, series: &str) -> Result<i64> {
    use crate::entity::counter::{ActiveModel, Column, Entity};
    use sea_orm::ActiveValue::Set;
    let row = ActiveModel { agency_id: Set(agency), name: Set(series.to_owned()), value: Set(1) };
    let conflict = OnConflict::columns([Column::AgencyId, Column::Name])
        .value(Column::Value, Expr::col((Entity, Column::Value)).add(1))
        .to_owned();
    let counted = Entity::insert(row).on_conflict(conflict).exec_with_returning(&link.writer()).await?;
    Ok(counted.value)
}
