use portico_openapi::{
    ApiError, Kind,
    types::{ModuleChange, ProblemField, WorkspaceChange},
};

use crate::{
    app::{App, Overlay},
    effect::{Call, Effect},
    fixture::*,
    message::{Answer, Message},
    office::{Deed, clients, held},
    remote::Ticket,
};

fn deed(effects: &[Effect]) -> Option<(Ticket, Deed)> {
    calls(effects).into_iter().find_map(|(ticket, call)| match call {
        Call::Do(_, deed) => Some((ticket, *deed)),
        _ => None,
    })
}

/// A console of an admin that was told keys, and the deed that the last of them asks for.
fn told(keys: &str) -> (App, Option<(Ticket, Deed)>) {
    let mut app = admins_console(80, 24);
    go(&mut app, "7");
    go(&mut app, "<enter>");
    let effects = press(&mut app, keys);
    (app, deed(&effects))
}

fn refuse(app: &mut App, ticket: Ticket, kind: Kind) -> Vec<Effect> {
    let mut error = ApiError::unreachable("Refused.");
    error.kind = kind;
    app.update(Message::Answer(ticket, Answer::Done(Err(error))))
}

#[test]
fn a_member_gets_permissions_as_they_were_seen() {
    let (mut app, asked) = told("e<tab><tab><tab> <ctrl-s>");
    let (ticket, asked) = asked.unwrap();
    let permissions = held(|name| ["can_comment", "can_submit_requests", "can_view_invoices"].contains(&name));
    let expected = Deed::Clients(clients::Deed::Permit { workspace: id(ACME), id: id(41), version: 1, permissions });
    assert_eq!(asked, expected);
    assert!(deed(&press(&mut app, "<ctrl-s>x")).is_none(), "once");
    let effects = app.update(Message::Answer(ticket, Answer::Done(Ok(crate::office::Done::So))));
    assert!(app.form.is_none() && app.notice.is_some());
    assert!(calls(&effects).iter().any(|(_, call)| matches!(call, Call::Members(_))), "and they are read again");
}

#[test]
fn a_preset_is_one_choice() {
    let (_, asked) = told("e<right><ctrl-s>");
    let Some((_, Deed::Clients(clients::Deed::Permit { permissions, .. }))) = asked else { panic!() };
    assert_eq!(permissions, held(|_| false), "the fixture's choice is the last, and the first comes after it");
}

#[test]
fn a_client_is_changed() {
    let (_, asked) = told("<esc>e<ctrl-u>Acme Roasters<enter> <ctrl-s>");
    let change = WorkspaceChange {
        name: Some("Acme Roasters".into()),
        show_team_members: Some(false),
        requires_second_factor: Some(false),
        modules: Some(ModuleChange { work: Some(true), automation: Some(false), billing: Some(false) }),
        slug: None,
    };
    assert_eq!(asked.unwrap().1, Deed::Clients(clients::Deed::Change(id(ACME), 1, change)));
}

#[test]
fn faults_are_told_at_their_fields() {
    let (mut app, asked) = told("<esc>e<ctrl-u>!<tab><ctrl-s>");
    let fault = ProblemField { field: "name".into(), message: "This name is taken.".into() };
    refuse(&mut app, asked.unwrap().0, Kind::Invalid(vec![fault]));
    let form = app.form.as_ref().unwrap();
    assert_eq!((form.at, form.fields[0].error.as_deref()), (0, Some("This name is taken.")));
    let (_, call) = calls(&press(&mut app, "?<ctrl-s>")).remove(0);
    assert!(matches!(call, Call::Do(_, deed) if matches!(&*deed, Deed::Clients(clients::Deed::Change(_, _, change))
        if change.name.as_deref() == Some("!?"))));
}

#[test]
fn what_is_changed_is_not_left_by_accident() {
    let (mut app, _) = told("e<esc>");
    assert!(app.form.is_none() && app.overlay.is_none(), "nothing was changed");
    press(&mut app, "e<right><esc>");
    assert!(matches!(app.overlay, Some(Overlay::ConfirmDiscard)) && app.form.is_some());
    press(&mut app, "<esc>");
    assert!(app.overlay.is_none() && app.form.is_some());
    press(&mut app, "<esc>x");
    assert!(app.form.is_none());
}

#[test]
fn a_form_outlives_the_sign_in() {
    let (mut app, asked) = told("e<right><ctrl-s>");
    refuse(&mut app, asked.unwrap().0, Kind::Unauthorized);
    go(&mut app, "pw<enter>");
    assert!(deed(&press(&mut app, "<ctrl-s>")).is_some());
}

#[test]
fn who_may_not_has_no_key_for_it() {
    let mut app = console(80, 24);
    go(&mut app, "7");
    go(&mut app, "<enter>");
    press(&mut app, "e<enter>");
    assert!(app.form.is_none());
    assert!(!drawn(&app).contains("what they may do"));
}

#[test]
fn what_reaches_far_needs_its_name() {
    let mut app = admins_console(80, 24);
    let deed = Deed::Clients(clients::Deed::Archive(id(ACME), 1, true));
    app.confirm_by_name("Archive", "Its people are out at once.", "Acme Coffee", deed.clone());
    assert!(calls(&press(&mut app, "<enter>Acme<enter>")).is_empty() && app.overlay.is_some());
    assert_eq!(self::deed(&press(&mut app, " Coffee<enter>")).unwrap().1, deed);
    assert!(app.overlay.is_none());
}

#[test]
fn what_cannot_be_taken_back_needs_a_key_of_its_own() {
    let mut app = admins_console(80, 24);
    let deed = Deed::Clients(clients::Deed::Archive(id(ACME), 1, true));
    app.confirm("Revoke", "The link stops working.", deed.clone());
    assert!(calls(&press(&mut app, "<enter>y x")).is_empty() && app.overlay.is_some());
    assert_eq!(self::deed(&press(&mut app, "Y")).unwrap().1, deed);
    app.confirm("Revoke", "The link stops working.", deed);
    press(&mut app, "<esc>");
    assert!(app.overlay.is_none());
}
