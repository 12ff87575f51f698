use sea_orm::ColumnTrait;
use serde::{Deserialize, Serialize};

use crate::access::AgencyScope;
use crate::entity::membership;
use crate::error::Result;
use crate::ids::{AgencyId, ClientId, WorkspaceId};
use crate::jobs;

/// The job that looks again at what waits for a workspace's people, after who may decide there has changed; `approvals`
/// says what it does.
#[derive(Serialize, Deserialize)]
pub struct PeopleChanged {
    pub agency: AgencyId,
    pub workspace: WorkspaceId,
}

/// Has it looked again at what waits in a workspace.
pub async fn changed_in(scope: &AgencyScope, workspace: WorkspaceId) -> Result<()> {
    jobs::enqueue(scope, &PeopleChanged { agency: scope.agency(), workspace }).await
}

/// Has it looked again at what waits wherever somebody may decide.
pub async fn changed_for(scope: &AgencyScope, person: ClientId) -> Result<()> {
    use membership::{Column, Entity};
    let places = scope.find::<Entity>().filter(Column::ClientUserId.eq(person));
    for place in places.filter(Column::CanApproveWork.eq(true)).all().await? {
        changed_in(scope, place.workspace_id).await?;
    }
    Ok(())
}
