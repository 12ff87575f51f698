use std::collections::BTreeMap;

use portico_openapi::{
    ApiError, Kind, StaffEvent, StaffEventKind,
    types::{ProblemField, RunStatus, TriggerKind},
};

use crate::{
    app::{App, Overlay},
    automation::{Deed, Part, Whole},
    effect::{Call, Effect},
    fixture::*,
    message::{Answer, Live, Message, Timer},
    office,
    remote::Ticket,
};

/// What is done by itself before someone who may do everything with it.
fn automation(keys: &str) -> App {
    let mut app = admins_console(140, 40);
    go(&mut app, &format!("w{keys}"));
    app
}

/// What is done about it.
pub(super) fn deed(effects: &[Effect]) -> Option<(Ticket, Deed)> {
    calls(effects).into_iter().find_map(|(ticket, call)| match call {
        Call::Do(_, deed) => match *deed {
            office::Deed::Automation(deed) => Some((ticket, deed)),
            _ => None,
        },
        _ => None,
    })
}

pub(super) fn asked(effects: &[Effect]) -> Option<Deed> {
    deed(effects).map(|(_, deed)| deed)
}

fn edited(app: &mut App, text: &str) {
    let effects = app.update(Message::Edited(Ok(text.into())));
    serve(app, &effects);
}

#[test]
fn the_parts_are_a_key_apart_and_go_round() {
    let mut app = automation("");
    for part in Part::ALL {
        assert_eq!(app.automation.part, part);
        go(&mut app, "l");
    }
    assert_eq!(app.automation.part, Part::Workflows);
    go(&mut app, "h");
    assert_eq!(app.automation.part, Part::Forms);
    go(&mut app, ":runs<enter>");
    assert_eq!(app.automation.part, Part::Runs);
}

#[test]
fn a_run_by_hand_is_asked_for_its_inputs() {
    let mut app = automation("");
    press(&mut app, "r");
    assert!(drawn(&app).contains("choose one"), "nothing is chosen for anybody");
    let started = asked(&press(&mut app, "<right><right><tab>12<ctrl-s>"));
    let given = BTreeMap::from([("month".to_owned(), "February".to_owned()), ("visits".to_owned(), "12".to_owned())]);
    assert_eq!(started, Some(Deed::Start(id(WORKFLOW), given)));
    let mut app = automation("");
    press(&mut app, "r");
    let effects = press(&mut app, "<ctrl-s>");
    let (ticket, deed) = deed(&effects).unwrap();
    assert_eq!(deed, Deed::Start(id(WORKFLOW), BTreeMap::new()), "the server says what is missing");
    let fault = ProblemField { field: "inputs.visits".into(), message: "This is no number.".into() };
    let error = ApiError { kind: Kind::Invalid(vec![fault]), ..ApiError::unreachable("") };
    app.update(Message::Answer(ticket, Answer::Done(Err(error))));
    let form = app.form.as_ref().unwrap();
    assert_eq!(form.fields[form.at].error.as_deref(), Some("This is no number."));
}

#[test]
fn a_paused_workflow_has_no_key_that_runs_it_and_goes_on() {
    let mut app = automation("j");
    assert!(press(&mut app, "r").is_empty() && app.form.is_none() && app.overlay.is_none());
    assert_eq!(asked(&press(&mut app, "p")), Some(Deed::Resume(id(602))));
    let mut app = automation("");
    assert_eq!(asked(&press(&mut app, "p")), Some(Deed::Pause(id(WORKFLOW))));
}

#[test]
fn archiving_needs_the_name_and_an_archived_one_has_few_keys() {
    let mut app = automation("");
    assert!(asked(&press(&mut app, "A<enter>")).is_none());
    assert_eq!(asked(&press(&mut app, "Monthly numbers<enter>")), Some(Deed::Archive(id(WORKFLOW))));
    let mut app = automation("jjj<enter>");
    for key in ["A", "P", "e", "t", "p", "r", "s"] {
        assert!(deed(&press(&mut app, key)).is_none() && app.overlay.is_none() && app.form.is_none(), "{key}");
    }
}

#[test]
fn a_key_that_needs_the_whole_workflow_opens_it() {
    let mut app = automation("");
    assert!(!app.in_pane);
    go(&mut app, "e");
    assert!(app.in_pane, "{}", drawn(&app));
}

#[test]
fn publishing_counts_what_changes_and_asks_first() {
    let mut app = automation("<enter>");
    assert!(asked(&press(&mut app, "P")).is_none());
    let screen = drawn(&app);
    assert!(screen.contains("Publish version 3") && screen.contains("1 line new, 1"), "{screen}");
    for mark in ["+ ", "- "] {
        let shown = screen.lines().any(|line| line.contains(&format!("│ {mark}")));
        assert!(shown, "what comes and goes is read before it is published: {screen}");
    }
    let published = asked(&press(&mut app, "Y"));
    let expected = Deed::Publish { workflow: id(WORKFLOW), seen: 4, version: id(DEFINED + 1), number: 3 };
    assert_eq!(published, Some(expected));
}

#[test]
fn a_version_shows_what_it_changes() {
    let mut app = automation("<enter>");
    while app.row() != Some(office::Subject::Definition(id(DEFINED + 1))) {
        go(&mut app, "j");
    }
    go(&mut app, "<enter>");
    let Some(Overlay::Reading(reading)) = &app.overlay else { panic!() };
    assert!(reading.text.contains("-       method: GET\n+       method: POST"), "{}", reading.text);
}

#[test]
fn a_definition_is_written_outside_checked_and_kept_as_a_version() {
    let mut app = automation("<enter>");
    let effects = press(&mut app, "e");
    let Some(Effect::Edit(text, "yaml")) = effects.last() else { panic!("{effects:?}") };
    assert!(text.contains("method: POST"), "the latest version is written on");
    let text = text.clone();
    edited(&mut app, &format!("{text}# wrong\u{1b}[2J\n"));
    let screen = drawn(&app);
    assert!(screen.contains("✕ line 2, steps.0.http: There is no method."), "{screen}");
    assert!(screen.contains("# wrong[2J") && screen.contains("not saved") && !screen.contains('\u{1b}'), "{screen}");
    assert!(app.has_unsaved_document());
    go(&mut app, "1w");
    assert!(drawn(&app).contains("# wrong"), "it is here when one comes back");
    assert!(matches!(press(&mut app, "e").last(), Some(Effect::Edit(..))));
    edited(&mut app, &format!("{text}# right\n"));
    assert!(drawn(&app).contains("✓ Nothing is wrong with it."));
    let effects = press(&mut app, "<ctrl-s>");
    assert_eq!(asked(&effects), Some(Deed::Write(id(WORKFLOW), format!("{text}# right\n"))));
    serve(&mut app, &effects);
    assert!(!app.has_unsaved_document() && app.in_pane);
    assert!(app.notice.as_ref().unwrap().text.contains("Version 4 is saved."));
}

#[test]
fn what_is_refused_is_kept_and_says_where() {
    let mut app = automation("h<enter>");
    press(&mut app, "e");
    edited(&mut app, "pages: []\n");
    let (ticket, _) = deed(&press(&mut app, "<ctrl-s>")).unwrap();
    let message = "line 1, pages: There is no page.".to_owned();
    let fault = ProblemField { field: "schema".into(), message };
    let error = ApiError { kind: Kind::Invalid(vec![fault]), ..ApiError::unreachable("No.") };
    app.update(Message::Answer(ticket, Answer::Done(Err(error))));
    let screen = drawn(&app);
    assert!(screen.contains("✕ line 1, pages: There is no page.") && screen.contains("1 ✕ pages: []"), "{screen}");
    press(&mut app, "<esc>");
    assert!(matches!(app.overlay, Some(Overlay::ConfirmDiscard)), "it is not left without asking");
    press(&mut app, "x");
    assert!(!app.has_unsaved_document());
}

#[test]
fn an_editor_that_changes_nothing_leaves_nothing_behind() {
    let mut app = automation("<enter>");
    let effects = press(&mut app, "e");
    let Some(Effect::Edit(text, _)) = effects.last() else { panic!() };
    let text = text.clone();
    edited(&mut app, &text);
    assert!(app.automation.document.is_none() && !app.automation.writes);
    press(&mut app, "e");
    app.update(Message::Edited(Err("vi is not there".into())));
    assert!(app.automation.document.is_none() && app.notice.as_ref().unwrap().failed);
}

#[test]
fn a_new_form_is_named_and_then_written() {
    let mut app = automation("h");
    press(&mut app, "n<tab>About you");
    let effects = press(&mut app, "<ctrl-s>");
    assert!(matches!(effects.last(), Some(Effect::Edit(text, "yaml")) if text.contains("pages:")));
    edited(&mut app, "pages: [{}]\n");
    match asked(&press(&mut app, "<ctrl-s>")) {
        Some(Deed::Put(new)) => assert_eq!((new.title.as_str(), new.schema.as_str()), ("About you", "pages: [{}]\n")),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_webhooks_secrets_are_shown_once_and_closed_on_purpose() {
    let mut app = automation("<enter>");
    go(&mut app, "t<right>");
    let effects = press(&mut app, "<ctrl-s>");
    match asked(&effects) {
        Some(Deed::Trigger(_, new)) => {
            assert_eq!((new.kind, new.signed, new.cron), (TriggerKind::Webhook, Some(true), None))
        }
        other => panic!("{other:?}"),
    }
    serve(&mut app, &effects);
    let screen = drawn(&app);
    assert!(screen.contains("/hooks/s3cr3t") && screen.contains("sign-with-this"), "{screen}");
    press(&mut app, "<esc>");
    assert!(app.overlay.is_some(), "esc does not close what is not shown again");
    press(&mut app, "Y");
    assert!(app.overlay.is_none() && !drawn(&app).contains("s3cr3t"));
}

#[test]
fn a_failed_run_says_why_and_goes_on_from_there() {
    let mut app = automation("l<enter>");
    let screen = drawn(&app);
    for words in ["http_status · answered 503 · may work another time", "The server answered 503.", "3 attempts"] {
        assert!(screen.contains(words), "{words}\n{screen}");
    }
    assert!(!screen.contains('\u{1b}'));
    assert!(asked(&press(&mut app, "x")).is_none() && app.overlay.is_none(), "what has ended is not cancelled");
    assert_eq!(asked(&press(&mut app, "r")), Some(Deed::Retry(id(RUN))));
}

#[test]
fn a_run_is_cancelled_and_repeated_only_after_another_key() {
    let mut app = automation("lj");
    assert!(asked(&press(&mut app, "x")).is_none());
    assert_eq!(asked(&press(&mut app, "Y")), Some(Deed::Cancel(id(RUN + 1))));
    let mut app = automation("l");
    assert!(asked(&press(&mut app, "a")).is_none());
    assert_eq!(asked(&press(&mut app, "Y")), Some(Deed::Replay(id(RUN))));
}

#[test]
fn a_waiting_run_names_what_it_waits_for_and_leads_there() {
    let mut app = automation("lj<enter>");
    let screen = drawn(&app);
    assert!(screen.contains("Waiting for the connection Drive (carla@acme.test)"), "{screen}");
    assert!(screen.contains("Carla Ortiz of Acme Coffee"), "who can mend it\n{screen}");
    go(&mut app, "<enter>");
    assert_eq!((app.automation.part, app.automation.opened.id), (Part::Connections, Some(id(CONNECTION + 1))));
    go(&mut app, "<esc>");
    assert_eq!((app.automation.part, app.automation.opened.id), (Part::Runs, Some(id(RUN + 1))), "and back");
}

#[test]
fn runs_are_narrowed_to_a_workflow_and_a_status() {
    let mut app = automation("U");
    assert_eq!(app.automation.part, Part::Runs);
    let effects = press(&mut app, "/<tab><right><right><right><right><right><ctrl-s>");
    let wanted = calls(&effects).into_iter().find_map(|(_, call)| match call {
        Call::Shelf(wanted) => Some(wanted.narrowing),
        _ => None,
    });
    let wanted = wanted.unwrap();
    assert_eq!((wanted.runs, wanted.workflow.map(|(id, _)| id)), (Some(RunStatus::Failed), Some(id(WORKFLOW))));
}

#[test]
fn news_of_runs_are_fetched_where_they_are_looked_at() {
    let event = || {
        let kind = StaffEventKind::RunChanged;
        let none = None;
        let event = StaffEvent {
            id: id(1),
            kind,
            workspace_id: none,
            request_id: none,
            project_id: none,
            approval_id: none,
            actor_id: none,
        };
        Message::Live(Live::Event(event))
    };
    let mut app = automation("l<enter>");
    assert!(matches!(app.update(event()).as_slice(), [Effect::After(_, Timer::Refresh)]));
    let asked = calls(&app.update(Message::Timer(Timer::Refresh)));
    assert!(asked.iter().any(|(_, call)| matches!(call, Call::Shelf(_))));
    assert!(asked.iter().any(|(_, call)| matches!(call, Call::Whole(Part::Runs, _))));
    let mut app = console(140, 40);
    assert!(app.update(event()).is_empty());
}

#[test]
fn being_told_of_a_failure_leads_to_the_clients_failed_runs() {
    let mut app = automation("8");
    let told = &mut app.notifications.get_mut().unwrap()[0];
    (told.kind, told.request_id, told.workspace_id) = ("run_failed".into(), None, Some(id(ACME)));
    go(&mut app, "<enter>");
    let narrowing = &app.automation.narrowing;
    assert_eq!((app.automation.part, narrowing.runs), (Part::Runs, Some(RunStatus::Failed)));
    assert_eq!(narrowing.workspace, Some(id(ACME)));
}

#[test]
fn being_told_of_a_run_or_a_form_leads_to_it() {
    for (kind, run, form, part) in [
        ("run_failed", Some(id(RUN)), None, Part::Runs),
        ("form_submitted", None, Some(id(FORM)), Part::Forms),
        ("staff_notified", Some(id(RUN)), Some(id(FORM)), Part::Runs),
    ] {
        let mut app = automation("8");
        let told = &mut app.notifications.get_mut().unwrap()[0];
        (told.kind, told.request_id, told.run_id, told.form_id) = (kind.into(), None, run, form);
        go(&mut app, "<enter>");
        assert_eq!((app.automation.part, app.automation.opened.id), (part, run.or(form)), "{kind}");
    }
}

#[test]
fn a_connection_is_checked_asked_for_and_taken_away_by_name() {
    let mut app = automation("ll");
    assert_eq!(asked(&press(&mut app, "c")), Some(Deed::Check(id(CONNECTION))));
    let mut app = automation("llj");
    press(&mut app, "adana@acme.test");
    let effects = press(&mut app, "<ctrl-s>");
    match asked(&effects) {
        Some(Deed::Ask(new)) => assert_eq!(new.connection_ids, [id(CONNECTION + 1)]),
        other => panic!("{other:?}"),
    }
    serve(&mut app, &effects);
    assert!(drawn(&app).contains("/c/t0ken"));
    let mut app = automation("ll");
    assert!(asked(&press(&mut app, "x<enter>")).is_none());
    assert_eq!(asked(&press(&mut app, "Contacts<enter>")), Some(Deed::Disconnect(id(CONNECTION))));
    let mut member = console(140, 40);
    go(&mut member, "wll");
    press(&mut member, "x");
    assert!(member.overlay.is_none(), "what one may not do has no key");
}

#[test]
fn a_providers_secret_is_drawn_nowhere() {
    let mut app = automation("llll");
    press(&mut app, "n<tab><tab>abc<tab>hunter2");
    assert!(!drawn(&app).contains("hunter2"));
    let effects = press(&mut app, "<ctrl-s>");
    assert!(!format!("{effects:?}").contains("hunter2"), "nor logged");
    match asked(&effects) {
        Some(Deed::SetUp(new, secret)) => {
            assert_eq!((new.oauth_secret.as_ref(), secret.map(|secret| secret.0)), (None, Some("hunter2".into())));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_was_sent_is_read_without_its_escapes() {
    let mut app = automation("h<enter>");
    while !matches!(app.row(), Some(office::Subject::Submission(_))) {
        go(&mut app, "j");
    }
    go(&mut app, "<enter>");
    let screen = drawn(&app);
    assert!(screen.contains("How many seats?") && screen.contains("The old[31m counter"), "{screen}");
}

#[test]
fn hostile_names_move_nothing_and_small_screens_are_bearable() {
    let mut app = automation("<enter>");
    let Some(Whole::Workflow(view)) = app.automation.opened.data.get_mut().map(Box::as_mut) else { panic!() };
    view.workflow.name = "x\u{1b}[2J\u{202e}y\nz".into();
    view.workflow.purpose = "\u{1b}]0;gone\u{7}".into();
    view.versions[0].author.name = "\u{9b}31m".into();
    view.runs[0].starter = Some("\u{1b}c".into());
    view.triggers[1].cron = Some("\u{1b}[H".into());
    let screen = drawn(&app);
    assert!(screen.chars().all(|c| !crate::foreign::is_hidden(c) || c == '\n'), "{screen}");
    for keys in ["w", "w<enter>", "wl<enter>", "wll<enter>", "wlll<enter>", "wllll<enter>", "wh<enter>"] {
        for (width, height) in [(1, 1), (5, 3), (20, 6), (30, 10), (60, 12)] {
            let mut app = admins_console(width, height);
            go(&mut app, keys);
            drawn(&app);
        }
    }
}
