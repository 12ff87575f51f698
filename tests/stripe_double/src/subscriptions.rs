//! Subscriptions, and the invoices that come of them.
use crate::Double;
use crate::form;
use crate::objects;
use crate::state::{Answer, State, refused};
use serde_json::{Value, json};

const MONTH: i64 = 30 * 86_400;

impl State {
    pub fn subscribe(&mut self, account: &str, form: &Value) -> Answer {
        let (now, id) = (self.now(), self.id("sub"));
        let customer = form::text(form, "customer").unwrap_or_default();
        let item = form::items(form, "items").first().copied().cloned().unwrap_or_default();
        let Some(price) = form::text(&item, "price").and_then(|id| self.get(account, id)).cloned() else {
            return refused(400, "invalid_request_error", "resource_missing", "items[0][price]", "No such price");
        };
        let Some(interval) = price["recurring"]["interval"].as_str() else {
            return refused(400, "invalid_request_error", "price_not_recurring", "items", "The price is not recurring");
        };
        if price["active"] == false {
            return refused(400, "invalid_request_error", "price_inactive", "items[0][price]", "The price is inactive");
        }
        let period = if interval == "year" { 365 * 86_400 } else { MONTH };
        let quantity = form::number(&item, "quantity").unwrap_or(1);
        let subscription = json!({
            "id": id, "object": "subscription", "created": now, "customer": customer, "status": "active",
            "currency": price["currency"], "cancel_at_period_end": false, "livemode": false,
            "metadata": form.get("metadata").cloned().unwrap_or_else(|| json!({})),
            "cancel_at": null, "canceled_at": null, "ended_at": null,
            "days_until_due": form::number(form, "days_until_due"),
            "collection_method": form::text(form, "collection_method").unwrap_or("charge_automatically"),
            "items": { "object": "list", "has_more": false, "url": "", "data": [{ "id": format!("si_{id}"),
            "object": "subscription_item", "price": price, "quantity": quantity, "current_period_start": now,
            "current_period_end": now + period }] },
        });
        let subscription = self.keep(account, subscription);
        self.tell(account, "customer.subscription.created", &subscription);
        self.bill(account, &subscription);
        (200, subscription)
    }

    fn bill(&mut self, account: &str, subscription: &Value) -> String {
        let (now, id) = (self.now(), self.id("in"));
        let item = &subscription["items"]["data"][0];
        let quantity = item["quantity"].as_i64().unwrap_or(1);
        let total = item["price"]["unit_amount"].as_i64().unwrap_or_default().saturating_mul(quantity);
        let product = item["price"]["product"].as_str().and_then(|id| self.get(account, id));
        let name = product.map(|product| product["name"].clone()).unwrap_or_default();
        let days = subscription["days_until_due"].as_i64().unwrap_or(30);
        let invoice = json!({
            "id": id, "object": "invoice", "created": now, "customer": subscription["customer"], "status": "open",
            "number": format!("S-{id}"), "currency": subscription["currency"], "total": total, "subtotal": total,
            "amount_due": total, "amount_paid": 0, "amount_remaining": total, "livemode": false,
            "due_date": now + days * 86_400, "hosted_invoice_url": format!("{}/invoice/{id}", self.base),
            "payments": { "object": "list", "has_more": false, "url": "", "data": [] },
            "parent": { "type": "subscription_details", "subscription_details": { "subscription":
            subscription["id"] } }, "lines": { "object": "list", "has_more": false, "url": "", "data": [{
            "id": format!("il_{id}"), "object": "line_item", "description": name, "amount": total,
            "quantity": quantity, "currency": subscription["currency"] }] },
        });
        let invoice = self.keep(account, invoice);
        self.tell(account, "invoice.finalized", &invoice);
        id
    }

    pub fn cancel(&mut self, account: &str, id: &str) -> Answer {
        let now = self.now();
        let ended = json!({ "status": "canceled", "canceled_at": now, "ended_at": now });
        let ended = self.set(account, id, &ended);
        self.tell(account, "customer.subscription.deleted", &ended);
        (200, ended)
    }

    pub fn change_subscription(&mut self, account: &str, id: &str, form: &Value) -> Answer {
        let Some(known) = self.get(account, id).cloned() else {
            return refused(404, "invalid_request_error", "resource_missing", "id", "No such subscription");
        };
        let later = form::text(form, "cancel_at_period_end") == Some("true");
        let until = if later { known["items"]["data"][0]["current_period_end"].clone() } else { Value::Null };
        let fields = json!({ "cancel_at_period_end": later, "cancel_at": until });
        let changed = self.set(account, id, &fields);
        self.tell(account, "customer.subscription.updated", &changed);
        (200, changed)
    }

    /// An invoice is paid by a card, or past Stripe.
    pub fn pay_invoice(&mut self, account: &str, id: &str, by_card: bool) -> Answer {
        let Some(open) = self.get(account, id).filter(|it| it["status"] == "open").cloned() else {
            return refused(400, "invalid_request_error", "invoice_already_paid", "", "Invoice is not open");
        };
        let mut payments = open["payments"].clone();
        if by_card {
            let (intent, now) = (self.id("pi"), self.now());
            let like = json!({ "amount_total": open["total"], "currency": open["currency"],
                "customer": open["customer"], "metadata": {} });
            let intent = self.keep(account, objects::intent(&intent, now, &like));
            let paid = self.received(account, &intent, "card");
            self.tell(account, "payment_intent.succeeded", &paid);
            let payment = json!({ "id": format!("inpay_{id}"), "object": "invoice_payment", "status": "paid",
                "amount_paid": open["total"], "payment": { "type": "payment_intent", "payment_intent": intent["id"] } });
            if let Some(all) = payments["data"].as_array_mut() {
                all.push(payment);
            }
        }
        let fields = json!({ "status": "paid", "amount_paid": open["total"], "amount_remaining": 0,
            "payments": payments });
        let paid = self.set(account, id, &fields);
        self.tell(account, "invoice.paid", &paid);
        (200, paid)
    }

    pub fn void_invoice(&mut self, account: &str, id: &str) -> Answer {
        let fields = json!({ "status": "void", "amount_remaining": 0 });
        let void = self.set(account, id, &fields);
        self.tell(account, "invoice.voided", &void);
        (200, void)
    }
}

impl Double {
    /// A period is over: another begins with an invoice of its own, or the subscription ends. The invoice's name.
    pub fn renew(&self, subscription: &str) -> Option<String> {
        self.with(subscription, |state, account| {
            let known = state.get(account, subscription)?.clone();
            if known["cancel_at_period_end"] == true {
                state.cancel(account, subscription);
                return None;
            }
            let item = &known["items"]["data"][0];
            let (from, to) = (item["current_period_start"].as_i64()?, item["current_period_end"].as_i64()?);
            let mut items = known["items"].clone();
            items["data"][0]["current_period_start"] = to.into();
            items["data"][0]["current_period_end"] = (to + to - from).into();
            let renewed = state.set(account, subscription, &json!({ "items": items }));
            state.tell(account, "customer.subscription.updated", &renewed);
            Some(state.bill(account, &renewed))
        })
    }

    /// A subscription stands otherwise at Stripe, past us.
    pub fn set_subscription(&self, subscription: &str, fields: &Value) {
        self.with(subscription, |state, account| {
            let changed = state.set(account, subscription, fields);
            state.tell(account, "customer.subscription.updated", &changed);
        });
    }

    /// Somebody pays an invoice of a subscription on its page. False if it is not open.
    pub fn pay_invoice(&self, invoice: &str) -> bool {
        self.with(invoice, |state, account| state.pay_invoice(account, invoice, true).0 == 200)
    }

    /// Staff void an invoice at Stripe, past us.
    pub fn void_invoice(&self, invoice: &str) {
        self.with(invoice, |state, account| drop(state.void_invoice(account, invoice)));
    }

    /// The names of all objects of a kind, the first made first.
    #[must_use]
    pub fn names(&self, kind: &str) -> Vec<String> {
        let state = self.state();
        let all = state.accounts.values().flat_map(|account| account.objects.values());
        let mut names: Vec<String> =
            all.filter(|it| it["object"] == kind).filter_map(|it| it["id"].as_str().map(str::to_owned)).collect();
        names.sort();
        names
    }

    /// An object, as Stripe would show it.
    #[must_use]
    pub fn object(&self, id: &str) -> Value {
        let state = self.state();
        state.home(id).and_then(|account| state.get(&account, id).cloned()).unwrap_or_default()
    }
}
