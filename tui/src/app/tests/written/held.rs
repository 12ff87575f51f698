use chrono::TimeDelta;
use portico_openapi::{ApiError, Kind as Reason, StaffEvent, StaffEventKind, types::HeldState};

use crate::{
    app::App,
    draft::{Kind, Place},
    effect::{Call, Effect},
    fixture::*,
    message::{Answer, Live, Message, Timer},
};

/// A console that has just sent a reply, which waits ten seconds.
fn waiting() -> App {
    let mut app = console(120, 40);
    go(&mut app, "<enter>rDear Carla<ctrl-s>");
    app
}

fn asks(effects: &[Effect], is_it: impl Fn(&Call) -> bool) -> bool {
    calls(effects).iter().any(|(_, call)| is_it(call))
}

fn failure(kind: Reason, code: &str) -> ApiError {
    ApiError { kind, code: code.into(), message: "No.".into(), request_id: Some("req-9".into()) }
}

#[test]
fn what_is_sent_counts_down() {
    let mut app = waiting();
    assert!(app.composer.is_none() && app.drafts.is_empty());
    let screen = drawn(&app);
    assert!(screen.contains("⏲ reply sends in 10s · u undo"), "{screen}");
    app.now = now() + TimeDelta::milliseconds(2500);
    let effects = app.update(Message::Timer(Timer::Second));
    assert!(drawn(&app).contains("reply sends in 8s"));
    assert!(matches!(effects[..], [Effect::After(_, Timer::Second)]), "it goes on counting");
}

#[test]
fn the_wait_is_measured_by_the_servers_clock_and_counted_by_this_one() {
    let mut app = console(120, 40);
    app.now = now() + TimeDelta::hours(3);
    go(&mut app, "<enter>rDear Carla<ctrl-s>");
    assert!(drawn(&app).contains("reply sends in 10s"));
}

#[test]
fn u_takes_it_back_and_the_text_is_there_again() {
    let mut app = waiting();
    let effects = press(&mut app, "u");
    assert!(asks(&effects, |call| matches!(call, Call::Recall(held) if *held == id(HELD))));
    assert!(press(&mut app, "u").iter().all(|effect| !matches!(effect, Effect::Call(..))), "not twice");
    serve(&mut app, &effects);
    assert!(app.waiting.is_empty());
    assert_eq!(app.composer.as_ref().unwrap().text(), "Dear Carla");
    assert_eq!(app.drafts.len(), 1, "and on disk as a draft");
    assert!(drawn(&app).contains("Nobody has seen it"));
}

#[test]
fn what_was_begun_since_stays_below_what_is_taken_back() {
    let mut app = waiting();
    go(&mut app, "rAnd one more<esc>u");
    assert_eq!(app.composer.as_ref().unwrap().text(), "Dear Carla\n\nAnd one more");
}

#[test]
fn a_note_is_never_held() {
    let mut app = console(120, 40);
    go(&mut app, "<enter>nAsk Adam<ctrl-n>");
    assert!(app.waiting.is_empty() && drawn(&app).contains("The note is saved"));
}

#[test]
fn too_late_is_told_plainly() {
    let mut app = waiting();
    let effects = press(&mut app, "u");
    let (ticket, _) = calls(&effects)[0];
    let refused = failure(Reason::Conflict, "already_sent");
    let effects = app.update(Message::Answer(ticket, Answer::Recalled(Err(refused))));
    assert!(app.notice.as_ref().unwrap().text.contains("Too late: the reply was sent"));
    assert!(asks(&effects, |call| *call == Call::Held) && app.waiting.is_empty());
}

#[test]
fn a_vanished_server_leaves_it_to_be_taken_back_again() {
    let mut app = waiting();
    let (ticket, _) = calls(&press(&mut app, "u"))[0];
    let lost = failure(Reason::Unreachable, "");
    app.update(Message::Answer(ticket, Answer::Recalled(Err(lost))));
    assert!(app.notice.as_ref().unwrap().text.contains("not taken back"));
    assert!(asks(&press(&mut app, "u"), |call| matches!(call, Call::Recall(_))));
}

/// What the server says of the reply after an event.
fn told(app: &mut App, state: &str, problem: Option<&str>) -> Vec<Effect> {
    let event = StaffEvent {
        id: id(5),
        kind: StaffEventKind::HeldChanged,
        workspace_id: None,
        request_id: None,
        project_id: None,
        approval_id: None,
        actor_id: Some(id(MIA)),
    };
    let effects = app.update(Message::Live(Live::Event(event)));
    let (ticket, call) = calls(&effects).remove(0);
    assert_eq!(call, Call::Held);
    let mut held = held_reply(state, "Dear Carla");
    held.problem = problem.map(str::to_owned);
    app.update(Message::Answer(ticket, Answer::Held(Ok(vec![held]))))
}

#[test]
fn when_it_has_gone_it_is_said_and_seen() {
    let mut app = waiting();
    let effects = told(&mut app, "done", None);
    assert!(app.waiting.is_empty() && app.notice.as_ref().unwrap().text == "The reply is sent.");
    assert!(asks(&effects, |call| matches!(call, Call::Conversation(_))));
}

#[test]
fn what_could_not_be_sent_is_a_draft_again() {
    let mut app = waiting();
    let effects = told(&mut app, "failed", Some("what this is about is no longer there"));
    let said = app.notice.clone().unwrap().text;
    assert!(said.contains("not sent: what this is about is no longer there") && said.contains('D'), "{said}");
    let place = Place { kind: Kind::Reply, subject: id(1002) };
    assert_eq!(app.drafts[&place].text, "Dear Carla");
    assert!(asks(&effects, |call| matches!(call, Call::Recall(_))), "it is put away at the server");
    told(&mut app, "failed", None);
    assert_eq!(app.drafts[&place].text, "Dear Carla", "it is told once");
}

#[test]
fn a_console_that_comes_back_finds_what_waits() {
    let mut app = console(120, 40);
    told(&mut app, "waiting", None);
    assert_eq!(app.waiting[0].held.state, HeldState::Waiting);
    go(&mut app, "u");
    assert_eq!(app.composer.as_ref().unwrap().text(), "Dear Carla");
}

#[test]
fn without_news_it_is_asked_after() {
    let mut app = waiting();
    app.now = now() + TimeDelta::seconds(12);
    let effects = app.update(Message::Timer(Timer::Second));
    assert!(asks(&effects, |call| *call == Call::Held));
}

#[test]
fn an_agency_that_holds_nothing_sends_at_once() {
    let mut app = console(120, 40);
    go(&mut app, "<enter>rDear Carla");
    let effects = press(&mut app, "<ctrl-s>");
    let (ticket, _) = calls(&effects)[0];
    let done = crate::message::Posted::Held(Box::new(held_reply("done", "Dear Carla")));
    app.update(Message::Answer(ticket, Answer::Posted(Ok(done))));
    assert!(app.waiting.is_empty() && app.notice.as_ref().unwrap().text == "The reply is sent.");
}
