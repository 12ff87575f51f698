//! Approvals: work that the agency sends and the client decides on, in steps and versions. Staff send, change and
//! remind, and never decide; members who may approve work decide, on what is current and on nothing else. Whatever
//! happens stands in a history that shows tampering, and both sides read all of it.

mod anchor;
mod api;
mod chain;
mod jobs;
mod portal;
mod rules;
mod service;
mod views;

pub use anchor::Anchor;
pub use api::{ApprovalAnchor, ApprovalApi, ApprovalCommentApi, ApprovalStepApi, WireApproval};
pub use chain::{Broken, Entry, hash, verify};
pub use jobs::RemindApprovals;
pub use portal::pages;
pub use rules::approval_that_stands;
pub use service::{
    Answer, Awaited, Change, Listed, NewApproval, NewComment, NewStep, NewVersion, change, comment, create, decide,
    look, mine, of_project, remind, resolve, send, staff_comment, unsent, waiting,
};
pub use views::{Whose, of_project as of_project_view};
