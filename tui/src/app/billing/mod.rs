//! What clients owe: where the keys go among invoices, in one of them and in reports, and what is asked of the server
//! for them. Drafts are written in `drafting` and kept in `keeping`, forms are opened in `forms`.

mod drafting;
mod forms;
mod keeping;
mod selling;
mod stripe;
mod taken;

use portico_openapi::types::{Invoice, InvoiceFilter, InvoiceKind, InvoiceStatus, Payment, PaymentKind, PaymentState};
use uuid::Uuid;

use super::{
    App, Scroll,
    asking::{MOST, PAGE},
};
use crate::{
    action::{Action, View},
    billing::{Front, Narrowing, Wanted},
    effect::{Call, Effect},
    keymap::Context,
    office::Subject,
};

impl App {
    /// Fetches the invoices from their beginning, as far as they were fetched before, and what is outstanding of all.
    pub(super) fn fetch_ledger(&mut self) -> Vec<Effect> {
        if self.view != View::Billing {
            return Vec::new();
        }
        let rows = self.billing.ledger.rows().len().clamp(PAGE, MOST);
        let mut effects = self.ask_ledger(None, rows);
        effects.push(self.fetch_aging());
        match self.billing.front {
            Front::Revenue => effects.push(self.fetch_revenue()),
            Front::Stripe => effects.push(self.fetch_stripe()),
            Front::Products => effects.push(self.fetch_products()),
            Front::Subscriptions => effects.extend([self.fetch_subscriptions(), self.fetch_products()]),
            Front::Invoice | Front::Editor | Front::Aging => {}
        }
        effects
    }

    /// Fetches the next page when the cursor comes near the end of what is there.
    pub(super) fn fetch_more_invoices(&mut self) -> Vec<Effect> {
        let ledger = &self.billing.ledger;
        let left = ledger.rows().len().saturating_sub(ledger.cursor.index);
        match ledger.next().cloned() {
            Some(next) if left < PAGE / 4 && !ledger.remote.is_asked() => self.ask_ledger(Some(next), PAGE),
            _ => Vec::new(),
        }
    }

    fn ask_ledger(&mut self, cursor: Option<String>, rows: usize) -> Vec<Effect> {
        let ticket = self.ticket();
        self.billing.ledger.ask(ticket);
        let wanted = Wanted { narrowing: self.billing.ledger.narrowing.clone(), cursor, rows };
        vec![Effect::Call(ticket, Call::Invoices(Box::new(wanted)))]
    }

    fn fetch_aging(&mut self) -> Effect {
        let ticket = self.ticket();
        self.billing.aging.ask(ticket);
        Effect::Call(ticket, Call::Aging)
    }

    fn fetch_revenue(&mut self) -> Effect {
        let ticket = self.ticket();
        self.billing.revenue.ask(ticket);
        Effect::Call(ticket, Call::Revenue)
    }

    fn fetch_stripe(&mut self) -> Effect {
        let ticket = self.ticket();
        self.billing.stripe.ask(ticket);
        Effect::Call(ticket, Call::StripeEvents)
    }

    pub(super) fn fetch_invoice(&mut self) -> Vec<Effect> {
        let Some(id) = self.billing.invoice.id else {
            return Vec::new();
        };
        let ticket = self.ticket();
        self.billing.invoice.data.ask(ticket);
        vec![Effect::Call(ticket, Call::Invoice(id))]
    }

    pub(super) fn turn_to_invoice(&mut self, id: Uuid) -> Vec<Effect> {
        let other = self.billing.invoice.turn_to(id);
        self.turned(other);
        self.fetch_invoice()
    }

    /// Opens an invoice from wherever the person is.
    pub(super) fn visit_invoice(&mut self, id: Uuid) -> Vec<Effect> {
        let mut effects = if self.view == View::Billing { Vec::new() } else { self.show(View::Billing) };
        if self.billing.editor.is_none() {
            self.billing.front = Front::Invoice;
        }
        if let Some(index) = self.billing.ledger.rows().iter().position(|row| row.id == id) {
            self.billing.ledger.cursor.to(index);
        }
        effects.extend(self.turn_to_invoice(id));
        self.in_pane = true;
        effects
    }

    /// Looks at other invoices.
    pub(super) fn narrow_ledger(&mut self, narrowing: Narrowing) -> Vec<Effect> {
        self.billing.ledger.narrowing = narrowing;
        self.billing.ledger.cursor.to(0);
        self.in_pane = false;
        self.billing.front = Front::Invoice;
        self.fetch_ledger()
    }

    /// The invoice that keys act on: the pane's when it has the keys, the row's otherwise.
    pub fn current_invoice(&self) -> Option<&Invoice> {
        if !self.in_pane {
            return self.billing.ledger.current();
        }
        let id = self.billing.invoice.id.filter(|_| self.billing.front == Front::Invoice);
        let opened = self.billing.invoice.data.get().map(|view| &view.invoice);
        opened.filter(|one| Some(one.id) == id).or_else(|| {
            let mut rows = self.billing.ledger.rows().iter();
            rows.find(|row| Some(row.id) == id)
        })
    }

    pub(super) fn payment(&self, id: Uuid) -> Option<&Payment> {
        self.billing.invoice.data.get()?.payments.iter().find(|payment| payment.id == id)
    }

    /// Whether the pane is all there is beside it.
    pub fn is_whole(&self) -> bool {
        let report = self.view == View::Billing && self.billing.front != Front::Invoice;
        let document = self.view == View::Automation && self.automation.writes;
        self.in_pane && (report || document)
    }

    /// Where the keys go among invoices; what the person may not do has no key.
    pub(super) fn billing_contexts(&self) -> Vec<Context> {
        let contexts = match (self.in_pane, self.billing.front) {
            (true, Front::Editor) => self.editor_contexts(),
            (true, Front::Aging | Front::Revenue) => vec![Context::Report],
            (true, Front::Stripe) => self.stripe_contexts(),
            (true, Front::Products | Front::Subscriptions) => self.selling_contexts(),
            _ => self.invoice_contexts(),
        };
        self.ended(contexts)
    }

    fn invoice_contexts(&self) -> Vec<Context> {
        let is_admin = self.is_admin();
        let mut contexts = Vec::new();
        if let Some(Subject::Payment(id)) = self.row()
            && self.payment(id).is_some_and(is_refundable)
        {
            contexts.extend(is_admin.then_some(Context::Payment));
        }
        if let Some(invoice) = self.current_invoice() {
            let is_invoice = invoice.kind == InvoiceKind::Invoice;
            let untouched = invoice.outstanding == invoice.total && invoice.processing == 0;
            let is = |status| is_invoice && invoice.status == status;
            let held = [
                (is(InvoiceStatus::Draft) && is_admin, Context::Issuable),
                (is(InvoiceStatus::Draft), Context::Drafted),
                (is(InvoiceStatus::Open) && is_admin, Context::Owed),
                ((is(InvoiceStatus::Open) || is(InvoiceStatus::Paid)) && is_admin, Context::Issued),
                (is(InvoiceStatus::Open) && untouched && is_admin, Context::Voidable),
                (invoice.status != InvoiceStatus::Draft, Context::Invoice),
            ];
            contexts.extend(held.into_iter().filter(|(holds, _)| *holds).map(|(_, context)| context));
        }
        let all = [Context::Ledger].into_iter().chain(is_admin.then_some(Context::Books));
        // What stands first is told first.
        if self.in_pane { contexts.into_iter().chain(all).collect() } else { all.chain(contexts).collect() }
    }

    /// Does what a key means to an invoice, to the part of it that has the cursor, or to all of them.
    pub(super) fn arrange_billing(&mut self, action: Action) -> Vec<Effect> {
        if self.in_pane && self.billing.front == Front::Editor {
            return self.arrange_draft(action);
        }
        if let Some(effects) = self.arrange_selling(action) {
            return effects;
        }
        match (action, self.row()) {
            (Action::ShowProducts, _) => return self.show_report(Front::Products),
            (Action::ShowSubscriptions, _) => return self.show_report(Front::Subscriptions),
            (Action::Import, _) => return self.import_form(),
            (Action::ShowAging, _) => return self.show_report(Front::Aging),
            (Action::ShowRevenue, _) => return self.show_report(Front::Revenue),
            (Action::ShowStripe, _) => return self.show_report(Front::Stripe),
            (Action::Look, Some(Subject::StripeEvent(id))) => self.read_stripe_event(id),
            (Action::Retry, Some(Subject::StripeEvent(id))) => return self.retry_event(id),
            (Action::TurnDrafts, _) => {
                let drafts = self.billing.ledger.is_of_drafts();
                let status = (!drafts).then_some(InvoiceFilter::Draft);
                let narrowing =
                    Narrowing { workspace: self.billing.ledger.narrowing.workspace, ..Narrowing::default() };
                return self.narrow_ledger(Narrowing { status, ..narrowing });
            }
            (Action::Narrow, _) => self.form = Some(self.ledger_form()),
            (Action::New, _) => return self.new_draft(),
            (Action::Edit, _) => return self.edit_draft(),
            (Action::Remove, _) => self.drop_draft(),
            (Action::Issue, _) => self.issue(),
            (Action::Void, _) => self.form = self.void_form(),
            (Action::CreditNote, _) => return self.credit_note_form(),
            (Action::Save, _) => self.form = self.document_form(),
            (Action::Pay, _) => self.form = self.payment_form(),
            (Action::Refund, Some(Subject::Payment(id))) => self.form = self.refund_form(id),
            (Action::UseCredit, _) => return self.use_form(),
            (Action::GiveCredit, _) => return self.credit_form(),
            (Action::Export, _) => self.form = Some(self.billing_export_form()),
            _ => {}
        }
        Vec::new()
    }

    /// Shows a report in place of everything else.
    pub(super) fn show_report(&mut self, front: Front) -> Vec<Effect> {
        self.billing.front = front;
        self.in_pane = true;
        self.scroll = Scroll::default();
        self.place = 0;
        match front {
            Front::Aging => vec![self.fetch_aging()],
            Front::Stripe => vec![self.fetch_stripe()],
            Front::Products => vec![self.fetch_products()],
            Front::Subscriptions => vec![self.fetch_subscriptions(), self.fetch_products()],
            _ => vec![self.fetch_revenue()],
        }
    }

    /// What is written comes back with the screen.
    pub(super) fn turn_to_front(&mut self) {
        let is_written = self.billing.editor.is_some();
        self.billing.front = if is_written { Front::Editor } else { Front::Invoice };
        self.in_pane |= self.view == View::Billing && is_written;
        self.automation.writes = self.automation.document.is_some();
        self.in_pane |= self.view == View::Automation && self.automation.writes;
    }

    /// One step back from what the pane shows.
    pub(super) fn leave_front(&mut self) -> Vec<Effect> {
        match self.billing.front {
            Front::Editor => return self.leave_draft(),
            Front::Aging | Front::Revenue | Front::Stripe | Front::Products | Front::Subscriptions => {
                self.billing.front = Front::Invoice;
                self.in_pane = false;
            }
            Front::Invoice => self.in_pane = false,
        }
        Vec::new()
    }
}

/// Whether it is money that has come.
fn is_refundable(payment: &Payment) -> bool {
    payment.kind == PaymentKind::Payment && payment.state == PaymentState::Succeeded
}
