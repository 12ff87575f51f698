use std::collections::BTreeMap;

use portico_openapi::types::{
    Connection, ConnectionHealth, Form as Asking, FormChange, FormStatus, InputKind, NewConnection,
    NewCredentialRequest, NewProviderClient, NewTemplateInstances, NewTrigger, NewWorkflow, Provider, ProviderClient,
    ProviderSettings, RunStatus, TriggerKind, Workflow, WorkflowChange, WorkflowEngine, WorkflowInput, WorkflowStatus,
    WorkflowTemplateChange,
};
use uuid::Uuid;

use super::{
    Deed, Narrowing, Order, Part, elsewhere, input_kind,
    inputs::{asking, asking_field},
    run_status, workflow_status,
};
use crate::{
    foreign,
    form::{Field, Form, Pick},
    office::{Fault, Hidden},
};

/// A form, or what is wrong with it.
pub type Faults<T> = Result<T, Fault>;

/// Clients by name.
pub type Clients = Vec<(Uuid, String)>;

/// Of which client; of every one where that is offered.
pub fn client_pick(clients: Clients, now: Option<Uuid>, every: bool) -> Field {
    let all = every.then(|| Pick::new("", "every client"));
    let picks = all.into_iter().chain(clients.into_iter().map(|(id, name)| Pick::new(id.to_string(), name)));
    Field::choice("workspace_id", "Client", picks.collect(), &now.map(|id| id.to_string()).unwrap_or_default())
}

/// Which rows to look at, as a form has it.
pub fn narrow_fields(part: Part, now: &Narrowing, clients: Clients, workflows: Clients) -> Vec<Field> {
    let mut fields = vec![client_pick(clients, now.workspace, true)];
    let picks = |first: &str, rest: Vec<Pick>| std::iter::once(Pick::new("", first)).chain(rest).collect::<Vec<_>>();
    let text = |value: Option<String>| value.unwrap_or_default();
    match part {
        Part::Workflows => {
            let all =
                [WorkflowStatus::Draft, WorkflowStatus::Published, WorkflowStatus::Paused, WorkflowStatus::Archived];
            let all = all.map(|one| Pick::new(one.to_string(), workflow_status(one))).into();
            let now = text(now.workflows.map(|one| one.to_string()));
            fields.push(Field::choice("status", "Which stand", picks("all that are not in the archive", all), &now));
        }
        Part::Runs => {
            let all = [
                RunStatus::Queued,
                RunStatus::Running,
                RunStatus::Waiting,
                RunStatus::Succeeded,
                RunStatus::Failed,
                RunStatus::Cancelled,
            ];
            let all = all.map(|one| Pick::new(one.to_string(), run_status(one))).into();
            let status = text(now.runs.map(|one| one.to_string()));
            fields.push(Field::choice("status", "Which stand", picks("all", all), &status));
            let mut known: Vec<_> = workflows.into_iter().map(|(id, name)| Pick::new(id.to_string(), name)).collect();
            if let Some((id, name)) = &now.workflow
                && !known.iter().any(|pick| pick.value == id.to_string())
            {
                known.push(Pick::new(id.to_string(), name));
            }
            let workflow = text(now.workflow.as_ref().map(|(id, _)| id.to_string()));
            fields.push(Field::choice("workflow_id", "Workflow", picks("every workflow", known), &workflow));
        }
        Part::Connections => {
            let all = [
                (ConnectionHealth::Healthy, "healthy"),
                (ConnectionHealth::Expiring, "expiring soon"),
                (ConnectionHealth::NeedsReauthorization, "in need of the client"),
                (ConnectionHealth::Failing, "failing"),
            ];
            let all = all.map(|(one, label)| Pick::new(one.to_string(), label)).into();
            let now = text(now.health.map(|one| one.to_string()));
            fields.push(Field::choice("health", "Which are", picks("all", all), &now));
        }
        Part::Forms => {
            let all = vec![Pick::new("published", "published"), Pick::new("archived", "in the archive")];
            let now = text(now.forms.map(|one| one.to_string()));
            fields.push(Field::choice("status", "Which are", picks("all", all), &now));
        }
        Part::Asked | Part::Providers | Part::Engines | Part::Templates => {}
    }
    fields
}

/// Which rows a form asks for; the rest of what is looked at stays.
pub fn narrowed(part: Part, now: &Narrowing, form: &Form) -> Narrowing {
    let mut wanted = Narrowing { workspace: form.text("workspace_id").parse().ok(), ..now.clone() };
    match part {
        Part::Workflows => wanted.workflows = form.text("status").parse().ok(),
        Part::Runs => {
            wanted.runs = form.text("status").parse().ok();
            wanted.workflow = form.text("workflow_id").parse().ok().zip(form.chosen("workflow_id"));
        }
        Part::Connections => wanted.health = form.text("health").parse().ok(),
        Part::Forms => wanted.forms = form.text("status").parse().ok(),
        Part::Asked | Part::Providers | Part::Engines | Part::Templates => {}
    }
    wanted
}

/// A workflow that is to be.
pub fn begin_fields(clients: Clients, here: Option<Uuid>) -> Vec<Field> {
    let mut fields = vec![client_pick(clients, here, false)];
    fields.extend(workflow_fields("", "", false, 1));
    fields
}

/// What a workflow is called, and who may start it; where another engine runs it, what that asks for, too.
pub fn settings_fields(now: &Workflow) -> Vec<Field> {
    let mut fields = workflow_fields(&now.name, &now.purpose, now.client_triggerable, now.at_once);
    if now.engine != WorkflowEngine::Here {
        fields.extend(asking_field(&now.inputs));
    }
    fields
}

fn workflow_fields(name: &str, purpose: &str, open: bool, at_once: i32) -> Vec<Field> {
    vec![
        Field::text("name", "Name", name),
        Field::text("purpose", "What it is for", purpose).helped("the client reads it"),
        Field::switch("client_triggerable", "The client may start it", open).helped("who may run workflows"),
        Field::text("at_once", "Runs at the same time", &at_once.to_string()).helped("1 to 50"),
    ]
}

/// What starts a workflow by itself.
pub fn trigger_fields(forms: &[Asking], zone: &str) -> Vec<Field> {
    let kinds = vec![
        Pick::new("schedule", "a schedule"),
        Pick::new("webhook", "a webhook"),
        Pick::new("form", "a form that is filled in"),
    ];
    let none = forms.is_empty().then(|| Pick::new("", "its client has no forms"));
    let forms = none.into_iter().chain(forms.iter().map(|form| Pick::new(form.id.to_string(), &form.title)));
    vec![
        Field::choice("kind", "Started by", kinds, ""),
        Field::text("cron", "Schedule: when", "0 9 1 * *").helped("minute hour day month weekday"),
        Field::text("time_zone", "Schedule: time zone", zone),
        Field::switch("signed", "Webhook: senders sign", true),
        Field::choice("form_id", "Form: which", forms.collect(), ""),
    ]
}

/// What a run by hand is given.
pub fn start_fields(inputs: &[WorkflowInput]) -> Vec<Field> {
    inputs.iter().map(start_field).collect()
}

fn start_field(input: &WorkflowInput) -> Field {
    let label = foreign::line(input.label.as_deref().unwrap_or(&input.name));
    let label = if input.required { label } else { format!("{label} (may be empty)") };
    let name = input.name.clone();
    // What has to be chosen begins as nothing, too, so that nobody runs what they have not looked at.
    let none = std::iter::once(Pick::new("", if input.required { "choose one" } else { "—" }));
    match input.kind {
        InputKind::Choice => {
            let picks = none.chain(input.choices.iter().map(|one| Pick::new(one, one)));
            Field::choice(name, label, picks.collect(), "")
        }
        InputKind::Boolean => {
            let picks = none.chain([Pick::new("false", "no"), Pick::new("true", "yes")]);
            Field::choice(name, label, picks.collect(), "")
        }
        kind => Field::text(name, label, "").helped(input_kind(kind)),
    }
}

/// An account that a client is to have.
pub fn connection_fields(clients: Clients, here: Option<Uuid>, providers: &[ProviderClient]) -> Vec<Field> {
    let providers = providers.iter().map(|one| Pick::new(one.id.to_string(), &one.name)).collect();
    vec![
        client_pick(clients, here, false),
        Field::choice("provider_client_id", "Where", providers, ""),
        Field::text("name", "Name", "").helped("the client and workflows call it so"),
    ]
}

/// Who is asked for accounts of a client; those that need it are ticked.
pub fn ask_fields(connections: &[&Connection], here: Uuid) -> Vec<Field> {
    let mut fields = vec![
        Field::text("email", "Whom", "").helped("needs no account here"),
        Field::text("message", "What the mail says", "").helped("may be empty"),
    ];
    fields.extend(connections.iter().map(|one| {
        let name = foreign::line(&one.name);
        Field::switch(one.id.to_string(), name, one.id == here).helped(super::health(one))
    }));
    fields
}

/// A provider to set up.
pub fn provider_fields(catalogue: &[Provider]) -> Vec<Field> {
    let picks = catalogue.iter().map(|one| Pick::new(&one.key, &one.name)).collect();
    vec![
        Field::choice("provider", "Provider", picks, ""),
        Field::text("name", "Name", "").helped("empty: the provider’s"),
        Field::text("oauth_client", "Client id", "").helped("as the provider gave it"),
        Field::secret("oauth_secret", "Client secret").helped("sealed, never shown again"),
        Field::text("scopes", "Scopes", "").helped("empty: as usual; with spaces between"),
        Field::text("hosts", "Hosts", "").helped("generic: who gets the credential"),
        Field::text("authorize_url", "Where they consent", "").helped("generic OAuth 2"),
        Field::text("token_url", "Where tokens are had", "").helped("generic OAuth 2"),
        Field::text("ping_url", "What is asked to try it", "").helped("generic; may be empty"),
        Field::text("header", "Header of the key", "").helped("a key; such as X-Api-Key"),
    ]
}

/// What a form is called, and for which client; what it asks is written next.
pub fn form_fields(clients: Clients, here: Option<Uuid>) -> Vec<Field> {
    vec![
        client_pick(clients, here, false),
        Field::text("title", "Title", ""),
        Field::text("slug", "Short name", "").helped("for workflows; empty: made of the title"),
    ]
}

/// What a form is called.
pub fn title_fields(now: &Asking) -> Vec<Field> {
    let picks = vec![Pick::new("published", "published"), Pick::new("archived", "in the archive")];
    vec![Field::text("title", "Title", &now.title), Field::choice("status", "It is", picks, &now.status.to_string())]
}

/// What a template is called, and what its workflows are for.
pub fn named_fields(name: &str, purpose: &str) -> Vec<Field> {
    vec![Field::text("name", "Name", name), Field::text("purpose", "What it is for", purpose).helped("clients read it")]
}

/// How clients are given a template's workflow.
pub fn give_fields() -> Vec<Field> {
    vec![
        Field::switch("publish", "Runs at once", false).helped("a draft otherwise"),
        Field::switch("client_triggerable", "Clients may start it", false).helped("who may run workflows"),
        Field::text("at_once", "Runs at the same time", "1").helped("1 to 50, of each"),
    ]
}

/// What a form comes to.
pub fn filled(order: &Order, form: &Form) -> Faults<Deed> {
    let name = || form.given("name").ok_or(("name", "Say what it is called."));
    let client = || form.text("workspace_id").parse().map_err(|_| ("workspace_id", "Choose a client."));
    let at_once = || form.text("at_once").trim().parse().map_err(|_| ("at_once", "Say a number from 1 to 50."));
    let purpose = || form.given("purpose").ok_or(("purpose", "Say what it is for; the client reads it."));
    let open = form.is_on("client_triggerable");
    Ok(match order {
        Order::Begin => Deed::Begin(NewWorkflow {
            workspace_id: client()?,
            name: name()?,
            purpose: purpose()?,
            client_triggerable: Some(open),
            at_once: Some(at_once()?),
        }),
        Order::Settings(id, version) => {
            let change = WorkflowChange {
                name: Some(name()?),
                purpose: Some(purpose()?),
                client_triggerable: Some(open),
                at_once: Some(at_once()?),
                inputs: asking(form)?,
            };
            Deed::Change(*id, *version, change)
        }
        Order::Trigger(id) => Deed::Trigger(*id, new_trigger(form)?),
        Order::Start(id) => {
            let given = form.fields.iter().map(|field| (field.name.to_string(), field.kind.text()));
            Deed::Start(*id, given.filter(|(_, text)| !text.is_empty()).collect::<BTreeMap<_, _>>())
        }
        Order::Connection => Deed::Need(NewConnection {
            workspace_id: client()?,
            provider_client_id: form
                .text("provider_client_id")
                .parse()
                .map_err(|_| ("provider_client_id", "No provider is set up yet."))?,
            name: name()?,
        }),
        Order::Ask(workspace_id) => {
            let ticked = form.fields.iter().filter(|field| field.kind.is_on());
            let connection_ids: Vec<Uuid> = ticked.filter_map(|field| field.name.parse().ok()).collect();
            if connection_ids.is_empty() {
                return Err(("email", "Tick at least one connection below."));
            }
            Deed::Ask(NewCredentialRequest {
                workspace_id: *workspace_id,
                email: form.given("email").ok_or(("email", "Say whom to ask."))?,
                message: form.given("message"),
                connection_ids,
            })
        }
        Order::Provider => {
            let secret = form.given("oauth_secret").map(Hidden);
            Deed::SetUp(Box::new(new_provider(form)), secret)
        }
        Order::AlterProvider(id, version) => elsewhere::provider_change(*id, *version, form)?,
        Order::Engine => elsewhere::new_engine(form)?,
        Order::AlterEngine(id, version) => elsewhere::engine_change(*id, *version, form)?,
        Order::Bring(engine) => elsewhere::brought(*engine, form)?,
        Order::Rename(id, version) => {
            let change = WorkflowTemplateChange { name: Some(name()?), purpose: Some(purpose()?), definition: None };
            Deed::Redraft(*id, *version, change)
        }
        Order::Give(template, clients) => Deed::Give(
            *template,
            NewTemplateInstances {
                workspace_ids: clients.clone(),
                publish: Some(form.is_on("publish")),
                client_triggerable: Some(open),
                at_once: Some(at_once()?),
            },
        ),
        Order::Title(id, version) => {
            let title = form.given("title").ok_or(("title", "Say what it is called."))?;
            let status = form.text("status").parse::<FormStatus>().ok();
            Deed::Reform(*id, *version, FormChange { title: Some(title), status, schema: None })
        }
    })
}

fn new_trigger(form: &Form) -> Faults<NewTrigger> {
    let kind: TriggerKind = form.text("kind").parse().map_err(|_| ("kind", "Choose one."))?;
    let none = NewTrigger { kind, cron: None, form_id: None, signed: None, time_zone: None };
    Ok(match kind {
        TriggerKind::Schedule => NewTrigger {
            cron: Some(form.given("cron").ok_or(("cron", "Say when, such as 0 9 1 * *."))?),
            time_zone: form.given("time_zone"),
            ..none
        },
        TriggerKind::Webhook => NewTrigger { signed: Some(form.is_on("signed")), ..none },
        TriggerKind::Form => {
            let id = form.text("form_id").parse().map_err(|_| ("form_id", "Its client has no forms."))?;
            NewTrigger { form_id: Some(id), ..none }
        }
    })
}

fn new_provider(form: &Form) -> NewProviderClient {
    let list = |name: &str| form.given(name).map(|text| elsewhere::words(&text));
    let settings = ProviderSettings {
        scopes: list("scopes"),
        hosts: list("hosts"),
        authorize_url: form.given("authorize_url"),
        token_url: form.given("token_url"),
        ping_url: form.given("ping_url"),
        header: form.given("header"),
        account: None,
        auth: None,
        issuer: None,
        prefix: None,
        revoke_url: None,
    };
    let is_any = settings != ProviderSettings::default();
    NewProviderClient {
        provider: form.text("provider"),
        name: form.given("name"),
        oauth_client: form.given("oauth_client"),
        oauth_secret: None,
        settings: is_any.then_some(settings),
    }
}
