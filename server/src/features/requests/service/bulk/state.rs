//! What a request is like, as far as many are changed together, and what a change makes of it. Rules without I/O.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::entity::request;
use crate::entity::words::{Priority, RequestStage};
use crate::features::requests::service::Change;
use crate::ids::{ProjectId, StaffId};

/// What is linked, or that nothing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Link<T> {
    To(T),
    Nothing,
}

impl<T> Link<T> {
    fn target(self) -> Option<T> {
        match self {
            Self::To(target) => Some(target),
            Self::Nothing => None,
        }
    }
}

/// What is to become of many requests; what is `None` stays. Tags are in small letters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    pub status: Option<RequestStage>,
    pub priority: Option<Priority>,
    pub assignee: Option<Link<StaffId>>,
    pub project: Option<Link<ProjectId>>,
    pub add_tags: BTreeSet<String>,
    pub remove_tags: BTreeSet<String>,
}

/// What a request is like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    pub stage: RequestStage,
    pub priority: Priority,
    pub assignee: Option<StaffId>,
    pub project: Option<ProjectId>,
    pub tags: BTreeSet<String>,
    pub closed_at: Option<DateTime<Utc>>,
    pub snoozed_until: Option<DateTime<Utc>>,
    pub snoozed_by: Option<StaffId>,
    /// Since when it has been the turn of whose turn it is.
    pub waits_since: DateTime<Utc>,
    /// For how long each side has had turns that are over.
    pub agency_seconds: i64,
    pub client_seconds: i64,
}

impl State {
    /// A request with its tags.
    pub fn of(request: &request::Model, tags: BTreeSet<String>) -> Self {
        Self {
            stage: request.stage,
            priority: request.priority,
            assignee: request.assignee_id,
            project: request.project_id,
            tags,
            closed_at: request.closed_at,
            snoozed_until: request.snoozed_until,
            snoozed_by: request.snoozed_by_id,
            waits_since: request.waits_since,
            agency_seconds: request.agency_seconds,
            client_seconds: request.client_seconds,
        }
    }

    /// What an edit makes of it.
    pub fn with(&self, edit: &Edit) -> Self {
        let mut to = self.clone();
        to.stage = edit.status.unwrap_or(to.stage);
        to.priority = edit.priority.unwrap_or(to.priority);
        to.assignee = edit.assignee.map_or(to.assignee, Link::target);
        to.project = edit.project.map_or(to.project, Link::target);
        to.tags.extend(edit.add_tags.iter().cloned());
        to.tags.retain(|tag| !edit.remove_tags.contains(tag));
        to
    }

    /// The change that leads there; `None` where nothing differs.
    pub fn change_to(&self, to: &Self) -> Option<Change> {
        let change = Change {
            status: (to.stage != self.stage).then_some(to.stage),
            priority: (to.priority != self.priority).then_some(to.priority),
            assignee: (to.assignee != self.assignee).then_some(to.assignee),
            project: (to.project != self.project).then_some(to.project),
            tags: (to.tags != self.tags).then(|| to.tags.iter().cloned().collect()),
            due_on: None,
            followers: None,
        };
        let nothing = change.status.is_none()
            && change.priority.is_none()
            && change.assignee.is_none()
            && change.project.is_none()
            && change.tags.is_none();
        (!nothing).then_some(change)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::ids::Id;

    fn tags(all: &[&str]) -> BTreeSet<String> {
        all.iter().map(|tag| (*tag).to_owned()).collect()
    }

    fn plain() -> State {
        State {
            stage: RequestStage::Open,
            priority: Priority::Normal,
            assignee: Some(StaffId::new()),
            project: None,
            tags: tags(&["print", "web"]),
            closed_at: None,
            snoozed_until: None,
            snoozed_by: None,
            waits_since: Clock::default().now(),
            agency_seconds: 0,
            client_seconds: 0,
        }
    }

    #[test]
    fn only_what_differs_is_changed() {
        let edit = Edit {
            status: Some(RequestStage::Open),
            priority: Some(Priority::High),
            assignee: Some(Link::Nothing),
            add_tags: tags(&["web", "launch"]),
            remove_tags: tags(&["print", "never"]),
            ..Edit::default()
        };
        let before = plain();
        let after = before.with(&edit);
        let change = before.change_to(&after).unwrap();
        assert_eq!((change.status, change.priority, change.project), (None, Some(Priority::High), None));
        assert_eq!(change.assignee, Some(None));
        assert_eq!(change.tags, Some(vec!["launch".to_owned(), "web".to_owned()]));
        assert!(after.change_to(&after.with(&edit)).is_none(), "a second time does nothing");
        let back = after.change_to(&before).unwrap();
        assert_eq!((back.assignee, back.priority), (Some(before.assignee), Some(Priority::Normal)));
    }

    #[test]
    fn an_edit_is_the_same_after_it_was_kept() {
        let edit = Edit { assignee: Some(Link::Nothing), project: Some(Link::To(ProjectId::new())), ..Edit::default() };
        let kept = serde_json::to_string(&edit).unwrap();
        assert_eq!(serde_json::from_str::<Edit>(&kept).unwrap(), edit);
    }
}
