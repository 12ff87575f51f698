//! What an agency does for a client: plans, and what is said about them.

pub mod milestone;
pub mod project;
pub mod project_comment;
pub mod project_manager;
pub mod task;
pub mod task_assignee;
