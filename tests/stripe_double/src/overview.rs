//! What was paid here, with buttons for what banks and the owners of cards do about it days later. Stripe has no such page:
//! it is for whoever tries the demo.
use crate::Double;
use crate::pages::{in_words, page, pressed, to};
use maud::html;
use poem::web::{Data, Path};
use poem::{Body, Response, handler};
use serde_json::{Value, json};

/// What a button does, and what it says.
type Deed = (&'static str, &'static str);

/// How a payment stands, and what can happen to it now.
fn stands(status: &str, dispute: Option<&str>) -> (&'static str, &'static [Deed]) {
    match (status, dispute) {
        ("processing", _) => {
            ("A bank debit, on its way", &[("arrive", "Let the debit arrive"), ("fail", "Let the debit fail")])
        }
        ("succeeded", None) => ("Paid", &[("dispute", "Dispute this payment")]),
        ("succeeded", Some("needs_response")) => {
            ("Disputed", &[("win", "Let the dispute be won"), ("lose", "Let the dispute be lost")])
        }
        ("succeeded", Some("won")) => ("Paid; the dispute is won", &[]),
        ("succeeded", Some(_)) => ("Gone back; the dispute is lost", &[]),
        _ => ("Not paid", &[]),
    }
}

struct Payment {
    id: String,
    what: String,
    stands: &'static str,
    deeds: &'static [Deed],
}

fn all(double: &Double) -> Vec<Payment> {
    let state = double.state();
    let mut found = Vec::new();
    for name in state.accounts.keys() {
        for intent in state.all(name, "payment_intent", |_| true) {
            let of_it = |it: &Value| it["payment_intent"] == intent["id"];
            let session = state.all(name, "checkout.session", of_it).into_iter().next().unwrap_or_default();
            let names: Vec<&str> =
                session["x_names"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            let what = if names.is_empty() { "A subscription's invoice".to_owned() } else { names.join(", ") };
            let currency = intent["currency"].as_str().unwrap_or_default().to_uppercase();
            let amount = in_words(intent["amount"].as_i64().unwrap_or_default(), &currency);
            let disputes = state.all(name, "dispute", of_it);
            let dispute = disputes.first().and_then(|it| it["status"].as_str());
            let (stands, deeds) = stands(intent["status"].as_str().unwrap_or_default(), dispute);
            let id = intent["id"].as_str().unwrap_or_default().to_owned();
            found.push((
                intent["created"].as_i64(),
                Payment { id, what: format!("{what}: {currency} {amount}"), stands, deeds },
            ));
        }
    }
    found.sort_by_key(|(created, _)| std::cmp::Reverse(*created));
    found.into_iter().map(|(_, payment)| payment).collect()
}

#[handler]
pub fn payments(Data(double): Data<&Double>) -> Response {
    let all = all(double);
    let inside = html! {
        p { "These buttons do what banks and the owners of cards do days later. Stripe has no such page." }
        @if all.is_empty() { p { "Nobody has paid yet." } }
        @for payment in &all {
            h2 { (payment.what) }
            p { (payment.stands) }
            form method="post" action={ "/payments/" (payment.id) } {
                @for (deed, words) in payment.deeds { button name="do" value=(deed) { (words) } }
            }
        }
    };
    poem::IntoResponse::into_response(page("What was paid", &inside))
}

#[handler]
pub async fn happened(Path(id): Path<String>, body: Body, Data(double): Data<&Double>) -> Response {
    match pressed(body).await.as_str() {
        "arrive" => settle(double, &id, true),
        "fail" => settle(double, &id, false),
        "dispute" => double.dispute(&id),
        "win" => {
            double.win_dispute(&id);
        }
        "lose" => {
            double.lose_dispute(&id);
        }
        _ => {}
    }
    to(&json!("/payments"))
}

fn settle(double: &Double, payment: &str, well: bool) {
    let session = double.with(payment, |state, account| {
        let of_it = state.all(account, "checkout.session", |it| it["payment_intent"] == payment);
        of_it.first().and_then(|it| it["id"].as_str().map(str::to_owned))
    });
    if let Some(session) = session {
        double.settle(&session, well);
    }
}
