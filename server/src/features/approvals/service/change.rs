use sea_orm::ColumnTrait;
use sea_orm::sea_query::Expr;
use serde_json::{Value, json};

use super::create::check_project;
use super::held;
use super::history::{self, Event};
use super::settle::settle;
use super::tell::announce;
use crate::access::AgencyScope;
use crate::entity::approval;
use crate::entity::words::ApprovalEventKind;
use crate::error::{Error, Result};
use crate::features::files::{self, Whole};
use crate::ids::{ApprovalId, ProjectId};
use crate::text;

/// What staff change of an approval; what is `None` stays.
#[derive(Clone, Debug, Default)]
pub struct Change {
    pub title: Option<String>,
    /// `Some(None)` unlinks the project.
    pub project: Option<Option<ProjectId>>,
    /// What is in the archive waits on nobody.
    pub archived: Option<bool>,
}

/// Staff change an approval, if it is still as they saw it.
///
/// # Errors
/// [`Error::NotFound`] for another agency's approval; [`Error::Stale`] when it has moved on from `version`;
/// [`Error::Invalid`] for a title that says nothing or a foreign project.
pub async fn change(scope: &AgencyScope, id: ApprovalId, version: Option<i64>, change: Change) -> Result<()> {
    let title = change.title.map(|title| text::line("title", &title, text::LONGEST_TITLE)).transpose()?;
    scope
        .transaction(async |scope| {
            use approval::{Column, Entity};
            let mut row = held(&scope, id).await?;
            if version.is_some_and(|seen| seen != row.version) {
                return Err(Error::Stale);
            }
            check_project(&scope, row.workspace_id, change.project.flatten()).await?;
            let archived = change.archived.filter(|archived| *archived != row.archived_at.is_some());
            let detail = said(title.as_deref(), change.project);
            let update = scope.update::<Entity>().set_if(Column::Title, title.clone());
            let update = update.set_if(Column::ProjectId, change.project);
            let update = match archived {
                Some(true) => update.set(Column::ArchivedAt, scope.now()),
                Some(false) => update.set_expr(Column::ArchivedAt, Expr::cust("NULL")),
                None => update.set(Column::UpdatedAt, scope.now()),
            };
            update.filter(Column::Id.eq(id)).exec().await?;
            if let Some(project) = change.project {
                files::belong(&scope, Whole::Approval(id), project).await?;
            }
            row.title = title.unwrap_or(row.title);
            row.project_id = change.project.unwrap_or(row.project_id);
            if detail.as_object().is_some_and(|said| !said.is_empty()) {
                history::record(&scope, &row, Event::new(ApprovalEventKind::Changed, detail)).await?;
            }
            if let Some(archived) = archived {
                row.archived_at = archived.then(|| scope.now());
                let kind = if archived { ApprovalEventKind::Archived } else { ApprovalEventKind::Restored };
                history::record(&scope, &row, Event::new(kind, json!({}))).await?;
            }
            settle(&scope, &row).await?;
            announce(&scope, &row);
            Ok(())
        })
        .await
}

fn said(title: Option<&str>, project: Option<Option<ProjectId>>) -> Value {
    let title = title.map(|title| ("title".to_owned(), json!(title)));
    let project = project.map(|project| ("project_id".to_owned(), json!(project)));
    Value::Object(title.into_iter().chain(project).collect())
}
