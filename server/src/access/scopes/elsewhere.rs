use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::scope::SystemScope;
use crate::entity::words::RunStatus;
use crate::error::Result;
use crate::ids::{AgencyId, RunId, WorkflowId};

impl SystemScope {
    /// The agency of a workflow that another engine runs.
    pub(crate) async fn agency_of_engine_workflow(&self, workflow: WorkflowId) -> Result<Option<AgencyId>> {
        use crate::entity::engine_workflow::{Column, Entity};
        let found = Entity::find().filter(Column::WorkflowId.eq(workflow)).one(&self.link.reader()).await?;
        Ok(found.map(|row| row.agency_id))
    }

    /// The workflows whose engine has to be asked what it has run.
    pub(crate) async fn workflows_to_follow(&self, most: u64) -> Result<Vec<(AgencyId, WorkflowId)>> {
        use crate::entity::engine_workflow::{Column, Entity};
        let named = Entity::find().filter(Column::RemoteId.is_not_null()).order_by_asc(Column::WorkflowId).limit(most);
        let ids = named.select_only().columns([Column::AgencyId, Column::WorkflowId]);
        Ok(ids.into_tuple().all(&self.link.reader()).await?)
    }

    /// The runs at other engines whose time has come to be asked after, the earliest first.
    pub(crate) async fn runs_to_ask_after(&self, most: u64) -> Result<Vec<(AgencyId, RunId)>> {
        use crate::entity::run::{Column, Entity};
        let due =
            Entity::find().filter(Column::WakesAt.lte(self.link.now())).filter(Column::Status.eq(RunStatus::Running));
        let ids = due.order_by_asc(Column::WakesAt).limit(most).select_only().columns([Column::AgencyId, Column::Id]);
        Ok(ids.into_tuple().all(&self.link.reader()).await?)
    }
}
