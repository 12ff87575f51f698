//! What steps do here: within the transaction that notes that they are done, and so exactly once.

use chrono::TimeDelta;
use sea_orm::ColumnTrait;
use serde_json::{Value, json};
use uuid::Uuid;

use super::author::author;
use super::failure::StepFailure;
use super::invoice;
use super::stand::Stand;
use crate::access::{AgencyScope, SystemScope};
use crate::entity::words::{ActivityKind, FormStatus, RequestKind, ReviewRule, RunStarter, RunWait};
use crate::entity::{agency, approval, form, workflow_version};
use crate::error::{Error, Result};
use crate::features::approvals::{self, NewApproval, NewStep, NewVersion};
use crate::features::requests;
use crate::features::workflows::definition::{Action, Broken, Delay, Step, Templates, Who};
use crate::features::workflows::service::{tell, tell_awaited};
use crate::ids::{ApprovalId, ClientId};
use crate::mail::{self, Letter};
use crate::text;

/// What came of a step.
pub enum Acted {
    Done(Value),
    Waits { wait: RunWait, on: Option<Uuid>, until: Option<TimeDelta> },
}

/// Does what a step says, in the stand's transaction.
///
/// # Errors
/// What undoes the whole transaction; within, [`StepFailure`] where nothing was done.
pub async fn act(
    system: &SystemScope,
    stand: &Stand<'_>,
    version: &workflow_version::Model,
    step: &Step,
) -> Result<Result<Acted, StepFailure>> {
    let filled = match Filled::of(stand, &step.action) {
        Ok(filled) => filled,
        Err(broken) => return Ok(Err(broken.into())),
    };
    Ok(match filled {
        Filled::Set(values) => Ok(Acted::Done(values)),
        Filled::Delay(wait) => Ok(Acted::Waits { wait: RunWait::Delay, on: None, until: Some(wait) }),
        Filled::Form(slug) => form_of(stand, &slug).await?,
        Filled::Approval(id) => approval_of(stand, &id).await?,
        Filled::Email { to, subject, text } => email(stand.scope, &to, &subject, &text).await?,
        Filled::Notify { who, text } => {
            let kind = match who {
                Who::Staff => ActivityKind::StaffNotified,
                Who::Client => ActivityKind::ClientNotified,
            };
            let text = text::line("text", &text, text::LONGEST_TITLE)?;
            tell(stand.scope, &stand.run, kind, text.clone()).await?;
            Ok(Acted::Done(json!({ "text": text })))
        }
        Filled::Request { kind, category, subject, text } => {
            let kind = RequestKind::parse(&kind).ok_or(Error::NotFound)?;
            let asker = (stand.run.started_by == RunStarter::Client).then_some(stand.run.starter_id).flatten();
            let new = requests::NewRequest { kind, category, subject, body: text, project: None };
            let asker = asker.map(ClientId::from);
            let id = requests::create_for(system, stand.scope, stand.run.workspace_id, asker, new).await?;
            Ok(Acted::Done(json!({ "request_id": id })))
        }
        Filled::NewApproval { title, instructions, text } => {
            let scope = author(system, version).await?;
            let step = NewStep {
                title: title.clone(),
                instructions,
                rule: ReviewRule::Any,
                quorum: None,
                due_at: None,
                reviewers: Vec::new(),
                version: Some(NewVersion { body: text, files: Vec::new() }),
            };
            let workspace = stand.run.workspace_id;
            let new = NewApproval { title, workspace, project: None, parallel: false, steps: vec![step] };
            let id = approvals::create(&scope, new).await?;
            Ok(Acted::Done(json!({ "approval_id": id })))
        }
        Filled::Invoice(wanted) => {
            let scope = author(system, version).await?;
            let draft = invoice::draft(&scope, stand.run.workspace_id, wanted).await?;
            Ok(Acted::Done(json!({ "invoice_id": draft.row.id, "total": draft.totals.total })))
        }
    })
}

/// What a step says, with the run's data filled in.
enum Filled {
    Set(Value),
    Delay(TimeDelta),
    Form(String),
    Approval(String),
    Email { to: String, subject: String, text: String },
    Notify { who: Who, text: String },
    Request { kind: String, category: String, subject: String, text: String },
    NewApproval { title: String, instructions: String, text: String },
    Invoice(invoice::Wanted),
}

impl Filled {
    fn of(stand: &Stand<'_>, action: &Action) -> Result<Self, Broken> {
        let (templates, data) = (Templates::default(), stand.seen());
        let fill = |text: &str| templates.text(text, &data);
        Ok(match action {
            Action::Set(values) => {
                let values = values.iter().map(|(name, value)| (name.clone(), value.clone())).collect();
                Self::Set(templates.value(&Value::Object(values), &data)?)
            }
            Action::Delay(delay) => Self::Delay(long(*delay)),
            Action::WaitForForm { form } => Self::Form(fill(form)?),
            Action::WaitForApproval { approval } => Self::Approval(fill(approval)?),
            Action::Email { to, subject, text } => {
                Self::Email { to: fill(to)?, subject: fill(subject)?, text: fill(text)? }
            }
            Action::Notify { who, text } => Self::Notify { who: *who, text: fill(text)? },
            Action::CreateRequest { kind, category, subject, text } => Self::Request {
                kind: fill(kind)?,
                category: fill(category)?,
                subject: fill(subject)?,
                text: fill(text)?,
            },
            Action::CreateApproval { title, instructions, text } => {
                Self::NewApproval { title: fill(title)?, instructions: fill(instructions)?, text: fill(text)? }
            }
            Action::CreateInvoiceDraft { currency, note, lines } => {
                Self::Invoice(invoice::Wanted::of(&templates, &data, currency.clone(), note, lines)?)
            }
            Action::Http(_) | Action::Condition { .. } => {
                return Err(Broken { line: None, why: "this step is done elsewhere".to_owned() });
            }
        })
    }
}

fn long(delay: Delay) -> TimeDelta {
    match delay {
        Delay::Seconds(count) => TimeDelta::seconds(count.into()),
        Delay::Minutes(count) => TimeDelta::minutes(count.into()),
        Delay::Hours(count) => TimeDelta::hours(count.into()),
        Delay::Days(count) => TimeDelta::days(count.into()),
    }
}

async fn form_of(stand: &Stand<'_>, slug: &str) -> Result<Result<Acted, StepFailure>> {
    use form::{Column, Entity};
    let forms = stand.scope.find::<Entity>().filter(Column::WorkspaceId.eq(stand.run.workspace_id));
    let known = forms.filter(Column::Slug.eq(slug)).filter(Column::Status.eq(FormStatus::Published)).first().await?;
    Ok(match known {
        Some(form) => {
            tell_awaited(stand.scope, &stand.run, &form).await?;
            Ok(Acted::Waits { wait: RunWait::Form, on: Some(form.id.into()), until: None })
        }
        None => Err(StepFailure::lasting("no_such_form", format!("the client has no form called {slug}"))),
    })
}

async fn approval_of(stand: &Stand<'_>, id: &str) -> Result<Result<Acted, StepFailure>> {
    use approval::{Column, Entity};
    let missing = || StepFailure::lasting("no_such_approval", "the client has no such approval");
    let Ok(id) = id.trim().parse::<ApprovalId>() else { return Ok(Err(missing())) };
    let theirs = stand.scope.find::<Entity>().filter(Column::WorkspaceId.eq(stand.run.workspace_id));
    Ok(match theirs.filter(Column::Id.eq(id)).first().await? {
        Some(row) => Ok(Acted::Waits { wait: RunWait::Approval, on: Some(row.id.into()), until: None }),
        None => Err(missing()),
    })
}

async fn email(scope: &AgencyScope, to: &str, subject: &str, said: &str) -> Result<Result<Acted, StepFailure>> {
    let to = text::email("to", to)?;
    let subject = text::line("subject", subject, text::LONGEST_TITLE)?;
    let said = text::body("text", said)?;
    let house = scope.find::<agency::Entity>().one().await?;
    let (text, html) = mail::plain(&house.name, &subject, &said);
    let letter = Letter { to: to.clone(), from_name: house.name, subject: subject.clone(), text, html };
    mail::post(scope, letter).await?;
    Ok(Ok(Acted::Done(json!({ "to": to, "subject": subject }))))
}
