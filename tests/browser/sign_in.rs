use anyhow::Result;
use portico_tests::people::{CARLA, PASSWORD};
use portico_tests::{Browser, Look, Server};

#[tokio::test]
async fn carla_signs_in_looks_around_and_signs_out() -> Result<()> {
    let server = Server::demo().await?;
    let browser = Browser::open(&server).await?;
    browser.look(Look::DESKTOP).await?;
    browser.go("/portal/projects").await?;
    browser.until_at("/portal/login").await?;
    let more = browser.run("return Math.max(0, document.documentElement.scrollHeight - innerHeight)").await?;
    assert_eq!(more, 0, "a page of one card scrolls");
    browser.fill("#email", CARLA).await?;
    browser.fill("#password", PASSWORD).await?;
    browser.press("main button[type=submit]").await?;
    browser.until_at("/portal/projects").await?;
    browser.until_says("Site refresh").await?;
    browser.go("/portal/account/security").await?;
    browser.until_says("This one").await?;
    assert!(!browser.text().await?.contains("An unknown device"), "the demo's story left her signed in somewhere");

    browser.run("document.querySelector('form[action=\"/portal/logout\"]').requestSubmit()").await?;
    browser.until_at("/portal/login").await?;
    browser.go("/portal/projects").await?;
    browser.until_at("/portal/login").await?;
    browser.client.back().await?;
    let text = browser.text().await?;
    assert!(!text.contains("Site refresh"), "the back button shows what belongs to a session that ended");
    browser.close().await
}

#[tokio::test]
async fn a_wrong_password_says_so_and_keeps_the_address() -> Result<()> {
    let server = Server::demo().await?;
    let browser = Browser::open(&server).await?;
    let mut said = Vec::new();
    for email in [CARLA, "nobody@acme.test"] {
        browser.sign_in(email, "not-the-password-at-all").await?;
        browser.until_at("/portal/login").await?;
        let problem = browser.client.find(fantoccini::Locator::Css("main .banner")).await?.text().await?;
        let kept = browser.run("return document.querySelector('#email').value").await?;
        assert_eq!(kept, email, "what was typed stays");
        assert_eq!(browser.run("return document.querySelector('#password').value").await?, "");
        said.push(problem);
    }
    assert_eq!(said[0], said[1], "a known address is told apart from an unknown one");
    browser.go("/portal").await?;
    browser.until_at("/portal/login").await?;
    browser.close().await
}

#[tokio::test]
async fn a_forgotten_password_is_replaced_by_the_link_in_the_mail() -> Result<()> {
    let server = Server::demo().await?;
    let browser = Browser::open(&server).await?;
    browser.go("/portal/forgot-password").await?;
    browser.fill("#email", CARLA).await?;
    browser.press("main button[type=submit]").await?;
    browser.until_says("Look into your mailbox").await?;
    let link = portico_tests::until("the mail", async || {
        let mails = portico_tests::mails::all(&server)?;
        Ok(mails.iter().find_map(|mail| {
            let token = mail.split_once("/portal/reset/")?.1;
            Some(token.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect::<String>())
        }))
    });
    let path = format!("/portal/reset/{}", link.await?);
    browser.go(&path).await?;
    let new = "seven violet umbrellas sail north";
    browser.fill("#password", new).await?;
    browser.press("main button[type=submit]").await?;
    browser.until_says("Your password is changed").await?;
    browser.sign_in(CARLA, PASSWORD).await?;
    browser.until_at("/portal/login").await?;
    browser.sign_in(CARLA, new).await?;
    browser.until_at("/portal").await?;
    browser.go(&path).await?;
    browser.until_says("This link has run out").await?;
    browser.close().await
}
