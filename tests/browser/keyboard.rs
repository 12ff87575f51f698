use anyhow::{Result, ensure};
use fantoccini::key::Key;
use portico_tests::people::{CARLA, PASSWORD};
use portico_tests::{Browser, Look, Server, until};

/// More stops than any page has.
const STOPS: usize = 120;

/// What can be acted on, and was not reached. Of a group of radio buttons, one is enough.
const LEFT_OUT: &str = "
    return [...document.querySelectorAll('a[href], button, input, select, textarea, summary')].filter((box) => {
        if (window.reached.has(box) || box.disabled || box.type === 'hidden' || box.tabIndex < 0) return false;
        if (!box.checkVisibility({ visibilityProperty: true })) return false;
        if (box.type !== 'radio') return true;
        const group = [...document.querySelectorAll(`input[name='${box.name}']`)];
        return !group.some((one) => window.reached.has(one));
    }).map((box) => box.outerHTML.slice(0, 120));";

/// Marks where the focus is, and tells whether one sees it there. The marks are kept outside the page, which news may
/// draw anew at any time.
const HERE: &str = "
    const at = document.activeElement;
    if (!at || at === document.body) return { body: true };
    (window.reached ??= new Set()).add(at);
    const boxes = [at, at.parentElement, at.closest('li, tr'), ...at.querySelectorAll('*')].filter(Boolean);
    const shown = boxes.some((box) => [null, '::before', '::after'].some((part) => {
        const style = getComputedStyle(box, part);
        return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none'
            || (box.matches('.pin-dot') && parseFloat(style.strokeWidth) >= 3);
    }));
    const box = at.getBoundingClientRect();
    const spots = [0.1, 0.5, 0.9].map((part) => [box.left + box.width * part, box.top + box.height * part]);
    const free = at.matches('.skip, .visually-hidden') || spots.some(([x, y]) => {
        const top = document.elementFromPoint(x, y);
        return top && (at.contains(top) || top.contains(at) || at.parentElement.contains(top));
    });
    return { body: false, shown, free, what: at.outerHTML.slice(0, 120) };";

#[tokio::test]
async fn tab_reaches_everything_and_one_sees_where() -> Result<()> {
    let server = Server::demo().await?;
    let browser = Browser::of(&server, CARLA).await?;
    let mut pages: Vec<String> = [
        "/portal",
        "/portal/projects",
        "/portal/requests",
        "/portal/requests/new",
        "/portal/approvals",
        "/portal/files",
        "/portal/billing",
        "/portal/billing/invoices",
        "/portal/account",
    ]
    .map(str::to_owned)
    .into();
    for list in ["/portal/requests", "/portal/projects", "/portal/approvals", "/portal/billing/invoices"] {
        browser.go(list).await?;
        let first = format!("return document.querySelector('main a[href^=\"{list}/0\"]').getAttribute('href')");
        pages.push(browser.run(&first).await?.as_str().unwrap_or_default().to_owned());
    }
    for (page, look) in pages.iter().flat_map(|page| [(page, Look::DESKTOP), (page, Look::PHONE)]) {
        browser.look(look).await?;
        browser.go(page).await?;
        let mut stops = 0;
        for _ in 0..STOPS {
            browser.keys(&char::from(Key::Tab).to_string()).await?;
            let here = browser.run(HERE).await?;
            if here["body"] == true {
                break;
            }
            stops += 1;
            ensure!(here["shown"] == true, "{page}: one does not see that the focus is on {}", here["what"]);
            ensure!(
                here["free"] == true,
                "{page} {}: something covers what has the focus: {}",
                look.name(),
                here["what"]
            );
        }
        ensure!(stops > 3 && stops < STOPS, "{page}: {stops} stops");
        let left_out = browser.run(LEFT_OUT).await?;
        ensure!(left_out.as_array().is_some_and(Vec::is_empty), "{page}: tab does not reach {left_out:#}");
    }
    browser.close().await
}

#[tokio::test]
async fn a_request_is_sent_by_keyboard_alone() -> Result<()> {
    let server = Server::demo().await?;
    let browser = Browser::open(&server).await?;
    let press = async |keys: &str| browser.keys(keys).await;
    let (tab, enter) = (char::from(Key::Tab).to_string(), char::from(Key::Enter).to_string());
    let tab_to = async |id: &str| {
        until(id, async || {
            press(&tab).await?;
            let here =
                browser.run("return document.activeElement.id || document.activeElement.textContent.trim()").await?;
            Ok(here.as_str().is_some_and(|here| here.starts_with(id)).then_some(()))
        })
        .await
    };
    browser.go("/portal/login").await?;
    tab_to("email").await?;
    press(CARLA).await?;
    tab_to("password").await?;
    press(PASSWORD).await?;
    press(&enter).await?;
    browser.until_at("/portal").await?;

    tab_to("Requests").await?;
    press(&enter).await?;
    browser.until_at("/portal/requests").await?;
    tab_to("New request").await?;
    press(&enter).await?;
    browser.until_at("/portal/requests/new").await?;
    tab_to("job_category").await?;
    press("Design").await?;
    tab_to("subject").await?;
    press("Sent by keyboard").await?;
    tab_to("body").await?;
    press("No mouse was harmed.").await?;
    press(&format!("{}{enter}", char::from(Key::Control))).await?;
    browser.until_says("No mouse was harmed.").await?;
    browser.close().await
}
