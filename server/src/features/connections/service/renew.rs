use std::time::Duration;

use chrono::TimeDelta;
use sea_orm::ColumnTrait;
use sea_orm::sea_query::{Expr, ExprTrait};

use super::credentials::{Credential, Denied, alive, dead, lend};
use super::held::{Held, client_secret, hold};
use super::put::{ends, sealed};
use super::standing::note;
use crate::access::AgencyScope;
use crate::connector::Connector;
use crate::entity::connection_secret::{Column, Entity, Model};
use crate::entity::words::ConnectionHealth;
use crate::error::{Error, Result};
use crate::features::connections::oauth::{self, Refusal, Tokens};
use crate::features::connections::rules;
use crate::ids::ConnectionId;

/// How long others believe that a node is renewing: longer than a provider may take.
const LEASE: TimeDelta = TimeDelta::seconds(20);
/// How often, and how many times, it is looked whether another node is through.
const LOOK: Duration = Duration::from_millis(100);
const MOST_LOOKS: u32 = 150;

/// How long a provider that did not answer is left alone.
const PAUSE: TimeDelta = TimeDelta::seconds(5);

/// Renews a credential, or waits for whoever does: within this node by turns, among nodes by a lease on the row.
pub async fn renew(scope: &AgencyScope, connector: &Connector, id: ConnectionId) -> Result<Credential, Denied> {
    let turns = connector.turns(id);
    let _turn = turns.lock().await;
    for _ in 0..MOST_LOOKS {
        let (held, secret) = alive(hold(scope, id).await?)?;
        if !rules::is_due(scope.now(), secret.updated_at, secret.expires_at) {
            return Ok(lend(connector, &held, &secret)?);
        }
        let rests = held.row.last_checked_at.is_some_and(|at| scope.now() - at < PAUSE);
        if held.row.health == ConnectionHealth::Failing && rests {
            return as_long_as_it_lasts(scope, connector, &held, &secret);
        }
        if lease(scope, connector, &secret).await? {
            return renewed(scope, connector, &held, &secret).await;
        }
        tokio::time::sleep(LOOK).await;
    }
    Err(Error::Unavailable(anyhow::anyhow!("another node renews this connection for too long")).into())
}

/// Takes the right to renew what was just read.
async fn lease(scope: &AgencyScope, connector: &Connector, secret: &Model) -> Result<bool> {
    let now = scope.now();
    let free = Column::LeasedUntil.is_null().or(Column::LeasedUntil.lt(now));
    let taken =
        scope.update::<Entity>().set(Column::LeasedBy, connector.node.as_str()).set(Column::LeasedUntil, now + LEASE);
    let taken = taken.filter(Column::ConnectionId.eq(secret.connection_id)).filter(Column::Version.eq(secret.version));
    Ok(taken.filter(free).exec().await? == 1)
}

async fn renewed(
    scope: &AgencyScope,
    connector: &Connector,
    held: &Held,
    secret: &Model,
) -> Result<Credential, Denied> {
    let Some(refresh) = held.refresh(connector, secret)? else {
        return lost(scope, held, secret).await;
    };
    let client_secret = client_secret(connector, &held.client)?;
    match oauth::renew(&connector.outgoing, &held.client(client_secret.as_ref()), &refresh).await {
        Ok(tokens) => {
            store(scope, connector, secret, &tokens, &refresh).await?;
            let (held, secret) = alive(hold(scope, secret.connection_id).await?)?;
            if held.row.health == ConnectionHealth::Failing {
                note(scope, &held, secret.version, ConnectionHealth::Healthy, None).await?;
            }
            Ok(lend(connector, &held, &secret)?)
        }
        Err(Refusal::Ended) => lost(scope, held, secret).await,
        Err(refusal) => {
            tracing::warn!(connection = %held.row.id, ?refusal, "renewing a connection");
            release(scope, connector, secret).await?;
            note(scope, held, secret.version, ConnectionHealth::Failing, None).await?;
            as_long_as_it_lasts(scope, connector, held, secret)
        }
    }
}

/// What cannot be renewed just now is used until it ends.
fn as_long_as_it_lasts(
    scope: &AgencyScope,
    connector: &Connector,
    held: &Held,
    secret: &Model,
) -> Result<Credential, Denied> {
    if secret.expires_at.is_some_and(|ends| ends > scope.now()) {
        return Ok(lend(connector, held, secret)?);
    }
    Err(Error::Unavailable(anyhow::anyhow!("a provider renews nothing just now")).into())
}

async fn lost(scope: &AgencyScope, held: &Held, secret: &Model) -> Result<Credential, Denied> {
    note(scope, held, secret.version, ConnectionHealth::NeedsReauthorization, None).await?;
    Err(dead(held))
}

/// Stores what the provider gave before anybody uses it. The old refresh token stays where none came, and as long as this
/// is not committed. Where somebody has connected the account anew meanwhile, theirs stands.
async fn store(
    scope: &AgencyScope,
    connector: &Connector,
    old: &Model,
    tokens: &Tokens,
    refresh: &crate::envelope::Secret,
) -> Result<()> {
    let version = old.version + 1;
    let refresh = tokens.refresh.as_ref().unwrap_or(refresh);
    let stored = sealed(connector, scope, old.connection_id, version, &tokens.access, Some(refresh))?;
    let now = scope.now();
    scope
        .update::<Entity>()
        .set(Column::Version, version)
        .set(Column::KeyId, stored.key_id)
        .set(Column::Access, stored.access)
        .set(Column::Refresh, stored.refresh)
        .set(Column::ExpiresAt, ends(now, tokens.lifetime))
        .set(Column::UpdatedAt, now)
        .set_expr(Column::LeasedBy, Expr::cust("NULL"))
        .set_expr(Column::LeasedUntil, Expr::cust("NULL"))
        .filter(Column::ConnectionId.eq(old.connection_id))
        .filter(Column::Version.eq(old.version))
        .filter(Column::LeasedBy.eq(connector.node.as_str()))
        .exec()
        .await?;
    Ok(())
}

async fn release(scope: &AgencyScope, connector: &Connector, secret: &Model) -> Result<()> {
    let free = scope.update::<Entity>().set_expr(Column::LeasedUntil, Expr::cust("NULL"));
    let free = free.filter(Column::ConnectionId.eq(secret.connection_id)).filter(Column::Version.eq(secret.version));
    free.filter(Column::LeasedBy.eq(connector.node.as_str())).exec().await?;
    Ok(())
}
