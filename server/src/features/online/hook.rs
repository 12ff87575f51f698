//! Where Stripe tells us of what happened. It is answered as soon as that is kept.

use std::sync::Arc;

use poem::http::StatusCode;
use poem::web::Data;
use poem::{Request, Response, handler};
use portico_stripe::webhook::{Doubt, event};
use sea_orm::ColumnTrait;

use super::service;
use crate::access::{AgencyScope, Database, RequestBody, SystemScope};
use crate::entity::agency;
use crate::error::Result;
use crate::features::till;
use crate::ids::AgencyId;
use crate::stripe::Cashier;

/// `POST /webhooks/stripe/{agency}`: of an agency's own account. The agency is its short name or its id.
#[handler]
pub async fn webhook(
    request: &Request,
    Data(database): Data<&Database>,
    Data(cashier): Data<&Arc<Cashier>>,
) -> poem::Result<Response> {
    let system = database.system();
    let Some(scope) = house(&system, request.raw_path_param("agency").unwrap_or_default()).await? else {
        metrics::counter!("stripe_webhooks_refused_total").increment(1);
        tracing::warn!("a webhook is for an agency that is not here");
        return Ok(answer(StatusCode::NOT_FOUND, "no such agency\n"));
    };
    let secrets = till::secrets_of(&scope, cashier).await?;
    let account = till::account_id(&scope).await?;
    Ok(taken(request, &secrets, async |said| {
        // An event of a connected account is another's, whatever it was signed with.
        let ours = said.is_none() || said == account.as_deref();
        Ok(ours.then_some(scope))
    })
    .await?)
}

/// `POST /webhooks/stripe`: of all the accounts that are connected to the install's.
#[handler]
pub async fn connected_webhook(
    request: &Request,
    Data(database): Data<&Database>,
    Data(cashier): Data<&Arc<Cashier>>,
) -> poem::Result<Response> {
    let system = database.system();
    Ok(taken(request, &cashier.install_secrets, async |said| {
        let Some(account) = said else { return Ok(None) };
        Ok(system.agency_of_stripe_account(account).await?.map(|agency| system.agency(agency)))
    })
    .await?)
}

async fn taken(
    request: &Request,
    secrets: &[String],
    whose: impl AsyncFnOnce(Option<&str>) -> Result<Option<AgencyScope>>,
) -> Result<Response> {
    let body = request.data::<RequestBody>().cloned().unwrap_or_default().0;
    let header = request.header("stripe-signature").unwrap_or_default();
    let now = crate::access::now(request)?.timestamp();
    let event = match event(&body, header, secrets, now) {
        Ok(event) => event,
        Err(doubt) => {
            metrics::counter!("stripe_webhooks_refused_total").increment(1);
            tracing::warn!(%doubt, bytes = body.len(), "a webhook was refused");
            let said = match doubt {
                Doubt::Unsigned | Doubt::Forged => "the signature is not good\n",
                Doubt::Stale => "the signature is of another time\n",
                Doubt::Malformed => "this is no event\n",
            };
            return Ok(answer(StatusCode::BAD_REQUEST, said));
        }
    };
    let Some(scope) = whose(event.account.as_deref()).await? else {
        tracing::warn!(event = %event.id, "a webhook is of an account that is not the agency's");
        return Ok(answer(StatusCode::BAD_REQUEST, "this is of another account\n"));
    };
    // Signed JSON is text.
    service::receive(&scope, &event, &String::from_utf8_lossy(&body)).await?;
    Ok(answer(StatusCode::OK, "kept\n"))
}

async fn house(system: &SystemScope, name: &str) -> Result<Option<AgencyScope>> {
    let all = system.agencies();
    let row = match name.parse::<AgencyId>() {
        Ok(id) => all.filter(agency::Column::Id.eq(id)).first().await?,
        Err(_) => all.filter(agency::Column::Slug.eq(name)).first().await?,
    };
    Ok(row.map(|row| system.agency(row.id)))
}

fn answer(status: StatusCode, said: &'static str) -> Response {
    Response::builder().status(status).content_type("text/plain").body(said)
}
