//! Everything that an install stands on, looked at once: a line for each, and what to do where something is wrong. Nothing
//! is changed but for a file that is written into the storage and removed again, and no secret is shown.

mod around;
mod data;
mod hidden;
mod install;

use std::time::Duration;

use serde::Serialize;

use self::hidden::Hidden;
use crate::config::Config;
use crate::error::{Error, Result, explain};
use crate::text::counted;

/// How long anything may take to answer.
const PATIENCE: Duration = Duration::from_secs(15);

/// How something is.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum State {
    Ok,
    /// It works, and somebody should look at it.
    Warning,
    /// It does not work, or soon will not.
    Fault,
}

impl State {
    fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warning => "warning",
            Self::Fault => "fault",
        }
    }
}

/// What was found of something.
#[derive(Serialize)]
struct Finding {
    what: &'static str,
    state: State,
    says: String,
}

/// What was found so far.
#[derive(Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn add(&mut self, what: &'static str, state: State, says: impl Into<String>) {
        self.0.push(Finding { what, state, says: says.into() });
    }

    fn ok(&mut self, what: &'static str, says: impl Into<String>) {
        self.add(what, State::Ok, says);
    }

    fn warning(&mut self, what: &'static str, says: impl Into<String>) {
        self.add(what, State::Warning, says);
    }

    fn fault(&mut self, what: &'static str, says: impl Into<String>) {
        self.add(what, State::Fault, says);
    }

    /// What did not go well is a fault with its reason; gives what there is to go on with.
    fn keep<T>(&mut self, what: &'static str, outcome: Result<T>) -> Option<T> {
        outcome.map_err(|error| self.fault(what, explain(&error))).ok()
    }

    /// Says that something is well, unless something was found wrong with it before.
    fn ok_otherwise(&mut self, what: &'static str, says: impl Into<String>) {
        if self.0.iter().all(|finding| finding.what != what) {
            self.ok(what, says);
        }
    }
}

/// Looks at everything and says what was found.
///
/// # Errors
/// When something is at fault; what it is was said.
pub async fn run(config: Result<Config>, json: bool) -> Result<()> {
    let mut found = Findings::default();
    let hidden = config.as_ref().map(Hidden::of).unwrap_or_default();
    if let Some(config) = found.keep("configuration", config) {
        look(&mut found, &config).await;
    }
    for finding in &mut found.0 {
        finding.says = hidden.in_text(&finding.says);
    }
    let faults = found.0.iter().filter(|finding| finding.state == State::Fault).count();
    if json {
        let whole = serde_json::json!({ "sound": faults == 0, "findings": found.0 });
        say!("{}", serde_json::to_string_pretty(&whole).map_err(Error::internal)?);
    } else {
        for Finding { what, state, says } in &found.0 {
            say!("{:<8} {what:<14} {says}", state.as_str());
        }
    }
    if faults == 0 { Ok(()) } else { Err(Error::Malformed(format!("{} found", counted(faults, "fault")))) }
}

async fn look(found: &mut Findings, config: &Config) {
    install::configuration(found, config);
    let master = install::keys(found, config);
    if let Some(system) = data::database(found, config, master.as_ref()).await {
        data::agencies(found, &system).await;
        data::credentials(found, config, &system).await;
        data::jobs(found, &system).await;
    }
    around::mail(found, config).await;
    around::storage(found, config).await;
    around::room(found, config);
}

/// What was asked, unless it takes too long to answer.
async fn in_time<T>(asked: impl Future<Output = Result<T>>) -> Result<T> {
    let late = || Error::Malformed(format!("no answer within {} seconds", PATIENCE.as_secs()));
    tokio::time::timeout(PATIENCE, asked).await.unwrap_or_else(|_| Err(late()))
}
