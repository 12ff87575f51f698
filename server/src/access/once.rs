use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::link::Link;
use crate::entity::once_key;
use crate::error::{Error, Result};
use crate::ids::AgencyId;
use crate::secrets;

/// A caller's key for a change that must happen once, with a fingerprint of what was asked.
#[derive(Clone, Debug)]
pub struct OnceKey {
    pub key: String,
    pub fingerprint: String,
}

impl OnceKey {
    /// The same key for something of which the fingerprint does not tell all: files, which are not read before
    /// somebody is known to send them.
    pub(in crate::access) fn telling(&self, more: &str) -> Self {
        let fingerprint = match more {
            "" => self.fingerprint.clone(),
            more => secrets::hash(&format!("{}\n{more}", self.fingerprint)),
        };
        Self { key: self.key.clone(), fingerprint }
    }
}

/// Claims `key` for `operation` inside the verb's own transaction. `None`: go on, and your result is
/// `result`. `Some(earlier)`: this has happened; answer with that.
///
/// # Errors
/// A conflict when the key was used for something else.
pub(in crate::access) async fn claim(
    link: &Link,
    agency: AgencyId,
    actor: Uuid,
    key: Option<&OnceKey>,
    operation: &'static str,
    result: Uuid,
) -> Result<Option<Uuid>> {
    let Some(OnceKey { key, fingerprint }) = key else { return Ok(None) };
    let row = once_key::ActiveModel {
        agency_id: Set(agency),
        actor_id: Set(actor),
        key: Set(key.clone()),
        operation: Set(operation.to_owned()),
        fingerprint: Set(fingerprint.clone()),
        result_id: Set(result),
        created_at: Set(link.now()),
    };
    let inserted = once_key::Entity::insert(row)
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(&link.writer())
        .await?;
    if inserted > 0 {
        return Ok(None);
    }
    let earlier = once_key::Entity::find()
        .filter(once_key::Column::AgencyId.eq(agency))
        .filter(once_key::Column::ActorId.eq(actor))
        .filter(once_key::Column::Key.eq(key))
        .one(&link.writer())
        .await?
        .ok_or(Error::Stale)?;
    if earlier.operation != operation || earlier.fingerprint != *fingerprint {
        return Err(Error::conflict("idempotency_key_reused", "this key was used for something else"));
    }
    Ok(Some(earlier.result_id))
}

/// Lets a scope that has an actor claim the key that came along with what is asked of it.
macro_rules! claimant {
    ($scope:ty) => {
        impl $scope {
            /// Claims the caller's key, if one came along; see [`OnceKey`].
            ///
            /// # Errors
            /// A conflict when the key was used for something else.
            pub async fn claim_once(
                &self,
                operation: &'static str,
                result: impl Into<uuid::Uuid>,
            ) -> $crate::error::Result<Option<uuid::Uuid>> {
                self.claim_once_for(operation, result, "").await
            }

            /// The same for a change to which belongs more than the request's fields say: its files.
            ///
            /// # Errors
            /// As for `claim_once`.
            pub async fn claim_once_for(
                &self,
                operation: &'static str,
                result: impl Into<uuid::Uuid>,
                more: &str,
            ) -> $crate::error::Result<Option<uuid::Uuid>> {
                let key = self.once.as_ref().map(|key| key.telling(more));
                let (agency, actor) = ($crate::access::Author::agency_id(self), self.actor.id());
                $crate::access::once::claim(&self.link, agency, actor, key.as_ref(), operation, result.into()).await
            }
        }
    };
}

pub(in crate::access) use claimant;
