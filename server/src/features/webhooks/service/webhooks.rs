use std::collections::BTreeSet;

use reqwest::Url;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use sea_orm::sea_query::Expr;
use serde_json::json;

use super::secret::seal;
use crate::access::{AdminScope, AgencyScope, Page, Paging, Sort};
use crate::entity::webhook::{ActiveModel, Column, Entity, Model};
use crate::error::{Error, FieldErrors, Result};
use crate::features::audit::{self, Entry};
use crate::features::webhooks::{catalogue, signature};
use crate::ids::{Id, WebhookId};
use crate::outgoing::Outgoing;
use crate::text;

/// How many an agency has at most.
const MOST: i64 = 20;
/// The longest URL.
const LONGEST_URL: usize = 2000;

/// A webhook to be.
pub struct NewWebhook {
    pub url: String,
    pub description: String,
    pub event_types: Vec<String>,
}

/// What to change of it; what is `None` stays.
#[derive(Default)]
pub struct WebhookChange {
    pub url: Option<String>,
    pub description: Option<String>,
    pub event_types: Option<Vec<String>>,
}

/// The agency's, the latest first.
///
/// # Errors
/// [`Error::Invalid`] for a cursor of another list.
pub async fn list(scope: &AdminScope, paging: &Paging) -> Result<Page<Model>> {
    scope.find::<Entity>().page(paging, Sort::newest(|row: &Model| row.id.into())).await
}

/// One of them.
///
/// # Errors
/// [`Error::NotFound`], also where it is another agency's.
pub async fn find(scope: &AgencyScope, id: WebhookId) -> Result<Model> {
    scope.find::<Entity>().filter(Column::Id.eq(id)).one().await
}

/// Sets one up, with a secret that what is sent is signed with.
///
/// # Errors
/// [`Error::Invalid`] at the fields; a conflict where there are enough of them.
pub async fn create(scope: &AdminScope, outgoing: &Outgoing, new: NewWebhook) -> Result<Model> {
    let mut errors = FieldErrors::default();
    let url = errors.keep(address(outgoing, &new.url))?;
    let description = errors.keep(described(&new.description))?;
    let event_types = errors.keep(chosen(&new.event_types))?;
    errors.into_result()?;
    scope
        .transaction(async |scope| {
            let id = WebhookId::new();
            if let Some(earlier) = scope.claim_once("webhook_create", id).await? {
                return find(&scope, earlier.into()).await;
            }
            if scope.find::<Entity>().count().await? >= MOST {
                return Err(Error::conflict("webhooks_enough", format!("an agency has at most {MOST} webhooks")));
            }
            let now = scope.now();
            let row = ActiveModel {
                id: Set(id),
                agency_id: NotSet,
                url: Set(url),
                description: Set(description),
                event_types: Set(event_types),
                secret: Set(seal(&scope, id, &signature::new_secret()?)?),
                old_secret: Set(None),
                old_secret_until: Set(None),
                paused_at: Set(None),
                pause_reason: Set(None),
                failing_since: Set(None),
                version: Set(1),
                created_at: Set(now),
                updated_at: Set(now),
            };
            let row = scope.insert(row).await?;
            let entry = Entry::new("webhook.created").target("webhook", id, host(&row));
            audit::record(&scope, entry.detail(json!({ "event_types": row.event_types }))).await?;
            Ok(row)
        })
        .await
}

/// Changes where it is, what it is for, or what it is told of.
///
/// # Errors
/// [`Error::NotFound`], also where it is another agency's; [`Error::Stale`]; [`Error::Invalid`] at the fields.
pub async fn change(
    scope: &AdminScope,
    outgoing: &Outgoing,
    id: WebhookId,
    seen: Option<i64>,
    change: WebhookChange,
) -> Result<Model> {
    scope
        .transaction(async |scope| {
            let row = held(&scope, id).await?;
            if seen.is_some_and(|seen| seen != row.version) {
                return Err(Error::Stale);
            }
            let mut errors = FieldErrors::default();
            let url = errors.keep(change.url.as_deref().map(|url| address(outgoing, url)).transpose())?;
            let description = errors.keep(change.description.as_deref().map(described).transpose())?;
            let event_types = errors.keep(change.event_types.as_deref().map(chosen).transpose())?;
            errors.into_result()?;
            let moved = url.as_ref().is_some_and(|url| *url != row.url);
            let update = scope.update::<Entity>().set_if(Column::Url, url).set_if(Column::Description, description);
            // What failed elsewhere says nothing of the new place.
            let update = if moved { update.set_expr(Column::FailingSince, Expr::cust("NULL")) } else { update };
            let update = update.set_if(Column::EventTypes, event_types).set(Column::Version, row.version + 1);
            let update = update.set(Column::UpdatedAt, scope.now()).filter(Column::Id.eq(id));
            let row = update.returning().await?.pop().ok_or(Error::NotFound)?;
            let entry = Entry::new("webhook.changed").target("webhook", id, host(&row));
            audit::record(&scope, entry.detail(json!({ "event_types": row.event_types }))).await?;
            Ok(row)
        })
        .await
}

/// Removes it, with all that was sent to it.
///
/// # Errors
/// [`Error::NotFound`], also where it is another agency's.
pub async fn remove(scope: &AdminScope, id: WebhookId) -> Result<()> {
    scope
        .transaction(async |scope| {
            let row = held(&scope, id).await?;
            scope.delete::<Entity>().filter(Column::Id.eq(id)).exec().await?;
            audit::record(&scope, Entry::new("webhook.removed").target("webhook", id, host(&row))).await
        })
        .await
}

/// The row, held until the transaction ends.
pub(super) async fn held(scope: &AgencyScope, id: WebhookId) -> Result<Model> {
    scope.find::<Entity>().filter(Column::Id.eq(id)).locked().one().await
}

/// By what people know it. What stands behind the host may open something, and stays where it is.
pub(super) fn host(row: &Model) -> String {
    let url = Url::parse(&row.url).ok();
    url.and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default()
}

/// Where it is: without a name and password, and neither inside a network nor where others read on the way, as far as that
/// is written there.
fn address(outgoing: &Outgoing, text: &str) -> Result<String> {
    let text = text.trim();
    let url = Url::parse(text).ok().filter(|url| {
        let plain = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
        plain && matches!(url.scheme(), "http" | "https") && url.has_host() && text.len() <= LONGEST_URL
    });
    let url = url.ok_or_else(|| Error::field("url", "Write where it is, such as https://hooks.example.com/portal."))?;
    if outgoing.forbids(&url) {
        return Err(Error::field("url", "This leads inside a network. Write an address that the internet reaches."));
    }
    if outgoing.exposes(&url) {
        let message = "Write an address that begins with https://, so that nobody on the way reads what it is told.";
        return Err(Error::field("url", message));
    }
    Ok(url.into())
}

/// What it is for; may be nothing.
fn described(text: &str) -> Result<String> {
    let text = text::clean_line(text);
    if text.chars().count() <= text::LONGEST_TITLE {
        return Ok(text);
    }
    Err(Error::field("description", format!("Use at most {} characters.", text::LONGEST_TITLE)))
}

/// The events that it is told of, each once and in the catalogue's order.
fn chosen(names: &[String]) -> Result<String> {
    let names: BTreeSet<&str> = names.iter().map(|name| name.trim()).collect();
    let known: Vec<&str> = catalogue::all().map(|event| event.name).filter(|name| names.contains(name)).collect();
    if let Some(other) = names.iter().find(|name| !known.contains(*name)) {
        let other: String = other.chars().take(60).collect();
        return Err(Error::field("event_types", format!("There is no event “{other}”.")));
    }
    if known.is_empty() {
        return Err(Error::field("event_types", "Choose at least one event."));
    }
    Ok(known.join(" "))
}
