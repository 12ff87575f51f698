use sea_orm::ColumnTrait;
use uuid::Uuid;

use crate::access::{Actor, AgencyScope, SystemScope};
use crate::entity::{staff_user, workflow_version};
use crate::error::{Error, Result};
use crate::ids::StaffSessionId;

/// In whose name a workflow makes what has to have an author: whoever wrote the version, as they are now.
///
/// # Errors
/// A conflict where they no longer work here.
pub async fn author(system: &SystemScope, version: &workflow_version::Model) -> Result<AgencyScope> {
    let house = system.agency(version.agency_id);
    let person = house.find::<staff_user::Entity>().filter(staff_user::Column::Id.eq(version.author_id)).one().await?;
    if person.disabled_at.is_some() {
        let message = format!("{} wrote this version and no longer works here; save and publish it anew", person.name);
        return Err(Error::conflict("author_disabled", message));
    }
    let session = StaffSessionId::from(Uuid::nil());
    let actor = Actor::Staff { id: person.id, name: person.name, role: person.role, session };
    Ok(system.on_behalf(version.agency_id, actor, None))
}
