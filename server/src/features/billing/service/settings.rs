use crate::access::{AgencyScope, Part};
use crate::entity::billing_settings::{Entity, Model};
use crate::error::Result;
use crate::features::billing::aging::Edges;

/// How an agency bills; as usual where it never said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    pub row: Model,
    /// Days after the due date on which clients are reminded; before it where negative.
    pub reminders: Vec<i32>,
}

impl Settings {
    /// The days overdue at which buckets begin.
    pub fn edges(&self) -> Edges {
        Edges { first: self.row.aging_first, second: self.row.aging_second, third: self.row.aging_third }
    }
}

/// When clients are reminded, until the agency says otherwise.
pub(super) const REMINDERS: [i32; 5] = [-3, 0, 7, 30, 60];

/// How the agency bills.
///
/// # Errors
/// When the database fails.
pub async fn settings(scope: &AgencyScope) -> Result<Settings> {
    part_settings(scope).ask().await
}

/// The same, to be asked for together with others.
pub fn part_settings(scope: &AgencyScope) -> Part<'_, Settings> {
    scope.find::<Entity>().part().map(|mut rows| {
        let row = rows.pop().unwrap_or_else(|| usual(scope));
        let reminders = serde_json::from_str(&row.reminders).unwrap_or_default();
        Settings { row, reminders }
    })
}

/// How agencies bill that never said how.
fn usual(scope: &AgencyScope) -> Model {
    let edges = Edges::default();
    Model {
        agency_id: scope.agency(),
        legal_name: None,
        address: String::new(),
        tax_id: None,
        payment_note: String::new(),
        number_prefix: String::new(),
        due_days: 14,
        aging_first: edges.first,
        aging_second: edges.second,
        aging_third: edges.third,
        reminders: serde_json::json!(REMINDERS).to_string(),
        version: 0,
        updated_at: scope.now(),
    }
}
