use std::collections::{BTreeSet, HashMap};

use poem::http::Method;

use super::people::Person;
use crate::access::{Census, Owned};
use crate::app::{self, App};
use crate::error::Result;
use crate::ids::WorkspaceId;
use crate::web::{Audience, places};

/// How many titles are read by one statement.
const AT_ONCE: usize = 200;

/// What stands in a place of an address.
pub enum Place {
    /// An id of this table's, under this name.
    Row(&'static str, String),
    /// A number, which is nobody's.
    Number,
}

impl Place {
    /// Whose ids stand there.
    pub fn table(&self) -> Option<&String> {
        match self {
            Self::Row(_, table) => Some(table),
            Self::Number => None,
        }
    }
}

/// A page to be asked for.
pub struct Tried {
    pub path: &'static str,
    pub places: Vec<Place>,
}

/// What there is to ask for, and what to ask with.
pub struct Survey {
    pub pages: Vec<Tried>,
    pub passed_over: BTreeSet<&'static str>,
    pub census: Census,
    /// The newest rows of every workspace, by table.
    rows: HashMap<String, Vec<Owned>>,
    most: usize,
}

impl Survey {
    /// Of the portal's pages over this database. Pages that are for everybody, and those of one's own account, hold nothing of
    /// a workspace.
    pub async fn of(app: &App, most: u32) -> Result<Self> {
        let census = Census::of(&app.database.system()).await?;
        let outside = [Audience::Public, Audience::StaffDoor, Audience::SignedIn];
        let (mut pages, mut passed_over) = (Vec::new(), BTreeSet::new());
        for page in app::pages().table() {
            // A stream has no end to wait for.
            if page.method != Method::GET || outside.contains(&page.audience) || page.path == places::EVENTS {
                continue;
            }
            match places_of(page.path, &census) {
                Some(places) => pages.push(Tried { path: page.path, places }),
                None => {
                    passed_over.insert(page.path);
                }
            }
        }
        let tables: BTreeSet<&String> = pages.iter().flat_map(|page| &page.places).filter_map(Place::table).collect();
        let mut rows = HashMap::new();
        for table in tables {
            rows.insert(table.clone(), census.newest(table, most).await?);
        }
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        Ok(Self { pages, passed_over, census, rows, most })
    }

    fn rows(&self, table: &str) -> &[Owned] {
        self.rows.get(table).map(Vec::as_slice).unwrap_or_default()
    }

    /// Rows that are none of this person's, those of the same agency first.
    pub fn foreign(&self, table: &str, person: &Person) -> Vec<Owned> {
        let others = self.rows(table).iter().filter(|row| !person.own.contains(&row.workspace));
        let mut others: Vec<Owned> = others.copied().collect();
        others.sort_by_key(|row| row.agency != person.agency);
        others.truncate(self.most);
        others
    }

    /// The newest rows of the person's workspace.
    pub fn own(&self, table: &str, person: &Person) -> Vec<Owned> {
        let own = self.rows(table).iter().filter(|row| row.workspace == person.workspace);
        own.take(self.most).copied().collect()
    }

    /// The newest row of a workspace.
    pub fn newest(&self, table: &str, workspace: WorkspaceId) -> Option<Owned> {
        self.rows(table).iter().find(|row| row.workspace == workspace).copied()
    }

    /// Titles of what is none of this person's, each with its place: the next few after so many, the last of which was at this
    /// place. There may be more of them than fit into memory.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn words(&self, person: &Person, before: Option<i64>, so_far: usize) -> Result<Vec<(i64, String)>> {
        let most = self.most.saturating_sub(so_far).min(AT_ONCE);
        self.census.titles(&person.own, before, most).await
    }
}

/// What stands in the places of an address; none where something does that is not known.
fn places_of(path: &'static str, census: &Census) -> Option<Vec<Place>> {
    let mut before = String::new();
    let mut places = Vec::new();
    for name in path.split('/').filter_map(|part| part.strip_prefix(':')) {
        if name == "page" {
            places.push(Place::Number);
            continue;
        }
        let base = name.strip_suffix("_id")?;
        // The step of an approval is an approval's step.
        let table = census.table(base).or_else(|| census.table(&format!("{before}_{base}")))?;
        before = base.to_owned();
        places.push(Place::Row(name, table.to_owned()));
    }
    Some(places)
}
