use anyhow::{Result, ensure};
use portico_tests::people::{CARLA, PASSWORD};
use portico_tests::{Browser, Server};

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
