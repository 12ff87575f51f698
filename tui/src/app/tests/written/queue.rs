//! What is sent while the server is away.

use portico_openapi::{
    ApiError, Kind as Reason,
    types::{HeldState, RequestStatus},
};
use uuid::Uuid;

use crate::{
    app::{App, Start},
    draft::{Draft, Kind, Place},
    effect::{Call, Effect},
    fixture::*,
    message::{Answer, Conversation, Live, Message, Posted, Timer},
    queue::{Queued, State},
    remote::Ticket,
};

pub(super) const TO_CARLA: Place = Place { kind: Kind::Reply, subject: Uuid::from_u128(1002) };

/// A console with an open request, whose server went away.
pub(super) fn offline() -> App {
    let mut app = console(120, 40);
    go(&mut app, "<enter>");
    app.update(Message::Live(Live::Lost { seconds: 30, attempts: 1 }));
    app
}

/// Puts on disk what is to wait and what is about to go, as the runtime does.
pub(super) fn stored(app: &mut App, effects: &[Effect]) -> Vec<Effect> {
    let mut all = Vec::new();
    for effect in effects {
        match effect {
            Effect::Enqueue(queued) => all.extend(app.update(Message::Enqueued(queued.clone(), Ok(())))),
            Effect::Claim(ticket, queued) => {
                all.extend(app.update(Message::Claimed(*ticket, Ok(Some(queued.clone())))));
            }
            _ => {}
        }
    }
    all
}

pub(super) fn looks(effects: &[Effect]) -> Option<Ticket> {
    let is_look = |call: &Call| *call == Call::Thread(id(1002));
    calls(effects).into_iter().find(|(_, call)| is_look(call)).map(|(ticket, _)| ticket)
}

pub(super) fn posts(effects: &[Effect]) -> Option<(Ticket, Draft)> {
    calls(effects).into_iter().find_map(|(ticket, call)| match call {
        Call::Post(draft) => Some((ticket, *draft)),
        _ => None,
    })
}

pub(super) fn found(app: &mut App, ticket: Ticket, thread: Conversation) -> Vec<Effect> {
    let mut effects = app.update(Message::Answer(ticket, Answer::Thread(Ok(Box::new(thread)))));
    let more = stored(app, &effects);
    effects.extend(more);
    effects
}

pub(super) fn taken(app: &mut App, ticket: Ticket, text: &str) -> Vec<Effect> {
    let held = Posted::Held(Box::new(held_reply("waiting", text)));
    app.update(Message::Answer(ticket, Answer::Posted(Ok(held))))
}

pub(super) fn failure(kind: Reason) -> ApiError {
    ApiError { kind, code: String::new(), message: "No.".into(), request_id: Some("req-9".into()) }
}

/// A console that finds on disk what waits, and what it asks first.
pub(super) fn coming_back(queue: Vec<Queued>) -> (App, Ticket) {
    let mut app = console(120, 40);
    let effects = app.update(Message::Queue(Ok(queue)));
    let ticket = looks(&effects).unwrap();
    (app, ticket)
}

/// A console with a reply that a colleague was faster than.
pub(super) fn overtaken() -> App {
    let (mut app, ticket) = coming_back(vec![queued(1, "Dear Carla,\nwe look into it.")]);
    assert!(posts(&found(&mut app, ticket, answered_meanwhile())).is_none(), "it is not sent");
    app
}

#[test]
fn a_reply_without_a_server_waits_and_is_seen_to() {
    let mut app = offline();
    let effects = press(&mut app, "rDear Carla<ctrl-s>");
    assert!(posts(&effects).is_none() && looks(&effects).is_none(), "nothing is sent");
    assert!(app.queue.is_empty() && app.draft().is_some(), "it is a draft until it is on disk");
    assert!(!press(&mut app, "x<ctrl-s>").iter().any(|effect| matches!(effect, Effect::Enqueue(_))), "once");
    let effects = stored(&mut app, &effects);
    assert!(effects.contains(&Effect::DropDraft(TO_CARLA)));
    assert!(app.composer.is_none() && app.drafts.is_empty());
    let screen = drawn(&app);
    assert!(screen.contains("1 queued · ○ reconnecting"), "{screen}");
    assert!(screen.contains("┆ Dear Carla") && screen.contains("waits for the server"), "{screen}");
    assert!(screen.contains("H shows it"), "{screen}");
    go(&mut app, "<esc>H");
    assert!(drawn(&app).contains("reply · waits for the server · #1042"), "{}", drawn(&app));
}

#[test]
fn what_cannot_be_put_on_disk_stays_a_draft() {
    let mut app = offline();
    let effects = press(&mut app, "rDear Carla<ctrl-s>");
    let Some(Effect::Enqueue(queued)) = effects.into_iter().find(|effect| matches!(effect, Effect::Enqueue(_))) else {
        panic!("it is not kept")
    };
    app.update(Message::Enqueued(queued, Err("disk full".into())));
    assert!(app.queue.is_empty() && app.notice.as_ref().unwrap().text.contains("disk full"));
    press(&mut app, "!");
    assert_eq!(app.draft().unwrap().text, "Dear Carla!", "and can be written on");
}

#[test]
fn a_reply_whose_answer_was_lost_waits_under_its_key() {
    let mut app = console(120, 40);
    go(&mut app, "<enter>");
    let (ticket, draft) = posts(&press(&mut app, "rDear Carla<ctrl-s>")).unwrap();
    let lost = Answer::Posted(Err(failure(Reason::Unreachable)));
    let effects = app.update(Message::Answer(ticket, lost));
    let effects = stored(&mut app, &effects);
    assert!(app.queue[0].tried && app.queue[0].draft.key == draft.key);
    let ticket = looks(&effects).unwrap();
    let (_, again) = posts(&found(&mut app, ticket, conversation())).unwrap();
    assert_eq!((again.key, again.text.as_str()), (draft.key, "Dear Carla"));
}

#[test]
fn what_had_arrived_is_not_sent_again() {
    let mut thread = answered_meanwhile();
    thread.messages[2].author.id = id(MIA);
    thread.messages[2].body = "Dear Carla".into();
    let (mut app, ticket) = coming_back(vec![Queued { tried: true, ..queued(1, "Dear Carla") }]);
    let effects = found(&mut app, ticket, thread.clone());
    assert!(posts(&effects).is_none() && effects.contains(&Effect::DropQueued(queued(1, "").id)));
    assert!(app.queue.is_empty());
    // What was never tried and is there has been written elsewhere, and would be there twice.
    let (mut app, ticket) = coming_back(vec![queued(1, "Dear Carla")]);
    found(&mut app, ticket, thread);
    assert!(matches!(app.queue[0].state, State::Overtaken(_)));
}

#[test]
fn two_replies_survive_a_crash_and_go_in_their_order() {
    let mut app = offline();
    for keys in ["rFirst<ctrl-s>", "rSecond<ctrl-s>"] {
        let effects = press(&mut app, keys);
        stored(&mut app, &effects);
    }
    let written = serde_json::to_vec(&app.queue).unwrap();
    let mut kept: Vec<Queued> = serde_json::from_slice(&written).unwrap();
    let keys: Vec<Uuid> = kept.iter().map(|queued| queued.draft.key).collect();
    kept.reverse();
    let (mut app, ticket) = coming_back(kept);
    assert!(drawn(&app).contains("2 queued"));
    let effects = found(&mut app, ticket, conversation());
    let (ticket, first) = posts(&effects).unwrap();
    assert_eq!((first.text.as_str(), first.key), ("First", keys[0]));
    assert!(matches!(&effects[0], Effect::Claim(_, queued) if queued.tried), "that it may be there is on disk first");
    let effects = taken(&mut app, ticket, "First");
    assert!(effects.iter().any(|effect| matches!(effect, Effect::DropQueued(_))));
    assert_eq!(app.waiting[0].held.state, HeldState::Waiting, "and can be taken back as any other");
    let mut thread = answered_meanwhile();
    thread.messages[2].author.id = id(MIA);
    thread.messages[2].body = "First".into();
    let (ticket, second) = posts(&found(&mut app, looks(&effects).unwrap(), thread)).unwrap();
    assert_eq!((second.text.as_str(), second.key), ("Second", keys[1]), "one’s own does not stop it");
    taken(&mut app, ticket, "Second");
    assert!(app.queue.is_empty() && !drawn(&app).contains("queued"));
}

#[test]
fn a_note_stays_a_note() {
    let mut app = offline();
    let effects = press(&mut app, "nAsk Adam<ctrl-n>");
    stored(&mut app, &effects);
    let screen = drawn(&app);
    assert!(screen.contains("┆ Ask Adam") && !screen.contains("Your reply"), "{screen}");
    let (mut app, ticket) = coming_back(app.queue.clone().into_iter().map(rested).collect());
    let (ticket, draft) = posts(&found(&mut app, ticket, conversation())).unwrap();
    assert_eq!((draft.place.kind, draft.text.as_str()), (Kind::Note, "Ask Adam"));
    app.update(Message::Answer(ticket, Answer::Posted(Ok(Posted::So))));
    assert!(app.queue.is_empty() && app.waiting.is_empty());
    assert!(app.notice.as_ref().unwrap().text.contains("only staff see it"));
}

#[test]
fn a_note_that_had_arrived_is_not_sent_again() {
    let note = |text: &str| {
        let mut note = Queued { tried: true, ..queued(1, text) };
        note.draft.place.kind = Kind::Note;
        note
    };
    let mut thread = conversation();
    thread.notes[0].created_at = now();
    let (mut app, ticket) = coming_back(vec![note(&thread.notes[0].body)]);
    assert!(posts(&found(&mut app, ticket, thread.clone())).is_none() && app.queue.is_empty());
    // The same words of long ago are another note.
    thread.notes[0].created_at = now() - chrono::TimeDelta::hours(1);
    let (mut app, ticket) = coming_back(vec![note(&thread.notes[0].body)]);
    assert!(posts(&found(&mut app, ticket, thread)).is_some());
}

fn rested(mut queued: Queued) -> Queued {
    queued.rest();
    queued
}

#[test]
fn a_comment_on_a_project_stays_a_draft() {
    let mut app = console(120, 40);
    go(&mut app, "6<enter>cLovely");
    app.update(Message::Live(Live::Lost { seconds: 30, attempts: 1 }));
    assert!(posts(&press(&mut app, "<ctrl-s>")).is_some());
}

#[test]
fn what_a_colleague_was_faster_than_is_shown_beside_it() {
    let mut app = overtaken();
    assert!(app.notice.as_ref().unwrap().failed);
    let screen = drawn(&app);
    assert!(screen.contains(" 1 not sent · ") && !screen.contains("1 queued"), "{screen}");
    assert!(screen.contains("The reply to #1042 is not sent; H shows it."), "{screen}");
    go(&mut app, "H<enter>");
    let screen = drawn(&app);
    for words in [
        "Adam Reyes answered meanwhile",
        "- Adam Reyes · staff",
        "│ Much better on my phone.",
        "- it is lighter by now.",
        "+ we look into it.",
        "  Dear Carla,",
        "ctrl-s send to the client all the same",
    ] {
        assert!(screen.contains(words), "{words}\n{screen}");
    }
}

#[test]
fn it_is_sent_all_the_same_by_the_key_of_a_reply() {
    let mut app = overtaken();
    let key = app.queue[0].draft.key;
    go(&mut app, "H<enter>");
    assert!(posts(&press(&mut app, "<ctrl-n>")).is_none(), "the key of a note sends no reply");
    let ticket = looks(&press(&mut app, "<ctrl-s>")).unwrap();
    let (ticket, draft) = posts(&found(&mut app, ticket, answered_meanwhile())).unwrap();
    assert_eq!((draft.key, draft.seen), (key, Some(id(55))), "the server is told that all of it was seen");
    // The server goes away again: what was decided is not asked once more.
    let effects = app.update(Message::Answer(ticket, Answer::Posted(Err(failure(Reason::Unreachable)))));
    assert_eq!(effects.len(), 1, "it is tried again: {effects:?}");
    let effects = app.update(Message::Timer(Timer::Queue));
    let ticket = looks(&effects).unwrap();
    assert!(posts(&found(&mut app, ticket, answered_meanwhile())).is_some());
}

#[test]
fn it_is_a_draft_again_before_what_was_written_since() {
    let mut app = overtaken();
    let key = app.queue[0].draft.key;
    go(&mut app, "<enter>rAnd more<esc>");
    let effects = press(&mut app, "H<enter>e");
    assert!(app.queue.is_empty());
    let saved = effects.iter().position(|effect| matches!(effect, Effect::SaveDraft(draft) if draft.key == key));
    let dropped = effects.iter().position(|effect| matches!(effect, Effect::DropQueued(_)));
    assert!(saved.unwrap() < dropped.unwrap(), "it is never nowhere");
    assert_eq!(app.composer.as_ref().unwrap().text(), "Dear Carla,\nwe look into it.\n\nAnd more");
}

#[test]
fn throwing_it_away_is_asked_first() {
    let mut app = overtaken();
    go(&mut app, "H<enter><ctrl-g><esc>");
    assert_eq!(app.queue.len(), 1);
    let effects = press(&mut app, "H<enter><ctrl-g>x");
    assert!(app.queue.is_empty() && effects.contains(&Effect::DropQueued(queued(1, "").id)));
}

#[test]
fn what_was_closed_or_merged_meanwhile_is_not_sent() {
    let mut closed = conversation();
    closed.request.status = RequestStatus::Closed;
    let mut merged = conversation();
    merged.request.merged_into = part().merged_into;
    for (thread, words) in [(closed, "The request was closed."), (merged, "The request is part of #1042")] {
        let (mut app, ticket) = coming_back(vec![queued(1, "Dear Carla")]);
        assert!(posts(&found(&mut app, ticket, thread.clone())).is_none());
        go(&mut app, "H<enter>");
        assert!(drawn(&app).contains(words), "{}", drawn(&app));
        let (mut app, ticket) = coming_back(vec![Queued { was_shut: true, ..queued(1, "Dear Carla") }]);
        assert!(posts(&found(&mut app, ticket, thread)).is_some(), "that was known when it was written");
    }
}

#[test]
fn what_only_the_client_wrote_stops_nothing() {
    let mut thread = answered_meanwhile();
    thread.messages.remove(2);
    let (mut app, ticket) = coming_back(vec![queued(1, "Dear Carla")]);
    assert!(posts(&found(&mut app, ticket, thread)).is_some());
}

#[test]
fn what_was_never_read_counts_as_written_meanwhile() {
    let (mut app, ticket) = coming_back(vec![Queued { seen: None, ..queued(1, "Dear Carla") }]);
    assert!(posts(&found(&mut app, ticket, conversation())).is_none());
}

#[test]
fn a_refusal_is_shown_and_takes_a_new_key() {
    let (mut app, ticket) = coming_back(vec![queued(1, "Dear Carla"), queued(2, "And more")]);
    let (ticket, draft) = posts(&found(&mut app, ticket, conversation())).unwrap();
    let effects = app.update(Message::Answer(ticket, Answer::Posted(Err(failure(Reason::Forbidden)))));
    let others = looks(&effects).unwrap();
    go(&mut app, "H<enter>");
    assert!(drawn(&app).contains("It is not sent: No. [req-9]"), "{}", drawn(&app));
    assert!(looks(&press(&mut app, "<ctrl-s>")).is_none(), "one at a time");
    let (ticket, _) = posts(&found(&mut app, others, conversation())).unwrap();
    let effects = taken(&mut app, ticket, "And more");
    let (_, again) = posts(&found(&mut app, looks(&effects).unwrap(), conversation())).unwrap();
    assert_eq!(again.text, "Dear Carla");
    assert_ne!(again.key, draft.key);
}

#[test]
fn a_server_that_is_still_away_is_asked_again_and_when_it_is_back() {
    let (mut app, ticket) = coming_back(vec![queued(1, "Dear Carla")]);
    let lost = || Answer::Thread(Err(failure(Reason::Unreachable)));
    let effects = app.update(Message::Answer(ticket, lost()));
    assert!(matches!(effects[..], [Effect::After(_, Timer::Queue)]));
    let ticket = looks(&app.update(Message::Timer(Timer::Queue))).unwrap();
    app.update(Message::Answer(ticket, lost()));
    app.update(Message::Live(Live::Lost { seconds: 2, attempts: 1 }));
    let effects = app.update(Message::Live(Live::Connected));
    assert!(looks(&effects).is_some());
    assert!(app.update(Message::Live(Live::Connected)).is_empty(), "one at a time");
}

#[test]
fn an_ended_sign_in_keeps_it() {
    let (mut app, ticket) = coming_back(vec![queued(1, "Dear Carla")]);
    app.update(Message::Answer(ticket, Answer::Thread(Err(failure(Reason::Unauthorized)))));
    go(&mut app, "pw<enter>");
    assert_eq!(app.queue.len(), 1);
    assert!(looks(&app.update(Message::Live(Live::Connected))).is_some());
}

#[test]
fn a_read_only_console_sends_nothing() {
    let (mut app, effects) = App::new(Start { read_only: true, ..start(120, 40) });
    serve(&mut app, &effects);
    assert!(calls(&app.update(Message::Queue(Ok(vec![queued(1, "Dear Carla")])))).is_empty());
    go(&mut app, "H<enter>e");
    assert_eq!(app.queue.len(), 1);
}

#[test]
fn what_was_on_its_way_from_a_draft_or_to_one_is_there_once() {
    let twin = |text: &str| Draft { text: text.into(), version: 5, ..queued(1, "").draft };
    let mut app = console(120, 40);
    app.update(Message::Drafts(Ok(vec![twin("Dear Carla")])));
    let effects = app.update(Message::Queue(Ok(vec![queued(1, "Dear Carla")])));
    assert!(app.drafts.is_empty() && app.queue.len() == 1 && effects.contains(&Effect::DropDraft(TO_CARLA)));
    assert!(calls(&effects).iter().any(|(_, call)| *call == Call::ForgetDraft(TO_CARLA, 5)), "nor is it at the server");
    let mut app = console(120, 40);
    app.update(Message::Drafts(Ok(vec![twin("Dear Carla, and more")])));
    let effects = app.update(Message::Queue(Ok(vec![queued(1, "Dear Carla")])));
    assert_eq!(app.drafts[&TO_CARLA].text, "Dear Carla, and more");
    assert!(app.queue.is_empty() && effects.contains(&Effect::DropQueued(queued(1, "").id)));
}

#[test]
fn leaving_says_what_waits() {
    let (mut app, _) = coming_back(vec![queued(1, "Dear Carla")]);
    press(&mut app, "q");
    assert!(drawn(&app).contains("One message waits for the server"), "{}", drawn(&app));
}

#[test]
fn what_others_wrote_meanwhile_cannot_take_over_the_terminal() {
    let mut thread = answered_meanwhile();
    thread.messages[2].author.name = "Adam \u{1b}[31m".into();
    thread.messages[2].body = "\u{1b}]0;owned\u{7}\u{202e}evil".into();
    let (mut app, ticket) = coming_back(vec![queued(1, "Dear Carla")]);
    found(&mut app, ticket, thread);
    go(&mut app, "H<enter>");
    let screen = drawn(&app);
    assert!(screen.contains("- ]0;ownedevil"), "{screen}");
    assert!(!screen.chars().any(|c| c != '\n' && crate::foreign::is_hidden(c)));
}

#[test]
fn it_fits_any_terminal() {
    let mut app = overtaken();
    go(&mut app, "H<enter>");
    for (width, height) in [(0, 0), (1, 1), (3, 9), (20, 5), (79, 23), (300, 90)] {
        drawn_on(&app, width, height);
        app.update(Message::Resize(width, height));
        drawn(&app);
    }
}
