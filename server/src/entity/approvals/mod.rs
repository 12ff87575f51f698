//! What clients decide on, and what was decided.

pub mod approval;
pub mod approval_comment;
pub mod approval_decision;
pub mod approval_event;
pub mod approval_reviewer;
pub mod approval_step;
pub mod approval_version;
