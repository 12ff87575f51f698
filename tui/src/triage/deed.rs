use portico_openapi::types::{NewSavedView, SavedViewChange};
use uuid::Uuid;

/// What is done about views.
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
}

impl Deed {
    /// What is said when it is done.
    pub fn said(&self) -> &'static str {
        match self {
            Self::Keep(_) => "The view is kept.",
            Self::Change(..) => "The view is changed.",
            Self::Arrange(_) => "The views stand in their new order.",
            Self::Drop(_) => "The view is gone. Its requests stay as they are.",
        }
    }
}
