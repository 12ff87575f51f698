use sea_orm::ColumnTrait;

use crate::access::AgencyScope;
use crate::entity::audit_entry::{Column, Entity};
use crate::entity::audit_head;
use crate::error::Result;

/// How many entries are proved at a time.
const BATCH: u64 = 500;

/// What came of proving an agency's trail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// How many entries fit.
    pub entries: i64,
    /// The proof of the last of them.
    pub head: String,
    /// What is wrong, and at which entry.
    pub fault: Option<(i64, &'static str)>,
}

/// Proves an agency's trail from its first entry to its head.
///
/// `expected`, an earlier head as `number:hash`, finds what the database alone cannot show: entries cut off
/// the end together with their head.
///
/// # Errors
/// When the database fails.
pub async fn verify(scope: &AgencyScope, expected: Option<(i64, &str)>) -> Result<Verdict> {
    let mut verdict = Verdict { entries: 0, head: String::new(), fault: None };
    // The head is read first: what is added meanwhile comes after it.
    let head = scope.find::<audit_head::Entity>().first().await?;
    let (last, hash) = head.map_or((0, String::new()), |head| (head.number, head.hash));
    loop {
        let rest = scope.find::<Entity>().filter(Column::Number.gt(verdict.entries));
        let rest = rest.filter(Column::Number.lte(last));
        let rows = rest.asc(Column::Number).limit(BATCH).all().await?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            if row.number != verdict.entries + 1 {
                return Ok(verdict.broken("an entry is missing"));
            }
            if !scope.is_genuine(&verdict.head, &row) {
                return Ok(verdict.broken("an entry is not what was written"));
            }
            verdict.entries = row.number;
            verdict.head = row.hash;
            if expected.is_some_and(|(number, hash)| number == verdict.entries && hash != verdict.head) {
                return Ok(verdict.broken("this is not the trail that had the expected head"));
            }
        }
    }
    let cut = last != verdict.entries || hash != verdict.head;
    if cut || expected.is_some_and(|(number, _)| number > verdict.entries) {
        return Ok(verdict.broken("entries are missing at the end"));
    }
    Ok(verdict)
}

impl Verdict {
    /// The same, with what is wrong at the next entry.
    fn broken(self, why: &'static str) -> Self {
        Self { fault: Some((self.entries + 1, why)), ..self }
    }
}
