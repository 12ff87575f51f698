use chrono::{DateTime, Utc};
use futures_util::{StreamExt, stream};
use poem::Body;
use poem_openapi::param::Query;
use poem_openapi::payload::{Attachment, AttachmentType, Json};
use poem_openapi::types::Any;
use poem_openapi::{Enum, Object, OpenApi};
use serde_json::Value;
use uuid::Uuid;

use super::service::{self, Wanted};
use crate::access::{AdminScope, Page, Paging};
use crate::api::{Admin, Listing, Outcome, Tag, Text, paging};
use crate::entity::audit_entry::Model;
use crate::entity::words::AuditActor;
use crate::error::{Error, Result};

/// On which side somebody acted.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
pub enum AuditActorKind {
    Client,
    Staff,
    /// Work in the background, and commands.
    System,
}

/// Something that was done, as the audit trail keeps it.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct AuditEntry {
    pub id: Uuid,
    /// Counts the agency's entries without a gap, from 1.
    pub number: i64,
    pub created_at: DateTime<Utc>,
    pub actor_kind: AuditActorKind,
    /// The client or staff user; all zeros for the system.
    pub actor_id: Uuid,
    pub actor_name: String,
    /// Where it was done from.
    pub address: Option<String>,
    /// `noun.past_participle`.
    pub action: String,
    pub target_kind: String,
    pub target_id: Option<Uuid>,
    pub target_name: String,
    pub workspace_id: Option<Uuid>,
    /// What belongs to this kind of action.
    pub detail: Any<Value>,
    /// The proof over this entry and the one before it.
    pub hash: String,
}

impl From<Model> for AuditEntry {
    fn from(row: Model) -> Self {
        Self {
            id: row.id.into(),
            number: row.number,
            created_at: row.created_at,
            actor_kind: match row.actor_kind {
                AuditActor::Client => AuditActorKind::Client,
                AuditActor::Staff => AuditActorKind::Staff,
                AuditActor::System => AuditActorKind::System,
            },
            actor_id: row.actor_id,
            actor_name: row.actor_name,
            address: row.address,
            action: row.action,
            target_kind: row.target_kind,
            target_id: row.target_id,
            target_name: row.target_name,
            workspace_id: row.workspace_id.map(Uuid::from),
            detail: Any(serde_json::from_str(&row.detail).unwrap_or_default()),
            hash: row.hash,
        }
    }
}

/// Which entries are to be exported; all where nothing is said.
#[derive(Object, Default)]
#[oai(deny_unknown_fields)]
pub struct AuditExport {
    /// Actions that begin so: `member`, `member.permitted`.
    pub action: Option<Text>,
    pub actor_id: Option<Uuid>,
    pub since: Option<DateTime<Utc>>,
    pub until: Option<DateTime<Utc>>,
}

/// Who did what.
pub struct AuditApi;

#[OpenApi(tag = "Tag::Audit")]
impl AuditApi {
    /// The agency's audit trail, the latest first.
    #[oai(path = "/audit", method = "get", operation_id = "audit_list")]
    #[expect(clippy::too_many_arguments, reason = "each is a filter of its own in the address")]
    async fn list(
        &self,
        Admin(scope): Admin,
        /// Actions that begin so: `member`, `member.permitted`.
        #[oai(validator(max_length = "100"))]
        action: Query<Option<String>>,
        actor_id: Query<Option<Uuid>>,
        target_id: Query<Option<Uuid>>,
        workspace_id: Query<Option<Uuid>>,
        since: Query<Option<DateTime<Utc>>>,
        until: Query<Option<DateTime<Utc>>>,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<AuditEntry>>> {
        let wanted = Wanted {
            action: action.0,
            actor: actor_id.0,
            target: target_id.0,
            workspace: workspace_id.0,
            since: since.0,
            until: until.0,
        };
        let paging = paging(limit.0, cursor.0.as_deref())?;
        Ok(Json(Listing::of(service::list(&scope, &wanted, &paging).await?, AuditEntry::from)))
    }

    /// The trail as a file: one JSON object a line, the latest first. That it was taken is its first line.
    #[oai(path = "/audit/exports", method = "post", operation_id = "audit_export")]
    async fn export(&self, Admin(scope): Admin, body: Json<AuditExport>) -> Outcome<Attachment<Body>> {
        let AuditExport { action, actor_id, since, until } = body.0;
        let action = action.map(|text| text.0);
        let wanted = Wanted { action, actor: actor_id, since, until, ..Wanted::default() };
        service::begin_export(&scope, &wanted).await?;
        let lines = Body::from_bytes_stream(lines(scope, wanted).map(|chunk| chunk.map_err(std::io::Error::other)));
        Ok(Attachment::new(lines).attachment_type(AttachmentType::Attachment).filename("audit.jsonl"))
    }
}

/// The entries as lines, read a page at a time, so that memory stays flat however long the trail is.
fn lines(scope: AdminScope, wanted: Wanted) -> impl futures_util::Stream<Item = Result<String>> + Send + 'static {
    let first = Some(Paging::first(Paging::MOST));
    stream::try_unfold((scope, wanted, first), async |(scope, wanted, paging)| {
        let Some(paging) = paging else { return Ok(None) };
        let Page { items, next } = service::list(&scope, &wanted, &paging).await?;
        let mut chunk = String::new();
        for row in items {
            chunk.push_str(&line(row)?);
            chunk.push('\n');
        }
        let paging = next.map(|cursor| Paging { after: Some(cursor), ..paging });
        Ok(Some((chunk, (scope, wanted, paging))))
    })
}

fn line(row: Model) -> Result<String> {
    use poem_openapi::types::ToJSON;
    serde_json::to_string(&AuditEntry::from(row).to_json()).map_err(Error::internal)
}
