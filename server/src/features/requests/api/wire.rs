use chrono::{DateTime, Utc};
use poem_openapi::{Enum, Object};
use uuid::Uuid;

use crate::api::{Author, AuthorKind, PersonRef, Ref, WaitsOn, both_ways};
use crate::entity::{file, request_message, request_note, upload};
use crate::features::files::{File, Stored};
use crate::features::requests::service::Listed;
use crate::features::requests::turn;

/// New work, or an issue.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
pub enum RequestKind {
    Job,
    Support,
}

/// Whether a request still wants something.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
pub enum RequestStatus {
    Open,
    Closed,
}

/// How much a request presses.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
pub enum Priority {
    Low,
    Normal,
    High,
    Urgent,
}

both_ways!(RequestKind { Job, Support });
both_ways!(RequestStatus { Open, Closed });
both_ways!(Priority { Low, Normal, High, Urgent });

/// A job request or a support ticket.
#[derive(Object, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct Request {
    pub id: Uuid,
    /// Its number within the agency.
    pub number: i64,
    /// The client whose request it is.
    pub workspace: Ref,
    pub kind: RequestKind,
    pub category: String,
    pub subject: String,
    pub status: RequestStatus,
    pub priority: Priority,
    pub author: Author,
    pub assignee: Option<PersonRef>,
    pub project: Option<Ref>,
    pub tags: Vec<String>,
    pub waits_on: WaitsOn,
    /// Since when it has been that side's turn.
    pub waits_since: DateTime<Utc>,
    /// From the request to the first answer of staff.
    pub first_reply_seconds: Option<i64>,
    /// From the request to its closing.
    pub resolution_seconds: Option<i64>,
    /// For how long it has been the agency's turn, in all.
    pub agency_seconds: i64,
    /// For how long it has been the client's turn, in all.
    pub client_seconds: i64,
    pub message_count: i64,
    /// How many internal notes there are.
    pub note_count: i64,
    pub last_message_at: DateTime<Utc>,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub closed_at: Option<DateTime<Utc>>,
}

impl Request {
    /// The wire's form of a request.
    pub fn new(row: Listed, tags: Vec<String>, note_count: i64, now: DateTime<Utc>) -> Self {
        let Listed { request, workspace, project, assignee } = row;
        let (agency_seconds, client_seconds) = turn::shares(&request, now);
        let since = |at: Option<DateTime<Utc>>| at.map(|at| (at - request.created_at).num_seconds().max(0));
        Self {
            first_reply_seconds: since(request.first_reply_at),
            resolution_seconds: since(request.closed_at),
            id: request.id.into(),
            number: request.number,
            workspace: Ref { id: workspace.id.into(), name: workspace.name },
            kind: request.kind.into(),
            category: request.category,
            subject: request.subject,
            status: request.status.into(),
            priority: request.priority.into(),
            author: Author { kind: AuthorKind::Client, id: request.author_id.into(), name: request.author_name },
            assignee: assignee.map(|person| PersonRef { id: person.id.into(), name: person.name }),
            project: project.map(|project| Ref { id: project.id.into(), name: project.name }),
            tags,
            waits_on: request.waits_on.into(),
            waits_since: request.waits_since,
            agency_seconds,
            client_seconds,
            message_count: request.message_count,
            note_count,
            last_message_at: request.last_message_at,
            version: request.version,
            created_at: request.created_at,
            updated_at: request.updated_at,
            closed_at: request.closed_at,
        }
    }
}

/// What client and staff say to each other. The client reads it.
#[derive(Object, Debug)]
pub struct Message {
    pub id: Uuid,
    pub request_id: Uuid,
    pub author: Author,
    /// Markdown.
    pub body: String,
    /// What came with it.
    pub files: Vec<File>,
    pub created_at: DateTime<Utc>,
}

impl Message {
    /// The wire's form of a message with its files.
    pub fn new(row: request_message::Model, files: Vec<file::Model>) -> Self {
        Self {
            files: files.into_iter().map(File::from).collect(),
            id: row.id.into(),
            request_id: row.request_id.into(),
            author: Author { kind: row.author_kind.into(), id: row.author_id, name: row.author_name },
            body: row.body,
            created_at: row.created_at,
        }
    }
}

/// An internal note. No client ever reads it.
#[derive(Object, Debug)]
pub struct Note {
    pub id: Uuid,
    pub request_id: Uuid,
    pub author: PersonRef,
    /// Markdown.
    pub body: String,
    /// What stands on it; its content is had as an upload's.
    pub files: Vec<Stored>,
    pub created_at: DateTime<Utc>,
}

impl Note {
    /// The wire's form of a note with its files.
    pub fn new(row: request_note::Model, files: Vec<upload::Model>) -> Self {
        Self {
            files: files.into_iter().map(Stored::from).collect(),
            id: row.id.into(),
            request_id: row.request_id.into(),
            author: PersonRef { id: row.author_id.into(), name: row.author_name },
            body: row.body,
            created_at: row.created_at,
        }
    }
}
