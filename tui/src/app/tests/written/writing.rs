use portico_openapi::{ApiError, Kind as Reason};
use uuid::Uuid;

use crate::{
    app::App,
    draft::{Draft, Kind, Place},
    effect::{Call, Effect},
    fixture::*,
    message::{Answer, Message, Posted, Timer},
    remote::Ticket,
};

fn sent(effects: &[Effect]) -> Option<(Ticket, Draft)> {
    calls(effects).into_iter().find_map(|(ticket, call)| match call {
        Call::Post(draft) => Some((ticket, *draft)),
        _ => None,
    })
}

/// The server's answer to what waits.
fn waits() -> Posted {
    Posted::Held(Box::new(held_reply("waiting", "Hello")))
}

fn writing(keys: &str) -> App {
    let mut app = console(80, 24);
    go(&mut app, keys);
    app
}

fn fail(app: &mut App, ticket: Ticket, kind: Reason, code: &str) -> Vec<Effect> {
    let error = ApiError { kind, code: code.into(), message: "No.".into(), request_id: Some("req-3".into()) };
    app.update(Message::Answer(ticket, Answer::Posted(Err(error))))
}

#[test]
fn s1_97_a_note_is_sent_by_its_own_key_as_a_note() {
    let mut app = writing("nAsk Adam");
    assert!(sent(&press(&mut app, "<ctrl-s>")).is_none(), "the key of a reply sends no note");
    let (_, draft) = sent(&press(&mut app, "<ctrl-n>")).unwrap();
    assert_eq!(draft.place, Place { kind: Kind::Note, subject: id(1002) });
    assert_eq!(draft.text, "Ask Adam");
}

#[test]
fn s1_98_a_reply_is_sent_by_its_own_key_as_a_reply() {
    let mut app = writing("rDear Carla");
    assert!(sent(&press(&mut app, "<ctrl-n>")).is_none(), "the key of a note sends no reply");
    let (_, draft) = sent(&press(&mut app, "<ctrl-s>")).unwrap();
    assert_eq!((draft.place.kind, draft.text.as_str()), (Kind::Reply, "Dear Carla"));
}

#[test]
fn a_project_is_commented() {
    let mut app = writing("6<enter>cLovely");
    let (_, draft) = sent(&press(&mut app, "<ctrl-s>")).unwrap();
    assert_eq!(draft.place, Place { kind: Kind::Comment, subject: id(REFRESH) });
}

#[test]
fn what_is_typed_goes_to_disk_in_a_moment() {
    let mut app = writing("r");
    let effects = press(&mut app, "Hello");
    assert!(matches!(effects[..], [Effect::After(_, Timer::SaveDraft)]), "once for all keys");
    let effects = app.update(Message::Timer(Timer::SaveDraft));
    let [Effect::SaveDraft(draft), Effect::After(_, Timer::KeepDraft)] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(draft.text, "Hello");
    let effects = app.update(Message::Paste("a\u{1b}[2Jb\r\nc".into()));
    assert_eq!(effects.len(), 1);
    assert_eq!(app.draft().unwrap().text, "Helloa[2Jb\nc");
}

#[test]
fn a_draft_is_on_disk_before_it_is_sent() {
    let mut app = writing("rHello");
    let effects = press(&mut app, "<ctrl-s>");
    assert!(matches!(&effects[..], [Effect::SaveDraft(_), Effect::Call(_, Call::Post(_))]));
    assert!(press(&mut app, "<ctrl-s>x").is_empty(), "neither twice nor changed while under way");
}

#[test]
fn a_server_that_fails_costs_nothing_and_the_key_stays() {
    let mut app = writing("rHello");
    let (ticket, first) = sent(&press(&mut app, "<ctrl-s>")).unwrap();
    let effects = fail(&mut app, ticket, Reason::Server, "");
    assert!(matches!(&effects[..], [Effect::SaveDraft(draft)] if draft.key == first.key));
    assert_eq!(app.draft().unwrap().text, "Hello");
    assert!(app.notice.as_ref().unwrap().text.contains("[req-3]"));
    let (_, second) = sent(&press(&mut app, " again<ctrl-s>")).unwrap();
    assert_eq!((second.text.as_str(), second.key), ("Hello again", first.key));
}

#[test]
fn a_refusal_takes_a_new_key() {
    let mut app = writing("rHello");
    let (ticket, first) = sent(&press(&mut app, "<ctrl-s>")).unwrap();
    fail(&mut app, ticket, Reason::Invalid(Vec::new()), "invalid");
    let (_, second) = sent(&press(&mut app, "<ctrl-s>")).unwrap();
    assert_ne!(first.key, second.key);
}

#[test]
fn an_earlier_version_that_did_arrive_is_told() {
    let mut app = writing("rHello");
    let (ticket, _) = sent(&press(&mut app, "<ctrl-s>")).unwrap();
    let effects = fail(&mut app, ticket, Reason::Conflict, "idempotency_key_reused");
    assert!(calls(&effects).iter().any(|(_, call)| matches!(call, Call::Conversation(_))));
    assert!(app.draft().unwrap().failure.as_ref().unwrap().contains("has arrived"));
}

#[test]
fn what_is_sent_is_gone_from_here() {
    let mut app = writing("rHello");
    let (ticket, draft) = sent(&press(&mut app, "<ctrl-s>")).unwrap();
    let effects = app.update(Message::Answer(ticket, Answer::Posted(Ok(waits()))));
    assert!(effects.contains(&Effect::DropDraft(draft.place)));
    assert!(app.composer.is_none() && app.drafts.is_empty());
}

#[test]
fn an_answer_finds_its_draft_even_when_another_is_open() {
    let mut app = writing("rHello");
    let (ticket, _) = sent(&press(&mut app, "<ctrl-s>")).unwrap();
    go(&mut app, "<esc>nThought");
    app.update(Message::Answer(ticket, Answer::Posted(Ok(waits()))));
    assert_eq!(app.draft().unwrap().text, "Thought");
    assert_eq!(app.drafts.len(), 1);
}

#[test]
fn drafts_survive_a_crash() {
    let mut app = writing("rHello");
    app.update(Message::Timer(Timer::SaveDraft));
    let stored: Vec<Draft> =
        app.drafts.values().map(|draft| serde_json::from_slice(&serde_json::to_vec(draft).unwrap()).unwrap()).collect();
    let key = stored[0].key;
    let mut next = console(80, 24);
    next.update(Message::Drafts(Ok(stored)));
    assert!(next.notice.as_ref().unwrap().text.contains("not sent yet"));
    go(&mut next, "D<enter>");
    let (_, draft) = sent(&press(&mut next, "!<ctrl-s>")).unwrap();
    assert_eq!((draft.text.as_str(), draft.key), ("Hello!", key));
}

#[test]
fn leaving_keeps_what_is_written_and_forgets_what_is_not() {
    let mut app = writing("rHello");
    let effects = press(&mut app, "<esc>");
    assert!(effects.iter().any(|effect| matches!(effect, Effect::SaveDraft(_))));
    go(&mut app, "r");
    assert_eq!(app.composer.as_ref().unwrap().text(), "Hello");
    let mut app = writing("r");
    assert!(matches!(press(&mut app, "<esc>")[..], [Effect::DropDraft(_)]));
    assert!(app.drafts.is_empty());
}

#[test]
fn throwing_away_is_asked_first() {
    let mut app = writing("rHello");
    press(&mut app, "<ctrl-g><esc>");
    assert_eq!(app.unsent(), 1);
    let effects = press(&mut app, "<ctrl-g>x");
    assert!(effects.iter().any(|effect| matches!(effect, Effect::DropDraft(_))));
    assert_eq!(app.unsent(), 0);
}

#[test]
fn the_editor_gives_the_text_back_or_leaves_it() {
    let mut app = writing("rHello");
    assert_eq!(press(&mut app, "<ctrl-e>"), [Effect::Edit("Hello".into(), "md")]);
    app.update(Message::Edited(Err("it ended with 1".into())));
    assert_eq!(app.composer.as_ref().unwrap().text(), "Hello");
    let effects = app.update(Message::Edited(Ok("Better\u{1b}[1m\n\n".into())));
    assert!(matches!(&effects[0], Effect::SaveDraft(draft) if draft.text == "Better[1m"));
}

#[test]
fn nothing_is_not_sent() {
    let mut app = writing("r  ");
    assert!(sent(&press(&mut app, "<ctrl-s>")).is_none());
}

#[test]
fn a_polite_end_stores_what_is_written() {
    let mut app = writing("rHello");
    let effects = app.update(Message::Terminate);
    let [Effect::SaveDraft(draft), Effect::Call(_, Call::KeepDraft(_, text, 0)), Effect::Quit] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert_eq!((draft.text.as_str(), text.as_str()), ("Hello", "Hello"));
}

#[test]
fn each_draft_has_a_key_of_its_own() {
    let mut app = writing("rOne");
    press(&mut app, "<esc>nTwo<esc>");
    let keys: Vec<Uuid> = app.drafts.values().map(|draft| draft.key).collect();
    assert_eq!(keys.len(), 2);
    assert_ne!(keys[0], keys[1]);
    app.update(Message::DraftFailed("disk full".into()));
    assert!(app.notice.as_ref().unwrap().failed);
}
