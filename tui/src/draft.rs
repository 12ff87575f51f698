use chrono::{DateTime, Utc};
use portico_openapi::types::{ApprovalAnchor, DraftKind, ReviewRule};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::remote::Ticket;

/// What something is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// To the client of a request.
    Reply,
    /// To colleagues, at a request.
    Note,
    /// To the client, under a project.
    Comment,
    /// To the client, on a version of an approval.
    Remark,
    /// The next version of an approval's step.
    Version,
    /// A new approval, with its first version.
    Approval,
}

/// Where a draft belongs: at most one of each kind for each thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// What it will be.
    pub kind: Kind,
    /// The request, the project, the comment that is answered, the version or the step.
    pub subject: Uuid,
}

/// Something written and not yet sent. It outlives the program.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// Where it belongs.
    pub place: Place,
    /// Whose it is: the server and the person's address.
    pub owner: Owner,
    /// The name of what it belongs to, for lists.
    pub title: String,
    /// The text.
    pub text: String,
    /// Sent along, so that the server takes it once however often it is sent.
    pub key: Uuid,
    /// What else it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<About>,
    /// What goes with it, in its order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<Attached>,
    /// The version that the server keeps, as far as it is known here; 0 where it keeps none.
    #[serde(default)]
    pub version: i64,
    /// Whether something was written since that the server does not keep.
    #[serde(default)]
    pub unkept: bool,
    /// What the server keeps, where that was written elsewhere and does not go together with this.
    #[serde(skip)]
    pub theirs: Option<Theirs>,
    /// The attempt to have it kept.
    #[serde(skip)]
    pub keeping: Option<Ticket>,
    /// Whether the server does not keep this text; it is asked again once that has changed.
    #[serde(skip)]
    pub refused: bool,
    /// The attempt under way.
    #[serde(skip)]
    pub sending: Option<Ticket>,
    /// The last message that was in sight as it was begun, or gone on with. The server is told, so that it stays with the key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<Uuid>,
    /// Whether somebody else said something since, so that it is sent by another key.
    #[serde(skip)]
    pub overtaken: bool,
    /// Whether it is sent as soon as its files are there.
    #[serde(skip)]
    pub waiting: bool,
    /// Why the last attempt failed.
    #[serde(skip)]
    pub failure: Option<String>,
}

/// What the server keeps in the place of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theirs {
    /// Its version; 0 where it was sent or thrown away.
    pub version: i64,
    /// The text.
    pub text: String,
}

/// What came of having a draft kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is kept, as this version.
    So(i64),
    /// Something else is, which was written elsewhere.
    Diverged(Theirs),
}

/// What something written for an approval belongs to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum About {
    /// A version of one of its steps.
    Version {
        /// Whose.
        approval: Uuid,
    },
    /// A comment on a version, or an answer to one.
    Remark {
        /// Whose.
        approval: Uuid,
        /// On which version.
        version: Uuid,
        /// The comment that it answers.
        parent: Option<Uuid>,
        /// Where on the version; none for all of it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        anchor: Option<Box<ApprovalAnchor>>,
    },
    /// An approval that is to be.
    Approval(Box<Plan>),
}

/// A new approval, as it was filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Whose it is.
    pub workspace: Uuid,
    /// The name of the client.
    pub client: String,
    /// What it is for.
    pub project: Option<Uuid>,
    /// What it is called.
    pub title: String,
    /// Whether all steps can be decided on at once.
    pub parallel: bool,
    /// In their order.
    pub steps: Vec<PlannedStep>,
}

/// A step of a new approval.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedStep {
    /// What it is called.
    pub title: String,
    /// Markdown; may be empty.
    pub instructions: String,
    /// The deadline as it was typed.
    pub due: String,
    /// The deadline.
    pub due_at: Option<DateTime<Utc>>,
    /// How many have to agree.
    pub rule: ReviewRule,
    /// With the rule `quorum`.
    pub quorum: Option<i32>,
    /// Names or addresses; nobody stands for everybody who may approve work.
    pub reviewers: Vec<String>,
}

/// A file that goes with what is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attached {
    /// Where it is here; empty for what was attached elsewhere.
    pub path: String,
    /// What it is called.
    pub name: String,
    /// In bytes.
    pub size: u64,
    /// Sent along, so that the server takes it once however often it is sent.
    pub key: Uuid,
    /// What the server calls it, once it is there.
    pub upload: Option<Uuid>,
    /// How many bytes have gone.
    #[serde(skip)]
    pub sent: u64,
    /// The attempt under way.
    #[serde(skip)]
    pub sending: Option<Ticket>,
    /// Why the last attempt failed.
    #[serde(skip)]
    pub failure: Option<String>,
}

/// A person at a server.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Owner {
    /// The server's address.
    pub server: String,
    /// The person's address.
    pub email: String,
}

impl Draft {
    /// Nothing yet, at a place.
    pub fn new(place: Place, owner: Owner, title: String, key: Uuid) -> Self {
        Self {
            place,
            owner,
            title,
            text: String::new(),
            key,
            about: None,
            files: Vec::new(),
            version: 0,
            unkept: false,
            theirs: None,
            keeping: None,
            refused: false,
            sending: None,
            seen: None,
            overtaken: false,
            waiting: false,
            failure: None,
        }
    }

    /// Whether there is nothing in it that could be lost.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && self.files.is_empty() && self.plan().is_none()
    }

    /// Whether there is enough in it to be sent.
    pub fn is_something(&self) -> bool {
        let files_do = matches!(self.place.kind, Kind::Version | Kind::Approval) && !self.files.is_empty();
        files_do || !self.text.trim().is_empty()
    }

    /// The approval that is to be.
    pub fn plan(&self) -> Option<&Plan> {
        match &self.about {
            Some(About::Approval(plan)) => Some(plan.as_ref()),
            _ => None,
        }
    }

    /// The server does not have the files any more: those that are here are sent again.
    pub fn send_files_anew(&mut self, key: fn() -> Uuid) {
        for file in self.files.iter_mut().filter(|file| !file.path.is_empty()) {
            (file.upload, file.key) = (None, key());
        }
    }

    /// What the server calls the files, those that are there.
    pub fn uploads(&self) -> Option<Vec<Uuid>> {
        Some(self.files.iter().filter_map(|file| file.upload).collect::<Vec<_>>()).filter(|all| !all.is_empty())
    }
}

impl Place {
    /// What the server keeps it as; nothing where it keeps no such drafts.
    pub fn kept_as(self) -> Option<DraftKind> {
        match self.kind {
            Kind::Reply => Some(DraftKind::Reply),
            Kind::Note => Some(DraftKind::Note),
            Kind::Comment | Kind::Remark | Kind::Version | Kind::Approval => None,
        }
    }
}

impl From<DraftKind> for Kind {
    fn from(kind: DraftKind) -> Self {
        match kind {
            DraftKind::Reply => Self::Reply,
            DraftKind::Note => Self::Note,
        }
    }
}

impl Kind {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reply => "reply",
            Self::Note => "note",
            Self::Comment | Self::Remark => "comment",
            Self::Version => "version",
            Self::Approval => "approval",
        }
    }
}
