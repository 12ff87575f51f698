use chrono::{DateTime, Utc};
use poem_openapi::{Enum, Object};
use serde_json::Value;
use uuid::Uuid;

use crate::api::{PersonRef, Ref, both_ways};
use crate::entity::{file, form_submission};
use crate::features::files::File;
use crate::features::forms::schema::Form as Asked;
use crate::features::forms::service::Listed;

/// Whether a form can be filled in.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
pub enum FormStatus {
    Published,
    Archived,
}

both_ways!(FormStatus { Published, Archived });

/// A form that clients fill in.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct Form {
    pub id: Uuid,
    pub workspace: Ref,
    /// The name that workflows call it.
    pub slug: String,
    pub title: String,
    pub status: FormStatus,
    /// The number of the document that it asks by now.
    pub schema_version: i32,
    /// What it asks: YAML or JSON.
    pub schema: String,
    pub last_submitted_at: Option<DateTime<Utc>>,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl From<Listed> for Form {
    fn from(row: Listed) -> Self {
        let Listed { form, workspace, current } = row;
        Self {
            id: form.id.into(),
            workspace: Ref { id: workspace.id.into(), name: workspace.name },
            slug: form.slug,
            title: form.title,
            status: form.status.into(),
            schema_version: current.number,
            schema: current.schema,
            last_submitted_at: form.last_submitted_at,
            version: form.version,
            created_at: form.created_at,
            updated_at: form.updated_at,
        }
    }
}

/// Something that was sent of a form.
#[derive(Object)]
pub struct FormSubmission {
    pub id: Uuid,
    pub form_id: Uuid,
    pub author: PersonRef,
    /// The answers by the fields' names, in a document of their own: each form asks for other things.
    pub answers: Value,
    pub created_at: DateTime<Utc>,
}

impl From<form_submission::Model> for FormSubmission {
    fn from(row: form_submission::Model) -> Self {
        Self {
            id: row.id.into(),
            form_id: row.form_id.into(),
            author: PersonRef { id: row.author_id.into(), name: row.author_name },
            answers: serde_json::from_str(&row.answers).unwrap_or_default(),
            created_at: row.created_at,
        }
    }
}

/// An answer with its question.
#[derive(Object)]
pub struct FormAnswer {
    pub name: String,
    pub label: String,
    pub value: Value,
}

/// What was sent once, with what was asked then.
#[derive(Object)]
pub struct FormSubmissionDetail {
    pub submission: FormSubmission,
    /// In the order of the form as it was then.
    pub answers: Vec<FormAnswer>,
    pub files: Vec<File>,
}

impl FormSubmissionDetail {
    /// The wire's form of it.
    pub fn new(row: form_submission::Model, form: &Asked, files: Vec<file::Model>) -> Self {
        let submission = FormSubmission::from(row);
        let answers = form.fields().filter_map(|field| {
            let value = submission.answers.get(&field.name)?.clone();
            Some(FormAnswer { name: field.name.clone(), label: field.label.clone(), value })
        });
        Self { answers: answers.collect(), files: files.into_iter().map(File::from).collect(), submission }
    }
}
