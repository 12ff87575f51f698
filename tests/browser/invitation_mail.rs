//! The whole way of somebody who has nothing but a mail: in by its link, at the agency's own host, and out again.

use std::time::Instant;

use anyhow::{Context, Result, ensure};
use portico_openapi::{Client, types};
use portico_tests::people::OLIVIA;
use portico_tests::{Browser, Server, Sink, Staff, Tls, Zone};
use serde_json::json;

use super::arrival::{NORA, invite, remove, workspace};

const HOST: &str = "portal.northwind.test";
const INSTALL: &str = "portals.install.test";
/// The agency's colour, and how a browser says it.
const ACCENT: (&str, &str) = ("#7a1f4b", "rgb(122, 31, 75)");

/// Has the agency be met at a host of its own, to which its mails lead.
async fn claim(staff: &Staff, zone: &Zone) -> Result<()> {
    let create = |api: Client, key: String| async move {
        let body = types::NewDomain { host: HOST.into() };
        api.domain_create().idempotency_key(key).body(body).send().await
    };
    let domain = staff.session.create(uuid::Uuid::new_v4(), create).await?;
    let record = domain.records.first().context("no record to set")?;
    zone.text(&record.name, &record.value)?;
    zone.alias(HOST, INSTALL)?;
    let id = domain.id;
    let check = |api: Client| async move { api.domain_check().domain_id(id).send().await };
    let checked = staff.session.call(check).await?.into_inner();
    ensure!(checked.state == types::DomainState::Verified, "{checked:?}");
    let primary = |api: Client| async move { api.domain_make_primary().domain_id(id).send().await };
    staff.session.call(primary).await?;
    Ok(())
}

/// Publishes the agency's colour.
async fn paint(staff: &Staff) -> Result<()> {
    let palette: types::WantedPalette = serde_json::from_value(json!({ "light": { "accent": ACCENT.0 } }))?;
    let draft = |api: Client| {
        let body = types::BrandDraftChange { correct: None, palette: Some(palette.clone()) };
        async move { api.brand_draft_put().body(body).send().await }
    };
    staff.session.call(draft).await?;
    let publish = |api: Client| async move { api.brand_publish().send().await };
    staff.session.call(publish).await?;
    Ok(())
}

/// The colour of the button that a page is for.
async fn painted(browser: &Browser) -> Result<String> {
    let script = "return getComputedStyle(document.querySelector('main .button-primary')).backgroundColor";
    Ok(browser.run(script).await?.as_str().unwrap_or_default().to_owned())
}

/// The link of an invitation in a mail, behind this address.
fn link<'a>(mail: &'a str, base: &str) -> Result<&'a str> {
    let from = mail.find(&format!("{base}/portal/invite/")).with_context(|| format!("no link to {base}: {mail}"))?;
    let path = &mail[from + base.len()..];
    let end = path.find(|c: char| !c.is_ascii_alphanumeric() && !"-_/".contains(c));
    Ok(&path[..end.unwrap_or(path.len())])
}

/// S2.126–S2.131, S2.133, S2.134, S2.30, S2.31: a mail's link leads to the agency's own host in the agency's colours,
/// through the welcome into the portal; and whoever is removed there sees the page close by itself.
#[tokio::test]
async fn an_invitation_comes_by_mail_and_leads_to_the_agencys_own_host() -> Result<()> {
    let (sink, zone, door) = (Sink::start().await?, Zone::serve().await?, Tls::open().await?);
    // Over plain http, a browser says of no host but this machine where a form comes from.
    let (port, install) = (door.port, format!("https://{INSTALL}:{}", door.port));
    let (smtp, resolver) = (sink.url(), zone.address.to_string());
    let settings =
        [("PORTICO_SMTP_URL", &*smtp), ("PORTICO_DNS_RESOLVER", &*resolver), ("PORTICO_BASE_URL", &*install)];
    let server = Server::with(&settings).await?;
    door.lead_to(&server, HOST)?;
    let olivia = Staff::sign_in(&server, OLIVIA).await?;
    claim(&olivia, &zone).await?;
    paint(&olivia).await?;
    let acme = workspace(&olivia, "Acme Coffee").await?;
    invite(&olivia, acme).await?;

    let mail = sink.mail(NORA, "/portal/invite/").await?;
    ensure!(mail.contains("Northwind Studio") && !mail.to_lowercase().contains("portico"), "{mail}");
    let base = format!("https://{HOST}:{port}");
    let browser = Browser::at_host(HOST, port).await?;
    browser.go(link(&mail, &base)?).await?;
    browser.until_says("invites you to the portal of Acme Coffee").await?;
    assert_eq!(painted(&browser).await?, ACCENT.1, "the agency's colour at the door");
    browser.fill("#name", "Nora Neu").await?;
    browser.fill("#password", "seven violet umbrellas sail north").await?;
    browser.press_what_says("Join Acme Coffee").await?;
    browser.until_at("/portal/welcome").await?;
    assert_eq!(painted(&browser).await?, ACCENT.1, "the agency's colour at the welcome");
    browser.press_what_says("Continue").await?;
    browser.until_says("Your time zone").await?;
    browser.press_what_says("Continue").await?;
    browser.until_says("What you get by mail").await?;
    browser.press_what_says("Continue").await?;
    browser.until_at("/portal").await?;
    browser.until_says("Hello Nora").await?;
    ensure!(browser.client.current_url().await?.as_str().starts_with(&base), "she is led to another host");
    let cookies = browser.client.get_all_cookies().await?;
    let session =
        cookies.iter().find(|cookie| cookie.name() == "__Host-sid").context("no session of this very host")?;
    assert_eq!(session.secure(), Some(true));
    browser.go("/portal/requests/new").await?;
    assert_eq!(painted(&browser).await?, ACCENT.1, "the agency's colour in the portal");
    browser.go("/portal/projects").await?;
    browser.until_says("Site refresh").await?;

    remove(&olivia, acme).await?;
    let let_go = Instant::now();
    browser.until_at("/").await?;
    println!("the page closed {:?} after the removal", let_go.elapsed());
    browser.until_says("Northwind Studio").await?;
    assert!(!browser.text().await?.contains("Site refresh"));
    browser.close().await
}
