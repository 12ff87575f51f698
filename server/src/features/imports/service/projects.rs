use uuid::Uuid;

use super::{Wish, detail, keep, kept, known, queue};
use crate::access::{AdminScope, AgencyScope};
use crate::error::Result;
use crate::features::audit::{self, Entry};
use crate::features::imports::projects::{Known, LAYOUT, Step, plan};
use crate::features::imports::{Done, Outcome};
use crate::features::projects as work;
use crate::sheet::{self, Row};

/// Makes projects of a file's rows, all of them or none; in a dry run, none.
///
/// # Errors
/// [`crate::error::Error::TooLarge`]; [`crate::error::Error::Invalid`] with every fault by its line and column.
pub async fn projects(scope: &AdminScope, file: &[u8], wish: Wish) -> Result<Vec<Done>> {
    let (rows, faults) = sheet::rows(file, &LAYOUT)?;
    if wish.dry_run {
        let planned = plan(&rows, faults, wish.existing, &learn(scope, &rows).await?)?;
        return Ok(planned.iter().map(foreseen).collect());
    }
    scope
        .transaction(async |scope| {
            let batch = Uuid::now_v7();
            if let Some(earlier) = scope.claim_once("project_import", batch).await? {
                return kept(&scope, earlier).await;
            }
            queue(&scope).await?;
            let planned = plan(&rows, faults, wish.existing, &learn(&scope, &rows).await?)?;
            let admin = scope.unclaimed().admin()?;
            let mut done = Vec::new();
            for (line, step) in planned {
                done.push(make(&admin, line, step).await?);
            }
            keep(&scope, batch, &done).await?;
            audit::record(&scope, Entry::new("projects.imported").detail(detail(&done))).await?;
            Ok(done)
        })
        .await
}

async fn learn(scope: &AgencyScope, rows: &[Row]) -> Result<Known> {
    Ok(Known { clients: known::clients(scope, rows).await?, projects: known::projects(scope, rows, "name").await? })
}

fn foreseen((line, step): &(u64, Step)) -> Done {
    let (outcome, id) = match step {
        Step::Create(_) => (Outcome::Created, None),
        Step::Update(id, _) => (Outcome::Updated, Some(*id)),
        Step::Keep(id) => (Outcome::Skipped, Some(*id)),
    };
    Done { line: *line, outcome, id: id.map(Into::into) }
}

async fn make(scope: &AdminScope, line: u64, step: Step) -> Result<Done> {
    let (outcome, id) = match step {
        Step::Create(new) => (Outcome::Created, work::take_over(scope, new).await?),
        Step::Update(id, change) => {
            work::change(scope, id, None, change).await?;
            (Outcome::Updated, id)
        }
        Step::Keep(id) => (Outcome::Skipped, id),
    };
    Ok(Done { line, outcome, id: Some(id.into()) })
}
