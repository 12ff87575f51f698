use chrono::TimeDelta;
use portico_openapi::{StaffEvent, StaffEventKind};

use crate::{
    app::{App, Connection, Overlay},
    effect::{Call, Effect},
    fixture::*,
    message::{Answer, Live, Message, RequestPage, Timer},
    remote::Ticket,
};

fn event(kind: StaffEventKind, request: u128, actor: u128) -> Message {
    Message::Live(Live::Event(StaffEvent {
        id: id(900),
        kind,
        workspace_id: None,
        request_id: Some(id(request)),
        project_id: None,
        approval_id: None,
        actor_id: Some(id(actor)),
    }))
}

/// Lets the pause after an event pass and answers the inbox with these rows.
fn refreshed(app: &mut App, items: Vec<portico_openapi::types::Request>) {
    let effects = app.update(Message::Timer(Timer::Refresh));
    for (ticket, call) in calls(&effects) {
        let answer = match &call {
            Call::Requests(_) => {
                Answer::Requests(Ok(RequestPage { items: items.clone(), next: None, continues: false }))
            }
            call => reply(call),
        };
        app.update(Message::Answer(ticket, answer));
    }
}

#[test]
fn a_new_request_is_marked_and_moves_nothing() {
    let mut app = console(80, 24);
    go(&mut app, "4jj");
    let before = app.current().unwrap().id;
    let effects = app.update(event(StaffEventKind::RequestCreated, 1001, CARLA));
    assert!(matches!(effects[..], [Effect::After(_, Timer::Refresh)]));
    assert!(app.update(event(StaffEventKind::MessageCreated, 1001, CARLA)).is_empty(), "one refresh for both");
    let mut rows = requests();
    rows.insert(0, request(1, "Acme Coffee", "Brand new"));
    refreshed(&mut app, rows);
    assert_eq!(app.current().unwrap().id, before);
    assert!(app.inbox.fresh.contains(&id(1001)));
    assert!(drawn(&app).contains("●"));
    go(&mut app, "g<enter>");
    assert!(!app.inbox.fresh.contains(&id(1001)), "seen is no longer new");
}

#[test]
fn what_one_does_oneself_is_no_news() {
    let mut app = console(80, 24);
    app.update(event(StaffEventKind::MessageCreated, 1004, MIA));
    assert!(app.inbox.fresh.is_empty());
}

#[test]
fn the_open_thread_is_fetched_when_someone_speaks_in_it() {
    let mut app = console(80, 24);
    go(&mut app, "<enter>");
    app.update(event(StaffEventKind::NoteCreated, 1002, ADAM));
    assert!(app.inbox.fresh.is_empty(), "it is being looked at");
    let effects = app.update(Message::Timer(Timer::Refresh));
    assert!(calls(&effects).iter().any(|(_, call)| *call == Call::Conversation(id(1002))));
    app.update(event(StaffEventKind::NoteCreated, 1004, ADAM));
    let effects = app.update(Message::Timer(Timer::Refresh));
    assert!(!calls(&effects).iter().any(|(_, call)| matches!(call, Call::Conversation(_))));
}

#[test]
fn a_missed_stretch_fetches_everything() {
    let mut app = console(80, 24);
    go(&mut app, "<enter>");
    let resync = StaffEvent {
        id: id(900),
        kind: StaffEventKind::Resync,
        workspace_id: None,
        request_id: None,
        project_id: None,
        approval_id: None,
        actor_id: None,
    };
    app.update(Message::Live(Live::Event(resync)));
    let effects = app.update(Message::Timer(Timer::Refresh));
    assert!(calls(&effects).iter().any(|(_, call)| matches!(call, Call::Conversation(_))));
}

#[test]
fn a_lost_connection_counts_down_and_says_when_it_is_back() {
    let mut app = console(80, 24);
    let effects = app.update(Message::Live(Live::Lost { seconds: 2, attempts: 1 }));
    assert!(matches!(effects[..], [Effect::After(_, Timer::Second)]));
    assert!(app.update(Message::Live(Live::Lost { seconds: 2, attempts: 1 })).is_empty(), "one clock");
    app.now += TimeDelta::seconds(1);
    assert_eq!(app.update(Message::Timer(Timer::Second)).len(), 1);
    app.now += TimeDelta::seconds(1);
    assert!(app.update(Message::Timer(Timer::Second)).is_empty(), "and it stops");
    let effects = app.update(Message::Live(Live::Connected));
    assert_eq!(app.connection, Connection::Live);
    assert!(app.notice.as_ref().unwrap().text.contains("Connected again"));
    assert!(calls(&effects).iter().any(|(_, call)| matches!(call, Call::Requests(_))));
}

#[test]
fn reloading_dials_again_at_once() {
    assert!(press(&mut console(80, 24), "R").contains(&Effect::Redial));
}

#[test]
fn a_server_that_answers_is_dialled_at_once() {
    let mut app = console(80, 24);
    let before = calls(&press(&mut app, "1"));
    app.update(Message::Live(Live::Lost { seconds: 30, attempts: 6 }));
    let after = calls(&press(&mut app, "2"));
    let dials = |app: &mut App, asked: Vec<(Ticket, Call)>| {
        let counts = asked.into_iter().find(|(_, call)| *call == Call::Counts).unwrap();
        app.update(Message::Answer(counts.0, reply(&counts.1))).contains(&Effect::Redial)
    };
    assert!(!dials(&mut app, before), "that was asked while the stream was still there");
    assert!(dials(&mut app, after.clone()));
    app.update(Message::Live(Live::Connected));
    assert!(!dials(&mut app, after), "it is there");
}

#[test]
fn the_question_whether_to_quit_goes_with_what_it_is_about() {
    let mut app = console(80, 24);
    go(&mut app, "rHello<esc>");
    press(&mut app, "q");
    assert!(drawn(&app).contains("One draft is not sent"), "{}", drawn(&app));
    app.update(Message::Timer(Timer::Clock));
    assert!(matches!(app.overlay, Some(Overlay::ConfirmQuit)));
    app.drafts.clear();
    app.update(Message::Timer(Timer::Clock));
    assert!(app.overlay.is_none(), "{}", drawn(&app));
}

#[test]
fn good_news_goes_by_itself_and_bad_news_does_not() {
    let mut app = console(80, 24);
    let effects = press(&mut app, "D");
    let Some(Effect::After(_, timer)) = effects.first() else { panic!("{effects:?}") };
    app.update(Message::Timer(*timer));
    assert!(app.notice.is_none());
    app.update(Message::DraftFailed("full".into()));
    app.update(Message::Timer(*timer));
    assert!(app.notice.is_some());
}

#[test]
fn nothing_ticks_while_nothing_happens() {
    let mut app = console(80, 24);
    let effects = app.update(Message::Timer(Timer::Clock));
    assert!(matches!(effects[..], [Effect::After(pause, Timer::Clock)] if pause.as_secs() >= 30));
    assert!(app.update(Message::Timer(Timer::Second)).is_empty());
}
