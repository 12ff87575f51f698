use sea_orm::ColumnTrait;

use super::scope::SystemScope;
use super::viewer::Agency;
use crate::entity::{agency, agency_host};
use crate::error::Result;

/// The agency that this host shows. An install with one agency shows it at any host; with several, a host
/// that none of them has shows nothing.
///
/// # Errors
/// When the database fails.
pub async fn agency_of_host(system: &SystemScope, host: &str) -> Result<Option<Agency>> {
    let row = system.find::<agency_host::Entity>().filter(agency_host::Column::Host.eq(host)).first().await?;
    if let Some(row) = row {
        let agency = system.agencies().filter(agency::Column::Id.eq(row.agency_id)).first().await?;
        return Ok(agency.map(Agency::from));
    }
    let mut all = system.agencies().limit(2).all().await?;
    Ok(if all.len() == 1 { all.pop().map(Agency::from) } else { None })
}
