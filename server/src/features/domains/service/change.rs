use sea_orm::ColumnTrait;

use super::check::settle;
use super::read::held;
use crate::access::AdminScope;
use crate::entity::domain::{Column, Entity};
use crate::error::{Error, Result};
use crate::features::audit::{self, Entry};
use crate::ids::DomainId;

/// Has mails name this host.
///
/// # Errors
/// [`Error::NotFound`], also where it is another agency's; a conflict while it is not verified.
pub async fn make_primary(scope: &AdminScope, id: DomainId) -> Result<()> {
    scope
        .transaction(async |scope| {
            let domain = held(&scope, id).await?;
            if !scope.hosts().await?.iter().any(|row| row.host == domain.host) {
                return Err(Error::conflict("domain_unverified", "mails can name a host only once it is verified"));
            }
            scope.name_in_mails(&domain.host).await?;
            audit::record(&scope, Entry::new("domain.made_primary").target("domain", id, domain.host)).await
        })
        .await
}

/// Gives a host up. Whoever was signed in there is signed out.
///
/// # Errors
/// [`Error::NotFound`], also where it is another agency's; a conflict when the agency would be met nowhere any
/// more.
pub async fn remove(scope: &AdminScope, id: DomainId) -> Result<()> {
    scope
        .transaction(async |scope| {
            let domain = held(&scope, id).await?;
            let hosts = scope.hosts().await?;
            let last = hosts.len() == 1 && hosts.iter().any(|row| row.host == domain.host);
            if last && !scope.is_alone().await? {
                return Err(Error::conflict("domain_last", "the portal is at no other host; add another one first"));
            }
            scope.delete::<Entity>().filter(Column::Id.eq(id)).exec().await?;
            scope.stop_serving(&domain.host).await?;
            settle(&scope).await?;
            audit::record(&scope, Entry::new("domain.removed").target("domain", id, domain.host)).await
        })
        .await
}
