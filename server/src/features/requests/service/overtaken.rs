//! Two who answer at once: whoever comes second is told before it is said.

use sea_orm::ColumnTrait;
use serde::Deserialize;
use uuid::Uuid;

use super::standing::{root, standing};
use crate::access::AgencyScope;
use crate::entity::request_message::{Column, Entity};
use crate::entity::words::HeldState;
use crate::entity::{held_action, request, staff_user};
use crate::error::{Error, Result};
use crate::ids::{CommentId, RequestId};
use crate::text;

/// How much of what was said is shown.
const SHOWN: usize = 80;

/// What waits to be done, as what is held keeps it.
#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Waiting {
    RequestReply {
        request: RequestId,
        body: String,
        #[serde(default)]
        automatic: bool,
    },
    #[serde(other)]
    Other,
}

/// Refuses an answer whose author has not seen the last that somebody else has said, or while a colleague's waits to go
/// there. The request, or the one that it is part of, is held by the transaction: of two who answer at once the second sees
/// what the first has done.
///
/// # Errors
/// A conflict that names what was said; [`Error::NotFound`] for another agency's request.
pub async fn up_to_date(scope: &AgencyScope, id: RequestId, seen: CommentId) -> Result<()> {
    let request = standing(scope, id).await?;
    let me: Uuid = scope.actor().id();
    let since = scope.find::<Entity>().filter(Column::RequestId.eq(request.id)).filter(Column::Id.gt(seen));
    let since = since.filter(Column::AuthorId.ne(me)).filter(Column::Automatic.eq(false));
    match since.desc(Column::Id).first().await? {
        Some(said) => Err(overtaken(&format!("{} wrote meanwhile", said.author_name), &said.body)),
        None => unanswered(scope, me, &request).await,
    }
}

/// Refuses an answer while a colleague's waits to go there. What a rule says is nobody's.
async fn unanswered(scope: &AgencyScope, me: Uuid, on: &request::Model) -> Result<()> {
    use held_action::Column as C;
    let waiting = scope.find::<held_action::Entity>().filter(C::State.eq(HeldState::Waiting));
    let waiting = waiting.filter(C::WorkspaceId.eq(on.workspace_id)).filter(C::StaffId.ne(me));
    for row in waiting.asc(C::Id).all().await? {
        let action: Waiting = serde_json::from_str(&row.action).map_err(Error::internal)?;
        if let Waiting::RequestReply { request, body, automatic: false } = action
            && root(scope, request).await? == on.id
        {
            let author = scope.find::<staff_user::Entity>().filter(staff_user::Column::Id.eq(row.staff_id));
            return Err(overtaken(&format!("{} is about to answer", author.one().await?.name), &body));
        }
    }
    Ok(())
}

/// That somebody came first, and with what.
fn overtaken(who: &str, body: &str) -> Error {
    let line = text::clean_line(body);
    let shown: String = line.chars().take(SHOWN).collect();
    let more = if shown.len() < line.len() { "…" } else { "" };
    Error::conflict("answered_meanwhile", format!("{who}: “{shown}{more}”"))
}
