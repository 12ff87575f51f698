use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use serde_json::json;
use uuid::Uuid;

use super::Actions;
use crate::access::{AgencyScope, Author, Event, StaffEvent, StaffEventKind};
use crate::entity::request_rule::{Column, Entity, Model};
use crate::entity::words::HeldState;
use crate::entity::{held_action, project, request, request_tag, staff_user};
use crate::error::{Error, Result};
use crate::features::audit::{self, Entry};
use crate::features::requests::filter::{self, Filter, Ground};
use crate::features::requests::service::change::{Change, MOST_TAGS, make};
use crate::features::requests::service::reply::automatic;
use crate::features::requests::service::staff_read::named;
use crate::features::requests::service::standing::held;
use crate::features::{agencies, canned_replies, service_hours};
use crate::ids::{CannedReplyId, HeldId, Id, RequestId, StaffId};

/// What a rule can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    Assign,
    Priority,
    Tags,
    Project,
    Reply,
}

impl Done {
    fn as_str(self) -> &'static str {
        match self {
            Self::Assign => "assign",
            Self::Priority => "priority",
            Self::Tags => "tags",
            Self::Project => "project",
            Self::Reply => "reply",
        }
    }
}

/// What a rule has done to a request; or could not, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub what: Done,
    /// To whom, what, which; or why not.
    pub detail: String,
    pub done: bool,
}

impl Step {
    fn done(what: Done, detail: impl Into<String>) -> Self {
        Self { what, detail: detail.into(), done: true }
    }

    fn not(what: Done, why: &str) -> Self {
        Self { what, detail: why.to_owned(), done: false }
    }

    fn late(what: Done) -> Self {
        Self::not(what, "a rule before it has done this")
    }
}

/// A rule that fitted a request, and what came of it.
pub(super) struct Applied<'r> {
    pub rule: &'r Model,
    pub steps: Vec<Step>,
}

/// What rules have done so far that is done once.
#[derive(Default)]
struct Settled {
    assign: bool,
    priority: bool,
    project: bool,
    reply: bool,
}

/// Follows the agency's rules for a request that has just come in, in its transaction.
///
/// # Errors
/// When the database fails.
pub async fn opened(scope: &AgencyScope, request: &request::Model) -> Result<()> {
    let rules = scope.find::<Entity>().filter(Column::Enabled.eq(true)).asc(Column::Position).asc(Column::Id);
    let rules = rules.all().await?;
    if rules.is_empty() {
        return Ok(());
    }
    let clock = service_hours::clock(scope).await?;
    for one in follow(scope, request.id, &rules, clock.now, clock.today).await? {
        record(scope, request, &one).await?;
    }
    Ok(())
}

/// Follows rules in their order, and tells what came of those that fitted.
pub(super) async fn follow<'r>(
    scope: &AgencyScope,
    id: RequestId,
    rules: &'r [Model],
    now: DateTime<Utc>,
    today: NaiveDate,
) -> Result<Vec<Applied<'r>>> {
    let mut all = Vec::new();
    let mut settled = Settled::default();
    for rule in rules {
        // It was looked at when it was written; what a later version does not read fits nothing.
        let Ok(asked) = filter::parse(&rule.filter) else { continue };
        if !fits(scope, id, &asked, now, today).await? {
            continue;
        }
        let Some(steps) = act(scope, id, rule, &mut settled).await? else { continue };
        all.push(Applied { rule, steps });
        if rule.stops {
            break;
        }
    }
    Ok(all)
}

async fn fits(
    scope: &AgencyScope,
    id: RequestId,
    asked: &Filter,
    now: DateTime<Utc>,
    today: NaiveDate,
) -> Result<bool> {
    let condition = {
        let words = |words: &str, exactly: bool| {
            if exactly { scope.requests_holding(words) } else { scope.requests_matching(words) }
        };
        asked.condition(&Ground { agency: scope.agency(), me: None, now, today, words: &words })
    };
    let found = named(scope).filter(request::Column::Id.eq(id)).filter(condition).first().await?;
    Ok(found.is_some())
}

/// Does what a rule says; nothing where it was removed in this very moment.
async fn act(scope: &AgencyScope, id: RequestId, rule: &Model, settled: &mut Settled) -> Result<Option<Vec<Step>>> {
    let actions: Actions = serde_json::from_str(&rule.actions).map_err(Error::internal)?;
    let request = held(scope, id).await?;
    let mut change = Change::default();
    let mut steps = Vec::new();
    if settled.assign && !actions.assign_to.is_empty() {
        steps.push(Step::late(Done::Assign));
    } else if !actions.assign_to.is_empty() {
        // Of two requests that come in at once the second waits here for its turn.
        let current = scope.find::<Entity>().filter(Column::Id.eq(rule.id)).locked().first().await?;
        let Some(current) = current else { return Ok(None) };
        steps.push(match next(scope, &current, &actions.assign_to).await? {
            Some(person) => {
                settled.assign = true;
                change.assignee = Some(Some(person.id));
                Step::done(Done::Assign, person.name)
            }
            None => Step::not(Done::Assign, "nobody of these works here any more"),
        });
    }
    if let Some(priority) = actions.priority {
        steps.push(if settled.priority {
            Step::late(Done::Priority)
        } else {
            settled.priority = true;
            change.priority = Some(priority);
            Step::done(Done::Priority, priority.as_str())
        });
    }
    if !actions.add_tags.is_empty() {
        let (step, tags) = tagged(scope, id, &actions.add_tags).await?;
        steps.push(step);
        change.tags = tags;
    }
    if let Some(name) = &actions.project {
        steps.push(match linked(scope, &request, name).await? {
            _ if settled.project => Step::late(Done::Project),
            Ok(project) => {
                settled.project = true;
                change.project = Some(Some(project.id));
                Step::done(Done::Project, project.name)
            }
            Err(why) => Step::not(Done::Project, why),
        });
    }
    if steps.iter().any(|step| step.done) {
        make(scope, &request, &change).await?;
    }
    if let Some(reply) = actions.reply {
        let step = if settled.reply { Step::late(Done::Reply) } else { answer(scope, rule, id, reply).await? };
        settled.reply |= step.done;
        steps.push(step);
    }
    Ok(Some(steps))
}

/// Whose turn it is, of those who still work here; the next time it is another's. The rule is held by the transaction.
async fn next(scope: &AgencyScope, rule: &Model, people: &[StaffId]) -> Result<Option<staff_user::Model>> {
    let here = scope.find::<staff_user::Entity>().filter(staff_user::Column::Id.is_in(people.iter().copied()));
    let here = here.filter(staff_user::Column::DisabledAt.is_null()).all().await?;
    let count = i64::try_from(people.len()).unwrap_or(i64::MAX);
    for step in 0..count {
        let place = usize::try_from((rule.turn + step).rem_euclid(count)).unwrap_or_default();
        let person = people.get(place).and_then(|id| here.iter().find(|person| person.id == *id));
        if let Some(person) = person {
            let update = scope.update::<Entity>().set(Column::Turn, rule.turn + step + 1);
            update.filter(Column::Id.eq(rule.id)).exec().await?;
            return Ok(Some(person.clone()));
        }
    }
    Ok(None)
}

/// The request's tags with those that are added, where there is anything to add and room for it.
async fn tagged(scope: &AgencyScope, id: RequestId, add: &[String]) -> Result<(Step, Option<Vec<String>>)> {
    let known = scope.find::<request_tag::Entity>().filter(request_tag::Column::RequestId.eq(id)).all().await?;
    let mut tags: Vec<String> = known.into_iter().map(|row| row.tag).collect();
    let more: Vec<String> = add.iter().filter(|tag| !tags.contains(tag)).cloned().collect();
    if more.is_empty() {
        return Ok((Step::not(Done::Tags, "it has these tags"), None));
    }
    if tags.len() + more.len() > MOST_TAGS {
        return Ok((Step::not(Done::Tags, "there is no room for more tags"), None));
    }
    let step = Step::done(Done::Tags, more.join(", "));
    tags.extend(more);
    Ok((step, Some(tags)))
}

/// The client's project of this name; or why there is none to link.
async fn linked(
    scope: &AgencyScope,
    request: &request::Model,
    name: &str,
) -> Result<std::result::Result<project::Model, &'static str>> {
    if request.project_id.is_some() {
        return Ok(Err("it is about a project already"));
    }
    let all = scope.find::<project::Entity>().filter(project::Column::WorkspaceId.eq(request.workspace_id));
    let wanted = name.to_lowercase();
    let found = all.asc(project::Column::Id).all().await?.into_iter().find(|one| one.name.to_lowercase() == wanted);
    Ok(found.ok_or("the client has no project of this name"))
}

/// Has an answer wait to be sent, in the name of whoever has the request, or else of who wrote the rule.
async fn answer(scope: &AgencyScope, rule: &Model, id: RequestId, reply: CannedReplyId) -> Result<Step> {
    let request = held(scope, id).await?;
    let author = request.assignee_id.unwrap_or(rule.staff_user_id);
    let author = scope.find::<staff_user::Entity>().filter(staff_user::Column::Id.eq(author));
    let author = author.filter(staff_user::Column::DisabledAt.is_null()).first().await?;
    let Some(author) = author else {
        return Ok(Step::not(Done::Reply, "whoever would answer works here no more"));
    };
    let (name, body) = match canned_replies::filled_by(scope, reply, id, &author.name).await {
        Ok(filled) => filled,
        Err(Error::NotFound) => return Ok(Step::not(Done::Reply, "the canned reply is not there any more")),
        Err(Error::Invalid(_)) => return Ok(Step::not(Done::Reply, "the canned reply cannot be filled")),
        Err(other) => return Err(other),
    };
    hold(scope, &request, author.id, &body).await?;
    Ok(Step::done(Done::Reply, name))
}

/// Puts an answer where what staff are about to say waits, so that it can be recalled like theirs.
async fn hold(scope: &AgencyScope, request: &request::Model, author: StaffId, body: &str) -> Result<()> {
    let (now, wait) = (scope.now(), agencies::find(scope).await?.hold_seconds);
    let row = held_action::ActiveModel {
        id: Set(HeldId::new()),
        agency_id: NotSet,
        workspace_id: Set(request.workspace_id),
        staff_id: Set(author),
        // Nobody signed in for it.
        session_id: Set(Uuid::nil().into()),
        origin: Set(None),
        action: Set(automatic(request.id, body).to_string()),
        state: Set(HeldState::Waiting),
        due_at: Set(now + TimeDelta::seconds(wait.into())),
        attempts: Set(0),
        problem: Set(None),
        result_id: Set(None),
        created_at: Set(now),
        settled_at: Set(None),
    };
    scope.insert(row).await?;
    scope.announce(Event::Staff(StaffEvent {
        agency: scope.agency(),
        kind: StaffEventKind::HeldChanged,
        workspace: Some(request.workspace_id),
        request: None,
        project: None,
        approval: None,
        actor: Some(author.into()),
    }));
    Ok(())
}

async fn record(scope: &AgencyScope, request: &request::Model, applied: &Applied<'_>) -> Result<()> {
    let told = |done: bool| {
        let steps = applied.steps.iter().filter(|step| step.done == done);
        steps.map(|step| json!([step.what.as_str(), step.detail])).collect::<Vec<_>>()
    };
    let detail =
        json!({ "request_id": request.id, "request": request.number, "done": told(true), "not_done": told(false) });
    let deed = Entry::new("request_rule.applied").target("request_rule", applied.rule.id, applied.rule.name.clone());
    audit::record(scope, deed.workspace(request.workspace_id).detail(detail)).await
}
