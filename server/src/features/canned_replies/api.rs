use chrono::{DateTime, Utc};
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};
use uuid::Uuid;

use super::{places, service};
use crate::api::{Created, Done, Listing, Outcome, Staff, Tag, Tagged, Text, expect_version, paging, tag};
use crate::entity::canned_reply::Model;

/// An answer that staff have ready.
#[derive(Object)]
struct CannedReply {
    id: Uuid,
    name: String,
    /// Markdown, with places as `{{client_name}}`.
    body: String,
    version: i64,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl From<Model> for CannedReply {
    fn from(row: Model) -> Self {
        Self {
            id: row.id.into(),
            name: row.name,
            body: row.body,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// An answer to be.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct NewCannedReply {
    #[oai(validator(min_length = 1, max_length = 120))]
    name: Text,
    /// Markdown, with places as `{{client_name}}`; `canned_reply_placeholders` lists them.
    #[oai(validator(min_length = 1, max_length = 20000))]
    body: Text,
}

/// A change of an answer; what is left out stays.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct CannedReplyChange {
    #[oai(validator(min_length = 1, max_length = 120))]
    name: Option<Text>,
    #[oai(validator(min_length = 1, max_length = 20000))]
    body: Option<Text>,
}

/// An answer as it would be given.
#[derive(Object)]
struct FilledReply {
    /// Markdown. What was put into its places reads as plain text.
    body: String,
}

/// What can stand in an answer.
#[derive(Object)]
struct Placeholder {
    /// As it is written between `{{` and `}}`.
    name: String,
    meaning: String,
}

/// All that can stand in an answer.
#[derive(Object)]
struct Placeholders {
    items: Vec<Placeholder>,
}

/// Answers that staff have ready.
pub struct CannedReplyApi;

#[OpenApi(tag = "Tag::Requests")]
impl CannedReplyApi {
    /// The agency's canned replies, by name.
    #[oai(path = "/canned-replies", method = "get", operation_id = "canned_reply_list")]
    async fn list(
        &self,
        Staff(scope): Staff,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<CannedReply>>> {
        let page = service::list(&scope, &paging(limit.0, cursor.0.as_deref())?).await?;
        Ok(Json(Listing::of(page, CannedReply::from)))
    }

    /// What can stand in a canned reply.
    #[oai(path = "/canned-replies/placeholders", method = "get", operation_id = "canned_reply_placeholders")]
    async fn placeholders(&self, Staff(_scope): Staff) -> Outcome<Json<Placeholders>> {
        let item = |(name, meaning): (&str, &str)| Placeholder { name: name.to_owned(), meaning: meaning.to_owned() };
        Ok(Json(Placeholders { items: places::KNOWN.into_iter().map(item).collect() }))
    }

    /// Keeps an answer.
    #[oai(path = "/canned-replies", method = "post", operation_id = "canned_reply_create")]
    async fn create(
        &self,
        Staff(scope): Staff,
        /// Under the same key this is done once, however often it is sent.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
        body: Json<NewCannedReply>,
    ) -> Outcome<Created<CannedReply>> {
        let row = service::create(&scope, &body.0.name.0, &body.0.body.0).await?;
        Ok(Created::at("canned-replies", row.id, row.into()))
    }

    /// A canned reply.
    #[oai(path = "/canned-replies/:canned_reply_id", method = "get", operation_id = "canned_reply_view")]
    async fn view(&self, Staff(scope): Staff, canned_reply_id: Path<Uuid>) -> Outcome<Tagged<CannedReply>> {
        Ok(tagged(service::find(&scope, canned_reply_id.0.into()).await?))
    }

    /// Changes a canned reply.
    #[oai(path = "/canned-replies/:canned_reply_id", method = "patch", operation_id = "canned_reply_update")]
    async fn update(
        &self,
        Staff(scope): Staff,
        canned_reply_id: Path<Uuid>,
        /// The version that the caller has seen.
        #[oai(name = "If-Match", validator(max_length = 64))]
        if_match: Header<Option<String>>,
        body: Json<CannedReplyChange>,
    ) -> Outcome<Tagged<CannedReply>> {
        let version = expect_version(if_match.0.as_deref())?;
        let CannedReplyChange { name, body } = body.0;
        let id = canned_reply_id.0.into();
        Ok(tagged(service::change(&scope, id, version, name.map(Into::into), body.map(Into::into)).await?))
    }

    /// Forgets a canned reply.
    #[oai(path = "/canned-replies/:canned_reply_id", method = "delete", operation_id = "canned_reply_delete")]
    async fn delete(&self, Staff(scope): Staff, canned_reply_id: Path<Uuid>) -> Outcome<Done> {
        service::delete(&scope, canned_reply_id.0.into()).await?;
        Ok(Done::Done)
    }

    /// A canned reply as the caller would give it to a request. Nothing is sent.
    #[oai(
        path = "/requests/:request_id/canned-replies/:canned_reply_id",
        method = "get",
        operation_id = "canned_reply_fill"
    )]
    async fn fill(
        &self,
        Staff(scope): Staff,
        request_id: Path<Uuid>,
        canned_reply_id: Path<Uuid>,
    ) -> Outcome<Json<FilledReply>> {
        let body = service::filled(&scope, canned_reply_id.0.into(), request_id.0.into()).await?;
        Ok(Json(FilledReply { body }))
    }
}

fn tagged(row: Model) -> Tagged<CannedReply> {
    let version = tag(row.version);
    Tagged::Ok(Json(row.into()), version)
}
