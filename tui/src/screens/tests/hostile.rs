//! Text from others that would do something to a terminal.

use portico_openapi::{ApiError, Kind, types::Request};

use super::SCREENS;
use crate::{
    app::App,
    fixture::*,
    foreign,
    message::{Answer, Message, Timer},
    office::Seen,
};

const HOSTILE: &str = "\u{1b}]0;owned\u{7}\u{1b}[2J\u{9b}31m\u{202e}evil\u{2066}\u{200f}\r\n\tend\u{7f}";

/// The same value with hostile text in every string that is not an id, a time or a word of the API.
fn poison(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(map) => {
            for (name, value) in map {
                match name.as_str() {
                    "name" | "subject" | "body" | "title" | "summary" | "category" | "email" | "display" | "reason"
                    | "device" | "address" | "prefix" | "welcome" | "sender_name" => {
                        *value = HOSTILE.into();
                    }
                    "text" | "filter" => *value = HOSTILE.into(),
                    "tags" => *value = serde_json::json!([HOSTILE]),
                    _ => poison(value),
                }
            }
        }
        serde_json::Value::Array(list) => list.iter_mut().for_each(poison),
        _ => {}
    }
}

fn poisoned<T: serde::Serialize + serde::de::DeserializeOwned>(value: &T) -> T {
    let mut value = serde_json::to_value(value).unwrap();
    poison(&mut value);
    serde_json::from_value(value).unwrap()
}

fn hostile(answer: Answer) -> Answer {
    match answer {
        Answer::Arrived(Ok(mut arrival)) => {
            *arrival.me = poisoned(&*arrival.me);
            Answer::Arrived(Ok(arrival))
        }
        Answer::Requests(Ok(mut page)) => {
            page.items = page.items.iter().map(poisoned::<Request>).collect();
            Answer::Requests(Ok(page))
        }
        Answer::Conversation(Ok(mut all)) => {
            all.request = poisoned(&all.request);
            all.messages = all.messages.iter().map(poisoned).collect();
            all.notes = all.notes.iter().map(poisoned).collect();
            Answer::Conversation(Ok(all))
        }
        Answer::Directory(Ok(mut all)) => {
            all.staff = all.staff.iter().map(poisoned).collect();
            all.workspaces = all.workspaces.iter().map(poisoned).collect();
            all.projects = all.projects.iter().map(poisoned).collect();
            Answer::Directory(Ok(all))
        }
        Answer::Project(Ok(mut all)) => {
            all.project = poisoned(&all.project);
            all.milestones = all.milestones.iter().map(poisoned).collect();
            all.tasks = all.tasks.iter().map(poisoned).collect();
            all.comments = all.comments.iter().map(poisoned).collect();
            Answer::Project(Ok(all))
        }
        Answer::Members(Ok(mut all)) => {
            all.members = all.members.iter().map(poisoned).collect();
            all.invitations = all.invitations.iter().map(poisoned).collect();
            Answer::Members(Ok(all))
        }
        Answer::Notifications(Ok(all)) => Answer::Notifications(Ok(all.iter().map(poisoned).collect())),
        Answer::Load(Ok((all, more))) => Answer::Load(Ok((all.iter().map(poisoned).collect(), more))),
        Answer::Changed(mut all) => {
            for (_, result) in &mut all {
                *result = Err(ApiError::unreachable(HOSTILE));
            }
            Answer::Changed(all)
        }
        Answer::Seen(Ok(seen)) => Answer::Seen(Ok(match seen {
            Seen::Team(mut team) => {
                team.staff = team.staff.iter().map(poisoned).collect();
                team.invitations = team.invitations.iter().map(poisoned).collect();
                Seen::Team(team)
            }
            Seen::Settings(settings) => Seen::Settings(poisoned(&settings)),
            Seen::Domains(domains) => Seen::Domains(domains.iter().map(poisoned).collect()),
            Seen::Account(mut account) => {
                account.me = poisoned(&account.me);
                account.sessions = account.sessions.iter().map(poisoned).collect();
                account.tokens = account.tokens.iter().map(poisoned).collect();
                Seen::Account(account)
            }
            seen => seen,
        })),
        Answer::Views(Ok(_)) => Answer::Views(Ok(views().iter().map(poisoned).collect())),
        Answer::Found(Ok(found)) => Answer::Found(Ok(found.iter().map(poisoned).collect())),
        Answer::Canned(Ok(all)) => Answer::Canned(Ok(all.iter().map(poisoned).collect())),
        Answer::Filled(Ok(_)) => Answer::Filled(Ok(HOSTILE.into())),
        Answer::Products(Ok(all)) => Answer::Products(Ok(all.iter().map(poisoned).collect())),
        Answer::Subscriptions(Ok(all)) => Answer::Subscriptions(Ok(all.iter().map(poisoned).collect())),
        Answer::Posted(_) => Answer::Posted(Err(ApiError { kind: Kind::Server, ..ApiError::unreachable(HOSTILE) })),
        answer => answer,
    }
}

#[test]
fn nothing_foreign_reaches_the_terminal_as_it_is() {
    for (width, height) in [(80, 24), (120, 40)] {
        let extra = ["mr", "rHi<ctrl-s>", "t<tab>", "a<enter>", "r<ctrl-s>"];
        for keys in SCREENS.iter().chain(&extra) {
            let (mut app, mut effects) = App::new(start(width, height));
            for keys in ["", keys] {
                effects.extend(press(&mut app, keys));
                let stamp = app.triage.search.stamp;
                effects.extend(app.update(Message::Timer(Timer::Search(stamp))));
                let mut waiting = calls(&effects);
                while let Some((ticket, call)) = waiting.pop() {
                    let effects = app.update(Message::Answer(ticket, hostile(reply(&call))));
                    waiting.extend(calls(&effects));
                }
                effects.clear();
            }
            let screen = drawn(&app);
            let bad: Vec<_> = screen.chars().filter(|c| *c != '\n' && foreign::is_hidden(*c)).collect();
            assert!(bad.is_empty(), "{keys} {bad:?}");
        }
    }
}
