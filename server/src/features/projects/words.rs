//! What the portal calls the states of a project.

use crate::entity::words::{ProjectStatus, TaskStatus};
use crate::web::components::{CheckState, Tone};

/// A project's state, for people.
pub const fn status(status: ProjectStatus) -> &'static str {
    match status {
        ProjectStatus::Active => "Active",
        ProjectStatus::Paused => "Paused",
        ProjectStatus::Completed => "Completed",
    }
}

/// How a project's state looks.
pub const fn tone(status: ProjectStatus) -> Tone {
    match status {
        ProjectStatus::Active => Tone::Accent,
        ProjectStatus::Paused => Tone::Neutral,
        ProjectStatus::Completed => Tone::Positive,
    }
}

/// How a task's state looks.
pub const fn check(status: TaskStatus) -> CheckState {
    match status {
        TaskStatus::Todo => CheckState::Open,
        TaskStatus::InProgress => CheckState::Active,
        TaskStatus::Done => CheckState::Done,
    }
}
