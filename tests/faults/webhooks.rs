//! The power goes when Stripe has told of a payment and nothing was done about it yet.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use portico_openapi::Kind;
use portico_openapi::types::{InvoiceStatus, StripeEventState, StripeKeys};
use portico_stripe_double::{Double, Endpoint, Failure};
use portico_tests::people::{CARLA, OLIVIA};
use portico_tests::portal::Visitor;
use portico_tests::server::reqwest_client;
use portico_tests::{Server, Staff, postgres, until, until_within};
use uuid::Uuid;

const SECRET: &str = "whsec_northwind";
/// What was being done when the power went is taken up again after a minute.
const TAKEN_UP: Duration = Duration::from_secs(150);

#[tokio::test]
async fn a_webhook_that_was_kept_is_applied_once_after_a_kill_on_sqlite() -> Result<()> {
    survives(&[]).await
}

#[tokio::test]
async fn a_webhook_that_was_kept_is_applied_once_after_a_kill_on_postgresql() -> Result<()> {
    let database = postgres::database().await?;
    survives(&[("PORTICO_DATABASE_URL", database.as_str())]).await
}

async fn survives(settings: &[(&str, &str)]) -> Result<()> {
    let double = Double::start("127.0.0.1:0").await?;
    let base = double.base().to_owned();
    let settings: Vec<_> = settings.iter().copied().chain([("PORTICO_STRIPE_API_BASE", base.as_str())]).collect();
    let mut server = Server::with(&settings).await?;
    let olivia = Staff::sign_in(&server, OLIVIA).await?;
    // What the demo has filled is paid at a Stripe of its own, which ended with it.
    if let Err(error) = olivia.session.call(|api| async move { api.stripe_delete().send().await }).await {
        ensure!(error.kind == Kind::NotFound, "{error}");
    }
    let keys = StripeKeys { secret_key: "sk_test_northwind".into(), webhook_secrets: vec![SECRET.into()] };
    let set = olivia.session.call(|api| {
        let keys = keys.clone();
        async move { api.stripe_set_keys().body(keys).send().await }
    });
    let url = set.await?.into_inner().webhook_url;
    refused_and_logged(&server, &url).await?;
    double.listen(Endpoint { url, secret: SECRET.into(), account: Some("acct_northwind".into()) });

    let mut carla = Visitor::sign_in(&server, CARLA).await?;
    let list = carla.get("/portal/billing/invoices?status=open").await?.body;
    let mut links = list.split("/portal/billing/invoices/").filter_map(|rest| rest.get(..36)?.parse().ok());
    let invoice: Uuid = links.next().with_context(|| format!("no open invoice: {list}"))?;
    let csrf = carla.get(&format!("/portal/billing/invoices/{invoice}")).await?.hidden("csrf")?;
    let answer = carla.post(&format!("/portal/billing/invoices/{invoice}/pay"), &[("csrf", &csrf)]).await?;
    let page = answer.location.clone().with_context(|| format!("{answer:?}"))?;
    let session = page.rsplit('/').next().unwrap_or_default();
    ensure!(double.pay(session), "nobody can pay on {page}");

    // From here on, whoever asks Stripe waits for longer than the server lives.
    double.fail_always(Some(Failure::Slow(Duration::from_secs(600))));
    let question = format!("GET checkout/sessions/{session}");
    let asked = double.calls(&question);
    let (http, letters) = (reqwest_client()?, double.letters());
    ensure!(letters.len() > 2, "{letters:?}");
    for letter in letters.iter().chain(&letters) {
        let post = http.post(&letter.url).header("stripe-signature", &letter.signature).body(letter.body.clone());
        ensure!(post.send().await?.status() == 200, "the webhook was not kept");
    }
    until("the question", async || Ok((double.calls(&question) > asked).then_some(()))).await?;
    server.kill().await?;
    double.fail_always(None);
    server.start_again(TAKEN_UP).await?;

    let olivia = Staff::sign_in(&server, OLIVIA).await?;
    until_within(TAKEN_UP, "the webhooks to be applied", async || {
        let events = olivia.session.call(|api| async move { api.stripe_event_list().limit(200).send().await }).await?;
        let events = events.into_inner().items;
        ensure!(events.len() == letters.len(), "{} events were kept of {}", events.len(), letters.len());
        let open = [StripeEventState::Received, StripeEventState::Failed];
        Ok(events.iter().all(|event| !open.contains(&event.state)).then_some(()))
    })
    .await?;
    let view = olivia.session.call(|api| async move { api.invoice_view().invoice_id(invoice).send().await });
    let view = view.await?.into_inner();
    ensure!(view.status == InvoiceStatus::Paid && view.outstanding == 0, "{view:?}");
    let payments = olivia.session.call(|api| async move { api.payment_list().invoice_id(invoice).send().await });
    let payments = payments.await?.into_inner().items;
    let paid = payments.iter().filter(|payment| payment.provider_id.is_some()).count();
    ensure!(paid == 1, "paid {paid} times: {payments:?}");
    Ok(())
}

/// What is refused is in the log, and nothing of it that somebody could use.
async fn refused_and_logged(server: &Server, url: &str) -> Result<()> {
    let http = reqwest_client()?;
    let body = r#"{"id":"evt_canary","type":"thing.done","created":1,"data":{"object":{"id":"x","object":"thing"}}}"#;
    for signature in ["", "v1=canary", "t=1,v1=00canary"] {
        let post = http.post(url).header("stripe-signature", signature).body(body).send().await?;
        ensure!(post.status() == 400, "{signature}: {}", post.status());
    }
    let log = std::fs::read_to_string(server.folder().join("server.log"))?;
    ensure!(log.matches("a webhook was refused").count() == 3, "{log}");
    for secret in [SECRET, "sk_test_northwind", "canary"] {
        ensure!(!log.contains(secret), "{secret} is in the log: {log}");
    }
    Ok(())
}
