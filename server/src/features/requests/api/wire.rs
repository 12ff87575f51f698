use chrono::{DateTime, NaiveDate, Utc};
use poem_openapi::{Enum, Object};
use uuid::Uuid;

use crate::api::{Author, AuthorKind, PersonRef, Priority, Ref, WaitsOn, both_ways};
use crate::entity::{file, request_message, request_note, upload};
use crate::features::files::{File, Stored};
use crate::features::requests::service::{Listed, RequestName, StaffName, Traces};
use crate::features::requests::{promise, turn};

/// New work, or an issue.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
pub enum RequestKind {
    Job,
    Support,
}

/// Where a request stands.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
pub enum RequestStatus {
    /// Nobody of the agency has answered yet.
    New,
    /// Somebody works on it.
    Open,
    WaitingOnClient,
    WaitingOnAgency,
    /// Done, as the agency sees it; a message opens it again.
    Resolved,
    Closed,
}

both_ways!(RequestKind { Job, Support });
both_ways!(RequestStatus = RequestStage { New, Open, WaitingOnClient, WaitingOnAgency, Resolved, Closed });

/// How a promise stands.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
pub enum PromiseState {
    OnTrack,
    /// Three quarters of the time are gone.
    AtRisk,
    Breached,
    /// It is the client's turn: the time stands still.
    Paused,
    Met,
}

/// What the agency promised for a request of this priority, and how it does with it.
#[derive(Object, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct RequestPromise {
    pub state: PromiseState,
    pub target_seconds: i64,
    /// The agency's turns, within its hours: the client's time is not in it.
    pub used_seconds: i64,
    /// When it runs out, while it runs.
    pub due_at: Option<DateTime<Utc>>,
}

impl From<promise::Promise> for RequestPromise {
    fn from(promise: promise::Promise) -> Self {
        Self {
            state: match promise.state {
                promise::State::OnTrack => PromiseState::OnTrack,
                promise::State::AtRisk => PromiseState::AtRisk,
                promise::State::Breached => PromiseState::Breached,
                promise::State::Paused => PromiseState::Paused,
                promise::State::Met => PromiseState::Met,
            },
            target_seconds: promise.target_seconds,
            used_seconds: promise.used_seconds,
            due_at: promise.due_at,
        }
    }
}

/// Another request.
#[derive(Object, Debug)]
pub struct RequestTrace {
    pub id: Uuid,
    pub number: i64,
    pub subject: String,
}

impl From<RequestName> for RequestTrace {
    fn from(name: RequestName) -> Self {
        Self { id: name.id.into(), number: name.number, subject: name.subject }
    }
}

/// Other requests, where there are any.
fn named(names: Vec<RequestName>) -> Option<Vec<RequestTrace>> {
    let traces: Vec<RequestTrace> = names.into_iter().map(Into::into).collect();
    (!traces.is_empty()).then_some(traces)
}

/// What hangs on a request beside its row.
pub struct Beside {
    pub tags: Vec<String>,
    pub followers: Vec<StaffName>,
    pub note_count: i64,
    pub promises: promise::Promises,
    pub traces: Traces,
}

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
    /// Whose it is; by the client's name where it is for the whole client.
    pub author: Author,
    /// Who of the agency opened it on the author's behalf.
    pub opened_by: Option<PersonRef>,
    /// Whether it is for the whole client, and not for one of its people.
    pub for_workspace: bool,
    pub assignee: Option<PersonRef>,
    pub project: Option<Ref>,
    pub tags: Vec<String>,
    pub due_on: Option<NaiveDate>,
    /// Until when it is out of sight, unless the client says something before.
    pub snoozed_until: Option<DateTime<Utc>>,
    /// The request that it is part of by now: there stands what was said on it.
    pub merged_into: Option<RequestTrace>,
    /// What was merged into it, if anything.
    pub merged_from: Option<Vec<RequestTrace>>,
    /// Of what it was a message.
    pub split_from: Option<RequestTrace>,
    /// What was a message of it and is a request of its own, if anything.
    pub split_into: Option<Vec<RequestTrace>>,
    /// Who is told of what happens on it, beside whoever has it.
    pub followers: Vec<PersonRef>,
    /// What is promised for the first answer.
    pub first_response: Option<RequestPromise>,
    /// What is promised for the end.
    pub resolution: Option<RequestPromise>,
    pub waits_on: WaitsOn,
    /// Since when it has been that side's turn.
    pub waits_since: DateTime<Utc>,
    /// From the request to the first answer of staff.
    pub first_reply_seconds: Option<i64>,
    /// From the request to its closing.
    pub resolution_seconds: Option<i64>,
    /// For how long it has been the agency's turn, in all.
    pub agency_seconds: i64,
    /// The same within the agency's hours.
    pub agency_business_seconds: i64,
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
    pub fn new(row: Listed, beside: Beside, now: DateTime<Utc>) -> Self {
        let Beside { tags, followers, note_count, promises, traces } = beside;
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
            status: request.stage.into(),
            priority: request.priority.into(),
            author: Author { kind: AuthorKind::Client, id: request.author_id.into(), name: request.author_name },
            opened_by: request
                .opened_by_id
                .zip(request.opened_by_name)
                .map(|(id, name)| PersonRef { id: id.into(), name }),
            for_workspace: request.for_workspace,
            assignee: assignee.map(|person| PersonRef { id: person.id.into(), name: person.name }),
            project: project.map(|project| Ref { id: project.id.into(), name: project.name }),
            tags,
            due_on: request.due_on,
            snoozed_until: request.snoozed_until.filter(|until| *until > now),
            merged_into: traces.merged_into.map(Into::into),
            merged_from: named(traces.merged_from),
            split_from: traces.split_from.map(Into::into),
            split_into: named(traces.split_into),
            followers: followers.into_iter().map(|one| PersonRef { id: one.id.into(), name: one.name }).collect(),
            first_response: promises.first_response.map(Into::into),
            resolution: promises.resolution.map(Into::into),
            agency_business_seconds: promises.agency_seconds,
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
#[oai(skip_serializing_if_is_none)]
pub struct Message {
    pub id: Uuid,
    pub request_id: Uuid,
    pub author: Author,
    /// Markdown.
    pub body: String,
    /// What came with it.
    pub files: Vec<File>,
    pub created_at: DateTime<Utc>,
    /// The request that it was sent to, where that was merged into this one.
    pub merged_from_id: Option<Uuid>,
    /// True where a rule answered, and nobody has.
    pub automatic: Option<bool>,
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
            merged_from_id: row.home_id.map(Into::into),
            automatic: row.automatic.then_some(true),
        }
    }
}

/// An internal note. No client ever reads it.
#[derive(Object, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct Note {
    pub id: Uuid,
    pub request_id: Uuid,
    pub author: PersonRef,
    /// Markdown.
    pub body: String,
    /// What stands on it; its content is had as an upload's.
    pub files: Vec<Stored>,
    pub created_at: DateTime<Utc>,
    /// The request that it was left on, where that was merged into this one.
    pub merged_from_id: Option<Uuid>,
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
            merged_from_id: row.home_id.map(Into::into),
        }
    }
}
