use poem::Request;
use poem_openapi::param::{Header, Query};
use poem_openapi::payload::{Binary, Json};
use poem_openapi::{Enum, Object, OpenApi};
use uuid::Uuid;

use super::service::{self, Wish};
use super::{Done, Existing, Outcome};
use crate::api::{self, Admin, Tag};
use crate::features::agencies::address_of;

/// What becomes of what is there already.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
enum ExistingChoice {
    /// It is a fault of the file.
    Refuse,
    /// It stays as it is.
    Skip,
    /// It becomes what the file says; what the file leaves empty stays.
    Update,
}

impl From<ExistingChoice> for Existing {
    fn from(choice: ExistingChoice) -> Self {
        match choice {
            ExistingChoice::Refuse => Self::Refuse,
            ExistingChoice::Skip => Self::Skip,
            ExistingChoice::Update => Self::Update,
        }
    }
}

/// What came of a row, or would.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
enum ImportOutcome {
    Skipped,
    Updated,
    Created,
}

impl From<Outcome> for ImportOutcome {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Skipped => Self::Skipped,
            Outcome::Updated => Self::Updated,
            Outcome::Created => Self::Created,
        }
    }
}

/// A row of a file, and what came of it, or would.
#[derive(Object, Debug)]
#[oai(skip_serializing_if_is_none)]
struct ImportedRow {
    /// Where in the file it begins, from 1.
    line: i32,
    outcome: ImportOutcome,
    /// The workspace, the project or the request; left out where a dry run would make it.
    id: Option<Uuid>,
}

/// What came of a file, or would.
#[derive(Object, Debug)]
struct FileImport {
    dry_run: bool,
    created: i32,
    updated: i32,
    skipped: i32,
    /// In the order of the file.
    items: Vec<ImportedRow>,
}

impl FileImport {
    fn of(done: Vec<Done>, dry_run: bool) -> Self {
        let of = |outcome| number(service::count(&done, outcome));
        Self {
            dry_run,
            created: of(Outcome::Created),
            updated: of(Outcome::Updated),
            skipped: of(Outcome::Skipped),
            items: done.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<Done> for ImportedRow {
    fn from(done: Done) -> Self {
        Self { line: number(done.line), outcome: done.outcome.into(), id: done.id }
    }
}

fn number(of: impl TryInto<i32>) -> i32 {
    of.try_into().unwrap_or(i32::MAX)
}

/// Clients, projects and requests out of files.
pub struct ImportApi;

#[OpenApi]
impl ImportApi {
    /// Makes clients, and lets their people in, out of a CSV file of at most 1 MiB and 1,000 rows, all of them or none.
    /// What is wrong is told by line and column, as `line.7.email`. For an owner or an admin.
    #[oai(path = "/imports/clients", method = "post", operation_id = "client_import", tag = "Tag::Workspaces")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the operation")]
    async fn clients(
        &self,
        Admin(scope): Admin,
        request: &Request,
        /// Only says what would become of it.
        dry_run: Query<Option<bool>>,
        /// What becomes of clients and people who are there; `refuse` when left out.
        existing: Query<Option<ExistingChoice>>,
        /// Asks people by mail, instead of letting them in without one.
        invite: Query<Option<bool>>,
        /// Makes a repetition answer with what was imported first.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
        body: Binary<Vec<u8>>,
    ) -> api::Outcome<Json<FileImport>> {
        let wish = wish(dry_run.0, existing.0);
        let portal = if invite.0.unwrap_or_default() { Some(address_of(request).await?) } else { None };
        let done = service::clients(&scope, &body.0, wish, portal.as_deref()).await?;
        Ok(Json(FileImport::of(done, wish.dry_run)))
    }

    /// Makes projects out of a CSV file of at most 1 MiB and 1,000 rows, all of them or none. What is wrong is told by
    /// line and column, as `line.7.due_on`. For an owner or an admin.
    #[oai(path = "/imports/projects", method = "post", operation_id = "project_import", tag = "Tag::Projects")]
    async fn projects(
        &self,
        Admin(scope): Admin,
        /// Only says what would become of it.
        dry_run: Query<Option<bool>>,
        /// What becomes of a client's project of the same name; `refuse` when left out.
        existing: Query<Option<ExistingChoice>>,
        /// Makes a repetition answer with what was imported first.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
        body: Binary<Vec<u8>>,
    ) -> api::Outcome<Json<FileImport>> {
        let wish = wish(dry_run.0, existing.0);
        let done = service::projects(&scope, &body.0, wish).await?;
        Ok(Json(FileImport::of(done, wish.dry_run)))
    }

    /// Takes requests over out of a CSV file of at most 1 MiB and 1,000 rows, all of them or none. What was taken over
    /// before, by its `external_id`, is skipped. What is wrong is told by line and column, as `line.7.status`. For an
    /// owner or an admin.
    #[oai(path = "/imports/requests", method = "post", operation_id = "request_import", tag = "Tag::Requests")]
    async fn requests(
        &self,
        Admin(scope): Admin,
        /// Only says what would become of it.
        dry_run: Query<Option<bool>>,
        /// Makes a repetition answer with what was imported first.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
        body: Binary<Vec<u8>>,
    ) -> api::Outcome<Json<FileImport>> {
        let dry_run = dry_run.0.unwrap_or_default();
        let done = service::requests(&scope, &body.0, dry_run).await?;
        Ok(Json(FileImport::of(done, dry_run)))
    }
}

fn wish(dry_run: Option<bool>, existing: Option<ExistingChoice>) -> Wish {
    Wish { dry_run: dry_run.unwrap_or_default(), existing: existing.map(Into::into).unwrap_or_default() }
}
