//! Clients, projects and requests out of files and into files.

use std::path::PathBuf;

use portico_openapi::ApiError;

use crate::{
    app::{App, Overlay},
    effect::{Call, Effect},
    fixture::*,
    message::{Answer, Message},
    office::{Deed, Done},
    remote::Ticket,
    tables::{self, Counts, Existing, Export, Fault, Format, Part, What},
};

/// What is asked about files.
fn asked(effects: &[Effect]) -> Option<(Ticket, tables::Deed)> {
    calls(effects).into_iter().find_map(|(ticket, call)| match call {
        Call::Do(_, deed) => match *deed {
            Deed::Tables(deed) => Some((ticket, deed)),
            _ => None,
        },
        _ => None,
    })
}

fn import(effects: &[Effect]) -> (Ticket, tables::Job) {
    match asked(effects) {
        Some((ticket, tables::Deed::Import(job))) => (ticket, *job),
        other => panic!("{other:?}"),
    }
}

/// The server says something of a part.
fn answer(app: &mut App, ticket: Ticket, part: Part) -> Vec<Effect> {
    app.update(Message::Answer(ticket, Answer::Done(Ok(Done::Table(Box::new(part))))))
}

fn part(piece: usize, created: i64, faults: Vec<Fault>) -> Part {
    let counts = Counts { created, ..Counts::default() };
    Part { seen: 7, pieces: 2, rows: 900, upto: [500, 900][piece], counts, faults }
}

/// The form of an import of requests, sent.
fn begun(app: &mut App) -> (Ticket, tables::Job) {
    go(app, ":import clients<enter>");
    import(&press(app, "<right><right><tab><ctrl-u>old.csv<ctrl-s>"))
}

/// The same looked at and agreed to: its first part is under way.
fn agreed(app: &mut App) -> Ticket {
    let (ticket, _) = begun(app);
    let (ticket, _) = import(&answer(app, ticket, part(0, 500, Vec::new())));
    answer(app, ticket, part(1, 400, Vec::new()));
    import(&press(app, "Y")).0
}

#[test]
fn a_long_file_is_looked_at_in_parts_and_done_after_another_key() {
    let mut app = admins_console(120, 36);
    let (ticket, job) = begun(&mut app);
    assert_eq!((job.what, job.path.clone(), job.in_earnest), (What::Requests, PathBuf::from("old.csv"), false));
    let (ticket, job) = import(&answer(&mut app, ticket, part(0, 500, Vec::new())));
    assert_eq!((job.piece, job.in_earnest), (1, false));
    assert!(drawn(&app).contains("500 of 900 rows looked at"), "{}", drawn(&app));
    assert!(asked(&answer(&mut app, ticket, part(1, 400, Vec::new()))).is_none());
    assert!(
        drawn(&app).contains("900 would be made") && drawn(&app).contains("Nobody gets a mail."),
        "{}",
        drawn(&app)
    );
    assert!(asked(&press(&mut app, "<enter>")).is_none());
    let (ticket, job) = import(&press(&mut app, "Y"));
    assert_eq!((job.piece, job.in_earnest, job.seen), (0, true, Some(7)));
    let (ticket, job) = import(&answer(&mut app, ticket, part(0, 500, Vec::new())));
    assert!(job.in_earnest && drawn(&app).contains("500 of 900 rows imported"), "{}", drawn(&app));
    assert!(asked(&answer(&mut app, ticket, part(1, 400, Vec::new()))).is_none());
    assert!(drawn(&app).contains("Rows of requests: 900 made."), "{}", drawn(&app));
}

#[test]
fn bad_rows_of_all_parts_are_read_and_nothing_is_imported() {
    let mut app = admins_console(120, 36);
    let fault = |line, message: &str| Fault { line, column: "subject".into(), message: message.into() };
    let (ticket, _) = begun(&mut app);
    let (ticket, _) = import(&answer(&mut app, ticket, part(0, 0, vec![fault(7, "Write something\u{1b}[31m here.")])));
    assert!(asked(&answer(&mut app, ticket, part(1, 0, vec![fault(702, "Too long.")]))).is_none());
    let Some(Overlay::Reading(reading)) = &app.overlay else { panic!("{}", drawn(&app)) };
    assert_eq!(reading.title, "2 faults in the file");
    assert!(reading.text.contains("old.csv: Nothing was imported."), "{}", reading.text);
    assert!(
        reading.text.contains("7:subject: Write something[31m here.\n702:subject: Too long.\n"),
        "{}",
        reading.text
    );
}

#[test]
fn what_breaks_off_says_how_far_it_came() {
    let mut app = admins_console(120, 36);
    let ticket = agreed(&mut app);
    let (ticket, _) = import(&answer(&mut app, ticket, part(0, 500, Vec::new())));
    let gone = Fault { line: 600, column: "workspace".into(), message: "The agency has no such client.".into() };
    answer(&mut app, ticket, part(1, 0, vec![gone]));
    let Some(Overlay::Reading(reading)) = &app.overlay else { panic!("{}", drawn(&app)) };
    assert!(reading.text.contains("500 made. The rest was not imported."), "{}", reading.text);
}

#[test]
fn what_a_lost_server_breaks_off_says_how_to_go_on() {
    let mut app = admins_console(120, 36);
    let ticket = agreed(&mut app);
    let (ticket, _) = import(&answer(&mut app, ticket, part(0, 500, Vec::new())));
    app.update(Message::Answer(ticket, Answer::Done(Err(ApiError::unreachable("No answer.")))));
    let said = app.notice.as_ref().unwrap().text.clone();
    assert!(said.contains("500 made.") && said.contains("does the rest. No answer."), "{said}");
}

#[test]
fn an_import_stops_before_its_next_part_where_it_is_asked_for_once_more() {
    let mut app = admins_console(120, 36);
    let (ticket, _) = begun(&mut app);
    let (ticket, _) = import(&answer(&mut app, ticket, part(0, 500, Vec::new())));
    go(&mut app, ":import clients<enter>");
    assert!(app.form.is_none(), "{}", drawn(&app));
    answer(&mut app, ticket, part(1, 400, Vec::new()));
    assert!(app.overlay.is_none() && app.doing.is_none(), "{}", drawn(&app));
    assert_eq!(app.notice.as_ref().unwrap().text, "Nothing was imported.");

    let ticket = agreed(&mut app);
    go(&mut app, ":import clients<enter>");
    assert!(asked(&answer(&mut app, ticket, part(0, 500, Vec::new()))).is_none());
    let said = app.notice.as_ref().unwrap().text.clone();
    assert!(said.contains("500 made.") && said.contains("does the rest"), "{said}");
}

/// Nobody who is typing something else answers a question that they have not read.
#[test]
fn a_question_and_faults_wait_until_nothing_else_is_open() {
    let fault = || Fault { line: 7, column: "subject".into(), message: "Write something here.".into() };
    for faults in [vec![], vec![fault()]] {
        let mut app = admins_console(120, 36);
        let (ticket, _) = begun(&mut app);
        let (ticket, _) = import(&answer(&mut app, ticket, part(0, 500, Vec::new())));
        go(&mut app, "1");
        go(&mut app, "r");
        press(&mut app, "To ");
        answer(&mut app, ticket, part(1, 400, faults));
        assert!(app.overlay.is_none());
        let effects = press(&mut app, "You");
        assert!(asked(&effects).is_none());
        assert_eq!(app.composer.as_ref().unwrap().text(), "To You");
        press(&mut app, "<esc>");
        assert!(matches!(app.overlay, Some(Overlay::Confirm(_) | Overlay::Reading(_))), "{}", drawn(&app));
    }
}

/// What came of the one file does not take the place of what came of the other.
#[test]
fn each_of_two_files_is_asked_about_in_its_turn() {
    let mut app = admins_console(120, 36);
    let (ticket, _) = begun(&mut app);
    let (old, _) = import(&answer(&mut app, ticket, part(0, 500, Vec::new())));
    go(&mut app, ":");
    answer(&mut app, old, part(1, 400, Vec::new()));
    press(&mut app, "import clients<enter>");
    assert!(app.form.is_some(), "not over what is typed: {}", drawn(&app));
    let (new, _) = import(&press(&mut app, "<right><right><tab><ctrl-u>new.csv<ctrl-s>"));
    answer(&mut app, new, Part { pieces: 1, ..part(1, 3, Vec::new()) });
    assert!(drawn(&app).contains("Nothing is wrong with old.csv"), "{}", drawn(&app));
    let (ticket, job) = import(&press(&mut app, "Y"));
    assert_eq!((job.path, job.in_earnest), (PathBuf::from("old.csv"), true));
    assert!(app.overlay.is_none(), "a yes could not be followed yet");
    let (ticket, _) = import(&answer(&mut app, ticket, part(0, 500, Vec::new())));
    answer(&mut app, ticket, part(1, 400, Vec::new()));
    assert!(drawn(&app).contains("Nothing is wrong with new.csv"), "{}", drawn(&app));
    let (_, job) = import(&press(&mut app, "Y"));
    assert_eq!((job.path, job.in_earnest), (PathBuf::from("new.csv"), true));
}

#[test]
fn an_export_goes_to_a_path_here_and_only_requests_are_filtered() {
    let mut app = admins_console(120, 36);
    go(&mut app, ":export clients<enter>");
    let effects = press(&mut app, "<tab><right><tab>status:open<tab><ctrl-u>all.jsonl<ctrl-s>");
    assert!(asked(&effects).is_none() && app.form.as_ref().unwrap().fields[2].error.is_some(), "{}", drawn(&app));
    let effects = press(&mut app, "<ctrl-u><ctrl-s>");
    let path = Some("all.jsonl".into());
    let wanted = Export { what: What::Clients, filter: String::new(), format: Format::Jsonl, path };
    assert_eq!(asked(&effects).map(|(_, deed)| deed), Some(tables::Deed::Export(wanted)));
}

#[test]
fn members_import_and_export_nothing_and_a_read_only_console_changes_nothing() {
    let mut app = console(120, 36);
    for command in [":import clients<enter>", ":export clients<enter>"] {
        go(&mut app, command);
        assert!(app.form.is_none() && drawn(&app).contains("Only owners and admins"), "{}", drawn(&app));
    }
    let look = tables::Job::new(What::Clients, "a".into(), Existing::Refuse, false);
    assert!(!Deed::Tables(tables::Deed::Import(Box::new(look.clone()))).changes());
    assert!(Deed::Tables(tables::Deed::Import(Box::new(look.for_good()))).changes());
}
