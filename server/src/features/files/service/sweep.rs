use std::collections::{HashMap, HashSet};

use chrono::TimeDelta;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait, Query, SimpleExpr};
use sea_orm::{ColumnTrait, DerivePartialModel};
use serde::{Deserialize, Serialize};

use super::super::preview;
use crate::access::{AgencyScope, Author, SystemScope};
use crate::entity::words::Preview;
use crate::entity::{file, invoice, note_file, upload, upload_start};
use crate::error::Result;
use crate::ids::{AgencyId, UploadId};
use crate::jobs::{Context, Failure, Job};
use crate::storage::Storage;

/// How long what was uploaded may wait to be delivered; and how long after it began an upload has ended for sure.
const KEPT: TimeDelta = TimeDelta::hours(24);
/// How much is removed at once.
const MOST: u64 = 1000;

/// The job; it comes back by itself.
#[derive(Serialize, Deserialize)]
pub struct SweepFiles;

impl Job for SweepFiles {
    const KIND: &'static str = "sweep_files";

    async fn run(self, context: &Context) -> Result<(), Failure> {
        for agency in context.system.agencies().all().await? {
            let scope = context.system.agency(agency.id);
            forget_undelivered(&scope).await?;
            show_drawn(&scope).await?;
        }
        Ok(remove_leftovers(&context.system, &context.storage).await?)
    }
}

/// What was delivered nowhere, or removed from everywhere, is not the agency's any more. Its bytes go the way of those
/// that no row ever spoke for.
async fn forget_undelivered(scope: &AgencyScope) -> Result<()> {
    use upload::{Column, Entity};
    let before = scope.now() - KEPT;
    let old = scope.find::<Entity>().filter(Column::CreatedAt.lt(before)).filter(undelivered()).limit(MOST);
    for row in old.all().await? {
        scope
            .transaction(async |scope| {
                let left = scope.delete::<Entity>().filter(Column::Id.eq(row.id)).filter(undelivered());
                if left.exec().await? > 0 {
                    let start = upload_start::ActiveModel {
                        id: Set(row.id),
                        agency_id: Set(row.agency_id),
                        size: Set(0),
                        created_at: Set(row.created_at),
                    };
                    scope.append(start).await?;
                }
                Ok(())
            })
            .await?;
    }
    Ok(())
}

fn undelivered() -> SimpleExpr {
    let own = Expr::col((upload::Entity, upload::Column::Id));
    let files = Query::select()
        .column(file::Column::UploadId)
        .from(file::Entity)
        .and_where(Expr::col((file::Entity, file::Column::UploadId)).eq(own.clone()))
        .to_owned();
    let notes = Query::select()
        .column(note_file::Column::UploadId)
        .from(note_file::Entity)
        .and_where(Expr::col((note_file::Entity, note_file::Column::UploadId)).eq(own))
        .to_owned();
    Expr::exists(files).not().and(Expr::exists(notes).not())
}

/// A file that still waits for its picture, though its upload does not, shows it from now on.
async fn show_drawn(scope: &AgencyScope) -> Result<()> {
    use file::{Column, Entity};
    use upload::{Column as U, Entity as Upload};
    let drawn = Query::select()
        .column(U::Id)
        .from(Upload)
        .and_where(Expr::col((Upload, U::Id)).eq(Expr::col((Entity, Column::UploadId))))
        .and_where(Expr::col((Upload, U::Preview)).ne(Preview::Waiting.as_str()))
        .to_owned();
    let behind = scope.find::<Entity>().filter(Column::Preview.eq(Preview::Waiting)).filter(Expr::exists(drawn));
    let of: HashSet<UploadId> = behind.limit(MOST).all().await?.into_iter().map(|file| file.upload_id).collect();
    for settled in scope.find::<Upload>().filter(U::Id.is_in(of)).all().await? {
        scope.transaction(async |scope| preview::show(&scope, &settled).await).await?;
    }
    Ok(())
}

/// Removes bytes that no row speaks for: of uploads and invoices' papers that were cut off, of servers that were killed, of
/// what was not taken.
async fn remove_leftovers(system: &SystemScope, storage: &Storage) -> Result<()> {
    use upload_start::{Column, Entity};
    let begun = system.find::<Entity>().filter(Column::CreatedAt.lt(system.now() - KEPT)).asc(Column::CreatedAt);
    let mut of: HashMap<AgencyId, Vec<UploadId>> = HashMap::new();
    for start in begun.limit(MOST).all().await? {
        of.entry(start.agency_id).or_default().push(start.id);
    }
    for (agency, begun) in of {
        let kept = spoken_for(&system.agency(agency), &begun).await?;
        for id in begun {
            if !kept.contains(&id) {
                storage.remove(agency, id).await?;
            }
            system.delete::<Entity>().filter(Column::Id.eq(id)).exec().await?;
        }
    }
    Ok(())
}

/// Those of an agency's keys that belong to an upload, or to the paper of an invoice.
async fn spoken_for(scope: &AgencyScope, keys: &[UploadId]) -> Result<HashSet<UploadId>> {
    let uploads = scope.find::<upload::Entity>().filter(upload::Column::Id.is_in(keys.iter().copied()));
    let papers = invoice::Column::PdfKey.is_in(keys.iter().map(ToString::to_string));
    let papers = scope.find::<invoice::Entity>().filter(papers).all_as::<Paper>().await?;
    let papers = papers.into_iter().filter_map(|paper| paper.pdf_key?.parse().ok());
    Ok(uploads.all().await?.into_iter().map(|upload| upload.id).chain(papers).collect())
}

/// Where an invoice's paper is kept.
#[derive(DerivePartialModel)]
#[sea_orm(entity = "invoice::Entity")]
struct Paper {
    pdf_key: Option<String>,
}
