use portico_openapi::types::{BillingParty, Invoice, InvoiceKind, PaymentState};
use uuid::Uuid;

use super::App;
use crate::{
    billing::{self, Deed, Order, Purpose},
    effect::Effect,
    form::{Field, Form},
    money,
    office::{self, Fault, Subject},
};

impl App {
    pub(super) fn billing_form(&self, purpose: Purpose, title: impl Into<String>, fields: Vec<Field>) -> Form {
        Form::new(office::Purpose::Billing(purpose), title, (self.new_key)(), fields)
    }

    fn order_form(&self, order: Order, title: impl Into<String>, fields: Vec<Field>) -> Form {
        self.billing_form(Purpose::Order(order), title, fields)
    }

    /// The clients that are not in the archive, by name.
    pub(super) fn open_clients(&self) -> impl Iterator<Item = (Uuid, String)> {
        let known = self.directory.get().map(|all| all.workspaces.as_slice()).unwrap_or_default();
        let open = known.iter().filter(|one| one.archived_at.is_none());
        open.map(|one| (one.id, one.name.clone())).collect::<Vec<_>>().into_iter()
    }

    fn today(&self) -> chrono::NaiveDate {
        self.now.with_timezone(&self.zone).date_naive()
    }

    pub(super) fn ledger_form(&self) -> Form {
        let known = self.directory.get().map(|all| all.workspaces.as_slice()).unwrap_or_default();
        let clients = known.iter().map(|one| (one.id, one.name.clone()));
        let fields = billing::narrow_fields(&self.billing.ledger.narrowing, clients);
        self.billing_form(Purpose::Narrow, "Look at", fields)
    }

    pub(super) fn head_form(&self) -> Option<Form> {
        let (editor, known) = (self.billing.editor.as_ref()?, self.directory.get()?);
        let title = if editor.sheet.id.is_some() { "The draft" } else { "A new invoice" };
        let form = self.billing_form(Purpose::Head, title, billing::head_fields(&editor.sheet, known));
        Some(form.noting("Nobody but staff sees a draft."))
    }

    /// The line at a place, or a new one that comes there.
    pub(super) fn line_form(&self, at: usize, new: bool) -> Option<Form> {
        let sheet = &self.billing.editor.as_ref()?.sheet;
        let before = at.checked_sub(1).and_then(|before| sheet.lines.get(before));
        let line = if new { billing::blank(before) } else { sheet.lines.get(at)?.clone() };
        let title = if new { format!("Line {}, new", at + 1) } else { format!("Line {}", at + 1) };
        let title = format!("{title} · {}", sheet.currency);
        Some(self.billing_form(Purpose::Line { at, new }, title, billing::line_fields(&line, &sheet.currency)))
    }

    pub(super) fn void_form(&self) -> Option<Form> {
        let invoice = self.current_invoice()?;
        let reason = Field::text("reason", "Why", "").helped("the client reads it");
        let form = self.order_form(Order::Void(invoice.id), format!("Void {}", billing::number(invoice)), vec![reason]);
        Some(form.noting("It keeps its number. You are asked once more."))
    }

    pub(super) fn credit_note_form(&mut self) -> Vec<Effect> {
        let Some(invoice) = self.opened_invoice() else {
            return self.say("Open the invoice first: a credit note is about its lines.");
        };
        let here = match self.row() {
            Some(Subject::Line(at)) => Some(at),
            _ => None,
        };
        let title = format!("Take back {}", billing::number(invoice));
        let form = self.order_form(Order::CreditNote(invoice.id), title, billing::note_fields(invoice, here));
        self.form = Some(form.noting("What is still outstanding goes first; the rest becomes the client’s credit."));
        Vec::new()
    }

    /// Where to put the PDF of what is issued, under the name that the server gives it.
    pub(super) fn document_form(&self) -> Option<Form> {
        let invoice = self.current_invoice()?;
        let kind = if invoice.kind == InvoiceKind::CreditNote { "credit-note" } else { "invoice" };
        let safe = |letter: char| if letter.is_ascii_alphanumeric() || ".-".contains(letter) { letter } else { '-' };
        let name: String =
            format!("{kind}-{}.pdf", billing::number(invoice)).to_lowercase().chars().map(safe).collect();
        let path = Field::path("path", "Where to", &name).helped("tab completes");
        let title = format!("Save the PDF of {}", billing::number(invoice));
        Some(self.order_form(Order::Document(invoice.id), title, vec![path]))
    }

    pub(super) fn payment_form(&self) -> Option<Form> {
        let invoice = self.current_invoice()?;
        let title = format!("A payment for {} · {}", billing::number(invoice), invoice.currency);
        Some(self.order_form(Order::Payment(invoice.id), title, billing::payment_fields(invoice, self.today())))
    }

    pub(super) fn refund_form(&self, id: Uuid) -> Option<Form> {
        let payment = self.payment(id)?;
        let view = self.billing.invoice.data.get()?;
        let back = view.payments.iter().filter(|one| one.refund_of_id == Some(id) && one.state != PaymentState::Failed);
        let mut left = payment.clone();
        left.amount = back.fold(left.amount, |left, refund| left.saturating_sub(refund.amount));
        let title = format!("Money that went back · {}", payment.currency);
        let form = self.order_form(Order::Refund(id), title, billing::refund_fields(&left));
        Some(form.noting("This only records it: pay it back at your bank."))
    }

    pub(super) fn use_form(&mut self) -> Vec<Effect> {
        let Some((invoice, view)) = self.opened_invoice().zip(self.billing.invoice.data.get()) else {
            return self.say("Open the invoice first: its client’s credit is looked up with it.");
        };
        if view.credits.is_empty() {
            return self.say(format!("{} has no credit in {}.", invoice.workspace.name, invoice.currency));
        }
        let title = format!("Credit for {} · {}", billing::number(invoice), invoice.currency);
        self.form = Some(self.order_form(Order::Use(invoice.id), title, billing::use_fields(&view.credits)));
        Vec::new()
    }

    pub(super) fn credit_form(&mut self) -> Vec<Effect> {
        if self.directory.get().is_none() {
            return self.say("The clients are not known yet.");
        }
        let here = self.current_invoice().map(|invoice| invoice.workspace.id);
        let here = here.or(self.billing.ledger.narrowing.workspace);
        let fields = billing::credit_fields(self.open_clients(), here, &self.usual_currency(here));
        self.form = Some(self.order_form(Order::Credit, "A credit", fields));
        Vec::new()
    }

    pub(super) fn billing_export_form(&self) -> Form {
        let form = self.order_form(Order::Export, "Export", billing::export_fields(self.today()));
        form.noting("As CSV, safe to open in a spreadsheet.")
    }

    pub(in crate::app) fn billing_settings_form(&self) -> Option<Form> {
        let now = self.office.billing.get()?;
        let fields = billing::settings_fields(now);
        let form = self.order_form(Order::Settings(now.version), "How you bill", fields);
        Some(form.noting("It counts from the next invoice on."))
    }

    /// Asks the server whom a client's invoices are made out to; the form comes with the answer.
    pub(in crate::app) fn look_up_party(&mut self) -> Vec<Effect> {
        let Some(id) = self.current_workspace().map(|one| one.id) else {
            return Vec::new();
        };
        self.ask_for((self.new_key)(), office::Deed::Billing(Deed::LookUp(id)))
    }

    pub(in crate::app) fn show_party(&mut self, workspace: Uuid, party: &BillingParty) {
        let order = Order::Party(workspace, party.version);
        let form = self.order_form(order, "Invoices are made out to", billing::party_fields(party));
        self.form = Some(form.noting("It counts from the next invoice on."));
    }

    /// The currency of a client's last invoice that is known here, or of any.
    pub(super) fn usual_currency(&self, workspace: Option<Uuid>) -> String {
        let rows = self.billing.ledger.rows();
        let own = rows.iter().find(|row| Some(row.workspace.id) == workspace);
        let reported = self.billing.aging.get().and_then(|report| report.items.first());
        let code = own.or(rows.first()).map(|row| &row.currency).or(reported.map(|row| &row.currency));
        code.cloned().unwrap_or_default()
    }

    /// The invoice of the pane, with its lines.
    fn opened_invoice(&self) -> Option<&Invoice> {
        let here = self.current_invoice()?.id;
        self.billing.invoice.data.get().map(|view| &view.invoice).filter(|one| one.id == here)
    }

    /// Does what a form about billing says, or says what is wrong with it.
    pub(in crate::app) fn save_billing_form(&mut self, purpose: &Purpose) -> Vec<Effect> {
        match self.read_billing_form(purpose) {
            Ok(effects) => effects,
            Err((field, message)) => {
                if let Some(form) = &mut self.form {
                    form.refuse(field, message);
                }
                Vec::new()
            }
        }
    }

    fn read_billing_form(&mut self, purpose: &Purpose) -> Result<Vec<Effect>, Fault> {
        let Some(form) = self.form.clone() else {
            return Ok(Vec::new());
        };
        match purpose {
            Purpose::Narrow => {
                let narrowing = billing::narrowed(&form)?;
                self.form = None;
                Ok(self.narrow_ledger(narrowing))
            }
            Purpose::Head => self.take_head(&form),
            Purpose::Line { at, new } => self.take_line(&form, *at, *new),
            Purpose::Order(order) => {
                let refunded = match order {
                    Order::Refund(id) => self.payment(*id).map(|payment| payment.currency.clone()),
                    _ => None,
                };
                let invoice = self.current_invoice();
                let currency = refunded.or(invoice.map(|one| one.currency.clone())).unwrap_or_default();
                let deed = billing::filled(order, &form, &currency, self.opened_invoice())?;
                Ok(self.order(form.key, deed, &currency))
            }
        }
    }

    /// Asks the server, after another key where it cannot be taken back.
    fn order(&mut self, key: Uuid, deed: Deed, currency: &str) -> Vec<Effect> {
        let some = |minor: Option<i64>| minor.map_or("all that is left".into(), |minor| money::shown(minor, currency));
        let asked = match &deed {
            Deed::Void(..) => Some(("Void", "Nobody can pay it then, and it cannot be opened again.".to_owned())),
            Deed::CreditNote(..) => {
                Some(("Credit note", "It is issued at once, with a number of its own. Its client is told.".into()))
            }
            Deed::Sell(deed) => self.asked_before(deed),
            Deed::Refund(_, new) => Some(("Refund", format!("It says that {} went back.", some(new.amount)))),
            _ => None,
        };
        let deed = office::Deed::Billing(deed);
        if let Some((title, words)) = asked {
            self.confirm_under(key, title, words, deed);
            return Vec::new();
        }
        self.ask_from_form(key, deed)
    }
}
