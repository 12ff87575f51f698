mod comments;
mod milestones;
mod projects;
mod tasks;

pub use comments::ProjectCommentApi;
pub use milestones::MilestoneApi;
pub use projects::ProjectApi;
pub use tasks::TaskApi;
