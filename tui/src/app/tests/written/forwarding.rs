//! How what waits for the server goes: what the server is told was seen, and what may be there already.

use portico_openapi::{ApiError, Kind as Reason};

use super::queue::*;
use crate::{
    app::App,
    draft::Kind,
    effect::{Call, Effect},
    fixture::*,
    message::{Answer, Conversation, Live, Message, Posted, Timer},
    queue::{Queued, State},
    remote::Ticket,
};

fn refused(app: &mut App, ticket: Ticket, code: &str) -> Vec<Effect> {
    let error = ApiError { code: code.into(), ..failure(Reason::Conflict) };
    app.update(Message::Answer(ticket, Answer::Posted(Err(error))))
}

/// The client writes once more.
fn another(mut thread: Conversation, number: u128) -> Conversation {
    let mut said = thread.messages[0].clone();
    (said.id, said.created_at) = (id(number), now());
    thread.messages.push(said);
    thread
}

/// The next look at the thread, and what is sent after it.
fn looks_again(app: &mut App, thread: Conversation) -> Option<crate::draft::Draft> {
    let ticket = looks(&app.update(Message::Timer(Timer::Queue))).unwrap();
    posts(&found(app, ticket, thread)).map(|(_, draft)| draft)
}

/// The server asks for the last message that its writer has seen, of whomever.
#[test]
fn what_the_client_writes_meanwhile_does_not_hold_it_back_for_ever() {
    let thread = another(conversation(), 54);
    let (mut app, ticket) = coming_back(vec![queued(1, "Dear Carla")]);
    let (ticket, first) = posts(&found(&mut app, ticket, thread.clone())).unwrap();
    assert_eq!(first.seen, Some(id(54)));
    // She writes again after the look at the thread.
    let effects = refused(&mut app, ticket, "answered_meanwhile");
    assert!(matches!(&effects[0], Effect::SaveQueued(queued) if !queued.tried), "the server does not have it");
    let thread = another(thread, 55);
    let again = looks_again(&mut app, thread).unwrap();
    assert_eq!((again.seen, again.key), (Some(id(55)), first.key));
}

/// The server holds a colleague's answer, of which nothing is in the thread yet.
#[test]
fn what_a_colleague_is_about_to_answer_stops_it_until_its_writer_says_so() {
    let mut note = queued(2, "Ask Adam");
    note.draft.place.kind = Kind::Note;
    let (mut app, ticket) = coming_back(vec![queued(1, "Dear Carla"), note]);
    let (ticket, first) = posts(&found(&mut app, ticket, conversation())).unwrap();
    assert!(first.seen.is_some());
    let words = "Adam is about to answer: “On Monday”";
    let code = "answered_meanwhile".into();
    let error = ApiError { code, message: words.into(), ..failure(Reason::Conflict) };
    app.update(Message::Answer(ticket, Answer::Posted(Err(error))));
    let ticket = looks(&app.update(Message::Timer(Timer::Queue))).unwrap();
    let effects = found(&mut app, ticket, conversation());
    assert!(posts(&effects).is_none(), "it would be refused for as long as theirs waits");
    assert!(app.notice.as_ref().unwrap().text.contains(words), "{:?}", app.notice.as_ref().unwrap().text);
    let (ticket, next) = posts(&found(&mut app, looks(&effects).unwrap(), conversation())).unwrap();
    assert_eq!(next.text, "Ask Adam", "what is behind it goes");
    app.update(Message::Answer(ticket, Answer::Posted(Ok(Posted::So))));
    go(&mut app, "H<enter>");
    assert!(drawn(&app).contains(&format!("It is not sent: {words}")), "{}", drawn(&app));
    let ticket = looks(&press(&mut app, "<ctrl-s>")).unwrap();
    let (_, again) = posts(&found(&mut app, ticket, conversation())).unwrap();
    assert_eq!((again.text.as_str(), again.seen), ("Dear Carla", None), "without any it is taken in any case");
}

#[test]
fn what_may_have_arrived_is_sent_again_as_it_was() {
    let (mut app, ticket) = coming_back(vec![queued(1, "Dear Carla")]);
    let (ticket, first) = posts(&found(&mut app, ticket, conversation())).unwrap();
    let lost = Answer::Posted(Err(failure(Reason::Unreachable)));
    app.update(Message::Answer(ticket, lost));
    let kept: Vec<Queued> = serde_json::from_slice(&serde_json::to_vec(&app.queue).unwrap()).unwrap();
    let again = looks_again(&mut app, another(conversation(), 54)).unwrap();
    assert_eq!((again.seen, again.key), (first.seen, first.key), "else the key would be of something else");
    // It is no other after a crash.
    let (mut app, ticket) = coming_back(kept);
    let (_, again) = posts(&found(&mut app, ticket, another(conversation(), 54))).unwrap();
    assert_eq!((again.seen, again.key), (first.seen, first.key));
}

#[test]
fn what_goes_to_a_merged_request_all_the_same_is_not_held_against_what_is_there() {
    let mut merged = conversation();
    merged.request.merged_into = part().merged_into;
    merged.messages.clear();
    let (mut app, ticket) = coming_back(vec![queued(1, "Dear Carla")]);
    assert!(posts(&found(&mut app, ticket, merged.clone())).is_none());
    go(&mut app, "H<enter>");
    let ticket = looks(&press(&mut app, "<ctrl-s>")).unwrap();
    let (_, draft) = posts(&found(&mut app, ticket, merged)).unwrap();
    assert_eq!(draft.seen, None, "its messages are elsewhere now");
}

#[test]
fn an_answer_that_came_into_sight_while_it_was_written_stops_it() {
    let mut app = console(120, 40);
    go(&mut app, "<enter>");
    press(&mut app, "rDear Carla");
    let ticket = Ticket(9000);
    app.conversation.data.ask(ticket);
    app.update(Message::Answer(ticket, Answer::Conversation(Ok(Box::new(answered_meanwhile())))));
    app.update(Message::Live(Live::Lost { seconds: 30, attempts: 1 }));
    let effects = press(&mut app, "<ctrl-s>");
    let effects = stored(&mut app, &effects);
    let ticket = looks(&effects).unwrap();
    assert!(posts(&found(&mut app, ticket, answered_meanwhile())).is_none());
    assert!(matches!(app.queue[0].state, State::Overtaken(_)));
}

/// The key was used: an earlier version of it has arrived, or waits at the server.
#[test]
fn what_has_a_used_key_is_looked_for_before_it_goes_again() {
    let stopped = || {
        let (mut app, ticket) = coming_back(vec![Queued { tried: true, ..queued(1, "Dear Carla") }]);
        let (ticket, _) = posts(&found(&mut app, ticket, conversation())).unwrap();
        let effects = refused(&mut app, ticket, "idempotency_key_reused");
        assert!(matches!(app.queue[0].state, State::Refused(_)));
        let held = calls(&effects).into_iter().find(|(_, call)| *call == Call::Held).unwrap().0;
        (app, held)
    };
    let sent_again = |app: &mut App, thread: Conversation| {
        go(app, "H<enter>");
        let ticket = looks(&press(app, "<ctrl-s>")).unwrap();
        posts(&found(app, ticket, thread)).is_some()
    };
    let mut thread = answered_meanwhile();
    thread.messages[2].author.id = id(MIA);
    thread.messages[2].body = "Dear Carla".into();
    let (mut app, _) = stopped();
    assert!(!sent_again(&mut app, thread) && app.queue.is_empty());
    let (mut app, held) = stopped();
    app.update(Message::Answer(held, Answer::Held(Ok(vec![held_reply("waiting", "Dear Carla")]))));
    assert!(!sent_again(&mut app, conversation()) && app.queue.is_empty());
    let (mut app, _) = stopped();
    assert!(sent_again(&mut app, conversation()), "where it is nowhere, it goes");
}

#[test]
fn what_another_console_has_sent_or_thrown_away_does_not_go() {
    let about_to_go = || {
        let (mut app, ticket) = coming_back(vec![queued(1, "Dear Carla")]);
        let effects = app.update(Message::Answer(ticket, Answer::Thread(Ok(Box::new(conversation())))));
        assert!(posts(&effects).is_none(), "not before it is known whether it still waits");
        let Some(Effect::Claim(ticket, _)) = effects.into_iter().next() else { panic!("it is not claimed") };
        (app, ticket)
    };
    let (mut app, ticket) = about_to_go();
    assert!(posts(&app.update(Message::Claimed(ticket, Ok(None)))).is_none());
    assert!(app.queue.is_empty() && app.notice.as_ref().unwrap().text.contains("another console"));
    let (mut app, ticket) = about_to_go();
    assert!(posts(&app.update(Message::Claimed(ticket, Err("disk full".into())))).is_none());
    assert!(app.queue[0].is_waiting() && app.notice.as_ref().unwrap().text.contains("disk full"));
}

#[test]
fn what_is_thrown_away_while_it_is_stored_does_not_wait() {
    let mut app = offline();
    let effects = press(&mut app, "rDear Carla<ctrl-s>");
    press(&mut app, "<ctrl-g>x");
    let effects = stored(&mut app, &effects);
    assert!(matches!(effects[..], [Effect::DropQueued(_)]), "{effects:?}");
    assert!(app.queue.is_empty() && app.drafts.is_empty());
}

/// The server forgot the version that it was written over.
#[test]
fn what_is_edited_again_is_kept_anew() {
    let mut one = queued(1, "Dear Carla");
    one.draft.version = 5;
    let (mut app, _) = coming_back(vec![one]);
    go(&mut app, "H<enter>e");
    let effects = press(&mut app, "<esc>");
    let kept = Call::KeepDraft(TO_CARLA, "Dear Carla".into(), 0);
    assert!(calls(&effects).iter().any(|(_, call)| *call == kept), "{effects:?}");
    let effects = app.update(Message::Drafts(Ok(Vec::new())));
    let (ticket, _) = calls(&effects).into_iter().find(|(_, call)| *call == Call::Drafts).unwrap();
    app.update(Message::Answer(ticket, Answer::Drafts(Ok(Vec::new()))));
    assert_eq!(app.drafts[&TO_CARLA].text, "Dear Carla");
}
