use poem::Body;
use poem_openapi::param::Query;
use poem_openapi::payload::Binary;
use poem_openapi::{ApiResponse, Enum, OpenApi, ResponseContent};
use serde_json::json;

use super::format::Format;
use super::rows::{File, Things};
use crate::access::{AdminScope, AgencyScope};
use crate::api::{Admin, Outcome, Tag, attachment};
use crate::error::Result;
use crate::features::audit::{self, Entry};
use crate::features::requests::all_like;

/// How a file is written.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
enum ExportFormat {
    Csv,
    /// One JSON object a line.
    Jsonl,
}

impl From<ExportFormat> for Format {
    fn from(format: ExportFormat) -> Self {
        match format {
            ExportFormat::Csv => Self::Csv,
            ExportFormat::Jsonl => Self::JsonLines,
        }
    }
}

/// Rows as they were asked for.
#[derive(ResponseContent)]
enum Written {
    #[oai(content_type = "text/csv; charset=utf-8")]
    Csv(Binary<Body>),
    #[oai(content_type = "application/jsonl")]
    JsonLines(Binary<Body>),
}

/// Rows as a file.
#[derive(ApiResponse)]
enum Export {
    /// The rows; before those of a table, the names of its columns.
    #[oai(status = 200)]
    File(Written, #[oai(header = "Content-Disposition")] String),
}

/// Clients, projects and requests as files.
pub struct ExportApi;

#[OpenApi]
impl ExportApi {
    /// The clients and their people, a row each, the first one first; with the columns that an import of clients takes.
    /// What is in the archive is not among them. For an owner or an admin.
    #[oai(path = "/exports/clients", method = "get", operation_id = "client_export", tag = "Tag::Workspaces")]
    async fn clients(
        &self,
        Admin(scope): Admin,
        /// `csv` when left out.
        format: Query<Option<ExportFormat>>,
    ) -> Outcome<Export> {
        let file = file(Things::Clients, format.0);
        note(&scope, Entry::new("clients.exported").detail(json!({ "format": file.format.ending() }))).await?;
        Ok(sent(&scope, file))
    }

    /// The projects, the first one first; with the columns that an import of projects takes. What is in the archive is
    /// not among them. For an owner or an admin.
    #[oai(path = "/exports/projects", method = "get", operation_id = "project_export", tag = "Tag::Projects")]
    async fn projects(
        &self,
        Admin(scope): Admin,
        /// `csv` when left out.
        format: Query<Option<ExportFormat>>,
    ) -> Outcome<Export> {
        let file = file(Things::Projects, format.0);
        note(&scope, Entry::new("projects.exported").detail(json!({ "format": file.format.ending() }))).await?;
        Ok(sent(&scope, file))
    }

    /// The requests, the first one first, each with its first message; with the columns that an import of requests
    /// takes. What is in the archive is not among them. For an owner or an admin.
    #[oai(path = "/exports/requests", method = "get", operation_id = "request_export", tag = "Tag::Requests")]
    async fn requests(
        &self,
        Admin(scope): Admin,
        /// Only those like this, in the language of filters; done or out of sight too, unless it says otherwise.
        #[oai(validator(max_length = 2000))]
        filter: Query<Option<String>>,
        /// `csv` when left out.
        format: Query<Option<ExportFormat>>,
    ) -> Outcome<Export> {
        let wanted = all_like(&scope, filter.0.as_deref()).await?;
        let file = file(Things::Requests(Box::new(wanted)), format.0);
        let detail = json!({ "format": file.format.ending(), "filter": filter.0 });
        note(&scope, Entry::new("requests.exported").detail(detail)).await?;
        Ok(sent(&scope, file))
    }
}

fn file(things: Things, format: Option<ExportFormat>) -> File {
    File { things, format: format.map_or(Format::Csv, Into::into) }
}

/// Notes that somebody takes them away.
async fn note(scope: &AdminScope, entry: Entry) -> Result<()> {
    scope.transaction(async |scope| audit::record(&scope, entry).await).await
}

fn sent(scope: &AdminScope, file: File) -> Export {
    let format = file.format;
    let name = format!("{}.{}", file.things.name(), format.ending());
    let head = format.head(file.things.columns());
    let (rows, name) = attachment(&name, head, AgencyScope::clone(scope), file);
    let rows = match format {
        Format::Csv => Written::Csv(rows),
        Format::JsonLines => Written::JsonLines(rows),
    };
    Export::File(rows, name)
}
