use anyhow::{Result, ensure};
use portico_tests::people::{CARLA, FIONA, OLIVIA, VICTOR};
use portico_tests::{Browser, Look, Server, Staff, Visitor, pages};

use crate::{arrival, connections};

/// From the narrowest screen that WCAG knows (1.4.10) to a wide one.
const WIDTHS: [u32; 5] = [320, 390, 768, 1024, 1920];

/// What is wider than the screen, if anything is.
const TOO_WIDE: &str = "
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const scrolls = (box) => { for (let at = box.parentElement; at; at = at.parentElement)
        if (getComputedStyle(at).overflowX !== 'visible') return true; return false; };
    return [...document.querySelectorAll('body *')].filter((box) =>
        box.getBoundingClientRect().right > width + 0.5 && !scrolls(box)).map((box) =>
        `${box.tagName.toLowerCase()}.${box.className}`).concat('page ' + document.documentElement.scrollWidth);";

/// Which of these pages are wider than which screen.
async fn too_wide(browser: &Browser, pages: &[&str]) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for width in WIDTHS {
        browser.look(Look { width, height: 844, dark: false }).await?;
        for page in pages {
            browser.go(page).await?;
            let wide = browser.run(TOO_WIDE).await?;
            if wide.as_array().is_some_and(|boxes| !boxes.is_empty()) {
                found.push(format!("{page} at {width}: {wide}"));
            }
        }
    }
    Ok(found)
}

#[tokio::test]
async fn nothing_scrolls_sideways_on_any_screen() -> Result<()> {
    let server = Server::demo().await?;
    let mut found = Vec::new();
    for person in [CARLA, VICTOR, FIONA] {
        let pages = pages::of(&Visitor::sign_in(&server, person).await?).await?;
        let pages: Vec<_> = pages.iter().map(String::as_str).collect();
        let browser = Browser::of(&server, person).await?;
        found.extend(too_wide(&browser, &pages).await?.into_iter().map(|page| format!("{person} {page}")));
        browser.close().await?;
    }
    ensure!(found.is_empty(), "{} pages scroll sideways:\n{}", found.len(), found.join("\n"));
    Ok(())
}

/// Before anybody is signed in, and on the way in.
#[tokio::test]
async fn nothing_scrolls_sideways_at_the_door() -> Result<()> {
    let server = Server::demo().await?;
    let olivia = Staff::sign_in(&server, OLIVIA).await?;
    arrival::invite(&olivia, arrival::workspace(&olivia, "Acme Coffee").await?).await?;
    let (invited, asked) = (arrival::link(&server).await?, connections::asked(&server).await?);
    let browser = Browser::open(&server).await?;
    let doors: Vec<_> = pages::PUBLIC.into_iter().chain([invited.as_str(), asked.as_str()]).collect();
    let mut found = too_wide(&browser, &doors).await?;
    browser.go(&invited).await?;
    browser.fill("#name", "Nora Neu").await?;
    browser.fill("#password", "seven violet umbrellas sail north").await?;
    browser.press_what_says("Join Acme Coffee").await?;
    browser.until_at("/portal/welcome").await?;
    for says in ["How shall we call you", "Your time zone", "What you get by mail"] {
        browser.until_says(says).await?;
        found.extend(too_wide(&browser, &["/portal/welcome"]).await?.into_iter().map(|page| format!("{says}: {page}")));
        browser.press_what_says("Skip").await?;
    }
    browser.until_at("/portal").await?;
    browser.close().await?;
    ensure!(found.is_empty(), "{} pages scroll sideways:\n{}", found.len(), found.join("\n"));
    Ok(())
}

/// The number at the bell is read whole: nothing beside the bell lies over it.
#[tokio::test]
async fn the_number_at_the_bell_is_not_covered() -> Result<()> {
    let server = Server::demo().await?;
    let browser = Browser::of(&server, CARLA).await?;
    let apart = "const number = document.querySelector('#bell .count');
        if (!number) return 'no number';
        const [left, right] = [number.getBoundingClientRect(), document.querySelector('.top > .menu .avatar').getBoundingClientRect()];
        return left.right + 2 <= right.left ? '' : `${left.right} ${right.left}`;";
    for look in [Look::DESKTOP, Look::PHONE] {
        browser.look(look).await?;
        browser.go("/portal").await?;
        let covered = browser.run(apart).await?;
        ensure!(covered == "", "{}: {covered}", look.name());
    }
    browser.close().await
}

/// An invoice's number and its total share a line, so that several invoices fit on the screen.
#[tokio::test]
async fn several_invoices_fit_on_a_phone() -> Result<()> {
    let server = Server::demo().await?;
    let browser = Browser::of(&server, CARLA).await?;
    browser.look(Look::PHONE).await?;
    browser.go("/portal/billing/invoices").await?;
    let tall = "const top = (cell) => cell.getBoundingClientRect().top;
        const rows = [...document.querySelectorAll('main tbody tr')];
        if (rows.length < 5) return ['too few'];
        return rows.filter((row) => row.offsetHeight > 150 || Math.abs(top(row.cells[0]) - top(row.cells[4])) > 4)
            .map((row) => `${row.textContent} ${row.offsetHeight}`)";
    let tall = browser.run(tall).await?;
    ensure!(tall.as_array().is_some_and(Vec::is_empty), "{tall}");
    browser.close().await
}

#[tokio::test]
async fn a_long_word_does_not_break_the_page() -> Result<()> {
    let server = Server::demo().await?;
    let browser = Browser::of(&server, CARLA).await?;
    browser.look(Look::PHONE).await?;
    browser.go("/portal/requests/new").await?;
    browser.choose("#job_category", "design").await?;
    browser.fill("#subject", &"Donaudampfschifffahrtsgesellschaft".repeat(5)).await?;
    browser.fill("#body", &format!("{}\n\n    {}", "x".repeat(400), "code ".repeat(80))).await?;
    browser.press_what_says("Send request").await?;
    browser.until_says("Your message").await?;
    for page in [browser.path().await?, "/portal/requests".into(), "/portal".into()] {
        browser.go(&page).await?;
        let wide = browser.run(TOO_WIDE).await?;
        ensure!(wide.as_array().is_some_and(Vec::is_empty), "{page}: {wide}");
    }
    browser.close().await
}

/// What is said once something was done lies on nothing that can be pressed where the page ends, and goes when it is
/// closed.
#[tokio::test]
async fn a_toast_lies_on_no_button_and_can_be_closed() -> Result<()> {
    let server = Server::demo().await?;
    let browser = Browser::of(&server, CARLA).await?;
    let covered = "scrollTo(0, document.body.scrollHeight);
        const toast = document.querySelector('.toast').getBoundingClientRect();
        return [...document.querySelectorAll('main button, main a, main input, .bar a')].filter((box) => {
            const at = box.getBoundingClientRect();
            return box.checkVisibility() && at.left < toast.right && at.right > toast.left
                && at.top < toast.bottom && at.bottom > toast.top;
        }).map((box) => box.outerHTML.slice(0, 120));";
    for look in [Look::DESKTOP, Look::PHONE] {
        browser.look(look).await?;
        for page in ["/portal/team?done=sent", "/portal/account/notifications?saved=yes"] {
            browser.go(page).await?;
            let covered = browser.run(covered).await?;
            ensure!(covered.as_array().is_some_and(Vec::is_empty), "{page} at {}: {covered}", look.name());
            browser.press(".toast-close").await?;
            let left = browser.run("return document.querySelectorAll('.toast').length").await?;
            ensure!(left == 0, "{page}: it stays");
        }
    }
    browser.close().await
}
