//! A turn of a request that is over: who had it, from when to when. The one that runs stands on the request.

use sea_orm::entity::prelude::*;

use crate::entity::words::WaitsOn;
use crate::ids::{AgencyId, RequestId, RequestSpanId, WorkspaceId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "request_span")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RequestSpanId,
    pub agency_id: AgencyId,
    pub workspace_id: WorkspaceId,
    pub request_id: RequestId,
    pub side: WaitsOn,
    pub began_at: DateTimeUtc,
    pub ended_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_workspace!(Entity);
