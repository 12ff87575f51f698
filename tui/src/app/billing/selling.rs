use portico_openapi::{
    ApiError, Kind,
    types::{InvoiceImport, SubscriptionEnd, SubscriptionState},
};
use uuid::Uuid;

use super::App;
use crate::{
    action::Action,
    app::{Overlay, Reading},
    billing::{
        self, Front, Purpose,
        selling::{self, Deed, Order},
    },
    effect::{Call, Effect},
    form::{Field, Form},
    keymap::Context,
    money, office,
    office::Subject,
    screens,
};

impl App {
    pub(super) fn fetch_products(&mut self) -> Effect {
        let ticket = self.ticket();
        self.billing.selling.products.ask(ticket);
        Effect::Call(ticket, Call::Products)
    }

    pub(super) fn fetch_subscriptions(&mut self) -> Effect {
        let ticket = self.ticket();
        self.billing.selling.subscriptions.ask(ticket);
        Effect::Call(ticket, Call::Subscriptions)
    }

    /// Where the keys go among what is sold; only owners and admins sell.
    pub(super) fn selling_contexts(&self) -> Vec<Context> {
        let mut contexts = Vec::new();
        let is_admin = self.is_admin();
        match self.row() {
            Some(Subject::Product(_)) if is_admin => contexts.push(Context::Product),
            Some(Subject::Price(_)) if is_admin => contexts.push(Context::Price),
            Some(Subject::Subscription(id)) => {
                let runs =
                    self.billing.selling.subscription(id).is_some_and(|one| one.state != SubscriptionState::Ended);
                contexts.extend((runs && is_admin).then_some(Context::Running));
                contexts.push(Context::Subscription);
            }
            _ => {}
        }
        contexts.extend(is_admin.then_some(Context::Goods));
        contexts.push(Context::Report);
        contexts
    }

    /// Does what a key means to what is sold; nothing where it means something else.
    pub(super) fn arrange_selling(&mut self, action: Action) -> Option<Vec<Effect>> {
        let subscriptions = match self.billing.front {
            _ if !self.in_pane => return None,
            Front::Products => false,
            Front::Subscriptions => true,
            _ => return None,
        };
        match (action, self.row()) {
            (Action::New, _) if subscriptions => return Some(self.start_form(None)),
            (Action::New, _) => self.form = Some(self.selling_form(Order::Product(None))),
            (Action::Edit, Some(Subject::Product(id))) => {
                let product = self.billing.selling.product(id)?;
                self.form = Some(self.selling_form(Order::Product(Some((id, product.version)))));
            }
            (Action::AddPrice, Some(Subject::Product(id))) => {
                self.form = Some(self.selling_form(Order::Price(id)));
            }
            (Action::AddPrice, Some(Subject::Price(id))) => {
                let product = self.billing.selling.price(id)?.0.id;
                self.form = Some(self.selling_form(Order::Price(product)));
            }
            (Action::Start, Some(Subject::Price(id))) => return Some(self.start_form(Some(id))),
            (Action::Archive, Some(Subject::Product(id))) => {
                let words =
                    format!("{} is not sold any more. What runs goes on.", self.billing.selling.product(id)?.name);
                self.confirm("Put the product into the archive", words, deed(Deed::Archive(id)));
            }
            (Action::Archive, Some(Subject::Price(id))) => {
                let (product, price) = self.billing.selling.price(id)?;
                let amount = selling::per(price.amount, &price.currency, price.recurs);
                let words = format!("{} is not sold for {amount} any more. What runs goes on.", product.name);
                self.confirm("Put the price into the archive", words, deed(Deed::ArchivePrice(id)));
            }
            (Action::Cancel, Some(Subject::Subscription(id))) => {
                self.form = Some(self.selling_form(Order::Cancel(id)));
            }
            (Action::Look, Some(Subject::Subscription(id))) => self.read_subscription(id),
            _ => return None,
        }
        Some(Vec::new())
    }

    fn selling_form(&self, order: Order) -> Form {
        let (title, fields): (String, Vec<Field>) = match &order {
            Order::Product(None) => ("A product".into(), selling::product_fields(None)),
            Order::Product(Some((id, _))) => {
                ("The product".into(), selling::product_fields(self.billing.selling.product(*id)))
            }
            Order::Price(id) => {
                let name = self.billing.selling.product(*id).map_or("", |one| &one.name);
                (format!("A price of {name}"), selling::price_fields(&self.usual_currency(None)))
            }
            Order::Start => ("A subscription".into(), Vec::new()),
            Order::Cancel(id) => {
                let one = self.billing.selling.subscription(*id);
                let what = one.map(|one| format!("{} of {}", one.name, one.workspace.name)).unwrap_or_default();
                (format!("Cancel {what}"), selling::cancel_fields())
            }
            Order::Import => ("Invoices from elsewhere".into(), selling::import_fields()),
        };
        let note = match &order {
            Order::Import => "What would become of the file is shown first. Nothing is imported by halves.",
            Order::Cancel(_) => "Invoices that were made stay to be paid. You are asked once more.",
            _ => "",
        };
        self.billing_form(Purpose::Order(billing::Order::Sell(order)), title, fields).noting(note)
    }

    fn start_form(&mut self, price: Option<Uuid>) -> Vec<Effect> {
        let products = self.billing.selling.products.get();
        let (Some(products), true) = (products, self.directory.get().is_some()) else {
            let fetched = self.fetch_products();
            let mut effects = self.say("The products are not known yet; in a moment.");
            effects.push(fetched);
            return effects;
        };
        let fields = selling::start_fields(self.open_clients(), products, price);
        let form = self.selling_form(Order::Start);
        self.form = Some(Form::new(form.purpose, form.title, form.key, fields));
        Vec::new()
    }

    pub(super) fn import_form(&mut self) -> Vec<Effect> {
        self.form = Some(self.selling_form(Order::Import));
        Vec::new()
    }

    fn read_subscription(&mut self, id: Uuid) {
        if let Some(one) = self.billing.selling.subscription(id) {
            let text = screens::billing::subscription_text(self, one);
            let reading = Reading::new(format!("{} · {}", one.name, one.workspace.name), text.clone()).copying(text);
            self.overlay = Some(Overlay::Reading(reading));
        }
    }

    /// What is asked before something about selling.
    pub(super) fn asked_before(&self, deed: &Deed) -> Option<(&'static str, String)> {
        let Deed::Cancel(id, at) = deed else {
            return None;
        };
        let one = self.billing.selling.subscription(*id)?;
        let when = match (at, one.renews_at) {
            (SubscriptionEnd::Now, _) => "ends now".to_owned(),
            (_, Some(at)) => format!("ends on {}", at.with_timezone(&self.zone).format("%-d %b %Y")),
            _ => "ends with its period".to_owned(),
        };
        let words = format!("{} of {} {when}, and cannot be taken up again.", one.name, one.workspace.name);
        Some(("Cancel the subscription", words))
    }

    /// Asks before drafts are made of a file that is as it should be, or says what was made.
    pub(in crate::app) fn took_import(&mut self, of: &office::Deed, imported: &InvoiceImport) -> Vec<Effect> {
        let office::Deed::Billing(billing::Deed::Sell(Deed::Import(path, false))) = of else {
            return Vec::new();
        };
        let mut sums = std::collections::BTreeMap::<&str, i64>::new();
        for one in &imported.items {
            let sum = sums.entry(&one.currency).or_default();
            *sum = sum.saturating_add(one.total);
        }
        let sums: Vec<_> = sums.into_iter().map(|(code, minor)| money::shown(minor, code)).collect();
        let count = imported.items.len();
        let words = match count {
            0 => return self.say("There are no invoices in this file."),
            1 => format!("One invoice of {} becomes a draft. Its client sees nothing of it yet.", sums.join(", ")),
            _ => {
                format!("{count} invoices, {}, become drafts. Their clients see nothing of them yet.", sums.join(", "))
            }
        };
        self.confirm("Nothing is wrong with the file", words, deed(Deed::Import(path.clone(), true)));
        Vec::new()
    }

    /// Shows what is wrong with a file, row by row; says whether that is what is wrong.
    pub(in crate::app) fn import_refused(&mut self, of: &office::Deed, error: &ApiError) -> bool {
        let (office::Deed::Billing(billing::Deed::Sell(Deed::Import(path, _))), Kind::Invalid(faults)) =
            (of, &error.kind)
        else {
            return false;
        };
        let rows: Vec<_> = faults.iter().filter(|one| one.field != "path").map(row).collect();
        if rows.is_empty() {
            return false;
        }
        let text = format!("Nothing was imported from {}.\n\n{}", path.display(), rows.join("\n"));
        if let Some(form) = &mut self.form {
            form.message = Some("Nothing was imported: the file has faults.".into());
        }
        let title = if rows.len() == 1 {
            "A fault in the file".to_owned()
        } else {
            format!("{} faults in the file", rows.len())
        };
        self.overlay = Some(Overlay::Reading(Reading::new(title, text.clone()).copying(text)));
        true
    }
}

/// What is wrong with a row: `line.7.unit_price` is `line 7 · unit price`.
fn row(fault: &portico_openapi::types::ProblemField) -> String {
    let parts: Vec<_> = fault.field.splitn(3, '.').collect();
    match parts.as_slice() {
        ["line", line, column] => format!("line {line} · {}: {}", column.replace('_', " "), fault.message),
        ["line", line] => format!("line {line}: {}", fault.message),
        _ => fault.message.clone(),
    }
}

fn deed(deed: Deed) -> office::Deed {
    office::Deed::Billing(billing::Deed::Sell(deed))
}
