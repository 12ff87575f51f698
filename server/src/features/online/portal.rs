use std::sync::Arc;

use poem::http::StatusCode;
use poem::web::{Data, Path};
use poem::{IntoResponse, Response, handler};

use super::service::{self, Returned};
use super::views;
use crate::access::{Facts, InvoiceReader, Permission};
use crate::error::Error;
use crate::ids::InvoiceId;
use crate::stripe::Cashier;
use crate::web::components::Crumb;
use crate::web::{Audience, Door, Form, House, Layout, Pages, places};

/// The feature's pages.
pub fn pages(pages: Pages) -> Pages {
    let audience = Audience::Permitted(Permission::ViewInvoices);
    pages
        .post("/portal/billing/invoices/:invoice_id/pay", audience, pay_one)
        .post(places::PAY, audience, pay_several)
        .get("/portal/billing/checkouts/:checkout_id/return", audience, came_back)
        .get("/portal/billing/checkouts/:checkout_id/cancel", audience, came_back)
        .get(places::PAYMENT_METHODS, audience, methods)
        .post(places::PAYMENT_METHODS, audience, manage)
}

#[handler]
async fn pay_one(
    client: InvoiceReader,
    door: Door,
    layout: Layout,
    Data(cashier): Data<&Arc<Cashier>>,
    Path(invoice): Path<String>,
) -> poem::Result<Response> {
    let invoice = invoice.parse().map_err(|_| Error::NotFound)?;
    pay(&client, &door, &layout, cashier, &[invoice]).await
}

#[handler]
async fn pay_several(
    client: InvoiceReader,
    door: Door,
    layout: Layout,
    Data(cashier): Data<&Arc<Cashier>>,
    form: Form,
) -> poem::Result<Response> {
    let chosen: Result<Vec<InvoiceId>, _> = form.all("invoice").map(str::parse).collect();
    pay(&client, &door, &layout, cashier, &chosen.map_err(|_| Error::NotFound)?).await
}

async fn pay(
    client: &InvoiceReader,
    door: &Door,
    layout: &Layout,
    cashier: &Cashier,
    invoices: &[InvoiceId],
) -> poem::Result<Response> {
    match service::pay(client, &door.house(), cashier, invoices, &origin(&door.facts)).await {
        Ok(url) => Ok(layout.go(&url)),
        Err(error) => refused(layout, error).await,
    }
}

/// Nothing was paid: says why, and leads back.
async fn refused(layout: &Layout, error: Error) -> poem::Result<Response> {
    let (status, why) = match &error {
        Error::Unavailable(_) => (StatusCode::SERVICE_UNAVAILABLE, views::SILENT.to_owned()),
        Error::Conflict { code: "stripe_unusable" | "stripe_refused" | "stripe_missing", .. } => {
            (StatusCode::CONFLICT, views::UNUSABLE.to_owned())
        }
        // What the bank calls it says nothing to people.
        Error::Conflict { code: "payment_declined", .. } => (StatusCode::CONFLICT, views::DECLINED.to_owned()),
        Error::Conflict { message, .. } => (StatusCode::CONFLICT, views::sentence(message)),
        Error::Invalid(errors) => {
            let first = errors.iter().next().map(|(_, message)| message.to_owned());
            (StatusCode::UNPROCESSABLE_ENTITY, first.unwrap_or_default())
        }
        _ => return Err(error.into()),
    };
    let page = layout.page(views::NOT_PAID, trail(), views::not_paid(&why)).await?;
    Ok(page.with_status(status).into_response())
}

#[handler]
async fn came_back(
    client: InvoiceReader,
    House(house): House,
    layout: Layout,
    Data(cashier): Data<&Arc<Cashier>>,
    Path(checkout): Path<String>,
) -> poem::Result<Response> {
    let checkout = checkout.parse().map_err(|_| Error::NotFound)?;
    let returned: Returned = service::returned(&client, &house, cashier, checkout).await?;
    let locale = layout.times.locale;
    layout.page(views::title(&returned), trail(), views::returned(&returned, locale, &layout.token)).await
}

#[handler]
async fn methods(
    client: InvoiceReader,
    House(house): House,
    layout: Layout,
    Data(cashier): Data<&Arc<Cashier>>,
) -> poem::Result<Response> {
    let methods = service::methods(&client, &house, cashier).await?;
    layout.page(views::METHODS, trail(), views::methods(&methods, &layout.token)).await
}

#[handler]
async fn manage(
    client: InvoiceReader,
    door: Door,
    layout: Layout,
    Data(cashier): Data<&Arc<Cashier>>,
) -> poem::Result<Response> {
    let back = format!("{}{}", origin(&door.facts), places::PAYMENT_METHODS);
    match service::manage(&client, &door.house(), cashier, &back).await {
        Ok(url) => Ok(layout.go(&url)),
        Err(error) => refused(&layout, error).await,
    }
}

/// Where the person's browser is: it comes back to the host it left, where it is signed in.
fn origin(facts: &Facts) -> String {
    format!("{}://{}", if facts.secure { "https" } else { "http" }, facts.authority)
}

fn trail() -> Vec<Crumb<'static>> {
    vec![Crumb { label: views::BILLING, href: places::BILLING }]
}
