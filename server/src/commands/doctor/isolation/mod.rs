//! Whether clients see only what is theirs, tried on the live install: every page of the portal that shows something is asked
//! for as clients, with ids of others in its address, and without; what comes back is searched for others' ids. Each has a
//! session of their own for as long as it takes. Nothing is sent but GETs, and nothing is said of what stands on a page.

mod people;
mod survey;
mod told;
mod visit;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use tokio::signal::unix::{SignalKind, signal};
use uuid::Uuid;

use self::survey::Survey;
use self::visit::Visit;
use super::Served;
use crate::app::App;
use crate::commands::backup::Progress;
use crate::error::{Error, Result};
use crate::ids::{ClientId, WorkspaceId};
use crate::text::counted;

/// Tries every page as clients, with others' ids.
#[derive(clap::Args)]
pub struct Isolation {
    /// As how many people of each workspace.
    #[arg(long, default_value_t = 2)]
    clients: usize,
    /// With how many rows of others at each place in an address, those of the same agency first.
    #[arg(long, default_value_t = 5)]
    rows: u32,
    /// As everybody, with every row of everybody else's: on a large install this takes very long.
    #[arg(long, conflicts_with_all = ["clients", "rows"])]
    all: bool,
}

/// How much is tried.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// People of each workspace.
    pub clients: usize,
    /// Others' rows at each place in an address, and others' words in the search.
    pub rows: u32,
}

/// What a client got to see that is not theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leak {
    pub page: &'static str,
    pub client: ClientId,
    pub workspace: WorkspaceId,
    /// The table and the id of what is somebody else's.
    pub foreign: (String, Uuid),
    pub why: String,
}

/// A client whom the portal did not let in, so that nothing is known of what they would get to see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unexamined {
    pub client: ClientId,
    pub workspace: WorkspaceId,
    pub why: String,
}

/// What was tried and found.
#[derive(Default)]
pub struct Report {
    /// Those who got in and tried every page.
    pub clients: usize,
    pub unexamined: Vec<Unexamined>,
    /// How often each page was asked for.
    pub asked: BTreeMap<&'static str, usize>,
    /// Pages in whose addresses something else stands than ids that we know.
    pub passed_over: BTreeSet<&'static str>,
    /// Pages that broke, and could so not be judged.
    pub broken: BTreeSet<&'static str>,
    pub leaks: Vec<Leak>,
    /// Whether it was told to stop before everybody was tried.
    pub stopped: bool,
}

impl Isolation {
    /// Tries them, and says what was found. The sessions are taken away also when it is told to stop.
    pub(super) async fn run(self, app: &App) -> Result<()> {
        let most = match self.all {
            true => Limits { clients: usize::MAX, rows: u32::MAX },
            false => Limits { clients: self.clients, rows: self.rows },
        };
        let stop = told_to_stop()?;
        let mut progress = Progress::new();
        let report = examine(app, &Served::new(app), most, stop, |text| progress.step(text)).await?;
        drop(progress);
        report.say();
        match (report.leaks.len(), report.broken.len(), report.unexamined.len()) {
            (0, 0, 0) if report.stopped => Err(Error::Malformed("stopped before everybody was tried".into())),
            (0, 0, 0) => Ok(()),
            (leaks, broken, unexamined) => Err(Error::Malformed(format!(
                "{}, {}, and {} not examined: the lines above say which",
                counted(leaks, "leak"),
                counted(broken, "broken page"),
                counted(unexamined, "client")
            ))),
        }
    }
}

impl Report {
    fn say(&self) {
        let answers: usize = self.asked.values().sum();
        let (clients, pages) = (counted(self.clients, "client"), counted(self.asked.len(), "page"));
        say!("{clients}, {pages}, {}.", counted(answers, "answer"));
        for page in &self.passed_over {
            say!("not tried  {page}");
        }
        for page in &self.broken {
            say!("BROKEN     {page}");
        }
        for Leak { page, client, workspace, foreign: (table, id), why } in &self.leaks {
            say!("LEAK       {page}, to the client {client} in the workspace {workspace}: the {table} {id} {why}");
        }
        for Unexamined { client, workspace, why } in &self.unexamined {
            say!("UNEXAMINED the client {client} in the workspace {workspace}: {why}");
        }
        let clear = self.leaks.is_empty() && self.broken.is_empty() && self.unexamined.is_empty() && !self.stopped;
        match (clear, self.clients) {
            (false, _) => {}
            (true, 0) => say!("No client can sign in, so nothing was tried."),
            (true, _) => say!("Nobody got to see anything that is somebody else's."),
        }
    }
}

/// Comes when somebody wants this to end. From now on a signal does not end it by itself.
fn told_to_stop() -> Result<impl Future<Output = ()>> {
    let heard = |kind| signal(kind).map_err(Error::internal);
    let (mut key, mut stop, mut gone) =
        (heard(SignalKind::interrupt())?, heard(SignalKind::terminate())?, heard(SignalKind::hangup())?);
    Ok(async move {
        tokio::select! {
            _ = key.recv() => {}
            _ = stop.recv() => {}
            _ = gone.recv() => {}
        }
    })
}

/// Asks what is served for every page as clients of every agency, until all are done or `stop` comes, and says now and then
/// how far it is.
///
/// # Errors
/// When the database fails.
pub async fn examine(
    app: &App,
    served: &Served,
    most: Limits,
    stop: impl Future<Output = ()>,
    mut told: impl FnMut(&str),
) -> Result<Report> {
    tokio::pin!(stop);
    // On a large install, finding out what there is takes long too.
    let prepared = async { Ok::<_, Error>((Survey::of(app, most.rows).await?, people::of(app, most.clients).await?)) };
    let prepared = tokio::select! {
        biased;
        () = &mut stop => None,
        prepared = prepared => Some(prepared),
    };
    let Some(prepared) = prepared else { return Ok(Report { stopped: true, ..Report::default() }) };
    let (survey, people) = prepared?;
    let mut report = Report { passed_over: survey.passed_over.clone(), ..Report::default() };
    let mut known = HashMap::new();
    for (done, person) in people.iter().enumerate() {
        told(&format!("{done} of {}, {}", counted(people.len(), "client"), counted(report.leaks.len(), "leak")));
        let visitor = served.client(app, person.agency, person.client, person.workspace, &person.host).await?;
        let mut visit = Visit { person, visitor: &visitor, survey: &survey, known: &mut known, report: &mut report };
        let looked = tokio::select! {
            biased;
            () = &mut stop => None,
            looked = visit.everything() => Some(looked),
        };
        // Whatever came of it, nobody is left signed in.
        visitor.leave(app).await?;
        let Some(looked) = looked else {
            report.stopped = true;
            break;
        };
        match looked? {
            None => report.clients += 1,
            Some(why) => {
                report.unexamined.push(Unexamined { client: person.client, workspace: person.workspace, why });
            }
        }
    }
    Ok(report)
}
