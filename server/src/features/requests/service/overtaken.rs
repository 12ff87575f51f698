//! Two who answer at once: whoever comes second is told before it is said.

use sea_orm::ColumnTrait;
use uuid::Uuid;

use super::standing::standing;
use crate::access::AgencyScope;
use crate::entity::request_message::{Column, Entity};
use crate::error::{Error, Result};
use crate::ids::{CommentId, RequestId};
use crate::text;

/// How much of what was said is shown.
const SHOWN: usize = 80;

/// Refuses an answer whose author has not seen the last that somebody else has said. The request, or the one that it is
/// part of, is held by the transaction: of two who answer at once the second sees what the first has done. Its id is
/// answered.
///
/// # Errors
/// A conflict that names what was said; [`Error::NotFound`] for another agency's request.
pub async fn up_to_date(scope: &AgencyScope, id: RequestId, seen: CommentId) -> Result<RequestId> {
    let request = standing(scope, id).await?;
    let me: Uuid = scope.actor().id();
    let since = scope.find::<Entity>().filter(Column::RequestId.eq(request.id)).filter(Column::Id.gt(seen));
    let since = since.filter(Column::AuthorId.ne(me)).filter(Column::Automatic.eq(false));
    match since.desc(Column::Id).first().await? {
        Some(said) => Err(overtaken(&format!("{} wrote meanwhile", said.author_name), &said.body)),
        None => Ok(request.id),
    }
}

/// That somebody came first, and with what.
pub fn overtaken(who: &str, body: &str) -> Error {
    let line = text::clean_line(body);
    let shown: String = line.chars().take(SHOWN).collect();
    let more = if shown.len() < line.len() { "…" } else { "" };
    Error::conflict("answered_meanwhile", format!("{who}: “{shown}{more}”"))
}
