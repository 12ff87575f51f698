use portico_openapi::{ApiError, Kind as Reason, types};
use serde_json::json;

use crate::{
    app::App,
    effect::{Call, Effect},
    fixture::*,
    held::Waiting,
    message::{Answer, Message},
    remote::Ticket,
};

/// A console in which a file was just attached to a reply, and the number of its upload.
fn attached() -> (App, Ticket) {
    let mut app = console(120, 40);
    go(&mut app, "<enter>rHere it is<ctrl-f>~/poster.png");
    assert_eq!(press(&mut app, "<ctrl-s>"), [Effect::Measure("~/poster.png".into())]);
    let effects = app.update(Message::Measured("~/poster.png".into(), Ok(("/home/mia/poster.png".into(), 4_194_304))));
    let upload = effects.iter().find_map(|effect| match effect {
        Effect::Upload(ticket, parcel) => Some((*ticket, parcel.clone())),
        _ => None,
    });
    let (ticket, parcel) = upload.unwrap();
    assert_eq!((parcel.path.to_str(), parcel.name.as_str()), (Some("/home/mia/poster.png"), "poster.png"));
    (app, ticket)
}

fn upload() -> Box<types::Upload> {
    let upload = json!({"id": id(371), "name": "poster.png", "media_type": "image/png", "size": 4_194_304,
        "sha256": "9f".repeat(32), "preview": "waiting", "created_at": now()});
    serde_json::from_value(upload).unwrap()
}

fn files(effects: &[Effect]) -> Option<Vec<uuid::Uuid>> {
    calls(effects).into_iter().find_map(|(_, call)| match call {
        Call::Post(draft) => Some(draft.uploads().unwrap_or_default()),
        _ => None,
    })
}

#[test]
fn how_far_a_file_is_is_shown() {
    let (mut app, ticket) = attached();
    app.update(Message::Moved(ticket, 2_097_152));
    let screen = drawn(&app);
    assert!(screen.contains("▤ poster.png") && screen.contains("█████░░░░░  50 % of 4.0 MiB"), "{screen}");
    app.update(Message::Answer(ticket, Answer::Uploaded(Ok(upload()))));
    assert!(drawn(&app).contains("4.0 MiB ✓"));
    assert_eq!(files(&press(&mut app, "<ctrl-s>")), Some(vec![id(371)]));
}

#[test]
fn what_is_sent_too_early_goes_when_its_files_are_there() {
    let (mut app, ticket) = attached();
    assert_eq!(files(&press(&mut app, "<ctrl-s>")), None);
    assert!(drawn(&app).contains("waits for its files"));
    let effects = app.update(Message::Answer(ticket, Answer::Uploaded(Ok(upload()))));
    assert_eq!(files(&effects), Some(vec![id(371)]));
}

#[test]
fn a_file_that_cannot_be_read_is_told_at_the_field() {
    let mut app = console(120, 40);
    go(&mut app, "<enter>r<ctrl-f>nothing<ctrl-s>");
    app.update(Message::Measured("nothing".into(), Err("It cannot be read: no such file.".into())));
    assert!(app.form.is_some() && drawn(&app).contains("no such file"));
}

#[test]
fn what_breaks_off_says_what_is_kept_and_goes_on_under_its_key() {
    let (mut app, ticket) = attached();
    press(&mut app, "<ctrl-s>");
    let key = app.draft().unwrap().files[0].key;
    let lost = ApiError::unreachable("The server cannot be reached.");
    app.update(Message::Answer(ticket, Answer::Uploaded(Err(lost))));
    let said = app.notice.clone().unwrap().text;
    assert!(said.starts_with("poster.png did not arrive") && said.contains("What you wrote is kept"), "{said}");
    assert!(drawn(&app).contains("✕ The server cannot be reached"));
    let effects = press(&mut app, "<ctrl-s>");
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Upload(_, parcel) if parcel.key == key)));
}

#[test]
fn a_refusal_of_a_file_takes_a_new_key() {
    let (mut app, ticket) = attached();
    let key = app.draft().unwrap().files[0].key;
    let refused = ApiError {
        kind: Reason::Invalid(Vec::new()),
        code: "too_large".into(),
        message: "A file has at most 1 GiB.".into(),
        request_id: None,
    };
    app.update(Message::Answer(ticket, Answer::Uploaded(Err(refused))));
    assert_ne!(app.draft().unwrap().files[0].key, key);
}

#[test]
fn a_file_taken_off_stops_on_its_way() {
    let (mut app, ticket) = attached();
    assert!(press(&mut app, "<ctrl-x>").contains(&Effect::Abandon(ticket)));
    assert!(app.draft().unwrap().files.is_empty());
    let (mut app, ticket) = attached();
    assert!(press(&mut app, "<ctrl-g>x").contains(&Effect::Abandon(ticket)), "and with all of it");
}

#[test]
fn notes_take_files_and_so_do_comments_and_answers_in_approvals() {
    for keys in ["<enter>n", "v<enter>c", "v<enter>jjjjr"] {
        let mut app = console(140, 40);
        go(&mut app, keys);
        assert!(app.composer.is_some(), "{keys}");
        go(&mut app, "<ctrl-f>");
        assert!(app.form.is_some(), "{keys}");
    }
}

#[test]
fn a_comment_on_an_approval_keeps_its_files_when_it_is_taken_back() {
    let mut app = console(140, 40);
    go(&mut app, "v<enter>jjjjrAs here<ctrl-f>~/poster.png");
    press(&mut app, "<ctrl-s>");
    let effects = app.update(Message::Measured("~/poster.png".into(), Ok(("/home/mia/poster.png".into(), 4))));
    let ticket = effects.iter().find_map(|effect| match effect {
        Effect::Upload(ticket, _) => Some(*ticket),
        _ => None,
    });
    app.update(Message::Answer(ticket.unwrap(), Answer::Uploaded(Ok(upload()))));
    let effects = press(&mut app, "<ctrl-s>");
    assert_eq!(files(&effects), Some(vec![id(371)]));

    // It waits, is taken back, and so is what went with it, on whichever console that is.
    for elsewhere in [false, true] {
        let mut app = console(140, 40);
        let waits = json!({"approval_comment": {"approval_id": id(APPROVAL), "version_id": id(VERSION),
            "parent_id": id(REMARK), "body": "As here", "files": [id(371)]}});
        let mut waiting = Waiting::new(held("waiting", waits), None, now());
        if !elsewhere {
            waiting.draft = calls(&effects).into_iter().find_map(|(_, call)| match call {
                Call::Post(draft) => Some(*draft),
                _ => None,
            });
        }
        app.waiting.push(waiting);
        go(&mut app, "u");
        let draft = app.draft().unwrap();
        assert_eq!((draft.text.as_str(), draft.uploads()), ("As here", Some(vec![id(371)])));
        let name = if elsewhere { "a file attached before" } else { "poster.png" };
        assert_eq!(draft.files[0].name, name);
    }
}

#[test]
fn files_that_the_server_has_forgotten_go_again() {
    let (mut app, ticket) = attached();
    app.update(Message::Answer(ticket, Answer::Uploaded(Ok(upload()))));
    let (ticket, _) = calls(&press(&mut app, "<ctrl-s>"))[0];
    let fault = types::ProblemField { field: "files".into(), message: "One of these was not uploaded.".into() };
    let error = ApiError {
        kind: Reason::Invalid(vec![fault]),
        code: "invalid".into(),
        message: "Something is wrong.".into(),
        request_id: None,
    };
    app.update(Message::Answer(ticket, Answer::Posted(Err(error))));
    assert!(drawn(&app).contains("not there yet; ctrl-s sends it"));
    assert!(press(&mut app, "<ctrl-s>").iter().any(|effect| matches!(effect, Effect::Upload(..))));
}
