use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use sea_orm::sea_query::Expr;
use serde_json::json;

use super::Actions;
use crate::access::{AdminScope, AgencyScope, Key, Page, Paging, Sort};
use crate::entity::request_rule::{ActiveModel, Column, Entity, Model};
use crate::entity::{canned_reply, staff_user};
use crate::error::{Error, FieldErrors, Result};
use crate::features::audit::{self, Entry};
use crate::features::requests::parse_filter;
use crate::features::requests::service::change::{LONGEST_TAG, MOST_TAGS};
use crate::ids::{Id, RequestRuleId, StaffId};
use crate::text;

/// The most that one agency keeps.
const MOST: i64 = 50;
/// The most who take turns.
const MOST_PEOPLE: usize = 50;

/// A rule to be.
pub struct NewRule {
    pub name: String,
    pub filter: String,
    pub actions: Actions,
    pub position: i32,
    pub stops: bool,
    pub enabled: bool,
}

/// What to change; what is `None` stays.
#[derive(Default)]
pub struct Change {
    pub name: Option<String>,
    pub filter: Option<String>,
    /// Replaces all that it does.
    pub actions: Option<Actions>,
    pub position: Option<i32>,
    pub stops: Option<bool>,
    pub enabled: Option<bool>,
}

fn me(scope: &AgencyScope) -> Result<StaffId> {
    scope.actor().staff().ok_or_else(|| Error::internal(anyhow::anyhow!("a rule is written by somebody")))
}

/// The agency's rules, in the order in which they are looked at.
///
/// # Errors
/// When the cursor is of another list.
pub async fn list(scope: &AdminScope, paging: &Paging) -> Result<Page<Model>> {
    let position = Expr::col((Entity, Column::Position));
    let sort = Sort::by_rank(position, false, |row: &Model| Key::Rank(row.position), |row| row.id.into());
    scope.find::<Entity>().page(paging, sort).await
}

/// A rule.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn find(scope: &AdminScope, id: RequestRuleId) -> Result<Model> {
    found(scope, id).await
}

async fn found(scope: &AgencyScope, id: RequestRuleId) -> Result<Model> {
    scope.find::<Entity>().filter(Column::Id.eq(id)).one().await
}

/// Keeps a rule.
///
/// # Errors
/// [`Error::Invalid`] at the fields; a fault of the filter with its place. A conflict where there are too many.
pub async fn create(scope: &AdminScope, new: NewRule) -> Result<Model> {
    let me = me(scope)?;
    let mut errors = FieldErrors::default();
    let name = errors.keep(text::line("name", &new.name, text::LONGEST_NAME))?;
    errors.keep(check_filter(&new.filter))?;
    let actions = errors.keep(checked(scope, new.actions).await)?;
    errors.into_result()?;
    scope
        .transaction(async |scope| {
            let id = RequestRuleId::new();
            if let Some(earlier) = scope.claim_once("request_rule_create", id).await? {
                return found(&scope, earlier.into()).await;
            }
            if scope.find::<Entity>().count().await? >= MOST {
                return Err(Error::conflict("too_many_rules", format!("an agency keeps at most {MOST} rules")));
            }
            let now = scope.now();
            let row = ActiveModel {
                id: Set(id),
                agency_id: NotSet,
                name: Set(name),
                filter: Set(new.filter),
                actions: Set(serde_json::to_string(&actions).map_err(Error::internal)?),
                position: Set(new.position),
                stops: Set(new.stops),
                enabled: Set(new.enabled),
                turn: Set(0),
                staff_user_id: Set(me),
                version: Set(1),
                created_at: Set(now),
                updated_at: Set(now),
            };
            let row = scope.insert(row).await?;
            record(&scope, &row, Entry::new("request_rule.created")).await?;
            Ok(row)
        })
        .await
}

/// Changes a rule, if it is still as the caller saw it.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Stale`]; [`Error::Invalid`] as for a new one.
pub async fn change(scope: &AdminScope, id: RequestRuleId, version: Option<i64>, change: Change) -> Result<Model> {
    let me = me(scope)?;
    let mut errors = FieldErrors::default();
    let name = change.name.map(|name| errors.keep(text::line("name", &name, text::LONGEST_NAME))).transpose()?;
    if let Some(filter) = &change.filter {
        errors.keep(check_filter(filter))?;
    }
    let actions = match change.actions {
        Some(actions) => Some(errors.keep(checked(scope, actions).await)?),
        None => None,
    };
    errors.into_result()?;
    let actions = actions.map(|actions| serde_json::to_string(&actions)).transpose().map_err(Error::internal)?;
    scope
        .transaction(async |scope| {
            let before = scope.find::<Entity>().filter(Column::Id.eq(id)).locked().one().await?;
            if version.is_some_and(|seen| seen != before.version) {
                return Err(Error::Stale);
            }
            let rows = scope
                .update::<Entity>()
                .set_if(Column::Name, name)
                .set_if(Column::Filter, change.filter)
                .set_if(Column::Actions, actions)
                .set_if(Column::Position, change.position)
                .set_if(Column::Stops, change.stops)
                .set_if(Column::Enabled, change.enabled)
                .set(Column::StaffUserId, me)
                .set(Column::Version, before.version + 1)
                .set(Column::UpdatedAt, scope.now())
                .filter(Column::Id.eq(id));
            let row = rows.returning().await?.pop().ok_or(Error::NotFound)?;
            record(&scope, &row, Entry::new("request_rule.changed")).await?;
            Ok(row)
        })
        .await
}

/// Forgets a rule.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn delete(scope: &AdminScope, id: RequestRuleId) -> Result<()> {
    scope
        .transaction(async |scope| {
            let row = scope.find::<Entity>().filter(Column::Id.eq(id)).locked().one().await?;
            scope.delete::<Entity>().filter(Column::Id.eq(id)).exec().await?;
            record(&scope, &row, Entry::new("request_rule.deleted")).await
        })
        .await
}

/// Whether a text is a filter of requests, and speaks of nobody who would be asking.
fn check_filter(text: &str) -> Result<()> {
    if text.contains('\0') {
        return Err(Error::field("filter", "There is a character in this that cannot be kept."));
    }
    if parse_filter(text)?.speaks_of_me() {
        return Err(Error::field("filter", "A rule is nobody's: say who, and not “me”."));
    }
    Ok(())
}

/// What a rule does, as it is kept.
async fn checked(scope: &AgencyScope, actions: Actions) -> Result<Actions> {
    let mut errors = FieldErrors::default();
    if actions.is_nothing() {
        errors.add("actions", "Say what it does.");
    }
    let mut people: Vec<StaffId> = Vec::new();
    for one in actions.assign_to {
        if !people.contains(&one) {
            people.push(one);
        }
    }
    if people.len() > MOST_PEOPLE {
        errors.add("assignee_ids", format!("at most {MOST_PEOPLE} people"));
    } else if !people.is_empty() {
        use staff_user::{Column, Entity};
        let known = scope.find::<Entity>().filter(Column::Id.is_in(people.iter().copied()));
        if known.filter(Column::DisabledAt.is_null()).all().await?.len() != people.len() {
            errors.add("assignee_ids", "somebody of these is nobody of this agency");
        }
    }
    let mut tags: Vec<String> = actions.add_tags.iter().map(|tag| text::clean_line(tag).to_lowercase()).collect();
    tags.sort();
    tags.dedup();
    if tags.len() > MOST_TAGS || tags.iter().any(|tag| tag.is_empty() || tag.chars().count() > LONGEST_TAG) {
        errors.add("add_tags", format!("at most {MOST_TAGS} tags, each of 1 to {LONGEST_TAG} characters"));
    }
    let project = actions.project.map(|name| errors.keep(text::line("project_name", &name, text::LONGEST_TITLE)));
    let project = project.transpose()?;
    if let Some(reply) = actions.reply {
        use canned_reply::{Column, Entity};
        if scope.find::<Entity>().filter(Column::Id.eq(reply)).first().await?.is_none() {
            errors.add("canned_reply_id", "the agency has no such canned reply");
        }
    }
    errors.into_result()?;
    Ok(Actions { assign_to: people, priority: actions.priority, add_tags: tags, project, reply: actions.reply })
}

async fn record(scope: &AgencyScope, row: &Model, deed: Entry) -> Result<()> {
    let actions: Actions = serde_json::from_str(&row.actions).map_err(Error::internal)?;
    let detail = json!({ "filter": row.filter, "actions": actions, "enabled": row.enabled, "stops": row.stops });
    audit::record(scope, deed.target("request_rule", row.id, row.name.clone()).detail(detail)).await
}
