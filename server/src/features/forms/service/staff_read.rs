use sea_orm::{ColumnTrait, DerivePartialModel};

use super::super::schema::Form;
use super::read::asked;
use crate::access::{AgencyScope, AgencySide, Page, Paging, ScopedSelect, Sort};
use crate::entity::words::FormStatus;
use crate::entity::{form, form_submission, form_version, workspace};
use crate::error::Result;
use crate::ids::{FormId, FormSubmissionId, WorkspaceId};

/// Which of the agency's forms are wanted.
#[derive(Default)]
pub struct Wanted {
    pub workspace: Option<WorkspaceId>,
    pub status: Option<FormStatus>,
}

/// A workspace by name.
#[derive(Clone, Debug, DerivePartialModel)]
#[sea_orm(entity = "workspace::Entity")]
pub struct WorkspaceName {
    pub id: WorkspaceId,
    pub name: String,
}

/// The number of a form's current version, and what it asks.
#[derive(Clone, Debug, DerivePartialModel)]
#[sea_orm(entity = "form_version::Entity")]
pub struct Current {
    pub number: i32,
    pub schema: String,
}

/// A form with its client's name and what it asks.
#[derive(Clone, Debug, DerivePartialModel)]
#[sea_orm(entity = "form::Entity")]
pub struct Listed {
    #[sea_orm(nested)]
    pub form: form::Model,
    #[sea_orm(nested)]
    pub workspace: WorkspaceName,
    #[sea_orm(nested)]
    pub current: Current,
}

fn named(scope: &AgencyScope) -> ScopedSelect<'_, AgencySide, form::Entity> {
    let forms = scope.find::<form::Entity>();
    let forms = forms.join::<workspace::Entity>(form::Column::WorkspaceId, workspace::Column::Id);
    forms.join::<form_version::Entity>(form::Column::VersionId, form_version::Column::Id)
}

/// The agency's forms, the latest first.
///
/// # Errors
/// When the cursor is none of ours.
pub async fn staff_list(scope: &AgencyScope, wanted: &Wanted, paging: &Paging) -> Result<Page<Listed>> {
    let forms = named(scope).filter_if(wanted.workspace, |id| form::Column::WorkspaceId.eq(id));
    let forms = forms.filter_if(wanted.status, |status| form::Column::Status.eq(status));
    forms.page_as(paging, Sort::newest(|row: &Listed| row.form.id.into())).await
}

/// A form of the agency.
///
/// # Errors
/// [`crate::error::Error::NotFound`].
pub async fn staff_find(scope: &AgencyScope, id: FormId) -> Result<Listed> {
    named(scope).filter(form::Column::Id.eq(id)).one_as().await
}

/// What was sent of a form, the latest first.
///
/// # Errors
/// [`crate::error::Error::NotFound`]; when the cursor is none of ours.
pub async fn staff_submissions(
    scope: &AgencyScope,
    form: FormId,
    paging: &Paging,
) -> Result<Page<form_submission::Model>> {
    scope.find::<form::Entity>().filter(form::Column::Id.eq(form)).one().await?;
    super::read::submissions(scope, form, paging).await
}

/// What was sent once, with what was asked then.
///
/// # Errors
/// [`crate::error::Error::NotFound`].
pub async fn staff_submission(scope: &AgencyScope, id: FormSubmissionId) -> Result<(form_submission::Model, Form)> {
    let row = scope.find::<form_submission::Entity>().filter(form_submission::Column::Id.eq(id)).one().await?;
    let form = asked(scope, row.version_id).await?;
    Ok((row, form))
}
