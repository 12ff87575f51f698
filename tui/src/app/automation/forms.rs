use portico_openapi::types::{Connection, Form as Asking, Workflow, WorkflowEngine};
use uuid::Uuid;

use super::App;
use crate::{
    automation::{self, Deed, Document, Order, Part, Purpose, Row, Target},
    effect::Effect,
    form::{Field, Form},
    office::{self, Fault},
};

impl App {
    fn automation_form(&self, purpose: Purpose, title: impl Into<String>, fields: Vec<Field>) -> Form {
        Form::new(office::Purpose::Automation(purpose), title, (self.new_key)(), fields)
    }

    pub(super) fn order_automation(&self, order: Order, title: impl Into<String>, fields: Vec<Field>) -> Form {
        self.automation_form(Purpose::Order(order), title, fields)
    }

    /// Clients by name; those in the archive only where one may look at them.
    pub(super) fn clients(&self, all: bool) -> Vec<(Uuid, String)> {
        let known = self.directory.get().map(|all| all.workspaces.as_slice()).unwrap_or_default();
        let shown = known.iter().filter(|one| all || one.archived_at.is_none());
        shown.map(|one| (one.id, one.name.clone())).collect()
    }

    pub(super) fn client_here(&self) -> Option<Uuid> {
        let row = self.current_row().and_then(|row| row.workspace().map(|workspace| workspace.id));
        self.automation.narrowing.workspace.or(row)
    }

    pub(super) fn shelf_form(&self) -> Form {
        let (part, now) = (self.automation.part, &self.automation.narrowing);
        let workflows = self.automation.shelf_of(Part::Workflows).rows();
        let workflows = workflows.iter().map(|row| {
            let client = row.workspace().map_or("", |workspace| workspace.name.as_str());
            (row.id(), format!("{} · {client}", row.name()))
        });
        let fields = automation::narrow_fields(part, now, self.clients(true), workflows.collect());
        self.automation_form(Purpose::Narrow, "Look at", fields)
    }

    /// One more of the part.
    pub(super) fn new_form(&mut self) -> Vec<Effect> {
        let here = self.client_here();
        if self.directory.get().is_none() {
            return self.say("The clients are not known yet.");
        }
        let beside = self.automation.shelf().beside().cloned().unwrap_or_default();
        let form = match self.automation.part {
            Part::Workflows => {
                let fields = automation::begin_fields(self.clients(false), here);
                let form = self.order_automation(Order::Begin, "A new workflow", fields);
                form.noting("It does nothing before what it does is written and published.")
            }
            Part::Connections if beside.providers.is_empty() => {
                return self.say("No provider is set up yet; owner and admins do that among the providers.");
            }
            Part::Connections => {
                let fields = automation::connection_fields(self.clients(false), here, &beside.providers);
                let form = self.order_automation(Order::Connection, "An account that a client is to connect", fields);
                form.noting("The client connects it. Nobody here sees what opens it.")
            }
            Part::Providers => {
                let fields = automation::provider_fields(&beside.catalogue);
                let form = self.order_automation(Order::Provider, "A provider", fields);
                form.noting("Of those the catalogue knows, the last five are not asked.")
            }
            Part::Engines => {
                let form = self.order_automation(Order::Engine, "Another engine", automation::engine_fields());
                form.noting("What both sides sign with is shown once, when it is set up.")
            }
            Part::Templates => {
                let fields = automation::named_fields("", "");
                let form = self.automation_form(Purpose::DraftTemplate, "A new template", fields);
                form.noting("What its workflows do is written next, in $EDITOR. No client has one before you say so.")
            }
            Part::Forms => {
                let fields = automation::form_fields(self.clients(false), here);
                let form = self.automation_form(Purpose::Draft, "A new form", fields);
                form.noting("What it asks is written next, in $EDITOR.")
            }
            Part::Runs | Part::Asked => return Vec::new(),
        };
        self.form = Some(form);
        Vec::new()
    }

    pub(super) fn workflow_form(&self, row: &Workflow) -> Form {
        let order = Order::Settings(row.id, row.version);
        let form = self.order_automation(order, "The workflow", automation::settings_fields(row));
        match row.engine {
            WorkflowEngine::Here => form,
            _ if form.has("inputs") => form.noting(automation::HOW_ASKED),
            _ => form.noting("What starting it asks for does not fit into lines; it is changed over the API."),
        }
    }

    pub(super) fn title_form(&self, row: &Asking) -> Form {
        self.order_automation(Order::Title(row.id, row.version), "The form", automation::title_fields(row))
    }

    pub(super) fn trigger_form(&mut self) -> Vec<Effect> {
        let Some(view) = self.workflow_view() else {
            return self.say("Open the workflow first: its client’s forms are looked up with it.");
        };
        let zone = self.me.as_ref().map_or("", |me| me.agency.time_zone.as_str());
        let fields = automation::trigger_fields(&view.forms, zone);
        let form = self.order_automation(Order::Trigger(view.workflow.id), "What starts it", fields);
        self.form = Some(form.noting("Only the lines of the kind that you choose count."));
        Vec::new()
    }

    /// Starts a run; what it is given is asked first, and where it is given nothing, whether to.
    pub(super) fn start_run(&mut self, row: &Workflow) -> Vec<Effect> {
        let fields = automation::start_fields(&row.inputs);
        let title = format!("Run {}", row.name);
        if fields.is_empty() {
            let on = row.active_version_number.map(|number| format!(", on version {number}")).unwrap_or_default();
            let words = format!("For {}, now{on}.", row.workspace.name);
            let deed = office::Deed::Automation(Deed::Start(row.id, Default::default()));
            self.confirm(&title, words, deed);
            return Vec::new();
        }
        let form = self.order_automation(Order::Start(row.id), title, fields);
        self.form = Some(form.noting(format!("For {}, now.", row.workspace.name)));
        Vec::new()
    }

    /// Asks somebody to connect accounts of the client of one of them.
    pub(super) fn ask_form(&mut self, row: &Connection) -> Vec<Effect> {
        let known: Vec<Connection> = self
            .automation
            .shelf_of(Part::Connections)
            .rows()
            .iter()
            .filter_map(|one| match one {
                Row::Connection(one) if one.workspace.id == row.workspace.id => Some(one.as_ref().clone()),
                _ => None,
            })
            .collect();
        let known = if known.iter().any(|one| one.id == row.id) { known } else { vec![row.clone()] };
        let fields = automation::ask_fields(&known.iter().collect::<Vec<_>>(), row.id);
        let title = format!("Ask somebody of {}", row.workspace.name);
        let form = self.order_automation(Order::Ask(row.workspace.id), title, fields);
        self.form = Some(form.noting("A mail with a link, which works for seven days and once for each account."));
        Vec::new()
    }

    /// Does what a form says, or says what is wrong with it.
    pub(in crate::app) fn save_automation_form(&mut self, purpose: &Purpose) -> Vec<Effect> {
        match self.read_automation_form(purpose) {
            Ok(effects) => effects,
            Err((field, message)) => {
                if let Some(form) = &mut self.form {
                    form.refuse(field, message);
                }
                Vec::new()
            }
        }
    }

    fn read_automation_form(&mut self, purpose: &Purpose) -> Result<Vec<Effect>, Fault> {
        let Some(form) = self.form.clone() else {
            return Ok(Vec::new());
        };
        match purpose {
            Purpose::Narrow => {
                let narrowing = automation::narrowed(self.automation.part, &self.automation.narrowing, &form);
                self.form = None;
                Ok(self.narrow_shelf(narrowing))
            }
            Purpose::Draft => {
                let title = form.given("title").ok_or(("title", "Say what it is called."))?;
                let workspace = form.text("workspace_id").parse().map_err(|_| ("workspace_id", "Choose a client."))?;
                let target = Target::NewForm { workspace, title: title.clone(), slug: form.given("slug") };
                self.form = None;
                Ok(self.write_document(Document::new(target, title, String::new(), form.key)))
            }
            Purpose::DraftTemplate => {
                let name = form.given("name").ok_or(("name", "Say what it is called."))?;
                let known = self.automation.shelf_of(Part::Templates).rows();
                if known.iter().any(|row| row.name() == name) {
                    return Err(("name", "There is a template of this name."));
                }
                let purpose = form.given("purpose").ok_or(("purpose", "Say what it is for; clients read it."))?;
                let target = Target::NewTemplate { name: name.clone(), purpose };
                self.form = None;
                Ok(self.write_document(Document::new(target, name, String::new(), form.key)))
            }
            Purpose::Order(order) => {
                let deed = automation::filled(order, &form)?;
                Ok(self.ask_from_form(form.key, office::Deed::Automation(deed)))
            }
        }
    }
}
