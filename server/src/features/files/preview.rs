use std::collections::BTreeSet;

use sea_orm::ColumnTrait;
use serde::{Deserialize, Serialize};

use crate::access::{AgencyScope, Author, ClientEvent, ClientTopic, Event};
use crate::drawing::Drawn;
use crate::entity::words::Preview;
use crate::entity::{file, upload};
use crate::error::Result;
use crate::ids::{AgencyId, UploadId};
use crate::jobs::{Context, Failure, Job, JobLane};
use crate::storage::Part;

/// Makes the small picture of an upload.
#[derive(Serialize, Deserialize)]
pub struct MakePreview {
    pub agency: AgencyId,
    pub upload: UploadId,
}

impl Job for MakePreview {
    const KIND: &'static str = "make_preview";
    const LANE: JobLane = JobLane::Pictures;
    const MOST_ATTEMPTS: i32 = 4;

    async fn run(self, context: &Context) -> Result<(), Failure> {
        let scope = context.system.agency(self.agency);
        let found = scope.find::<upload::Entity>().filter(upload::Column::Id.eq(self.upload)).first().await?;
        let Some(row) = found.filter(|row| row.preview == Preview::Waiting) else { return Ok(()) };
        match drawn(context, &row).await {
            Ok(drawn) => Ok(settle(&scope, self.upload, drawn.as_ref()).await?),
            Err(error) if context.last_try => {
                settle(&scope, self.upload, None).await?;
                Err(Failure::Fail(error))
            }
            Err(error) => Err(Failure::Retry(error)),
        }
    }
}

/// What was drawn and stored; none where it cannot be drawn.
async fn drawn(context: &Context, row: &upload::Model) -> Result<Option<Drawn>> {
    let bytes = context.storage.read(row.agency_id, row.id, Part::Original, None).await?;
    let Some(drawn) = context.drawer.draw(&row.media_type, bytes).await? else { return Ok(None) };
    let mut writer = context.storage.write(row.agency_id, row.id, Part::Preview);
    writer.add(&drawn.picture).await?;
    writer.commit().await?;
    Ok(Some(drawn))
}

/// Says what became of it, on the upload and wherever it was delivered.
async fn settle(scope: &AgencyScope, upload: UploadId, drawn: Option<&Drawn>) -> Result<()> {
    let preview = if drawn.is_some() { Preview::Made } else { Preview::Failed }.as_str();
    let side = |side: u32| i32::try_from(side).unwrap_or(i32::MAX);
    let (width, height) = (drawn.map(|drawn| side(drawn.width)), drawn.map(|drawn| side(drawn.height)));
    let pages = drawn.and_then(|drawn| drawn.pages).map(side);
    scope
        .transaction(async |scope| {
            use upload::Column;
            let row = scope.update::<upload::Entity>().set(Column::Preview, preview);
            let row = row.set_if(Column::Width, width).set_if(Column::Height, height).set_if(Column::Pages, pages);
            for settled in row.filter(Column::Id.eq(upload)).returning().await? {
                show(&scope, &settled).await?;
            }
            Ok(())
        })
        .await
}

/// Says wherever an upload was delivered what became of its picture; an open page of an approval shows it at once.
///
/// # Errors
/// When the database refuses.
pub async fn show(scope: &AgencyScope, settled: &upload::Model) -> Result<()> {
    use file::Column;
    let files = scope.update::<file::Entity>().set(Column::Preview, settled.preview.as_str());
    let files = files.set_if(Column::Width, settled.width).set_if(Column::Height, settled.height);
    let files = files.set_if(Column::Pages, settled.pages).filter(Column::UploadId.eq(settled.id)).returning().await?;
    let approvals = files.iter().filter_map(|file| Some((file.workspace_id, file.approval_id?)));
    for (workspace, approval) in approvals.collect::<BTreeSet<_>>() {
        let topic = ClientTopic::Approval(approval);
        scope.announce(Event::Client(ClientEvent { workspace, person: None, topic }));
    }
    Ok(())
}
