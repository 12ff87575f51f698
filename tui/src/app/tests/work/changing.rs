use portico_openapi::{
    ApiError, Kind,
    types::{self, HeldAction, HeldClose, Priority, RequestChange, RequestClear},
};

use crate::{
    app::{App, changing::nothing},
    effect::{Call, Effect, Target},
    fixture::*,
    message::{Answer, Conversation, Message},
    remote::Ticket,
};

fn changes(effects: &[Effect]) -> Vec<(Target, RequestChange)> {
    change(effects).map(|(_, changes)| changes).unwrap_or_default()
}

fn change(effects: &[Effect]) -> Option<(Ticket, Vec<(Target, RequestChange)>)> {
    calls(effects).into_iter().find_map(|(ticket, call)| match call {
        Call::Change(changes) => Some((ticket, changes)),
        _ => None,
    })
}

/// The only change that keys lead to, at the request under the cursor.
fn only(keys: &str) -> RequestChange {
    let mut app = console(80, 24);
    let mut changes = changes(&press(&mut app, keys));
    assert_eq!(changes.len(), 1);
    let (target, change) = changes.remove(0);
    assert_eq!(target, Target { id: id(1002), number: 1042, version: 3 }, "as it was seen");
    change
}

#[test]
fn s1_77_a_request_is_assigned() {
    assert_eq!(only("aadam<enter>"), RequestChange { assignee_id: Some(id(ADAM)), ..nothing() });
    assert_eq!(only("m"), RequestChange { assignee_id: Some(id(MIA)), ..nothing() });
    let nobody = RequestChange { clear: Some(vec![RequestClear::Assignee]), ..nothing() };
    assert_eq!(only("anobody<enter>"), nobody);
}

#[test]
fn s1_78_a_request_is_linked_to_a_project_of_its_client() {
    let link = RequestChange { project_id: Some(id(22)), ..nothing() };
    assert_eq!(only("lloyal<enter>"), link);
    let none = RequestChange { clear: Some(vec![RequestClear::Project]), ..nothing() };
    assert_eq!(only("lno project<enter>"), none);
}

#[test]
fn s1_79_a_priority_is_set() {
    let high = RequestChange { priority: Some(Priority::High), ..nothing() };
    assert_eq!(only("phigh<enter>"), high);
}

#[test]
fn tags_are_added_and_taken_away() {
    let set =
        |tags: &[&str]| RequestChange { tags: Some(tags.iter().map(|tag| (*tag).to_owned()).collect()), ..nothing() };
    assert_eq!(only("thero<enter>"), set(&["speed"]));
    assert_eq!(only("tnew<enter>"), set(&["hero", "speed", "new"]));
    assert_eq!(only("t<tab><tab><enter>"), set(&[]));
}

#[test]
fn closing_needs_a_key_of_its_own() {
    let mut app = console(80, 24);
    assert!(changes(&press(&mut app, "s<enter>")).is_empty());
    assert!(changes(&press(&mut app, "<enter><enter>")).is_empty());
    let closed = HeldAction { request_close: Some(HeldClose { request_id: id(1002) }), ..HeldAction::default() };
    let calls = calls(&press(&mut app, "c"));
    assert!(matches!(&calls[..], [(_, Call::Hold(_, action))] if **action == closed), "{calls:?}");
    let mut app = console(80, 24);
    let left = press(&mut app, "s<enter><esc>c");
    assert!(left.iter().all(|effect| !matches!(effect, Effect::Call(_, Call::Hold(..) | Call::Change(_)))));
}

#[test]
fn a_change_of_several_goes_to_each_as_it_was_seen() {
    let mut app = console(80, 24);
    let effects = press(&mut app, "  plow<enter>");
    let versions: Vec<_> = changes(&effects).iter().map(|(target, _)| target.number).collect();
    assert_eq!(versions, [1042, 1044]);
}

fn stale() -> ApiError {
    ApiError { kind: Kind::Stale, code: "stale".into(), message: "No.".into(), request_id: Some("req-9".into()) }
}

/// Marks two rows, changes both, and lets the second fail.
fn half_done(error: ApiError) -> App {
    let mut app = console(80, 24);
    let (ticket, changes) = change(&press(&mut app, "  plow<enter>")).unwrap();
    let results = vec![(changes[0].0, Ok(requests().remove(0))), (changes[1].0, Err(error))];
    app.update(Message::Answer(ticket, Answer::Changed(results)));
    app
}

#[test]
fn what_failed_is_named_and_is_marked_again() {
    let app = half_done(stale());
    assert_eq!(app.inbox.marked.iter().collect::<Vec<_>>(), [&id(1004)]);
    let notice = app.notice.as_ref().unwrap();
    assert!(notice.failed && notice.text.contains("1 of 2"), "{}", notice.text);
    assert!(notice.text.contains("#1044: someone changed it meanwhile"), "{}", notice.text);
    assert!(notice.text.contains("[req-9]"));
}

#[test]
fn what_is_marked_while_a_change_is_under_way_stays_marked() {
    let mut app = console(80, 24);
    let (ticket, changes) = change(&press(&mut app, "  plow<enter>")).unwrap();
    assert!(app.inbox.marked.is_empty(), "they are sent");
    press(&mut app, "kk ");
    let results = changes.iter().zip(requests()).map(|((target, _), row)| (*target, Ok(row))).collect();
    app.update(Message::Answer(ticket, Answer::Changed(results)));
    assert_eq!(app.inbox.marked.iter().collect::<Vec<_>>(), [&id(1002)], "also where it is of what was sent");
}

#[test]
fn a_refusal_marks_nothing_that_was_not_marked() {
    let mut app = console(80, 24);
    let (ticket, changes) = change(&press(&mut app, "plow<enter>")).unwrap();
    app.update(Message::Answer(ticket, Answer::Changed(vec![(changes[0].0, Err(stale()))])));
    assert!(app.inbox.marked.is_empty());
}

#[test]
fn what_waited_and_was_never_sent_is_marked_again() {
    let mut app = console(80, 24);
    let (ticket, first) = change(&press(&mut app, "m")).unwrap();
    assert!(changes(&press(&mut app, "  phigh<enter>")).is_empty(), "one at a time");
    assert!(app.inbox.marked.is_empty(), "they are on their way");
    let ended = ApiError { kind: Kind::Unauthorized, ..stale() };
    app.update(Message::Answer(ticket, Answer::Changed(vec![(first[0].0, Err(ended))])));
    assert_eq!(app.inbox.marked.iter().collect::<Vec<_>>(), [&id(1002), &id(1004)]);
}

#[test]
fn a_failure_stays_until_a_key_is_pressed() {
    let mut app = half_done(stale());
    app.update(Message::Resize(90, 30));
    assert!(app.notice.is_some());
    press(&mut app, "j");
    assert!(app.notice.is_none());
}

#[test]
fn marks_can_be_set_at_once_and_taken_away() {
    let mut app = console(80, 24);
    press(&mut app, "*");
    assert_eq!(app.inbox.marked.len(), requests().len());
    press(&mut app, "<esc>");
    assert!(app.inbox.marked.is_empty());
}

#[test]
fn requests_of_several_clients_share_no_project() {
    let mut app = console(80, 24);
    go(&mut app, "4");
    let mut rows = requests();
    rows[1].workspace.id = id(12);
    let effects = press(&mut app, "5");
    let (ticket, _) = calls(&effects).into_iter().find(|(_, call)| matches!(call, Call::Requests(_))).unwrap();
    let page = crate::message::RequestPage { items: rows, next: None, continues: false };
    app.update(Message::Answer(ticket, Answer::Requests(Ok(page))));
    press(&mut app, "  l");
    assert!(app.overlay.is_none() && app.notice.is_some());
}

#[test]
fn an_empty_list_offers_nothing_to_change() {
    let mut app = console(80, 24);
    let effects = press(&mut app, "5");
    let (ticket, _) = calls(&effects).into_iter().find(|(_, call)| matches!(call, Call::Requests(_))).unwrap();
    let page = crate::message::RequestPage { items: vec![], next: None, continues: false };
    app.update(Message::Answer(ticket, Answer::Requests(Ok(page))));
    assert!(calls(&press(&mut app, "apsltmrno <enter>")).is_empty());
    assert!(app.composer.is_none() && app.overlay.is_none());
}

#[test]
fn a_second_change_waits_and_is_made_on_what_the_first_one_left() {
    let mut app = console(80, 24);
    let (ticket, first) = change(&press(&mut app, "m")).unwrap();
    assert!(changes(&press(&mut app, "phigh<enter>")).is_empty(), "one at a time");
    let mut left = requests().remove(0);
    left.version = 4;
    let effects = app.update(Message::Answer(ticket, Answer::Changed(vec![(first[0].0, Ok(left))])));
    let (target, what) = changes(&effects).remove(0);
    assert_eq!((target.version, what.priority), (4, Some(Priority::High)));
}

#[test]
fn a_change_is_seen_before_it_is_answered_and_taken_back_where_it_fails() {
    let mut app = console(80, 24);
    let was = app.inbox.rows()[0].clone();
    let (ticket, changes) = change(&press(&mut app, "plow<enter>")).unwrap();
    assert_eq!(app.inbox.rows()[0].priority, Priority::Low, "the server has not answered yet");
    app.update(Message::Answer(ticket, Answer::Changed(vec![(changes[0].0, Err(stale()))])));
    assert_eq!(app.inbox.rows()[0], was);
    assert_ne!(was.priority, Priority::Low);
    press(&mut app, "aadam<enter>");
    assert_eq!(app.inbox.rows()[0].assignee.as_ref().map(|person| person.id), Some(id(ADAM)));
}

#[test]
fn what_could_not_be_done_while_the_server_is_away_stays_on_the_screen() {
    let mut app = console(80, 24);
    let (ticket, changes) = change(&press(&mut app, "phigh<enter>")).unwrap();
    let away = ApiError::unreachable("The server cannot be reached.");
    let effects = app.update(Message::Answer(ticket, Answer::Changed(vec![(changes[0].0, Err(away))])));
    assert!(calls(&effects).is_empty(), "what were asked now would fail as well, and say only that");
    let screen = drawn(&app);
    assert!(screen.contains("✕ Not done (Priority set to high). #1042: The server cannot be reached"), "{screen}");
}

/// The request of the pane with another priority, in this version.
fn seen_as(version: i64, priority: Priority) -> types::Request {
    types::Request { version, priority, ..requests().remove(0) }
}

#[test]
fn a_look_that_is_answered_late_does_not_undo_a_change_that_was_answered() {
    let mut app = console(80, 24);
    go(&mut app, "<enter>");
    let looked = press(&mut app, "R");
    let (ticket, changes) = change(&press(&mut app, "plow<enter>")).unwrap();
    let answer = Answer::Changed(vec![(changes[0].0, Ok(seen_as(4, Priority::Low)))]);
    let listed = app.update(Message::Answer(ticket, answer));
    // Both the thread and the list were read before the change.
    serve(&mut app, &looked);
    serve(&mut app, &listed);
    let open = app.conversation.data.get().unwrap();
    assert_eq!((open.request.version, open.request.priority), (4, Priority::Low));
    assert_eq!(open.messages.len(), conversation().messages.len(), "the rest of the answer counts");
    assert_eq!((app.inbox.rows()[0].version, app.inbox.rows()[0].priority), (4, Priority::Low));
    let (_, next) = change(&press(&mut app, "phigh<enter>")).unwrap();
    assert_eq!(next[0].0.version, 4, "or it would seem that somebody else has changed it");
}

#[test]
fn a_list_is_not_older_than_the_thread_that_was_read_after_it() {
    let mut app = console(80, 24);
    go(&mut app, "<enter>");
    let looked = calls(&press(&mut app, "R"));
    let (listed, threads): (Vec<_>, Vec<_>) =
        looked.into_iter().partition(|(_, call)| matches!(call, Call::Requests(_)));
    let (ticket, _) = threads.into_iter().find(|(_, call)| matches!(call, Call::Conversation(_))).unwrap();
    let theirs = Conversation { request: seen_as(7, Priority::High), ..conversation() };
    app.update(Message::Answer(ticket, Answer::Conversation(Ok(Box::new(theirs)))));
    assert_eq!(app.inbox.rows()[0].version, 7, "what is newer is taken");
    for (ticket, call) in listed {
        app.update(Message::Answer(ticket, reply(&call)));
    }
    assert_eq!((app.inbox.rows()[0].version, app.inbox.rows()[0].priority), (7, Priority::High));
    assert_eq!(app.conversation.data.get().unwrap().request.version, 7);
}
