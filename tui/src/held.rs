//! What clients will see and can still be taken back. It waits at the server; here is what is known of it.

use chrono::{DateTime, TimeDelta, Utc};
use portico_openapi::types::{Held, HeldAction};
use uuid::Uuid;

use crate::{
    draft::{About, Attached, Draft, Kind, Owner, Place},
    remote::Ticket,
};

/// Something that waits to be sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiting {
    /// As the server told it.
    pub held: Held,
    /// When it goes, by the clock here.
    pub until: DateTime<Utc>,
    /// What it was written as, where it was written here.
    pub draft: Option<Draft>,
    /// The attempt to take it back.
    pub recalling: Option<Ticket>,
}

impl Waiting {
    /// Just held. The wait is measured by the server's clock and counted by this one.
    pub fn new(held: Held, draft: Option<Draft>, now: DateTime<Utc>) -> Self {
        let until = now + (held.due_at - held.created_at).max(TimeDelta::zero());
        Self { held, until, draft, recalling: None }
    }

    /// Found at the server, by its clock.
    pub fn found(held: Held) -> Self {
        Self { until: held.due_at, held, draft: None, recalling: None }
    }

    /// Seconds until it goes.
    pub fn seconds(&self, now: DateTime<Utc>) -> i64 {
        (self.until - now).num_milliseconds().max(0).saturating_add(999) / 1000
    }

    /// What was written, as a draft that can be gone on with under another key.
    pub fn written(&self, owner: &Owner, key: Uuid) -> Option<Draft> {
        let (place, text, about, files) = parts(&self.held.action)?;
        let (title, known) = match &self.draft {
            Some(draft) => (draft.title.clone(), draft.files.clone()),
            None => (self.held.workspace.name.clone(), Vec::new()),
        };
        let mut draft = Draft::new(place, owner.clone(), title, key);
        draft.text = text;
        draft.about = about;
        draft.files = files
            .into_iter()
            .map(|upload| known.iter().find(|file| file.upload == Some(upload)).cloned().unwrap_or(elsewhere(upload)))
            .collect();
        Some(draft)
    }
}

/// A file of which only the server's name for it is known.
fn elsewhere(upload: Uuid) -> Attached {
    let name = "a file attached before".to_owned();
    Attached {
        path: String::new(),
        name,
        size: 0,
        key: upload,
        upload: Some(upload),
        sent: 0,
        sending: None,
        failure: None,
    }
}

type Parts = (Place, String, Option<About>, Vec<Uuid>);

fn parts(action: &HeldAction) -> Option<Parts> {
    let files = |files: &Option<Vec<Uuid>>| files.clone().unwrap_or_default();
    let place = |kind, subject| Place { kind, subject };
    if let Some(reply) = &action.request_reply {
        return Some((place(Kind::Reply, reply.request_id), reply.body.clone(), None, files(&reply.files)));
    }
    if let Some(said) = &action.project_comment {
        return Some((place(Kind::Comment, said.project_id), said.body.clone(), None, files(&said.files)));
    }
    if let Some(version) = &action.approval_version {
        let about = About::Version { approval: version.approval_id };
        let text = version.body.clone().unwrap_or_default();
        return Some((place(Kind::Version, version.step_id), text, Some(about), files(&version.files)));
    }
    let said = action.approval_comment.as_ref()?;
    let (approval, version, parent) = (said.approval_id, said.version_id, said.parent_id);
    let anchor = said.anchor.clone().map(Box::new);
    let about = About::Remark { approval, version, parent, anchor };
    let subject = parent.unwrap_or(version);
    Some((place(Kind::Remark, subject), said.body.clone(), Some(about), Vec::new()))
}

/// What it is called.
pub fn name(action: &HeldAction) -> &'static str {
    match action {
        HeldAction { request_reply: Some(_), .. } => "reply",
        HeldAction { request_close: Some(_), .. } => "closing",
        HeldAction { approval_version: Some(_), .. } => "version",
        HeldAction { approval_reminder: Some(_), .. } => "reminder",
        HeldAction { approval_create: Some(_), .. } => "approval",
        HeldAction { file_delivery: Some(_), .. } => "delivery of files",
        _ => "comment",
    }
}

/// What it is about to do.
pub fn does(action: &HeldAction) -> &'static str {
    match action {
        HeldAction { request_close: Some(_), .. } => "request closes",
        HeldAction { request_reply: Some(_), .. } => "reply sends",
        HeldAction { approval_version: Some(_), .. } => "version sends",
        HeldAction { approval_reminder: Some(_), .. } => "reminder goes",
        HeldAction { approval_create: Some(_), .. } => "approval sends",
        HeldAction { file_delivery: Some(_), .. } => "files go",
        _ => "comment sends",
    }
}

/// What is said when it is done.
pub fn done(action: &HeldAction) -> &'static str {
    match action {
        HeldAction { request_close: Some(_), .. } => "Closed.",
        HeldAction { request_reply: Some(_), .. } => "The reply is sent.",
        HeldAction { approval_version: Some(_), .. } => "The version is sent.",
        HeldAction { approval_reminder: Some(_), .. } => "Those who have not decided are reminded.",
        HeldAction { approval_create: Some(_), .. } => "The approval is sent.",
        HeldAction { file_delivery: Some(_), .. } => "The files are delivered.",
        _ => "The comment is sent.",
    }
}

/// What is said when it is taken back.
pub fn recalled(action: &HeldAction) -> &'static str {
    match action {
        HeldAction { request_close: Some(_), .. } => "Recalled. The request stays open.",
        HeldAction { approval_reminder: Some(_), .. } => "Recalled. Nobody is reminded.",
        HeldAction { approval_create: Some(_), .. } => "Recalled. Nobody has seen it.",
        HeldAction { file_delivery: Some(_), .. } => "Recalled. The files stay uploaded for a day.",
        _ => "Recalled. Nobody has seen it; here is what you wrote.",
    }
}
