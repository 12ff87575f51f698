//! What clients will see and can still be taken back. It waits at the server; here is what is known of it.

use chrono::{DateTime, FixedOffset, TimeDelta, Utc};
use portico_openapi::types::{Held, HeldAction};
use uuid::Uuid;

use crate::{
    approvals,
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
    /// Where the files are that it delivers, where they were chosen here.
    pub paths: Vec<String>,
    /// The attempt to take it back.
    pub recalling: Option<Ticket>,
}

impl Waiting {
    /// Just held. The wait is measured by the server's clock and counted by this one.
    pub fn new(held: Held, draft: Option<Draft>, now: DateTime<Utc>) -> Self {
        let until = now + (held.due_at - held.created_at).max(TimeDelta::zero());
        Self { held, until, draft, paths: Vec::new(), recalling: None }
    }

    /// Found at the server, by its clock.
    pub fn found(held: Held) -> Self {
        Self { until: held.due_at, held, draft: None, paths: Vec::new(), recalling: None }
    }

    /// Seconds until it goes.
    pub fn seconds(&self, now: DateTime<Utc>) -> i64 {
        (self.until - now).num_milliseconds().max(0).saturating_add(999) / 1000
    }

    /// What was written, as a draft that can be gone on with under another key.
    pub fn written(&self, owner: &Owner, key: Uuid, zone: FixedOffset) -> Option<Draft> {
        let (place, text, about, files) = parts(&self.held, zone)?;
        // Only who wrote it here knows how deadlines and people were typed.
        let (place, about, title) = match &self.draft {
            Some(draft) => (draft.place, draft.about.clone(), draft.title.clone()),
            None => (place, about, title(&self.held)),
        };
        let known = self.draft.as_ref().map(|draft| draft.files.as_slice()).unwrap_or_default();
        let mut draft = Draft::new(place, owner.clone(), title, key);
        draft.text = text;
        draft.unkept = true;
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

/// What something is called that was not written here.
fn title(held: &Held) -> String {
    held.action.approval_create.as_ref().map_or(&held.workspace.name, |new| &new.title).clone()
}

type Parts = (Place, String, Option<About>, Vec<Uuid>);

fn parts(held: &Held, zone: FixedOffset) -> Option<Parts> {
    let action = &held.action;
    let files = |files: &Option<Vec<Uuid>>| files.clone().unwrap_or_default();
    let place = |kind, subject| Place { kind, subject };
    if let Some(reply) = &action.request_reply {
        return Some((place(Kind::Reply, reply.request_id), reply.body.clone(), None, files(&reply.files)));
    }
    if let Some(said) = &action.project_comment {
        return Some((place(Kind::Comment, said.project_id), said.body.clone(), None, files(&said.files)));
    }
    if let Some(new) = &action.approval_create {
        let version = new.steps.first().and_then(|step| step.version.as_ref());
        let text = version.and_then(|version| version.body.clone()).unwrap_or_default();
        let uploads = version.map(|version| files(&version.files)).unwrap_or_default();
        let about = About::Approval(Box::new(approvals::planned(new, &held.workspace.name, zone)));
        return Some((place(Kind::Approval, held.id), text, Some(about), uploads));
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
    Some((place(Kind::Remark, subject), said.body.clone(), Some(about), files(&said.files)))
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
        HeldAction { approval_create: Some(_), .. } => "Sent for approval.",
        HeldAction { file_delivery: Some(_), .. } => "Delivered. The client finds it in the gallery.",
        _ => "The comment is sent.",
    }
}

/// What is said when it is taken back.
pub fn recalled(action: &HeldAction) -> &'static str {
    match action {
        HeldAction { request_close: Some(_), .. } => "Recalled. The request stays open.",
        HeldAction { approval_reminder: Some(_), .. } => "Recalled. Nobody is reminded.",
        HeldAction { file_delivery: Some(_), .. } => "Recalled. Nothing is delivered; here are the files again.",
        _ => "Recalled. Nobody has seen it; here is what you wrote.",
    }
}
