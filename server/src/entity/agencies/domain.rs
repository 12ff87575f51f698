//! A host that an agency says is its own, and how that stands. What is served is in [`super::agency_host`].

use sea_orm::entity::prelude::*;

use crate::entity::words::{DomainProblem, DomainState};
use crate::ids::{AgencyId, DomainId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "domain")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DomainId,
    pub agency_id: AgencyId,
    pub host: String,
    /// What stands in the record that shows whose the host is. It is public there.
    pub token: String,
    /// Whoever runs the install answers for it: nothing is looked for in DNS.
    pub by_operator: bool,
    pub state: DomainState,
    pub problem: Option<DomainProblem>,
    /// What was found in place of what should be there.
    pub found: Option<String>,
    pub points_here: bool,
    /// Since when it is pending without a break; it is looked for less often as that grows.
    pub waiting_since: DateTimeUtc,
    pub failing_since: Option<DateTimeUtc>,
    pub verified_at: Option<DateTimeUtc>,
    pub last_checked_at: Option<DateTimeUtc>,
    pub next_check_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
