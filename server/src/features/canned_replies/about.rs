//! What of a request goes into the places of an answer.

use sea_orm::{ColumnTrait, DerivePartialModel};

use crate::access::AgencyScope;
use crate::entity::{project, request, workspace};
use crate::error::Result;
use crate::ids::RequestId;

/// A request, as far as an answer speaks of it.
#[derive(DerivePartialModel)]
#[sea_orm(entity = "request::Entity")]
pub struct About {
    pub number: i64,
    pub subject: String,
    pub author_name: String,
    /// Whether the author is the client as a whole, and nobody by name.
    pub for_workspace: bool,
    #[sea_orm(nested)]
    pub workspace: WorkspaceName,
    #[sea_orm(nested)]
    pub project: Option<ProjectName>,
}

/// A workspace by name.
#[derive(DerivePartialModel)]
#[sea_orm(entity = "workspace::Entity")]
pub struct WorkspaceName {
    pub name: String,
}

/// A project by name.
#[derive(DerivePartialModel)]
#[sea_orm(entity = "project::Entity")]
pub struct ProjectName {
    pub name: String,
}

/// A request of the agency.
///
/// # Errors
/// [`crate::error::Error::NotFound`], also where it is another agency's.
pub async fn about(scope: &AgencyScope, id: RequestId) -> Result<About> {
    use request::Column;
    scope
        .find::<request::Entity>()
        .join::<workspace::Entity>(Column::WorkspaceId, workspace::Column::Id)
        .join::<project::Entity>(Column::ProjectId, project::Column::Id)
        .filter(Column::Id.eq(id))
        .one_as()
        .await
}
