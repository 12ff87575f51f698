//! What can be done about requests, webhooks and files without the console: the same questions to the server, answered as lines,
//! as sentences or as JSON. Nothing is asked of a person here.

mod moving;
mod opening;
mod reported;
mod tables;
mod told;
mod webhooks;

use std::{
    env,
    io::{self, Read, Write},
    process::ExitCode,
};

use anyhow::Context;
use clap::CommandFactory;
use clap_complete::Shell;
use portico_openapi::{
    Address, ApiError, Kind as Reason,
    types::{self, RequestClear, SearchKind},
};
use serde_json::json;
use uuid::Uuid;

use crate::{
    app::{nothing, reference},
    arguments::{Act, Arguments, Reports, Requests, Task, Text},
    charts::Asked,
    draft::{Draft, Kind, Owner, Place},
    effect::{Call, Form, Query, Target},
    foreign,
    message::{Answer, Arrival, Conversation, Directory, Posted, Unlisted},
    runtime::{Desk, ask, read_only},
    storage::ProfileFile,
    text,
    triage::SORTS,
};

/// How an answer is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// In columns.
    Columns,
    /// As sentences.
    Plain,
    /// As JSON.
    Json,
}

/// What the program ends with when it failed; docs/scripts.md says it too.
pub fn exit_code(error: &anyhow::Error) -> ExitCode {
    let Some(error) = error.downcast_ref::<ApiError>() else {
        return ExitCode::FAILURE;
    };
    ExitCode::from(match error.kind {
        Reason::Unauthorized | Reason::Unstored => 3,
        Reason::NotFound => 4,
        Reason::Invalid(_) | Reason::Forbidden => 5,
        Reason::Conflict | Reason::Stale => 6,
        Reason::Unreachable | Reason::Server | Reason::RateLimited(_) => 7,
    })
}

/// Why it failed, in whatever shape answers are told: a line, the number under which the server's log tells more, and below
/// it everything that is wrong with what was sent.
pub fn failure(error: &anyhow::Error) -> String {
    let refused = error.downcast_ref::<ApiError>();
    let reference = refused.map(reference).unwrap_or_default();
    let mut words = foreign::line(&(text::sentence(&format!("{error:#}")) + &reference));
    if let Some(Reason::Invalid(faults)) = refused.map(|refused| &refused.kind) {
        let said = refused.map(|refused| refused.message.as_str());
        for fault in faults.iter().filter(|fault| said != Some(fault.message.as_str())) {
            let named = fault.field.trim_end_matches("_id").replace('_', " ");
            words += &format!("\n  {}: {}", foreign::line(&named), foreign::line(&text::sentence(&fault.message)));
        }
    }
    words
}

/// The same for a script that reads JSON, in one line.
pub fn failure_in_json(error: &anyhow::Error) -> String {
    let refused = error.downcast_ref::<ApiError>();
    let fields = match refused.map(|refused| &refused.kind) {
        Some(Reason::Invalid(faults)) => faults.as_slice(),
        _ => &[],
    };
    let told = json!({
        "code": refused.map_or("failed", code),
        "message": text::sentence(&format!("{error:#}")),
        "request_id": refused.and_then(|refused| refused.request_id.as_deref()),
        "fields": fields,
    });
    json!({ "error": told }).to_string()
}

/// The server's word for it; ours, where it did not come to that.
fn code(error: &ApiError) -> &str {
    match &error.kind {
        _ if !error.code.is_empty() => &error.code,
        Reason::Unauthorized => "signed_out",
        Reason::Unstored => "unstored",
        Reason::NotFound => "not_found",
        Reason::Invalid(_) => "invalid",
        Reason::Forbidden => "forbidden",
        Reason::Conflict => "conflict",
        Reason::Stale => "stale",
        Reason::Unreachable => "unreachable",
        Reason::Server => "server",
        Reason::RateLimited(_) => "rate_limited",
    }
}

/// What a shell needs to complete commands.
pub fn completions(shell: Shell) -> String {
    let mut out = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "portico-console", &mut out);
    String::from_utf8_lossy(&out).into_owned()
}

/// Asks the server, and takes the answer to just that.
macro_rules! answer {
    ($desk:expr, $call:expr, $answer:path) => {
        match ask($desk, $call).await {
            $answer(answer) => answer,
            _ => Err(ApiError::unreachable("This is no answer to what was asked.").into()),
        }
    };
}

/// Does what is asked, and says what came of it.
pub async fn run(arguments: &Arguments, task: &Task, profile: ProfileFile) -> anyhow::Result<String> {
    let shape = match (arguments.json, arguments.plain) {
        (true, _) => Shape::Json,
        (_, true) => Shape::Plain,
        _ => Shape::Columns,
    };
    if arguments.read_only && task.changes() {
        return Err(read_only().into());
    }
    let stored = profile.read().unwrap_or_default();
    let owner = Owner { server: stored.server.clone(), email: stored.email.clone() };
    let signed_in = stored.is_signed_in();
    let desk = Desk::new(profile).read_only(arguments.read_only);
    let me = sign_in(&desk, arguments, &owner, signed_in).await?;
    match task {
        Task::Requests(Requests::List { filter, sort, limit }) => {
            let sort = sort.parse().map_err(|_| wrong(&orders()))?;
            let query = Query { filter: filter.clone(), sort, cursor: None, wanted: (*limit).max(1) };
            let listed: Result<_, Unlisted> = answer!(&desk, Call::Requests(query), Answer::Requests);
            let mut page = listed.map_err(|unlisted| misread(shape, filter, unlisted))?;
            page.items.truncate((*limit).max(1));
            tell_empty(shape, page.items.is_empty(), "No requests.");
            Ok(told::list(shape, &page.items, moving::here())?)
        }
        Task::Requests(Requests::Show { request }) => {
            let id = find(&desk, request).await?.id;
            let whole = conversation(&desk, id).await?;
            Ok(told::whole(shape, &whole, moving::here())?)
        }
        Task::Requests(Requests::Create(new)) => {
            let made = opening::create(&desk, new, words(&new.text)?).await?;
            Ok(told::one(shape, &made, moving::here())?)
        }
        Task::Reports(Reports::Requests { by, from, to, workspace }) => {
            let by = by.parse().map_err(|_| wrong("A report is by person, type or week."))?;
            let asked = Asked { by, from: *from, to: *to, workspace: *workspace };
            let report: Result<types::RequestReport, ApiError> = answer!(&desk, Call::Report(asked), Answer::Report);
            Ok(reported::report(shape, &report?)?)
        }
        Task::Webhooks(what) => webhooks::run(&desk, shape, what).await,
        Task::Import(asked) => tables::import(&desk, shape, asked).await,
        Task::Export(asked) => tables::export(&desk, shape, asked).await,
        Task::Requests(Requests::Act(act)) | Task::Act(act) => do_about(&desk, shape, act, me.me.staff.id, owner).await,
    }
}

/// Does something about one request.
async fn do_about(desk: &Desk, shape: Shape, act: &Act, me: Uuid, owner: Owner) -> anyhow::Result<String> {
    match act {
        Act::Reply { request, text } => write(desk, shape, Kind::Reply, request, text, owner).await,
        Act::Note { request, text } => write(desk, shape, Kind::Note, request, text, owner).await,
        Act::Assign { request, to } => {
            let change = match to.as_str() {
                "none" => types::RequestChange { clear: Some(vec![RequestClear::Assignee]), ..nothing() },
                to => {
                    let id = if to == "me" { me } else { somebody(desk, to).await? };
                    types::RequestChange { assignee_id: Some(id), ..nothing() }
                }
            };
            set(desk, shape, request, change).await
        }
        Act::Merge { .. } | Act::Unmerge { .. } | Act::Snooze { .. } | Act::Unsnooze { .. } => {
            Ok(told::one(shape, &moving::run(desk, act).await?, moving::here())?)
        }
        Act::Split { request, message, subject, key } => {
            let new = moving::split(desk, request, message, subject, *key).await?;
            Ok(told::one(shape, &new, moving::here())?)
        }
        Act::Status { request, status } => {
            let wrong = || wrong("The status is open, waiting_on_client, waiting_on_agency, resolved or closed.");
            let status = Some(status.parse().map_err(|_| wrong())?);
            set(desk, shape, request, types::RequestChange { status, ..nothing() }).await
        }
        Act::Priority { request, priority } => {
            let wrong = || wrong("The priority is urgent, high, normal or low.");
            let priority = Some(priority.parse().map_err(|_| wrong())?);
            set(desk, shape, request, types::RequestChange { priority, ..nothing() }).await
        }
    }
}

/// Goes on with the stored sign-in; without one, signs in with what the options and `PORTICO_PASSWORD` say.
async fn sign_in(desk: &Desk, arguments: &Arguments, owner: &Owner, signed_in: bool) -> anyhow::Result<Arrival> {
    let server = arguments.server.as_ref().map(|server| server.parse::<Address>()).transpose()?;
    let server = server.map_or_else(|| owner.server.clone(), |server| server.to_string());
    let email = arguments.email.clone().unwrap_or_else(|| owner.email.clone());
    if signed_in && server == owner.server && email == owner.email {
        return Ok(answer!(desk, Call::Resume, Answer::Arrived)?);
    }
    let password = env::var("PORTICO_PASSWORD").ok();
    let Some(password) = password.filter(|_| !server.is_empty() && !email.is_empty()) else {
        return Err(ApiError::signed_out())
            .context("sign in with the console first, or say --server and --email and set PORTICO_PASSWORD");
    };
    Ok(answer!(desk, Call::SignIn(Form { server, email, password, code: None }), Answer::Arrived)?)
}

/// A request by its number or its id, as it is now.
async fn find(desk: &Desk, said: &str) -> Result<types::Request, ApiError> {
    if let Ok(id) = said.parse::<Uuid>() {
        return Ok(conversation(desk, id).await?.request);
    }
    let number = said.trim_start_matches('#').parse::<i64>();
    let number = number.map_err(|_| wrong("A request is named by its number, such as 1042, or by its id."))?;
    let call = Call::Search(number.to_string(), Some(SearchKind::Request));
    let found: Result<Vec<types::SearchHit>, ApiError> = answer!(desk, call, Answer::Found);
    let mut found: Vec<_> = found?.into_iter().filter_map(|hit| hit.request).collect();
    if let Some(known) = found.iter().find(|request| request.number == number) {
        return Ok(conversation(desk, known.id).await?.request);
    }
    // What is part of another is found as that.
    found.dedup_by_key(|request| request.id);
    for whole in found.into_iter().take(WHOLES) {
        let parts = conversation(desk, whole.id).await?.request.merged_from.unwrap_or_default();
        if let Some(part) = parts.iter().find(|part| part.number == number) {
            return Ok(conversation(desk, part.id).await?.request);
        }
    }
    Err(ApiError { kind: Reason::NotFound, ..wrong(&format!("There is no request #{number}.")) })
}

/// How many requests are looked through for a part of this number.
const WHOLES: usize = 10;

async fn conversation(desk: &Desk, id: Uuid) -> Result<Conversation, ApiError> {
    let whole: Result<Box<Conversation>, ApiError> = answer!(desk, Call::Conversation(id), Answer::Conversation);
    whole.map(|whole| *whole)
}

/// The one of the staff whose name or address begins so.
async fn somebody(desk: &Desk, name: &str) -> Result<Uuid, ApiError> {
    let all: Result<Directory, ApiError> = answer!(desk, Call::Directory, Answer::Directory);
    let name = name.to_lowercase();
    let all = all?.staff;
    let begins = |text: &str| text.to_lowercase().starts_with(&name);
    let fits =
        |person: &&types::StaffMember| person.id.to_string() == name || begins(&person.name) || begins(&person.email);
    let found: Vec<_> = all.iter().filter(fits).collect();
    match found.as_slice() {
        [one] => Ok(one.id),
        [] => {
            Err(ApiError { kind: Reason::NotFound, ..wrong(&format!("Nobody of the staff begins with “{name}”.")) })
        }
        many => {
            let names: Vec<_> = many.iter().map(|person| person.email.as_str()).collect();
            Err(wrong(&format!("“{name}” can be {}. Say more of it.", names.join(", "))))
        }
    }
}

/// Changes one request as it is now, and shows it.
async fn set(desk: &Desk, shape: Shape, request: &str, change: types::RequestChange) -> anyhow::Result<String> {
    let request = find(desk, request).await?;
    let target = Target { id: request.id, number: request.number, version: request.version };
    let Answer::Changed(mut changed) = ask(desk, Call::Change(vec![(target, change)])).await else {
        return Err(ApiError::unreachable("This is no answer to what was asked.").into());
    };
    let changed = changed.pop().map(|(_, result)| result).unwrap_or_else(|| Err(ApiError::signed_out()))?;
    Ok(told::one(shape, &changed, moving::here())?)
}

/// What is written: here, or in what comes in.
fn words(text: &Text) -> anyhow::Result<String> {
    let mut words = text.message.clone().filter(|words| words != "-").unwrap_or_default();
    if words.is_empty() {
        io::stdin().read_to_string(&mut words).context("what is written could not be read")?;
    }
    if words.trim().is_empty() {
        return Err(wrong("There is nothing written.").into());
    }
    Ok(words.trim_end().to_owned())
}

/// Writes to the client, or to colleagues.
async fn write(
    desk: &Desk,
    shape: Shape,
    kind: Kind,
    request: &str,
    text: &Text,
    owner: Owner,
) -> anyhow::Result<String> {
    let words = words(text)?;
    let request = find(desk, request).await?;
    let place = Place { kind, subject: request.id };
    let title = format!("#{} {}", request.number, request.subject);
    let mut draft = Draft::new(place, owner, title, text.key.unwrap_or_else(Uuid::new_v4));
    draft.text = words;
    let posted: Result<Posted, ApiError> = answer!(desk, Call::Post(Box::new(draft)), Answer::Posted);
    Ok(told::posted(shape, request.number, &posted?)?)
}

/// Says that columns have no rows, beside what a script reads.
fn tell_empty(shape: Shape, is_empty: bool, words: &str) {
    if is_empty && shape == Shape::Columns {
        // Where the terminal is gone, nobody reads it.
        drop(writeln!(io::stderr(), "{words}"));
    }
}

/// Something wrong with what was said here.
fn wrong(message: &str) -> ApiError {
    ApiError { kind: Reason::Invalid(Vec::new()), ..ApiError::unreachable(message) }
}

/// What can be said of an order.
fn orders() -> String {
    let names: Vec<String> = SORTS.into_iter().flatten().map(|sort| sort.to_string()).collect();
    format!("The order is one of {}.", names.join(", "))
}

/// Points at what is wrong with a filter, where a person reads it.
fn misread(shape: Shape, filter: &str, unlisted: Unlisted) -> ApiError {
    let Unlisted { error, place } = unlisted;
    let Reason::Invalid(faults) = &error.kind else {
        return error;
    };
    let said = faults.iter().find(|fault| fault.field == "filter").map(|fault| fault.message.clone());
    let message = match (said, place) {
        (Some(said), Some(place)) if shape != Shape::Json => {
            eprint!("{}", told::pointed(filter, &place));
            format!("The filter has a fault: {said}")
        }
        (Some(said), _) => format!("The filter has a fault: {said}"),
        (None, _) => return error,
    };
    // That is all there is to say of it.
    ApiError { message, kind: Reason::Invalid(Vec::new()), ..error }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_failure_has_its_own_way_to_end() {
        let code = |kind| exit_code(&anyhow::Error::from(ApiError { kind, ..ApiError::signed_out() }));
        let all = [Reason::Unauthorized, Reason::NotFound, Reason::Forbidden, Reason::Stale, Reason::Server].map(code);
        assert_eq!(format!("{all:?}"), format!("{:?}", [3, 4, 5, 6, 7].map(ExitCode::from)));
        assert_eq!(format!("{:?}", exit_code(&anyhow::anyhow!("x"))), format!("{:?}", ExitCode::FAILURE));
    }

    #[test]
    fn a_refusal_says_everything_that_is_wrong() {
        let fault = |field: &str, message: &str| types::ProblemField { field: field.into(), message: message.into() };
        let faults = vec![fault("into_id", "this is another client's request"), fault("x", "not\u{1b}[2J so")];
        let message = "some fields need another look".into();
        let error = ApiError { kind: Reason::Invalid(faults), message, request_id: Some("r-7".into()), ..wrong("") };
        let told = failure(&anyhow::Error::from(error));
        let lines =
            ["Some fields need another look. [r-7]", "  into: This is another client's request.", "  x: Not[2J so."];
        assert_eq!(told.lines().collect::<Vec<_>>(), lines);
        let kind = Reason::Invalid(vec![fault("path", "There is such a file already.")]);
        let error = ApiError { kind, ..wrong("There is such a file already.") };
        assert_eq!(failure(&anyhow::Error::from(error)), "There is such a file already.", "once");
        assert_eq!(failure(&anyhow::anyhow!("one\ntwo").context("why")), "Why: one two.");
    }

    #[test]
    fn a_script_reads_why_as_json() {
        let fault = types::ProblemField { field: "into_id".into(), message: "another client’s \u{1b}[2J".into() };
        let kind = Reason::Invalid(vec![fault]);
        let error = ApiError { kind, code: "invalid".into(), request_id: Some("r-7".into()), ..wrong("look again.") };
        let told = failure_in_json(&anyhow::Error::from(error));
        assert!(!told.contains(['\n', '\u{1b}']), "{told}");
        let read: serde_json::Value = serde_json::from_str(&told).unwrap();
        let fields = json!([{ "field": "into_id", "message": "another client’s \u{1b}[2J" }]);
        let all = json!({ "code": "invalid", "message": "Look again.", "request_id": "r-7", "fields": fields });
        assert_eq!(read, json!({ "error": all }));
        let code = |error: &anyhow::Error| {
            let read: serde_json::Value = serde_json::from_str(&failure_in_json(error)).unwrap();
            read["error"]["code"].clone()
        };
        assert_eq!(code(&anyhow::anyhow!("no such file")), "failed");
        assert_eq!(code(&anyhow::Error::from(ApiError::signed_out()).context("sign in first")), "signed_out");
    }

    #[test]
    fn shells_are_told_the_commands() {
        for shell in [Shell::Bash, Shell::Zsh, Shell::Fish] {
            let script = completions(shell);
            assert!(script.contains("requests") && script.contains("assign"), "{shell}");
        }
    }
}
