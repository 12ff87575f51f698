use sea_orm::sea_query::ExprTrait;
use sea_orm::{ColumnTrait, FromQueryResult};

use crate::access::{AgencyScope, AgencySide, Page, Paging, ScopedSelect, Sort};
use crate::entity::held_action::{Column, Entity, Model};
use crate::entity::words::HeldState;
use crate::entity::{staff_user, workspace};
use crate::error::Result;
use crate::ids::{HeldId, StaffId};

/// Something held, whose it is and for whom.
#[derive(Debug, FromQueryResult)]
pub struct Listed {
    #[sea_orm(nested)]
    pub held: Model,
    pub staff_name: String,
    pub workspace_name: String,
}

/// Which of them are wanted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter {
    pub staff: Option<StaffId>,
    pub state: Option<HeldState>,
}

fn listed(scope: &AgencyScope) -> ScopedSelect<'_, AgencySide, Entity> {
    use staff_user::Column as S;
    use workspace::Column as W;
    let author = scope.find::<staff_user::Entity>().filter(S::Id.into_expr().eq(Column::StaffId.into_expr()));
    let owner = scope.find::<workspace::Entity>().filter(W::Id.into_expr().eq(Column::WorkspaceId.into_expr()));
    let rows = scope.find::<Entity>().beside("staff_name", author.value(S::Name));
    rows.beside("workspace_name", owner.value(W::Name))
}

/// What staff are about to do, or were within the last thirty days, the latest first.
///
/// # Errors
/// [`crate::error::Error::Invalid`] for a cursor of another list.
pub async fn list(scope: &AgencyScope, filter: Filter, paging: &Paging) -> Result<Page<Listed>> {
    let wanted = listed(scope)
        .filter_if(filter.staff, |staff| Column::StaffId.eq(staff))
        .filter_if(filter.state, |state| Column::State.eq(state));
    wanted.page_with(paging, Sort::newest(|row: &Listed| row.held.id.into())).await
}

/// One of them.
///
/// # Errors
/// [`crate::error::Error::NotFound`], also where it is another agency's.
pub async fn find(scope: &AgencyScope, id: HeldId) -> Result<Listed> {
    listed(scope).filter(Column::Id.eq(id)).one_with().await
}
