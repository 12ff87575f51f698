use std::collections::HashMap;

use uuid::Uuid;

use super::people::Person;
use super::survey::{Place, Survey, Tried};
use super::told::{ids, told};
use super::{Leak, Report};
use crate::access::Owned;
use crate::commands::doctor::crawl::{Seen, Visitor};
use crate::error::Result;
use crate::ids::WorkspaceId;
use crate::web::places;

/// How often two answers may differ before it is no chance: a portal that is used changes between them.
const TRIES: usize = 3;

/// How addresses end that are no pages of a thing: its bytes, which may say anything, and the ways back from paying, on which
/// something is done.
const LEADS_ON: [&str; 5] = ["/content", "/preview", "/pdf", "/return", "/cancel"];

/// What is known of an id: the table and the workspace whose it is, or that it is no workspace's.
pub type Known = HashMap<Uuid, Option<(String, WorkspaceId)>>;

/// Somebody who opens pages.
pub struct Visit<'a> {
    pub person: &'a Person,
    pub visitor: &'a Visitor<'a>,
    pub survey: &'a Survey,
    pub known: &'a mut Known,
    pub report: &'a mut Report,
}

impl Visit<'_> {
    /// Tries every page. Where they do not get in, it says why: nothing was proved then, because whoever is outside gets the
    /// same answer for everything.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn everything(&mut self) -> Result<Option<String>> {
        if let Some(why) = self.kept_out().await {
            return Ok(Some(why));
        }
        self.pages().await?;
        // Somebody may have shut them out meanwhile.
        Ok(self.kept_out().await)
    }

    /// Why the portal does not show them its first page; none where it does.
    async fn kept_out(&mut self) -> Option<String> {
        let mut seen = self.get(places::HOME, places::HOME).await;
        // Whoever has just come is welcomed first, and has got in.
        if seen.location() == Some(places::WELCOME) {
            seen = self.get(places::WELCOME, places::WELCOME).await;
        }
        let host = &self.person.host;
        match (seen.status, seen.location()) {
            (200, _) => None,
            (_, Some(places::SECOND_FACTOR)) => {
                Some("their workspace asks for a second factor, and they have none".to_owned())
            }
            (421, _) => Some(format!("{host} shows no agency: see docs/domains.md")),
            (_, Some(to)) if to.starts_with(places::LOGIN) => {
                Some(format!("at {host} they are not signed in, as where it shows another agency: see docs/domains.md"))
            }
            (status, Some(to)) => Some(format!("their first page is answered with {status}, and leads to {to}")),
            (status, None) => Some(format!("their first page is answered with {status}")),
        }
    }

    async fn pages(&mut self) -> Result<()> {
        let survey = self.survey;
        for page in &survey.pages {
            if page.places.iter().any(|place| place.table().is_some()) {
                self.with_others_ids(page).await?;
                self.with_own_ids(page).await?;
            } else {
                self.as_it_is(page.path, page.path, &[]).await?;
            }
        }
        let (mut before, mut tried) = (None, 0);
        loop {
            let piece = survey.words(self.person, before, tried).await?;
            let Some((last, _)) = piece.last() else { return Ok(()) };
            (before, tried) = (Some(*last), tried + piece.len());
            for (_, words) in piece {
                // A title may hold ids, and the page says again what was asked.
                let given: Vec<Uuid> = ids(&words).into_iter().collect();
                let words: String = form_urlencoded::byte_serialize(words.as_bytes()).collect();
                self.as_it_is(places::SEARCH, &format!("{}?q={words}", places::SEARCH), &given).await?;
            }
        }
    }

    /// A page that has no ids in its address: nothing of others may stand there.
    async fn as_it_is(&mut self, page: &'static str, address: &str, given: &[Uuid]) -> Result<()> {
        let seen = self.get(page, address).await;
        self.search(page, &seen, given).await
    }

    /// The pages of a thing of one's own: nothing of others may stand there.
    async fn with_own_ids(&mut self, page: &Tried) -> Result<()> {
        let survey = self.survey;
        let Some(Place::Row(_, table)) = page.places.last() else { return Ok(()) };
        if LEADS_ON.iter().any(|end| page.path.ends_with(end)) {
            return Ok(());
        }
        for row in survey.own(table, self.person) {
            let mut given = vec![row.id; page.places.len()];
            for (at, place) in page.places.iter().enumerate().rev().skip(1) {
                if let Place::Row(name, _) = place
                    && let Some(parent) = survey.census.parent(table, name, row.id).await?
                {
                    given[at] = parent;
                }
            }
            self.as_it_is(page.path, &filled(page.path, &given), &given).await?;
        }
        Ok(())
    }

    /// A page in whose address ids stand. What is somebody else's must be as if it never was: at each of the places, beside
    /// what is one's own, and at all of them at once.
    async fn with_others_ids(&mut self, page: &Tried) -> Result<()> {
        let survey = self.survey;
        let own = |place: &Place| Some(survey.newest(place.table()?, self.person.workspace)?.id);
        let own: Vec<Option<Uuid>> = page.places.iter().map(own).collect();
        let rows = page.places.iter().enumerate().filter_map(|(at, place)| Some((at, place.table()?.as_str())));
        let rows: Vec<(usize, &str)> = rows.collect();
        for &(at, table) in &rows {
            let mut missing: Vec<Uuid> = own.iter().map(|id| id.unwrap_or_else(Uuid::now_v7)).collect();
            missing[at] = Uuid::now_v7();
            for row in survey.foreign(table, self.person) {
                let mut given = missing.clone();
                given[at] = row.id;
                self.compare(page, (table, row), &given, &missing).await?;
            }
        }
        let Some(&(last, table)) = rows.last().filter(|_| rows.len() > 1) else { return Ok(()) };
        let missing: Vec<Uuid> = page.places.iter().map(|_| Uuid::now_v7()).collect();
        for row in survey.foreign(table, self.person) {
            let mut given = missing.clone();
            given[last] = row.id;
            for (at, _) in rows.iter().copied().filter(|(at, _)| *at != last) {
                if let Place::Row(name, _) = &page.places[at]
                    && let Some(parent) = survey.census.parent(table, name, row.id).await?
                {
                    given[at] = parent;
                }
            }
            self.compare(page, (table, row), &given, &missing).await?;
        }
        Ok(())
    }

    /// Whether a page answers for a row as for one that never was.
    async fn compare(&mut self, page: &Tried, row: (&str, Owned), given: &[Uuid], missing: &[Uuid]) -> Result<()> {
        let (table, row) = row;
        let mut tries = 0;
        loop {
            let seen = self.get(page.path, &filled(page.path, given)).await;
            self.search(page.path, &seen, given).await?;
            let nothing = self.get(page.path, &filled(page.path, missing)).await;
            if told(&seen) == told(&nothing) {
                return Ok(());
            }
            tries += 1;
            if tries == TRIES {
                let why = match (seen.status, nothing.status) {
                    (is, never) if is != never => format!("is answered with {is}, and what never was with {never}"),
                    _ => "is answered otherwise than what never was".to_owned(),
                };
                self.leak(page.path, (table.to_owned(), row.id), why);
                return Ok(());
            }
        }
    }

    async fn get(&mut self, page: &'static str, address: &str) -> Seen {
        let seen = self.visitor.get(address).await;
        *self.report.asked.entry(page).or_default() += 1;
        if seen.status >= 500 {
            self.report.broken.insert(page);
        }
        seen
    }

    /// Looks in an answer for ids of others. Those that were asked with may be said again.
    async fn search(&mut self, page: &'static str, seen: &Seen, given: &[Uuid]) -> Result<()> {
        let text = seen.text().unwrap_or_default();
        let there: Vec<Uuid> = ids(&text).into_iter().filter(|id| !given.contains(id)).collect();
        let new: Vec<Uuid> = there.iter().filter(|id| !self.known.contains_key(id)).copied().collect();
        self.known.extend(new.iter().map(|id| (*id, None)));
        for (table, row) in self.survey.census.owners(&new).await? {
            self.known.insert(row.id, Some((table, row.workspace)));
        }
        for id in there {
            let Some(Some((table, workspace))) = self.known.get(&id).cloned() else { continue };
            if !self.person.own.contains(&workspace) {
                self.leak(page, (table, id), "stands in the answer".to_owned());
            }
        }
        Ok(())
    }

    fn leak(&mut self, page: &'static str, foreign: (String, Uuid), why: String) {
        let (client, workspace) = (self.person.client, self.person.workspace);
        let leak = Leak { page, client, workspace, foreign, why };
        if !self.report.leaks.contains(&leak) {
            self.report.leaks.push(leak);
        }
    }
}

/// The path with an id in each of its places, and the first page where a number stands.
fn filled(path: &str, ids: &[Uuid]) -> String {
    let mut ids = ids.iter();
    let part = |part: &str| match part.strip_prefix(':') {
        None => part.to_owned(),
        Some(name) => {
            let id = ids.next().map(ToString::to_string).unwrap_or_default();
            if name == "page" { "1".to_owned() } else { id }
        }
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}
