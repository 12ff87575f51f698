use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Enum, Object, OpenApi};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::wire::ApprovalComment;
use crate::access::AgencyScope;
use crate::api::{Created, Listing, Outcome, Staff, Tag, Text, paging};
use crate::entity::approval_comment;
use crate::error::{Error, Result};
use crate::features::approvals::{Anchor, service};
use crate::features::files;

/// What kind of place.
#[derive(Enum, Serialize, Deserialize, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
enum ApprovalAnchorKind {
    /// `file`, `x`, `y`, and `page` where the file has pages.
    Point,
    /// `file`, `x`, `y`, `w`, `h`, and `page` where the file has pages.
    Box,
    /// `file` and `page`.
    Page,
    /// `file` and `seconds`.
    Time,
    /// `quote`, and `prefix`, `suffix` and `start` to find it again.
    Passage,
}

/// A place on a version. Coordinates are fractions of the picture's width and height, from 0 to 1.
#[derive(Object, Serialize, Deserialize, Clone, Debug)]
#[oai(deny_unknown_fields, skip_serializing_if_is_none)]
pub struct ApprovalAnchor {
    kind: ApprovalAnchorKind,
    /// A file of the version.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<Uuid>,
    /// From 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    x: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    y: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    w: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    h: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seconds: Option<f64>,
    /// Words of the text, as a reader sees them.
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<String>,
    /// The words before it.
    #[serde(skip_serializing_if = "Option::is_none")]
    prefix: Option<String>,
    /// The words after it.
    #[serde(skip_serializing_if = "Option::is_none")]
    suffix: Option<String>,
    /// At which character of the text it begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<u32>,
}

impl ApprovalAnchor {
    /// The wire's form of a place.
    pub fn of(anchor: &Anchor) -> Option<Self> {
        serde_json::to_value(anchor).and_then(serde_json::from_value).ok()
    }

    /// The place, as the rules know it.
    pub fn read(self) -> Result<Anchor> {
        let value = serde_json::to_value(self).map_err(Error::internal)?;
        serde_json::from_value(value)
            .map_err(|_| Error::field("anchor", "a place of this kind has other fields; see its description"))
    }
}

/// Something to say on a version; its workspace reads it.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct NewApprovalComment {
    version_id: Uuid,
    /// Markdown.
    #[oai(validator(min_length = 1, max_length = 20000))]
    body: Text,
    anchor: Option<ApprovalAnchor>,
    /// The comment that it answers.
    parent_id: Option<Uuid>,
    /// Uploads, in the order in which they are shown.
    #[oai(validator(max_items = 10))]
    files: Option<Vec<Uuid>>,
}

/// What is said on approvals.
pub struct ApprovalCommentApi;

#[OpenApi(tag = "Tag::Approvals")]
impl ApprovalCommentApi {
    /// What was said on an approval's versions, in its order.
    #[oai(path = "/approvals/:approval_id/comments", method = "get", operation_id = "approval_comment_list")]
    async fn list(
        &self,
        Staff(scope): Staff,
        approval_id: Path<Uuid>,
        /// Only on this version.
        version_id: Query<Option<Uuid>>,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<ApprovalComment>>> {
        let paging = paging(limit.0, cursor.0.as_deref())?;
        let version = version_id.0.map(Into::into);
        let page = service::staff_comments(&scope, approval_id.0.into(), version, &paging).await?;
        let places: Vec<Uuid> = page.items.iter().map(|row| row.id.into()).collect();
        let mut files = files::staff_at(&scope, &places).await?;
        Ok(Json(Listing::of(page, |row| {
            let with = files.remove(&row.id.into()).unwrap_or_default();
            ApprovalComment::new(row, with)
        })))
    }

    /// Says something on a version, perhaps at a place on it, or answers a comment.
    #[oai(path = "/approvals/:approval_id/comments", method = "post", operation_id = "approval_comment_create")]
    async fn create(
        &self,
        Staff(scope): Staff,
        approval_id: Path<Uuid>,
        body: Json<NewApprovalComment>,
        /// Makes a repetition answer with what was created first.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
    ) -> Outcome<Created<ApprovalComment>> {
        let NewApprovalComment { version_id, body, anchor, parent_id, files } = body.0;
        let new = service::NewComment {
            version: version_id.into(),
            body: body.into(),
            anchor: anchor.map(ApprovalAnchor::read).transpose()?,
            parent: parent_id.map(Into::into),
        };
        let uploads: Vec<_> = files.into_iter().flatten().map(Into::into).collect();
        let row = service::staff_comment(&scope, approval_id.0.into(), new, &uploads).await?;
        Ok(Created::within(with_files(&scope, row).await?))
    }

    /// Says that a comment is dealt with. Doing it twice changes nothing.
    #[oai(
        path = "/approvals/:approval_id/comments/:comment_id/resolve",
        method = "post",
        operation_id = "approval_comment_resolve"
    )]
    async fn resolve(
        &self,
        Staff(scope): Staff,
        approval_id: Path<Uuid>,
        comment_id: Path<Uuid>,
    ) -> Outcome<Json<ApprovalComment>> {
        let row = service::staff_resolve(&scope, approval_id.0.into(), comment_id.0.into(), true).await?;
        Ok(Json(with_files(&scope, row).await?))
    }

    /// Says that a comment is not dealt with after all. Doing it twice changes nothing.
    #[oai(
        path = "/approvals/:approval_id/comments/:comment_id/reopen",
        method = "post",
        operation_id = "approval_comment_reopen"
    )]
    async fn reopen(
        &self,
        Staff(scope): Staff,
        approval_id: Path<Uuid>,
        comment_id: Path<Uuid>,
    ) -> Outcome<Json<ApprovalComment>> {
        let row = service::staff_resolve(&scope, approval_id.0.into(), comment_id.0.into(), false).await?;
        Ok(Json(with_files(&scope, row).await?))
    }
}

async fn with_files(scope: &AgencyScope, row: approval_comment::Model) -> Result<ApprovalComment> {
    let place = row.id.into();
    let files = files::staff_at(scope, &[place]).await?.remove(&place).unwrap_or_default();
    Ok(ApprovalComment::new(row, files))
}
