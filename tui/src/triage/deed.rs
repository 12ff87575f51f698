use portico_openapi::types::{NewBulkChange, NewRequest, NewSavedView, SavedViewChange};
use uuid::Uuid;

use crate::effect::Target;

/// A message of a request, as that was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// The request.
    pub request: Target,
    /// The message.
    pub message: Uuid,
}

/// What is done about views, and about requests beyond a change of one.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// Keep one.
    Keep(NewSavedView),
    /// Change one, as it was seen.
    Change(Uuid, i64, SavedViewChange),
    /// Keep it no more.
    Drop(Uuid),
    /// Give these other positions, each as it was seen.
    Arrange(Vec<(Uuid, i64, i32)>),
    /// Make a message a request of its own, called so.
    Split(Source, String),
    /// Open a request on a client's behalf.
    Open(Box<NewRequest>),
    /// Find out what would come of a change of many.
    Foresee(NewBulkChange),
    /// Do what was looked at.
    Apply(Uuid),
    /// Take it back.
    Restore(Uuid),
}

impl Deed {
    /// What is said when it is done; nothing where only the answer knows.
    pub fn said(&self) -> &'static str {
        match self {
            Self::Keep(_) => "The view is kept.",
            Self::Change(..) => "The view is changed.",
            Self::Arrange(_) => "The views stand in their new order.",
            Self::Split(..) | Self::Open(_) | Self::Foresee(_) | Self::Apply(_) | Self::Restore(_) => "",
            Self::Drop(_) => "The view is gone. Its requests stay as they are.",
        }
    }
}
