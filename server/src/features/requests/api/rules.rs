use chrono::{DateTime, Utc};
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Enum, Object, OpenApi};
use uuid::Uuid;

use super::wire::RequestTrace;
use crate::api::{
    Admin, Created, Done, Listing, Outcome, Priority, Ref, Tag, Tagged, Text, expect_version, paging, tag,
};
use crate::entity::request_rule::Model;
use crate::error::{Error, Result};
use crate::features::requests::service::rules::{self, Actions, Change, DryRun, NewRule, Step};

/// What a rule does to a request.
#[derive(Object)]
#[oai(deny_unknown_fields, skip_serializing_if_is_none)]
struct RuleActions {
    /// Whom it gives requests to; several take turns.
    #[oai(validator(max_items = 50))]
    assignee_ids: Option<Vec<Uuid>>,
    priority: Option<Priority>,
    #[oai(validator(max_items = 20))]
    add_tags: Option<Vec<Text>>,
    /// The name of the client's project that it links, where the client has one of it.
    #[oai(validator(max_length = 200))]
    project_name: Option<Text>,
    /// What it answers, where nobody has answered before that is sent.
    canned_reply_id: Option<Uuid>,
}

impl From<Actions> for RuleActions {
    fn from(actions: Actions) -> Self {
        let people: Vec<Uuid> = actions.assign_to.into_iter().map(Into::into).collect();
        let tags: Vec<Text> = actions.add_tags.into_iter().map(Text).collect();
        Self {
            assignee_ids: (!people.is_empty()).then_some(people),
            priority: actions.priority.map(Into::into),
            add_tags: (!tags.is_empty()).then_some(tags),
            project_name: actions.project.map(Text),
            canned_reply_id: actions.reply.map(Into::into),
        }
    }
}

impl From<RuleActions> for Actions {
    fn from(wire: RuleActions) -> Self {
        Self {
            assign_to: wire.assignee_ids.into_iter().flatten().map(Into::into).collect(),
            priority: wire.priority.map(Into::into),
            add_tags: wire.add_tags.into_iter().flatten().map(Into::into).collect(),
            project: wire.project_name.map(Into::into),
            reply: wire.canned_reply_id.map(Into::into),
        }
    }
}

/// What is done by itself with requests that come in.
#[derive(Object)]
struct RequestRule {
    id: Uuid,
    name: String,
    /// Which requests it fits, in the language of filters, looked at as they come in.
    filter: String,
    actions: RuleActions,
    /// Where it stands among the others.
    position: i32,
    /// Whether rules after it are not looked at, where it fits.
    stops: bool,
    /// Whether it is followed.
    enabled: bool,
    version: i64,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl TryFrom<Model> for RequestRule {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self> {
        let actions: Actions = serde_json::from_str(&row.actions).map_err(Error::internal)?;
        Ok(Self {
            id: row.id.into(),
            name: row.name,
            filter: row.filter,
            actions: actions.into(),
            position: row.position,
            stops: row.stops,
            enabled: row.enabled,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

/// A rule to be.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct NewRequestRule {
    #[oai(validator(min_length = 1, max_length = 120))]
    name: Text,
    /// In the language of filters; empty for all requests. It speaks of nobody as `me`.
    #[oai(validator(max_length = 2000))]
    filter: Text,
    actions: RuleActions,
    /// Where it stands among the others; 0 unless said otherwise.
    #[oai(validator(minimum(value = "0"), maximum(value = "1000000")))]
    position: Option<i32>,
    /// Whether rules after it are not looked at, where it fits.
    stops: Option<bool>,
    /// Whether it is followed; it is unless said otherwise.
    enabled: Option<bool>,
}

/// A change of a rule; what is left out stays.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct RequestRuleChange {
    #[oai(validator(min_length = 1, max_length = 120))]
    name: Option<Text>,
    #[oai(validator(max_length = 2000))]
    filter: Option<Text>,
    /// Replaces all that it does.
    actions: Option<RuleActions>,
    #[oai(validator(minimum(value = "0"), maximum(value = "1000000")))]
    position: Option<i32>,
    stops: Option<bool>,
    enabled: Option<bool>,
}

/// How rules are tried out.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct NewRuleDryRun {
    /// On how many of the last requests; 50 unless said otherwise.
    #[oai(validator(minimum(value = "1"), maximum(value = "100")))]
    requests: Option<u32>,
    /// A rule that is looked at although it is off.
    request_rule_id: Option<Uuid>,
}

/// What a rule can do.
#[derive(Enum, Clone, Copy)]
#[oai(rename_all = "snake_case")]
enum RuleStepKind {
    Assign,
    Priority,
    Tags,
    Project,
    Reply,
}

impl From<rules::Done> for RuleStepKind {
    fn from(done: rules::Done) -> Self {
        match done {
            rules::Done::Assign => Self::Assign,
            rules::Done::Priority => Self::Priority,
            rules::Done::Tags => Self::Tags,
            rules::Done::Project => Self::Project,
            rules::Done::Reply => Self::Reply,
        }
    }
}

/// What a rule would have done to a request; or could not have.
#[derive(Object)]
struct RuleStep {
    kind: RuleStepKind,
    done: bool,
    /// To whom, what, which; or why not.
    detail: String,
}

impl From<Step> for RuleStep {
    fn from(step: Step) -> Self {
        Self { kind: step.what.into(), done: step.done, detail: step.detail }
    }
}

/// A request that a rule would have fitted.
#[derive(Object)]
struct RuleMatch {
    request: RequestTrace,
    steps: Vec<RuleStep>,
}

/// What a rule would have done.
#[derive(Object)]
struct RuleForeseen {
    rule: Ref,
    /// The requests that it would have fitted, the earliest first.
    matches: Vec<RuleMatch>,
}

/// What the rules would have done.
#[derive(Object)]
struct RuleDryRun {
    /// How many requests were looked at.
    looked_at: i64,
    /// In the order in which they are looked at.
    rules: Vec<RuleForeseen>,
}

impl From<DryRun> for RuleDryRun {
    fn from(run: DryRun) -> Self {
        let rules = run.rules.into_iter().map(|one| RuleForeseen {
            rule: Ref { id: one.rule.id.into(), name: one.rule.name },
            matches: one
                .requests
                .into_iter()
                .map(|(request, steps)| RuleMatch {
                    request: request.into(),
                    steps: steps.into_iter().map(Into::into).collect(),
                })
                .collect(),
        });
        Self { looked_at: i64::try_from(run.looked_at).unwrap_or(i64::MAX), rules: rules.collect() }
    }
}

/// What is done by itself with requests that come in.
pub struct RequestRuleApi;

#[OpenApi(tag = "Tag::Requests")]
impl RequestRuleApi {
    /// The agency's rules, in the order in which they are looked at. For an owner or an admin.
    #[oai(path = "/request-rules", method = "get", operation_id = "request_rule_list")]
    async fn list(
        &self,
        Admin(scope): Admin,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<RequestRule>>> {
        let page = rules::list(&scope, &paging(limit.0, cursor.0.as_deref())?).await?;
        let next_cursor = page.next.as_ref().map(ToString::to_string);
        let items = page.items.into_iter().map(RequestRule::try_from).collect::<Result<_>>()?;
        Ok(Json(Listing { items, next_cursor }))
    }

    /// Keeps a rule. For an owner or an admin.
    #[oai(path = "/request-rules", method = "post", operation_id = "request_rule_create")]
    async fn create(
        &self,
        Admin(scope): Admin,
        /// Under the same key this is done once, however often it is sent.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
        rule: Json<NewRequestRule>,
    ) -> Outcome<Created<RequestRule>> {
        let NewRequestRule { name, filter, actions, position, stops, enabled } = rule.0;
        let new = NewRule {
            name: name.0,
            filter: filter.0,
            actions: actions.into(),
            position: position.unwrap_or_default(),
            stops: stops.unwrap_or_default(),
            enabled: enabled.unwrap_or(true),
        };
        let row = rules::create(&scope, new).await?;
        Ok(Created::at("request-rules", row.id, row.try_into()?))
    }

    /// What the rules would have done to the last requests, each as it was when it came in. Nothing is changed, and nobody
    /// is told. Words are looked for in all that was said since as well. For an owner or an admin.
    #[oai(path = "/request-rules/dry-run", method = "post", operation_id = "request_rule_dry_run")]
    async fn dry_run(&self, Admin(scope): Admin, run: Json<NewRuleDryRun>) -> Outcome<Json<RuleDryRun>> {
        let last = u64::from(run.0.requests.unwrap_or(50));
        Ok(Json(rules::dry_run(&scope, last, run.0.request_rule_id.map(Into::into)).await?.into()))
    }

    /// A rule. For an owner or an admin.
    #[oai(path = "/request-rules/:request_rule_id", method = "get", operation_id = "request_rule_view")]
    async fn view(&self, Admin(scope): Admin, request_rule_id: Path<Uuid>) -> Outcome<Tagged<RequestRule>> {
        Ok(tagged(rules::find(&scope, request_rule_id.0.into()).await?)?)
    }

    /// Changes a rule. For an owner or an admin, who from then on answers where it does and nobody has the request.
    #[oai(path = "/request-rules/:request_rule_id", method = "patch", operation_id = "request_rule_update")]
    async fn update(
        &self,
        Admin(scope): Admin,
        request_rule_id: Path<Uuid>,
        /// The version that the caller has seen.
        #[oai(name = "If-Match", validator(max_length = 64))]
        if_match: Header<Option<String>>,
        change: Json<RequestRuleChange>,
    ) -> Outcome<Tagged<RequestRule>> {
        let version = expect_version(if_match.0.as_deref())?;
        let RequestRuleChange { name, filter, actions, position, stops, enabled } = change.0;
        let change = Change {
            name: name.map(Into::into),
            filter: filter.map(Into::into),
            actions: actions.map(Into::into),
            position,
            stops,
            enabled,
        };
        Ok(tagged(rules::change(&scope, request_rule_id.0.into(), version, change).await?)?)
    }

    /// Forgets a rule. What it has done stays as it is. For an owner or an admin.
    #[oai(path = "/request-rules/:request_rule_id", method = "delete", operation_id = "request_rule_delete")]
    async fn delete(&self, Admin(scope): Admin, request_rule_id: Path<Uuid>) -> Outcome<Done> {
        rules::delete(&scope, request_rule_id.0.into()).await?;
        Ok(Done::Done)
    }
}

fn tagged(row: Model) -> Result<Tagged<RequestRule>> {
    let version = tag(row.version);
    Ok(Tagged::Ok(Json(row.try_into()?), version))
}
