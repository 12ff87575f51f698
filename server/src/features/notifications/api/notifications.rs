use chrono::{DateTime, Utc};
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};
use uuid::Uuid;

use crate::api::{Done, Listing, Outcome, Staff, Tag, paging};
use crate::entity::staff_notification::Model;
use crate::features::notifications::service;

/// Something the caller was told.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct Notification {
    pub id: Uuid,
    /// What happened, in a word.
    pub kind: String,
    /// What happened, in a line.
    pub title: String,
    pub workspace_id: Option<Uuid>,
    pub project_id: Option<Uuid>,
    pub request_id: Option<Uuid>,
    pub approval_id: Option<Uuid>,
    pub invoice_id: Option<Uuid>,
    pub run_id: Option<Uuid>,
    pub form_id: Option<Uuid>,
    /// When the caller saw it.
    pub read_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
}

impl From<Model> for Notification {
    fn from(row: Model) -> Self {
        Self {
            id: row.id.into(),
            kind: row.kind.as_str().into(),
            title: row.title,
            workspace_id: row.workspace_id.map(Into::into),
            project_id: row.project_id.map(Into::into),
            request_id: row.request_id.map(Into::into),
            approval_id: row.approval_id.map(Into::into),
            invoice_id: row.invoice_id.map(Into::into),
            run_id: row.run_id.map(Into::into),
            form_id: row.form_id.map(Into::into),
            read_at: row.read_at,
            created_at: row.created_at,
        }
    }
}

/// What the caller was told.
pub struct NotificationApi;

#[OpenApi(tag = "Tag::Notifications")]
impl NotificationApi {
    /// What the caller was told, the latest first.
    #[oai(path = "/notifications", method = "get", operation_id = "notification_list")]
    async fn list(
        &self,
        Staff(scope): Staff,
        /// Only what was not seen yet.
        unread: Query<Option<bool>>,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<Notification>>> {
        let paging = paging(limit.0, cursor.0.as_deref())?;
        let page = service::staff_latest(&scope, unread.0.unwrap_or_default(), &paging).await?;
        Ok(Json(Listing::of(page, Notification::from)))
    }

    /// Notes that the caller has seen one.
    #[oai(path = "/notifications/:notification_id/read", method = "post", operation_id = "notification_read")]
    async fn read(&self, Staff(scope): Staff, notification_id: Path<Uuid>) -> Outcome<Json<Notification>> {
        Ok(Json(service::staff_mark_read(&scope, notification_id.0.into()).await?.into()))
    }

    /// Notes that the caller has seen all.
    #[oai(path = "/notifications/read", method = "post", operation_id = "notification_read_all")]
    async fn read_all(&self, Staff(scope): Staff) -> Outcome<Done> {
        service::staff_mark_all_read(&scope).await?;
        Ok(Done::Done)
    }
}
