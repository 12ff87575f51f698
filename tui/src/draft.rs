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
}

/// Where a draft belongs: at most one of each kind for each thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// What it will be.
    pub kind: Kind,
    /// The request or the project.
    pub subject: Uuid,
}

/// Something written and not yet sent. It outlives the program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

impl Kind {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reply => "reply",
            Self::Note => "note",
            Self::Comment => "comment",
        }
    }
}
