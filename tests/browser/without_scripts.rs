use anyhow::{Result, ensure};
use portico_tests::people::{CARLA, PASSWORD};
use portico_tests::{Browser, Server, until};

/// Everything a client does with a request, in a browser that runs no script.
#[tokio::test]
async fn a_request_lives_its_life_without_javascript() -> Result<()> {
    let server = Server::demo().await?;
    let browser = Browser::without_scripts(&server).await?;
    browser.sign_in(CARLA, PASSWORD).await?;
    browser.until_at("/portal").await?;
    let events = browser.run("return typeof window.htmx").await?;
    ensure!(events == "undefined", "scripts run although they are switched off");

    browser.go("/portal/requests/new").await?;
    browser.press_what_says("Send request").await?;
    browser.until_says("What is it about?").await?;
    until("typing to go on in a field that is wrong", async || {
        let begun = browser.run("return document.activeElement.getAttribute('aria-invalid')").await?;
        Ok((begun == "true").then_some(()))
    })
    .await?;
    assert_eq!(browser.path().await?, "/portal/requests", "an empty form comes back with what is missing");
    browser.choose("#job_category", "design").await?;
    browser.fill("#subject", "Menu cards for spring").await?;
    browser.fill("#body", "Two pages, **foldable**.").await?;
    browser.press_what_says("Send request").await?;
    browser.until_says("Menu cards for spring").await?;
    ensure!(browser.path().await?.starts_with("/portal/requests/"), "the new request is shown");
    ensure!(browser.source().await?.contains("<strong>foldable</strong>"), "its Markdown is rendered");

    browser.fill(".composer textarea", "One more thing: recycled paper.").await?;
    browser.press_what_says("Send message").await?;
    browser.until_says("One more thing: recycled paper.").await?;
    browser.press_what_says("Close request").await?;
    browser.until_says("This request is closed").await?;
    browser.press_what_says("Reopen request").await?;
    browser.until_says("Close request").await?;

    browser.go("/portal/requests?q=spring").await?;
    browser.until_says("Menu cards for spring").await?;
    browser.go("/portal/requests?q=nothing-of-the-kind").await?;
    ensure!(!browser.text().await?.contains("Menu cards for spring"), "the search finds what it should not");
    browser.close().await
}

/// A form of two pages, of which the second asks for more when its first answer is yes.
#[tokio::test]
async fn a_form_is_filled_in_and_sent_without_javascript() -> Result<()> {
    let server = Server::demo().await?;
    let browser = Browser::without_scripts(&server).await?;
    browser.sign_in(CARLA, PASSWORD).await?;
    browser.until_at("/portal").await?;
    browser.go("/portal/forms").await?;
    browser.press_what_says("Tell us about the shop").await?;
    browser.until_says("Page 1 of 2").await?;
    browser.press_what_says("Next").await?;
    browser.until_says("Fill this in.").await?;
    browser.fill("#f_address", "Brunnenstraße 9").await?;
    browser.press_what_says("Next").await?;
    browser.until_says("Page 2 of 2").await?;
    ensure!(!browser.text().await?.contains("Where?"), "a question that depends on an answer is asked before it");
    browser.press_what_says("Save for later").await?;
    browser.until_says("What you filled in is kept.").await?;
    browser.until_says("Half done").await?;
    browser.press_what_says("Tell us about the shop").await?;
    browser.until_says("Page 2 of 2").await?;
    browser.press("[name=f_signs][value=yes] + label").await?;
    browser.press_what_says("Send").await?;
    browser.until_says("There is one more question").await?;
    browser.until_says("Where?").await?;
    browser.press_what_says("Send").await?;
    browser.until_says("We read every word before we draw a line.").await?;
    browser.until_says("Brunnenstraße 9").await?;
    browser.close().await
}

/// A workflow that asks for something first.
#[tokio::test]
async fn a_workflow_is_run_without_javascript() -> Result<()> {
    let server = Server::demo().await?;
    let browser = Browser::without_scripts(&server).await?;
    browser.sign_in(CARLA, PASSWORD).await?;
    browser.until_at("/portal").await?;
    browser.go("/portal/workflows").await?;
    browser.press_what_says("Monthly numbers").await?;
    browser.until_says("Which month?").await?;
    browser.press_what_says("Run now").await?;
    browser.until_says("Fill this in.").await?;
    browser.choose("#f_month", "October").await?;
    browser.press_what_says("Run now").await?;
    browser.until_says("How it began").await?;
    let run = browser.path().await?;
    ensure!(run.contains("/runs/"), "{run} is no run");
    until("the run to succeed", async || {
        // Nothing renews the page by itself here.
        browser.go(&run).await?;
        let text = browser.text().await?;
        Ok((text.contains("Succeeded") && text.contains("Gather the numbers")).then_some(()))
    })
    .await?;
    browser.close().await
}
