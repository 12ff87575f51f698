use sea_orm::ColumnTrait;
use sea_orm::sea_query::Expr;

use super::credentials::{Denied, fresh, refused};
use super::held::hold;
use super::standing::note;
use crate::access::AgencyScope;
use crate::connector::Connector;
use crate::entity::connection;
use crate::entity::words::ConnectionHealth;
use crate::error::Result;
use crate::features::connections::oauth::{self, Pinged};
use crate::ids::ConnectionId;

/// Looks whether a connection works: renews what is about to end, and asks the provider.
///
/// # Errors
/// [`crate::error::Error::NotFound`], also where it is another agency's.
pub async fn check(scope: &AgencyScope, connector: &Connector, id: ConnectionId) -> Result<()> {
    // A token that is refused for its age is renewed once.
    for _ in 0..2 {
        let held = hold(scope, id).await?;
        let credential = match fresh(scope, connector, held).await {
            Ok(credential) => credential,
            Err(Denied::Dead(_)) => return rest(scope, id).await,
            Err(Denied::Failed(crate::error::Error::Unavailable(_))) => return Ok(()),
            Err(Denied::Failed(error)) => return Err(error),
        };
        let held = hold(scope, id).await?;
        let Some(secret) = &held.secret else { return Ok(()) };
        let access = held.access(connector, secret)?;
        let (health, account) = match oauth::ping(&connector.outgoing, &held.provider, &access).await {
            Some(Pinged::Refused) if refused(scope, &credential).await? => continue,
            Some(Pinged::Refused) => return Ok(()),
            Some(Pinged::Silent) => (ConnectionHealth::Failing, None),
            Some(Pinged::Well { account }) => (ConnectionHealth::Healthy, account),
            None => (ConnectionHealth::Healthy, None),
        };
        return note(scope, &held, secret.version, health, account).await;
    }
    Ok(())
}

/// There is nothing to look at until somebody connects it.
async fn rest(scope: &AgencyScope, id: ConnectionId) -> Result<()> {
    let rest = scope.update::<connection::Entity>().set_expr(connection::Column::CheckAt, Expr::cust("NULL"));
    rest.filter(connection::Column::Id.eq(id)).exec().await.map(drop)
}
