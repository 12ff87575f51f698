//! A phone that is gone: the agency takes the second factor away, and the person is told.

use sea_orm::ColumnTrait;

use super::emails;
use crate::access::AdminScope;
use crate::entity::{client_recovery_code, client_second_factor};
use crate::error::Result;
use crate::features::audit::{self, Entry};
use crate::features::workspaces;
use crate::ids::ClientId;

/// Takes a client's second factor away, with its recovery codes: sessions end, the person is told by mail and signs in
/// by their password alone. Where there is none, nothing happens. The mail leads to `address`.
///
/// # Errors
/// [`crate::error::Error::NotFound`] for another agency's person.
pub async fn take_away(scope: &AdminScope, person: ClientId, address: &str) -> Result<()> {
    use client_recovery_code as code;
    use client_second_factor as factor;
    scope
        .transaction(async |scope| {
            let client = workspaces::client(&scope, person).await?.person;
            let gone = scope.delete::<factor::Entity>().filter(factor::Column::ClientUserId.eq(person));
            if gone.exec().await? == 0 {
                return Ok(());
            }
            scope.delete::<code::Entity>().filter(code::Column::ClientUserId.eq(person)).exec().await?;
            workspaces::sign_out(&scope, person).await?;
            emails::taken_away(&scope, &client.email, &format!("{address}/portal/login")).await?;
            audit::record(&scope, Entry::new("second_factor.taken_away").target("client_user", person, client.name))
                .await
        })
        .await
}
