use poem_openapi::param::Query;
use poem_openapi::payload::Json;
use poem_openapi::{Enum, Object, OpenApi};
use uuid::Uuid;

use super::service::{self, Found};
use super::snippet::{Part, snippet};
use crate::api::{Outcome, Ref, Staff, Tag};

/// What is found.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
enum SearchKind {
    Request,
    Message,
    Project,
    /// An internal note.
    Note,
    /// Somebody of a client.
    Person,
}

impl SearchKind {
    const ALL: [(Self, &'static str); 5] = [
        (Self::Request, "request"),
        (Self::Message, "message"),
        (Self::Project, "project"),
        (Self::Note, "note"),
        (Self::Person, "person"),
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Message => "message",
            Self::Project => "project",
            Self::Note => "note",
            Self::Person => "person",
        }
    }
}

/// A part of a text. It is plain text: whoever shows it escapes it.
#[derive(Object, Debug)]
struct SearchPart {
    text: String,
    /// Whether it is what was looked for.
    hit: bool,
}

impl From<Part> for SearchPart {
    fn from(part: Part) -> Self {
        Self { text: part.text, hit: part.hit }
    }
}

/// The request that was found, or in which it stands.
#[derive(Object, Debug)]
struct SearchRequest {
    id: Uuid,
    number: i64,
    subject: String,
}

/// Something that was found.
#[derive(Object, Debug)]
#[oai(skip_serializing_if_is_none)]
struct SearchHit {
    kind: SearchKind,
    id: Uuid,
    /// Its name; none where it has none.
    title: Option<String>,
    /// What it says around what was looked for, in parts.
    snippet: Vec<SearchPart>,
    /// Whose it is; none for people, who may be several clients'.
    workspace: Option<Ref>,
    request: Option<SearchRequest>,
}

impl SearchHit {
    fn of(hit: Found, words: &str) -> Option<Self> {
        let (kind, _) = SearchKind::ALL.into_iter().find(|(_, word)| *word == hit.kind)?;
        let said = if hit.kind == "request" { &hit.title } else { &hit.body };
        let request = hit.request_id.zip(hit.number).zip(hit.subject);
        Some(Self {
            kind,
            id: hit.thing_id,
            snippet: snippet(said, words).into_iter().map(Into::into).collect(),
            title: Some(hit.title).filter(|title| !title.is_empty()),
            workspace: hit.workspace_id.zip(hit.workspace_name).map(|(id, name)| Ref { id: id.into(), name }),
            request: request.map(|((id, number), subject)| SearchRequest { id: id.into(), number, subject }),
        })
    }
}

/// What was found, the best first. There are no further pages: say more to find less.
#[derive(Object)]
struct SearchResults {
    items: Vec<SearchHit>,
}

/// Finding things by their words.
pub struct SearchApi;

#[OpenApi(tag = "Tag::Search")]
impl SearchApi {
    /// Requests, messages, projects, people and internal notes that hold all the words, each as a beginning. What is in
    /// the archive is not looked for.
    #[oai(path = "/search", method = "get", operation_id = "search")]
    async fn search(
        &self,
        Staff(scope): Staff,
        /// The words; letters and digits count, and the first eight of them.
        #[oai(validator(max_length = 200))]
        q: Query<String>,
        /// Only these.
        kind: Query<Option<SearchKind>>,
        #[oai(validator(minimum(value = "1"), maximum(value = "100")))] limit: Query<Option<u32>>,
    ) -> Outcome<Json<SearchResults>> {
        let kinds: Vec<&str> = kind.0.map(SearchKind::word).into_iter().collect();
        let found = service::staff_search(&scope, &q.0, &kinds, u64::from(limit.0.unwrap_or(30))).await?;
        let items = found.into_iter().filter_map(|hit| SearchHit::of(hit, &q.0)).collect();
        Ok(Json(SearchResults { items }))
    }
}
