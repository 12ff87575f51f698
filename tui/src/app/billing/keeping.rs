use portico_openapi::{ApiError, Kind};

use super::App;
use crate::{
    app::entering::reference,
    billing::{Deed, Sheet},
    effect::Effect,
    office,
};

impl App {
    /// Has the server keep the draft.
    pub(super) fn keep_draft(&mut self) -> Vec<Effect> {
        match &self.billing.editor {
            Some(editor) if editor.saving.is_some() => return Vec::new(),
            Some(editor) if editor.theirs.is_some() => {
                return self.say("Someone changed it meanwhile: O saves yours over theirs, T takes theirs.");
            }
            Some(editor) if editor.sheet.lines.is_empty() => return self.say("An invoice has a line; n adds one."),
            Some(editor) if !editor.is_changed() => return self.say("There is nothing to save."),
            _ => {}
        }
        self.send_sheet()
    }

    fn send_sheet(&mut self) -> Vec<Effect> {
        let Some((key, sheet)) = self.billing.editor.as_ref().map(|editor| (editor.key, editor.sheet.clone())) else {
            return Vec::new();
        };
        let effects = self.ask_for(key, office::Deed::Billing(Deed::Save(Box::new(sheet))));
        if let (Some(editor), Some((ticket, _))) = (&mut self.billing.editor, &self.doing) {
            editor.saving = Some(*ticket);
        }
        effects
    }

    /// Takes that a draft could not be saved. Nothing of it is lost: what is wrong stands at its lines, and what somebody
    /// else made of it beside it.
    pub(in crate::app) fn draft_refused(&mut self, error: &ApiError) -> Vec<Effect> {
        let new_key = self.new_key;
        let Some(editor) = &mut self.billing.editor else {
            return self.troubled("Not saved. ", error);
        };
        editor.saving = None;
        // A refusal is remembered under the key; while it is unknown whether the server took it, only the same is safe.
        if !error.is_passing() {
            editor.key = new_key();
        }
        match &error.kind {
            Kind::Invalid(faults) => {
                editor.faults = faults.iter().map(|one| (one.field.clone(), one.message.clone())).collect();
                self.fail("Not saved, and kept: what is wrong stands at its lines.");
                Vec::new()
            }
            Kind::Stale => {
                self.fail(format!("Not saved, and kept: someone changed this draft meanwhile.{}", reference(error)));
                self.billing.editor.as_ref().and_then(|editor| editor.sheet.id).map_or_else(Vec::new, |id| {
                    self.billing.invoice.turn_to(id);
                    self.fetch_invoice()
                })
            }
            Kind::Unauthorized => self.troubled("", error),
            _ => {
                self.fail(format!("Not saved, and kept: {}{}", error.message, reference(error)));
                Vec::new()
            }
        }
    }

    pub(super) fn ask_to_overwrite(&mut self) {
        let Some(editor) = self.billing.editor.as_ref() else {
            return;
        };
        if let Some(theirs) = &editor.theirs {
            let sheet = Sheet { version: theirs.version, ..editor.sheet.clone() };
            let words = "What the other made of it is gone then.";
            self.confirm("Save yours over theirs", words, office::Deed::Billing(Deed::Save(Box::new(sheet))));
        }
    }

    pub(super) fn take_theirs(&mut self) -> Vec<Effect> {
        let Some(sheet) = self.billing.editor.as_ref().and_then(|editor| editor.theirs.as_deref()).map(Sheet::of)
        else {
            return Vec::new();
        };
        self.open_editor(sheet);
        let mut effects = self.say("This is what stands there now.");
        effects.extend(self.add_up());
        effects
    }
}
