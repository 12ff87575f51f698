//! Requests that are opened on a client's behalf.

use chrono::TimeDelta;
use portico_openapi::types::{NewRequest, PersonRef, RequestKind, RequestStatus};
use uuid::Uuid;

use crate::{
    app::App,
    effect::{Call, Effect},
    fixture::*,
    office,
    triage::Deed,
};

fn opened(effects: &[Effect]) -> Option<NewRequest> {
    calls(effects).into_iter().find_map(|(_, call)| match call {
        Call::Do(_, deed) => match *deed {
            office::Deed::Triage(Deed::Open(new)) => Some(*new),
            _ => None,
        },
        _ => None,
    })
}

fn new(client: Option<Uuid>, category: &str, kind: RequestKind, status: RequestStatus) -> NewRequest {
    NewRequest {
        workspace_id: id(ACME),
        client_id: client,
        kind,
        category: category.into(),
        subject: "Broken lamp".into(),
        body: "It flickers.".into(),
        files: None,
        project_id: None,
        priority: None,
        assignee_id: None,
        status: Some(status),
    }
}

#[test]
fn a_request_is_opened_for_a_person_of_a_client() {
    let mut app = console(120, 40);
    go(&mut app, "N");
    let screen = drawn(&app);
    assert!(screen.contains("Open a request for") && screen.contains("Bluebird Health"), "{screen}");
    go(&mut app, "acme<enter>");
    let screen = drawn(&app);
    assert!(screen.contains("A request for Acme Coffee") && screen.contains("all of Acme Coffee"), "{screen}");
    let effects = press(&mut app, "<right><tab><right><tab>Broken lamp<tab>It flickers.<ctrl-s>");
    let wanted = new(Some(id(CARLA)), "bugs", RequestKind::Support, RequestStatus::WaitingOnClient);
    assert_eq!(opened(&effects), Some(wanted));
    serve(&mut app, &effects);
    assert!(app.form.is_none());
    assert_eq!(app.notice.as_ref().unwrap().text, "#1138 is opened for Carla Ortiz.");
    assert_eq!((app.conversation.id, app.in_pane), (Some(id(1098)), true), "it is looked at");
}

#[test]
fn a_request_is_opened_for_the_whole_client_and_stands_where_it_is_put() {
    let mut app = console(120, 40);
    go(&mut app, "Nacme<enter>");
    // The kinds of both lists, one after the other; and what is settled is done.
    let keys = "<tab><right><right><right><tab>Broken lamp<tab>It flickers.<tab><left><ctrl-s>";
    let wanted = new(None, "design", RequestKind::Job, RequestStatus::Resolved);
    assert_eq!(opened(&press(&mut app, keys)), Some(wanted));
}

#[test]
fn what_says_nothing_is_not_sent() {
    let mut app = console(120, 40);
    go(&mut app, "Nacme<enter>");
    assert!(opened(&press(&mut app, "<ctrl-s>")).is_none());
    assert!(drawn(&app).contains("Say what it is called."));
    assert!(opened(&press(&mut app, "Broken lamp<ctrl-s>")).is_none(), "nobody has said anything");
    assert!(drawn(&app).contains("Say something: the client reads it."));
}

#[test]
fn an_answer_that_comes_late_opens_no_form() {
    let mut app = console(120, 40);
    go(&mut app, "N");
    let effects = press(&mut app, "acme<enter>");
    go(&mut app, "p");
    assert!(app.overlay.is_some());
    serve(&mut app, &effects);
    assert!(app.form.is_none() && app.overlay.is_some(), "what is being chosen stays");
}

#[test]
fn both_names_stand_above_what_was_opened() {
    let mut app = console(120, 40);
    go(&mut app, "<enter>");
    assert!(!drawn(&app).contains("for Carla Ortiz"));
    let request = &mut app.conversation.data.get_mut().unwrap().request;
    request.opened_by = Some(PersonRef { id: id(ADAM), name: "Adam Reyes".into() });
    let screen = drawn(&app);
    assert!(screen.contains("Adam Reyes for Carla Ortiz"), "{screen}");
}

#[test]
fn the_time_of_whose_turn_it_is_goes_on_while_it_is_looked_at() {
    let mut app = console(120, 40);
    go(&mut app, "<enter>");
    let shown = |app: &App| {
        let screen = drawn(app);
        let line = screen.lines().find(|line| line.contains("client’s")).unwrap_or_default().to_owned();
        line.split_once("ours ").and_then(|(_, rest)| rest.split_once(" · asked")).map(|(times, _)| times.to_owned())
    };
    let before = shown(&app).unwrap();
    app.now += TimeDelta::minutes(40);
    let after = shown(&app).unwrap();
    assert_eq!((before.as_str(), after.as_str()), ("1h 30m · client’s 0m", "2h 10m · client’s 0m"));
}
