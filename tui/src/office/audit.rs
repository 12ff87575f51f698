use chrono::{DateTime, Utc};
use portico_openapi::types::AuditEntry;
use uuid::Uuid;

/// The audit trail as far as it was read, the latest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trail {
    /// What was done.
    pub items: Vec<AuditEntry>,
    /// Where the next page begins.
    pub next: Option<String>,
}

/// Which entries are looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Actions that begin so.
    pub action: Option<String>,
    /// Who did it.
    pub actor: Option<Uuid>,
    /// To what it was done, and what that is called.
    pub target: Option<(Uuid, String)>,
    /// Not before.
    pub since: Option<DateTime<Utc>>,
}

impl Filter {
    /// Whether anything is left out by it.
    pub fn narrows(&self) -> bool {
        *self != Self::default()
    }
}
