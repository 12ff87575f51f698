use uuid::Uuid;

use super::App;
use crate::{
    approvals::{self, Purpose, Source},
    draft::{About, Draft, Kind, Place, Plan},
    effect::Effect,
    form::{Field, Form},
    office::{self},
    text,
};

impl App {
    fn approvals_form(&self, purpose: Purpose, title: &str, fields: Vec<Field>) -> Form {
        Form::new(office::Purpose::Approvals(purpose), title, (self.new_key)(), fields)
    }

    /// Which approvals to look at.
    pub(super) fn board_form(&self) -> Form {
        let known = self.directory.get().map(|all| all.workspaces.as_slice()).unwrap_or_default();
        let clients = known.iter().map(|one| (one.id, one.name.clone()));
        self.approvals_form(Purpose::Narrow, "Look at", approvals::narrow_fields(&self.board.narrowing, clients))
    }

    /// Looks at other approvals.
    pub(in crate::app) fn narrow_board(&mut self, narrowing: approvals::Narrowing) -> Vec<Effect> {
        self.board.narrowing = narrowing;
        self.board.cursor.to(0);
        self.in_pane = false;
        self.fetch_board()
    }

    pub(super) fn save_file_form(&self, id: Uuid) -> Option<Form> {
        let name = text::file_name(&self.file(id)?.name);
        let path = Field::path("path", "Where to", &name).helped("tab completes");
        Some(self.approvals_form(Purpose::Save(Source::File(id)), "Save the file", vec![path]))
    }

    pub(super) fn save_certificate_form(&self, step: Uuid) -> Option<Form> {
        let approval = &self.approval.data.get()?.approval;
        let name = format!("certificate-{}-step-{}.pdf", approval.number, self.certified(step)?.position);
        let path = Field::path("path", "Where to", &name).helped("tab completes");
        let source = Source::Certificate(approval.id, step);
        Some(self.approvals_form(Purpose::Save(source), "Save the certificate", vec![path]))
    }

    /// A new approval, or one that is to be.
    pub(in crate::app) fn plan_form(&mut self, place: Option<Place>) -> Vec<Effect> {
        let Some(known) = self.directory.get() else {
            return self.say("The clients are not known yet.");
        };
        let begun = place.and_then(|place| self.drafts.get(&place)).and_then(Draft::plan).cloned();
        let here = self.board.narrowing.workspace.or(self.current_approval().map(|row| row.workspace.id));
        let plan = begun.unwrap_or_else(|| Plan { workspace: here.unwrap_or_default(), ..Plan::default() });
        let fields = approvals::fields(&plan, known);
        let form = self.approvals_form(Purpose::Plan(place), "A new approval", fields);
        self.form =
            Some(form.noting("Then you write the first version and attach its files. Nothing is sent before that."));
        Vec::new()
    }

    /// Offers the projects of the client that is chosen for a new approval.
    pub(in crate::app) fn offer_projects(&mut self) {
        if let (Some(form), Some(known)) = (&mut self.form, self.directory.get())
            && matches!(form.purpose, office::Purpose::Approvals(Purpose::Plan(_)))
        {
            let client = form.text("workspace_id");
            form.offer("project_id", approvals::projects(known, &client));
        }
    }

    /// Changes a step that was sent.
    pub(super) fn step_form(&mut self, id: Uuid) -> Vec<Effect> {
        let Some(step) = self.step_of(id) else {
            return Vec::new();
        };
        let (title, fields) = (format!("Step {}", step.position), approvals::step_change_fields(step, self.zone));
        let form = self.approvals_form(Purpose::Step(id), &title, fields);
        self.form = Some(form.noting("Who decides stays as it is once somebody has decided on the current version."));
        Vec::new()
    }

    /// Changes what an approval is called, and what it is for.
    pub(super) fn approval_form(&mut self) -> Vec<Effect> {
        let Some(approval) = self.current_approval() else {
            return Vec::new();
        };
        let client = approval.workspace.id;
        let known = self.directory.get().map(|all| all.projects.as_slice()).unwrap_or_default();
        let projects = known.iter().filter(|one| one.workspace.id == client);
        let fields = approvals::head_fields(approval, projects.map(|one| (one.id.to_string(), one.name.clone())));
        self.form = Some(self.approvals_form(Purpose::Head, "The approval", fields));
        Vec::new()
    }

    /// Asks for the change of an approval, or of a step of it, that a form makes.
    pub(in crate::app) fn save_sent(&mut self, step: Option<Uuid>) -> Vec<Effect> {
        let (Some(form), Some(approval)) = (self.form.clone(), self.current_approval()) else {
            return Vec::new();
        };
        let deed = match step {
            None => approvals::head_change(approval, &form).map(Some),
            Some(id) => match approval.steps.iter().find(|step| step.id == id) {
                Some(step) => approvals::step_change(approval, step, &form, self.now, self.zone),
                None => Err(("title", "This step is not there any more.")),
            },
        };
        match deed {
            Ok(Some(deed)) => self.ask_from_form(form.key, office::Deed::Approvals(deed)),
            Ok(None) => {
                self.form = None;
                self.say("Nothing was changed.")
            }
            Err((field, message)) => {
                if let Some(form) = &mut self.form {
                    form.refuse(field, message);
                }
                Vec::new()
            }
        }
    }

    /// Adds a step to the approval that is filled in.
    pub(in crate::app) fn another_step(&mut self) -> Vec<Effect> {
        let fields = self.form.as_ref().map(approvals::step_fields).unwrap_or_default();
        if fields.is_empty() {
            return self.say(format!("There are {} steps already.", approvals::MOST_STEPS));
        }
        if let Some(form) = &mut self.form {
            form.at = form.fields.len();
            form.extend(fields);
        }
        Vec::new()
    }

    /// What was filled in is there; now its first version is written.
    pub(in crate::app) fn planned(&mut self, place: Option<Place>, plan: Plan) -> Vec<Effect> {
        self.form = None;
        let place = place.unwrap_or_else(|| Place { kind: Kind::Approval, subject: (self.new_key)() });
        let title = plan.title.clone();
        self.compose(place, title.clone(), Some(About::Approval(Box::new(plan.clone()))));
        if let Some(draft) = self.drafts.get_mut(&place) {
            draft.title = title;
            draft.about = Some(About::Approval(Box::new(plan)));
        }
        self.save_draft()
    }
}
