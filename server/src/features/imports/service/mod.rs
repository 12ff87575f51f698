mod clients;
mod known;
mod projects;
mod requests;

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use serde_json::json;
use uuid::Uuid;

pub use clients::clients;
pub use projects::projects;
pub use requests::requests;

use super::{Done, Existing, Outcome};
use crate::access::AgencyScope;
use crate::entity::file_import::{ActiveModel, Column, Entity};
use crate::error::{Error, Result};

/// What is wished for a file.
#[derive(Clone, Copy, Debug)]
pub struct Wish {
    /// Only what would become of it is wanted.
    pub dry_run: bool,
    pub existing: Existing,
}

/// How many rows came to this.
pub fn count(done: &[Done], outcome: Outcome) -> usize {
    done.iter().filter(|one| one.outcome == outcome).count()
}

/// What the trail says of an import.
fn detail(done: &[Done]) -> serde_json::Value {
    let of = |outcome| count(done, outcome);
    json!({ "created": of(Outcome::Created), "updated": of(Outcome::Updated), "skipped": of(Outcome::Skipped) })
}

/// Lets the agency's imports do their work one after the other, each until its transaction ends, so that what one has
/// made the next one knows. Nobody reads the number: it is counted for its row's lock.
async fn queue(scope: &AgencyScope) -> Result<()> {
    scope.next_number("import").await.map(drop)
}

/// Keeps what became of a file, for whoever asks a second time under the same key.
async fn keep(scope: &AgencyScope, batch: Uuid, done: &[Done]) -> Result<()> {
    let result = serde_json::to_string(done).map_err(Error::internal)?;
    let row = ActiveModel { id: Set(batch), agency_id: NotSet, result: Set(result), created_at: Set(scope.now()) };
    scope.insert(row).await.map(drop)
}

/// What became of a file before.
async fn kept(scope: &AgencyScope, batch: Uuid) -> Result<Vec<Done>> {
    let row = scope.find::<Entity>().filter(Column::Id.eq(batch)).one().await?;
    serde_json::from_str(&row.result).map_err(Error::internal)
}
