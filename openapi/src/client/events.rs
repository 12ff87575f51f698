use std::{collections::VecDeque, pin::Pin};

use bytes::Bytes;
use futures_util::{Stream, StreamExt};
use progenitor_client::ClientInfo;
use reqwest::header::{ACCEPT, AUTHORIZATION};
use serde::Deserialize;
use uuid::Uuid;

use super::{error::ApiError, generated::Client};

/// More than any event needs; a server that sends a longer line is not ours.
const LONGEST_LINE: usize = 64 * 1024;

/// Something that happened at the agency. It names what changed; what it is now is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct StaffEvent {
    /// The event itself.
    pub id: Uuid,
    /// What happened.
    pub kind: StaffEventKind,
    /// The client it concerns.
    pub workspace_id: Option<Uuid>,
    /// The request it concerns.
    pub request_id: Option<Uuid>,
    /// The project it concerns.
    pub project_id: Option<Uuid>,
    /// The approval it concerns.
    pub approval_id: Option<Uuid>,
    /// Who did it.
    pub actor_id: Option<Uuid>,
}

/// What can happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StaffEventKind {
    /// A client sent a request.
    RequestCreated,
    /// A request was assigned, closed, linked or the like.
    RequestChanged,
    /// Someone wrote into a thread.
    MessageCreated,
    /// Staff left an internal note.
    NoteCreated,
    /// Who looks at a request changed, or who answers it.
    PresenceChanged,
    /// A project or a part of it changed.
    ProjectChanged,
    /// Something happened to an approval.
    ApprovalChanged,
    /// An invoice, a credit, or what was paid.
    BillingChanged,
    /// A form, or what was sent of it.
    FormChanged,
    /// A workflow, a version of it, or what starts it.
    WorkflowChanged,
    /// A run began, waits, goes on or ended.
    RunChanged,
    /// A connection, or how it does, changed.
    ConnectionChanged,
    /// Something that waits was held, recalled or done.
    HeldChanged,
    /// Who is there changed, or what they may do.
    PeopleChanged,
    /// The person was told something.
    NotificationCreated,
    /// Events may have been missed.
    Resync,
}

/// What happens at the agency, as it happens.
pub struct Events {
    bytes: Pin<Box<dyn Stream<Item = reqwest::Result<Bytes>> + Send>>,
    lines: Lines,
}

impl Events {
    /// The next event; none when the server ended the stream.
    pub async fn next(&mut self) -> Option<Result<StaffEvent, ApiError>> {
        loop {
            if let Some(event) = self.lines.events.pop_front() {
                return Some(Ok(event));
            }
            match self.bytes.next().await? {
                Ok(bytes) => self.lines.push(&bytes),
                Err(error) => return Some(Err(error.into())),
            }
        }
    }
}

/// Asks for the stream; a problem is answered before it begins.
pub(crate) async fn open(client: &Client) -> Result<Events, ApiError> {
    let mut request = client.client().get(format!("{}/events", client.baseurl())).header(ACCEPT, "text/event-stream");
    if let Some(header) = client.inner().header() {
        request = request.header(AUTHORIZATION, header);
    }
    let answer = request.send().await?;
    let (status, headers) = (answer.status(), answer.headers().clone());
    if status.is_success() {
        return Ok(Events { bytes: Box::pin(answer.bytes_stream()), lines: Lines::default() });
    }
    let body = answer.bytes().await?;
    Err(match serde_json::from_slice(&body) {
        Ok(problem) => ApiError::from_problem(status, &headers, problem),
        Err(_) => ApiError::from_status(status, &headers),
    })
}

/// Puts events together from bytes that were cut anywhere.
#[derive(Default)]
struct Lines {
    rest: Vec<u8>,
    data: String,
    events: VecDeque<StaffEvent>,
}

impl Lines {
    fn push(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            if byte == b'\n' {
                let line = std::mem::take(&mut self.rest);
                self.line(String::from_utf8_lossy(&line).trim_end_matches('\r'));
            } else if self.rest.len() < LONGEST_LINE {
                self.rest.push(byte);
            }
        }
    }

    fn line(&mut self, line: &str) {
        if line.is_empty() {
            let data = std::mem::take(&mut self.data);
            // A kind of a later server is nothing this client could show.
            self.events.extend(serde_json::from_str::<StaffEvent>(&data));
        } else if let Some(data) = line.strip_prefix("data:") {
            if !self.data.is_empty() {
                self.data.push('\n');
            }
            self.data.push_str(data.strip_prefix(' ').unwrap_or(data));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "0190a4d2-0000-7000-8000-000000000001";

    #[test]
    fn events_survive_any_cut() {
        let text = format!(
            ": hello\r\n\r\nevent: change\r\nid: {ID}\r\ndata: {{\"id\":\"{ID}\",\r\ndata: \"kind\":\"resync\"}}\r\n\r\n"
        );
        for size in 1..text.len() {
            let mut lines = Lines::default();
            text.as_bytes().chunks(size).for_each(|chunk| lines.push(chunk));
            assert_eq!(lines.events.len(), 1, "cut at {size}");
            assert_eq!(lines.events[0].kind, StaffEventKind::Resync);
        }
    }

    #[test]
    fn what_is_unknown_is_passed_over() {
        let mut lines = Lines::default();
        lines.push(format!("data: {{\"id\":\"{ID}\",\"kind\":\"moon_rose\"}}\n\ndata: x\n\n").as_bytes());
        assert!(lines.events.is_empty());
    }

    #[test]
    fn an_endless_line_takes_no_more_memory() {
        let mut lines = Lines::default();
        lines.push(&vec![b'x'; 3 * LONGEST_LINE]);
        assert_eq!(lines.rest.len(), LONGEST_LINE);
    }
}
