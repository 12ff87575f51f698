//! Approvals: work that the agency sends and the client decides on, in steps and versions. Staff send, change and
//! remind, and never decide; members who may approve work decide, on what is current and on nothing else. Whatever
//! happens stands in a history that shows tampering, and both sides read all of it.

mod anchor;
mod api;
pub mod chain;
mod jobs;
mod rules;
mod service;

pub use anchor::Anchor;
pub use api::{ApprovalApi, ApprovalCommentApi, ApprovalStepApi};
pub use jobs::RemindApprovals;
pub use service::{
    Answer, Change, NewApproval, NewComment, NewStep, NewVersion, StepChange, change, change_step, comment, create,
    decide, history, look, remind, resolve, send, staff_comment, staff_find, staff_resolve, withdraw,
};
