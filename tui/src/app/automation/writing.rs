use portico_openapi::{ApiError, Kind, types};

use super::App;
use crate::{
    action::Action,
    app::{Overlay, Scroll, entering::reference},
    automation::{Deed, Document, Spot, Target, laid_out},
    effect::{Call, Effect},
    office,
    remote::{Remote, Ticket},
};

impl App {
    /// Gives the latest version of the workflow to the person's editor.
    pub(super) fn write_definition(&mut self) -> Vec<Effect> {
        let Some(view) = self.workflow_view() else {
            // What it does is looked up with it.
            return self.open();
        };
        let begun = view.latest().map(|version| laid_out(&version.definition)).unwrap_or_default();
        let (id, name) = (view.workflow.id, view.workflow.name.clone());
        let document = Document::new(Target::Workflow(id), name, begun, (self.new_key)());
        self.write_document(document)
    }

    /// Gives what a form asks to the person's editor.
    pub(super) fn write_questions(&mut self, form: &types::Form) -> Vec<Effect> {
        let target = Target::Form(form.id, form.version);
        let document = Document::new(target, form.title.clone(), laid_out(&form.schema), (self.new_key)());
        self.write_document(document)
    }

    /// Gives a document to the person's editor. One that is not saved yet comes first.
    pub(super) fn write_document(&mut self, document: Document) -> Vec<Effect> {
        if let Some(known) = self.automation.document.as_mut().filter(|known| known.text != known.begun) {
            let is_same = known.target == document.target;
            known.outside = is_same;
            let text = known.text.clone();
            self.automation.writes = true;
            self.in_pane = true;
            if is_same {
                return vec![Effect::Edit(text, "yaml")];
            }
            return self.say("This is not saved yet: ctrl-s saves it, esc leaves it.");
        }
        let text = document.text.clone();
        self.automation.document = Some(document);
        vec![Effect::Edit(text, "yaml")]
    }

    /// Takes a document as it came back from the editor.
    pub(in crate::app) fn edited_document(&mut self, text: Result<String, String>) -> Vec<Effect> {
        let Some(document) = &mut self.automation.document else {
            return Vec::new();
        };
        document.outside = false;
        match text {
            Ok(text) => {
                let is_same = text.trim_end() == document.begun.trim_end();
                document.text = text;
                if is_same {
                    self.drop_document();
                    return self.say("Nothing was changed.");
                }
                self.automation.writes = true;
                self.in_pane = true;
                self.scroll = Scroll::default();
                self.check_document()
            }
            Err(reason) => {
                if !self.automation.writes {
                    self.automation.document = None;
                }
                self.fail(format!("The editor did not work: {reason}"));
                Vec::new()
            }
        }
    }

    /// Asks what is wrong with a definition. What forms ask is looked at only when it is saved.
    fn check_document(&mut self) -> Vec<Effect> {
        let ticket = self.ticket();
        let Some(document) = &mut self.automation.document else {
            return Vec::new();
        };
        document.faults = Remote::default();
        if !document.target.is_workflow() {
            return Vec::new();
        }
        document.faults.ask(ticket);
        vec![Effect::Call(ticket, Call::Faults(document.text.clone()))]
    }

    /// Takes what is wrong with a definition, and shows the first of it.
    pub(in crate::app) fn took_faults(&mut self, ticket: Ticket, answer: Result<Vec<Spot>, ApiError>) -> Vec<Effect> {
        let failure = answer.as_ref().err().cloned();
        let Some(document) = &mut self.automation.document else {
            return Vec::new();
        };
        if !document.faults.answer(ticket, answer) {
            return Vec::new();
        }
        match failure {
            Some(error) => self.troubled("Not looked at. ", &error),
            None => Vec::new(),
        }
    }

    /// Does what a key means to the document.
    pub(super) fn arrange_document(&mut self, action: Action) -> Vec<Effect> {
        if self.doing.is_some() {
            return self.say("It is being saved.");
        }
        match action {
            Action::Edit => {
                let Some(document) = &mut self.automation.document else {
                    return Vec::new();
                };
                document.outside = true;
                vec![Effect::Edit(document.text.clone(), "yaml")]
            }
            Action::Keep => self.keep_document(),
            _ => Vec::new(),
        }
    }

    fn keep_document(&mut self) -> Vec<Effect> {
        let Some(document) = &self.automation.document else {
            return Vec::new();
        };
        let text = document.text.clone();
        let deed = match &document.target {
            Target::Workflow(id) => Deed::Write(*id, text),
            Target::Form(id, version) => {
                Deed::Reform(*id, *version, types::FormChange { schema: Some(text), status: None, title: None })
            }
            Target::Template(id, version) => {
                let change = types::WorkflowTemplateChange { definition: Some(text), name: None, purpose: None };
                Deed::Redraft(*id, *version, change)
            }
            Target::NewTemplate { name, purpose } => Deed::Draft(types::NewWorkflowTemplate {
                name: name.clone(),
                purpose: purpose.clone(),
                definition: text,
            }),
            Target::NewForm { workspace, title, slug } => Deed::Put(types::NewForm {
                workspace_id: *workspace,
                title: title.clone(),
                slug: slug.clone(),
                schema: text,
            }),
        };
        let effects = self.ask_for(document.key, office::Deed::Automation(deed));
        if let (Some(document), Some((ticket, _))) = (&mut self.automation.document, &self.doing) {
            document.saving = Some(*ticket);
        }
        effects
    }

    /// Whether a deed keeps the document that is written.
    pub(in crate::app) fn is_of_document(&self, deed: &Deed) -> bool {
        let keeps = match deed {
            Deed::Write(..) | Deed::Put(_) | Deed::Draft(_) => true,
            Deed::Redraft(_, _, change) => change.definition.is_some(),
            Deed::Reform(_, _, change) => change.schema.is_some(),
            _ => false,
        };
        keeps && self.automation.document.as_ref().is_some_and(|document| document.saving.is_some())
    }

    /// Takes that a document could not be saved. It stays, with what is wrong at its lines.
    pub(in crate::app) fn document_refused(&mut self, error: &ApiError) -> Vec<Effect> {
        let new_key = self.new_key;
        let Some(document) = &mut self.automation.document else {
            return self.troubled("Not saved. ", error);
        };
        document.saving = None;
        // A refusal is remembered under the key; while it is unknown whether the server took it, only the same is safe.
        if !error.is_passing() {
            document.key = new_key();
        }
        match &error.kind {
            Kind::Invalid(faults) => {
                let ticket = Ticket(0);
                document.faults.ask(ticket);
                document.faults.answer(ticket, Ok(faults.iter().map(Spot::from).collect()));
                self.fail("Not saved, and kept: what is wrong stands above it. e writes on.");
                Vec::new()
            }
            Kind::Unauthorized => self.troubled("", error),
            Kind::Stale => {
                self.fail("Not saved, and kept: someone changed this meanwhile. Copy yours, leave, and look again.");
                Vec::new()
            }
            _ => {
                self.fail(format!("Not saved, and kept: {}{}", error.message, reference(error)));
                Vec::new()
            }
        }
    }

    /// Whether a document is written that is not saved.
    pub fn has_unsaved_document(&self) -> bool {
        self.automation.document.as_ref().is_some_and(Document::is_changed)
    }

    /// Leaves a document; what is not saved is asked about first.
    pub(super) fn leave_document(&mut self) -> Vec<Effect> {
        match &self.automation.document {
            Some(document) if document.saving.is_some() => self.say("It is being saved."),
            Some(document) if document.is_changed() => {
                self.overlay = Some(Overlay::ConfirmDiscard);
                Vec::new()
            }
            _ => self.close_document(),
        }
    }

    /// Forgets what is not saved of a document, and goes back to what it is of.
    pub(in crate::app) fn close_document(&mut self) -> Vec<Effect> {
        self.drop_document();
        self.fetch_whole()
    }

    pub(super) fn drop_document(&mut self) {
        self.automation.document = None;
        self.automation.writes = false;
        self.scroll = Scroll::default();
        self.place = 0;
        self.in_pane &= self.automation.opened.id.is_some();
    }
}
