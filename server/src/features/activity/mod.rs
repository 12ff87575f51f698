//! What happened. A verb records it in its own transaction; notifications (and whatever else wants to know)
//! are readers. Clients never read this: what they are told is written for them.

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DerivePartialModel};
use serde::{Deserialize, Serialize};

use crate::access::{AgencyScope, Author, Event};
use crate::entity::activity::{ActiveModel, Column, Entity, Model};
use crate::entity::words::ActivityKind;
use crate::error::Result;
use crate::ids::{
    ActivityId, AgencyId, ApprovalId, ClientId, FormId, Id, InvoiceId, ProjectId, RequestId, RunId, StaffId,
    WorkflowId, WorkspaceId,
};

/// A happening, as a verb tells it.
pub struct Happening {
    pub kind: ActivityKind,
    pub workspace: WorkspaceId,
    pub project: Option<ProjectId>,
    pub request: Option<RequestId>,
    pub approval: Option<ApprovalId>,
    pub invoice: Option<InvoiceId>,
    /// The name of the thing it happened to.
    pub title: String,
    /// The staff user it is about: whom a request was given to.
    pub about: Option<StaffId>,
    /// The people of the client whom it is about; none where its kind alone says who that is.
    pub people: Vec<ClientId>,
}

/// What is done by itself and what a happening is about; a run's page is its workflow's.
#[derive(Clone, Copy, Default)]
pub struct Automated {
    pub run: Option<(WorkflowId, RunId)>,
    pub form: Option<FormId>,
}

/// The job that tells of one happening, where telling of it with others failed; `notifications` says what it does.
#[derive(Serialize, Deserialize)]
pub struct Recorded {
    pub agency: AgencyId,
    pub activity: ActivityId,
}

/// Records a happening in the scope's transaction. It waits in its own table until somebody tells of it.
///
/// # Errors
/// When the database refuses.
pub async fn record(scope: &impl Author, happening: Happening) -> Result<()> {
    record_of(scope, happening, Automated::default()).await
}

/// The same, about a run or a form.
///
/// # Errors
/// When the database refuses.
pub async fn record_of(scope: &impl Author, happening: Happening, about: Automated) -> Result<()> {
    let actor = scope.actor();
    let people = (!happening.people.is_empty()).then(|| serde_json::json!(happening.people).to_string());
    let row = ActiveModel {
        id: Set(ActivityId::new()),
        agency_id: NotSet,
        workspace_id: Set(happening.workspace),
        kind: Set(happening.kind),
        actor_kind: Set(actor.kind()),
        actor_id: Set(actor.id()),
        actor_name: Set(actor.name().to_owned()),
        project_id: Set(happening.project),
        request_id: Set(happening.request),
        approval_id: Set(happening.approval),
        invoice_id: Set(happening.invoice),
        workflow_id: Set(about.run.map(|(workflow, _)| workflow)),
        run_id: Set(about.run.map(|(_, run)| run)),
        form_id: Set(about.form),
        title: Set(happening.title),
        subject_staff_id: Set(happening.about),
        subject_client_ids: Set(people),
        created_at: Set(scope.now()),
        untold: Set(true),
        unhooked: Set(true),
    };
    scope.append(row).await?;
    scope.announce(Event::Happened);
    Ok(())
}

/// A happening of the agency.
///
/// # Errors
/// [`crate::error::Error::NotFound`].
pub async fn find(scope: &AgencyScope, id: ActivityId) -> Result<Model> {
    scope.find::<Entity>().filter(Column::Id.eq(id)).one().await
}

/// The earliest happenings that nobody was told of, held until the transaction ends.
///
/// # Errors
/// When the database fails.
pub async fn untold(scope: &AgencyScope, most: u64) -> Result<Vec<Model>> {
    // As an expression and not as a value, so that the partial index serves.
    let waiting = scope.find::<Entity>().filter(Expr::col((Entity, Column::Untold)));
    waiting.asc(Column::Id).limit(most).locked().all().await
}

/// The earliest happening that nobody was told of, by its name alone: it may be one that cannot be read.
///
/// # Errors
/// When the database fails.
pub async fn first_untold(scope: &AgencyScope) -> Result<Option<ActivityId>> {
    let waiting = scope.find::<Entity>().filter(Expr::col((Entity, Column::Untold)));
    let first: Vec<Named> = waiting.asc(Column::Id).limit(1).all_as().await?;
    Ok(first.first().map(|first| first.id))
}

/// The earliest happenings that no webhook was told of, held until the transaction ends.
///
/// # Errors
/// When the database fails.
pub async fn unhooked(scope: &AgencyScope, most: u64) -> Result<Vec<Model>> {
    let waiting = scope.find::<Entity>().filter(Expr::col((Entity, Column::Unhooked)));
    waiting.asc(Column::Id).limit(most).locked().all().await
}

/// The earliest happening that no webhook was told of, by its name alone.
///
/// # Errors
/// When the database fails.
pub async fn first_unhooked(scope: &AgencyScope) -> Result<Option<ActivityId>> {
    let waiting = scope.find::<Entity>().filter(Expr::col((Entity, Column::Unhooked)));
    let first: Vec<Named> = waiting.asc(Column::Id).limit(1).all_as().await?;
    Ok(first.first().map(|first| first.id))
}

/// Notes that webhooks were told of these.
///
/// # Errors
/// When the database refuses.
pub async fn hooked(scope: &AgencyScope, which: impl IntoIterator<Item = ActivityId>) -> Result<()> {
    let hooked = scope.update::<Entity>().set(Column::Unhooked, false);
    hooked.filter(Column::Id.is_in(which)).exec().await?;
    Ok(())
}

/// Notes that webhooks were told of all there is, where there are none.
///
/// # Errors
/// When the database refuses.
pub async fn hooked_all(scope: &AgencyScope) -> Result<()> {
    let waiting = scope.update::<Entity>().set(Column::Unhooked, false);
    waiting.filter(Expr::col((Entity, Column::Unhooked))).exec().await?;
    Ok(())
}

#[derive(DerivePartialModel)]
#[sea_orm(entity = "Entity")]
struct Named {
    id: ActivityId,
}

/// Notes that people were told of these.
///
/// # Errors
/// When the database refuses.
pub async fn told(scope: &AgencyScope, which: impl IntoIterator<Item = ActivityId>) -> Result<()> {
    let told = scope.update::<Entity>().set(Column::Untold, false);
    told.filter(Column::Id.is_in(which)).exec().await?;
    Ok(())
}
