use chrono::TimeDelta;
use portico_openapi::types::StaffRole;

use crate::{
    action::Action,
    app::{App, Overlay},
    effect::{Call, Effect},
    fixture::*,
    message::{Answer, Message},
    office::{Deed, Done, Look, Section, Seen, audit::Trail},
};

fn looks(effects: &[Effect]) -> Vec<Look> {
    let looks = calls(effects).into_iter().filter_map(|(_, call)| match call {
        Call::Look(look) => Some(*look),
        _ => None,
    });
    looks.collect()
}

/// An admin at the audit trail.
fn trail_console() -> App {
    let mut app = admins_console(80, 24);
    go(&mut app, ":audit<enter>");
    assert_eq!((app.section(), app.in_pane, app.rows()), (Some(Section::Audit), true, 3));
    app
}

#[test]
fn the_trail_is_narrowed_by_who_what_and_when() {
    let mut app = trail_console();
    let effects = press(&mut app, "/<right><tab>member<tab>7d<ctrl-s>");
    let [Look::Trail(filter, None)] = &looks(&effects)[..] else { panic!() };
    assert_eq!((filter.actor, filter.action.as_deref()), (Some(id(MIA)), Some("member")));
    assert_eq!(filter.since, Some(now() - TimeDelta::days(7)));
    press(&mut app, "/<tab><tab>");
    let effects = press(&mut app, "<ctrl-u>soon<ctrl-s>");
    assert!(looks(&effects).is_empty() && app.form.as_ref().unwrap().fields[2].error.is_some());
}

#[test]
fn one_thing_is_followed_and_left_again() {
    let mut app = trail_console();
    let effects = press(&mut app, "jt");
    let [Look::Trail(filter, None)] = &looks(&effects)[..] else { panic!() };
    assert_eq!(filter.target, Some((id(41), "Carla Ortiz".into())));
    serve(&mut app, &effects);
    assert!(drawn(&app).contains("Audit trail · on Carla Ortiz"));
    let effects = press(&mut app, "t");
    assert!(matches!(&looks(&effects)[..], [Look::Trail(filter, None)] if !filter.narrows()));
}

#[test]
fn an_entry_is_read_whole_and_copied() {
    let mut app = trail_console();
    press(&mut app, "j<enter>");
    let Some(Overlay::Reading(reading)) = &app.overlay else { panic!() };
    assert!(reading.text.contains("198.51.100.7") && reading.text.contains("can_comment"));
    assert!(reading.text.contains("client  Acme Coffee ("), "{}", reading.text);
    let effects = press(&mut app, "y");
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Copy(text) if text.contains("8e0c"))));
    press(&mut app, "<esc>");
    assert!(app.overlay.is_none() && app.in_pane);
}

#[test]
fn an_export_names_its_file() {
    let mut app = trail_console();
    let effects = press(&mut app, "E<ctrl-u>/tmp/a.jsonl<ctrl-s>");
    let (ticket, call) = calls(&effects).remove(0);
    assert!(
        matches!(&call, Call::Do(_, deed) if matches!(&**deed, Deed::ExportTrail(_, path) if path.ends_with("a.jsonl")))
    );
    app.update(Message::Answer(ticket, Answer::Done(Ok(Done::Wrote("/tmp/a.jsonl".into(), 3)))));
    assert!(app.notice.as_ref().unwrap().text.contains("3 entries are in /tmp/a.jsonl"));
}

#[test]
fn a_path_is_completed_as_far_as_it_is_clear() {
    let mut app = trail_console();
    let effects = press(&mut app, "E<ctrl-u>/tmp/l<tab>");
    assert_eq!(effects, [Effect::Complete("/tmp/l".into())]);
    let found = vec!["/tmp/logo-dark.png".to_owned(), "/tmp/logo.png".to_owned()];
    app.update(Message::Completed("/tmp/l".into(), found.clone()));
    assert_eq!(app.form.as_ref().unwrap().text("path"), "/tmp/logo");
    app.update(Message::Completed("/tmp/logo".into(), found));
    assert!(app.notice.as_ref().unwrap().text.contains("logo-dark.png  logo.png"));
    app.update(Message::Completed("/tmp/other".into(), vec!["/tmp/otherwise".into()]));
    assert_eq!(app.form.as_ref().unwrap().text("path"), "/tmp/logo", "a late answer counts for nothing");
}

#[test]
fn the_end_of_a_long_trail_is_fetched() {
    let mut app = trail_console();
    let effects = press(&mut app, "R");
    let (ticket, _) = calls(&effects).into_iter().find(|(_, call)| matches!(call, Call::Look(_))).unwrap();
    let page = |next: Option<&str>| Trail { items: trail(), next: next.map(str::to_owned) };
    app.update(Message::Answer(ticket, Answer::Seen(Ok(Seen::Trail(page(Some("p2")), false)))));
    let effects = press(&mut app, "j");
    let (ticket, _) = calls(&effects).remove(0);
    assert!(matches!(&looks(&effects)[..], [Look::Trail(_, Some(cursor))] if cursor == "p2"));
    app.update(Message::Answer(ticket, Answer::Seen(Ok(Seen::Trail(page(None), true)))));
    assert_eq!((app.rows(), looks(&press(&mut app, "j")).len()), (6, 0));
}

#[test]
fn only_owners_and_admins_see_the_trail() {
    let mut app = console(80, 24);
    assert_eq!(app.me.as_ref().unwrap().staff.role, StaffRole::Member);
    let offers = |mut app: App| {
        press(&mut app, ":");
        let Some(Overlay::Picker(picker, _)) = &app.overlay else { panic!("{}", drawn(&app)) };
        ["audit trail", "webhooks", "your account"].map(|name| picker.items.iter().any(|item| item.label == name))
    };
    assert_eq!(offers(console(80, 24)), [false, false, true]);
    assert_eq!(offers(admins_console(80, 24)), [true; 3]);
    let effects = app.act(Action::Go(Section::Audit));
    assert!(looks(&effects).is_empty() && app.section().is_none());
    assert!(app.notice.as_ref().unwrap().text.contains("Only owners and admins"));
}
