use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use serde_json::json;

use super::super::schema;
use crate::access::{AgencyScope, Author, ClientEvent, ClientTopic, Event, StaffEvent, StaffEventKind};
use crate::document::Fault;
use crate::entity::form::{ActiveModel, Column, Entity, Model};
use crate::entity::form_version;
use crate::entity::words::FormStatus;
use crate::error::{Error, FieldErrors, Result};
use crate::features::audit::{self, Entry};
use crate::features::workspaces;
use crate::ids::{FormId, FormVersionId, Id, StaffId, WorkspaceId};
use crate::text;

/// A form to be.
pub struct NewForm {
    pub workspace: WorkspaceId,
    pub title: String,
    /// The name that workflows call it; made of the title where it is not said.
    pub slug: Option<String>,
    /// What it asks: YAML or JSON.
    pub schema: String,
}

/// What staff change of a form; what is `None` stays.
#[derive(Default)]
pub struct Change {
    pub title: Option<String>,
    pub schema: Option<String>,
    pub status: Option<FormStatus>,
}

/// Publishes a form to a workspace.
///
/// # Errors
/// [`Error::Invalid`] at the fields: a foreign workspace, a name that another form of it has, a document with faults, each
/// told with its line and path.
pub async fn create(scope: &AgencyScope, new: NewForm) -> Result<Model> {
    let author = author(scope)?;
    let mut errors = FieldErrors::default();
    let title = errors.keep(text::line("title", &new.title, text::LONGEST_TITLE))?;
    let slug = errors.keep(text::slug(&new.slug.unwrap_or_else(|| text::slug_of("form", &new.title))))?;
    let decides = errors.keep(checked(&new.schema))?;
    errors.into_result()?;
    scope
        .transaction(async |scope| {
            let id = FormId::new();
            if let Some(earlier) = scope.claim_once("form_create", id).await? {
                return scope.find::<Entity>().filter(Column::Id.eq(FormId::from(earlier))).one().await;
            }
            match workspaces::find(&scope, new.workspace).await {
                Err(Error::NotFound) => {
                    return Err(Error::field("workspace_id", "The agency has no such workspace."));
                }
                other => other?,
            };
            let taken = scope.find::<Entity>().filter(Column::WorkspaceId.eq(new.workspace));
            if taken.filter(Column::Slug.eq(slug.as_str())).first().await?.is_some() {
                return Err(Error::field("slug", "Another form of this client has this name."));
            }
            let now = scope.now();
            let row = scope
                .insert(ActiveModel {
                    id: Set(id),
                    agency_id: NotSet,
                    workspace_id: Set(new.workspace),
                    slug: Set(slug),
                    title: Set(title),
                    status: Set(FormStatus::Published),
                    version_id: Set(None),
                    last_submitted_at: Set(None),
                    version: Set(1),
                    created_at: Set(now),
                    updated_at: Set(now),
                    decides: Set(decides),
                })
                .await?;
            let version = write(&scope, &row, author, 1, new.schema).await?;
            let row = scope.update::<Entity>().set(Column::VersionId, version).filter(Column::Id.eq(id));
            let row = row.returning().await?.pop().ok_or(Error::NotFound)?;
            announce(&scope, &row);
            record(&scope, &row, Entry::new("form.published")).await?;
            Ok(row)
        })
        .await
}

/// Changes a form, if it is still as the caller saw it. Another document is another version; what was answered stays with
/// the version that asked.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Stale`] when it has moved on from `version`; [`Error::Invalid`] as for a new one.
pub async fn change(scope: &AgencyScope, id: FormId, version: Option<i64>, change: Change) -> Result<Model> {
    let author = author(scope)?;
    let mut errors = FieldErrors::default();
    let title = change.title.map(|title| errors.keep(text::line("title", &title, text::LONGEST_TITLE))).transpose()?;
    let decides = change.schema.as_ref().map(|schema| errors.keep(checked(schema))).transpose()?;
    errors.into_result()?;
    scope
        .transaction(async |scope| {
            let row = scope.find::<Entity>().filter(Column::Id.eq(id)).locked().one().await?;
            if version.is_some_and(|seen| seen != row.version) {
                return Err(Error::Stale);
            }
            let next = match change.schema {
                Some(schema) => {
                    use form_version::Column;
                    let written = scope.find::<form_version::Entity>().filter(Column::FormId.eq(id));
                    let last = written.desc(Column::Number).limit(1).one().await?;
                    if last.schema == schema {
                        None
                    } else {
                        Some(write(&scope, &row, author, last.number + 1, schema).await?)
                    }
                }
                None => None,
            };
            let update = scope.update::<Entity>().set_if(Column::Title, title).set_if(Column::Status, change.status);
            let update = update
                .set_if(Column::Decides, decides)
                .set_if(Column::VersionId, next)
                .set(Column::Version, row.version + 1);
            let update = update.set(Column::UpdatedAt, scope.now()).filter(Column::Id.eq(id));
            let changed = update.returning().await?.pop().ok_or(Error::NotFound)?;
            announce(&scope, &changed);
            let archived = changed.status == FormStatus::Archived && row.status != FormStatus::Archived;
            record(&scope, &changed, if archived { Entry::new("form.archived") } else { Entry::new("form.changed") })
                .await?;
            Ok(changed)
        })
        .await
}

async fn write(
    scope: &AgencyScope,
    form: &Model,
    author: StaffId,
    number: i32,
    schema: String,
) -> Result<FormVersionId> {
    let row = form_version::ActiveModel {
        id: Set(FormVersionId::new()),
        agency_id: NotSet,
        workspace_id: Set(form.workspace_id),
        form_id: Set(form.id),
        number: Set(number),
        schema: Set(schema),
        author_id: Set(author),
        author_name: Set(scope.actor().name().to_owned()),
        created_at: Set(scope.now()),
    };
    Ok(scope.insert(row).await?.id)
}

fn author(scope: &AgencyScope) -> Result<StaffId> {
    scope.actor().staff().ok_or_else(|| Error::internal(anyhow::anyhow!("a form has an author")))
}

/// Whether a document asks for a decision; it must be without faults.
fn checked(schema: &str) -> Result<bool> {
    schema::read(schema).map(|form| form.decides()).map_err(|faults| {
        let told = faults.iter().map(Fault::to_string).collect::<Vec<_>>();
        Error::field("schema", told.join("\n"))
    })
}

fn announce(scope: &AgencyScope, form: &Model) {
    let (workspace, topic) = (form.workspace_id, ClientTopic::Forms);
    scope.announce(Event::Client(ClientEvent { workspace, person: None, topic }));
    scope.announce(Event::Staff(StaffEvent {
        agency: scope.agency(),
        kind: StaffEventKind::FormChanged,
        workspace: Some(workspace),
        request: None,
        project: None,
        approval: None,
        actor: scope.actor().staff().map(Into::into),
    }));
}

async fn record(scope: &AgencyScope, form: &Model, entry: Entry) -> Result<()> {
    let detail = json!({ "version": form.version_id });
    let entry = entry.target("form", form.id, form.title.clone());
    audit::record(scope, entry.workspace(form.workspace_id).detail(detail)).await
}
