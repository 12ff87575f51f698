use sea_orm::{ColumnTrait, DerivePartialModel};

use super::super::state::{Ends, State};
use super::void::is_void;
use crate::access::{AgencyScope, Page, Paging, Sort};
use crate::entity::invitation::{Column, Entity, Model};
use crate::entity::workspace;
use crate::error::Result;
use crate::ids::WorkspaceId;

/// Which invitations are wanted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted {
    pub workspace: Option<WorkspaceId>,
    pub state: Option<State>,
}

/// An invitation and the name of its workspace.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "Entity")]
pub struct Listed {
    #[sea_orm(nested)]
    pub invitation: Model,
    #[sea_orm(nested)]
    pub workspace: Named,
}

/// A workspace by name.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "workspace::Entity")]
pub struct Named {
    pub name: String,
}

/// The columns by which an invitation ends.
const ENDS: [Column; 3] = [Column::AcceptedAt, Column::RevokedAt, Column::ExpiresAt];

impl Model {
    /// When it ends.
    pub fn ends(&self) -> Ends {
        Ends { accepted: self.accepted_at, revoked: self.revoked_at, expires: self.expires_at }
    }
}

/// The agency's invitations into workspaces, the latest first.
///
/// # Errors
/// [`crate::error::Error::Invalid`] for a cursor of another list.
pub async fn list(scope: &AgencyScope, wanted: &Wanted, paging: &Paging) -> Result<Page<Listed>> {
    let now = scope.now();
    scope
        .find::<Entity>()
        .filter_if(wanted.workspace, |workspace| Column::WorkspaceId.eq(workspace))
        .filter_if(wanted.state, |state| state.condition(now, ENDS, is_void()))
        .join::<workspace::Entity>(Column::WorkspaceId, workspace::Column::Id)
        .page_as(paging, Sort::newest(|row: &Listed| row.invitation.id.into()))
        .await
}
