//! Paying on pages that are not ours, and coming back from them.

use anyhow::{Context, Result, ensure};
use portico_tests::people::{CARLA, PASSWORD};
use portico_tests::{Browser, Server, until};

const OPEN: &str = "#slideover .heading";

/// The address of the invoice that has been overdue for longest, and what its badge says.
async fn overdue(browser: &Browser) -> Result<(String, String)> {
    browser.go("/portal/billing/invoices?status=overdue&sort=due").await?;
    let row = "const row = document.querySelector('main tbody tr');
        return [row.querySelector('a').pathname, row.textContent.match(/[0-9]+ days? overdue/)[0]]";
    let row = browser.run(row).await?;
    let word = |at: usize| row[at].as_str().map(str::to_owned).context("no overdue invoice");
    Ok((word(0)?, word(1)?))
}

async fn until_at_stripe(browser: &Browser) -> Result<()> {
    browser.until_says("Simulated Stripe").await
}

/// S1.111, S1.116, S2.93, S2.94, S2.97: from the row of an overdue invoice to paid, on pages that are Stripe's.
#[tokio::test]
async fn s2_94_an_overdue_invoice_is_opened_and_paid_on_stripes_page() -> Result<()> {
    let server = Server::demo().await?;
    let browser = Browser::of(&server, CARLA).await?;
    let (path, days) = overdue(&browser).await?;
    browser.press("main tbody tr a").await?;
    until(OPEN, async || {
        let shown = format!("return document.querySelector('{OPEN}')?.textContent ?? ''");
        Ok(browser.run(&shown).await?.as_str().filter(|text| text.contains(&days)).map(str::to_owned))
    })
    .await?;
    assert_eq!(browser.path().await?, path, "the slideover has its own address");
    browser.press("#slideover form[action$='/pay'] button").await?;
    until_at_stripe(&browser).await?;
    ensure!(browser.run("return document.querySelectorAll('input').length").await? == 0, "a field of ours at Stripe");
    // The card is declined first.
    browser.press("button[value=decline]").await?;
    browser.until_says("declined").await?;
    browser.press("button[value=pay]").await?;
    browser.until_says("is paid. Thank you").await?;
    ensure!(browser.path().await?.starts_with("/portal/billing/checkouts/"), "back in the portal");
    browser.go(&path).await?;
    browser.until_says("Paid").await?;
    let text = browser.text().await?;
    ensure!(!text.contains("Pay now") && !text.contains("overdue"), "{text}");
    browser.close().await
}

/// S2.95, S2.96, S2.98: cards are added and changed at Stripe; we have no field for one.
#[tokio::test]
async fn s2_95_a_card_is_added_and_changed_at_stripe() -> Result<()> {
    let server = Server::demo().await?;
    let browser = Browser::of(&server, CARLA).await?;
    browser.go("/portal/billing").await?;
    browser.press_what_says("Payment methods").await?;
    browser.until_says("No card yet").await?;
    ensure!(browser.run("return document.querySelectorAll('main input:not([type=hidden])').length").await? == 0);
    browser.press_what_says("Add a card").await?;
    until_at_stripe(&browser).await?;
    browser.press("button[value=visa]").await?;
    browser.until_says("Visa ending in 4242").await?;
    browser.until_at("/portal/billing/payment-methods").await?;
    browser.press_what_says("Change or add").await?;
    until_at_stripe(&browser).await?;
    browser.press("button[value=mastercard]").await?;
    browser.until_says("Mastercard ending in 4444").await?;
    ensure!(!browser.text().await?.contains("4242"), "the card that was replaced");
    browser.close().await
}

/// The same without a script; one who thinks better of it has paid nothing, and a debit is on its way.
#[tokio::test]
async fn paying_works_without_javascript() -> Result<()> {
    let server = Server::demo().await?;
    let browser = Browser::without_scripts(&server).await?;
    browser.sign_in(CARLA, PASSWORD).await?;
    browser.until_at("/portal").await?;
    browser.go("/portal/billing/invoices?status=overdue&sort=due").await?;
    browser.press("main tbody tr a").await?;
    browser.press_what_says("Pay now").await?;
    until_at_stripe(&browser).await?;
    browser.press("button[value=cancel]").await?;
    browser.until_says("is not paid").await?;
    browser.press_what_says("Pay now").await?;
    until_at_stripe(&browser).await?;
    browser.press("button[value=later]").await?;
    browser.until_says("is on its way").await?;
    browser.go("/portal/billing").await?;
    browser.until_says("Processing").await?;
    browser.close().await
}
