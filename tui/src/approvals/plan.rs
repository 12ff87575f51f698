use chrono::{DateTime, FixedOffset, Utc};
use portico_openapi::types::{NewApproval, NewApprovalStep, Project, ReviewRule, Workspace};
use uuid::Uuid;

use crate::{
    draft::{Plan, PlannedStep},
    form::{Field, Form, Pick},
    message::Directory,
    office::Fault,
    when,
};

/// The fields of a step: its heading, and what each is called.
struct Names {
    title: &'static str,
    label: &'static str,
    instructions: &'static str,
    due: &'static str,
    rule: &'static str,
    quorum: &'static str,
    reviewers: &'static str,
}

macro_rules! names {
    ($number:literal) => {
        Names {
            title: concat!("step", $number, "_title"),
            label: concat!("Step ", $number),
            instructions: concat!("step", $number, "_instructions"),
            due: concat!("step", $number, "_due_at"),
            rule: concat!("step", $number, "_rule"),
            quorum: concat!("step", $number, "_quorum"),
            reviewers: concat!("step", $number, "_reviewers"),
        }
    };
}

const STEPS: [Names; 6] = [names!(1), names!(2), names!(3), names!(4), names!(5), names!(6)];

/// A form has no more steps than this; the API takes more.
pub const MOST_STEPS: usize = STEPS.len();

pub(super) const RULES: [(&str, &str, ReviewRule); 3] = [
    ("any", "one of them is enough", ReviewRule::Any),
    ("all", "all have to agree", ReviewRule::All),
    ("quorum", "so many have to agree", ReviewRule::Quorum),
];

/// The fields of a new approval, as it was filled in before.
pub fn fields(plan: &Plan, known: &Directory) -> Vec<Field> {
    let open = |workspace: &&Workspace| workspace.archived_at.is_none();
    let clients = known.workspaces.iter().filter(open).map(|one| Pick::new(one.id.to_string(), &one.name)).collect();
    let client = Field::choice("workspace_id", "Client", clients, &plan.workspace.to_string());
    let projects = projects(known, &client.kind.text());
    let project = plan.project.map(|id| id.to_string()).unwrap_or_default();
    let mut fields = vec![
        client,
        Field::choice("project_id", "Project", projects, &project),
        Field::text("title", "Title", &plan.title),
        Field::switch("parallel", "All steps at once", plan.parallel),
    ];
    let first = [blank()];
    let steps = if plan.steps.is_empty() { &first[..] } else { &plan.steps };
    fields.extend(steps.iter().enumerate().flat_map(|(number, step)| of_step(number, step)));
    fields
}

/// The projects of a client, and none.
pub fn projects(known: &Directory, client: &str) -> Vec<Pick> {
    let of_client = |project: &&Project| project.workspace.id.to_string() == client;
    let named = |project: &Project| Pick::new(project.id.to_string(), &project.name);
    let none = std::iter::once(Pick::new("", "no project"));
    none.chain(known.projects.iter().filter(of_client).map(named)).collect()
}

/// The fields of another step, if there can be one.
pub fn step_fields(form: &Form) -> Vec<Field> {
    let number = STEPS.iter().take_while(|names| form.has(names.title)).count();
    if number < MOST_STEPS { of_step(number, &blank()) } else { Vec::new() }
}

fn blank() -> PlannedStep {
    PlannedStep {
        title: String::new(),
        instructions: String::new(),
        due: String::new(),
        due_at: None,
        rule: ReviewRule::Any,
        quorum: None,
        reviewers: Vec::new(),
    }
}

fn of_step(number: usize, step: &PlannedStep) -> Vec<Field> {
    let Some(names) = STEPS.get(number) else {
        return Vec::new();
    };
    let rules = RULES.iter().map(|(value, label, _)| Pick::new(*value, *label)).collect();
    let quorum = step.quorum.map(|many| many.to_string()).unwrap_or_default();
    vec![
        Field::text(names.title, names.label, &step.title).helped("what it is called, such as Design"),
        Field::text(names.instructions, "  Instructions", &step.instructions).helped("what to look at"),
        Field::text(names.due, "  Deadline", &step.due).helped("2026-03-04, 12h, 7d or 2w"),
        Field::choice(names.rule, "  Who decides", rules, &step.rule.to_string()),
        Field::text(names.quorum, "  How many", &quorum).helped("where so many have to agree"),
        Field::text(names.reviewers, "  Only these people", &step.reviewers.join(", "))
            .helped("empty: all who may approve work"),
    ]
}

/// The approval that a form describes. A step without a title, after the first, is none.
pub fn plan(form: &Form, known: &Directory, now: DateTime<Utc>, zone: FixedOffset) -> Result<Plan, Fault> {
    let workspace: Uuid = form.text("workspace_id").parse().map_err(|_| ("workspace_id", "Choose a client."))?;
    let client = known.workspaces.iter().find(|one| one.id == workspace).map(|one| one.name.clone());
    let project = form.text("project_id").parse::<Uuid>().ok();
    let title = form.given("title").ok_or(("title", "Say what it is called."))?;
    let mut steps = Vec::new();
    for names in STEPS.iter().take_while(|names| form.has(names.title)) {
        if let Some(title) = form.given(names.title) {
            steps.push(step(form, names, title, now, zone)?);
        } else if steps.is_empty() {
            return Err((names.title, "The first step needs a title."));
        } else if [names.instructions, names.due, names.reviewers].iter().any(|name| form.given(name).is_some()) {
            return Err((names.title, "This step needs a title, too."));
        }
    }
    let parallel = form.is_on("parallel");
    Ok(Plan { workspace, client: client.unwrap_or_default(), project, title, parallel, steps })
}

/// The plan of an approval that the server knows and nobody has seen. People are named by what the server calls them,
/// which says who it is as well as their names do.
pub fn planned(new: &NewApproval, client: &str, zone: FixedOffset) -> Plan {
    let step = |step: &NewApprovalStep| PlannedStep {
        title: step.title.clone(),
        instructions: step.instructions.clone().unwrap_or_default(),
        due: step.due_at.map(|at| when::typed(at, zone)).unwrap_or_default(),
        due_at: step.due_at,
        rule: step.rule.unwrap_or(ReviewRule::Any),
        quorum: step.quorum,
        reviewers: step.reviewers.iter().flatten().map(Uuid::to_string).collect(),
    };
    Plan {
        workspace: new.workspace_id,
        client: client.to_owned(),
        project: new.project_id,
        title: new.title.clone(),
        parallel: new.parallel.unwrap_or_default(),
        steps: new.steps.iter().map(step).collect(),
    }
}

fn step(
    form: &Form,
    names: &Names,
    title: String,
    now: DateTime<Utc>,
    zone: FixedOffset,
) -> Result<PlannedStep, Fault> {
    let due = form.given(names.due).unwrap_or_default();
    let due_at = match due.as_str() {
        "" => None,
        text => Some(when::ahead(text, now, zone).ok_or((names.due, DUE))?),
    };
    if due_at.is_some_and(|at| at <= now) {
        return Err((names.due, "This day is over."));
    }
    let chosen = form.text(names.rule);
    let rule = RULES.iter().find(|(value, ..)| *value == chosen).map_or(ReviewRule::Any, |(_, _, rule)| *rule);
    let quorum = match (rule, form.given(names.quorum)) {
        (ReviewRule::Quorum, given) => {
            let many = given.and_then(|text| text.parse::<i32>().ok()).filter(|many| *many > 0);
            Some(many.ok_or((names.quorum, "Say how many, such as 2."))?)
        }
        _ => None,
    };
    let people = form.text(names.reviewers);
    let reviewers = people.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
    let instructions = form.given(names.instructions).unwrap_or_default();
    Ok(PlannedStep { title, instructions, due, due_at, rule, quorum, reviewers })
}

pub(super) const DUE: &str = "Say a day, such as 2026-03-04, or how far ahead, such as 12h, 7d or 2w.";
