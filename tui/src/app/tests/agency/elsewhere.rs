use portico_openapi::{
    ApiError, Kind,
    types::{
        EngineKind, EngineStop, EngineStopState, InputKind, ProblemField, RunDetail, WorkflowEngine, WorkflowStatus,
    },
};

use super::automation::{asked, deed};
use crate::{
    app::{App, Overlay},
    automation::{Deed, Part, Whole},
    effect::Effect,
    fixture::*,
    message::{Answer, Message},
    office,
};

/// What others run, before someone who may set it up.
fn engines(keys: &str) -> App {
    turned(Part::Engines, keys)
}

fn templates(keys: &str) -> App {
    turned(Part::Templates, keys)
}

fn turned(part: Part, keys: &str) -> App {
    let mut app = admins_console(140, 40);
    go(&mut app, "w");
    while app.automation.part != part {
        go(&mut app, "l");
    }
    go(&mut app, keys);
    app
}

fn said(app: &App) -> &str {
    app.notice.as_ref().map_or("", |notice| notice.text.as_str())
}

#[test]
fn an_engines_key_is_drawn_nowhere_and_what_both_sign_with_once() {
    let mut app = engines("");
    press(&mut app, "n<tab>Our n8n<tab>https://n8n.test<tab>hunter2");
    assert!(!drawn(&app).contains("hunter2"));
    let effects = press(&mut app, "<ctrl-s>");
    assert!(!format!("{effects:?}").contains("hunter2"), "nor logged");
    match asked(&effects) {
        Some(Deed::SetUpEngine(new, key)) => {
            assert_eq!(
                (new.kind, new.name.as_str(), new.url.as_str()),
                (EngineKind::N8n, "Our n8n", "https://n8n.test")
            );
            assert_eq!((new.api_key, key.map(|key| key.0)), (None, Some("hunter2".into())));
        }
        other => panic!("{other:?}"),
    }
    serve(&mut app, &effects);
    assert!(drawn(&app).contains("both-sign-with-this"));
    press(&mut app, "<esc>");
    assert!(app.overlay.is_some(), "esc does not close what is not shown again");
    press(&mut app, "Y");
    assert!(app.overlay.is_none() && !drawn(&app).contains("both-sign-with-this"));
    assert_eq!((app.automation.part, app.automation.opened.id), (Part::Engines, Some(id(ENGINE))));
}

#[test]
fn an_engine_is_changed_as_it_was_seen_and_its_key_only_where_one_is_typed() {
    let mut app = engines("");
    press(&mut app, "e");
    match asked(&press(&mut app, "!<ctrl-s>")) {
        Some(Deed::AlterEngine(which, 2, change, None)) => {
            assert_eq!((which, change.name.as_deref(), change.api_key), (id(ENGINE), Some("Our n8n!"), None));
        }
        other => panic!("{other:?}"),
    }
    let mut app = engines("j");
    press(&mut app, "e");
    assert!(!app.form.as_ref().unwrap().has("api_key"), "only n8n has one");
}

#[test]
fn an_engine_goes_by_its_name_and_only_for_who_may() {
    let mut app = engines("");
    assert!(asked(&press(&mut app, "x<enter>")).is_none());
    assert_eq!(asked(&press(&mut app, "Our n8n<enter>")), Some(Deed::TakeEngineDown(id(ENGINE))));
    let mut member = console(140, 40);
    go(&mut member, ":engines<enter>");
    for key in ["x", "e", "n"] {
        press(&mut member, key);
        assert!(member.overlay.is_none() && member.form.is_none(), "{key}: what one may not do has no key");
    }
    go(&mut member, "<enter>");
    press(&mut member, "i");
    assert!(member.form.is_some(), "workflows are everybody's");
}

#[test]
fn what_an_engine_has_is_brought_here_for_a_client() {
    let mut app = engines("<enter>jj");
    assert!(!drawn(&app).contains('\u{1b}'));
    press(&mut app, "<enter>");
    assert_eq!(app.form.as_ref().unwrap().text("remote_id"), "wf2", "the one under the cursor");
    assert!(asked(&press(&mut app, "<ctrl-s>")).is_none(), "its client reads what it is for");
    let effects = press(&mut app, "Counts the stock<ctrl-s>");
    match asked(&effects) {
        Some(Deed::Bring(engine, new)) => {
            assert_eq!((engine, new.workspace_id, new.remote_id.as_deref()), (id(ENGINE), id(ACME), Some("wf2")));
            assert_eq!((new.purpose.as_str(), new.name, new.start_url), ("Counts the stock", None, None));
        }
        other => panic!("{other:?}"),
    }
    serve(&mut app, &effects);
    assert_eq!(app.automation.part, Part::Workflows, "it is looked at");
}

#[test]
fn an_engine_that_does_not_say_what_it_has_is_shown_all_the_same() {
    let mut app = engines("<enter>");
    let Some(Whole::Engine(view)) = app.automation.opened.data.get_mut().map(Box::as_mut) else { panic!() };
    view.offers = Err("the engine has not said it: the engine answered 401".into());
    let screen = drawn(&app);
    assert!(
        screen.contains("✕ the engine has not said it") && screen.contains("https://n8n.northwind.test"),
        "{screen}"
    );
    press(&mut app, "i");
    assert!(app.form.is_none() && app.notice.as_ref().unwrap().failed);
}

#[test]
fn a_program_that_is_asked_nothing_is_told_where_it_starts() {
    let mut app = engines("j<enter>");
    press(&mut app, "i<tab>Sync<tab>Syncs<tab><tab><tab>https://windmill.northwind.test/start");
    match asked(&press(&mut app, "<ctrl-s>")) {
        Some(Deed::Bring(_, new)) => {
            assert_eq!((new.name.as_deref(), new.remote_id, new.status_url), (Some("Sync"), None, None));
            assert_eq!(new.start_url.as_deref(), Some("https://windmill.northwind.test/start"));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_starting_it_asks_for_is_said_where_it_is_made() {
    let mut app = engines("j<enter>");
    press(
        &mut app,
        "i<tab>Sync<tab>Syncs<tab><tab><tab>https://windmill.northwind.test/start<tab><tab><tab>month*: moon",
    );
    assert!(asked(&press(&mut app, "<ctrl-s>")).is_none());
    let form = app.form.as_ref().unwrap();
    assert!(form.fields[form.at].name == "inputs" && form.fields[form.at].error.is_some(), "there is no such kind");
    let effects = press(&mut app, "<back><back><back><back>choice (May, June) Which month<enter>pages: number<ctrl-s>");
    let (ticket, deed) = deed(&effects).unwrap();
    match deed {
        Deed::Bring(_, new) => {
            let inputs = new.inputs.unwrap();
            let first = (inputs[0].name.as_str(), inputs[0].kind, inputs[0].required, inputs[0].label.as_deref());
            assert_eq!(first, ("month", InputKind::Choice, Some(true), Some("Which month")));
            assert_eq!(inputs[0].choices, Some(vec!["May".to_owned(), "June".to_owned()]));
            assert_eq!(
                (inputs[1].name.as_str(), inputs[1].kind, &inputs[1].choices),
                ("pages", InputKind::Number, &None)
            );
        }
        other => panic!("{other:?}"),
    }
    let fault = ProblemField { field: "inputs.1.name".into(), message: "No such name.".into() };
    let error = ApiError { kind: Kind::Invalid(vec![fault]), ..ApiError::unreachable("") };
    app.update(Message::Answer(ticket, Answer::Done(Err(error))));
    let form = app.form.as_ref().unwrap();
    assert_eq!((form.fields[form.at].name.as_ref(), form.text("name").as_str()), ("inputs", "Sync"));
    assert_eq!(form.fields[form.at].error.as_deref(), Some("No. 2: No such name."));
}

#[test]
fn what_starting_it_asks_for_is_changed_only_where_it_was_and_only_where_an_engine_runs_it() {
    let settings = |engine, keys: &str| {
        let mut app = turned(Part::Workflows, "<enter>");
        let Some(Whole::Workflow(view)) = app.automation.opened.data.get_mut().map(Box::as_mut) else { panic!() };
        view.workflow.engine = engine;
        press(&mut app, "s");
        let offered = app.form.as_ref().unwrap().has("inputs");
        match asked(&press(&mut app, keys)) {
            Some(Deed::Change(_, 4, change)) => (offered, change.inputs),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(settings(WorkflowEngine::Here, "<ctrl-s>"), (false, None), "its definition says it");
    assert_eq!(settings(WorkflowEngine::Http, "!<ctrl-s>"), (true, None), "another name asks for the same");
    let (_, inputs) = settings(WorkflowEngine::N8n, "<tab><tab><tab><tab><enter>day*: date<ctrl-s>");
    let inputs = inputs.unwrap();
    let names: Vec<&str> = inputs.iter().map(|input| input.name.as_str()).collect();
    assert_eq!((names, inputs[0].label.as_deref()), (vec!["month", "visits", "day"], Some("For which month")));
    assert_eq!((inputs[2].kind, inputs[2].required), (InputKind::Date, Some(true)));
}

#[test]
fn what_another_engine_runs_is_not_written_here_and_begins_by_going_on() {
    let mut app = turned(Part::Workflows, "<enter>");
    let Some(Whole::Workflow(view)) = app.automation.opened.data.get_mut().map(Box::as_mut) else { panic!() };
    view.workflow.engine = WorkflowEngine::N8n;
    view.workflow.status = WorkflowStatus::Draft;
    let screen = drawn(&app);
    assert!(screen.contains("an n8n of yours") && screen.contains("It begins with p."), "{screen}");
    assert!(!screen.contains("steps:") && !screen.contains("e writes it"), "{screen}");
    for key in ["e", "P"] {
        assert!(press(&mut app, key).is_empty() && app.overlay.is_none(), "{key}");
    }
    assert_eq!(asked(&press(&mut app, "p")), Some(Deed::Resume(id(WORKFLOW))));
}

#[test]
fn what_another_engine_is_given_is_asked_for_as_anything_is() {
    let mut app = turned(Part::Workflows, "<enter>");
    let Some(Whole::Workflow(view)) = app.automation.opened.data.get_mut().map(Box::as_mut) else { panic!() };
    view.workflow.engine = WorkflowEngine::Http;
    view.workflow.active_version_id = None;
    press(&mut app, "r");
    match asked(&press(&mut app, "<right><tab>12<ctrl-s>")) {
        Some(Deed::Start(which, given)) => {
            assert_eq!((which, given.len(), given["month"].as_str()), (id(WORKFLOW), 2, "January"));
        }
        other => panic!("{other:?}"),
    }
}

/// A run that goes on, in the pane.
fn at_an_engine(change: impl FnOnce(&mut RunDetail)) -> App {
    let mut app = turned(Part::Runs, "jj<enter>");
    let Some(Whole::Run(detail)) = app.automation.opened.data.get_mut().map(Box::as_mut) else { panic!() };
    change(detail);
    app
}

#[test]
fn before_a_run_is_cancelled_it_is_said_whether_its_engine_can_be_told() {
    for (can, words) in [(Some(true), "is told to stop it"), (Some(false), "cannot be told"), (None, "stays done.")] {
        let mut app = at_an_engine(|detail| detail.run.engine_can_stop = can);
        assert!(asked(&press(&mut app, "x")).is_none());
        let Some(Overlay::Confirm(question)) = &app.overlay else { panic!() };
        assert!(question.words.contains(words), "{}", question.words);
        assert_eq!(question.words.contains("engine"), can.is_some(), "{}", question.words);
        assert_eq!(asked(&press(&mut app, "Y")), Some(Deed::Cancel(id(RUN + 2))));
    }
}

#[test]
fn a_cancelled_run_says_whether_its_engine_was_told_and_why_not() {
    let shown = |state, message: Option<&str>| {
        let message = message.map(str::to_owned);
        let stop = EngineStop { state, message, asked_at: now(), settled_at: None };
        drawn(&at_an_engine(|detail| detail.engine_stop = Some(stop)))
    };
    assert!(shown(EngineStopState::Told, None).contains("Its engine was told to stop it."));
    assert!(shown(EngineStopState::Over, None).contains("had ended at its engine"));
    assert!(shown(EngineStopState::NoWay, None).contains("no way of telling its engine"));
    let busy = shown(EngineStopState::Asking, Some("answered 503"));
    assert!(busy.contains("being told to stop it: answered 503."), "{busy}");
    let untold = shown(EngineStopState::Untold, Some("no\u{1b}[2J key"));
    assert!(untold.contains("could not be told to stop it") && !untold.contains('\u{1b}'), "{untold}");
    assert!(!drawn(&at_an_engine(|_| ())).contains("ts engine"), "nothing was told of what runs here");
}

#[test]
fn a_providers_client_is_changed_only_where_it_was() {
    let mut app = turned(Part::Providers, "");
    press(&mut app, "e<tab>");
    match asked(&press(&mut app, "-new<ctrl-s>")) {
        Some(Deed::AlterProvider(which, 1, change, None)) => {
            assert_eq!((which, change.oauth_client.as_deref()), (id(651), Some("abc-123-new")));
            assert_eq!((change.name, change.settings), (None, None));
        }
        other => panic!("{other:?}"),
    }
    let mut app = turned(Part::Providers, "");
    press(&mut app, "e<tab><tab>hunter3<tab>crm.read crm.write");
    assert!(!drawn(&app).contains("hunter3"));
    match asked(&press(&mut app, "<ctrl-s>")) {
        Some(Deed::AlterProvider(_, _, change, Some(secret))) => {
            let scopes = change.settings.and_then(|settings| settings.scopes);
            assert_eq!((secret.0.as_str(), scopes), ("hunter3", Some(vec!["crm.read".into(), "crm.write".into()])));
        }
        other => panic!("{other:?}"),
    }
    let mut app = turned(Part::Providers, "");
    press(&mut app, "e<tab><ctrl-u>");
    assert!(asked(&press(&mut app, "<ctrl-s>")).is_none(), "what is set can be another, and not nothing");
    let mut member = console(140, 40);
    go(&mut member, ":providers<enter>");
    press(&mut member, "e");
    assert!(member.form.is_none());
}

#[test]
fn a_template_is_named_then_written_and_checked_before_it_is_kept() {
    let mut app = templates("");
    press(&mut app, "nMonth’s end<tab>Asks<ctrl-s>");
    assert!(app.form.is_some(), "two of one name are told apart by nobody");
    let effects = press(&mut app, "<up><up>Year, <ctrl-s>");
    assert!(matches!(effects.last(), Some(Effect::Edit(text, "yaml")) if text.contains("steps:")), "{effects:?}");
    let effects = app.update(Message::Edited(Ok("steps: []\n# wrong\n".into())));
    serve(&mut app, &effects);
    assert!(drawn(&app).contains("✕ line 2, steps.0.http: There is no method."));
    press(&mut app, "e");
    let effects = app.update(Message::Edited(Ok("steps: [1]\n".into())));
    serve(&mut app, &effects);
    assert!(drawn(&app).contains("ctrl-s keeps it as a template."));
    let effects = press(&mut app, "<ctrl-s>");
    match asked(&effects) {
        Some(Deed::Draft(new)) => {
            assert_eq!((new.name.as_str(), new.definition.as_str()), ("Month’s endYear,", "steps: [1]\n"))
        }
        other => panic!("{other:?}"),
    }
    serve(&mut app, &effects);
    assert_eq!((app.automation.opened.id, app.in_pane), (Some(id(TEMPLATE)), true));
    assert!(!app.has_unsaved_document());
}

#[test]
fn what_a_template_does_is_changed_as_it_was_seen() {
    let mut app = templates("");
    let effects = press(&mut app, "e");
    let Some(Effect::Edit(text, "yaml")) = effects.last() else { panic!("{effects:?}") };
    let text = format!("{text}\n# more\n");
    let effects = app.update(Message::Edited(Ok(text.clone())));
    serve(&mut app, &effects);
    let (ticket, deed) = deed(&press(&mut app, "<ctrl-s>")).unwrap();
    match deed {
        Deed::Redraft(which, 5, change) => assert_eq!((which, change.definition), (id(TEMPLATE), Some(text))),
        other => panic!("{other:?}"),
    }
    let fault = ProblemField { field: "definition".into(), message: "line 1, steps: There is no step.".into() };
    let error = ApiError { kind: Kind::Invalid(vec![fault]), ..ApiError::unreachable("No.") };
    app.update(Message::Answer(ticket, Answer::Done(Err(error))));
    assert!(drawn(&app).contains("✕ line 1, steps: There is no step.") && app.has_unsaved_document());
}

#[test]
fn clients_that_have_none_are_given_one_all_or_none() {
    let mut app = templates("");
    press(&mut app, "a");
    assert!(app.overlay.is_none() && said(&app).contains("Open the template first"));
    go(&mut app, "<enter>a");
    let screen = drawn(&app);
    assert!(screen.contains("Bluebird Health"), "{screen}");
    let Some(Overlay::Picker(picker, _)) = &app.overlay else { panic!() };
    assert_eq!(picker.items.len(), 1, "who has it is not offered");
    go(&mut app, "<tab><enter>");
    assert!(drawn(&app).contains("For Bluebird Health."), "{}", drawn(&app));
    let effects = press(&mut app, " <ctrl-s>");
    match asked(&effects) {
        Some(Deed::Give(which, new)) => {
            assert_eq!((which, new.workspace_ids, new.publish), (id(TEMPLATE), vec![id(12)], Some(true)))
        }
        other => panic!("{other:?}"),
    }
    serve(&mut app, &effects);
    assert_eq!(said(&app), "1 workflow is made of it.");
}

#[test]
fn rolling_out_shows_what_would_change_and_asks_with_another_key() {
    let mut app = templates("");
    let effects = press(&mut app, "P");
    assert_eq!(asked(&effects), Some(Deed::Compare(id(TEMPLATE))));
    serve(&mut app, &effects);
    let screen = drawn(&app);
    for words in
        ["[✓] ● Acme Coffee · published", "1 line new, 1 gone", "‖ Franchise Foods East · paused", "is left alone"]
    {
        assert!(screen.contains(words), "{words}\n{screen}");
    }
    assert!(!screen.contains("Greenfield"), "who has it already is not told");
    go(&mut app, "<enter>");
    let Some(Overlay::Reading(reading)) = &app.overlay else { panic!() };
    assert!(reading.text.contains("-       method: POST\n+       method: GET"), "{}", reading.text);
    go(&mut app, "<esc>");
    assert!(asked(&press(&mut app, "<ctrl-s>")).is_none());
    let screen = drawn(&app);
    assert!(screen.contains("Acme Coffee and Franchise Foods West"), "{screen}");
    assert!(screen.contains("1 draft stays"), "{screen}");
    let effects = press(&mut app, "Y");
    assert_eq!(asked(&effects), Some(Deed::RollOut(id(TEMPLATE), 3, vec![id(GIVEN), id(GIVEN + 3)])));
    serve(&mut app, &effects);
    assert!(app.automation.roll.is_none() && said(&app) == "2 workflows are on version 3 of the template now.");
}

#[test]
fn only_the_ticked_get_it_and_nobody_where_none_is() {
    let mut app = templates("P");
    go(&mut app, " ");
    go(&mut app, " ");
    press(&mut app, "<ctrl-s>");
    assert_eq!(asked(&press(&mut app, "Y")), Some(Deed::RollOut(id(TEMPLATE), 3, vec![id(GIVEN + 3)])));
    let mut app = templates("P**");
    go(&mut app, "*");
    press(&mut app, "<ctrl-s>");
    assert!(app.overlay.is_none() && said(&app) == "Nobody is ticked.");
    go(&mut app, "<esc>");
    assert!(app.automation.roll.is_none() && app.in_pane, "one step back");
    assert!(drawn(&app).contains("Clients that have it"));
}

#[test]
fn a_refused_roll_out_stays_to_be_looked_at() {
    let mut app = templates("P");
    press(&mut app, "<ctrl-s>");
    let (ticket, _) = deed(&press(&mut app, "Y")).unwrap();
    let error = ApiError { kind: Kind::Stale, ..ApiError::unreachable("The template was changed meanwhile.") };
    app.update(Message::Answer(ticket, Answer::Done(Err(error))));
    assert!(app.automation.roll.is_some() && said(&app).contains("changed meanwhile"), "{}", said(&app));
}

#[test]
fn all_of_a_template_pause_only_by_its_name_and_one_by_a_key() {
    let mut app = templates("<enter>");
    assert!(asked(&press(&mut app, "S<enter>")).is_none());
    let screen = drawn(&app);
    assert!(screen.contains("Acme Coffee and Greenfield Farm"), "{screen}");
    let effects = press(&mut app, "Month’s end<enter>");
    assert_eq!(asked(&effects), Some(Deed::PauseAll(vec![id(GIVEN), id(GIVEN + 1)], true)));
    let mut app = templates("<enter>j");
    assert_eq!(asked(&press(&mut app, "p")), Some(Deed::Pause(id(GIVEN))));
    let mut app = templates("<enter>jjj");
    assert_eq!(asked(&press(&mut app, "p")), Some(Deed::Resume(id(GIVEN + 2))));
    let mut app = templates("<enter>jjjj");
    assert!(press(&mut app, "p").is_empty(), "a draft does not run");
}

#[test]
fn a_template_goes_by_its_name_and_leads_to_its_workflows() {
    let mut app = templates("<enter>j");
    go(&mut app, "<enter>");
    assert_eq!((app.automation.part, app.automation.opened.id), (Part::Workflows, Some(id(GIVEN))));
    go(&mut app, "<esc>");
    assert_eq!((app.automation.part, app.automation.opened.id), (Part::Templates, Some(id(TEMPLATE))), "and back");
    assert!(asked(&press(&mut app, "x<enter>")).is_none());
    assert_eq!(asked(&press(&mut app, "Month’s end<enter>")), Some(Deed::Drop(id(TEMPLATE))));
}

#[test]
fn a_read_only_console_looks_and_changes_nothing() {
    let mut app = templates("<enter>");
    app.read_only = true;
    for key in ["e", "a", "P", "S", "s", "x", "n"] {
        press(&mut app, key);
        assert!(app.form.is_none() && app.overlay.is_none() && app.automation.document.is_none(), "{key}");
    }
    let looks = office::Deed::Automation(Deed::Read(id(1)));
    assert!(!looks.changes(), "what was sent of a form may be read");
}

#[test]
fn what_is_of_the_agency_is_not_narrowed_to_a_client() {
    for part in [Part::Providers, Part::Engines, Part::Templates] {
        let mut app = turned(part, "/");
        assert!(app.form.is_none(), "{part:?}");
        assert!(app.automation.narrowing.of(part).workspace.is_none());
        go(&mut app, "l");
    }
}

#[test]
fn hostile_names_move_nothing_and_small_screens_are_bearable() {
    let mut app = templates("<enter>");
    let Some(Whole::Template(view)) = app.automation.opened.data.get_mut().map(Box::as_mut) else { panic!() };
    view.template.name = "x\u{1b}[2J\u{202e}y\nz".into();
    view.template.author = "\u{9b}31m".into();
    view.instances[0].client.name = "\u{1b}c".into();
    let screen = drawn(&app);
    assert!(screen.chars().all(|c| !crate::foreign::is_hidden(c) || c == '\n'), "{screen}");
    for part in [Part::Engines, Part::Templates] {
        for keys in ["", "<enter>", "P", "a", "n", "e"] {
            for (width, height) in [(0, 0), (1, 1), (5, 3), (20, 6), (30, 10), (60, 12)] {
                let mut app = turned(part, keys);
                app.update(Message::Resize(width, height));
                drawn(&app);
            }
        }
    }
}
