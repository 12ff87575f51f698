//! The agency's webhooks: set up, paused, tried out, signed anew, and what they were told.

use chrono::TimeDelta;
use portico_openapi::types::{NewWebhook, WebhookChange, WebhookDeliveryState};

use crate::{
    action::Action,
    app::{App, Overlay},
    effect::{Call, Effect},
    fixture::*,
    office::{Deed, Section, webhooks::Deed as Hook},
};

/// What is asked about webhooks.
fn asked(effects: &[Effect]) -> Option<Hook> {
    calls(effects).into_iter().find_map(|(_, call)| match call {
        Call::Do(_, deed) => match *deed {
            Deed::Webhooks(deed) => Some(deed),
            _ => None,
        },
        _ => None,
    })
}

/// An admin among the webhooks.
fn hooks() -> App {
    let mut app = admins_console(100, 30);
    go(&mut app, ":webhooks<enter>");
    assert_eq!((app.section(), app.in_pane, app.rows()), (Some(Section::Webhooks), true, 2));
    app
}

fn reading(app: &App) -> &str {
    match &app.overlay {
        Some(Overlay::Reading(reading)) => &reading.text,
        _ => panic!("nothing is read"),
    }
}

#[test]
fn each_says_how_it_does_and_draws_its_last_deliveries() {
    let screen = drawn(&hooks());
    for words in
        ["https://hooks.example.com/portal", "✓ told", "2 of 4 arrived", "Our CRM · 2 events", "nothing got through"]
    {
        assert!(screen.contains(words), "{words}: {screen}");
    }
    // The latest stands at the right, and what did not arrive is told by its height, too.
    assert!(screen.contains("·▂█▅▂"), "{screen}");
}

#[test]
fn what_did_not_arrive_last_is_not_called_told() {
    let after = |states: &[WebhookDeliveryState]| {
        let mut app = hooks();
        let shelf = app.office.webhooks.get_mut().unwrap();
        let one = &mut shelf.all[0];
        one.log.truncate(states.len());
        for (delivery, state) in one.log.iter_mut().zip(states) {
            (delivery.state, delivery.attempts) = (*state, 1);
        }
        drawn(&app)
    };
    let screen = after(&[WebhookDeliveryState::Waiting]);
    assert!(screen.contains("○ the last did not arrive") && screen.contains("nothing arrived yet"), "{screen}");
    assert!(!screen.contains("✓ told"), "{screen}");
    assert!(after(&[WebhookDeliveryState::Delivered, WebhookDeliveryState::Failed]).contains("✓ told"));
    let screen = after(&[]);
    assert!(screen.contains("○ ready") && screen.contains("nothing was told yet"), "{screen}");
}

#[test]
fn one_is_set_up_with_what_is_not_internal_and_shows_its_secret_once() {
    let mut app = hooks();
    press(&mut app, "n");
    go(&mut app, "https://hooks.example.com/new<tab>For us");
    let effects = press(&mut app, "<ctrl-s>");
    let new = NewWebhook {
        url: "https://hooks.example.com/new".into(),
        description: Some("For us".into()),
        event_types: vec!["request.created".into(), "invoice.paid".into()],
    };
    assert_eq!(asked(&effects), Some(Hook::Create(new)));
    serve(&mut app, &effects);
    assert!(reading(&app).contains("whsec_c2VjcmV0") && app.form.is_none());
    press(&mut app, "<esc>");
    assert!(app.overlay.is_some(), "it is not closed by accident");
    press(&mut app, "Y");
    assert!(app.overlay.is_none());
}

#[test]
fn one_is_changed_as_it_was_seen() {
    let mut app = hooks();
    press(&mut app, "e");
    go(&mut app, "<tab><tab><enter>request.noted");
    let change = WebhookChange {
        url: Some("https://hooks.example.com/portal".into()),
        description: Some("Our CRM".into()),
        event_types: Some(vec!["request.created".into(), "invoice.paid".into(), "request.noted".into()]),
    };
    assert_eq!(asked(&press(&mut app, "<ctrl-s>")), Some(Hook::Change(id(CRM), 3, change)));
}

#[test]
fn keys_pause_resume_try_sign_anew_and_remove() {
    assert_eq!(asked(&press(&mut hooks(), "p")), Some(Hook::Pause(id(CRM))));
    assert_eq!(asked(&press(&mut hooks(), "jp")), Some(Hook::Resume(id(DEAD))));
    assert_eq!(asked(&press(&mut hooks(), "t")), Some(Hook::Test(id(CRM))));
    assert_eq!(asked(&press(&mut hooks(), "s")), None, "it is asked about");
    assert_eq!(asked(&press(&mut hooks(), "sY")), Some(Hook::Rotate(id(CRM))));
    assert_eq!(asked(&press(&mut hooks(), "x")), None, "it is asked about");
    assert_eq!(asked(&press(&mut hooks(), "xY")), Some(Hook::Remove(id(CRM))));
}

#[test]
fn what_one_was_told_is_unfolded_read_and_sent_again() {
    let mut app = hooks();
    press(&mut app, "<enter>");
    assert_eq!(app.rows(), 7);
    let screen = drawn(&app);
    for words in ["failed · 500", "no answer in time · again", "missed while paused"] {
        assert!(screen.contains(words), "{words}: {screen}");
    }
    let effects = press(&mut app, "jjj<enter>");
    assert_eq!(asked(&effects), Some(Hook::LookUp(id(CRM), id(962))));
    serve(&mut app, &effects);
    for words in ["1. ", "81 ms", "out of order", "\"type\": \"request.created\""] {
        assert!(reading(&app).contains(words), "{words}: {}", reading(&app));
    }
    press(&mut app, "<esc>");
    assert_eq!(asked(&press(&mut app, "r")), Some(Hook::Replay(id(CRM), id(962))));
    let mut app = hooks();
    press(&mut app, "<enter><enter>");
    assert_eq!(app.rows(), 2);
}

#[test]
fn what_was_lost_is_sent_again_since_a_time() {
    let mut app = hooks();
    let effects = press(&mut app, "r<ctrl-u>2d<ctrl-s>");
    assert_eq!(asked(&effects), Some(Hook::ReplaySince(id(CRM), now() - TimeDelta::days(2))));
    serve(&mut app, &effects);
    assert!(app.notice.as_ref().unwrap().text.contains("2 events are sent again"));
    let mut app = hooks();
    assert_eq!(asked(&press(&mut app, "r<ctrl-u>sometime<ctrl-s>")), None);
    assert!(app.form.is_some());
}

#[test]
fn who_is_no_admin_sees_none() {
    let mut app = console(100, 30);
    app.act(Action::Go(Section::Webhooks));
    assert!(app.section().is_none() && app.notice.as_ref().unwrap().text.contains("Only owners and admins"));
}
