use std::collections::BTreeSet;

use uuid::Uuid;

use super::{detail, keep, kept, known, queue};
use crate::access::{AdminScope, AgencyScope};
use crate::error::Result;
use crate::features::audit::{self, Entry};
use crate::features::imports::requests::{Known, LAYOUT, Step, plan};
use crate::features::imports::{Done, Outcome};
use crate::features::requests::{announce_taken_over, take_over, taken_over};
use crate::features::staff;
use crate::ids::WorkspaceId;
use crate::sheet::{self, Row};
use crate::text;

/// Takes a file's requests over, all of them or none; in a dry run, none. What was taken over before stays as it is.
///
/// # Errors
/// [`crate::error::Error::TooLarge`]; [`crate::error::Error::Invalid`] with every fault by its line and column.
pub async fn requests(scope: &AdminScope, file: &[u8], dry_run: bool) -> Result<Vec<Done>> {
    let (rows, faults) = sheet::rows(file, &LAYOUT)?;
    if dry_run {
        let planned = plan(&rows, faults, &learn(scope, &rows).await?)?;
        return Ok(planned.iter().map(foreseen).collect());
    }
    scope
        .transaction(async |scope| {
            let batch = Uuid::now_v7();
            if let Some(earlier) = scope.claim_once("request_import", batch).await? {
                return kept(&scope, earlier).await;
            }
            queue(&scope).await?;
            let planned = plan(&rows, faults, &learn(&scope, &rows).await?)?;
            let admin = scope.unclaimed().admin()?;
            let mut touched: BTreeSet<WorkspaceId> = BTreeSet::new();
            let mut done = Vec::new();
            for (line, step) in planned {
                let (outcome, id) = match step {
                    Step::Take(old) => {
                        touched.insert(old.workspace);
                        (Outcome::Created, take_over(&admin, *old).await?)
                    }
                    Step::Keep(id) => (Outcome::Skipped, id),
                };
                done.push(Done { line, outcome, id: Some(id.into()) });
            }
            touched.into_iter().for_each(|workspace| announce_taken_over(&scope, workspace));
            keep(&scope, batch, &done).await?;
            audit::record(&scope, Entry::new("requests.imported").detail(detail(&done))).await?;
            Ok(done)
        })
        .await
}

async fn learn(scope: &AgencyScope, rows: &[Row]) -> Result<Known> {
    let clients = known::clients(scope, rows).await?;
    let workspaces: BTreeSet<WorkspaceId> = clients.values().copied().collect();
    let names: BTreeSet<String> = rows.iter().map(|row| text::clean_line(row.get("external_id"))).collect();
    let staff = staff::working(scope).await?.into_iter().map(|person| (person.email, person.id)).collect();
    Ok(Known {
        askers: known::askers(scope, workspaces).await?,
        projects: known::projects(scope, rows, "project").await?,
        staff,
        taken: taken_over(scope, names).await?,
        now: scope.now(),
        clients,
    })
}

fn foreseen((line, step): &(u64, Step)) -> Done {
    let (outcome, id) = match step {
        Step::Take(_) => (Outcome::Created, None),
        Step::Keep(id) => (Outcome::Skipped, Some((*id).into())),
    };
    Done { line: *line, outcome, id }
}
