use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use sea_orm::sea_query::Expr;

use super::about::about;
use super::places::{self, Values};
use crate::access::{AgencyScope, Key, Page, Paging, Sort};
use crate::entity::canned_reply::{ActiveModel, Column, Entity, Model};
use crate::error::{Error, FieldErrors, Place, Result};
use crate::features::agencies;
use crate::features::audit::{self, Entry};
use crate::ids::{CannedReplyId, Id, RequestId};
use crate::text;

/// The most that one agency keeps.
const MOST: i64 = 500;

/// The agency's canned replies, by name.
///
/// # Errors
/// When the cursor is of another list.
pub async fn list(scope: &AgencyScope, paging: &Paging) -> Result<Page<Model>> {
    let name = Expr::col((Entity, Column::Name));
    let sort = Sort::by_word(name, false, |row: &Model| Key::Word(row.name.clone()), |row| row.id.into());
    scope.find::<Entity>().page(paging, sort).await
}

/// A canned reply.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn find(scope: &AgencyScope, id: CannedReplyId) -> Result<Model> {
    scope.find::<Entity>().filter(Column::Id.eq(id)).one().await
}

/// Keeps an answer.
///
/// # Errors
/// [`Error::Invalid`] at the fields; a place that there is not, with where it stands.
pub async fn create(scope: &AgencyScope, name: &str, body: &str) -> Result<Model> {
    let mut errors = FieldErrors::default();
    let name = errors.keep(text::line("name", name, text::LONGEST_NAME))?;
    let body = errors.keep(checked(body))?;
    errors.into_result()?;
    scope
        .transaction(async |scope| {
            let id = CannedReplyId::new();
            if let Some(earlier) = scope.claim_once("canned_reply_create", id).await? {
                return find(&scope, earlier.into()).await;
            }
            if scope.find::<Entity>().count().await? >= MOST {
                let message = format!("an agency keeps at most {MOST} canned replies");
                return Err(Error::conflict("too_many_replies", message));
            }
            let now = scope.now();
            let row = ActiveModel {
                id: Set(id),
                agency_id: NotSet,
                name: Set(name),
                body: Set(body),
                version: Set(1),
                created_at: Set(now),
                updated_at: Set(now),
            };
            let row = scope.insert(row).await?;
            record(&scope, &row, Entry::new("canned_reply.created")).await?;
            Ok(row)
        })
        .await
}

/// Changes an answer, if it is still as the caller saw it; what is `None` stays.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Stale`]; [`Error::Invalid`] as for a new one.
pub async fn change(
    scope: &AgencyScope,
    id: CannedReplyId,
    version: Option<i64>,
    name: Option<String>,
    body: Option<String>,
) -> Result<Model> {
    let mut errors = FieldErrors::default();
    let name = name.map(|name| errors.keep(text::line("name", &name, text::LONGEST_NAME))).transpose()?;
    let body = body.map(|body| errors.keep(checked(&body))).transpose()?;
    errors.into_result()?;
    scope
        .transaction(async |scope| {
            let before = scope.find::<Entity>().filter(Column::Id.eq(id)).locked().one().await?;
            if version.is_some_and(|seen| seen != before.version) {
                return Err(Error::Stale);
            }
            let rows = scope
                .update::<Entity>()
                .set_if(Column::Name, name)
                .set_if(Column::Body, body)
                .set(Column::Version, before.version + 1)
                .set(Column::UpdatedAt, scope.now())
                .filter(Column::Id.eq(id));
            let row = rows.returning().await?.pop().ok_or(Error::NotFound)?;
            record(&scope, &row, Entry::new("canned_reply.changed")).await?;
            Ok(row)
        })
        .await
}

/// Forgets an answer.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn delete(scope: &AgencyScope, id: CannedReplyId) -> Result<()> {
    scope
        .transaction(async |scope| {
            let row = scope.find::<Entity>().filter(Column::Id.eq(id)).locked().one().await?;
            scope.delete::<Entity>().filter(Column::Id.eq(id)).exec().await?;
            record(&scope, &row, Entry::new("canned_reply.deleted")).await
        })
        .await
}

/// The answer as it would be given to a request by the caller.
///
/// # Errors
/// [`Error::NotFound`] for a foreign answer or request.
pub async fn filled(scope: &AgencyScope, id: CannedReplyId, request: RequestId) -> Result<String> {
    Ok(filled_by(scope, id, request, scope.actor().name()).await?.1)
}

/// An answer's name, and its text as somebody of this name would give it to a request.
///
/// # Errors
/// [`Error::NotFound`] for a foreign answer or request.
pub async fn filled_by(
    scope: &AgencyScope,
    id: CannedReplyId,
    request: RequestId,
    by: &str,
) -> Result<(String, String)> {
    let reply = find(scope, id).await?;
    let known = about(scope, request).await?;
    let agency_name = agencies::name(scope).await?;
    let author = known.author_name;
    // A client as a whole has no first name.
    let first = if known.for_workspace { Some(author.as_str()) } else { author.split_whitespace().next() };
    let first = first.unwrap_or_default().to_owned();
    let values: Values = [
        author,
        first,
        known.workspace.name,
        known.number.to_string(),
        known.subject,
        known.project.map(|project| project.name).unwrap_or_default(),
        by.to_owned(),
        agency_name,
    ];
    Ok((reply.name, places::filled(&reply.body, &values).map_err(unknown)?))
}

fn checked(body: &str) -> Result<String> {
    let body = text::body("body", body)?;
    places::check(&body).map_err(unknown)?;
    Ok(body)
}

fn unknown(place: Place) -> Error {
    let known: Vec<&str> = places::KNOWN.iter().map(|(name, _)| *name).collect();
    let mut errors = FieldErrors::default();
    errors.add("body", format!("“{}” is no place of a reply. There are {}.", place.word, known.join(", ")));
    Error::Invalid(errors.pointing(place))
}

async fn record(scope: &AgencyScope, row: &Model, deed: Entry) -> Result<()> {
    audit::record(scope, deed.target("canned_reply", row.id, row.name.clone())).await
}
