//! axe-core on every page, as the people who read it, by day and night, on a desk and on a phone.

use anyhow::{Context, Result, ensure};
use portico_tests::people::{CARLA, FIONA, HANA, OLIVIA, PASSWORD, VICTOR};
use portico_tests::{Browser, Look, Server, Staff, Visitor, pages, tools};
use serde_json::Value;

use crate::{arrival, connections};

const RUN: &str = "
    const tags = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const result = await axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });
    return { checked: result.passes.length, violations: result.violations.flatMap((rule) => rule.nodes.map((node) =>
        `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary.split('\\n').slice(1, 3).join(' ')}`)) };";

struct Judge {
    axe: String,
    found: Vec<String>,
}

impl Judge {
    fn new() -> Result<Self> {
        Ok(Self { axe: std::fs::read_to_string(tools::node("axe-core/axe.min.js")?)?, found: Vec::new() })
    }

    async fn judge(&mut self, browser: &Browser, what: &str) -> Result<()> {
        browser.run(&self.axe).await?;
        let result = browser.promised(RUN).await.with_context(|| what.to_owned())?;
        ensure!(result["checked"].as_u64().is_some_and(|passes| passes > 5), "axe looked at nothing on {what}");
        let violations = result["violations"].as_array().into_iter().flatten().filter_map(Value::as_str);
        self.found.extend(violations.map(|violation| format!("{what}: {violation}")));
        Ok(())
    }

    /// Judges a page by day at a desk and by night on a phone.
    async fn by_day_and_night(&mut self, browser: &Browser, page: &str, what: &str) -> Result<()> {
        for look in [Look::DESKTOP, Look::PHONE.dark()] {
            browser.look(look).await?;
            browser.go(page).await?;
            self.judge(browser, &format!("{what} {}", look.name())).await?;
        }
        Ok(())
    }

    /// The same of what cannot be had by its address.
    async fn as_it_is(&mut self, browser: &Browser, what: &str) -> Result<()> {
        for look in [Look::DESKTOP, Look::PHONE.dark()] {
            browser.look(look).await?;
            self.judge(browser, &format!("{what} {}", look.name())).await?;
        }
        Ok(())
    }

    fn verdict(self) -> Result<()> {
        ensure!(self.found.is_empty(), "{} violations:\n{}", self.found.len(), self.found.join("\n"));
        Ok(())
    }
}

async fn pages_of(person: &str, looks: [Look; 2]) -> Result<()> {
    let server = Server::demo().await?;
    let pages = pages::of(&Visitor::sign_in(&server, person).await?).await?;
    let browser = Browser::of(&server, person).await?;
    let mut judge = Judge::new()?;
    for look in looks {
        browser.look(look).await?;
        for page in &pages {
            browser.go(page).await?;
            judge.judge(&browser, &format!("{person} {page} {}", look.name())).await?;
        }
    }
    browser.close().await?;
    judge.verdict()
}

#[tokio::test]
async fn carla_by_day() -> Result<()> {
    pages_of(CARLA, [Look::DESKTOP, Look::PHONE]).await
}

#[tokio::test]
async fn carla_by_night() -> Result<()> {
    pages_of(CARLA, [Look::DESKTOP.dark(), Look::PHONE.dark()]).await
}

#[tokio::test]
async fn victor_who_may_only_look() -> Result<()> {
    pages_of(VICTOR, [Look::DESKTOP, Look::PHONE.dark()]).await
}

#[tokio::test]
async fn fiona_who_has_two_workspaces() -> Result<()> {
    pages_of(FIONA, [Look::DESKTOP.dark(), Look::PHONE]).await
}

#[tokio::test]
async fn strangers_and_whoever_makes_a_mistake() -> Result<()> {
    let server = Server::demo().await?;
    let browser = Browser::open(&server).await?;
    let mut judge = Judge::new()?;
    for look in [Look::DESKTOP, Look::DESKTOP.dark(), Look::PHONE, Look::PHONE.dark()] {
        browser.look(look).await?;
        for page in pages::PUBLIC {
            browser.go(page).await?;
            judge.judge(&browser, &format!("{page} {}", look.name())).await?;
        }
        browser.sign_in(CARLA, "not-the-password").await?;
        judge.judge(&browser, &format!("a refused sign-in {}", look.name())).await?;
    }
    browser.sign_in(CARLA, PASSWORD).await?;
    browser.until_at("/portal").await?;
    for look in [Look::DESKTOP, Look::PHONE.dark()] {
        browser.look(look).await?;
        browser.go("/portal/nothing-here").await?;
        judge.judge(&browser, &format!("a page that is not there {}", look.name())).await?;
        browser.go("/portal/requests/new").await?;
        browser.press_what_says("Send request").await?;
        portico_tests::until("the complaints", async || {
            let marked = browser.run("return document.querySelectorAll('[aria-invalid=true]').length").await?;
            Ok(marked.as_u64().filter(|count| *count > 0))
        })
        .await?;
        judge.judge(&browser, &format!("a refused form {}", look.name())).await?;
    }
    browser.close().await?;
    judge.verdict()
}

/// The pages that are shown on the way in, and only once.
#[tokio::test]
async fn who_is_invited_and_welcomed() -> Result<()> {
    let server = Server::demo().await?;
    let olivia = Staff::sign_in(&server, OLIVIA).await?;
    arrival::invite(&olivia, arrival::workspace(&olivia, "Acme Coffee").await?).await?;
    let invited = arrival::link(&server).await?;
    let browser = Browser::open(&server).await?;
    let mut judge = Judge::new()?;
    judge.by_day_and_night(&browser, &invited, "an invitation").await?;
    browser.go(&invited).await?;
    browser.fill("#name", "Nora Neu").await?;
    browser.fill("#password", "seven violet umbrellas sail north").await?;
    browser.press_what_says("Join Acme Coffee").await?;
    browser.until_at("/portal/welcome").await?;
    for says in ["How shall we call you", "Your time zone", "What you get by mail"] {
        browser.until_says(says).await?;
        judge.by_day_and_night(&browser, "/portal/welcome", says).await?;
        browser.press_what_says("Skip").await?;
    }
    browser.until_at("/portal").await?;
    browser.close().await?;
    judge.verdict()
}

/// The set-up of a second factor, before it and in the middle.
#[tokio::test]
async fn who_sets_a_second_factor_up() -> Result<()> {
    let server = Server::demo().await?;
    let browser = Browser::of(&server, CARLA).await?;
    let mut judge = Judge::new()?;
    let page = "/portal/account/second-factor";
    judge.by_day_and_night(&browser, page, "a second factor").await?;
    browser.press_what_says("Begin").await?;
    browser.until_says("Switch it on").await?;
    judge.by_day_and_night(&browser, page, "a second factor's secret").await?;
    for page in ["/portal/team", "/portal/account/security", "/portal/account/notifications"] {
        judge.by_day_and_night(&browser, page, page).await?;
    }
    browser.close().await?;
    judge.verdict()
}

/// The second agency's colours, at the door and at home.
#[tokio::test]
async fn hana_at_the_second_brand() -> Result<()> {
    let server = Server::demo().await?;
    let browser = Browser::open(&server).await?.at_harbor(&server);
    let mut judge = Judge::new()?;
    judge.by_day_and_night(&browser, "/portal/login", "Harbor's sign-in").await?;
    ensure!(browser.source().await?.contains("Harbor"), "this is another agency's sign-in");
    browser.sign_in(HANA, PASSWORD).await?;
    browser.until_at("/portal").await?;
    judge.by_day_and_night(&browser, "/portal", "Harbor's dashboard").await?;
    browser.close().await?;
    judge.verdict()
}

/// What lies over a page, and a form of several pages, with what it complains of.
#[tokio::test]
async fn what_has_no_address_of_its_own() -> Result<()> {
    let server = Server::demo().await?;
    let browser = Browser::of(&server, CARLA).await?;
    let mut judge = Judge::new()?;
    browser.look(Look::DESKTOP).await?;
    browser.go("/portal/billing/invoices").await?;
    browser.press("main tbody tr a").await?;
    portico_tests::until("the invoice", async || {
        let shown = browser.run("return document.querySelector('#slideover[open] h2') !== null").await?;
        Ok((shown == true).then_some(()))
    })
    .await?;
    judge.as_it_is(&browser, "an invoice over its list").await?;

    browser.go("/portal/forms").await?;
    browser.press_what_says("Tell us about the shop").await?;
    browser.until_says("Page 1 of 2").await?;
    browser.press_what_says("Next").await?;
    browser.until_says("Fill this in.").await?;
    judge.as_it_is(&browser, "a form's refused first page").await?;
    browser.fill("#f_address", "Brunnenstraße 9").await?;
    browser.press_what_says("Next").await?;
    browser.until_says("Page 2 of 2").await?;
    judge.as_it_is(&browser, "a form's second page").await?;
    browser.press_what_says("Send").await?;
    browser.until_says("Choose one.").await?;
    judge.as_it_is(&browser, "a form's refused second page").await?;
    browser.close().await?;
    judge.verdict()
}

/// Somebody without an account, whom a mail asks for a key.
#[tokio::test]
async fn who_is_asked_to_connect_an_account() -> Result<()> {
    let server = Server::demo().await?;
    let asked = connections::asked(&server).await?;
    let browser = Browser::open(&server).await?;
    let mut judge = Judge::new()?;
    judge.by_day_and_night(&browser, &asked, "a credential request").await?;
    browser.press_what_says("Connect Shop search").await?;
    browser.until_says("Paste the key.").await?;
    judge.as_it_is(&browser, "a credential request without its key").await?;
    judge.by_day_and_night(&browser, "/portal/connect/run-out", "a credential request that is over").await?;
    browser.close().await?;
    judge.verdict()
}
