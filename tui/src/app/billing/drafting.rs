use portico_openapi::types::InvoiceStatus;

use super::{App, Scroll};
use crate::{
    action::Action,
    app::Overlay,
    billing::{self, Due, Editor, Front, Off, Purpose, Sheet},
    effect::{Call, Effect},
    form::Form,
    keymap::Context,
    office::{self, Fault, Subject},
};

impl App {
    /// Where the keys go while a draft is written.
    pub(super) fn editor_contexts(&self) -> Vec<Context> {
        let row = match self.row() {
            Some(Subject::Head) => Some(Context::Head),
            Some(Subject::Line(_)) => Some(Context::Line),
            _ => None,
        };
        let clash = self.billing.editor.as_ref().and_then(|editor| editor.theirs.as_ref()).map(|_| Context::Clash);
        clash.into_iter().chain([Context::Sheet]).chain(row).collect()
    }

    /// Begins a draft: its head first.
    pub(super) fn new_draft(&mut self) -> Vec<Effect> {
        let Some(known) = self.directory.get() else {
            return self.say("The clients are not known yet.");
        };
        let here = self.billing.ledger.narrowing.workspace.or(self.current_invoice().map(|row| row.workspace.id));
        let first = known.workspaces.iter().find(|one| one.archived_at.is_none()).map(|one| one.id);
        let Some(workspace) = here.or(first) else {
            return self.say("There is no client yet to bill.");
        };
        let sheet = Sheet {
            id: None,
            version: 0,
            workspace,
            client: String::new(),
            currency: self.usual_currency(Some(workspace)),
            project: None,
            inclusive: false,
            off: Off::Nothing,
            due: Due::Usual,
            note: String::new(),
            lines: Vec::new(),
        };
        self.open_editor(sheet);
        self.form = self.head_form();
        Vec::new()
    }

    /// Writes on at a draft.
    pub(super) fn edit_draft(&mut self) -> Vec<Effect> {
        let Some(sheet) = self.current_invoice().filter(|one| one.status == InvoiceStatus::Draft).map(Sheet::of) else {
            return Vec::new();
        };
        let here = self.place.min(sheet.lines.len());
        let was_open = self.in_pane;
        self.open_editor(sheet);
        self.place = if was_open { here } else { 0 };
        self.add_up()
    }

    pub(super) fn open_editor(&mut self, sheet: Sheet) {
        self.billing.editor = Some(Editor::new(sheet, (self.new_key)()));
        self.billing.front = Front::Editor;
        self.in_pane = true;
        self.scroll = Scroll::default();
        self.place = 0;
    }

    /// Has the server add the draft up.
    pub(super) fn add_up(&mut self) -> Vec<Effect> {
        let ticket = self.ticket();
        let Some(editor) = self.billing.editor.as_mut() else {
            return Vec::new();
        };
        if editor.sheet.lines.is_empty() {
            editor.totals = Default::default();
            return Vec::new();
        }
        editor.totals.ask(ticket);
        vec![Effect::Call(ticket, Call::Totals(Box::new(editor.sheet.preview())))]
    }

    /// Does what a key means to the draft.
    pub(super) fn arrange_draft(&mut self, action: Action) -> Vec<Effect> {
        if self.doing.is_some() {
            // What is changed now would be lost with the answer.
            return self.say("It is being saved.");
        }
        match (action, self.row()) {
            (Action::Edit, Some(Subject::Head)) => self.form = self.head_form(),
            (Action::Edit, Some(Subject::Line(at))) => self.form = self.line_form(at, false),
            (Action::AddLine, row) => {
                let count = self.billing.editor.as_ref().map_or(0, |editor| editor.sheet.lines.len());
                let at = if let Some(Subject::Line(at)) = row { at + 1 } else { count };
                self.form = self.line_form(at, true);
            }
            (Action::Remove, Some(Subject::Line(at))) => return self.remove_line(at),
            (Action::LineUp, Some(Subject::Line(at))) => return self.move_line(at, -1),
            (Action::LineDown, Some(Subject::Line(at))) => return self.move_line(at, 1),
            (Action::Keep, _) => return self.keep_draft(),
            (Action::Overwrite, _) => self.ask_to_overwrite(),
            (Action::TakeTheirs, _) => return self.take_theirs(),
            _ => {}
        }
        Vec::new()
    }

    fn remove_line(&mut self, at: usize) -> Vec<Effect> {
        if let Some(editor) = self.billing.editor.as_mut().filter(|editor| at < editor.sheet.lines.len()) {
            editor.sheet.lines.remove(at);
            editor.faults.clear();
        }
        self.add_up()
    }

    fn move_line(&mut self, at: usize, by: isize) -> Vec<Effect> {
        let moved = self.billing.editor.as_mut().and_then(|editor| {
            editor.faults.clear();
            editor.sheet.move_line(at, by)
        });
        match moved {
            Some(to) => {
                self.place = to + 1;
                self.add_up()
            }
            None => Vec::new(),
        }
    }

    pub(super) fn take_head(&mut self, form: &Form) -> Result<Vec<Effect>, Fault> {
        let known = self.directory.get().ok_or(("currency", "The clients are not known yet."))?;
        let Some(editor) = self.billing.editor.as_mut() else {
            return Ok(Vec::new());
        };
        editor.sheet = billing::read_head(form, &editor.sheet, known)?;
        editor.faults.retain(|(field, _)| field.starts_with("lines"));
        self.form = None;
        let is_empty = editor.sheet.lines.is_empty();
        if is_empty && editor.sheet.id.is_none() {
            self.form = self.line_form(0, true);
        }
        Ok(self.add_up())
    }

    pub(super) fn take_line(&mut self, form: &Form, at: usize, new: bool) -> Result<Vec<Effect>, Fault> {
        let Some(editor) = self.billing.editor.as_mut() else {
            return Ok(Vec::new());
        };
        let line = billing::read_line(form, &editor.sheet.currency)?;
        let at = at.min(editor.sheet.lines.len());
        match editor.sheet.lines.get_mut(at).filter(|_| !new) {
            Some(known) => *known = line,
            None => editor.sheet.lines.insert(at, line),
        }
        editor.faults.clear();
        self.form = None;
        self.place = at + 1;
        Ok(self.add_up())
    }

    /// Leaves a draft; what is not saved is asked about first.
    pub(super) fn leave_draft(&mut self) -> Vec<Effect> {
        match &self.billing.editor {
            Some(editor) if editor.saving.is_some() => self.say("It is being saved."),
            Some(editor) if editor.is_changed() => {
                self.overlay = Some(Overlay::ConfirmDiscard);
                Vec::new()
            }
            _ => self.close_draft(),
        }
    }

    /// Whether a draft is written that is not saved.
    pub fn has_unsaved_draft(&self) -> bool {
        self.billing.editor.as_ref().is_some_and(Editor::is_changed)
    }

    /// Forgets what is not saved of a draft.
    pub(in crate::app) fn close_draft(&mut self) -> Vec<Effect> {
        let id = self.billing.editor.take().and_then(|editor| editor.sheet.id);
        self.billing.front = Front::Invoice;
        self.scroll = Scroll::default();
        self.place = 0;
        match id {
            Some(id) => self.turn_to_invoice(id),
            None => {
                self.in_pane = false;
                Vec::new()
            }
        }
    }

    /// Leaving the head of a draft that has nothing else is leaving the draft.
    pub(in crate::app) fn close_empty_draft(&mut self, purpose: &office::Purpose) {
        let is_empty = |editor: &Editor| editor.sheet.id.is_none() && editor.sheet.lines.is_empty();
        if *purpose == office::Purpose::Billing(Purpose::Head) && self.billing.editor.as_ref().is_some_and(is_empty) {
            drop(self.close_draft());
        }
    }
}
