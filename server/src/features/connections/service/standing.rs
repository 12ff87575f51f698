use sea_orm::ColumnTrait;

use super::announce;
use super::held::Held;
use super::put::tell;
use crate::access::AgencyScope;
use crate::entity::words::{ActivityKind, ConnectionHealth};
use crate::entity::{connection, connection_secret};
use crate::error::Result;
use crate::features::connections::rules;

/// Notes how a connection does, as it was seen with this credential; what was put in its place meanwhile is not touched. Whoever
/// can mend it is told once.
///
/// # Errors
/// When the database refuses.
pub async fn note(
    scope: &AgencyScope,
    held: &Held,
    version: i64,
    health: ConnectionHealth,
    account: Option<String>,
) -> Result<()> {
    use connection::Column as C;
    use connection_secret::Column as S;
    let id = held.row.id;
    scope
        .transaction(async |scope| {
            let Some(row) = scope.find::<connection::Entity>().filter(C::Id.eq(id)).locked().first().await? else {
                return Ok(());
            };
            let secret = scope.find::<connection_secret::Entity>().filter(S::ConnectionId.eq(id)).first().await?;
            if secret.is_none_or(|secret| secret.version != version) {
                return Ok(());
            }
            let now = scope.now();
            let health = if health == ConnectionHealth::Healthy { rules::health(now, row.expires_at) } else { health };
            scope
                .update::<connection::Entity>()
                .set(C::Health, health)
                .set(C::LastCheckedAt, now)
                .set(C::CheckAt, rules::next_look(now, health, row.expires_at))
                .set_if(C::Account, account)
                .filter(C::Id.eq(id))
                .exec()
                .await?;
            if row.health == health {
                return Ok(());
            }
            if health == ConnectionHealth::NeedsReauthorization {
                tell(&scope, &row, ActivityKind::ConnectionLost).await?;
            }
            announce(&scope, &row);
            Ok(())
        })
        .await
}
