//! Subscriptions, and the invoices that come of them.
use crate::form;
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
        let period = if interval == "year" { 365 * 86_400 } else { MONTH };
        let quantity = form::number(&item, "quantity").unwrap_or(1);
        let subscription = json!({
            "id": id, "object": "subscription", "created": now, "customer": customer, "status": "active",
            "currency": price["currency"], "cancel_at_period_end": false, "livemode": false, "metadata": {},
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

    fn bill(&mut self, account: &str, subscription: &Value) {
        let (now, id) = (self.now(), self.id("in"));
        let item = &subscription["items"]["data"][0];
        let quantity = item["quantity"].as_i64().unwrap_or(1);
        let total = item["price"]["unit_amount"].as_i64().unwrap_or_default().saturating_mul(quantity);
        let product = item["price"]["product"].as_str().and_then(|id| self.get(account, id));
        let name = product.map(|product| product["name"].clone()).unwrap_or_default();
        let invoice = json!({
            "id": id, "object": "invoice", "created": now, "customer": subscription["customer"], "status": "open",
            "number": format!("S-{id}"), "currency": subscription["currency"], "total": total, "subtotal": total,
            "amount_due": total, "amount_paid": 0, "amount_remaining": total, "livemode": false,
            "parent": { "type": "subscription_details", "subscription_details": { "subscription":
            subscription["id"] } }, "lines": { "object": "list", "has_more": false, "url": "", "data": [{
            "id": format!("il_{id}"), "object": "line_item", "description": name, "amount": total,
            "quantity": quantity, "currency": subscription["currency"] }] },
        });
        let invoice = self.keep(account, invoice);
        self.tell(account, "invoice.finalized", &invoice);
    }

    pub fn cancel(&mut self, account: &str, id: &str) -> Answer {
        let ended = self.set(account, id, &json!({ "status": "canceled" }));
        self.tell(account, "customer.subscription.deleted", &ended);
        (200, ended)
    }
}
