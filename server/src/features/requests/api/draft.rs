use chrono::{DateTime, Utc};
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Enum, Object, OpenApi};
use uuid::Uuid;

use super::wire::RequestTrace;
use crate::api::{Done, Listing, Outcome, Staff, Tag, Text, both_ways, expect_version, paging};
use crate::features::requests::service::{self, Written};

/// What a draft will be.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
enum DraftKind {
    /// To the client.
    Reply,
    /// Among staff.
    Note,
}

both_ways!(DraftKind { Reply, Note });

/// What the caller is writing on a request. Nobody else reads it.
#[derive(Object)]
struct RequestDraft {
    request: RequestTrace,
    kind: DraftKind,
    /// Markdown, as far as it goes.
    body: String,
    /// To be named by whoever keeps another text in its place.
    version: i64,
    updated_at: DateTime<Utc>,
}

impl From<Written> for RequestDraft {
    fn from(row: Written) -> Self {
        let Written { draft, request } = row;
        Self {
            request: request.into(),
            kind: draft.kind.into(),
            body: draft.body,
            version: draft.version,
            updated_at: draft.updated_at,
        }
    }
}

/// A draft to be kept.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct NewRequestDraft {
    /// Markdown, as far as it goes.
    #[oai(validator(min_length = 1, max_length = 20000))]
    body: Text,
    /// The version that the caller has seen; 0 where they have seen none.
    #[oai(validator(minimum(value = "0")))]
    version: i64,
}

/// What the caller is writing on requests, wherever they go on with it.
pub struct RequestDraftApi;

#[OpenApi(tag = "Tag::Requests")]
impl RequestDraftApi {
    /// All that the caller is writing on requests. Nobody else reads it.
    #[oai(path = "/request-drafts", method = "get", operation_id = "request_draft_list")]
    async fn list(
        &self,
        Staff(scope): Staff,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<RequestDraft>>> {
        let page = service::drafts(&scope, &paging(limit.0, cursor.0.as_deref())?).await?;
        Ok(Json(Listing::of(page, RequestDraft::from)))
    }

    /// What the caller is writing on a request.
    #[oai(path = "/requests/:request_id/drafts/:draft_kind", method = "get", operation_id = "request_draft_view")]
    async fn view(
        &self,
        Staff(scope): Staff,
        request_id: Path<Uuid>,
        draft_kind: Path<DraftKind>,
    ) -> Outcome<Json<RequestDraft>> {
        Ok(Json(service::find_draft(&scope, request_id.0.into(), draft_kind.0.into()).await?.into()))
    }

    /// Keeps what the caller is writing on a request, in place of the version that they have seen. Answers 409 with the
    /// code `draft_diverged` and both texts where another version is kept: nothing is changed then.
    #[oai(path = "/requests/:request_id/drafts/:draft_kind", method = "put", operation_id = "request_draft_put")]
    async fn put(
        &self,
        Staff(scope): Staff,
        request_id: Path<Uuid>,
        draft_kind: Path<DraftKind>,
        draft: Json<NewRequestDraft>,
    ) -> Outcome<Json<RequestDraft>> {
        let NewRequestDraft { body, version } = draft.0;
        let (id, kind) = (request_id.0.into(), draft_kind.0.into());
        Ok(Json(service::keep_draft(&scope, id, kind, version, &body.0).await?.into()))
    }

    /// Throws away what the caller is writing on a request, if anything. Answers 409 with the code `draft_diverged` and what is
    /// kept where that is another version than the one named: nothing is changed then. What is sent is thrown away by itself.
    #[oai(path = "/requests/:request_id/drafts/:draft_kind", method = "delete", operation_id = "request_draft_delete")]
    async fn delete(
        &self,
        Staff(scope): Staff,
        request_id: Path<Uuid>,
        draft_kind: Path<DraftKind>,
        /// The version that the caller has seen.
        #[oai(name = "If-Match", validator(max_length = 64))]
        if_match: Header<Option<String>>,
    ) -> Outcome<Done> {
        let seen = expect_version(if_match.0.as_deref())?;
        service::forget_draft(&scope, request_id.0.into(), draft_kind.0.into(), seen).await?;
        Ok(Done::Done)
    }
}
