use serde_json::{Value, json};
use uuid::Uuid;

use crate::access::{Author, Deed};
use crate::error::Result;
use crate::ids::WorkspaceId;

/// What is written into the audit trail.
#[derive(Clone, Debug)]
pub struct Entry(Deed);

impl Entry {
    /// Something was done; `action` is `noun.past_participle` and stands in `docs/audit.md`.
    pub fn new(action: &'static str) -> Self {
        let (kind, name) = (action.split('.').next().unwrap_or(action), String::new());
        Self(Deed { action, target_kind: kind, target_id: None, target_name: name, workspace: None, detail: json!({}) })
    }

    /// The thing it was done to.
    pub fn target(mut self, kind: &'static str, id: impl Into<Uuid>, name: impl Into<String>) -> Self {
        self.0.target_kind = kind;
        self.0.target_id = Some(id.into());
        self.0.target_name = name.into();
        self
    }

    /// The workspace in which it was done.
    pub fn workspace(mut self, workspace: WorkspaceId) -> Self {
        self.0.workspace = Some(workspace);
        self
    }

    /// What a reader needs besides, as a JSON object. Never a secret.
    pub fn detail(mut self, detail: Value) -> Self {
        self.0.detail = detail;
        self
    }
}

/// Records an entry with the scope's transaction. It is written when that is committed, since those who record at once
/// wait for each other.
///
/// # Errors
/// When there is no transaction.
pub async fn record(scope: &impl Author, entry: Entry) -> Result<()> {
    scope.audit(entry.0).await
}
