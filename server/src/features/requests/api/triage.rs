use chrono::{DateTime, Utc};
use poem_openapi::param::{Header, Path};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};
use uuid::Uuid;

use super::requests::current;
use super::wire::Request;
use crate::api::{Created, Outcome, Staff, Tag, Tagged, Text, expect_version};
use crate::features::requests::service;
use crate::ids::RequestId;

/// Where a request is merged into.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct RequestMerge {
    /// A request of the same client.
    into_id: Uuid,
}

/// Until when a request is out of sight.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct RequestSnooze {
    until: DateTime<Utc>,
}

/// What becomes a request of its own.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct RequestSplit {
    message_id: Uuid,
    /// What the new request is called.
    #[oai(validator(min_length = 1, max_length = 200))]
    subject: Text,
}

/// Putting requests together, apart, and off.
pub struct TriageApi;

#[OpenApi(tag = "Tag::Requests")]
impl TriageApi {
    /// Makes a request a part of another of the same client, and answers with that one. What was said and noted stands
    /// there, and whatever comes for it from now on, by mail too, arrives there.
    #[oai(path = "/requests/:request_id/merge", method = "post", operation_id = "request_merge")]
    async fn merge(
        &self,
        Staff(scope): Staff,
        request_id: Path<Uuid>,
        /// Under the same key this is done once, however often it is sent.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
        /// The version that the caller has seen.
        #[oai(name = "If-Match", validator(max_length = 64))]
        if_match: Header<Option<String>>,
        merge: Json<RequestMerge>,
    ) -> Outcome<Tagged<Request>> {
        let into: RequestId = merge.0.into_id.into();
        service::merge(&scope, request_id.0.into(), into, expect_version(if_match.0.as_deref())?).await?;
        Ok(current(&scope, into).await?)
    }

    /// Makes a request that was merged one of its own again, standing where it stood, with what was said on it before.
    #[oai(path = "/requests/:request_id/merge", method = "delete", operation_id = "request_unmerge")]
    async fn unmerge(
        &self,
        Staff(scope): Staff,
        request_id: Path<Uuid>,
        /// The version that the caller has seen.
        #[oai(name = "If-Match", validator(max_length = 64))]
        if_match: Header<Option<String>>,
    ) -> Outcome<Tagged<Request>> {
        let id = request_id.0.into();
        service::unmerge(&scope, id, expect_version(if_match.0.as_deref())?).await?;
        Ok(current(&scope, id).await?)
    }

    /// Puts a request out of sight until a time, or until the client says something.
    #[oai(path = "/requests/:request_id/snooze", method = "put", operation_id = "request_snooze")]
    async fn snooze(
        &self,
        Staff(scope): Staff,
        request_id: Path<Uuid>,
        /// The version that the caller has seen.
        #[oai(name = "If-Match", validator(max_length = 64))]
        if_match: Header<Option<String>>,
        snooze: Json<RequestSnooze>,
    ) -> Outcome<Tagged<Request>> {
        let id = request_id.0.into();
        service::snooze(&scope, id, snooze.0.until, expect_version(if_match.0.as_deref())?).await?;
        Ok(current(&scope, id).await?)
    }

    /// Brings a request back into sight.
    #[oai(path = "/requests/:request_id/snooze", method = "delete", operation_id = "request_unsnooze")]
    async fn unsnooze(
        &self,
        Staff(scope): Staff,
        request_id: Path<Uuid>,
        /// The version that the caller has seen.
        #[oai(name = "If-Match", validator(max_length = 64))]
        if_match: Header<Option<String>>,
    ) -> Outcome<Tagged<Request>> {
        let id = request_id.0.into();
        service::unsnooze(&scope, id, expect_version(if_match.0.as_deref())?).await?;
        Ok(current(&scope, id).await?)
    }

    /// Makes a message a request of its own, and answers with that. The message keeps its author, its time and its files.
    #[oai(path = "/requests/:request_id/split", method = "post", operation_id = "request_split")]
    async fn split(
        &self,
        Staff(scope): Staff,
        request_id: Path<Uuid>,
        /// Under the same key this is done once, however often it is sent.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
        /// The version that the caller has seen.
        #[oai(name = "If-Match", validator(max_length = 64))]
        if_match: Header<Option<String>>,
        split: Json<RequestSplit>,
    ) -> Outcome<Created<Request>> {
        let version = expect_version(if_match.0.as_deref())?;
        let RequestSplit { message_id, subject } = split.0;
        let new = service::split(&scope, request_id.0.into(), message_id.into(), &subject.0, version).await?;
        let Tagged::Ok(Json(request), _) = current(&scope, new).await?;
        Ok(Created::at("requests", new, request))
    }
}
