//! What is changed of an approval that was sent, places on versions, and files for a gallery.

use portico_openapi::types::{ApprovalAnchorKind, ApprovalStepChange, ApprovalStepField};

use crate::{
    app::App,
    approvals,
    draft::{About, Draft},
    effect::{Call, Effect},
    fixture::*,
    message::{Answer, Message},
    office::{Deed, Done, clients},
};

fn opened(row: usize) -> App {
    let mut app = console(140, 40);
    go(&mut app, "v<enter>");
    go(&mut app, &"j".repeat(row));
    app
}

fn deed(effects: &[Effect]) -> Option<Deed> {
    calls(effects).into_iter().find_map(|(_, call)| match call {
        Call::Do(_, deed) => Some(*deed),
        _ => None,
    })
}

/// What is asked to change of a step, and who is to decide.
fn changed(effects: &[Effect]) -> (ApprovalStepChange, Option<Vec<String>>) {
    match deed(effects) {
        Some(Deed::Approvals(approvals::Deed::Step { approval, version: 4, step, change, reviewers, .. })) => {
            assert_eq!((approval, step), (id(APPROVAL), id(STEP)));
            (*change, reviewers)
        }
        other => panic!("{other:?}"),
    }
}

fn sent(effects: &[Effect]) -> Draft {
    let found = calls(effects).into_iter().find_map(|(_, call)| match call {
        Call::Post(draft) => Some(*draft),
        _ => None,
    });
    found.unwrap()
}

fn error(app: &App) -> String {
    let form = app.form.as_ref().unwrap();
    form.fields.iter().find_map(|field| field.error.clone()).unwrap_or_default()
}

#[test]
fn only_what_is_other_than_it_was_is_changed_of_a_step() {
    let mut app = opened(0);
    go(&mut app, "e<ctrl-u>Artwork");
    let (change, reviewers) = changed(&press(&mut app, "<ctrl-s>"));
    assert_eq!(change, ApprovalStepChange { title: Some("Artwork".into()), ..ApprovalStepChange::default() });
    assert_eq!(reviewers, None, "who decides is not touched, as somebody may have decided");
}

#[test]
fn a_step_gets_a_deadline_another_rule_and_other_people() {
    let mut app = opened(0);
    go(&mut app, "e<tab><tab>7d<tab><right><right><tab>2<tab><ctrl-u>Carla Ortiz, dan@acme.test");
    let (change, reviewers) = changed(&press(&mut app, "<ctrl-s>"));
    assert_eq!(change.due_at, Some(now() + chrono::TimeDelta::days(7)));
    assert_eq!((change.rule.map(|rule| rule.to_string()).as_deref(), change.quorum), (Some("quorum"), Some(2)));
    assert_eq!(reviewers, Some(vec!["Carla Ortiz".into(), "dan@acme.test".into()]));
}

#[test]
fn a_deadline_is_taken_away_and_stays_where_it_is_not_touched() {
    let mut app = opened(0);
    let due = now() + chrono::TimeDelta::hours(50);
    app.approval.data.get_mut().unwrap().approval.steps[0].due_at = Some(due);
    go(&mut app, "e");
    assert!(calls(&press(&mut app, "<ctrl-s>")).is_empty(), "nothing was changed");
    assert!(app.form.is_none());
    go(&mut app, "e<tab><tab><ctrl-u>");
    let (change, _) = changed(&press(&mut app, "<ctrl-s>"));
    assert_eq!((change.clear, change.due_at), (Some(vec![ApprovalStepField::DueAt]), None));
    let mut app = opened(0);
    go(&mut app, "e<tab><tab>2001-01-01<ctrl-s>");
    assert_eq!(error(&app), "This day is over.");
}

#[test]
fn an_approval_is_called_otherwise() {
    let mut app = opened(1);
    go(&mut app, "e<ctrl-u>Summer campaign");
    let Some(Deed::Approvals(approvals::Deed::Head(approval, 4, change))) = deed(&press(&mut app, "<ctrl-s>")) else {
        panic!()
    };
    assert_eq!((approval, change.title.as_deref()), (id(APPROVAL), Some("Summer campaign")));
    assert_eq!((change.project_id, change.clear, change.archived), (Some(id(REFRESH)), None, None));
}

#[test]
fn a_comment_on_a_file_asks_where_on_it() {
    let mut app = opened(2);
    go(&mut app, "cleft<ctrl-s>");
    assert!(error(&app).contains("such as 30% 40%"), "{}", error(&app));
    go(&mut app, "<ctrl-u>31% 40%<ctrl-s>The cup");
    let screen = drawn(&app);
    assert!(screen.contains("⌖ 31 % / 40 %") && screen.contains("Acme Coffee sees this"), "{screen}");
    let Some(About::Remark { version, anchor: Some(place), parent: None, .. }) =
        sent(&press(&mut app, "<ctrl-s>")).about
    else {
        panic!()
    };
    assert_eq!((version, place.kind, place.file), (id(VERSION), ApprovalAnchorKind::Point, Some(id(POSTER))));
    assert_eq!((place.x, place.y, place.page), (Some(0.31), Some(0.4), None));
}

#[test]
fn a_comment_points_at_a_moment_or_at_words_and_the_place_is_changed_again() {
    let mut app = opened(1);
    go(&mut app, "cToo loud<ctrl-l><right><right><right><tab>0:43<ctrl-s>");
    assert!(drawn(&app).contains("⌖ 0:43"));
    go(&mut app, "<ctrl-l>");
    let form = app.form.as_ref().unwrap();
    assert_eq!((form.text("file"), form.text("place")), (id(332).to_string(), "0:43".into()), "as it was");
    go(&mut app, "<left><left><tab><ctrl-u>the line is shorter<ctrl-s>");
    let draft = sent(&press(&mut app, "<ctrl-s>"));
    let Some(About::Remark { anchor: Some(place), .. }) = draft.about else { panic!() };
    assert_eq!((place.kind, place.file), (ApprovalAnchorKind::Passage, None));
    assert_eq!(place.quote.as_deref(), Some("the line is shorter"));
}

#[test]
fn all_of_a_version_has_no_place_and_an_answer_keeps_that_of_its_comment() {
    let mut app = opened(1);
    go(&mut app, "cHello<ctrl-l><tab>page 2<ctrl-s>");
    assert!(error(&app).contains("has no places"));
    let mut app = opened(4);
    go(&mut app, "rYes<ctrl-l>");
    assert!(app.form.is_none(), "an answer stands where its comment does");
}

#[test]
fn where_it_is_said_survives_a_crash_and_a_recall() {
    let mut app = opened(2);
    go(&mut app, "c31% 40%<ctrl-s>The cup<esc>");
    let stored: Vec<Draft> =
        app.drafts.values().map(|draft| serde_json::from_slice(&serde_json::to_vec(draft).unwrap()).unwrap()).collect();
    let mut next = console(140, 40);
    next.update(Message::Drafts(Ok(stored)));
    go(&mut next, "D<enter>");
    assert!(drawn(&next).contains("⌖ 31 % / 40 %"), "{}", drawn(&next));
}

#[test]
fn files_are_delivered_to_a_clients_gallery() {
    let mut app = console(100, 30);
    go(&mut app, "7f");
    assert!(drawn(&app).contains("Files for Acme Coffee"));
    assert!(deed(&press(&mut app, "<ctrl-s>")).is_none());
    assert_eq!(error(&app), "Say which file.");
    assert_eq!(press(&mut app, "lo<tab>"), [Effect::Complete("lo".into())]);
    go(&mut app, "go.png<ctrl-n>~/film.mp4");
    let asked = deed(&press(&mut app, "<ctrl-s>"));
    let paths = vec!["logo.png".into(), "~/film.mp4".into()];
    let expected =
        Deed::Clients(clients::Deed::Deliver { workspace: id(ACME), project: None, paths, before: Vec::new() });
    assert_eq!(asked, Some(expected));
}

/// A console that has just delivered two files, which wait ten seconds.
fn delivering() -> App {
    let mut app = console(120, 30);
    go(&mut app, "7flogo.png<ctrl-n>~/film.mp4<ctrl-s>");
    app
}

#[test]
fn a_delivery_waits_and_its_files_are_there_again_when_it_is_taken_back() {
    let mut app = delivering();
    let screen = drawn(&app);
    assert!(app.form.is_none() && screen.contains("⏲ files go in 10s · u undo"), "{screen}");
    go(&mut app, "u");
    assert!(app.waiting.is_empty() && drawn(&app).contains("Nothing is delivered"));
    let form = app.form.as_ref().unwrap();
    assert_eq!((form.text("path"), form.text("path2")), ("logo.png".into(), "~/film.mp4".into()));
    let asked = deed(&press(&mut app, "<ctrl-s>"));
    assert!(matches!(asked, Some(Deed::Clients(clients::Deed::Deliver { workspace, paths, .. }))
        if workspace == id(ACME) && paths == ["logo.png", "~/film.mp4"]));
}

#[test]
fn what_was_delivered_elsewhere_comes_back_by_what_the_server_has_of_it() {
    let mut app = delivering();
    app.waiting[0].paths.clear();
    go(&mut app, "u");
    assert_eq!(app.form.as_ref().unwrap().text("path"), "2 files uploaded before");
    let asked = deed(&press(&mut app, "<ctrl-s>"));
    let Some(Deed::Clients(clients::Deed::Deliver { before, .. })) = asked else { panic!("{asked:?}") };
    assert_eq!(before, [id(371), id(372)]);
}

#[test]
fn an_agency_that_holds_nothing_delivers_at_once() {
    let mut app = console(120, 30);
    go(&mut app, "7flogo.png");
    let (ticket, _) = calls(&press(&mut app, "<ctrl-s>"))[0];
    let done = Done::Held(Box::new(held_files("done", id(ACME), None)));
    app.update(Message::Answer(ticket, Answer::Done(Ok(done))));
    assert!(app.waiting.is_empty() && app.form.is_none());
    assert!(drawn(&app).contains("Delivered. The client finds it in the gallery."), "{}", drawn(&app));
}

#[test]
fn a_client_in_the_archive_gets_no_files() {
    let mut app = console(100, 30);
    go(&mut app, "7");
    let all = app.directory.get_mut().unwrap();
    all.workspaces[0].archived_at = Some(now());
    press(&mut app, "f");
    assert!(app.form.is_none());
}
