use portico_openapi::types::{
    CannedReply, NewRequestRule, Priority, RequestRule, RequestRuleChange, RuleActions, RuleDryRun, RuleStep,
    StaffMember,
};
use uuid::Uuid;

use super::Fault;
use crate::{
    form::{Field, Form, Pick},
    message::Directory,
};

/// What is done by itself with requests that come in, and the answers that it can give.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shelf {
    /// The rules, in the order in which they are looked at.
    pub all: Vec<RequestRule>,
    /// The answers that are ready.
    pub canned: Vec<CannedReply>,
}

impl Shelf {
    /// One of the rules.
    pub fn find(&self, id: Uuid) -> Option<&RequestRule> {
        self.all.iter().find(|rule| rule.id == id)
    }

    /// What an answer is called.
    pub fn answer(&self, id: Uuid) -> &str {
        self.canned.iter().find(|reply| reply.id == id).map_or("an answer that is gone", |reply| &reply.name)
    }
}

/// What is done about rules.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// Keep one.
    Keep(Box<NewRequestRule>),
    /// Change one, as it was seen.
    Change(Uuid, i64, Box<RequestRuleChange>),
    /// Keep it no more.
    Drop(Uuid),
    /// See what all would have done, and this one even if it is off.
    DryRun(Uuid),
}

/// What a form about a rule is for: another one, or one as it was seen.
pub type Purpose = Option<(Uuid, i64)>;

impl Deed {
    /// Whether it changes anything at the server.
    pub fn changes(&self) -> bool {
        !matches!(self, Self::DryRun(_))
    }

    pub(super) fn said(&self) -> &'static str {
        match self {
            Self::Keep(_) => "The rule is kept. It counts for requests that come in from now on.",
            Self::Change(..) => "The rule is changed. It counts for requests that come in from now on.",
            Self::Drop(_) => "The rule is gone. What it did stays as it is.",
            Self::DryRun(_) => "",
        }
    }
}

const PRIORITIES: [Priority; 4] = [Priority::Low, Priority::Normal, Priority::High, Priority::Urgent];

/// A rule as a form has it.
pub fn fields(now: Option<&RequestRule>, shelf: &Shelf, staff: &[StaffMember]) -> Vec<Field> {
    let actions = now.map(|rule| &rule.actions);
    let people = actions.and_then(|actions| actions.assignee_ids.as_deref()).unwrap_or_default();
    let people: Vec<_> = people.iter().map(|id| address(*id, staff)).collect();
    let tags = actions.and_then(|actions| actions.add_tags.as_deref()).unwrap_or_default().join(" ");
    let project = actions.and_then(|actions| actions.project_name.clone()).unwrap_or_default();
    let priority = actions.and_then(|actions| actions.priority).map(|one| one.to_string()).unwrap_or_default();
    let reply = actions.and_then(|actions| actions.canned_reply_id).map(|id| id.to_string()).unwrap_or_default();
    let priorities = PRIORITIES.iter().map(|one| Pick::new(one.to_string(), one.to_string()));
    let replies = shelf.canned.iter().map(|one| Pick::new(one.id.to_string(), one.name.clone()));
    let stays = std::iter::once(Pick::new("", "as it is"));
    let nothing = std::iter::once(Pick::new("", "nothing"));
    let position = now.map_or(shelf.all.len().saturating_mul(10).to_string(), |rule| rule.position.to_string());
    vec![
        Field::text("name", "Name", now.map_or("", |rule| &rule.name)),
        Field::text("filter", "Which requests", now.map_or("", |rule| &rule.filter))
            .helped("kind:support workspace:acme umbrella; empty: all"),
        Field::lines("assignee_ids", "It gives them to", &people.join("\n")).helped("one a line; several take turns"),
        Field::choice("priority", "Priority", stays.chain(priorities).collect(), &priority),
        Field::text("add_tags", "Tags", &tags).helped("with blanks between them"),
        Field::text("project_name", "Project", &project).helped("by its name, where the client has one of it"),
        Field::choice("canned_reply_id", "It answers", nothing.chain(replies).collect(), &reply),
        Field::text("position", "Its place", &position).helped("a lower number comes first"),
        Field::switch("stops", "No rule after it", now.is_some_and(|rule| rule.stops)),
        Field::switch("enabled", "It is followed", now.is_none_or(|rule| rule.enabled)),
    ]
}

/// How a teammate is written; of who has left only the id is known.
fn address(id: Uuid, staff: &[StaffMember]) -> String {
    staff.iter().find(|one| one.id == id).map_or_else(|| id.to_string(), |one| one.email.clone())
}

pub(super) fn filled(purpose: &Purpose, form: &Form, known: Option<&Directory>) -> Result<Deed, Fault> {
    let name = form.given("name").ok_or(("name", "Say what it is called."))?;
    let filter = form.given("filter").unwrap_or_default();
    let staff = known.map(|known| known.staff.as_slice()).unwrap_or_default();
    let people = form.text("assignee_ids");
    let people = people.lines().map(str::trim).filter(|line| !line.is_empty());
    let people: Option<Vec<Uuid>> = people.map(|line| teammate(line, staff)).collect();
    let people = people.ok_or(("assignee_ids", "A line has a teammate's address or whole name."))?;
    let tags: Vec<String> = form.text("add_tags").split_whitespace().map(str::to_owned).collect();
    let priority = form.text("priority");
    let actions = RuleActions {
        assignee_ids: Some(people).filter(|people| !people.is_empty()),
        priority: PRIORITIES.into_iter().find(|one| one.to_string() == priority),
        add_tags: Some(tags).filter(|tags| !tags.is_empty()),
        project_name: form.given("project_name"),
        canned_reply_id: form.text("canned_reply_id").parse().ok(),
    };
    if actions == RuleActions::default() {
        return Err(("assignee_ids", "Say what it does: somebody, a priority, tags, a project or an answer."));
    }
    let position = form.given("position").map(|text| text.parse::<i32>()).transpose();
    let position = position.map_err(|_| ("position", "A number, such as 10."))?;
    let (stops, enabled) = (Some(form.is_on("stops")), Some(form.is_on("enabled")));
    Ok(match purpose {
        None => Deed::Keep(Box::new(NewRequestRule { name, filter, actions, position, stops, enabled })),
        Some((id, version)) => {
            let (name, filter, actions) = (Some(name), Some(filter), Some(actions));
            let change = RequestRuleChange { name, filter, actions, position, stops, enabled };
            Deed::Change(*id, *version, Box::new(change))
        }
    })
}

fn teammate(line: &str, staff: &[StaffMember]) -> Option<Uuid> {
    let wanted = line.to_lowercase();
    let is_it = |one: &&StaffMember| one.email.to_lowercase() == wanted || one.name.to_lowercase() == wanted;
    staff.iter().find(is_it).map(|one| one.id).or_else(|| line.parse().ok())
}

/// What a rule does, in words.
pub fn words(rule: &RequestRule, shelf: &Shelf, staff: &[StaffMember]) -> String {
    let actions = &rule.actions;
    let people = actions.assignee_ids.as_deref().unwrap_or_default();
    let name = |id: &Uuid| staff.iter().find(|one| one.id == *id).map_or("somebody who left", |one| &one.name);
    let people: Vec<_> = people.iter().map(name).collect();
    let given = match people.as_slice() {
        [] => None,
        [one] => Some(format!("gives it to {one}")),
        several => Some(format!("gives it in turn to {}", several.join(", "))),
    };
    let does = [
        given,
        actions.priority.map(|priority| format!("makes it {priority}")),
        actions.add_tags.as_ref().map(|tags| format!("tags it #{}", tags.join(" #"))),
        actions.project_name.as_ref().map(|name| format!("links “{name}”")),
        actions.canned_reply_id.map(|id| format!("answers “{}”", shelf.answer(id))),
        rule.stops.then(|| "is the last".to_owned()),
    ];
    does.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// What rules would have done, to be read.
pub fn told(run: &RuleDryRun) -> String {
    let mut lines = vec![format!("Looked at the last {} requests, each as it was when it came in.", run.looked_at)];
    for rule in &run.rules {
        lines.push(String::new());
        lines.push(format!("{} · fits {}", rule.rule.name, rule.matches.len()));
        for one in &rule.matches {
            let steps: Vec<_> = one.steps.iter().map(step).collect();
            lines.push(format!("  #{} {}", one.request.number, one.request.subject));
            lines.push(format!("    {}", steps.join(" · ")));
        }
    }
    lines.join("\n")
}

fn step(step: &RuleStep) -> String {
    let mark = if step.done { "✓" } else { "✕" };
    format!("{mark} {}: {}", step.kind, step.detail)
}
