//! What happened. A verb records it in its own transaction; notifications (and whatever else wants to know)
//! are readers. Clients never read this: what they are told is written for them.

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use serde::{Deserialize, Serialize};

use crate::access::{AgencyScope, Author};
use crate::entity::activity::{ActiveModel, Column, Entity, Model};
use crate::entity::words::ActivityKind;
use crate::error::Result;
use crate::ids::{ActivityId, AgencyId, Id, ProjectId, RequestId, StaffId, WorkspaceId};
use crate::jobs;

/// A happening, as a verb tells it.
pub struct Happening {
    pub kind: ActivityKind,
    pub workspace: WorkspaceId,
    pub project: Option<ProjectId>,
    pub request: Option<RequestId>,
    /// The name of the thing it happened to.
    pub title: String,
    /// The staff user it is about: whom a request was given to.
    pub about: Option<StaffId>,
}

/// The job that every happening brings about; `notifications` says what it does.
#[derive(Serialize, Deserialize)]
pub struct Recorded {
    pub agency: AgencyId,
    pub activity: ActivityId,
}

/// Records a happening in the scope's transaction.
///
/// # Errors
/// When the database refuses.
pub async fn record(scope: &impl Author, happening: Happening) -> Result<()> {
    let id = ActivityId::new();
    let actor = scope.actor();
    let row = ActiveModel {
        id: Set(id),
        agency_id: NotSet,
        workspace_id: Set(happening.workspace),
        kind: Set(happening.kind),
        actor_kind: Set(actor.kind()),
        actor_id: Set(actor.id()),
        actor_name: Set(actor.name().to_owned()),
        project_id: Set(happening.project),
        request_id: Set(happening.request),
        title: Set(happening.title),
        subject_staff_id: Set(happening.about),
        created_at: Set(scope.now()),
    };
    scope.append(row).await?;
    jobs::enqueue(scope, &Recorded { agency: scope.agency_id(), activity: id }).await
}

/// A happening of the agency.
///
/// # Errors
/// [`crate::error::Error::NotFound`].
pub async fn find(scope: &AgencyScope, id: ActivityId) -> Result<Model> {
    scope.find::<Entity>().filter(Column::Id.eq(id)).one().await
}
