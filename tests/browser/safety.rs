use anyhow::{Context, Result, ensure};
use portico_tests::people::{CARLA, VICTOR};
use portico_tests::{Browser, Server, Visitor, pages, until};

#[tokio::test]
async fn no_page_breaks_its_own_content_security_policy() -> Result<()> {
    let server = Server::demo().await?;
    let carla = pages::of(&Visitor::sign_in(&server, CARLA).await?).await?;
    let browser = Browser::open(&server).await?;
    let mut found = Vec::new();
    for page in pages::PUBLIC {
        browser.go(page).await?;
        found.extend(complaints(&browser, page).await?);
    }
    browser.sign_in(CARLA, portico_tests::people::PASSWORD).await?;
    browser.until_at("/portal").await?;
    for page in &carla {
        browser.go(page).await?;
        found.extend(complaints(&browser, page).await?);
    }
    // The same by pressing the links of the sidebar, which load without a new page.
    for place in ["/portal/projects", "/portal/requests", "/portal/notifications", "/portal/account", "/portal"] {
        browser.run(&format!("document.querySelector('a[href=\"{place}\"]').click()")).await?;
        browser.until_at(place).await?;
        found.extend(complaints(&browser, place).await?);
    }
    ensure!(found.is_empty(), "the browser complains:\n{}", found.join("\n"));

    // The same watch sees a script that should not be there.
    let planted = "const bad = document.createElement('script'); bad.textContent = 'window.ran = true';
        document.body.append(bad); return window.ran ?? false";
    assert_eq!(browser.run(planted).await?, false, "an inline script runs");
    until("the planted script to be reported", async || {
        let seen = browser.complaints().await?;
        Ok(seen.iter().any(|line| line.contains("Content Security Policy")).then_some(()))
    })
    .await?;
    browser.close().await
}

async fn complaints(browser: &Browser, page: &str) -> Result<Vec<String>> {
    // A link or a sign-in that ran out answers 410 or 404, which browsers tell.
    let over = |line: &String| line.contains("/portal/reset/") || line.contains("/portal/login/code");
    let lines = browser.complaints().await?.into_iter().filter(|line| !over(line));
    Ok(lines.map(|line| format!("{page}: {line}")).collect())
}

#[tokio::test]
async fn scripts_can_read_no_cookie_and_nothing_is_stored() -> Result<()> {
    let server = Server::demo().await?;
    let browser = Browser::of(&server, CARLA).await?;
    for page in ["/portal/projects", "/portal/requests", "/portal"] {
        browser.run(&format!("document.querySelector('a[href=\"{page}\"]').click()")).await?;
        browser.until_at(page).await?;
    }
    let cookies = browser.client.get_all_cookies().await?;
    ensure!(!cookies.is_empty(), "there is a session without a cookie");
    for cookie in &cookies {
        assert_eq!(cookie.http_only(), Some(true), "{} can be read by scripts", cookie.name());
        let same_site = cookie.same_site().map(|kind| kind.to_string());
        assert_eq!(same_site.as_deref(), Some("Lax"), "{} is sent by other sites' forms", cookie.name());
    }
    assert_eq!(browser.run("return document.cookie").await?, "");
    assert_eq!(browser.run("return localStorage.length").await?, 0);
    assert_eq!(browser.run("return sessionStorage.length").await?, 0);
    let caches = browser.promised("return (await indexedDB.databases()).length").await?;
    assert_eq!(caches, 0);
    browser.close().await
}

#[tokio::test]
async fn a_form_of_another_origin_changes_nothing() -> Result<()> {
    let server = Server::demo().await?;
    let browser = Browser::of(&server, CARLA).await?;
    // The same agency by another name is another origin, to which the session's cookie does not belong.
    let foreign = format!(
        "const form = document.createElement('form'); form.method = 'post';
         form.action = 'http://northwind.localhost:{}/portal/login'; document.body.append(form); form.submit();",
        server.port
    );
    browser.run(&foreign).await?;
    until("the browser to refuse", async || {
        let seen = browser.complaints().await?;
        Ok(seen.iter().any(|line| line.contains("form-action")).then_some(()))
    })
    .await?;
    let mut carla = Visitor::sign_in(&server, CARLA).await?;
    let page = carla.get("/portal/account").await?;
    let token = page.hidden("csrf")?;
    let crossed = carla
        .sending("/portal/account", &[("csrf", &token), ("name", "Mallory")])
        .header("sec-fetch-site", "cross-site")
        .send()
        .await?;
    assert_eq!(crossed.status(), 403);
    assert_eq!(carla.post("/portal/account", &[("name", "Mallory")]).await?.status, 403, "a form without its token");
    ensure!(!carla.get("/portal/account").await?.body.contains("Mallory"), "the name was changed");
    browser.close().await
}

/// S2.3, S2.17, S2.127: on every page that links lead to.
#[tokio::test]
async fn no_client_reads_the_name_of_the_software() -> Result<()> {
    let server = Server::demo().await?;
    for person in [CARLA, VICTOR] {
        let visitor = Visitor::sign_in(&server, person).await?;
        let mut paths = pages::of(&visitor).await?;
        paths.extend(pages::PUBLIC.into_iter().filter(|path| !path.starts_with("/dashboard")).map(str::to_owned));
        paths.extend(["/portal/nothing-here".into(), "/portal/requests/nothing-here".into()]);
        for path in paths {
            let answer = visitor.get(&path).await?;
            for (what, text) in [("the page", &answer.body), ("a header", &answer.headers)] {
                ensure!(!text.to_lowercase().contains("portico"), "{what} of {path} names the software");
            }
        }
        let page = visitor.get("/portal").await?.body;
        let own = page.split(['"']).filter(|part| part.starts_with("/static/") || part.starts_with("/brand/"));
        let own: Vec<_> = own.filter(|path| path.ends_with(".js") || path.ends_with(".css")).collect();
        ensure!(own.len() >= 3, "the page has neither styles nor scripts");
        for path in own {
            let body = visitor.get(path).await.context(path.to_owned())?.body;
            ensure!(!body.to_lowercase().contains("portico"), "{path} names the software");
        }
    }
    Ok(())
}
