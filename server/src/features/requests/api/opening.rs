use poem_openapi::Object;
use uuid::Uuid;

use super::wire::{RequestKind, RequestStatus};
use crate::api::{Priority, Text};
use crate::entity::words;
use crate::features::requests::service::{NewRequest as Asked, OnBehalf};

/// A request to be, on a client's behalf.
#[derive(Object)]
#[oai(deny_unknown_fields)]
pub struct NewRequest {
    pub workspace_id: Uuid,
    /// The person whose request it is, who may send some; without one it is for the whole client.
    pub client_id: Option<Uuid>,
    pub kind: RequestKind,
    /// One of the kind's.
    #[oai(validator(max_length = 40))]
    pub category: Text,
    #[oai(validator(min_length = 1, max_length = 200))]
    pub subject: Text,
    /// The first message, which is the caller's. Markdown.
    #[oai(validator(min_length = 1, max_length = 20000))]
    pub body: Text,
    /// What was uploaded and goes with it, in the order in which it is shown.
    #[oai(validator(max_items = 20))]
    pub files: Option<Vec<Uuid>>,
    pub project_id: Option<Uuid>,
    /// `normal` when left out.
    pub priority: Option<Priority>,
    pub assignee_id: Option<Uuid>,
    /// Where it stands: any but `new`; `waiting_on_client` when left out.
    pub status: Option<RequestStatus>,
}

impl From<NewRequest> for OnBehalf {
    fn from(new: NewRequest) -> Self {
        Self {
            workspace: new.workspace_id.into(),
            client: new.client_id.map(Into::into),
            new: Asked {
                kind: new.kind.into(),
                category: new.category.into(),
                subject: new.subject.into(),
                body: new.body.into(),
                project: new.project_id.map(Into::into),
            },
            priority: new.priority.map_or(words::Priority::Normal, Into::into),
            assignee: new.assignee_id.map(Into::into),
            status: new.status.map(Into::into),
        }
    }
}
