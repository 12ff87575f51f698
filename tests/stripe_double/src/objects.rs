//! What Stripe's objects look like, with all that its document says is always there.
use serde_json::{Value, json};

pub fn customer(id: &str, now: i64, name: Option<&str>, metadata: &Value) -> Value {
    json!({
        "id": id, "object": "customer", "created": now, "name": name, "email": null, "livemode": false,
        "metadata": metadata, "invoice_settings": { "default_payment_method": null }, "delinquent": false,
        "balance": 0, "currency": null, "default_source": null, "description": null, "tax_exempt": "none",
    })
}

pub struct NewSession<'a> {
    pub id: &'a str,
    pub now: i64,
    pub expires_at: i64,
    pub url: &'a str,
    pub customer: &'a str,
    pub currency: &'a str,
    pub total: i64,
}

pub fn session(new: &NewSession<'_>) -> Value {
    json!({
        "id": new.id, "object": "checkout.session", "created": new.now, "expires_at": new.expires_at, "url": new.url,
        "customer": new.customer, "currency": new.currency, "amount_subtotal": new.total, "amount_total": new.total,
        "mode": "payment", "status": "open", "payment_status": "unpaid", "payment_intent": null, "livemode": false,
        "payment_method_types": ["card", "sepa_debit"], "automatic_tax": { "enabled": false, "liability": null,
        "status": null, "provider": null }, "custom_fields": [], "custom_text": { "after_submit": null,
        "shipping_address": null, "submit": null, "terms_of_service_acceptance": null }, "shipping_options": [],
        "invoice": null, "subscription": null, "ui_mode": "hosted_page", "metadata": {},
    })
}

pub fn intent(id: &str, now: i64, session: &Value) -> Value {
    json!({
        "id": id, "object": "payment_intent", "created": now, "amount": session["amount_total"],
        "amount_received": 0, "amount_capturable": 0, "currency": session["currency"],
        "customer": session["customer"], "status": "requires_payment_method", "capture_method": "automatic_async",
        "confirmation_method": "automatic", "latest_charge": null, "last_payment_error": null, "livemode": false,
        "metadata": session["metadata"], "payment_method": null, "payment_method_types": ["card", "sepa_debit"],
        "canceled_at": null, "cancellation_reason": null, "client_secret": null, "description": null,
    })
}

pub fn charge(id: &str, now: i64, intent: &Value, method: &str) -> Value {
    json!({
        "id": id, "object": "charge", "created": now, "amount": intent["amount"], "amount_captured": intent["amount"],
        "amount_refunded": 0, "currency": intent["currency"], "customer": intent["customer"], "captured": true,
        "paid": true, "refunded": false, "disputed": false, "livemode": false, "payment_intent": intent["id"],
        "payment_method_details": { "type": method }, "status": "succeeded", "metadata": {},
        "billing_details": { "address": null, "email": null, "name": null, "phone": null },
    })
}

pub fn card(id: &str, now: i64, customer: &str, brand: &str, last4: &str, year: i64) -> Value {
    json!({
        "id": id, "object": "payment_method", "created": now, "customer": customer, "livemode": false, "type": "card",
        "metadata": {}, "billing_details": { "address": null, "email": null, "name": null, "phone": null },
        "card": { "brand": brand, "last4": last4, "exp_month": 8, "exp_year": year, "country": "US",
        "display_brand": brand, "funding": "credit", "fingerprint": null, "networks": null },
    })
}

pub fn refund(id: &str, now: i64, charge: &Value, amount: i64) -> Value {
    json!({
        "id": id, "object": "refund", "created": now, "amount": amount, "currency": charge["currency"],
        "charge": charge["id"], "payment_intent": charge["payment_intent"], "status": "succeeded", "reason": null,
        "metadata": {}, "balance_transaction": null, "receipt_number": null,
    })
}

pub fn dispute(id: &str, now: i64, charge: &Value) -> Value {
    json!({
        "id": id, "object": "dispute", "created": now, "amount": charge["amount"], "currency": charge["currency"],
        "charge": charge["id"], "payment_intent": charge["payment_intent"], "status": "needs_response",
        "reason": "fraudulent", "livemode": false, "metadata": {}, "is_charge_refundable": false,
        "balance_transactions": [], "evidence": {}, "evidence_details": { "due_by": now + 604_800,
        "has_evidence": false, "past_due": false, "submission_count": 0 }, "enhanced_eligibility_types": [],
    })
}

pub fn account(id: &str, ready: bool) -> Value {
    json!({
        "id": id, "object": "account", "type": "standard", "charges_enabled": ready, "payouts_enabled": ready,
        "details_submitted": ready, "country": "DE", "default_currency": "eur", "email": null, "metadata": {},
    })
}
