//! The ways that come before everything else: into a team, and to a second factor.

use portico_openapi::{ApiError, types::SecondFactorSecret};

use crate::{
    app::{App, Overlay, Stage, Start},
    effect::{Call, Effect},
    fixture::*,
    message::{Answer, Arrival, Message},
    office::{Deed, Done, Link, factor::Step},
    remote::Ticket,
};

fn arrival(needs_factor: bool) -> Arrival {
    let mut me = me();
    me.second_factor_required = needs_factor;
    Arrival { me: Box::new(me), server: owner().server, news: None }
}

fn deed(effects: &[Effect]) -> (Ticket, Deed) {
    let mut deeds = calls(effects).into_iter().filter_map(|(ticket, call)| match call {
        Call::Do(_, deed) => Some((ticket, *deed)),
        _ => None,
    });
    deeds.next().unwrap()
}

fn done(app: &mut App, ticket: Ticket, done: Done) -> Vec<Effect> {
    app.update(Message::Answer(ticket, Answer::Done(Ok(done))))
}

/// Somebody who signed in with a password and has to set a second factor up.
fn newcomer() -> (App, Vec<Effect>) {
    let (mut app, _) = App::new(Start { resumable: false, ..start(80, 24) });
    let (ticket, _) = calls(&press(&mut app, "pw<enter>")).remove(0);
    let effects = app.update(Message::Answer(ticket, Answer::Arrived(Ok(arrival(true)))));
    (app, effects)
}

#[test]
fn who_needs_a_second_factor_is_led_to_it_and_to_nothing_else() {
    let (mut app, effects) = newcomer();
    assert!(!effects.contains(&Effect::Listen), "nothing else is open");
    let (ticket, begun) = deed(&effects);
    assert!(matches!(&begun, Deed::Factor(deed) if deed.step == Step::Begin && deed.password.0 == "pw"));
    assert!(!format!("{begun:?}").contains("pw"), "a password is never printed");
    let secret = SecondFactorSecret { secret: "ABCD EFGH".into(), otpauth_url: "otpauth://totp/x".into() };
    done(&mut app, ticket, Done::Secret(secret));
    let (ticket, confirmed) = deed(&press(&mut app, "123456<enter>"));
    assert!(matches!(confirmed, Deed::Factor(deed) if deed.step == Step::Confirm && deed.code == "123456"));
    let effects = done(&mut app, ticket, Done::Codes(vec!["aaaa-bbbb".into()]));
    assert!(matches!(app.stage, Stage::Ready) && effects.contains(&Effect::Listen));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Call(_, Call::Requests(_)))), "and all is fetched");
    press(&mut app, "<esc>q<enter>");
    assert!(matches!(app.overlay, Some(Overlay::Reading(_))), "what is shown once is not closed by accident");
    assert!(press(&mut app, "y").contains(&Effect::Copy("aaaa-bbbb".into())));
    press(&mut app, "Y");
    assert!(app.overlay.is_none());
}

#[test]
fn who_turns_back_from_it_is_signed_out() {
    let (mut app, effects) = newcomer();
    let (ticket, _) = deed(&effects);
    app.update(Message::Answer(ticket, Answer::Done(Err(ApiError::unreachable("Gone.")))));
    assert!(app.form.as_ref().is_some_and(|form| form.message.is_some()), "and can be tried again");
    press(&mut app, "<esc>");
    let effects = press(&mut app, "x");
    assert!(calls(&effects).iter().any(|(_, call)| *call == Call::SignOut));
}

#[test]
fn a_demand_that_comes_later_leads_there_too() {
    let mut app = console(80, 24);
    let effects = press(&mut app, "R");
    let (ticket, _) = calls(&effects).remove(0);
    let mut error = ApiError::unreachable("Set up a second factor first.");
    error.kind = portico_openapi::Kind::Forbidden;
    error.code = "second_factor_setup_required".into();
    app.update(Message::Answer(ticket, Answer::Counts(Err(error))));
    assert!(matches!(app.stage, Stage::Guided) && app.form.is_some());
}

fn invited() -> App {
    let link = Link::read("http://localhost:8080/dashboard/invite/t0ken");
    App::new(Start { resumable: true, link, ..start(80, 24) }).0
}

#[test]
fn an_invitation_is_accepted_and_one_is_signed_in() {
    let mut app = invited();
    assert!(calls(&press(&mut app, "Nora Lind<enter>long enough words<enter>other<enter>")).is_empty());
    assert!(app.form.as_ref().is_some_and(|form| form.fields[2].error.is_some()), "twice the same");
    let (ticket, joined) = deed(&press(&mut app, "<ctrl-u>long enough words<enter>"));
    let Deed::Join(joining) = joined else { panic!() };
    assert_eq!((joining.token.0.as_str(), joining.name.as_str()), ("t0ken", "Nora Lind"));
    let effects = done(&mut app, ticket, Done::Joined("nora@northwind.test".into(), Ok(arrival(true))));
    assert!(matches!(app.stage, Stage::Guided), "and a second factor comes next");
    assert!(matches!(deed(&effects).1, Deed::Factor(deed) if deed.password.0 == "long enough words"));
}

#[test]
fn who_has_joined_and_cannot_be_signed_in_is_asked_to() {
    let mut app = invited();
    let keys = "Nora Lind<enter>long enough words<enter>long enough words<enter>";
    let (ticket, _) = deed(&press(&mut app, keys));
    done(&mut app, ticket, Done::Joined("nora@northwind.test".into(), Err(ApiError::unreachable("Gone."))));
    let Stage::SignIn(form) = &app.stage else { panic!() };
    assert_eq!(form.email.text(), "nora@northwind.test");
    assert!(form.message.as_deref().is_some_and(|message| message.contains("You have joined")));
}
