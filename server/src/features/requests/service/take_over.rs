use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;

use super::change::{LONGEST_TAG, MOST_TAGS};
use super::create::NewRequest;
use super::open::{Opening, checked};
use crate::access::{AdminScope, AgencyScope, Author, ClientEvent, ClientTopic, Event, StaffEvent, StaffEventKind};
use crate::entity::words::{Priority, RequestStage, RequestStatus};
use crate::entity::{request, request_import, request_tag};
use crate::error::{FieldErrors, Result};
use crate::features::requests::stage;
use crate::ids::{ClientId, CommentId, Id, RequestId, StaffId, WorkspaceId};
use crate::text;

/// A request that comes from elsewhere, as it stood there.
#[derive(Clone, Debug)]
pub struct OldRequest {
    /// What it was called there; of one client, no two are called the same.
    pub external_id: String,
    pub workspace: WorkspaceId,
    pub author: ClientId,
    pub author_name: String,
    pub asked: NewRequest,
    pub stage: RequestStage,
    pub priority: Priority,
    pub assignee: Option<StaffId>,
    pub tags: Vec<String>,
    pub due_on: Option<NaiveDate>,
    pub created_at: DateTime<Utc>,
    /// When it was done; now where that is not known of one that is.
    pub closed_at: Option<DateTime<Utc>>,
}

impl OldRequest {
    /// The same as it is kept.
    ///
    /// # Errors
    /// [`crate::error::Error::Invalid`] at the fields.
    pub fn checked(self, now: DateTime<Utc>) -> Result<Self> {
        let mut errors = FieldErrors::default();
        let external_id = errors.keep(text::line("external_id", &self.external_id, text::LONGEST_NAME))?;
        let asked = checked(self.asked, &mut errors)?;
        let tags: BTreeSet<String> = self.tags.iter().map(|tag| text::clean_line(tag).to_lowercase()).collect();
        if tags.len() > MOST_TAGS || tags.iter().any(|tag| tag.is_empty() || tag.chars().count() > LONGEST_TAG) {
            errors.add("tags", format!("At most {MOST_TAGS} tags, each of 1 to {LONGEST_TAG} characters."));
        }
        if self.created_at > now {
            errors.add("created_at", "This has not been yet.");
        }
        let done = stage::status(self.stage) == RequestStatus::Closed;
        match self.closed_at {
            Some(_) if !done => errors.add("closed_at", "Only what is resolved or closed has been closed."),
            Some(at) if at < self.created_at => errors.add("closed_at", "This is before it was created."),
            Some(at) if at > now => errors.add("closed_at", "This has not been yet."),
            _ => {}
        }
        errors.into_result()?;
        let closed_at = if done { self.closed_at.or(Some(now)) } else { None };
        Ok(Self { external_id, asked, tags: tags.into_iter().collect(), closed_at, ..self })
    }
}

/// Keeps a request that comes from elsewhere, as a part of a transaction. Nobody is told of it, since it is nothing
/// new; to whoever reads lists by time it stands where it belongs. How long each side has had it is counted from now
/// on.
///
/// # Errors
/// As for [`OldRequest::checked`]; when the database refuses.
pub async fn take_over(scope: &AdminScope, old: OldRequest) -> Result<RequestId> {
    let now = scope.now();
    let old = old.checked(now)?;
    let number = scope.next_number("request").await?;
    let opening = Opening {
        id: RequestId::at(old.created_at, number),
        message: CommentId::at(old.created_at, number),
        number,
        workspace: old.workspace,
        author: old.author,
        name: old.author_name,
        now: old.created_at,
    };
    let row = request::ActiveModel {
        status: Set(stage::status(old.stage)),
        stage: Set(old.stage),
        priority: Set(old.priority),
        assignee_id: Set(old.assignee),
        waits_on: Set(stage::turn(old.stage)),
        waits_since: Set(old.closed_at.unwrap_or(now)),
        closed_at: Set(old.closed_at),
        due_on: Set(old.due_on),
        updated_at: Set(now),
        ..opening.request(&old.asked)
    };
    scope.insert(row).await?;
    scope.insert(opening.first_message(&old.asked)).await?;
    for tag in old.tags {
        scope
            .insert(request_tag::ActiveModel { agency_id: NotSet, request_id: Set(opening.id), tag: Set(tag) })
            .await?;
    }
    let known = request_import::ActiveModel {
        agency_id: NotSet,
        workspace_id: Set(old.workspace),
        external_id: Set(old.external_id),
        request_id: Set(opening.id),
        created_at: Set(now),
    };
    scope.insert(known).await?;
    Ok(opening.id)
}

/// What became of requests that were taken over under these names before, by their client. Those that are here under
/// their own ids, and come back out of an export, are known, too.
///
/// # Errors
/// When the database fails.
pub async fn taken_over(
    scope: &AgencyScope,
    names: impl IntoIterator<Item = String>,
) -> Result<BTreeMap<(WorkspaceId, String), RequestId>> {
    use request_import::{Column, Entity};
    let names: Vec<String> = names.into_iter().collect();
    let ids: Vec<RequestId> = names.iter().filter_map(|name| name.parse().ok()).collect();
    let own = scope.find::<request::Entity>().filter(request::Column::Id.is_in(ids)).all().await?;
    let taken = scope.find::<Entity>().filter(Column::ExternalId.is_in(names)).all().await?;
    let own = own.into_iter().map(|row| ((row.workspace_id, row.id.to_string()), row.id));
    Ok(own.chain(taken.into_iter().map(|row| ((row.workspace_id, row.external_id), row.request_id))).collect())
}

/// Has the pages of a workspace and the consoles of its agency look again, once for all that was taken over.
pub fn announce_taken_over(scope: &AgencyScope, workspace: WorkspaceId) {
    scope.announce(Event::Client(ClientEvent { workspace, person: None, topic: ClientTopic::Requests }));
    scope.announce(Event::Staff(StaffEvent {
        agency: scope.agency(),
        kind: StaffEventKind::RequestCreated,
        workspace: Some(workspace),
        request: None,
        project: None,
        approval: None,
        actor: scope.actor().staff().map(Into::into),
    }));
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::clock::Clock;
    use crate::entity::words::RequestKind;
    use crate::error::Error;

    fn old(now: DateTime<Utc>) -> OldRequest {
        OldRequest {
            external_id: " T-1 ".into(),
            workspace: WorkspaceId::new(),
            author: ClientId::new(),
            author_name: "Carla".into(),
            asked: NewRequest {
                kind: RequestKind::Support,
                category: "feedback".into(),
                subject: "The form is gone".into(),
                body: "Since Monday.".into(),
                project: None,
            },
            stage: RequestStage::Open,
            priority: Priority::Normal,
            assignee: None,
            tags: vec!["Website".into(), "website".into()],
            due_on: None,
            created_at: now - TimeDelta::days(9),
            closed_at: None,
        }
    }

    fn faulty(old: OldRequest, now: DateTime<Utc>) -> Vec<String> {
        match old.checked(now) {
            Err(Error::Invalid(errors)) => errors.iter().map(|(field, _)| field.to_owned()).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_done_was_done_some_time_and_nothing_else_was() {
        let now = Clock::default().now();
        let open = old(now).checked(now).unwrap();
        assert_eq!(
            (open.external_id.as_str(), open.tags.as_slice(), open.closed_at),
            ("T-1", &["website".into()][..], None)
        );
        let closed = OldRequest { stage: RequestStage::Resolved, ..old(now) };
        assert_eq!(closed.clone().checked(now).unwrap().closed_at, Some(now));
        let then = Some(now - TimeDelta::days(2));
        assert_eq!(OldRequest { closed_at: then, ..closed.clone() }.checked(now).unwrap().closed_at, then);
        for wrong in [
            OldRequest { closed_at: then, ..old(now) },
            OldRequest { closed_at: Some(now - TimeDelta::days(10)), ..closed.clone() },
            OldRequest { closed_at: Some(now + TimeDelta::days(1)), ..closed },
        ] {
            assert_eq!(faulty(wrong, now), ["closed_at"]);
        }
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once() {
        let now = Clock::default().now();
        let wrong = OldRequest {
            external_id: " ".into(),
            asked: NewRequest { category: "design".into(), subject: String::new(), ..old(now).asked },
            tags: vec!["x".repeat(LONGEST_TAG + 1)],
            created_at: now + TimeDelta::seconds(1),
            ..old(now)
        };
        assert_eq!(faulty(wrong, now), ["external_id", "category", "subject", "tags", "created_at"]);
    }

    #[test]
    fn an_old_request_sorts_before_a_new_one() {
        let now = Clock::default().now();
        let (then, later) = (RequestId::at(now - TimeDelta::days(900), 2), RequestId::at(now, 1));
        assert!(then < later && RequestId::at("1960-01-01T00:00:00Z".parse().unwrap(), 3) < then);
    }
}
