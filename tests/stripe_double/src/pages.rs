//! The pages that a person meets at Stripe, so plain that nobody takes them for Stripe's.
use crate::{Double, form, objects};
use maud::{DOCTYPE, Markup, html};
use poem::http::{StatusCode, header};
use poem::web::{Data, Path};
use poem::{Body, Response, handler};
use serde_json::{Value, json};

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:28rem;margin:3rem auto;padding:0 1rem;color:#1a1f36;\
    background:#f7f8fa}main{background:#fff;border:1px solid #d9dce3;border-radius:8px;padding:1.5rem}\
    .note{background:#fff4d6;border:1px solid #e5c45c;border-radius:6px;padding:.5rem .75rem}\
    button{display:block;width:100%;font:inherit;padding:.6rem;margin-top:.6rem;border-radius:6px;border:1px solid #b8bdc9;\
    background:#fff;cursor:pointer}button.first{background:#3b4db8;border-color:#3b4db8;color:#fff}\
    h2{font-size:1rem;margin:1.5rem 0 0}";

/// A page with what says that it is none of Stripe's.
pub fn page(title: &str, inside: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width";
                title { (title) }
                link rel="icon" href="data:,";
                style { (STYLE) }
            }
            body {
                main {
                    p.note { strong { "Simulated Stripe" } " — no money moves" }
                    h1 { (title) }
                    (inside)
                    p { a href="/payments" { "What was paid here" } }
                }
            }
        }
    }
}

/// An amount as people write it.
pub fn in_words(amount: i64, currency: &str) -> String {
    let decimals: u32 = match currency {
        "BIF" | "CLP" | "DJF" | "GNF" | "JPY" | "KMF" | "KRW" | "MGA" | "PYG" | "RWF" | "VND" | "VUV" | "XAF"
        | "XOF" | "XPF" => return amount.to_string(),
        "BHD" | "JOD" | "KWD" | "OMR" | "TND" => 3,
        _ => 2,
    };
    let unit = 10_i64.pow(decimals);
    format!("{}.{:0width$}", amount / unit, amount % unit, width = decimals as usize)
}

fn gone() -> Response {
    let inside = html! { p { "It was paid, cancelled, or its time is over. Go back and begin again." } };
    poem::IntoResponse::into_response(page("This page is closed", &inside)).with_status(StatusCode::GONE)
}

trait WithStatus {
    fn with_status(self, status: StatusCode) -> Self;
}

impl WithStatus for Response {
    fn with_status(mut self, status: StatusCode) -> Self {
        self.set_status(status);
        self
    }
}

/// Leads on to an address.
pub fn to(url: &Value) -> Response {
    let url = url.as_str().unwrap_or("/");
    Response::builder().status(StatusCode::SEE_OTHER).header(header::LOCATION, url).finish()
}

fn find(double: &Double, id: &str) -> Option<(String, Value)> {
    let state = double.state();
    let account = state.home(id)?;
    let object = state.get(&account, id)?.clone();
    Some((account, object))
}

/// Which button was pressed.
pub async fn pressed(body: Body) -> String {
    let form = form::parse(&body.into_string().await.unwrap_or_default());
    form::text(&form, "do").unwrap_or_default().to_owned()
}

#[handler]
pub fn checkout(Path(id): Path<String>, Data(double): Data<&Double>) -> Response {
    let Some((_, session)) = find(double, &id).filter(|(_, it)| it["status"] == "open") else { return gone() };
    let currency = session["currency"].as_str().unwrap_or_default().to_uppercase();
    let amount = session["amount_total"].as_i64().unwrap_or_default();
    let failed = session["payment_intent"].is_string();
    let inside = html! {
        @for name in session["x_names"].as_array().into_iter().flatten() { p { (name.as_str().unwrap_or_default()) } }
        p { strong { (currency) " " (in_words(amount, &currency)) } }
        @if failed { p role="alert" { "The card was declined. Try another way." } }
        form method="post" {
            button.first name="do" value="pay" { "Pay" }
            button name="do" value="later" { "Pay by bank debit, which settles later" }
            button name="do" value="decline" { "Pay with a card that is declined" }
            button name="do" value="cancel" { "Cancel" }
        }
    };
    poem::IntoResponse::into_response(page("Pay", &inside))
}

#[handler]
pub async fn checked_out(Path(id): Path<String>, body: Body, Data(double): Data<&Double>) -> Response {
    let pressed = pressed(body).await;
    let Some((_, session)) = find(double, &id).filter(|(_, it)| it["status"] == "open") else { return gone() };
    let done = match pressed.as_str() {
        "pay" => double.pay(&id),
        "later" => double.pay_later(&id),
        "decline" => {
            double.decline(&id);
            return to(&json!(format!("/pay/{id}")));
        }
        _ => return to(&session["cancel_url"]),
    };
    if done { to(&session["success_url"]) } else { gone() }
}

/// The page of an invoice: it leads nowhere, as Stripe's does not.
#[handler]
pub fn invoice(Path(id): Path<String>, Data(double): Data<&Double>) -> Response {
    let Some((_, invoice)) = find(double, &id) else { return gone() };
    let currency = invoice["currency"].as_str().unwrap_or_default().to_uppercase();
    let amount = invoice["total"].as_i64().unwrap_or_default();
    let inside = html! {
        p { strong { (currency) " " (in_words(amount, &currency)) } }
        @if invoice["status"] == "open" {
            form method="post" { button.first name="do" value="pay" { "Pay" } }
        } @else { p role="status" { "This invoice is " (invoice["status"].as_str().unwrap_or_default()) "." } }
    };
    poem::IntoResponse::into_response(page("Invoice", &inside))
}

#[handler]
pub async fn invoice_left(Path(id): Path<String>, Data(double): Data<&Double>) -> Response {
    if double.pay_invoice(&id) { to(&json!(format!("/invoice/{id}"))) } else { gone() }
}

#[handler]
pub fn portal(Path(id): Path<String>, Data(double): Data<&Double>) -> Response {
    let Some((account, session)) = find(double, &id) else { return gone() };
    let cards = double.state().all(&account, "payment_method", |card| card["customer"] == session["customer"]);
    let inside = html! {
        ul { @for card in &cards {
            li { (card["card"]["brand"].as_str().unwrap_or_default()) " ending in "
                (card["card"]["last4"].as_str().unwrap_or_default()) }
        } }
        form method="post" {
            button.first name="do" value="visa" { "Add a Visa card ending in 4242" }
            button name="do" value="mastercard" { "Replace all by a Mastercard ending in 4444" }
            button name="do" value="back" { "Go back" }
        }
    };
    poem::IntoResponse::into_response(page("Payment methods", &inside))
}

#[handler]
pub async fn portal_left(Path(id): Path<String>, body: Body, Data(double): Data<&Double>) -> Response {
    let pressed = pressed(body).await;
    let Some((account, session)) = find(double, &id) else { return gone() };
    let customer = session["customer"].as_str().unwrap_or_default();
    match pressed.as_str() {
        "visa" => double.add_card(&account, customer, "visa", "4242"),
        "mastercard" => {
            double
                .state()
                .account(&account)
                .objects
                .retain(|_, object| object["object"] != "payment_method" || object["customer"] != customer);
            double.add_card(&account, customer, "mastercard", "4444");
        }
        _ => return to(&session["return_url"]),
    }
    // The flow is done, and says where to go then.
    let after = &session["flow"]["after_completion"]["redirect"]["return_url"];
    to(if after.is_string() { after } else { &session["return_url"] })
}

impl Double {
    /// A customer has one card more.
    pub fn add_card(&self, account: &str, customer: &str, brand: &str, last4: &str) {
        let mut state = self.state();
        let (id, now) = (state.id("pm"), state.now());
        let year = 1970 + now / 31_557_600 + 3;
        let card = state.keep(account, objects::card(&id, now, customer, brand, last4, year));
        state.tell(account, "payment_method.attached", &card);
    }
}

#[handler]
pub fn connect(Path(id): Path<String>, Data(double): Data<&Double>) -> Response {
    if find(double, &id).is_none() {
        return gone();
    }
    let inside = html! {
        p { "Here Stripe would ask who you are and where the money goes." }
        form method="post" {
            button.first name="do" value="finish" { "Finish" }
            button name="do" value="back" { "Come back later" }
        }
    };
    poem::IntoResponse::into_response(page("Set up your account", &inside))
}

#[handler]
pub async fn connected(Path(id): Path<String>, body: Body, Data(double): Data<&Double>) -> Response {
    let pressed = pressed(body).await;
    let Some((_, account)) = find(double, &id) else { return gone() };
    if pressed == "finish" {
        let ready = json!({ "charges_enabled": true, "payouts_enabled": true, "details_submitted": true });
        let mut state = double.state();
        let ready = state.set(&id, &id, &ready);
        state.tell(&id, "account.updated", &ready);
    }
    to(&account["return_url"])
}
