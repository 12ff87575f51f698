use std::time::Duration;

use portico_openapi::{ApiError, Kind};

use crate::{
    action::Action,
    app::{App, Stage, Start, entering::pause},
    draft::Owner,
    effect::{Call, Effect},
    fixture::*,
    message::{Answer, Message, Timer},
};

fn refusal(kind: Kind, code: &str) -> ApiError {
    ApiError { kind, code: code.into(), message: "No.".into(), request_id: Some("req-1".into()) }
}

fn form(app: &App) -> &crate::app::SignIn {
    match &app.stage {
        Stage::SignIn(form) => form,
        _ => panic!("not at the sign-in screen"),
    }
}

#[test]
fn a_stored_sign_in_is_gone_on_with() {
    let (_, effects) = App::new(start(80, 24));
    assert_eq!(calls(&effects).into_iter().map(|call| call.1).collect::<Vec<_>>(), [Call::Resume]);
}

#[test]
fn without_one_the_first_empty_field_is_asked() {
    let owner = Owner { email: String::new(), ..owner() };
    let (app, effects) = App::new(Start { resumable: false, owner, ..start(80, 24) });
    assert!(calls(&effects).is_empty());
    assert_eq!(form(&app).field, 1);
}

#[test]
fn a_password_from_the_environment_signs_in() {
    let password = Some("pw".to_owned());
    let (_, effects) = App::new(Start { resumable: false, password, ..start(80, 24) });
    let (_, call) = calls(&effects).remove(0);
    assert!(matches!(&call, Call::SignIn(form) if form.password == "pw"));
    assert!(!format!("{call:?}").contains("pw"), "a password is never printed");
}

#[test]
fn a_wrong_password_is_asked_again() {
    let (mut app, _) = App::new(Start { resumable: false, ..start(80, 24) });
    let effects = press(&mut app, "pw<enter>");
    let (ticket, _) = calls(&effects).remove(0);
    assert!(press(&mut app, "<enter>x").is_empty(), "one attempt at a time");
    let error = refusal(Kind::Unauthorized, "invalid_credentials");
    app.update(Message::Answer(ticket, Answer::Arrived(Err(error))));
    assert!(form(&app).password.is_empty());
    assert_eq!(form(&app).message.as_deref(), Some("No. [req-1]"));
}

#[test]
fn a_second_step_is_asked_for_when_it_is_needed() {
    let (mut app, _) = App::new(Start { resumable: false, ..start(80, 24) });
    let (ticket, _) = calls(&press(&mut app, "pw<enter>")).remove(0);
    let error = refusal(Kind::Unauthorized, "second_factor_required");
    app.update(Message::Answer(ticket, Answer::Arrived(Err(error))));
    assert!(calls(&press(&mut app, "<enter>")).is_empty(), "an empty code is not sent");
    let (ticket, call) = calls(&press(&mut app, "123456<enter>")).remove(0);
    assert!(matches!(call, Call::SignIn(form) if form.code.as_deref() == Some("123456")));
    let error = refusal(Kind::Unauthorized, "second_factor_refused");
    app.update(Message::Answer(ticket, Answer::Arrived(Err(error))));
    let (_, call) = calls(&press(&mut app, "abcd-efgh<enter>")).remove(0);
    assert!(matches!(call, Call::SignIn(form) if form.code.as_deref() == Some("abcd-efgh") && form.password == "pw"));
}

#[test]
fn an_address_that_is_none_is_not_asked() {
    let owner = Owner { server: "ftp://x".into(), ..owner() };
    let (mut app, _) = App::new(Start { resumable: false, owner, ..start(80, 24) });
    assert!(press(&mut app, "pw<enter>").is_empty());
    assert_eq!(form(&app).field, 0);
}

#[test]
fn arriving_listens_and_fetches_drafts_and_screens() {
    let (mut app, effects) = App::new(start(80, 24));
    let (ticket, call) = calls(&effects).remove(0);
    let effects = app.update(Message::Answer(ticket, reply(&call)));
    assert!(effects.contains(&Effect::Listen));
    assert!(effects.contains(&Effect::LoadDrafts(owner())));
    assert!(calls(&effects).iter().any(|(_, call)| matches!(call, Call::Requests(_))));
}

#[test]
fn an_absent_server_is_tried_again_and_again() {
    let (mut app, effects) = App::new(start(80, 24));
    let (ticket, _) = calls(&effects).remove(0);
    let gone = || Answer::Arrived(Err(ApiError::unreachable("Gone.")));
    let effects = app.update(Message::Answer(ticket, gone()));
    let [Effect::After(_, Timer::Resume(stamp))] = effects[..] else { panic!("{effects:?}") };
    let effects = app.update(Message::Timer(Timer::Resume(stamp)));
    assert_eq!(calls(&effects)[0].1, Call::Resume);
    assert!(app.update(Message::Answer(ticket, gone())).is_empty(), "a late answer counts for nothing");
    assert_eq!((pause(1), pause(99)), (Duration::from_secs(1), Duration::from_secs(30)));
}

#[test]
fn an_ended_sign_in_is_asked_for_and_what_was_written_stays() {
    let mut app = console(80, 24);
    go(&mut app, "rDear Carla");
    let effects = press(&mut app, "<ctrl-s>");
    let (ticket, _) = calls(&effects).remove(0);
    let error = refusal(Kind::Unauthorized, "session_ended");
    app.update(Message::Answer(ticket, Answer::Posted(Err(error))));
    assert!(form(&app).message.as_deref().is_some_and(|message| message.contains("kept")));
    go(&mut app, "pw<enter>");
    assert!(matches!(app.stage, Stage::Ready));
    assert_eq!(app.draft().map(|draft| draft.text.as_str()), Some("Dear Carla"));
    assert_eq!(calls(&press(&mut app, "<ctrl-s>")).len(), 1, "and can be sent");
}

#[test]
fn signing_out_shows_nothing_of_the_person_before() {
    let mut app = console(80, 24);
    go(&mut app, "rDear Carla<esc>");
    let effects = app.act(Action::SignOut);
    assert!(effects.iter().any(|effect| matches!(effect, Effect::SaveDraft(_))));
    serve(&mut app, &effects);
    assert!(app.me.is_none() && app.drafts.is_empty() && app.inbox.rows().is_empty());
    assert!(form(&app).email.is_empty());
}
