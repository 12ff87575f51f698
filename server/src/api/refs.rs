use poem_openapi::{Enum, Object};
use uuid::Uuid;

use crate::entity::words::ActorKind;

/// A thing, by its name.
#[derive(Object, Clone, Debug)]
pub struct Ref {
    pub id: Uuid,
    pub name: String,
}

/// A staff user, by name.
#[derive(Object, Clone, Debug)]
pub struct PersonRef {
    pub id: Uuid,
    pub name: String,
}

/// Which side somebody is on.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
pub enum AuthorKind {
    Client,
    Staff,
}

impl From<ActorKind> for AuthorKind {
    fn from(kind: ActorKind) -> Self {
        match kind {
            ActorKind::Client => Self::Client,
            ActorKind::Staff => Self::Staff,
        }
    }
}

/// Who wrote something.
#[derive(Object, Clone, Debug)]
pub struct Author {
    pub kind: AuthorKind,
    pub id: Uuid,
    pub name: String,
}
