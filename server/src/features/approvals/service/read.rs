use sea_orm::prelude::DateTimeUtc;
use sea_orm::sea_query::{CaseStatement, Expr, SimpleExpr};
use sea_orm::{ColumnTrait, DerivePartialModel};

use crate::access::{ClientScope, ClientSide, Page, Paging, Part, ScopedSelect, Sort};
use crate::entity::words::{ApprovalStatus, WaitsOn};
use crate::entity::{approval, project};
use crate::error::Result;
use crate::ids::{ApprovalId, ProjectId};

/// Which of the workspace's approvals are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    /// What waits for somebody.
    #[default]
    Open,
    /// What is approved.
    Approved,
    /// Everything, the latest first.
    All,
}

/// An approval with the name of its project.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "approval::Entity")]
pub struct Listed {
    #[sea_orm(nested)]
    pub approval: approval::Model,
    #[sea_orm(nested)]
    pub project: Option<ProjectName>,
}

/// A project by name.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "project::Entity")]
pub struct ProjectName {
    pub id: ProjectId,
    pub name: String,
}

/// No project shows more.
pub(super) const MOST_OPEN: u64 = 200;

pub(super) type Approvals<'s> = ScopedSelect<'s, ClientSide, approval::Entity>;

/// The workspace's approvals that are not in the archive.
pub(super) fn current(scope: &ClientScope) -> Approvals<'_> {
    scope.find::<approval::Entity>().filter(approval::Column::ArchivedAt.is_null())
}

pub(super) fn named(approvals: Approvals<'_>) -> Approvals<'_> {
    approvals.join::<project::Entity>(approval::Column::ProjectId, project::Column::Id)
}

/// First what waits on the client, then what waits on the agency, then what waits on nobody.
fn turn() -> SimpleExpr {
    let on = |side: WaitsOn| approval::Column::WaitsOn.eq(side);
    CaseStatement::new()
        .case(on(WaitsOn::Client), Expr::value(0))
        .case(on(WaitsOn::Agency), Expr::value(1))
        .finally(Expr::value(2))
        .into()
}

/// The workspace's approvals, the latest first.
///
/// # Errors
/// [`crate::error::Error::Invalid`] for a cursor of another list.
pub async fn list(scope: &ClientScope, filter: Filter, paging: &Paging) -> Result<Page<Listed>> {
    use approval::Column;
    let wanted = match filter {
        Filter::Open => named(current(scope)).filter(Column::WaitsOn.ne(WaitsOn::Nobody)),
        Filter::Approved => named(current(scope)).filter(Column::Status.eq(ApprovalStatus::Approved)),
        Filter::All => named(current(scope)),
    };
    wanted.page_as(paging, Sort::newest(|row: &Listed| row.approval.id.into())).await
}

/// How many approvals each part of the list holds: open, approved, all.
pub fn counts(scope: &ClientScope) -> Part<'_, [i64; 3]> {
    use approval::Column;
    let open = current(scope).filter(Column::WaitsOn.ne(WaitsOn::Nobody)).counted();
    let approved = current(scope).filter(Column::Status.eq(ApprovalStatus::Approved)).counted();
    scope.part_tally([open, approved, current(scope).counted()])
}

/// An approval that waits for the reader.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "approval::Entity")]
pub struct Awaited {
    pub id: ApprovalId,
    pub title: String,
    pub due_at: Option<DateTimeUtc>,
    pub waits_since: DateTimeUtc,
    #[sea_orm(nested)]
    pub project: Option<ProjectName>,
}

/// The approvals that wait for the reader, the longest wait first.
pub fn waiting(scope: &ClientScope, most: u64) -> Part<'_, Vec<Awaited>> {
    use approval::Column;
    let waiting = named(current(scope)).filter(Column::WaitsOn.eq(WaitsOn::Client)).filter(scope.is_awaited());
    waiting.asc(Column::WaitsSince).asc(Column::Id).limit(most).part_as()
}

/// A project's approvals: what waits first.
pub fn of_project(scope: &ClientScope, project: ProjectId) -> Part<'_, Vec<approval::Model>> {
    let own = current(scope).filter(approval::Column::ProjectId.eq(project));
    own.asc(turn()).desc(approval::Column::Id).limit(MOST_OPEN).part()
}

/// An approval of the workspace.
///
/// # Errors
/// [`crate::error::Error::NotFound`], also where it is another workspace's.
pub async fn find(scope: &ClientScope, id: ApprovalId) -> Result<Listed> {
    named(scope.find::<approval::Entity>()).filter(approval::Column::Id.eq(id)).one_as().await
}
