use portico_openapi::{ApiError, types};

use super::App;
use crate::{
    billing::{Deed, Front, Sheet, number},
    effect::Effect,
    message::InvoiceView,
    office,
    remote::Ticket,
};

impl App {
    /// Takes an invoice as it is now. To a draft that is written here it is what somebody else made of it.
    pub(in crate::app) fn took_invoice(
        &mut self,
        ticket: Ticket,
        answer: Result<Box<InvoiceView>, ApiError>,
    ) -> Option<ApiError> {
        if let Ok(view) = &answer {
            self.billing.ledger.replace(&view.invoice);
            if let Some(editor) = &mut self.billing.editor
                && editor.sheet.id == Some(view.invoice.id)
                && editor.sheet.version < view.invoice.version
                && editor.saving.is_none()
            {
                if editor.sheet == editor.begun {
                    editor.sheet = Sheet::of(&view.invoice);
                    editor.begun = editor.sheet.clone();
                } else {
                    editor.theirs = Some(Box::new(view.invoice.clone()));
                }
            }
        }
        let failure = answer.as_ref().err().cloned();
        if self.billing.invoice.data.answer(ticket, answer) { failure } else { None }
    }

    /// Takes what the draft adds up to. What the server cannot add up, it says.
    pub(in crate::app) fn took_totals(
        &mut self,
        ticket: Ticket,
        answer: Result<Box<types::InvoiceTotals>, ApiError>,
    ) -> Vec<Effect> {
        let Some(editor) = &mut self.billing.editor else {
            return Vec::new();
        };
        let failure = answer.as_ref().err().cloned();
        if !editor.totals.answer(ticket, answer) {
            return Vec::new();
        }
        match failure {
            Some(ApiError { kind: portico_openapi::Kind::Invalid(faults), .. }) => {
                editor.totals = Default::default();
                editor.faults = faults.into_iter().map(|one| (one.field, one.message)).collect();
                Vec::new()
            }
            Some(error) => self.troubled("Not added up. ", &error),
            None => Vec::new(),
        }
    }

    /// Takes what came of a deed.
    pub(in crate::app) fn took_deed(&mut self, deed: &office::Deed, invoice: &types::Invoice) -> Vec<Effect> {
        let office::Deed::Billing(deed) = deed else {
            return Vec::new();
        };
        match deed {
            Deed::Save(_) => {
                self.billing.editor = None;
                self.billing.front = Front::Invoice;
                self.in_pane = true;
                self.turn_to_invoice(invoice.id)
            }
            _ => Vec::new(),
        }
    }

    /// What was thrown away is looked at no more.
    pub(in crate::app) fn forget_invoice(&mut self) {
        if let Some(id) = self.billing.invoice.id.or(self.billing.ledger.current().map(|row| row.id)) {
            self.billing.ledger.remove(id);
        }
        self.billing.invoice = Default::default();
        self.in_pane = false;
    }

    /// Asks before a draft becomes an invoice.
    pub(super) fn issue(&mut self) {
        if let Some(invoice) = self.current_invoice() {
            let total = crate::money::shown(invoice.total, &invoice.currency);
            let words = format!(
                "{} is asked for {total} and is told at once. What an issued invoice says never changes.",
                invoice.workspace.name
            );
            let deed = Deed::Issue(invoice.id, invoice.version);
            self.confirm("Issue the invoice", words, office::Deed::Billing(deed));
        }
    }

    /// Asks before a draft is thrown away.
    pub(super) fn drop_draft(&mut self) {
        if let Some(invoice) = self.current_invoice() {
            let words = format!("{} for {} is gone then. No number is lost.", number(invoice), invoice.workspace.name);
            let deed = Deed::Drop(invoice.id, invoice.version);
            self.confirm("Throw the draft away", words, office::Deed::Billing(deed));
        }
    }
}
