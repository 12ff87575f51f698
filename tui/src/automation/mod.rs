//! What is done by itself for clients: workflows and their runs, the accounts they use, and the forms they ask. Here is
//! what there is, as values: what is looked at, what is asked of the server, and what forms about it are for.

mod changes;
mod deed;
mod document;
mod elsewhere;
mod fields;
mod inputs;
mod shelf;
mod template;
mod view;
mod words;

use portico_openapi::types;
use uuid::Uuid;

pub use changes::{changes, counted};
pub use deed::{Deed, Done};
pub use document::{Document, Spot, Target, laid_out};
pub use elsewhere::{
    EngineView, bring_fields, engine_change_fields, engine_fields, engine_kind, provider_change_fields,
};
pub use fields::{
    ask_fields, begin_fields, connection_fields, filled, form_fields, give_fields, named_fields, narrow_fields,
    narrowed, provider_fields, settings_fields, start_fields, title_fields, trigger_fields,
};
pub use inputs::HOW as HOW_ASKED;
pub use shelf::{Beside, Narrowing, Page, Shelf, Wanted};
pub use template::{Instance, Reach, RollOut, TemplateView};
pub use view::WorkflowView;
pub use words::{
    asked, asked_shape, health, health_shape, helpers, input_kind, may_go_on, run_shape, run_status, starter,
    step_shape, step_status, stopped_there, trigger, waits, workflow_shape, workflow_status,
};

use crate::app::Opened;

/// A part of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// What is done.
    #[default]
    Workflows,
    /// Each time that it was done.
    Runs,
    /// Clients' accounts elsewhere.
    Connections,
    /// Who is asked to connect them.
    Asked,
    /// Where they can be.
    Providers,
    /// Other programs that do it.
    Engines,
    /// What is written once for many clients.
    Templates,
    /// What clients fill in.
    Forms,
}

impl Part {
    /// All of them, in their order.
    pub const ALL: [Self; 8] = [
        Self::Workflows,
        Self::Runs,
        Self::Connections,
        Self::Asked,
        Self::Providers,
        Self::Engines,
        Self::Templates,
        Self::Forms,
    ];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Workflows => "Workflows",
            Self::Runs => "Runs",
            Self::Connections => "Connections",
            Self::Asked => "Asked",
            Self::Providers => "Providers",
            Self::Engines => "Engines",
            Self::Templates => "Templates",
            Self::Forms => "Forms",
        }
    }

    /// Whether what is there is of no client.
    pub fn is_of_agency(self) -> bool {
        matches!(self, Self::Providers | Self::Engines | Self::Templates)
    }

    /// The next one, or the one before; from the last to the first.
    pub fn beside(self, by: isize) -> Self {
        let count = isize::try_from(Self::ALL.len()).unwrap_or(1);
        let here = Self::ALL.iter().position(|one| *one == self).and_then(|at| isize::try_from(at).ok()).unwrap_or(0);
        let at = usize::try_from((here + by).rem_euclid(count)).unwrap_or(0);
        Self::ALL.get(at).copied().unwrap_or_default()
    }
}

/// All that is known of it.
#[derive(Debug, Default)]
pub struct Automation {
    /// The part that is looked at.
    pub part: Part,
    shelves: [Shelf; Part::ALL.len()],
    /// Which of them are looked at.
    pub narrowing: Narrowing,
    /// The one in the pane.
    pub opened: Opened<Whole>,
    /// Where the pane came from.
    pub from: Option<(Part, Uuid)>,
    /// What is written and not saved.
    pub document: Option<Document>,
    /// Whether the pane shows it.
    pub writes: bool,
    /// What would come of bringing a template's workflows up to date; the pane shows it.
    pub roll: Option<RollOut>,
}

impl Automation {
    /// The rows of the part.
    pub fn shelf(&self) -> &Shelf {
        self.shelf_of(self.part)
    }

    /// The same, to change.
    pub fn shelf_mut(&mut self) -> &mut Shelf {
        &mut self.shelves[self.part as usize]
    }

    /// The rows of a part.
    pub fn shelf_of(&self, part: Part) -> &Shelf {
        &self.shelves[part as usize]
    }

    /// The shelf that waits for an answer.
    pub fn shelf_asked(&mut self, part: Part) -> &mut Shelf {
        &mut self.shelves[part as usize]
    }
}

/// A row of a part.
#[derive(Clone, Debug, PartialEq)]
pub enum Row {
    /// What is done.
    Workflow(Box<types::Workflow>),
    /// A time that it was done.
    Run(Box<types::Run>),
    /// A client's account.
    Connection(Box<types::Connection>),
    /// Somebody who is asked for accounts.
    Asked(Box<types::CredentialRequest>),
    /// Where accounts can be.
    Provider(Box<types::ProviderClient>),
    /// Another program that does it.
    Engine(Box<types::Engine>),
    /// What is written once for many clients.
    Template(Box<types::WorkflowTemplate>),
    /// What is filled in.
    Form(Box<types::Form>),
}

impl Row {
    /// Which it is.
    pub fn id(&self) -> Uuid {
        match self {
            Self::Workflow(row) => row.id,
            Self::Run(row) => row.id,
            Self::Connection(row) => row.id,
            Self::Asked(row) => row.id,
            Self::Provider(row) => row.id,
            Self::Engine(row) => row.id,
            Self::Template(row) => row.id,
            Self::Form(row) => row.id,
        }
    }

    /// Which of its changes it has seen, where they are counted.
    pub fn version(&self) -> Option<i64> {
        match self {
            Self::Workflow(row) => Some(row.version),
            Self::Provider(row) => Some(row.version),
            Self::Engine(row) => Some(row.version),
            Self::Template(row) => Some(row.version),
            Self::Form(row) => Some(row.version),
            Self::Run(_) | Self::Connection(_) | Self::Asked(_) => None,
        }
    }

    /// What it is called.
    pub fn name(&self) -> &str {
        match self {
            Self::Workflow(row) => &row.name,
            Self::Run(row) => &row.workflow.name,
            Self::Connection(row) => &row.name,
            Self::Asked(row) => &row.email,
            Self::Provider(row) => &row.name,
            Self::Engine(row) => &row.name,
            Self::Template(row) => &row.name,
            Self::Form(row) => &row.title,
        }
    }

    /// Whose it is.
    pub fn workspace(&self) -> Option<&types::Ref> {
        match self {
            Self::Workflow(row) => Some(&row.workspace),
            Self::Run(row) => Some(&row.workspace),
            Self::Connection(row) => Some(&row.workspace),
            Self::Asked(row) => Some(&row.workspace),
            Self::Provider(_) | Self::Engine(_) | Self::Template(_) => None,
            Self::Form(row) => Some(&row.workspace),
        }
    }
}

/// One of them, with everything about it.
#[derive(Clone, Debug, PartialEq)]
pub enum Whole {
    /// What is done.
    Workflow(Box<WorkflowView>),
    /// A time that it was done.
    Run(Box<types::RunDetail>),
    /// A client's account, and who is asked for accounts of that client.
    Connection(Box<types::Connection>, Vec<types::CredentialRequest>),
    /// Somebody who is asked for accounts.
    Asked(Box<types::CredentialRequest>),
    /// Where accounts can be, and what the catalogue says of it.
    Provider(Box<types::ProviderClient>, Option<types::Provider>),
    /// Another program that does it, and what it has.
    Engine(Box<EngineView>),
    /// What is written once for many clients, and who has it.
    Template(Box<TemplateView>),
    /// What is filled in, and what was sent of it.
    Form(Box<types::Form>, Vec<types::FormSubmission>),
}

impl Whole {
    /// It as a row.
    pub fn row(&self) -> Row {
        match self {
            Self::Workflow(view) => Row::Workflow(Box::new(view.workflow.clone())),
            Self::Run(detail) => Row::Run(Box::new(detail.run.clone())),
            Self::Connection(connection, _) => Row::Connection(connection.clone()),
            Self::Asked(request) => Row::Asked(request.clone()),
            Self::Provider(provider, _) => Row::Provider(provider.clone()),
            Self::Engine(view) => Row::Engine(Box::new(view.engine.clone())),
            Self::Template(view) => Row::Template(Box::new(view.template.clone())),
            Self::Form(form, _) => Row::Form(form.clone()),
        }
    }
}

/// What a form about it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Which rows to look at.
    Narrow,
    /// A form that is to be; what it asks is written next.
    Draft,
    /// A template that is to be; what it does is written next.
    DraftTemplate,
    /// Something for the server to do.
    Order(Order),
}

/// What a form asks the server for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// A workflow that is to be.
    Begin,
    /// What it is called and who may start it, as it was seen.
    Settings(Uuid, i64),
    /// What starts it by itself.
    Trigger(Uuid),
    /// What a run by hand is given.
    Start(Uuid),
    /// An account that a client is to have.
    Connection,
    /// Who is asked for accounts of a client.
    Ask(Uuid),
    /// A provider.
    Provider,
    /// What a provider's client is, as it was seen.
    AlterProvider(Uuid, i64),
    /// Another program that does it.
    Engine,
    /// What it is called and where it is, as it was seen.
    AlterEngine(Uuid, i64),
    /// A workflow that it is to run.
    Bring(Uuid),
    /// What a template is called and is for, as it was seen.
    Rename(Uuid, i64),
    /// A template's workflow for each of these clients.
    Give(Uuid, Vec<Uuid>),
    /// What a form is called, as it was seen.
    Title(Uuid, i64),
}
