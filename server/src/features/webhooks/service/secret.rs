use chrono::TimeDelta;
use sea_orm::ColumnTrait;

use super::webhooks::{held, host};
use crate::access::{AdminScope, AgencyScope};
use crate::entity::webhook::{Column, Entity, Model};
use crate::envelope::Secret;
use crate::error::{Error, Result};
use crate::features::audit::{self, Entry};
use crate::features::webhooks::signature;
use crate::ids::WebhookId;

/// How long what was signed with before still counts.
const BESIDE: TimeDelta = TimeDelta::hours(24);

/// Has what is sent signed with a new secret, and for a day with the one before, too.
///
/// # Errors
/// [`Error::NotFound`], also where it is another agency's.
pub async fn rotate(scope: &AdminScope, id: WebhookId) -> Result<Model> {
    scope
        .transaction(async |scope| {
            let row = held(&scope, id).await?;
            let now = scope.now();
            let fresh = seal(&scope, id, &signature::new_secret()?)?;
            let update = scope.update::<Entity>().set(Column::Secret, fresh).set(Column::OldSecret, row.secret);
            let update = update.set(Column::OldSecretUntil, now + BESIDE).set(Column::Version, row.version + 1);
            let update = update.set(Column::UpdatedAt, now).filter(Column::Id.eq(id));
            let row = update.returning().await?.pop().ok_or(Error::NotFound)?;
            audit::record(&scope, Entry::new("webhook.secret_rotated").target("webhook", id, host(&row))).await?;
            Ok(row)
        })
        .await
}

/// The secret, for whoever has just made it.
///
/// # Errors
/// When what is sealed does not open.
pub fn opened(scope: &AgencyScope, row: &Model) -> Result<Secret> {
    open(scope, row.id, &row.secret)
}

/// What signs now: the secret, and the one before while it counts.
///
/// # Errors
/// When what is sealed does not open.
pub fn secrets(scope: &AgencyScope, row: &Model) -> Result<Vec<Secret>> {
    let mut secrets = vec![opened(scope, row)?];
    let old = row.old_secret.as_deref().filter(|_| row.old_secret_until > Some(scope.now()));
    // One that does not open any more signs nothing: whoever made another meant to be rid of it.
    secrets.extend(old.and_then(|sealed| open(scope, row.id, sealed).ok()));
    Ok(secrets)
}

/// A secret as the database keeps it.
///
/// # Errors
/// When the system has no randomness.
pub(super) fn seal(scope: &AgencyScope, id: WebhookId, secret: &Secret) -> Result<String> {
    scope.vault().seal(&sealed_for(id), secret.reveal().as_bytes())
}

fn open(scope: &AgencyScope, id: WebhookId, sealed: &str) -> Result<Secret> {
    let bytes = scope.vault().open(&sealed_for(id), sealed)?;
    String::from_utf8(bytes).map(Secret::new).map_err(Error::internal)
}

fn sealed_for(id: WebhookId) -> String {
    format!("webhook/{id}/secret")
}
