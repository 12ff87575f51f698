//! Whether clients see only what is theirs, tried on the live install: every page of the portal that shows something is asked
//! for as clients, with ids of others in its address, and without; what comes back is searched for others' ids. They are
//! stand-ins without a session, whose scopes refuse to write: nothing is changed, no mail goes out, and no content is
//! printed. What the gate does before — sessions, hosts — is not tried here.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::net::{IpAddr, Ipv4Addr};

use poem::http::Method;
use uuid::Uuid;

use crate::access::{Facts, Owned, StandIn, stand_in};
use crate::app::{self, App};
use crate::entity::{agency, membership};
use crate::error::{Error, Result};
use crate::ids::{AgencyId, ClientId, WorkspaceId};
use crate::web::{Audience, Mirror, Pages};

/// How many other workspaces' ids each page is tried with; those of the same agency first.
const OTHERS: usize = 6;
/// What has no end to wait for.
const ENDLESS: &str = "/portal/events";

/// Tries every page as clients, with others' ids.
#[derive(clap::Args)]
pub struct Isolation {
    /// As how many people of each workspace; as all of them unless said otherwise.
    #[arg(long)]
    sample: Option<usize>,
}

/// What a client got to see that is not theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leak {
    pub page: &'static str,
    pub client: ClientId,
    /// The table and the id of what is foreign.
    pub foreign: (String, Uuid),
    pub why: &'static str,
}

/// What was tried and found.
#[derive(Default)]
pub struct Report {
    pub clients: usize,
    /// How often each page was asked for.
    pub asked: BTreeMap<&'static str, usize>,
    /// Pages whose addresses hold something else than ids: tokens of links, numbers of pages.
    pub passed_over: BTreeSet<&'static str>,
    /// Pages that broke, and could so not be judged.
    pub broken: BTreeSet<&'static str>,
    pub leaks: Vec<Leak>,
}

impl Isolation {
    /// Tries them, and says what was found.
    pub async fn run(self, app: &App) -> Result<()> {
        let report = examine(app, app::pages(), self.sample).await?;
        let asked: usize = report.asked.values().sum();
        println!("{} clients, {} pages, {asked} answers.", report.clients, report.asked.len());
        for page in &report.passed_over {
            println!("not tried  {page}");
        }
        for page in &report.broken {
            println!("BROKEN     {page}");
        }
        for Leak { page, client, foreign: (table, id), why } in &report.leaks {
            println!("LEAK       {page} shows the client {client} the {table} {id} of somebody else: {why}");
        }
        match (report.leaks.len(), report.broken.len()) {
            (0, 0) => {
                println!("Nobody got to see anything that is somebody else's.");
                Ok(())
            }
            (leaks, broken) => Err(Error::Malformed(format!("{leaks} leaks were found, and {broken} pages broke"))),
        }
    }
}

/// Everything that is somebody's.
struct Census {
    /// By table, and there by workspace.
    shelves: HashMap<String, BTreeMap<WorkspaceId, Vec<Owned>>>,
    /// Where each id belongs: the table's place in `tables`, and the workspaces.
    owners: HashMap<Uuid, (usize, BTreeSet<WorkspaceId>)>,
    tables: Vec<String>,
}

/// Asks for these pages as clients of every agency.
///
/// # Errors
/// When the database fails, or the pages cannot be asked.
pub async fn examine(app: &App, pages: Pages, sample: Option<usize>) -> Result<Report> {
    let outside = [Audience::Public, Audience::StaffDoor, Audience::SignedIn];
    let shown = pages.table().iter().filter(|page| page.method == Method::GET && page.path != ENDLESS);
    let paths: Vec<&'static str> =
        shown.filter(|page| !outside.contains(&page.audience)).map(|page| page.path).collect();
    let mirror = app.mirror(pages);
    let census = census(app).await?;
    let system = app.database.system();
    let mut report = Report::default();
    for agency in system.agencies().asc(agency::Column::Slug).all().await? {
        let scope = system.agency(agency.id);
        let members = scope.find::<membership::Entity>().asc(membership::Column::Id).all().await?;
        let mut of: BTreeMap<ClientId, BTreeSet<WorkspaceId>> = BTreeMap::new();
        for row in &members {
            of.entry(row.client_user_id).or_default().insert(row.workspace_id);
        }
        let mut tried: BTreeMap<WorkspaceId, usize> = BTreeMap::new();
        for row in members {
            let count = tried.entry(row.workspace_id).or_default();
            if sample.is_some_and(|most| *count >= most) {
                continue;
            }
            let Some(who) = stand_in(&scope, row.client_user_id, row.workspace_id).await? else { continue };
            *count += 1;
            report.clients += 1;
            let own = &of[&row.client_user_id];
            let visit = Visit { mirror: &mirror, census: &census, agency: agency.id, own, here: row.workspace_id, who };
            for path in &paths {
                visit.page(path, row.client_user_id, &mut report).await?;
            }
        }
    }
    Ok(report)
}

async fn census(app: &App) -> Result<Census> {
    let mut census = Census { shelves: HashMap::new(), owners: HashMap::new(), tables: Vec::new() };
    for shelf in app.database.system().census().await? {
        let place = census.tables.len();
        let mut by: BTreeMap<WorkspaceId, Vec<Owned>> = BTreeMap::new();
        for row in shelf.rows {
            by.entry(row.workspace).or_default().push(row);
            // What is the same in several places, such as a person, belongs to each.
            let owner = census.owners.entry(row.id).or_insert_with(|| (place, BTreeSet::new()));
            owner.1.insert(row.workspace);
        }
        census.shelves.insert(shelf.table.clone(), by);
        census.tables.push(shelf.table);
    }
    Ok(census)
}

/// A person in a workspace, who opens pages.
struct Visit<'a> {
    mirror: &'a Mirror,
    census: &'a Census,
    agency: AgencyId,
    /// Where the person belongs.
    own: &'a BTreeSet<WorkspaceId>,
    here: WorkspaceId,
    who: StandIn,
}

impl Visit<'_> {
    /// Tries one page with everything foreign that fits into its address, or as it is where nothing does.
    async fn page(&self, path: &'static str, client: ClientId, report: &mut Report) -> Result<()> {
        let names: Vec<&str> = path.split('/').filter_map(|part| part.strip_prefix(':')).collect();
        let Some(tables) = names.iter().map(|name| self.table(name)).collect::<Option<Vec<_>>>() else {
            report.passed_over.insert(path);
            return Ok(());
        };
        if tables.is_empty() {
            return self.ask(path, path.to_owned(), None, client, report).await;
        }
        // One of the places after the other is foreign, the rest are the client's own where there is something.
        for at in 0..tables.len() {
            for foreign in self.foreign(tables[at]) {
                let mut ids = Vec::new();
                for (place, table) in tables.iter().enumerate() {
                    let rows = &self.census.shelves[*table];
                    let own = rows.get(&self.here).and_then(|rows| rows.first());
                    let theirs = rows.get(&foreign.workspace).and_then(|rows| rows.first());
                    let other = own.or(theirs).map_or(foreign.id, |row| row.id);
                    ids.push(if place == at { foreign.id } else { other });
                }
                let address = filled(path, &ids);
                self.ask(path, address, Some((tables[at], foreign.id)), client, report).await?;
            }
        }
        Ok(())
    }

    /// The table whose ids a place in an address takes.
    fn table(&self, name: &str) -> Option<&str> {
        let base = name.strip_suffix("_id")?;
        let names = [base.to_owned(), format!("approval_{base}"), format!("client_{base}"), format!("form_{base}")];
        names.iter().find_map(|name| self.census.shelves.get_key_value(name)).map(|(name, _)| name.as_str())
    }

    /// A row of each of some workspaces that are none of this person's, those of the same agency first.
    fn foreign(&self, table: &str) -> Vec<Owned> {
        let others = self.census.shelves[table].iter().filter(|(workspace, _)| !self.own.contains(workspace));
        let mut rows: Vec<Owned> = others.filter_map(|(_, rows)| rows.last().copied()).collect();
        rows.sort_by_key(|row| row.agency != self.agency);
        rows.truncate(OTHERS);
        rows
    }

    async fn ask(
        &self,
        page: &'static str,
        address: String,
        foreign: Option<(&str, Uuid)>,
        client: ClientId,
        report: &mut Report,
    ) -> Result<()> {
        let facts = Facts {
            host: "localhost".into(),
            authority: "localhost".into(),
            secure: false,
            address: IpAddr::V4(Ipv4Addr::LOCALHOST),
            path: String::new(),
            user_agent: "doctor".into(),
            request_id: String::new(),
        };
        let answer = self.mirror.answer(self.who.clone(), &facts, &address).await?;
        *report.asked.entry(page).or_default() += 1;
        let status = answer.status();
        if status.is_server_error() {
            report.broken.insert(page);
        }
        let mut leak = |foreign: (String, Uuid), why| {
            let leak = Leak { page, client, foreign, why };
            if !report.leaks.contains(&leak) {
                report.leaks.push(leak);
            }
        };
        if let Some((table, id)) = foreign.filter(|_| status.is_success()) {
            leak((table.to_owned(), id), "the page is there for them");
        }
        let (parts, body) = answer.into_parts();
        let body = body.into_vec().await.unwrap_or_default();
        let text = format!("{:?}\n{}", parts.headers, String::from_utf8_lossy(&body));
        for id in ids(&text) {
            // What was asked for may be said again: that it is not there.
            if foreign.is_some_and(|(_, asked)| asked == id) || address.contains(&id.to_string()) {
                continue;
            }
            let Some((table, owners)) = self.census.owners.get(&id) else { continue };
            if owners.is_disjoint(self.own) {
                leak((self.census.tables[*table].clone(), id), "its id stands in the answer");
            }
        }
        Ok(())
    }
}

/// The path with an id in each of its places.
fn filled(path: &str, ids: &[Uuid]) -> String {
    let mut ids = ids.iter();
    let part = |part: &str| match part.starts_with(':') {
        true => ids.next().map(ToString::to_string).unwrap_or_default(),
        false => part.to_owned(),
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// The ids that stand in a text.
fn ids(text: &str) -> BTreeSet<Uuid> {
    const LENGTH: usize = 36;
    let bytes = text.as_bytes();
    let dashed = |at: &usize| bytes.get(at + 8) == Some(&b'-') && bytes.get(at + 13) == Some(&b'-');
    let places = (0..bytes.len().saturating_sub(LENGTH - 1)).filter(dashed);
    places.filter_map(|at| Uuid::try_parse_ascii(&bytes[at..at + LENGTH]).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_found_wherever_they_stand() {
        let (one, two) = (Uuid::now_v7(), Uuid::now_v7());
        let text = format!("<a href=\"/portal/requests/{one}\">ö{two}</a> 01234567-89ab-no");
        assert_eq!(ids(&text), BTreeSet::from([one, two]));
        assert_eq!(ids("short"), BTreeSet::new());
    }
}
