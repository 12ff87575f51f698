//! Projects: what the agency does for a workspace, in milestones and tasks, with a thread of comments that
//! both sides write in. Staff plan; every member of the workspace reads, and comments where the membership
//! allows it. Who works on what is not even asked for in a workspace that does not show its team.

mod api;
mod portal;
mod service;
mod views;
mod words;

pub use api::{MilestoneApi, ProjectApi, ProjectCommentApi, TaskApi};
pub use portal::pages;
pub use service::{ActiveProject, Overview, active, belongs, comment, completed, find, list, names};
pub use service::{Change, MilestoneChange, NewMilestone, NewProject, NewTask, TaskChange};
pub use service::{
    add_milestone, add_task, change, change_milestone, change_task, checked, create, staff_comment, staff_find,
    staff_list, take_over,
};
