//! The API: one door, one table of what can be asked.
use crate::form::{self, items, number, text};
use crate::objects::{self, NewSession};
use crate::state::{Answer, Failure, State, expand, refused};
use crate::{Double, overview, pages};
use poem::http::{Method, StatusCode};
use poem::web::Data;
use poem::{Body, Endpoint, EndpointExt, Request, Response, Route, handler};
use serde_json::{Value, json};

pub fn routes(double: Double) -> impl Endpoint {
    Route::new()
        .at("/v1/*path", called)
        .at("/pay/:session", poem::get(pages::checkout).post(pages::checked_out))
        .at("/invoice/:invoice", poem::get(pages::invoice).post(pages::invoice_left))
        .at("/portal/:session", poem::get(pages::portal).post(pages::portal_left))
        .at("/connect/:account", poem::get(pages::connect).post(pages::connected))
        .at("/payments", poem::get(overview::payments))
        .at("/payments/:payment", poem::post(overview::happened))
        .data(double)
}

#[handler]
async fn called(request: &Request, body: Body, Data(double): Data<&Double>) -> Response {
    let path = request.uri().path().trim_start_matches("/v1/").to_owned();
    let body = body.into_string().await.unwrap_or_default();
    let failure = {
        let mut state = double.state();
        state.calls.push(format!("{} {path}", request.method()));
        state.failures.pop_front().flatten().or(state.always)
    };
    let (status, answer) = match failure {
        Some(Failure::Declined) => declined(),
        Some(Failure::Limited) => refused(429, "invalid_request_error", "rate_limit", "", "Too many requests"),
        Some(Failure::Down) => refused(503, "api_error", "", "", "Down"),
        Some(Failure::Unauthorised) => refused(401, "invalid_request_error", "", "", "Invalid API Key"),
        Some(Failure::Forbidden) => refused(403, "invalid_request_error", "", "", "The key may not do this"),
        Some(Failure::Missing) => missing(),
        Some(Failure::Refused) => refused(400, "invalid_request_error", "parameter_invalid", "", "Refused"),
        Some(Failure::Malformed) => return Response::builder().content_type("text/html").body("<html>"),
        Some(Failure::Lost) => {
            admit(double, request, &path, &body);
            refused(500, "api_error", "", "", "Lost")
        }
        Some(Failure::Slow(time)) => {
            tokio::time::sleep(time).await;
            admit(double, request, &path, &body)
        }
        None => admit(double, request, &path, &body),
    };
    Response::builder()
        .status(StatusCode::from_u16(status).unwrap_or_default())
        .content_type("application/json")
        .body(answer.to_string())
}

fn declined() -> Answer {
    let error = json!({ "type": "card_error", "code": "card_declined", "decline_code": "generic_decline",
        "message": "Your card was declined." });
    (402, json!({ "error": error }))
}

fn missing() -> Answer {
    refused(404, "invalid_request_error", "resource_missing", "id", "No such object")
}

/// Whose key it is, whether it was asked before under the same key, and if not, what is asked.
fn admit(double: &Double, request: &Request, path: &str, body: &str) -> Answer {
    let key = request.header("authorization").and_then(|value| value.strip_prefix("Bearer "));
    let Some(own) = key.and_then(|key| key.strip_prefix("sk_test_")).filter(|name| !name.is_empty()) else {
        return refused(401, "invalid_request_error", "", "", "Invalid API Key provided");
    };
    let own = format!("acct_{own}");
    let mut state = double.state();
    let account = match request.header("stripe-account") {
        Some(other) if state.get(other, other).is_some() => other.to_owned(),
        Some(_) => return refused(403, "invalid_request_error", "account_invalid", "", "No such account"),
        None => own,
    };
    let query = request.uri().query().unwrap_or_default();
    let form = form::parse(if request.method() == Method::GET { query } else { body });
    let parts: Vec<&str> = path.split('/').collect();
    let said = format!("{} {path} {body}", request.method());
    let once = request.header("idempotency-key").filter(|_| request.method() != Method::GET);
    if let Some((before, answer)) = once.and_then(|once| state.account(&account).answered.get(once)) {
        return if *before == said {
            answer.clone()
        } else {
            refused(
                400,
                "idempotency_error",
                "",
                "",
                "Keys for idempotent requests can only be used with the same \
                parameters they were first used with.",
            )
        };
    }
    let (status, mut answer) = asked(&mut state, &account, request.method(), &parts, &form);
    for path in items(&form, "expand").into_iter().filter_map(Value::as_str) {
        let path: Vec<&str> = path.split('.').collect();
        expand(&state, &account, &mut answer, &path);
    }
    if let Some(once) = once.filter(|_| matches!(status, 200 | 402)) {
        state.account(&account).answered.insert(once.to_owned(), (said, (status, answer.clone())));
    }
    (status, answer)
}

fn asked(state: &mut State, account: &str, method: &Method, parts: &[&str], form: &Value) -> Answer {
    match (method.as_str(), parts) {
        ("GET", ["account"]) => (200, objects::account(account, true)),
        ("POST", ["accounts"]) => {
            let id = state.id("acct");
            (200, state.keep(&id, objects::account(&id, false)))
        }
        ("GET", ["accounts", id]) => found(state, id, id, "account"),
        ("POST", ["account_links"]) => {
            let id = text(form, "account").unwrap_or_default();
            let back = json!({ "return_url": text(form, "return_url") });
            state.set(id, id, &back);
            (
                200,
                json!({ "object": "account_link", "created": state.now(), "expires_at": state.now() + 300,
                "url": format!("{}/connect/{id}", state.base) }),
            )
        }
        ("POST", ["customers"]) => {
            let (id, now) = (state.id("cus"), state.now());
            let metadata = form.get("metadata").cloned().unwrap_or_else(|| json!({}));
            (200, state.keep(account, objects::customer(&id, now, text(form, "name"), &metadata)))
        }
        ("GET", ["customers", id, "payment_methods"]) => match state.get(account, id) {
            Some(_) => list(state.all(account, "payment_method", |method| method["customer"] == *id), form),
            None => missing(),
        },
        ("POST", ["billing_portal", "sessions"]) => portal(state, account, form),
        ("POST", ["checkout", "sessions"]) => checkout(state, account, form),
        ("GET", ["checkout", "sessions", id]) => found(state, account, id, "checkout.session"),
        ("POST", ["checkout", "sessions", id, "expire"]) => expire(state, account, id),
        ("GET", ["payment_intents", id]) => found(state, account, id, "payment_intent"),
        ("POST", ["refunds"]) => {
            let payment = text(form, "payment_intent").unwrap_or_default();
            let amount = number(form, "amount").unwrap_or_default();
            state.refund(account, payment, amount).map_or_else(
                || refused(400, "invalid_request_error", "charge_already_refunded", "amount", "Too much"),
                |refund| (200, refund),
            )
        }
        ("GET", ["refunds"]) => of_payment(state, account, "refund", form),
        ("GET", ["disputes"]) => of_payment(state, account, "dispute", form),
        ("GET", ["events"]) => {
            let since = number(form, "created.gte").unwrap_or_default();
            list(state.all(account, "event", |event| event["created"].as_i64() >= Some(since)), form)
        }
        ("POST", ["products"]) => {
            let (id, now) = (state.id("prod"), state.now());
            (
                200,
                state.keep(
                    account,
                    json!({ "id": id, "object": "product", "active": true, "created": now,
                "livemode": false, "metadata": {}, "name": text(form, "name"), "images": [],
                "marketing_features": [], "type": "service", "updated": now }),
                ),
            )
        }
        ("POST", ["prices"]) => {
            let (id, now) = (state.id("price"), state.now());
            let interval = text(form, "recurring.interval");
            (
                200,
                state.keep(
                    account,
                    json!({ "id": id, "object": "price", "active": true, "created": now,
                "livemode": false, "metadata": {}, "currency": text(form, "currency"),
                "product": text(form, "product"), "unit_amount": number(form, "unit_amount"),
                "billing_scheme": "per_unit", "type": if interval.is_some() { "recurring" } else { "one_time" },
                "recurring": interval.map(|interval| json!({ "interval": interval, "interval_count": 1 })) }),
                ),
            )
        }
        ("POST", ["products", id]) => {
            let mut fields = json!({});
            if let Some(name) = text(form, "name") {
                fields["name"] = name.into();
            }
            changed(state, account, id, "product", fields, form)
        }
        ("POST", ["prices", id]) => changed(state, account, id, "price", json!({}), form),
        ("POST", ["subscriptions", id]) => state.change_subscription(account, id, form),
        ("POST", ["invoices", id, "pay"]) => {
            state.pay_invoice(account, id, text(form, "paid_out_of_band") != Some("true"))
        }
        ("POST", ["invoices", id, "void"]) => state.void_invoice(account, id),
        ("POST", ["subscriptions"]) => state.subscribe(account, form),
        ("GET", ["subscriptions", id]) => found(state, account, id, "subscription"),
        ("DELETE", ["subscriptions", id]) => state.cancel(account, id),
        ("GET", ["invoices", id]) => found(state, account, id, "invoice"),
        ("GET", ["invoices"]) => {
            let of = text(form, "subscription").unwrap_or_default();
            list(state.all(account, "invoice", |it| it["parent"]["subscription_details"]["subscription"] == of), form)
        }
        _ => refused(404, "invalid_request_error", "", "", "Unrecognized request URL"),
    }
}

fn found(state: &State, account: &str, id: &str, kind: &str) -> Answer {
    state.get(account, id).filter(|object| object["object"] == kind).map_or_else(missing, |it| (200, it.clone()))
}

/// Changes a product or a price, and whether it is sold.
fn changed(state: &mut State, account: &str, id: &str, kind: &str, mut fields: Value, form: &Value) -> Answer {
    if state.get(account, id).is_none_or(|object| object["object"] != kind) {
        return missing();
    }
    if let Some(active) = text(form, "active") {
        fields["active"] = (active == "true").into();
    }
    (200, state.set(account, id, &fields))
}

fn of_payment(state: &State, account: &str, kind: &str, form: &Value) -> Answer {
    let payment = text(form, "payment_intent").unwrap_or_default();
    list(state.all(account, kind, |object| object["payment_intent"] == payment), form)
}

fn list(mut all: Vec<Value>, form: &Value) -> Answer {
    if let Some(after) = text(form, "starting_after") {
        let at = all.iter().position(|object| object["id"] == after).map_or(all.len(), |at| at + 1);
        all.drain(..at);
    }
    let limit = number(form, "limit").and_then(|limit| usize::try_from(limit).ok()).unwrap_or(10).clamp(1, 100);
    let more = all.len() > limit;
    all.truncate(limit);
    (200, json!({ "object": "list", "data": all, "has_more": more, "url": "/v1" }))
}

fn portal(state: &mut State, account: &str, form: &Value) -> Answer {
    let customer = text(form, "customer").unwrap_or_default();
    if state.get(account, customer).is_none() {
        return refused(400, "invalid_request_error", "resource_missing", "customer", "No such customer");
    }
    let lacking = |param: &str| {
        refused(400, "invalid_request_error", "parameter_missing", param, &format!("Missing required param: {param}."))
    };
    // Stripe's portal has other pages; this one has the page of a flow alone, and what a flow demands Stripe demands.
    if text(form, "flow_data.type") != Some("payment_method_update") {
        return lacking("flow_data[type]");
    }
    let after = text(form, "flow_data.after_completion.redirect.return_url");
    match text(form, "flow_data.after_completion.type") {
        None if form["flow_data"].get("after_completion").is_some() => {
            return lacking("flow_data[after_completion][type]");
        }
        Some("redirect") if after.is_none() => {
            return lacking("flow_data[after_completion][redirect][return_url]");
        }
        _ => {}
    }
    let (id, now) = (state.id("bps"), state.now());
    let flow = json!({ "type": "payment_method_update", "after_completion": { "type": "redirect",
        "redirect": { "return_url": after } } });
    (
        200,
        state.keep(
            account,
            json!({ "id": id, "object": "billing_portal.session", "created": now,
        "configuration": "bpc_test_1", "customer": customer, "livemode": false, "locale": null,
        "flow": flow, "return_url": text(form, "return_url"), "url": format!("{}/portal/{id}", state.base) }),
        ),
    )
}

fn checkout(state: &mut State, account: &str, form: &Value) -> Answer {
    let customer = text(form, "customer").unwrap_or_default();
    if state.get(account, customer).is_none() {
        return refused(400, "invalid_request_error", "resource_missing", "customer", "No such customer");
    }
    let mut total: i64 = 0;
    let lines = items(form, "line_items");
    for line in &lines {
        let amount = number(line, "price_data.unit_amount").filter(|amount| *amount >= 0);
        let quantity = number(line, "quantity").unwrap_or(1);
        let Some(sum) = amount.and_then(|amount| total.checked_add(amount.checked_mul(quantity)?)) else {
            return refused(
                400,
                "invalid_request_error",
                "parameter_invalid_integer",
                "unit_amount",
                "Invalid integer",
            );
        };
        total = sum;
    }
    if total < 50 {
        return refused(400, "invalid_request_error", "amount_too_small", "line_items", "The amount is too small");
    }
    if total > 999_999_999_999 {
        return refused(400, "invalid_request_error", "amount_too_large", "line_items", "The amount is too large");
    }
    let (id, now) = (state.id("cs"), state.now());
    let currency = lines.first().and_then(|line| text(line, "price_data.currency")).unwrap_or_default();
    let mut session = objects::session(&NewSession {
        id: &id,
        now,
        expires_at: number(form, "expires_at").unwrap_or(now + 86_400),
        url: &format!("{}/pay/{id}", state.base),
        customer,
        currency,
        total,
    });
    for field in ["success_url", "cancel_url", "client_reference_id"] {
        session[field] = text(form, field).into();
    }
    session["metadata"] = form.get("metadata").cloned().unwrap_or_else(|| json!({}));
    let names = lines.iter().map(|line| text(line, "price_data.product_data.name").unwrap_or_default());
    session["x_names"] = names.collect::<Vec<_>>().into();
    (200, state.keep(account, session))
}

fn expire(state: &mut State, account: &str, id: &str) -> Answer {
    match state.get(account, id) {
        None => missing(),
        Some(session) if session["status"] != "open" => {
            refused(400, "invalid_request_error", "", "session", "Only sessions that are open can be expired")
        }
        Some(_) => {
            let expired = state.set(account, id, &json!({ "status": "expired", "url": null }));
            state.tell(account, "checkout.session.expired", &expired);
            (200, expired)
        }
    }
}
