//! Pictures of every page and of the console, into `docs/screenshots`, and a recording of the console, `docs/console.cast`:
//! `just screenshots`.

mod cast;
mod morning;
mod terminal;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use portico_tests::people::{CARLA, FIONA, HANA, MIA, PASSWORD};
use portico_tests::{Browser, Console, Look, Server, Visitor, binary, pages};

const LOOKS: [Look; 4] = [Look::DESKTOP, Look::DESKTOP.dark(), Look::PHONE, Look::PHONE.dark()];

#[tokio::main]
async fn main() -> Result<()> {
    let docs = binary::root().join("docs");
    let (folder, recording) = match std::env::args_os().nth(1).map(PathBuf::from) {
        Some(folder) => (folder.clone(), folder),
        None => (docs.join("screenshots"), docs),
    };
    std::fs::create_dir_all(&folder)?;
    let server = Server::demo().await?;
    portal(&server, &folder).await?;
    console(&server, &folder).await?;
    // The last, because it changes what the pictures show.
    morning::record(&server, &recording.join("console.cast")).await?;
    println!("console.cast");
    Ok(())
}

async fn portal(server: &Server, folder: &Path) -> Result<()> {
    let browser = Browser::open(server).await?;
    for page in ["/", "/portal/login", "/portal/forgot-password", "/dashboard"] {
        picture(&browser, page, &pages::file_name(page), folder).await?;
    }
    browser.close().await?;
    let mut taken = BTreeSet::new();
    let browser = Browser::of(server, CARLA).await?;
    // Filters and orders are the same pages.
    let all = pages::of(&Visitor::sign_in(server, CARLA).await?).await?;
    for page in all.into_iter().filter(|page| !page.contains('?')) {
        let name = pages::file_name(&page);
        if taken.insert(name.clone()) {
            picture(&browser, &page, &name, folder).await?;
        }
    }
    // Work with pins on it, two versions of it, and what was approved.
    let carla = Visitor::sign_in(server, CARLA).await?;
    let approvals = carla.get("/portal/approvals?show=all").await?.body;
    for (title, query, name) in [
        ("Autumn poster", "", "portal-approvals-poster"),
        ("Autumn poster", "?compare=1-2", "portal-approvals-compared"),
        ("Home page copy", "?compare=1-2", "portal-approvals-words-compared"),
        ("Shelf cards", "", "portal-approvals-approved"),
    ] {
        let link = pages::link(&approvals, title).with_context(|| format!("no link says {title:?}"))?;
        picture(&browser, &format!("{link}{query}"), name, folder).await?;
    }
    picture(&browser, "/portal/nothing-here", "not-found", folder).await?;
    picture(&browser, "/portal/requests?q=nothing-of-the-kind", "nothing-found", folder).await?;
    browser.close().await?;
    let browser = Browser::of(server, FIONA).await?;
    picture(&browser, "/portal", "portal-two-workspaces", folder).await?;
    browser.close().await?;
    other_brand(server, folder).await
}

/// Also those far down are there, and drawn.
const PICTURES: &str = "await Promise.all([...document.images].map(async image => { \
    image.loading = 'eager'; await image.decode().catch(() => {}); }))";

/// The same pages of the agency whose brand is as far from the first as can be.
async fn other_brand(server: &Server, folder: &Path) -> Result<()> {
    let browser = Browser::open(server).await?.at_harbor(server);
    picture(&browser, "/portal/login", "harbor-login", folder).await?;
    browser.sign_in(HANA, PASSWORD).await?;
    browser.until_at("/portal").await?;
    picture(&browser, "/portal", "harbor-portal", folder).await?;
    picture(&browser, "/portal/account", "harbor-account", folder).await?;
    browser.close().await
}

async fn picture(browser: &Browser, page: &str, name: &str, folder: &Path) -> Result<()> {
    for look in LOOKS {
        browser.look(look).await?;
        browser.go(page).await?;
        browser.promised("await document.fonts.ready").await?;
        browser.promised(PICTURES).await?;
        std::fs::write(folder.join(format!("{name}-{}.png", look.name())), browser.picture(look).await?)?;
    }
    println!("{name}");
    Ok(())
}

/// What the console shows after which keys, and how one knows that it is there.
const SCENES: [(&str, &[&str], &str); 17] = [
    ("inbox", &["4"], "All open ·"),
    ("request", &["Enter"], "· ours "),
    ("note", &["n"], "the client never sees this"),
    ("reply", &["Escape", "r"], "send to the client"),
    ("assign", &["Escape", "a"], "choose"),
    ("help", &["Escape", "?"], "╭ Keys "),
    ("overview", &["Escape", "0"], "Overview"),
    ("charts", &["t"], "by person"),
    ("approvals", &["v"], "Autumn poster"),
    ("approval", &["Enter"], "Step 1 ·"),
    ("billing", &["Escape", "b"], "Outstanding: "),
    ("invoice", &["Enter"], "Total"),
    ("automation", &["Escape", "w"], "Published"),
    ("runs", &["l"], "Succeeded"),
    ("workspaces", &["7"], "deliver files"),
    ("told", &["8"], "asked for changes"),
    ("agency", &["9"], "Team"),
];

async fn console(server: &Server, folder: &Path) -> Result<()> {
    let browser = Browser::open(server).await?;
    for (columns, rows) in [(120, 40), (80, 24)] {
        let console = Console::open(server, MIA, columns, rows).await?;
        console.until_shows("● live").await?;
        for (name, keys, sign) in SCENES {
            for key in keys {
                console.press(&[key])?;
                // An escape and a letter at once would be another key.
                tokio::time::sleep(std::time::Duration::from_millis(150)).await;
            }
            console.until_shows(sign).await?;
            tokio::time::sleep(std::time::Duration::from_millis(150)).await;
            let page = terminal::page(&console.colours()?);
            browser
                .client
                .goto(&format!("data:text/html;base64,{}", data_encoding::BASE64.encode(page.as_bytes())))
                .await?;
            let (width, height) = (u32::from(columns) * 9 + 32, u32::from(rows) * 18 + 32);
            let look = Look { width, height, dark: true };
            browser.look(look).await?;
            std::fs::write(folder.join(format!("console-{name}-{columns}x{rows}.png")), browser.picture(look).await?)?;
            println!("console {name} {columns}x{rows}");
        }
    }
    browser.close().await
}
