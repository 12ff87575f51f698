//! What people and banks do: pay, decline, settle, refund, dispute.
use crate::Double;
use crate::objects;
use crate::state::State;
use serde_json::{Value, json};

/// What stands in Stripe's books of one payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Book {
    pub payment: String,
    pub session: String,
    pub currency: String,
    pub received: i64,
    pub refunded: i64,
}

impl State {
    /// The payment of an open session; none if it is not open any more.
    fn attempt(&mut self, account: &str, session: &str) -> Option<Value> {
        let now = self.now();
        let open = self.get(account, session)?.clone();
        if open["status"] != "open" || open["expires_at"].as_i64()? <= now {
            return None;
        }
        if let Some(begun) = open["payment_intent"].as_str() {
            return self.get(account, begun).cloned();
        }
        let id = self.id("pi");
        let intent = self.keep(account, objects::intent(&id, now, &open));
        self.set(account, session, &json!({ "payment_intent": id }));
        self.tell(account, "payment_intent.created", &intent);
        Some(intent)
    }

    pub fn pay(&mut self, account: &str, session: &str) -> bool {
        let Some(intent) = self.attempt(account, session) else { return false };
        let paid = self.received(account, &intent, "card");
        let done = json!({ "status": "complete", "payment_status": "paid", "url": null });
        let done = self.set(account, session, &done);
        self.tell(account, "payment_intent.succeeded", &paid);
        self.tell(account, "checkout.session.completed", &done);
        true
    }

    pub fn pay_later(&mut self, account: &str, session: &str) -> bool {
        let Some(intent) = self.attempt(account, session) else { return false };
        let id = intent["id"].as_str().unwrap_or_default();
        let begun = self.set(account, id, &json!({ "status": "processing" }));
        let done = self.set(account, session, &json!({ "status": "complete", "url": null }));
        self.tell(account, "payment_intent.processing", &begun);
        self.tell(account, "checkout.session.completed", &done);
        true
    }

    pub fn decline(&mut self, account: &str, session: &str) -> bool {
        let Some(intent) = self.attempt(account, session) else { return false };
        self.failed(account, &intent, "card_declined");
        true
    }

    pub fn received(&mut self, account: &str, intent: &Value, method: &str) -> Value {
        let (charge, now) = (self.id("ch"), self.now());
        let charge = self.keep(account, objects::charge(&charge, now, intent, method));
        self.tell(account, "charge.succeeded", &charge);
        let fields = json!({ "status": "succeeded", "amount_received": intent["amount"],
            "latest_charge": charge["id"], "last_payment_error": null });
        self.set(account, intent["id"].as_str().unwrap_or_default(), &fields)
    }

    fn failed(&mut self, account: &str, intent: &Value, code: &str) {
        let error = json!({ "type": "card_error", "code": code, "decline_code": "insufficient_funds",
            "message": "It was declined." });
        let fields = json!({ "status": "requires_payment_method", "last_payment_error": error });
        let failed = self.set(account, intent["id"].as_str().unwrap_or_default(), &fields);
        self.tell(account, "payment_intent.payment_failed", &failed);
    }

    pub fn refund(&mut self, account: &str, intent: &str, amount: i64) -> Option<Value> {
        let charge = self.get(account, intent)?["latest_charge"].as_str()?.to_owned();
        let charge = self.get(account, &charge)?.clone();
        let refunded = charge["amount_refunded"].as_i64()? + amount;
        if amount <= 0 || refunded > charge["amount"].as_i64()? {
            return None;
        }
        let (id, now) = (self.id("re"), self.now());
        let refund = self.keep(account, objects::refund(&id, now, &charge, amount));
        let fields = json!({ "amount_refunded": refunded, "refunded": charge["amount"] == refunded });
        let charge = self.set(account, charge["id"].as_str()?, &fields);
        self.tell(account, "refund.created", &refund);
        self.tell(account, "charge.refunded", &charge);
        Some(refund)
    }
}

impl Double {
    pub(crate) fn with<T: Default>(&self, id: &str, act: impl FnOnce(&mut State, &str) -> T) -> T {
        let mut state = self.state();
        state.home(id).map(|account| act(&mut state, &account)).unwrap_or_default()
    }

    /// Somebody pays on the page of a session. False if it is not open.
    pub fn pay(&self, session: &str) -> bool {
        self.with(session, |state, account| state.pay(account, session))
    }

    /// Somebody pays by a bank debit, which settles days later.
    pub fn pay_later(&self, session: &str) -> bool {
        self.with(session, |state, account| state.pay_later(account, session))
    }

    /// Somebody's card is declined on the page.
    pub fn decline(&self, session: &str) -> bool {
        self.with(session, |state, account| state.decline(account, session))
    }

    /// The time of a session is over.
    pub fn expire(&self, session: &str) {
        self.with(session, |state, account| {
            let expired = state.set(account, session, &json!({ "status": "expired", "url": null }));
            state.tell(account, "checkout.session.expired", &expired);
        });
    }

    /// A bank debit that was processing has settled, or has not.
    pub fn settle(&self, session: &str, well: bool) {
        self.with(session, |state, account| {
            let Some(id) = state.get(account, session).and_then(|it| it["payment_intent"].as_str().map(str::to_owned))
            else {
                return;
            };
            let Some(intent) = state.get(account, &id).cloned() else { return };
            if intent["status"] != "processing" {
                return;
            }
            if well {
                let paid = state.received(account, &intent, "sepa_debit");
                let done = state.set(account, session, &json!({ "payment_status": "paid" }));
                state.tell(account, "payment_intent.succeeded", &paid);
                state.tell(account, "checkout.session.async_payment_succeeded", &done);
            } else {
                state.failed(account, &intent, "debit_not_authorized");
                let done = state.get(account, session).cloned().unwrap_or_default();
                state.tell(account, "checkout.session.async_payment_failed", &done);
            }
        });
    }

    /// Somebody refunds at Stripe, past us. The refund's id, if there was so much to refund.
    pub fn refund(&self, payment: &str, amount: i64) -> Option<String> {
        let made = self.with(payment, |state, account| state.refund(account, payment, amount))?;
        made["id"].as_str().map(str::to_owned)
    }

    /// The bank sends a refund back.
    pub fn fail_refund(&self, refund: &str) {
        self.with(refund, |state, account| {
            let failed = state.set(account, refund, &json!({ "status": "failed" }));
            let charge = failed["charge"].as_str().unwrap_or_default();
            let left = state.get(account, charge).and_then(|charge| charge["amount_refunded"].as_i64());
            let left = left.unwrap_or_default() - failed["amount"].as_i64().unwrap_or_default();
            state.set(account, charge, &json!({ "amount_refunded": left, "refunded": false }));
            state.tell(account, "refund.failed", &failed);
        });
    }

    /// The card's owner disputes a payment.
    pub fn dispute(&self, payment: &str) {
        self.with(payment, |state, account| {
            let charge = state.get(account, payment).and_then(|it| it["latest_charge"].as_str().map(str::to_owned));
            let Some(charge) = charge.and_then(|id| state.get(account, &id).cloned()) else { return };
            state.set(account, charge["id"].as_str().unwrap_or_default(), &json!({ "disputed": true }));
            let (id, now) = (state.id("du"), state.now());
            let dispute = state.keep(account, objects::dispute(&id, now, &charge));
            state.tell(account, "charge.dispute.created", &dispute);
        });
    }

    /// The bank sides with the card's owner: what was disputed is gone. False if nothing is disputed.
    pub fn lose_dispute(&self, payment: &str) -> bool {
        self.close_dispute(payment, "lost")
    }

    /// The bank sides with whoever was paid. False if nothing is disputed.
    pub fn win_dispute(&self, payment: &str) -> bool {
        self.close_dispute(payment, "won")
    }

    fn close_dispute(&self, payment: &str, how: &str) -> bool {
        self.with(payment, |state, account| {
            let open = |it: &Value| it["payment_intent"] == payment && it["status"] == "needs_response";
            let disputed = state.all(account, "dispute", open);
            let Some(id) = disputed.first().and_then(|it| it["id"].as_str()) else { return false };
            let closed = state.set(account, id, &json!({ "status": how }));
            state.tell(account, "charge.dispute.closed", &closed);
            true
        })
    }

    /// What Stripe's books say, payment by payment.
    #[must_use]
    pub fn books(&self) -> Vec<Book> {
        let state = self.state();
        let mut books = Vec::new();
        for (name, account) in &state.accounts {
            for session in account.objects.values().filter(|object| object["object"] == "checkout.session") {
                let Some(intent) = session["payment_intent"].as_str().and_then(|id| state.get(name, id)) else {
                    continue;
                };
                let charge = intent["latest_charge"].as_str().and_then(|id| state.get(name, id));
                let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
                books.push(Book {
                    payment: text(&intent["id"]),
                    session: text(&session["id"]),
                    currency: text(&intent["currency"]),
                    received: intent["amount_received"].as_i64().unwrap_or_default(),
                    refunded: charge.and_then(|charge| charge["amount_refunded"].as_i64()).unwrap_or_default(),
                });
            }
        }
        books
    }

    /// Says that something happened that nobody ever heard of.
    pub fn tell_unknown(&self, account: &str, kind: &str) {
        self.state().tell(account, kind, &json!({ "id": "thing_1", "object": "thing" }));
    }
}
