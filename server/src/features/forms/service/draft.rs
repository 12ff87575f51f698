use std::collections::HashSet;

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, DerivePartialModel};

use super::super::answers::Sent;
use super::read::Opened;
use crate::access::{ClientScope, Part};
use crate::entity::form_draft::{ActiveModel, Column, Entity};
use crate::error::{Error, Result};
use crate::ids::FormId;

/// What the person has typed of a form so far, and the page that comes next.
///
/// # Errors
/// When the database fails.
pub async fn kept(scope: &ClientScope, form: FormId) -> Result<Option<(usize, Sent)>> {
    let mine = scope.find::<Entity>().filter(Column::FormId.eq(form));
    let Some(row) = mine.filter(Column::ClientUserId.eq(scope.person())).first().await? else { return Ok(None) };
    let sent = serde_json::from_str(&row.answers).map_err(Error::internal)?;
    Ok(Some((usize::try_from(row.page).unwrap_or_default(), sent)))
}

/// A form that somebody has begun.
#[derive(DerivePartialModel)]
#[sea_orm(entity = "Entity")]
struct Begun {
    form_id: FormId,
}

/// The forms that the person has left half done.
pub fn begun(scope: &ClientScope) -> Part<'_, HashSet<FormId>> {
    let mine = scope.find::<Entity>().filter(Column::ClientUserId.eq(scope.person()));
    mine.part_as().map(|rows: Vec<Begun>| rows.into_iter().map(|row| row.form_id).collect())
}

/// Keeps what the person has typed, as it was typed: what is wrong with it is said when it is sent.
///
/// # Errors
/// When the database refuses.
pub async fn keep(scope: &ClientScope, opened: &Opened, page: usize, sent: &Sent) -> Result<()> {
    let answers = serde_json::to_string(sent).map_err(Error::internal)?;
    let page = i32::try_from(page).unwrap_or_default();
    scope
        .transaction(async |scope| {
            let now = scope.now();
            let update = scope.update::<Entity>().set(Column::Answers, answers.as_str()).set(Column::Page, page);
            let update = update.set(Column::VersionId, opened.version).set(Column::UpdatedAt, now);
            let update =
                update.filter(Column::FormId.eq(opened.row.id)).filter(Column::ClientUserId.eq(scope.person()));
            if update.exec().await? == 0 {
                let row = ActiveModel {
                    form_id: Set(opened.row.id),
                    client_user_id: Set(scope.person()),
                    agency_id: NotSet,
                    workspace_id: NotSet,
                    version_id: Set(opened.version),
                    page: Set(page),
                    answers: Set(answers),
                    updated_at: Set(now),
                };
                scope.insert(row).await?;
            }
            Ok(())
        })
        .await
}
