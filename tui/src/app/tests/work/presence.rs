//! Who else is there, and two who answer at once.

use chrono::TimeDelta;
use portico_openapi::{
    ApiError, Kind as Reason, StaffEvent, StaffEventKind,
    types::{PresentColleague, RequestDoing},
};
use serde_json::json;

use crate::{
    app::App,
    draft::Draft,
    effect::{Call, Effect},
    fixture::*,
    message::{Answer, Live, Message, Timer},
    remote::Ticket,
};

fn colleague(name: &str, doing: &str) -> PresentColleague {
    serde_json::from_value(json!({"person": {"id": id(ADAM), "name": name}, "doing": doing, "seconds_left": 30}))
        .unwrap()
}

fn attended(effects: &[Effect]) -> Option<(Ticket, RequestDoing)> {
    calls(effects).into_iter().find_map(|(ticket, call)| match call {
        Call::Attend(_, doing) => Some((ticket, doing)),
        _ => None,
    })
}

/// Presses keys, answers what they ask, and gives all that came of it.
fn all(app: &mut App, keys: &str) -> Vec<Effect> {
    let mut seen = press(app, keys);
    let mut open = calls(&seen);
    while let Some((ticket, call)) = open.pop() {
        let effects = app.update(Message::Answer(ticket, reply(&call)));
        open.extend(calls(&effects));
        seen.extend(effects);
    }
    seen
}

fn came(request: u128) -> Message {
    Message::Live(Live::Event(StaffEvent {
        id: id(900),
        kind: StaffEventKind::PresenceChanged,
        workspace_id: None,
        request_id: Some(id(request)),
        project_id: None,
        approval_id: None,
        actor_id: Some(id(ADAM)),
    }))
}

fn posted(effects: &[Effect]) -> Option<(Ticket, Draft)> {
    calls(effects).into_iter().find_map(|(ticket, call)| match call {
        Call::Post(draft) => Some((ticket, *draft)),
        _ => None,
    })
}

#[test]
fn colleagues_are_told_who_reads_and_who_answers() {
    let mut app = console(100, 30);
    let effects = all(&mut app, "<enter>");
    assert_eq!(attended(&effects).unwrap().1, RequestDoing::Reading);
    assert!(effects.iter().any(|effect| matches!(effect, Effect::After(_, Timer::Attend))));
    let effects = app.update(Message::Timer(Timer::Attend));
    assert_eq!(attended(&effects).unwrap().1, RequestDoing::Reading, "and told again");
    assert_eq!(attended(&all(&mut app, "r")).unwrap().1, RequestDoing::Answering);
    press(&mut app, "<esc><esc>");
    let effects = app.update(Message::Timer(Timer::Attend));
    assert!(calls(&effects).iter().any(|(_, call)| matches!(call, Call::Depart(_))));
    assert!(app.update(Message::Timer(Timer::Attend)).is_empty(), "nobody is told of what is over");
}

#[test]
fn a_note_is_no_answer_and_a_read_only_console_is_not_there() {
    let mut app = console(100, 30);
    all(&mut app, "<enter>");
    assert!(attended(&all(&mut app, "nAsk")).is_none(), "it is still read");
    let mut app = console(100, 30);
    app.read_only = true;
    assert!(attended(&all(&mut app, "<enter>")).is_none());
}

#[test]
fn who_else_is_there_stands_over_the_thread_for_as_long_as_it_counts() {
    let mut app = console(120, 40);
    go(&mut app, "<enter>");
    assert!(app.update(came(1004)).is_empty(), "another request");
    let effects = app.update(came(1002));
    let (ticket, call) = calls(&effects).pop().unwrap();
    assert_eq!(call, Call::Present(id(1002)));
    let there = vec![colleague("Ol\u{1b}[2Jga", "answering"), colleague("Adam Reyes", "reading")];
    app.update(Message::Answer(ticket, Answer::Present(Ok(there))));
    let screen = drawn(&app);
    assert!(screen.contains("is answering · Adam Reyes is reading") && !screen.contains('\u{1b}'), "{screen}");
    app.now += TimeDelta::seconds(31);
    assert!(!drawn(&app).contains("is answering"));
}

/// An answer that somebody came before is sent by another key, after what came is in sight.
#[test]
fn an_answer_that_somebody_came_before_is_asked_about_once() {
    let mut app = console(100, 30);
    go(&mut app, "<enter>rOn Friday");
    let (ticket, first) = posted(&press(&mut app, "<ctrl-s>")).unwrap();
    assert_eq!(first.seen, conversation().messages.iter().map(|message| message.id).max());
    let error = ApiError {
        kind: Reason::Conflict,
        code: "answered_meanwhile".into(),
        message: "Adam Reyes wrote meanwhile: “On Monday”".into(),
        request_id: None,
    };
    let effects = app.update(Message::Answer(ticket, Answer::Posted(Err(error))));
    assert!(calls(&effects).iter().any(|(_, call)| matches!(call, Call::Conversation(_))));
    assert!(app.notice.as_ref().unwrap().text.contains("On Monday") && drawn(&app).contains("ctrl-y"));
    let last = drawn(&app).lines().last().unwrap_or_default().to_owned();
    assert!(last.contains("ctrl-y sends it all the same"), "the key comes before what may be cut: {last}");
    assert!(posted(&press(&mut app, "<ctrl-s>")).is_none(), "not by the same key");
    let (_, second) = posted(&press(&mut app, "<ctrl-y>")).unwrap();
    assert_eq!((second.seen, second.text.as_str()), (None, "On Friday"));
    assert_ne!(second.key, first.key, "what was refused is remembered under its key");
}

#[test]
fn who_comes_back_has_seen_what_was_said() {
    let mut app = console(100, 30);
    go(&mut app, "<enter>rOn Friday");
    let (ticket, _) = posted(&press(&mut app, "<ctrl-s>")).unwrap();
    let error = ApiError {
        kind: Reason::Conflict,
        code: "answered_meanwhile".into(),
        message: "Adam Reyes wrote meanwhile: “On Monday”".into(),
        request_id: None,
    };
    let effects = app.update(Message::Answer(ticket, Answer::Posted(Err(error))));
    serve(&mut app, &effects);
    go(&mut app, "<esc>r");
    assert!(posted(&press(&mut app, "<ctrl-s>")).is_some());
}
