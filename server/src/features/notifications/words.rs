//! What a notification says.

use crate::entity::words::ActivityKind;

/// One line: who did what to which thing.
pub fn line(kind: ActivityKind, actor: &str, title: &str) -> String {
    match kind {
        ActivityKind::RequestCreated => format!("{actor} sent “{title}”"),
        ActivityKind::RequestReplied => format!("{actor} replied to “{title}”"),
        ActivityKind::RequestNoted => format!("{actor} left a note on “{title}”"),
        ActivityKind::RequestAssigned => format!("{actor} gave you “{title}”"),
        ActivityKind::RequestChanged => format!("{actor} changed “{title}”"),
        ActivityKind::RequestClosed => format!("{actor} closed “{title}”"),
        ActivityKind::RequestReopened => format!("{actor} reopened “{title}”"),
        ActivityKind::ProjectCreated => format!("{actor} started the project “{title}”"),
        ActivityKind::ProjectCompleted => format!("{actor} completed the project “{title}”"),
        ActivityKind::ProjectCommented => format!("{actor} commented on “{title}”"),
        ActivityKind::MilestoneCompleted => format!("The milestone “{title}” is reached"),
        ActivityKind::InvitationAccepted => format!("{actor} joined {title}"),
        ActivityKind::TaskDone => format!("{actor} finished “{title}”"),
    }
}
