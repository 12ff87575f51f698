//! Paying on pages that are not ours, and coming back from them.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use fantoccini::key::Key;
use portico_tests::people::{CARLA, OLIVIA, PASSWORD};
use portico_tests::program::{Program, word};
use portico_tests::{Browser, Server, until};
use serde_json::{Value, json};
use tokio::process::Command;

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

/// How many days ago the invoice that is open in the slideover was due, where its agency is.
const DAYS: &str = "const due = document.querySelector('#slideover .heading-below time').dateTime;
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(new Date());
    return Math.round((Date.parse(today) - Date.parse(due)) / 86400000)";

/// What an invoice's page says and its paper must say, too: the number, the parties, the days, the lines, the sums. What
/// was paid since is on the page alone, and that there is no tax.
async fn figures(browser: &Browser, within: &str) -> Result<Vec<String>> {
    let script = format!(
        "const all = (css) => [...document.querySelectorAll('{within} ' + css)];
        all('.line-more').forEach((more) => more.remove());
        const since = /^(Payments|Refunds|Credits|Outstanding|Tax)$/;
        const sums = all('.totals > div').filter((row) => !since.test(row.firstElementChild.textContent.trim()));
        const cells = [...all('.heading h1, .heading h2'), ...all('.parties dd'), ...sums.flatMap((row) => [...row.children])];
        const lines = [...document.querySelector('{within} .invoice table').querySelectorAll('tbody td')];
        return [...cells, ...lines].map((cell) => cell.textContent)"
    );
    let said = browser.run(&script).await?;
    let said: Vec<_> = said.as_array().into_iter().flatten().filter_map(|cell| cell.as_str().map(closed)).collect();
    ensure!(said.len() > 12, "{said:?}");
    Ok(said)
}

/// Without blanks: where lines break is no matter.
fn closed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Presses the download and reads what came, as a program that knows nothing of us reads it.
async fn paper(browser: &Browser, button: &str) -> Result<(String, String)> {
    let folder = tempfile::tempdir()?;
    let to = json!({ "behavior": "allow", "downloadPath": folder.path() });
    browser.tool("Page.setDownloadBehavior", to).await?;
    browser.press(button).await?;
    let file = until("the PDF", async || {
        let files = std::fs::read_dir(folder.path())?.flatten().map(|entry| entry.path());
        Ok(files.into_iter().find(|path| path.extension().is_some_and(|ending| ending == "pdf")))
    });
    let file = file.await?;
    let name = file.file_name().context("a file without a name")?.to_string_lossy().into_owned();
    Ok((name, text_of(&file).await?))
}

async fn text_of(file: &Path) -> Result<String> {
    let said = Command::new("pdftotext").args(["-raw", "-enc", "UTF-8"]).arg(file).arg("-").output();
    let said = said.await.context("pdftotext is not installed; `./tests/run tools` installs it")?;
    ensure!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    Ok(closed(&String::from_utf8(said.stdout)?))
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
    assert_eq!(days, format!("{} days overdue", browser.run(DAYS).await?), "to the day");
    let shown = figures(&browser, "#slideover").await?;
    let (name, said) = paper(&browser, "#slideover a[download]").await?;
    ensure!(name == format!("invoice-{}.pdf", shown[0].to_lowercase()), "{name} {shown:?}");
    for figure in &shown {
        ensure!(said.contains(figure), "the paper does not say {figure:?}: {said}");
    }
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

/// S1.130: with discounts and several taxes, too, and of what is paid or credited.
#[tokio::test]
async fn s1_130_the_paper_says_every_figure_of_its_page() -> Result<()> {
    let server = Server::demo().await?;
    let browser = Browser::of(&server, CARLA).await?;
    browser.go("/portal/billing/invoices?status=all").await?;
    let paths = browser.run("return [...document.querySelectorAll('main tbody tr a')].map((a) => a.pathname)").await?;
    let paths: Vec<_> = paths.as_array().into_iter().flatten().filter_map(|path| path.as_str()).collect();
    ensure!(paths.len() > 8, "{paths:?}");
    let mut discounts = 0;
    for path in paths {
        browser.go(path).await?;
        if browser.text().await?.contains("This invoice is void") {
            continue;
        }
        let shown = figures(&browser, "main").await?;
        let (_, said) = paper(&browser, "main a[download]").await?;
        for figure in &shown {
            ensure!(said.contains(figure), "the paper of {path} does not say {figure:?}: {said}");
        }
        discounts += usize::from(shown.iter().any(|figure| figure.starts_with("Discount")));
    }
    ensure!(discounts > 1, "{discounts} with a discount");
    browser.go("/portal/billing/statement").await?;
    let cells = "return [...document.querySelectorAll('main tbody td')].map((cell) => cell.textContent)";
    let cells = browser.run(cells).await?;
    let (name, said) = paper(&browser, "main a[href*='format=pdf']").await?;
    ensure!(name.starts_with("statement-") && cells.as_array().is_some_and(|cells| cells.len() > 40), "{name} {cells}");
    for cell in cells.as_array().into_iter().flatten().filter_map(|cell| cell.as_str().map(closed)) {
        ensure!(said.contains(&cell), "the statement on paper does not say {cell:?}: {said}");
    }
    browser.close().await
}

/// S1.130: of scripts whose letters change places and shapes, other readers than ours get the words that were typed.
#[tokio::test]
async fn s1_130_the_paper_can_be_read_in_scripts_of_india_and_south_east_asia() -> Result<()> {
    let server = Server::demo().await?;
    let olivia = Program::sign_in(&server, OLIVIA).await?;
    let workspace = olivia.workspace("Acme Coffee").await?;
    let words = ["น้ำใส", "कि", "கொழும்பு", "ភ្នំពេញ", "မြန်မာ", "ლარი", "Երևան"];
    let lines = words.map(|word| json!({ "description": word, "quantity": 1000, "unit_price": 1000 }));
    let draft = olivia.post("/invoices", json!({ "workspace_id": workspace, "lines": lines })).await?;
    let invoice = word(&draft["id"])?;
    olivia.post(&format!("/invoices/{invoice}/issue"), json!({})).await?;
    let browser = Browser::of(&server, CARLA).await?;
    browser.go(&format!("/portal/billing/invoices/{invoice}")).await?;
    let (_, said) = paper(&browser, "main a[download]").await?;
    for word in words {
        ensure!(said.contains(word), "the paper does not say {word}: {said}");
    }
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

/// What a reader sees of the slideover, where they are, and what they would act on.
const SEEN: &str = "return {
    open: document.getElementById('slideover')?.open ?? false,
    place: location.pathname + location.search,
    rows: document.querySelectorAll('main table.table-linked tbody tr').length,
    focus: document.activeElement?.getAttribute('href') ?? document.activeElement?.outerHTML.slice(0, 120) }";

async fn until_slid(browser: &Browser, open: bool, place: &str) -> Result<Value> {
    let seen = until(place, async || {
        let seen = browser.run(SEEN).await?;
        Ok((seen["open"] == open && seen["place"] == place).then_some(seen))
    });
    match seen.await {
        Ok(seen) => Ok(seen),
        Err(error) => Err(error.context(format!("open: {open}; {}", browser.run(SEEN).await?))),
    }
}

/// An invoice lies over its list: Escape and the way back uncover it, the way forward covers it again, and by itself it
/// is a page.
#[tokio::test]
async fn an_invoice_lies_over_its_list_and_leaves_it_as_it_was() -> Result<()> {
    let server = Server::demo().await?;
    let browser = Browser::of(&server, CARLA).await?;
    let (invoice, _) = overdue(&browser).await?;
    let before = browser.run(SEEN).await?;
    let list = before["place"].as_str().context("no place")?.to_owned();
    ensure!(list.ends_with("?status=overdue&sort=due") && before["rows"].as_u64() > Some(0), "{before}");

    browser.run("document.querySelector('main tbody tr a').focus()").await?;
    browser.keys(&char::from(Key::Enter).to_string()).await?;
    let over = until_slid(&browser, true, &invoice).await?;
    assert_eq!(over["rows"], before["rows"], "the list is still there, behind it");
    browser.keys(&char::from(Key::Escape).to_string()).await?;
    let after = until_slid(&browser, false, &list).await?;
    assert_eq!(after["rows"], before["rows"]);
    until("the focus to be where the reader left it", async || {
        Ok((browser.run(SEEN).await?["focus"] == invoice.as_str()).then_some(()))
    })
    .await?;

    browser.client.forward().await?;
    until_slid(&browser, true, &invoice).await?;
    browser.client.back().await?;
    let after = until_slid(&browser, false, &list).await?;
    assert_eq!(after["rows"], before["rows"]);

    browser.press("main tbody tr a").await?;
    until_slid(&browser, true, &invoice).await?;
    browser.client.refresh().await?;
    let alone = until_slid(&browser, false, &invoice).await?;
    assert_eq!(alone["rows"], 0, "by itself it is a page, without the list");
    let heading = browser.run("return document.querySelector('main h1')?.textContent ?? ''").await?;
    ensure!(heading.as_str().is_some_and(|heading| !heading.is_empty()), "the page has no name");
    browser.client.back().await?;
    until("the list that was behind it before it was reloaded", async || {
        let seen = browser.run(SEEN).await?;
        Ok((seen["place"] == list.as_str() && seen["rows"] == before["rows"]).then_some(()))
    })
    .await?;
    let heading = browser.run("return document.querySelector('main h1').textContent").await?;
    assert_eq!(heading, "Invoices", "{}", browser.run(SEEN).await?);
    browser.close().await
}
