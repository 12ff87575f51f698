use portico_openapi::types::{ApiToken, MailChoice, Session};
use ratatui::text::Line;

use super::known;
use crate::{
    app::App,
    office::{Subject, account::Account},
    screens::sheet::Entry,
    text, when,
    widgets::sentence,
};

/// One's own account: who one is, what one signs in with, where one is signed in.
pub fn entries(app: &App, columns: usize) -> Vec<Entry> {
    let account = match known(app, &app.office.account, columns) {
        Ok(account) => account,
        Err(why) => return why,
    };
    let row = |subject, label: &str, value: &str| {
        let line = sentence::ends(label, app.theme.strong(), value, app.theme.text(), columns);
        Entry::about(subject, vec![line])
    };
    let heading = |words: &str| Entry::text(vec![Line::default(), Line::styled(words.to_owned(), app.theme.muted())]);
    let me = &account.me;
    let zone = me.time_zone.as_ref().unwrap_or(&me.agency.time_zone);
    let factor = if me.second_factor { "on" } else { "off" };
    let mut all = vec![
        row(Subject::Profile, &me.staff.name, &format!("{} · {zone}", text::address(&me.staff.email))),
        row(Subject::Password, "Password", "change it"),
        row(Subject::Factor, "Second factor", factor),
    ];
    if me.second_factor {
        all.push(row(Subject::Codes, "Recovery codes", "new ones"));
    }
    all.push(row(Subject::Preferences, "By mail", &mails(account)));
    // What is few stands before what can be many.
    all.push(heading(if account.tokens.is_empty() { "No API tokens" } else { "API tokens" }));
    all.extend(account.tokens.iter().map(|token| self::token(app, token, columns)));
    all.push(heading("Signed in"));
    let (here, elsewhere): (Vec<_>, Vec<_>) = account.sessions.iter().partition(|session| session.current);
    all.extend(here.into_iter().chain(elsewhere).map(|session| signed_in(app, session, columns)));
    all
}

fn mails(account: &Account) -> String {
    let choices = &account.preferences.choices;
    let wanted = choices.iter().filter(|choice| choice.mail != MailChoice::Off).count();
    format!("{wanted} of {} kinds · daily mail at {}:00", choices.len(), account.preferences.digest_hour)
}

fn signed_in(app: &App, session: &Session, columns: usize) -> Entry {
    let here = if session.current { "● here · " } else { "" };
    let right = format!("{} · {}", session.address, when::moment(session.last_used_at, app.now, app.zone));
    let left = format!("{here}{}", session.device);
    let line = sentence::ends(&left, app.theme.text(), &right, app.theme.muted(), columns);
    Entry::about(Subject::Session(session.id), vec![line])
}

fn token(app: &App, token: &ApiToken, columns: usize) -> Entry {
    let used = match token.last_used_at {
        Some(at) => format!("used {}", when::moment(at, app.now, app.zone)),
        None => "never used".into(),
    };
    let left = format!("{} · {}", token.name, token.scopes.join(" "));
    let until = when::moment(token.expires_at, app.now, app.zone);
    let line = sentence::ends(&left, app.theme.text(), &format!("until {until}"), app.theme.muted(), columns);
    let below = Line::styled(format!("  {}… · {used}", crate::foreign::line(&token.prefix)), app.theme.muted());
    Entry::about(Subject::Token(token.id), vec![line, below])
}
