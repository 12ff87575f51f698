use sea_orm::sea_query::{CaseStatement, Expr, SimpleExpr};
use sea_orm::{ColumnTrait, Condition, DerivePartialModel};

use super::read::ProjectName;
use crate::access::{AgencyScope, AgencySide, Key, Page, Paging, ScopedSelect, Sort};
use crate::entity::words::{ApprovalStatus, WaitsOn};
use crate::entity::{approval, approval_comment, approval_decision, approval_event, project, workspace};
use crate::error::Result;
use crate::ids::{ApprovalId, ApprovalVersionId, ProjectId, WorkspaceId};

/// Which of the agency's approvals are wanted.
#[derive(Clone, Debug, Default)]
pub struct StaffFilter {
    pub status: Option<ApprovalStatus>,
    pub workspace: Option<WorkspaceId>,
    pub project: Option<ProjectId>,
    pub waits_on: Option<WaitsOn>,
    pub archived: bool,
    pub order: Order,
}

/// In which order.
#[derive(Clone, Copy, Debug, Default)]
pub enum Order {
    /// What waits on the agency first, then what waits on clients, then the rest; of each the earliest first.
    #[default]
    Turn,
    /// The longest wait first.
    Waiting,
    Newest,
}

/// An approval with the names that a list shows.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "approval::Entity")]
pub struct StaffListed {
    #[sea_orm(nested)]
    pub approval: approval::Model,
    #[sea_orm(nested)]
    pub workspace: WorkspaceName,
    #[sea_orm(nested)]
    pub project: Option<ProjectName>,
}

/// A workspace by name.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "workspace::Entity")]
pub struct WorkspaceName {
    pub id: WorkspaceId,
    pub name: String,
}

fn named(scope: &AgencyScope) -> ScopedSelect<'_, AgencySide, approval::Entity> {
    use approval::Column;
    let approvals = scope.find::<approval::Entity>();
    let approvals = approvals.join::<workspace::Entity>(Column::WorkspaceId, workspace::Column::Id);
    approvals.join::<project::Entity>(Column::ProjectId, project::Column::Id)
}

/// The agency's approvals.
///
/// # Errors
/// When the cursor is none of ours, or of another order.
pub async fn staff_list(scope: &AgencyScope, filter: &StaffFilter, paging: &Paging) -> Result<Page<StaffListed>> {
    use approval::Column;
    let archived = if filter.archived { Column::ArchivedAt.is_not_null() } else { Column::ArchivedAt.is_null() };
    // What a client in the archive has is asked for by naming the client.
    let everywhere = filter.workspace.is_none().then(|| workspace::Column::ArchivedAt.is_null());
    let wanted = named(scope)
        .filter(Condition::all().add(archived).add_option(everywhere))
        .filter_if(filter.status, |status| Column::Status.eq(status))
        .filter_if(filter.workspace, |id| Column::WorkspaceId.eq(id))
        .filter_if(filter.project, |id| Column::ProjectId.eq(id))
        .filter_if(filter.waits_on, |side| Column::WaitsOn.eq(side));
    wanted.page_as(paging, sort(filter.order)).await
}

fn sort(order: Order) -> Sort<StaffListed> {
    let id = |row: &StaffListed| row.approval.id.into();
    match order {
        Order::Turn => Sort::by_rank(turn(), false, |row| Key::Rank(rank(row.approval.waits_on)), id),
        Order::Waiting => {
            let since = Expr::col((approval::Entity, approval::Column::WaitsSince));
            Sort::by_time(since, false, |row| Key::Time(row.approval.waits_since), id)
        }
        Order::Newest => Sort::newest(id),
    }
}

const fn rank(side: WaitsOn) -> i32 {
    match side {
        WaitsOn::Agency => 0,
        WaitsOn::Client => 1,
        WaitsOn::Nobody => 2,
    }
}

fn turn() -> SimpleExpr {
    let on = |side: WaitsOn| approval::Column::WaitsOn.eq(side);
    let of = |side: WaitsOn| Expr::value(rank(side));
    CaseStatement::new()
        .case(on(WaitsOn::Agency), of(WaitsOn::Agency))
        .case(on(WaitsOn::Client), of(WaitsOn::Client))
        .finally(of(WaitsOn::Nobody))
        .into()
}

/// An approval of the agency.
///
/// # Errors
/// [`crate::error::Error::NotFound`], also where it is another agency's.
pub async fn staff_find(scope: &AgencyScope, id: ApprovalId) -> Result<StaffListed> {
    named(scope).filter(approval::Column::Id.eq(id)).one_as().await
}

/// An approval's comments, the earliest first; of one version, where that is asked for.
///
/// # Errors
/// [`crate::error::Error::NotFound`] for another agency's approval.
pub async fn staff_comments(
    scope: &AgencyScope,
    id: ApprovalId,
    version: Option<ApprovalVersionId>,
    paging: &Paging,
) -> Result<Page<approval_comment::Model>> {
    use approval_comment::{Column, Entity};
    staff_find(scope, id).await?;
    let said = scope.find::<Entity>().filter(Column::ApprovalId.eq(id));
    let said = said.filter_if(version, |version| Column::VersionId.eq(version));
    said.page(paging, Sort::oldest(|row| row.id.into())).await
}

/// What was decided on an approval, the earliest first.
///
/// # Errors
/// [`crate::error::Error::NotFound`] for another agency's approval.
pub async fn staff_decisions(
    scope: &AgencyScope,
    id: ApprovalId,
    paging: &Paging,
) -> Result<Page<approval_decision::Model>> {
    use approval_decision::{Column, Entity};
    staff_find(scope, id).await?;
    let decided = scope.find::<Entity>().filter(Column::ApprovalId.eq(id));
    decided.page(paging, Sort::oldest(|row| row.id.into())).await
}

/// An approval's history, the earliest first.
///
/// # Errors
/// [`crate::error::Error::NotFound`] for another agency's approval.
pub async fn staff_history(
    scope: &AgencyScope,
    id: ApprovalId,
    paging: &Paging,
) -> Result<Page<approval_event::Model>> {
    use approval_event::{Column, Entity};
    staff_find(scope, id).await?;
    let events = scope.find::<Entity>().filter(Column::ApprovalId.eq(id));
    let sequence = Expr::col((Entity, Column::Sequence));
    let key = |row: &approval_event::Model| Key::Rank(i32::try_from(row.sequence).unwrap_or(i32::MAX));
    events.page(paging, Sort::by_rank(sequence, false, key, |row| row.id.into())).await
}
