use portico_openapi::types::{Connection, CredentialRequest, CredentialRequestState, Provider, ProviderClient};
use ratatui::text::Line;

use super::{fact, heading, health_style, line, list::kind, wrapped};
use crate::{
    app::App,
    automation::{asked, asked_shape, health, health_shape},
    office::Subject,
    screens::sheet::Entry,
    text, when,
    widgets::sentence,
};

/// A client's account, and who is asked to connect it.
pub fn entries(app: &App, one: &Connection, requests: &[CredentialRequest], columns: usize) -> Vec<Entry> {
    let moment = |at| when::moment(at, app.now, app.zone);
    let mut lines =
        vec![line(&format!("{} It is {}.", health_shape(one), health(one)), health_style(app, one), columns)];
    lines.extend(wrapped(meaning(one), app.theme.text(), columns));
    lines.push(Line::default());
    let never = || "never".to_owned();
    let facts = [
        ("Where", format!("{} · {}", one.provider_client.name, kind(one.kind))),
        ("Account", one.account.clone().unwrap_or_else(|| "—".into())),
        (
            "Connected",
            match (one.connected_at, &one.connected_by) {
                (Some(at), Some(who)) => format!("{} by {who}", moment(at)),
                (Some(at), None) => moment(at),
                (None, _) => never(),
            },
        ),
        ("Used", one.last_used_at.map_or_else(never, moment)),
        ("Looked at", one.last_checked_at.map_or_else(never, moment)),
        ("Ends", one.expires_at.map_or_else(|| "—".into(), moment)),
    ];
    lines.extend(facts.iter().flat_map(|(label, words)| fact(app, label, words, columns)));
    lines.extend(wrapped("What opens it is sealed. Nobody reads it.", app.theme.muted(), columns));
    let mut entries = vec![Entry::about(Subject::Head, lines)];
    let about = |request: &&CredentialRequest| request.items.iter().any(|item| item.connection.id == one.id);
    let mut about = requests.iter().filter(about).peekable();
    if about.peek().is_some() {
        entries.push(heading(app, "Who was asked to connect it", columns));
    }
    entries.extend(about.enumerate().map(|(at, request)| {
        let left =
            format!("{} {} · {}", asked_shape(request.state), text::address(&request.email), asked(request.state));
        let right = moment(request.created_at);
        let line = sentence::ends(&left, app.theme.text(), &right, app.theme.muted(), columns);
        Entry::about(Subject::Part(at), vec![line])
    }));
    entries
}

/// What it means for those who need it.
fn meaning(one: &Connection) -> &'static str {
    use portico_openapi::types::ConnectionHealth::{Expiring, Failing, Healthy, NeedsReauthorization};
    match one.health {
        _ if one.connected_at.is_none() => "Runs that need it wait until its client connects it; a asks somebody.",
        Healthy => "Runs can use it.",
        Expiring => "Runs can use it until it ends. Its client has to connect it anew by then; a asks somebody.",
        NeedsReauthorization => "Runs that need it wait. Only its client can mend it; a asks somebody.",
        Failing => "The provider does not answer as it should. It is looked at again by itself; c looks now.",
    }
}

/// Somebody who is asked for accounts.
pub fn asked_entries(app: &App, request: &CredentialRequest, columns: usize) -> Vec<Entry> {
    let moment = |at| when::moment(at, app.now, app.zone);
    let style = match request.state {
        CredentialRequestState::Open => app.theme.reply(),
        CredentialRequestState::Completed => app.theme.positive(),
        CredentialRequestState::Revoked | CredentialRequestState::Expired => app.theme.muted(),
    };
    let done = request.items.iter().filter(|item| item.provided_at.is_some()).count();
    let stands = format!(
        "{} {} · {done} of {} connected",
        asked_shape(request.state),
        asked(request.state),
        request.items.len()
    );
    let mut lines = vec![line(&stands, style, columns)];
    let facts = [
        ("Whom", text::address(&request.email)),
        ("By", format!("{} · {}", request.author, moment(request.created_at))),
        ("Ends", moment(request.expires_at)),
        ("Says", request.message.clone()),
    ];
    let facts = facts.iter().filter(|(_, words)| !words.is_empty());
    lines.extend(facts.flat_map(|(label, words)| fact(app, label, words, columns)));
    let mut entries = vec![Entry::about(Subject::Head, lines), heading(app, "What they are asked for", columns)];
    entries.extend(request.items.iter().enumerate().map(|(at, item)| {
        let (mark, right) = match item.provided_at {
            Some(provided) => ("✓", format!("connected {}", moment(provided))),
            None => ("○", "not yet".into()),
        };
        let left = format!("{mark} {}", item.connection.name);
        let line = sentence::ends(&left, app.theme.text(), &right, app.theme.muted(), columns);
        Entry::about(Subject::Part(at), vec![line])
    }));
    entries
}

/// A provider that is set up.
pub fn provider_entries(app: &App, one: &ProviderClient, known: Option<&Provider>, columns: usize) -> Vec<Entry> {
    let settings = &one.settings;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let scopes = settings.scopes.as_ref().or(known.map(|known| &known.scopes));
    let hosts = settings.hosts.as_ref().filter(|hosts| !hosts.is_empty()).or(known.map(|known| &known.hosts));
    let facts = [
        ("Provider", known.map_or_else(|| one.provider.clone(), |known| known.name.clone())),
        ("Kind", kind(one.kind).to_owned()),
        ("Client id", text(&one.oauth_client)),
        ("Secret", if one.has_secret { "sealed; nobody reads it".into() } else { "none".into() }),
        ("Scopes", scopes.map(|all| all.join(" ")).unwrap_or_default()),
        ("Sent to", hosts.map(|all| all.join(", ")).unwrap_or_default()),
        ("Consent at", text(&settings.authorize_url)),
        ("Tokens at", text(&settings.token_url)),
        ("Tried at", text(&settings.ping_url)),
        ("Header", text(&settings.header)),
    ];
    let facts = facts.iter().filter(|(_, words)| !words.is_empty());
    let lines = facts.flat_map(|(label, words)| fact(app, label, words, columns)).collect();
    let mut entries = vec![Entry::about(Subject::Head, lines)];
    if !one.callback_urls.is_empty() {
        entries.push(heading(app, "What the provider has to allow as places to come back to", columns));
        entries.extend(one.callback_urls.iter().enumerate().map(|(at, url)| {
            let mut lines = wrapped(url, app.theme.text(), columns);
            lines.truncate(4);
            Entry::about(Subject::Part(at), lines)
        }));
    }
    entries
}
