//! Which pages there are for somebody: found by following every link, as a reader would.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use anyhow::{Result, ensure};

use crate::Visitor;

/// How many pages of one kind are looked at, say requests.
const OF_A_KIND: usize = 2;
/// More pages than the portal has kinds: a crawl that goes on beyond is lost.
const ENOUGH: usize = 200;

/// The pages that whoever is not signed in may see. Of what needs a link or a password first, it is the page for who has
/// none.
pub const PUBLIC: [&str; 7] = [
    "/",
    "/portal/login",
    "/portal/login/code",
    "/portal/forgot-password",
    "/portal/reset/run-out",
    "/dashboard",
    "/dashboard/api",
];

/// The pages that links lead to, a few of each kind.
///
/// # Errors
/// When a link leads to nothing.
pub async fn of(visitor: &Visitor) -> Result<Vec<String>> {
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    let mut seen = BTreeSet::from(["/portal".to_owned()]);
    let mut ahead = VecDeque::from(["/portal".to_owned()]);
    let mut pages = Vec::new();
    while let Some(path) = ahead.pop_front() {
        let answer = visitor.get(&path).await?;
        ensure!(answer.status == 200, "a link leads to {path}, which answers {}", answer.status);
        // What can be downloaded is there, and is no page.
        if !answer.body.contains("<html") {
            continue;
        }
        for link in links(&answer.body) {
            let count = kinds.entry(kind(&link)).or_default();
            if *count < OF_A_KIND && seen.insert(link.clone()) {
                *count += 1;
                ahead.push_back(link);
            }
        }
        pages.push(path);
        ensure!(pages.len() < ENOUGH, "there is no end of pages: {kinds:?}");
    }
    Ok(pages)
}

/// A page's links into the portal.
fn links(body: &str) -> BTreeSet<String> {
    let all = body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let own = all.filter(|link| link.starts_with("/portal"));
    own.map(|link| link.replace("&amp;", "&").split('#').next().unwrap_or_default().to_owned()).collect()
}

/// Where the link leads that says this.
pub fn link<'a>(body: &'a str, says: &str) -> Option<&'a str> {
    let before = body.split_once(&format!(">{says}</a>"))?.0;
    before.rsplit_once("href=\"")?.1.split('"').next()
}

/// A page's address without what tells it from others of its kind.
fn kind(link: &str) -> String {
    let (path, query) = link.split_once('?').unwrap_or((link, ""));
    let parts = path.split('/').map(|part| if part.parse::<uuid::Uuid>().is_ok() { "{id}" } else { part });
    let names = query.split('&').map(|pair| match pair.split_once('=') {
        Some(("status" | "kind", _)) => pair,
        Some((name, _)) => name,
        None => "",
    });
    format!("{}?{}", parts.collect::<Vec<_>>().join("/"), names.collect::<Vec<_>>().join("&"))
}

/// A page's address as the name of a file.
pub fn file_name(path: &str) -> String {
    let words = path.split(['/', '?', '=', '&']).filter(|part| !part.is_empty());
    let words = words.map(|part| if part.parse::<uuid::Uuid>().is_ok() { "one" } else { part });
    let name = words.collect::<Vec<_>>().join("-");
    if name.is_empty() { "home".into() } else { name }
}
