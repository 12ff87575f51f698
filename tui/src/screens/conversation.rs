//! A request with its thread. What stays inside the agency has another colour, a double frame and a
//! title of its own, so that nobody takes it for something the client has read.

use chrono::{DateTime, Utc};
use portico_openapi::types::{AuthorKind, Message, Note, PromiseState, Request, RequestStatus, RequestTrace};
use ratatui::{
    style::Style,
    text::{Line, Span},
};
use uuid::Uuid;

use super::inbox::{shape, turn_of};
use crate::{
    action::Action,
    app::App,
    draft::Kind,
    foreign,
    keymap::Context,
    message::Conversation,
    remote::Phase,
    text, triage, when,
    widgets::{rows, sentence},
};

/// What stands over a note.
pub const INTERNAL: &str = "INTERNAL · only staff";

/// The most lines that a fact over the thread takes.
const MOST: usize = 3;

/// The request of the pane, from its own answer or from its row.
fn request(app: &App) -> Option<&Request> {
    let id = app.conversation.id?;
    let opened = app.conversation.data.get().map(|conversation| &conversation.request);
    opened.or_else(|| app.inbox.rows().iter().find(|row| row.id == id))
}

/// The frame's title.
pub fn title(app: &App) -> String {
    match request(app) {
        Some(request) => format!("#{} {}", request.number, request.subject),
        None => "Request".into(),
    }
}

/// The facts, in lines of which the first two matter most.
pub fn head(app: &App, width: u16) -> Vec<Line<'static>> {
    let Some(request) = request(app) else {
        return Vec::new();
    };
    let room = usize::from(width);
    let promised = triage::sentence(request, app.now, app.zone).map(|words| (words, promise_style(app, request)));
    let first = (foreign::line(&what(request)), app.theme.text());
    let turn = (turn(app, request), app.theme.strong());
    let traces = traces(app, request).map(|words| (words, app.theme.accent()));
    let present = app.present_words().map(|words| (words, app.theme.warning()));
    let times = (times(app, request), app.theme.muted());
    let facts = [turn].into_iter().chain(present).chain(traces).chain(promised).chain([times]);
    let rest = facts
        .flat_map(|(words, style)| parted(&foreign::line(&words), room).into_iter().map(move |line| (line, style)));
    let lines = [first].into_iter().chain(rest);
    let mut head: Vec<_> = lines.map(|(words, style)| Line::styled(text::cut(&words, room), style)).collect();
    head.push(Line::styled("─".repeat(room), app.theme.muted()));
    head
}

/// Words whose parts have dots between them, in as many lines as they need: what was promised is read to its end. What needs
/// very many would leave the thread no room.
fn parted(words: &str, columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in words.split(" · ").flat_map(|part| text::wrap(part, columns)) {
        match lines.last_mut() {
            Some(line) if text::width(line) + 3 + text::width(&part) <= columns => {
                line.push_str(" · ");
                line.push_str(&part);
            }
            _ => lines.push(part),
        }
    }
    let over = lines.split_off(lines.len().min(MOST));
    if let Some(last) = lines.last_mut().filter(|_| !over.is_empty()) {
        last.push(' ');
        last.push_str(&over.join(" "));
    }
    lines
}

/// Who opened it for whom, whether it is out of sight, and which requests it was made of or gave something to.
fn traces(app: &App, request: &Request) -> Option<String> {
    let numbers = |all: &Option<Vec<RequestTrace>>| {
        let all = all.as_deref().unwrap_or_default().iter().map(|one| format!("#{}", one.number));
        Some(all.collect::<Vec<_>>().join(" ")).filter(|all| !all.is_empty())
    };
    let told = [
        request.opened_by.as_ref().map(|staff| format!("{} for {}", staff.name, request.author.name)),
        request.snoozed_until.map(|until| triage::away(until, app.now, app.zone)),
        request.merged_into.as_ref().map(|whole| format!("part of #{} {}", whole.number, whole.subject)),
        numbers(&request.merged_from).map(|all| format!("merged with {all}")),
        request.split_from.as_ref().map(|whole| format!("split off #{}", whole.number)),
        numbers(&request.split_into).map(|all| format!("split into {all}")),
    ];
    let told: Vec<_> = told.into_iter().flatten().collect();
    (!told.is_empty()).then(|| told.join(" · "))
}

/// The number of the request that something was sent to, where that was merged into this one.
fn sent_to(app: &App, home: Option<Uuid>) -> String {
    let Some(home) = home else {
        return String::new();
    };
    let known = request(app).and_then(|request| request.merged_from.as_deref()).unwrap_or_default();
    match known.iter().find(|one| one.id == home) {
        Some(one) => format!(" · in #{}", one.number),
        None => " · in a merged one".into(),
    }
}

/// How pressing what was promised is.
fn promise_style(app: &App, request: &Request) -> Style {
    let late = triage::is_overdue(request, app.now.with_timezone(&app.zone).date_naive());
    match triage::pressing(request).map(|promise| promise.state) {
        _ if late => app.theme.danger(),
        Some(PromiseState::Breached) => app.theme.danger(),
        Some(PromiseState::AtRisk) => app.theme.warning(),
        _ => app.theme.text(),
    }
}

fn what(request: &Request) -> String {
    let project = match &request.project {
        Some(project) => format!(" · ▸ {}", project.name),
        None => String::new(),
    };
    let mark = match shape(request.priority) {
        " " => String::new(),
        shape => format!("{shape} "),
    };
    let (client, kind, category) = (&request.workspace.name, request.kind, &request.category);
    format!("{client} · {kind}/{category} · {mark}{}{project}", request.priority)
}

fn turn(app: &App, request: &Request) -> String {
    let who = match &request.assignee {
        Some(person) => person.name.clone(),
        None => "nobody assigned".into(),
    };
    let tags: String = request.tags.iter().map(|tag| format!(" #{tag}")).collect();
    let waits = match turn_of(request) {
        "—" => String::new(),
        turn => match when::span(app.now - request.waits_since).as_str() {
            "now" => format!(" · waits on {turn}"),
            span => format!(" · waits on {turn} {span}"),
        },
    };
    let status = triage::word(request.status);
    format!("{status}{waits} · {who}{tags}")
}

fn times(app: &App, request: &Request) -> String {
    let first = match request.first_reply_seconds {
        Some(seconds) => format!("first reply {}", when::measure(seconds)),
        None => "no reply yet".into(),
    };
    let resolved = match (request.status, request.resolution_seconds) {
        (RequestStatus::Resolved | RequestStatus::Closed, Some(seconds)) => {
            format!(" · resolved in {}", when::measure(seconds))
        }
        _ => String::new(),
    };
    let asked = when::moment(request.created_at, app.now, app.zone);
    let since = app.conversation.as_of.map_or(0, |known| (app.now - known).num_seconds());
    let (ours, theirs) = match turn_of(request) {
        "us" => (request.agency_seconds + since, request.client_seconds),
        "client" => (request.agency_seconds, request.client_seconds + since),
        _ => (request.agency_seconds, request.client_seconds),
    };
    let (ours, theirs) = (when::measure(ours), when::measure(theirs));
    format!("{first}{resolved} · ours {ours} · client’s {theirs} · asked {asked}")
}

/// The thread, oldest first.
pub fn lines(app: &App, columns: usize) -> Vec<Line<'static>> {
    let mut lines = match app.conversation.data.phase() {
        Phase::Ready(conversation) => thread(app, conversation, columns),
        Phase::Idle if app.conversation.id.is_none() => {
            vec![Line::styled(" enter opens a request.", app.theme.muted())]
        }
        phase => text::wrap(&foreign::line(&rows::absent(&phase, "")), columns.saturating_sub(2))
            .into_iter()
            .map(|line| Line::styled(format!(" {line}"), app.theme.muted()))
            .collect(),
    };
    lines.extend(queued(app, columns));
    lines
}

/// What waits for the server and will stand below all that was said.
fn queued(app: &App, columns: usize) -> Vec<Line<'static>> {
    let here = app.queue.iter().filter(|queued| Some(queued.draft.place.subject) == app.conversation.id);
    here.flat_map(|queued| {
        let (who, style) = match queued.draft.place.kind {
            Kind::Note => (INTERNAL, app.theme.note()),
            _ => ("Your reply", app.theme.reply()),
        };
        let head = sentence::ends(who, style, queued.words(), app.theme.warning(), columns);
        let body = sentence::edged(&queued.draft.text, "┆ ", style, columns);
        [Line::default(), head].into_iter().chain(body).collect::<Vec<_>>()
    })
    .collect()
}

enum Said<'a> {
    Outside(&'a Message),
    Inside(&'a Note),
}

impl Said<'_> {
    fn at(&self) -> DateTime<Utc> {
        match self {
            Self::Outside(message) => message.created_at,
            Self::Inside(note) => note.created_at,
        }
    }

    fn id(&self) -> Uuid {
        match self {
            Self::Outside(message) => message.id,
            Self::Inside(note) => note.id,
        }
    }

    fn lines(&self, app: &App, columns: usize) -> Vec<Line<'static>> {
        match self {
            Self::Outside(said) => message(app, said, columns),
            Self::Inside(said) => note(app, said, columns),
        }
    }
}

fn thread(app: &App, conversation: &Conversation, columns: usize) -> Vec<Line<'static>> {
    if let (Some(whole), true) = (&conversation.request.merged_into, said(conversation).is_empty()) {
        let key = |action| app.keymap.key(Context::Merged, action);
        let (there, back) = (key(Action::ShowWhole), key(Action::Unmerge));
        let words =
            format!("What was said here stands in #{} now: {there} goes there, {back} undoes it.", whole.number);
        let lines = text::wrap(&words, columns.saturating_sub(2)).into_iter();
        return lines.map(|line| Line::styled(format!(" {line}"), app.theme.muted())).collect();
    }
    let mut lines: Vec<_> = said(conversation).iter().flat_map(|one| one.lines(app, columns)).collect();
    // The gap after the last one would be all that a very low pane shows of its end.
    lines.pop();
    lines
}

fn said(conversation: &Conversation) -> Vec<Said<'_>> {
    let mut said: Vec<_> = conversation.messages.iter().map(Said::Outside).collect();
    said.extend(conversation.notes.iter().map(Said::Inside));
    said.sort_by_key(Said::at);
    said
}

/// The line at which something that was said begins.
pub fn line_of(app: &App, id: Uuid, columns: usize) -> Option<usize> {
    let said = said(app.conversation.data.get()?);
    let index = said.iter().position(|one| one.id() == id)?;
    Some(said[..index].iter().map(|one| one.lines(app, columns).len()).sum())
}

fn message(app: &App, message: &Message, columns: usize) -> Vec<Line<'static>> {
    let (style, side) = match message.author.kind {
        AuthorKind::Client => (app.theme.client(), "client"),
        AuthorKind::Staff => (app.theme.reply(), "staff"),
    };
    let by_itself = if message.automatic == Some(true) { " · automatic" } else { "" };
    let who = format!("{} · {side}{by_itself}{}", message.author.name, sent_to(app, message.merged_from_id));
    let at = when::moment(message.created_at, app.now, app.zone);
    let mut lines = vec![sentence::ends(&who, style, &at, app.theme.muted(), columns)];
    let body = sentence::with_files(&message.body, message.files.iter().map(|file| (&file.name, file.size)));
    lines.extend(sentence::edged(&body, "│ ", style, columns));
    lines.push(Line::default());
    lines
}

fn note(app: &App, note: &Note, columns: usize) -> Vec<Line<'static>> {
    let style = app.theme.note();
    let at = when::moment(note.created_at, app.now, app.zone);
    let room = columns.saturating_sub(4);
    let right = text::cut(
        &format!(" {}{} · {at} ", foreign::line(&note.author.name), sent_to(app, note.merged_from_id)),
        room.saturating_sub(text::width(INTERNAL) + 3),
    );
    let left = text::cut(&format!(" {INTERNAL} "), room);
    let fill = "═".repeat(columns.saturating_sub(text::width(&left) + text::width(&right) + 2));
    let mut lines = vec![Line::styled(format!("╔{left}{fill}{right}╗"), style)];
    let body = sentence::with_files(&note.body, note.files.iter().map(|file| (&file.name, file.size)));
    lines.extend(text::wrap(&foreign::block(&body), room).into_iter().map(|line| {
        Line::from(vec![
            Span::styled("║ ", style),
            Span::styled(text::fit(&line, room), style),
            Span::styled(" ║", style),
        ])
    }));
    lines.push(Line::styled(format!("╚{}╝", "═".repeat(columns.saturating_sub(2))), style));
    lines.push(Line::default());
    lines
}
