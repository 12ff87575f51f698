use std::collections::HashSet;

use sea_orm::prelude::DateTimeUtc;
use sea_orm::{ColumnTrait, DerivePartialModel};

use super::super::answers::Sent;
use super::super::schema::{self, Form};
use super::draft;
use crate::access::{ClientScope, Page, Paging, Part, Permission, Reach, Sort, together};
use crate::entity::words::FormStatus;
use crate::entity::{file, form, form_submission, form_version, run};
use crate::error::{Error, Result};
use crate::features::files;
use crate::ids::{FormId, FormSubmissionId, FormVersionId};

/// How many forms can wait at once and be shown to.
const MOST_AWAITED: u64 = 50;

/// A form for which a run waits.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "run::Entity")]
pub struct Awaited {
    #[sea_orm(nested)]
    pub form: FormTitle,
    /// Since when.
    pub waits_since: Option<DateTimeUtc>,
}

/// A form by its title.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "form::Entity")]
pub struct FormTitle {
    pub id: FormId,
    pub title: String,
    /// Whether to send it is to decide something.
    pub decides: bool,
}

/// A form as one person fills it in.
pub struct Opened {
    pub row: form::Model,
    pub version: FormVersionId,
    pub form: Form,
    /// What the person has typed so far.
    pub sent: Sent,
    /// The page that comes next.
    pub page: usize,
}

/// What was answered, with the form as it asked then.
pub struct Submitted {
    pub row: form_submission::Model,
    pub form: Form,
    pub files: Vec<file::Model>,
}

/// The workspace's forms, the latest first.
///
/// # Errors
/// When the cursor is none of ours.
pub async fn list(scope: &ClientScope, paging: &Paging) -> Result<Page<form::Model>> {
    let forms = scope.find::<form::Entity>().filter(form::Column::Status.eq(FormStatus::Published));
    forms.page(paging, Sort::newest(|row| row.id.into())).await
}

/// The forms for which something waits and that the person may send, the longest wait first.
pub fn awaiting(scope: &ClientScope) -> Part<'_, Vec<Awaited>> {
    awaited_by(scope, scope.permissions().allow(Permission::ApproveWork))
}

/// The forms for which something waits, whoever may send them, the longest wait first.
pub fn awaited(scope: &ClientScope) -> Part<'_, Vec<Awaited>> {
    awaited_by(scope, true)
}

fn awaited_by(scope: &ClientScope, decides: bool) -> Part<'_, Vec<Awaited>> {
    use run::Column;
    let runs = scope.find::<run::Entity>().filter(run::awaits_form());
    let runs = runs.join::<form::Entity>(Column::WaitsForId, form::Column::Id).filter(form::can_be_sent(decides));
    runs.asc(Column::WaitsSince).limit(MOST_AWAITED).part_as().map(|mut runs: Vec<Awaited>| {
        let mut known = HashSet::new();
        // Several runs may wait for one form.
        runs.retain(|run| known.insert(run.form.id));
        runs
    })
}

/// A form that can be filled in, with what the person has typed so far.
///
/// # Errors
/// [`Error::NotFound`], also for one in the archive.
pub async fn open(scope: &ClientScope, id: FormId) -> Result<Opened> {
    let published = scope.find::<form::Entity>().filter(form::Column::Status.eq(FormStatus::Published));
    let row = published.filter(form::Column::Id.eq(id)).one().await?;
    let version = row.version_id.ok_or(Error::NotFound)?;
    let form = asked(scope, version).await?;
    let draft = draft::kept(scope, id).await?;
    let last = form.pages.len() - 1;
    let (page, sent) = draft.map_or((0, Sent::new()), |(page, sent)| (page.min(last), sent));
    Ok(Opened { row, version, form, sent, page })
}

/// A form of the workspace, also one in the archive: what was sent of it stays.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn named(scope: &ClientScope, id: FormId) -> Result<form::Model> {
    scope.find::<form::Entity>().filter(form::Column::Id.eq(id)).one().await
}

/// What a version of a form asks.
///
/// # Errors
/// When the database fails.
pub async fn asked(scope: &impl Reach, version: FormVersionId) -> Result<Form> {
    let version = scope.rows::<form_version::Entity>().filter(form_version::Column::Id.eq(version)).one().await?;
    schema::read(&version.schema).map_err(|faults| {
        let told = faults.first().map(ToString::to_string).unwrap_or_default();
        Error::internal(anyhow::anyhow!("a form that was checked when it was written has faults: {told}"))
    })
}

/// What was sent of a form of the workspace, the latest first.
///
/// # Errors
/// When the cursor is none of ours.
pub async fn submissions(scope: &impl Reach, form: FormId, paging: &Paging) -> Result<Page<form_submission::Model>> {
    use form_submission::Column;
    let sent = scope.rows::<form_submission::Entity>().filter(Column::FormId.eq(form));
    sent.page(paging, Sort::newest(|row| row.id.into())).await
}

/// What was sent once, with its form and what that asked then.
///
/// # Errors
/// [`Error::NotFound`], also where it is of another form.
pub async fn submission(scope: &ClientScope, form: FormId, id: FormSubmissionId) -> Result<(form::Model, Submitted)> {
    use form_submission::Column;
    let of = scope.find::<form::Entity>().filter(form::Column::Id.eq(form)).part();
    let row = scope.find::<form_submission::Entity>().filter(Column::FormId.eq(form)).filter(Column::Id.eq(id));
    let (mut of, mut row) = together((of, row.part())).ask().await?;
    let (of, row) = of.pop().zip(row.pop()).ok_or(Error::NotFound)?;
    let form = asked(scope, row.version_id).await?;
    let files = files::at(scope, &[row.id.into()]).await?;
    Ok((of, Submitted { row, form, files }))
}
