//! What is written is kept at the server, too.

use portico_openapi::{
    ApiError, Kind as Reason,
    types::{DraftKind, RequestDraft},
};
use serde_json::json;

use crate::{
    app::{App, Overlay},
    draft::{Kept, Kind, Place, Theirs},
    effect::{Call, Effect},
    fixture::*,
    message::{Answer, Message, Posted, Timer},
    remote::Ticket,
};

const HERE: u128 = 1002;

fn place() -> Place {
    Place { kind: Kind::Reply, subject: id(HERE) }
}

/// What the server keeps of a reply.
fn kept(text: &str, version: i64) -> RequestDraft {
    serde_json::from_value(json!({
        "request": {"id": id(HERE), "number": 1042, "subject": "Hero"}, "kind": "reply", "body": text,
        "version": version, "updated_at": now(),
    }))
    .unwrap()
}

fn list(effects: &[Effect]) -> Ticket {
    calls(effects).into_iter().find(|(_, call)| *call == Call::Drafts).unwrap().0
}

/// The server says what it keeps, as it does when somebody arrives.
fn told(app: &mut App, all: Vec<RequestDraft>) -> Vec<Effect> {
    let asked = app.update(Message::Drafts(Ok(Vec::new())));
    app.update(Message::Answer(list(&asked), Answer::Drafts(Ok(all))))
}

fn sent(effects: &[Effect]) -> Option<(Ticket, String, i64)> {
    calls(effects).into_iter().find_map(|(ticket, call)| match call {
        Call::KeepDraft(_, text, version) => Some((ticket, text, version)),
        _ => None,
    })
}

/// What the server is to throw away.
fn forgotten(effects: &[Effect]) -> Option<(Ticket, i64)> {
    calls(effects).into_iter().find_map(|(ticket, call)| match call {
        Call::ForgetDraft(_, version) => Some((ticket, version)),
        _ => None,
    })
}

fn rested(app: &mut App) -> Vec<Effect> {
    app.update(Message::Timer(Timer::SaveDraft));
    app.update(Message::Timer(Timer::KeepDraft))
}

fn answered(app: &mut App, ticket: Ticket, answer: Kept) -> Vec<Effect> {
    app.update(Message::Answer(ticket, Answer::Kept(place(), Ok(answer))))
}

/// A reply that the server keeps as its version 5.
fn writing(text: &str) -> App {
    let mut app = console(100, 30);
    go(&mut app, "r");
    press(&mut app, text);
    let (ticket, ..) = sent(&rested(&mut app)).unwrap();
    answered(&mut app, ticket, Kept::So(5));
    app
}

#[test]
fn typing_that_rests_is_told_and_typing_that_goes_on_is_waited_for() {
    let mut app = console(100, 30);
    go(&mut app, "r");
    press(&mut app, "Hel");
    app.update(Message::Timer(Timer::SaveDraft));
    press(&mut app, "lo");
    let effects = app.update(Message::Timer(Timer::KeepDraft));
    assert!(matches!(effects[..], [Effect::After(_, Timer::KeepDraft)]), "{effects:?}");
    let (ticket, text, version) = sent(&rested(&mut app)).unwrap();
    assert_eq!((text.as_str(), version), ("Hello", 0));
    let effects = answered(&mut app, ticket, Kept::So(5));
    assert!(matches!(&effects[..], [Effect::SaveDraft(draft)] if draft.version == 5 && !draft.unkept));
    assert!(sent(&rested(&mut app)).is_none(), "it is told once");
    press(&mut app, "!");
    assert_eq!(sent(&rested(&mut app)).unwrap().2, 5);
}

#[test]
fn leaving_tells_at_once_and_what_is_typed_meanwhile_is_told_after() {
    let mut app = console(100, 30);
    go(&mut app, "r");
    press(&mut app, "Hello");
    let (first, ..) = sent(&press(&mut app, "<esc>")).unwrap();
    go(&mut app, "r");
    press(&mut app, " Carla");
    assert!(sent(&press(&mut app, "<esc>")).is_none(), "one after the other");
    let effects = answered(&mut app, first, Kept::So(5));
    let (_, text, version) = sent(&effects).unwrap();
    assert_eq!((text.as_str(), version), ("Hello Carla", 5));
}

#[test]
fn a_draft_is_taken_up_on_another_machine() {
    let mut app = console(100, 30);
    let effects = told(&mut app, vec![kept("Dear Carla", 7)]);
    assert!(matches!(&effects[..], [Effect::SaveDraft(draft)] if draft.title == "#1042 Hero"));
    press(&mut app, "D");
    go(&mut app, "<enter>");
    assert_eq!(app.composer.as_ref().unwrap().text(), "Dear Carla");
    press(&mut app, ", yes");
    assert_eq!(sent(&rested(&mut app)).unwrap().2, 7);
}

#[test]
fn what_goes_on_from_the_other_takes_its_place() {
    let mut app = writing("Dear");
    told(&mut app, vec![kept("Dear Carla, yes", 9)]);
    assert_eq!(app.composer.as_ref().unwrap().text(), "Dear Carla, yes", "untouched here, and newer there");
    press(&mut app, ".");
    let (ticket, ..) = sent(&rested(&mut app)).unwrap();
    let theirs = Theirs { version: 11, text: "Dear Carla, yes".into() };
    let effects = answered(&mut app, ticket, Kept::Diverged(theirs));
    let (_, text, version) = sent(&effects).unwrap();
    assert_eq!((text.as_str(), version), ("Dear Carla, yes.", 11));
}

/// Neither of two texts takes the other's place before the person has seen both.
#[test]
fn two_texts_stay_until_the_person_says_which() {
    let parted = || {
        let mut app = writing("Dear Carla");
        press(&mut app, ", no");
        let (ticket, ..) = sent(&rested(&mut app)).unwrap();
        let theirs = Theirs { version: 9, text: "Dear Carla, yes".into() };
        let effects = answered(&mut app, ticket, Kept::Diverged(theirs));
        assert!(sent(&effects).is_none());
        press(&mut app, "!");
        assert!(sent(&rested(&mut app)).is_none() && sent(&press(&mut app, "<esc>r")).is_none(), "not even later");
        app
    };
    let mut app = parted();
    assert!(drawn(&app).contains("something else"));
    press(&mut app, "<ctrl-l>");
    assert!(matches!(&app.overlay, Some(Overlay::Reading(reading)) if reading.text == "Dear Carla, yes"));
    press(&mut app, "<esc>");
    let (_, text, version) = sent(&press(&mut app, "<ctrl-o>")).unwrap();
    assert_eq!((text.as_str(), version), ("Dear Carla, no!", 9));
    let mut app = parted();
    assert!(sent(&press(&mut app, "<ctrl-r>")).is_none());
    assert_eq!(app.composer.as_ref().unwrap().text(), "Dear Carla, yes");
    assert_eq!(app.draft().unwrap().version, 9);
}

#[test]
fn what_was_sent_elsewhere_is_gone_here_but_for_what_was_written_since() {
    let mut app = writing("Hello");
    press(&mut app, "<esc>");
    let effects = told(&mut app, Vec::new());
    assert!(effects.contains(&Effect::DropDraft(place())));
    assert!(app.drafts.is_empty());
    let mut app = writing("Hello");
    press(&mut app, " again<esc>");
    let effects = told(&mut app, Vec::new());
    assert_eq!(app.unsent(), 1);
    assert!(!effects.contains(&Effect::DropDraft(place())));
}

#[test]
fn what_is_sent_or_thrown_away_is_kept_nowhere() {
    let forgets = |effects: &[Effect]| forgotten(effects).is_some();
    let mut app = writing("Hello");
    let effects = press(&mut app, "<ctrl-s>");
    let (ticket, _) = calls(&effects).pop().unwrap();
    assert!(!forgets(&effects), "it may be refused");
    let posted = Posted::Held(Box::new(held_reply("waiting", "Hello")));
    assert!(forgets(&app.update(Message::Answer(ticket, Answer::Posted(Ok(posted))))));
    assert!(told(&mut app, vec![kept("Hello", 5)]).is_empty(), "the server is about to throw it away");
    assert!(app.drafts.is_empty());
    let mut app = writing("Hello");
    assert!(forgets(&press(&mut app, "<ctrl-g>x")));
    // What was on its way to be kept comes too late.
    let mut app = console(100, 30);
    go(&mut app, "r");
    press(&mut app, "Hello");
    let (late, ..) = sent(&rested(&mut app)).unwrap();
    go(&mut app, "<ctrl-g>x");
    assert_eq!(forgotten(&answered(&mut app, late, Kept::So(8))).unwrap().1, 8);
}

/// A reply that the server keeps as its version 5 and that has been sent; and the attempt to have it forgotten.
fn sent_and_forgotten() -> (App, Ticket) {
    let mut app = writing("Hello");
    let (ticket, _) = calls(&press(&mut app, "<ctrl-s>")).pop().unwrap();
    let posted = Posted::Held(Box::new(held_reply("waiting", "Hello")));
    let effects = app.update(Message::Answer(ticket, Answer::Posted(Ok(posted))));
    let (ticket, version) = forgotten(&effects).unwrap();
    assert_eq!(version, 5, "what was seen, and nothing that was written since");
    (app, ticket)
}

/// On another machine it was gone on with meanwhile.
#[test]
fn what_was_written_elsewhere_since_is_not_thrown_away() {
    let (mut app, ticket) = sent_and_forgotten();
    let diverged = ApiError { kind: Reason::Conflict, code: "draft_diverged".into(), ..ApiError::unreachable("No.") };
    let asked = app.update(Message::Answer(ticket, Answer::Forgot(place(), Err(diverged))));
    let effects = app.update(Message::Answer(list(&asked), Answer::Drafts(Ok(vec![kept("Hello, and no", 9)]))));
    assert!(forgotten(&effects).is_none());
    assert_eq!(app.drafts[&place()].text, "Hello, and no");
}

/// The answer was sent while the server went away, and what it keeps of it is not known.
#[test]
fn what_was_sent_does_not_come_back_beside_what_is_written_then() {
    let (mut app, ticket) = sent_and_forgotten();
    let lost = Err(ApiError::unreachable("Gone."));
    app.update(Message::Answer(ticket, Answer::Forgot(place(), lost)));
    press(&mut app, "r");
    press(&mut app, "More");
    let effects = told(&mut app, vec![kept("Hello", 5)]);
    assert!(!app.parted() && app.composer.as_ref().unwrap().text() == "More");
    // The server has not forgotten it yet: what is written now takes its place.
    let (ticket, ..) = sent(&effects).unwrap();
    let effects = answered(&mut app, ticket, Kept::Diverged(Theirs { version: 5, text: "Hello".into() }));
    let (_, text, version) = sent(&effects).unwrap();
    assert_eq!((text.as_str(), version, app.parted()), ("More", 5, false));
}

/// It was sent without a server and waits; the console was left before the server could be told.
#[test]
fn what_waits_to_be_sent_is_no_draft_as_well() {
    let mut app = console(100, 30);
    app.update(Message::Queue(Ok(vec![queued(1, "Hello Carla")])));
    let effects = told(&mut app, vec![kept("Hello", 5)]);
    assert_eq!(forgotten(&effects).unwrap().1, 5);
    assert!(app.drafts.is_empty() && !effects.iter().any(|effect| matches!(effect, Effect::SaveDraft(_))));
}

#[test]
fn two_texts_are_asked_about_before_one_is_sent_or_thrown_away() {
    let mut app = writing("Dear Carla");
    press(&mut app, ", no");
    told(&mut app, vec![kept("Dear Carla, yes", 9)]);
    let effects = press(&mut app, "<ctrl-s>");
    assert!(!calls(&effects).iter().any(|(_, call)| matches!(call, Call::Post(_))));
    assert!(app.notice.as_ref().unwrap().text.contains("ctrl-o keeps this"));
    app.update(Message::Resize(80, 24));
    let screen = drawn(&app);
    assert!(screen.contains("└ esc leave, keep the draft · ctrl-o keep this · ctrl-r take that"), "{screen}");
    assert!(!screen.contains("send to the client"), "{screen}");
    let effects = press(&mut app, "<ctrl-g>x");
    assert!(forgotten(&effects).is_none());
    app.update(Message::Answer(list(&effects), Answer::Drafts(Ok(vec![kept("Dear Carla, yes", 9)]))));
    assert_eq!(app.drafts[&place()].text, "Dear Carla, yes", "the other is still there");
}

/// What was sent is what stood there, whatever is learned before the server has answered.
#[test]
fn what_is_on_its_way_is_not_changed_by_what_was_written_elsewhere() {
    let mut app = writing("Dear Carla");
    let effects = press(&mut app, "<ctrl-s>");
    let (ticket, _) = calls(&effects).pop().unwrap();
    told(&mut app, vec![kept("Dear Carla, yes", 9)]);
    assert_eq!(app.composer.as_ref().unwrap().text(), "Dear Carla");
    let refused = ApiError { kind: Reason::Server, ..ApiError::unreachable("No.") };
    app.update(Message::Answer(ticket, Answer::Posted(Err(refused))));
    assert_eq!(app.composer.as_ref().unwrap().text(), "Dear Carla, yes", "it goes on from what was not sent");
}

#[test]
fn what_the_server_does_not_keep_is_said_once_until_it_is_another_text() {
    let mut app = console(100, 30);
    go(&mut app, "r");
    press(&mut app, "Hello");
    let (ticket, ..) = sent(&rested(&mut app)).unwrap();
    let long = ApiError { kind: Reason::Invalid(Vec::new()), ..ApiError::unreachable("This is too long.") };
    app.update(Message::Answer(ticket, Answer::Kept(place(), Err(long))));
    assert!(app.notice.as_ref().unwrap().text.contains("This is too long."));
    assert!(sent(&told(&mut app, Vec::new())).is_none() && sent(&press(&mut app, "<esc>")).is_none());
    assert_eq!(app.unsent(), 1);
    go(&mut app, "r");
    press(&mut app, "!");
    assert!(sent(&rested(&mut app)).is_some());
}

#[test]
fn without_a_server_the_file_here_stays_and_is_told_later() {
    let mut app = console(100, 30);
    go(&mut app, "r");
    press(&mut app, "Hello");
    let (ticket, ..) = sent(&rested(&mut app)).unwrap();
    let error = ApiError::unreachable("Gone.");
    app.update(Message::Answer(ticket, Answer::Kept(place(), Err(error))));
    assert_eq!(app.unsent(), 1);
    assert_eq!(sent(&told(&mut app, Vec::new())).unwrap().1, "Hello");
}

#[test]
fn a_read_only_console_keeps_nothing_anywhere() {
    let mut app = writing("Hello");
    app.read_only = true;
    press(&mut app, "!");
    assert!(sent(&rested(&mut app)).is_none());
}

#[test]
fn drafts_of_another_console_are_asked_for_where_they_are_chosen_from() {
    let mut app = console(100, 30);
    let asked = press(&mut app, "D");
    app.update(Message::Answer(list(&asked), Answer::Drafts(Ok(vec![kept("Dear Carla", 3)]))));
    assert!(matches!(app.overlay, Some(Overlay::Picker(..))) && drawn(&app).contains("Dear Carla"), "{}", drawn(&app));
    press(&mut app, "<esc>");
    let asked = press(&mut app, "R");
    let note = RequestDraft { kind: DraftKind::Note, ..kept("Ask Leo", 4) };
    app.update(Message::Answer(list(&asked), Answer::Drafts(Ok(vec![kept("Dear Carla", 3), note]))));
    assert!(app.overlay.is_none() && app.unsent() == 2, "reloading shows nothing by itself");
    let mut app = console(100, 30);
    let asked = press(&mut app, "D");
    let away = ApiError::unreachable("No answer.");
    app.update(Message::Answer(list(&asked), Answer::Drafts(Err(away))));
    assert!(app.overlay.is_none() && app.notice.as_ref().unwrap().text == "There are no drafts.");
}
