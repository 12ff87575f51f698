//! What the console keeps for the agency: answers that are ready, service hours, the order of views.

use portico_openapi::types::{CannedReplyChange, NewCannedReply, NewRequestRule, Priority, RuleActions, Weekday};

use crate::{
    action::Action,
    app::{App, Overlay},
    effect::{Call, Effect},
    fixture::*,
    office::{Deed, Section, canned, rules},
    triage,
};

fn deed(effects: &[Effect]) -> Option<Deed> {
    calls(effects).into_iter().find_map(|(_, call)| match call {
        Call::Do(_, deed) => Some(*deed),
        _ => None,
    })
}

fn section(app: &mut App, name: &str) {
    go(app, &format!(":{name}<enter>"));
}

#[test]
fn a_canned_reply_is_written_changed_and_deleted() {
    let mut app = console(100, 30);
    section(&mut app, "canned replies");
    assert!(drawn(&app).contains("Thanks, we look into it"), "{}", drawn(&app));
    go(&mut app, "nAway<tab>Dear {{client_name}},<enter>we are away.");
    let new = NewCannedReply { name: "Away".into(), body: "Dear {{client_name}},\nwe are away.".into() };
    assert_eq!(deed(&press(&mut app, "<ctrl-s>")), Some(Deed::Canned(canned::Deed::Keep(new))));
    let mut app = console(100, 30);
    section(&mut app, "canned replies");
    go(&mut app, "e<ctrl-u>Thanks");
    let change = CannedReplyChange { name: Some("Thanks".into()), body: Some("Dear {{client_first_name}}".into()) };
    let expected = Deed::Canned(canned::Deed::Change(id(THANKS), 1, change));
    assert_eq!(deed(&press(&mut app, "<ctrl-s>")), Some(expected));
    let mut app = console(100, 30);
    section(&mut app, "canned replies");
    assert_eq!(deed(&press(&mut app, "xx<enter>")), None, "it is asked about, with another key");
    assert_eq!(deed(&press(&mut app, "Y")), Some(Deed::Canned(canned::Deed::Drop(id(THANKS)))));
}

#[test]
fn service_hours_are_changed_as_they_were_seen() {
    let mut app = admins_console(100, 40);
    section(&mut app, "service hours");
    let screen = drawn(&app);
    for words in ["Monday", "09:00-12:30 13:30-17:30", "urgent", "1h 30m · 8h", "8h · -", "Christmas Day"] {
        assert!(screen.contains(words), "{words}: {screen}");
    }
    go(&mut app, "e<enter>sat 10-14<tab><tab><ctrl-u>1h, 4h");
    let Some(Deed::Hours(3, change)) = deed(&press(&mut app, "<ctrl-s>")) else { panic!("{}", drawn(&app)) };
    let hours = change.hours.unwrap();
    let last = hours.last().unwrap();
    assert_eq!(
        (hours.len(), last.weekday, last.from.as_str(), last.to.as_str()),
        (4, Weekday::Saturday, "10:00", "14:00")
    );
    let targets = change.targets.unwrap();
    let urgent = targets.iter().find(|target| target.priority == Priority::Urgent).unwrap();
    assert_eq!((urgent.first_response_minutes, urgent.resolution_minutes), (Some(60), Some(240)));
    assert_eq!((targets.len(), change.holidays.unwrap().len()), (2, 1));
}

#[test]
fn hours_that_are_none_are_refused_at_their_field() {
    let mut app = admins_console(100, 40);
    section(&mut app, "service hours");
    go(&mut app, "e<enter>someday 10-14<ctrl-s>");
    assert!(drawn(&app).contains("A line has a day and its hours"), "{}", drawn(&app));
}

#[test]
fn who_is_no_admin_sees_the_hours_and_has_no_key_for_them() {
    let mut app = console(100, 40);
    section(&mut app, "service hours");
    assert!(drawn(&app).contains("Christmas Day"));
    press(&mut app, "e");
    assert!(app.form.is_none());
}

#[test]
fn a_view_changes_places_with_the_one_beside_it() {
    let mut app = crate::app::tests::work::triage::triaged(100, 30);
    press(&mut app, "]");
    assert_eq!(deed(&press(&mut app, "<")), None);
    assert!(app.notice.as_ref().unwrap().text.contains("no view beyond it"));
    let asked = deed(&press(&mut app, ">"));
    let position = i32::try_from(LAUNCH).unwrap() + 1;
    assert_eq!(asked, Some(Deed::Triage(triage::Deed::Arrange(vec![(id(LATE), 4, position)]))));
}

#[test]
fn what_helps_stands_at_every_field_and_an_example_goes_once_it_is_filled() {
    let mut app = admins_console(120, 40);
    section(&mut app, "rules for requests");
    go(&mut app, "nPosters<tab>");
    let screen = drawn(&app);
    for words in ["kind:support workspace:acme", "one a line; several take turns", "a lower number comes first"] {
        assert!(screen.contains(words), "{words}: {screen}");
    }
    go(&mut app, "kind:job");
    let screen = drawn(&app);
    assert!(screen.contains("kind:job") && !screen.contains("kind:support workspace:acme"), "{screen}");
    assert!(screen.contains("a lower number comes first"), "what it means stays: {screen}");
}

#[test]
fn a_rule_is_written_tried_out_changed_and_deleted() {
    let ruling = || {
        let mut app = admins_console(120, 40);
        section(&mut app, "rules for requests");
        app
    };
    let mut app = ruling();
    let screen = drawn(&app);
    for words in ["Menus", "kind:support menu", "gives it in turn to", "While we are away", "all requests"] {
        assert!(screen.contains(words), "{words}: {screen}");
    }
    go(&mut app, "nPosters<tab>kind:job poster<tab>Adam Reyes<tab><right><right><right><tab>print");
    go(&mut app, "<tab><tab><right><tab><tab> ");
    let actions = RuleActions {
        assignee_ids: Some(vec![id(ADAM)]),
        priority: Some(Priority::High),
        add_tags: Some(vec!["print".into()]),
        project_name: None,
        canned_reply_id: Some(id(THANKS)),
    };
    let (name, filter) = ("Posters".into(), "kind:job poster".into());
    let (position, stops, enabled) = (Some(20), Some(true), Some(true));
    let new = Box::new(NewRequestRule { name, filter, actions, position, stops, enabled });
    assert_eq!(deed(&press(&mut app, "<ctrl-s>")), Some(Deed::Rules(rules::Deed::Keep(new))));

    let mut app = ruling();
    go(&mut app, "<enter>");
    let Some(Overlay::Reading(reading)) = &app.overlay else { panic!("{}", drawn(&app)) };
    for words in ["the last 50 requests", "#1042 Homepage hero feels heavy", "✓ assign: Mia Chen · ✕ reply: a rule"]
    {
        assert!(reading.text.contains(words), "{words}: {}", reading.text);
    }

    let mut app = ruling();
    go(&mut app, "e<ctrl-u>Menu cards");
    let Some(Deed::Rules(rules::Deed::Change(rule, 4, change))) = deed(&press(&mut app, "<ctrl-s>")) else {
        panic!("{}", drawn(&app))
    };
    assert_eq!((rule, change.name.as_deref()), (id(RULE), Some("Menu cards")));
    assert_eq!(change.actions.unwrap().assignee_ids, Some(vec![id(MIA), id(ADAM)]), "in their order");

    let mut app = ruling();
    assert_eq!(deed(&press(&mut app, "xx<enter>")), None, "it is asked about, with another key");
    assert_eq!(deed(&press(&mut app, "Y")), Some(Deed::Rules(rules::Deed::Drop(id(RULE)))));
}

#[test]
fn a_rule_that_names_nobody_or_does_nothing_is_not_sent() {
    let mut app = admins_console(120, 40);
    section(&mut app, "rules for requests");
    let fault = |app: &App| app.form.as_ref().unwrap().fields[2].error.clone().unwrap_or_default();
    go(&mut app, "nPosters");
    assert_eq!(deed(&press(&mut app, "<ctrl-s>")), None);
    assert!(fault(&app).contains("Say what it does"));
    go(&mut app, "Somebody Else");
    assert_eq!(deed(&press(&mut app, "<ctrl-s>")), None);
    assert!(fault(&app).contains("whole name"));
}

#[test]
fn rules_are_for_owners_and_admins() {
    let mut app = console(120, 40);
    app.act(Action::Go(Section::Rules));
    assert!(app.notice.as_ref().unwrap().text.contains("Only owners and admins"));
    assert!(app.office.rules.get().is_none());
}
