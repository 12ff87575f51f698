use chrono::{DateTime, FixedOffset, Utc};
use portico_openapi::types::{
    Approval, ApprovalChange, ApprovalStep, ApprovalStepChange, ApprovalStepField, ReviewRule,
};

use super::{
    Deed,
    plan::{DUE, RULES},
};
use crate::{
    form::{Field, Form, Pick},
    office::Fault,
    when,
};

/// What can be changed of a step that was sent.
pub fn step_change_fields(step: &ApprovalStep, zone: FixedOffset) -> Vec<Field> {
    let rules = RULES.iter().map(|(value, label, _)| Pick::new(*value, *label)).collect();
    let quorum = step.quorum.map(|many| many.to_string()).unwrap_or_default();
    vec![
        Field::text("title", "Title", &step.title),
        Field::lines("instructions", "Instructions", &step.instructions),
        Field::text("due_at", "Deadline", &due(step, zone))
            .helped("2026-03-04, 2026-03-04 17:00, 12h, 7d; empty: none"),
        Field::choice("rule", "Who decides", rules, &step.rule.to_string()),
        Field::text("quorum", "How many", &quorum).helped("where so many have to agree"),
        Field::text("reviewers", "Only these people", &reviewers(step).join(", "))
            .helped("empty: all who may approve work"),
    ]
}

/// A deadline as it can be typed again.
fn due(step: &ApprovalStep, zone: FixedOffset) -> String {
    step.due_at.map(|at| when::typed(at, zone)).unwrap_or_default()
}

fn reviewers(step: &ApprovalStep) -> Vec<String> {
    step.reviewers.iter().map(|person| person.name.clone()).collect()
}

/// What a form changes of a step: only what is other than it was, as who decides stays while a decision stands.
pub fn step_change(
    approval: &Approval,
    step: &ApprovalStep,
    form: &Form,
    now: DateTime<Utc>,
    zone: FixedOffset,
) -> Result<Option<Deed>, Fault> {
    let mut change = ApprovalStepChange::default();
    let title = form.given("title").ok_or(("title", "Say what the step is called."))?;
    change.title = Some(title).filter(|title| *title != step.title);
    let instructions = form.text("instructions").trim_end().to_owned();
    change.instructions = Some(instructions).filter(|text| text != step.instructions.trim_end());
    let typed = form.given("due_at").unwrap_or_default();
    if typed != due(step, zone) {
        if typed.is_empty() {
            change.clear = Some(vec![ApprovalStepField::DueAt]);
        } else {
            let at = when::ahead(&typed, now, zone).ok_or(("due_at", DUE))?;
            if at <= now {
                return Err(("due_at", "This day is over."));
            }
            change.due_at = Some(at);
        }
    }
    let chosen = form.text("rule");
    let rule = RULES.iter().find(|(value, ..)| *value == chosen).map_or(step.rule, |(_, _, rule)| *rule);
    change.rule = Some(rule).filter(|rule| *rule != step.rule);
    if rule == ReviewRule::Quorum {
        let many = form.given("quorum").and_then(|text| text.parse::<i32>().ok()).filter(|many| *many > 0);
        let many = many.ok_or(("quorum", "Say how many, such as 2."))?;
        change.quorum = Some(many).filter(|many| step.quorum != Some(*many) || change.rule.is_some());
    }
    let people = form.text("reviewers");
    let named: Vec<_> = people.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
    let named = Some(named).filter(|named| *named != reviewers(step));
    if change == ApprovalStepChange::default() && named.is_none() {
        return Ok(None);
    }
    let (workspace, client) = (approval.workspace.id, approval.workspace.name.clone());
    let (approval, version, step, change) = (approval.id, approval.version, step.id, Box::new(change));
    Ok(Some(Deed::Step { approval, version, step, workspace, client, change, reviewers: named }))
}

/// What can be changed of an approval itself.
pub fn head_fields(approval: &Approval, projects: impl Iterator<Item = (String, String)>) -> Vec<Field> {
    let none = std::iter::once(Pick::new("", "no project"));
    let picks = none.chain(projects.map(|(id, name)| Pick::new(id, name))).collect();
    let project = approval.project.as_ref().map(|project| project.id.to_string()).unwrap_or_default();
    vec![Field::text("title", "Title", &approval.title), Field::choice("project_id", "Project", picks, &project)]
}

/// What a form changes of an approval.
pub fn head_change(approval: &Approval, form: &Form) -> Result<Deed, Fault> {
    use portico_openapi::types::ApprovalField;
    let title = Some(form.given("title").ok_or(("title", "Say what it is called."))?);
    let project_id = form.text("project_id").parse().ok();
    let clear = if project_id.is_none() { Some(vec![ApprovalField::ProjectId]) } else { None };
    let change = ApprovalChange { archived: None, clear, project_id, title };
    Ok(Deed::Head(approval.id, approval.version, Box::new(change)))
}
