use portico_openapi::{
    ApiError, Kind as Reason,
    types::{ApprovalStatus, ProblemField, WaitsOn},
};

use crate::{
    action::View,
    app::{App, Overlay},
    approvals::{Deed, Source},
    draft::{About, Draft, Kind},
    effect::{Call, Effect},
    fixture::*,
    message::{Answer, Message, Posted},
    office,
    remote::Ticket,
};

fn board(width: u16) -> App {
    let mut app = console(width, 40);
    go(&mut app, "v");
    app
}

/// The pane of the first approval, with the cursor on a row.
fn opened(row: usize) -> App {
    let mut app = board(140);
    go(&mut app, "<enter>");
    go(&mut app, &"j".repeat(row));
    app
}

fn deed(effects: &[Effect]) -> Option<Deed> {
    calls(effects).into_iter().find_map(|(_, call)| match call {
        Call::Do(_, deed) => match *deed {
            office::Deed::Approvals(deed) => Some(deed),
            _ => None,
        },
        _ => None,
    })
}

fn sent(effects: &[Effect]) -> Option<Draft> {
    calls(effects).into_iter().find_map(|(_, call)| match call {
        Call::Post(draft) => Some(*draft),
        _ => None,
    })
}

#[test]
fn what_needs_us_stands_first_and_columns_are_walked() {
    let mut app = board(140);
    let order: Vec<_> = app.board.rows().iter().map(|row| row.status).collect();
    use ApprovalStatus::*;
    assert_eq!(order, [NeedsChanges, Pending, InReview, Approved, Approved]);
    go(&mut app, "lll");
    assert_eq!(app.board.cursor.index, 3);
    go(&mut app, "jh");
    assert_eq!(app.board.cursor.index, 2, "as far down as there are rows");
    go(&mut app, "<enter>");
    assert_eq!((app.in_pane, app.approval.id), (true, Some(id(302))));
}

#[test]
fn the_board_is_narrowed_and_pages_follow() {
    let mut app = board(140);
    press(&mut app, "/<tab><right><tab><right>");
    let effects = press(&mut app, "<ctrl-s>");
    let (_, Call::Approvals(wanted)) = &calls(&effects)[0] else { panic!("{effects:?}") };
    assert_eq!(wanted.narrowing.status, Some(ApprovalStatus::NeedsChanges));
    assert_eq!((wanted.narrowing.turn, wanted.narrowing.workspace), (Some(WaitsOn::Agency), None));
}

#[test]
fn a_comment_is_answered_in_its_thread() {
    let mut app = opened(4);
    go(&mut app, "rWe move it");
    let draft = sent(&press(&mut app, "<ctrl-s>")).unwrap();
    let about = About::Remark { approval: id(APPROVAL), version: id(VERSION), parent: Some(id(REMARK)), anchor: None };
    assert_eq!((draft.place.kind, draft.about), (Kind::Remark, Some(about)));
}

#[test]
fn a_comment_is_resolved_and_opened_again() {
    let mut app = opened(4);
    assert_eq!(deed(&press(&mut app, "x")), Some(Deed::Resolve(id(APPROVAL), id(REMARK), true)));
    let mut app = opened(6);
    assert_eq!(deed(&press(&mut app, "x")), Some(Deed::Resolve(id(APPROVAL), id(REMARK + 2), false)));
}

#[test]
fn the_archive_is_asked_about_with_another_key() {
    let mut app = opened(0);
    assert_eq!(deed(&press(&mut app, "AA<enter>")), None);
    assert_eq!(deed(&press(&mut app, "Y")), Some(Deed::Archive(id(APPROVAL), 4, true)));
}

#[test]
fn a_reminder_waits_like_everything_that_clients_see() {
    let mut app = board(140);
    go(&mut app, "l");
    let effects = press(&mut app, "m");
    assert!(matches!(&calls(&effects)[0].1, Call::Hold(_, action) if action.approval_reminder.is_some()));
    serve(&mut app, &effects);
    assert!(drawn(&app).contains("reminder goes in 10s"));
    let mut app = board(140);
    assert!(calls(&press(&mut app, "m")).is_empty(), "there is nobody to remind");
}

/// While the next step is not sent nobody is asked, so nobody is reminded; and a refusal is a sentence.
#[test]
fn a_reminder_is_offered_where_somebody_is_asked() {
    let mut app = board(140);
    app.board.remote.get_mut().unwrap().items[1].waits_on = WaitsOn::Agency;
    go(&mut app, "l");
    assert!(calls(&press(&mut app, "m")).is_empty(), "nobody is asked");
    let mut app = board(140);
    go(&mut app, "l");
    let effects = press(&mut app, "m");
    let refused = ApiError {
        kind: Reason::Conflict,
        code: "nobody_to_remind".into(),
        message: "there is nobody whose decision is waited for".into(),
        request_id: None,
    };
    app.update(Message::Answer(calls(&effects)[0].0, Answer::Holds(Err(refused))));
    assert!(drawn(&app).contains("Not done. There is nobody whose decision is waited for"), "{}", drawn(&app));
}

#[test]
fn a_certificate_is_there_when_the_step_is_approved() {
    let mut app = opened(0);
    press(&mut app, "d");
    assert!(app.form.is_none(), "there is none yet");
    let step = &mut app.approval.data.get_mut().unwrap().approval.steps[0];
    step.status = ApprovalStatus::Approved;
    press(&mut app, "d");
    assert_eq!(app.form.as_ref().unwrap().text("path"), "certificate-12-step-1.pdf");
    let saved = deed(&press(&mut app, "<ctrl-s>"));
    let source = Source::Certificate(id(APPROVAL), id(STEP));
    assert_eq!(saved, Some(Deed::Save(source, "certificate-12-step-1.pdf".into())));
}

#[test]
fn a_file_is_saved_where_it_is_wanted() {
    let mut app = opened(2);
    press(&mut app, "d");
    assert_eq!(app.form.as_ref().unwrap().text("path"), "poster-2.png");
    let saved = deed(&press(&mut app, "<ctrl-s>"));
    assert_eq!(saved, Some(Deed::Save(Source::File(id(POSTER)), "poster-2.png".into())));
}

#[test]
fn a_file_is_looked_at_and_the_portal_is_a_key_away() {
    let mut app = opened(2);
    let effects = press(&mut app, "<enter>");
    assert!(matches!(effects[..], [Effect::Picture(_, file, _)] if file == id(POSTER)));
    assert!(matches!(app.overlay, Some(Overlay::Picture(_))));
    let address = "http://localhost:8080/portal/approvals/00000000-0000-0000-0000-00000000012d";
    assert_eq!(press(&mut app, "o"), [Effect::Browse(address.into())]);
    press(&mut app, "d");
    assert!(app.overlay.is_none() && app.form.is_some());
}

#[test]
fn the_next_version_is_written_for_its_step() {
    let mut app = opened(1);
    go(&mut app, "VWith the price");
    assert!(drawn(&app).contains("Design · version 3 · Acme Coffee sees this"));
    let draft = sent(&press(&mut app, "<ctrl-s>")).unwrap();
    assert_eq!((draft.place.kind, draft.place.subject), (Kind::Version, id(STEP)));
    assert_eq!(draft.about, Some(About::Version { approval: id(APPROVAL) }));
}

#[test]
fn a_new_approval_is_filled_in_then_written_then_sent() {
    let mut app = board(140);
    go(&mut app, "n<tab><tab>Summer menu<tab><tab>Design<tab>Look at it<tab>7d<ctrl-n>Print<tab><tab>x");
    press(&mut app, "<ctrl-s>");
    let form = app.form.as_ref().unwrap();
    assert!(form.fields[form.at].error.as_ref().unwrap().contains("how far ahead"), "{form:?}");
    go(&mut app, "<back>14d<ctrl-s>");
    assert!(app.form.is_none());
    let screen = drawn(&app);
    assert!(screen.contains("First version · Acme Coffee sees this") && screen.contains("2 Print"), "{screen}");
    assert!(sent(&press(&mut app, "<ctrl-s>")).is_none(), "a version has a text or files");
    go(&mut app, "<ctrl-o>");
    assert_eq!(app.form.as_ref().unwrap().text("title"), "Summer menu");
    go(&mut app, "<esc>Here it is");
    let draft = sent(&press(&mut app, "<ctrl-s>")).unwrap();
    let plan = draft.plan().unwrap();
    assert_eq!((plan.title.as_str(), plan.workspace, plan.steps.len()), ("Summer menu", id(ACME), 2));
    assert_eq!(plan.steps[0].due_at, Some(now() + chrono::TimeDelta::days(7)));
    assert_eq!((app.view, draft.text.as_str()), (View::Approvals, "Here it is"));
}

#[test]
fn those_who_are_named_are_looked_for_before_anything_is_written() {
    let mut app = board(140);
    go(&mut app, "n<tab><tab>Summer menu<tab><tab>Design<tab><tab><tab><tab><tab>carla, victor");
    let effects = press(&mut app, "<ctrl-s>");
    let Some(Deed::Plan(None, plan)) = deed(&effects) else { panic!("{effects:?}") };
    assert_eq!(plan.steps[0].reviewers, ["carla", "victor"]);
    let message = "Nobody at Acme Coffee is called “victor”.".to_owned();
    let fault = ProblemField { field: "step1_reviewers".into(), message: message.clone() };
    let error = ApiError { kind: Reason::Invalid(vec![fault]), ..ApiError::unreachable(&message) };
    assert_eq!(crate::app::writing::why(&error), message, "it is said once");
    app.update(Message::Answer(calls(&effects)[0].0, Answer::Done(Err(error))));
    let form = app.form.as_ref().unwrap();
    assert_eq!(form.fields[form.at].name, "step1_reviewers");
    assert_eq!(drawn(&app).matches("Nobody at Acme").count(), 1);
    go(&mut app, &format!("{}<ctrl-s>", "<back>".repeat(", victor".len())));
    assert!(app.form.is_none() && drawn(&app).contains("First version · Acme Coffee sees this"));
}

#[test]
fn only_projects_of_the_chosen_client_are_offered() {
    let mut app = board(140);
    app.directory.get_mut().unwrap().projects[1].workspace.id = id(12);
    go(&mut app, "n<tab><right>");
    assert_eq!(app.form.as_ref().unwrap().chosen("project_id").as_deref(), Some("Site refresh"));
    go(&mut app, "<right>");
    assert_eq!(app.form.as_ref().unwrap().chosen("project_id").as_deref(), Some("no project"), "there is no other");
    // On to the client again: after the last field comes the first.
    go(&mut app, &format!("<right>{}<right>", "<tab>".repeat(9)));
    let form = app.form.as_ref().unwrap();
    assert_eq!((form.text("workspace_id"), form.text("project_id")), (id(12).to_string(), String::new()));
    go(&mut app, "<tab><right>");
    assert_eq!(app.form.as_ref().unwrap().chosen("project_id").as_deref(), Some("Loyalty app"));
}

#[test]
fn a_deadline_is_whole_or_a_day() {
    assert!(drawn(&board(140)).contains("2h client · due 5 Mar 11:00"));
    let screen = drawn(&board(120));
    assert!(screen.contains("2h client · due 5 Mar  "), "{screen}");
}

/// A console that has just sent a new approval of two steps, which waits ten seconds.
fn sent_for_approval() -> App {
    let mut app = board(140);
    go(&mut app, "n<tab><tab>Summer menu<tab><tab>Design<tab>Look at it<tab>7d<ctrl-n>Print<ctrl-s>Here it is<ctrl-s>");
    app
}

#[test]
fn a_new_approval_waits_and_is_written_again_when_it_is_taken_back() {
    let mut app = sent_for_approval();
    let screen = drawn(&app);
    assert!(app.drafts.is_empty() && screen.contains("⏲ approval sends in 10s · u undo"), "{screen}");
    assert!(!app.in_pane, "there is nothing of it to be looked at yet");
    go(&mut app, "u");
    assert_eq!(app.composer.as_ref().unwrap().text(), "Here it is");
    let plan = app.draft().unwrap().plan().unwrap();
    let steps: Vec<_> = plan.steps.iter().map(|step| (step.title.as_str(), step.due.as_str())).collect();
    assert_eq!(steps, [("Design", "7d"), ("Print", "")], "as they were typed");
    go(&mut app, "<ctrl-o>");
    let form = app.form.as_ref().unwrap();
    assert_eq!((form.text("title"), form.text("step1_instructions")), ("Summer menu".into(), "Look at it".into()));
}

#[test]
fn an_approval_sent_elsewhere_comes_back_as_the_server_knows_it() {
    let mut app = sent_for_approval();
    app.waiting[0].draft = None;
    go(&mut app, "u");
    assert_eq!(app.composer.as_ref().unwrap().text(), "Here it is");
    let plan = app.draft().unwrap().plan().unwrap();
    assert_eq!((plan.title.as_str(), plan.client.as_str(), plan.workspace), ("Summer menu", "Acme Coffee", id(ACME)));
    assert_eq!((plan.steps.len(), plan.steps[0].due.as_str()), (2, "2026-03-11 11:00"));
}

#[test]
fn an_agency_that_holds_nothing_sends_an_approval_at_once_and_shows_it() {
    let mut app = board(140);
    go(&mut app, "n<tab><tab>Summer menu<tab><tab>Design<ctrl-s>Here it is");
    let effects = press(&mut app, "<ctrl-s>");
    let mut done = held_approval("done", &sent(&effects).unwrap());
    done.result_id = Some(id(302));
    let effects = app.update(Message::Answer(calls(&effects)[0].0, Answer::Posted(Ok(Posted::Held(Box::new(done))))));
    assert!(app.waiting.is_empty() && app.notice.as_ref().unwrap().text == "Sent for approval.");
    assert!(calls(&effects).iter().any(|(_, call)| *call == Call::Approval(id(302))), "{effects:?}");
    assert_eq!((app.in_pane, app.approval.id), (true, Some(id(302))));
}

#[test]
fn an_approval_that_is_to_be_survives_a_crash() {
    let mut app = board(140);
    go(&mut app, "n<tab><tab>Summer menu<tab><tab>Design<ctrl-s>Half<esc>");
    let stored: Vec<Draft> =
        app.drafts.values().map(|draft| serde_json::from_slice(&serde_json::to_vec(draft).unwrap()).unwrap()).collect();
    assert_eq!(stored[0].plan().unwrap().title, "Summer menu");
    let mut next = console(140, 40);
    next.update(crate::message::Message::Drafts(Ok(stored)));
    go(&mut next, "D<enter>");
    assert_eq!(next.composer.as_ref().unwrap().text(), "Half");
}

#[test]
fn the_history_is_read_entry_by_entry() {
    let mut app = opened(0);
    app.approval.data.get_mut().unwrap().events[3].detail = r#"{"feedback":"Larger.","number":2}"#.into();
    go(&mut app, "G<enter>");
    assert!(drawn(&app).contains("Entry 4 of the history") && drawn(&app).contains("8e0c51f4a97de2c1"));
    assert!(drawn(&app).contains("feedback: Larger.") && !drawn(&app).contains('{'), "{}", drawn(&app));
}

#[test]
fn narrow_terminals_have_a_list() {
    let app = board(80);
    assert!(!app.has_columns());
    assert!(drawn(&app).contains("▲ Needs changes"));
}

#[test]
fn a_late_look_at_an_approval_leaves_what_is_newer_on_the_board() {
    let mut app = board(140);
    let row = &mut app.board.remote.get_mut().unwrap().items[0];
    (row.version, row.title) = (9, "Summer campaign".into());
    app.update(Message::Answer(Ticket(0), Answer::Approval(Ok(Box::new(approval_view())))));
    assert_eq!((app.board.rows()[0].id, app.board.rows()[0].title.as_str()), (id(APPROVAL), "Summer campaign"));
}
