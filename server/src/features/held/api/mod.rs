mod action;

use chrono::{DateTime, Utc};
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Enum, Object, OpenApi};
use uuid::Uuid;

use action::HeldAction;

use super::Action;
use super::service::{self, Filter, Listed};
use crate::access::AgencyScope;
use crate::api::{Created, Listing, Outcome, PersonRef, Ref, Staff, Tag, both_ways, paging};
use crate::error::{Error, Result};
use crate::ids::HeldId;

/// Where something stands that is held.
#[derive(Enum, Clone, Copy)]
#[oai(rename_all = "snake_case")]
pub enum HeldState {
    /// It can be recalled.
    Waiting,
    /// Clients see it.
    Done,
    /// It was taken back; nobody saw it.
    Recalled,
    /// It could not be done; `problem` says why.
    Failed,
}

both_ways!(HeldState { Waiting, Done, Recalled, Failed });

/// Something that staff are about to do.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct Held {
    pub id: Uuid,
    pub action: HeldAction,
    pub state: HeldState,
    /// The client who will see it.
    pub workspace: Ref,
    pub author: PersonRef,
    /// When it is done, unless it is recalled before.
    pub due_at: DateTime<Utc>,
    /// Why it could not be done.
    pub problem: Option<String>,
    /// What came of it: the message's or the comment's id, the request's that was closed, or that of
    /// the first file that was delivered.
    pub result_id: Option<Uuid>,
    pub created_at: DateTime<Utc>,
    /// When it was done, recalled or given up.
    pub settled_at: Option<DateTime<Utc>>,
}

impl TryFrom<Listed> for Held {
    type Error = Error;

    fn try_from(row: Listed) -> Result<Self> {
        let Listed { held, staff_name, workspace_name } = row;
        let action: Action = serde_json::from_str(&held.action).map_err(Error::internal)?;
        Ok(Self {
            id: held.id.into(),
            action: action.into(),
            state: held.state.into(),
            workspace: Ref { id: held.workspace_id.into(), name: workspace_name },
            author: PersonRef { id: held.staff_id.into(), name: staff_name },
            due_at: held.due_at,
            problem: held.problem,
            result_id: held.result_id,
            created_at: held.created_at,
            settled_at: held.settled_at,
        })
    }
}

/// Whose are wanted.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
#[oai(rename_all = "snake_case")]
enum Whose {
    Mine,
    All,
}

/// What staff are about to do that clients will see.
pub struct HeldApi;

#[OpenApi(tag = "Tag::Held")]
impl HeldApi {
    /// What staff are about to do, or were within the last thirty days, the latest first; the caller's own unless
    /// all are asked for.
    #[oai(path = "/held", method = "get", operation_id = "held_list")]
    async fn list(
        &self,
        Staff(scope): Staff,
        whose: Query<Option<Whose>>,
        state: Query<Option<HeldState>>,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<Held>>> {
        let staff = if whose.0 == Some(Whose::All) { None } else { scope.actor().staff() };
        let filter = Filter { staff, state: state.0.map(Into::into) };
        let page = service::list(&scope, filter, &paging(limit.0, cursor.0.as_deref())?).await?;
        let items: Result<Vec<Held>> = page.items.into_iter().map(Held::try_from).collect();
        Ok(Json(Listing { items: items?, next_cursor: page.next.as_ref().map(ToString::to_string) }))
    }

    /// Has something done that clients will see, after the agency's `hold_seconds`. Until then it can be recalled.
    /// What cannot be done is refused now, as the direct operation would.
    #[oai(path = "/held", method = "post", operation_id = "held_create")]
    async fn create(
        &self,
        Staff(scope): Staff,
        /// Under the same key this is done once, however often it is sent.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
        action: Json<HeldAction>,
    ) -> Outcome<Created<Held>> {
        let id = service::hold(&scope, &action.0.try_into()?).await?;
        Ok(Created::at("held", id, view(&scope, id).await?))
    }

    /// Something that staff are about to do.
    #[oai(path = "/held/:held_id", method = "get", operation_id = "held_view")]
    async fn view(&self, Staff(scope): Staff, held_id: Path<Uuid>) -> Outcome<Json<Held>> {
        Ok(Json(view(&scope, held_id.0.into()).await?))
    }

    /// Recalls it, or puts it away where it could not be done. For its author, an owner or an admin. Answers 409
    /// with the code `already_sent` when it is too late.
    #[oai(path = "/held/:held_id", method = "delete", operation_id = "held_recall")]
    async fn recall(&self, Staff(scope): Staff, held_id: Path<Uuid>) -> Outcome<Json<Held>> {
        service::recall(&scope, held_id.0.into()).await?;
        Ok(Json(view(&scope, held_id.0.into()).await?))
    }

    /// Does it now, or again where it could not be done. For its author.
    #[oai(path = "/held/:held_id/send", method = "post", operation_id = "held_send")]
    async fn send(&self, Staff(scope): Staff, held_id: Path<Uuid>) -> Outcome<Json<Held>> {
        service::send(&scope, held_id.0.into()).await?;
        Ok(Json(view(&scope, held_id.0.into()).await?))
    }
}

async fn view(scope: &AgencyScope, id: HeldId) -> Result<Held> {
    service::find(scope, id).await?.try_into()
}
