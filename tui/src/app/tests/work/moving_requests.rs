//! Requests put together, apart, off, and changed many at once.

use chrono::{DateTime, FixedOffset, Utc};
use portico_openapi::{
    ApiError, Kind,
    types::{BulkClear, BulkEdit, NewBulkChange, Priority, RequestStatus},
};

use crate::{
    action::View,
    app::{App, Overlay},
    effect::{Call, Effect, Target},
    fixture::*,
    keymap::Context,
    message::{Answer, Message},
    office,
    picker::Choice,
    remote::Ticket,
    triage::{Deed, Move, Source, Undo, merging},
};

fn moves(effects: &[Effect]) -> Option<(Ticket, Vec<i64>, Move)> {
    calls(effects).into_iter().find_map(|(ticket, call)| match call {
        Call::Move(targets, what) => Some((ticket, targets.iter().map(|one| one.number).collect(), what)),
        _ => None,
    })
}

fn deed(effects: &[Effect]) -> Option<Deed> {
    calls(effects).into_iter().find_map(|(_, call)| match call {
        Call::Do(_, deed) => match *deed {
            office::Deed::Triage(deed) => Some(deed),
            _ => None,
        },
        _ => None,
    })
}

fn target(number: i64) -> Target {
    Target { id: id(u128::try_from(number - 40).unwrap()), number, version: 3 }
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn stale() -> ApiError {
    ApiError { kind: Kind::Stale, code: "stale".into(), message: "No.".into(), request_id: Some("req-9".into()) }
}

#[test]
fn s1_80_a_request_is_merged_after_a_look_and_with_a_key_of_its_own() {
    let mut app = console(120, 40);
    go(&mut app, "4");
    go(&mut app, "M");
    let screen = drawn(&app);
    assert!(screen.contains("Merge #1042 into") && screen.contains("#1130 Add opening hours"), "{screen}");
    assert!(screen.contains("#1135 A lighter headline"), "what only the server knows is offered too\n{screen}");
    let Some(Overlay::Picker(picker, _)) = &app.overlay else { panic!() };
    assert!(picker.items.iter().all(|item| item.choice != Choice::MergeInto(id(1002))), "not into itself");
    go(&mut app, "opening<enter>");
    let screen = drawn(&app);
    assert!(screen.contains("→ #1130") && screen.contains("Tags that come along") && screen.contains("#hero #speed"));
    assert!(moves(&press(&mut app, "<enter>y")).is_none(), "the key that chooses does not merge");
    let effects = press(&mut app, "Y");
    assert_eq!(moves(&effects).map(|(_, who, what)| (who, what)), Some((vec![1042], Move::Merge(target(1130)))));
    serve(&mut app, &effects);
    let said = &app.notice.as_ref().unwrap().text;
    assert_eq!(said, "#1042 is part of #1130 now. U takes it back.");
    let effects = press(&mut app, "U");
    assert_eq!(moves(&effects).map(|(_, who, what)| (who, what)), Some((vec![1042], Move::Unmerge)));
    serve(&mut app, &effects);
    assert_eq!(app.triage.undo, None, "once");
}

#[test]
fn merging_can_be_left_and_a_late_look_asks_nothing() {
    let mut app = console(120, 40);
    go(&mut app, "4");
    go(&mut app, "Mopening<enter><esc>");
    assert!(app.overlay.is_none() && app.pending.is_none());
    go(&mut app, "M");
    let effects = press(&mut app, "opening<enter>");
    press(&mut app, "?");
    serve(&mut app, &effects);
    assert!(matches!(app.overlay, Some(Overlay::Help(_))), "what is looked at meanwhile stays");
}

#[test]
fn merging_into_what_is_put_off_says_until_when_that_is() {
    let plan = merging(&requests()[1..2], &made_of_two(), now(), FixedOffset::east_opt(3600).unwrap());
    assert!(plan.lines.iter().any(|line| line.left == "#1042 is out of sight until 5 Mar 09:00"), "{:?}", plan.lines);
}

#[test]
fn only_one_clients_requests_are_merged() {
    let mut app = console(120, 40);
    go(&mut app, "4");
    app.inbox.remote.get_mut().unwrap().items[1].workspace.id = id(12);
    press(&mut app, "  M");
    assert!(app.overlay.is_none());
    assert!(app.notice.as_ref().unwrap().text.contains("several clients"));
}

#[test]
fn a_part_leads_to_the_whole_and_is_made_its_own_again() {
    let mut app = console(120, 40);
    go(&mut app, "4");
    app.inbox.remote.get_mut().unwrap().items[0] = part();
    assert!(app.contexts().contains(&Context::Merged));
    assert!(drawn(&app).contains("↪ #1042"));
    let effects = press(&mut app, "M");
    assert!(matches!(moves(&effects), Some((_, _, Move::Unmerge))));
    let mut app = console(120, 40);
    go(&mut app, "4");
    app.inbox.remote.get_mut().unwrap().items[0] = part();
    press(&mut app, "P");
    assert_eq!((app.conversation.id, app.in_pane), (Some(id(1002)), true));
}

#[test]
fn s1_80_a_request_is_put_out_of_sight_and_shown_so_at_once() {
    let mut app = console(80, 24);
    go(&mut app, "4");
    let effects = press(&mut app, "ztomorrow<enter>");
    let until = at("2026-03-05T08:00:00Z");
    assert_eq!(moves(&effects).map(|(_, who, what)| (who, what)), Some((vec![1042], Move::Snooze(until))));
    assert!(drawn(&app).contains("5 Mar 09:00"), "before the server has answered");
    serve(&mut app, &effects);
    assert!(app.notice.as_ref().unwrap().text.starts_with("#1042 is out of sight until 5 Mar 09:00."));
    assert!(matches!(moves(&press(&mut app, "U")), Some((_, _, Move::Wake))));
}

#[test]
fn what_could_not_be_put_off_is_shown_as_it_was_and_said() {
    let mut app = console(120, 40);
    go(&mut app, "4");
    let (ticket, ..) = moves(&press(&mut app, "  znext<enter>")).unwrap();
    assert!(app.inbox.rows()[..2].iter().all(|row| row.snoozed_until.is_some()));
    let mut done = requests().remove(0);
    done.snoozed_until = Some(at("2026-03-09T08:00:00Z"));
    app.update(Message::Answer(ticket, Answer::Moved(vec![(target(1042), Ok(done)), (target(1044), Err(stale()))])));
    assert_eq!(app.inbox.rows()[1].snoozed_until, None, "rolled back");
    assert_eq!(app.inbox.marked.iter().collect::<Vec<_>>(), [&id(1004)], "what failed stays marked");
    let notice = app.notice.as_ref().unwrap();
    assert!(notice.failed && notice.text.contains("1 of 2") && notice.text.contains("[req-9]"), "{}", notice.text);
    assert_eq!(app.triage.undo, Some(Undo::Move(vec![target(1042)], Move::Wake)), "only what was done");
}

#[test]
fn a_time_is_typed_and_one_that_is_past_is_refused_at_its_field() {
    let mut app = console(80, 24);
    press(&mut app, "zanother<enter>2026-03-01<enter>");
    assert!(app.form.as_ref().unwrap().fields[0].error.is_some());
    let effects = press(&mut app, "<ctrl-u>2026-04-01 14:30<enter>");
    assert!(app.form.is_none());
    assert!(matches!(moves(&effects), Some((_, _, Move::Snooze(until))) if until == at("2026-04-01T13:30:00Z")));
}

#[test]
fn what_is_out_of_sight_has_a_view_and_comes_back_from_there() {
    let mut app = console(120, 40);
    let effects = press(&mut app, "Z");
    let asked = calls(&effects).into_iter().find_map(|(_, call)| match call {
        Call::Requests(query) => Some(query.filter),
        _ => None,
    });
    assert_eq!((asked.as_deref(), app.view), (Some("is:snoozed"), View::Snoozed));
    serve(&mut app, &effects);
    app.inbox.remote.get_mut().unwrap().items = vec![made_of_two()];
    let effects = press(&mut app, "znow<enter>");
    assert!(matches!(moves(&effects), Some((_, _, Move::Wake))));
}

#[test]
fn a_message_is_split_off_under_a_name_and_joined_again() {
    let mut app = console(80, 24);
    press(&mut app, "x");
    assert!(app.overlay.is_none(), "not from the list, where no message is seen");
    go(&mut app, "<enter>x");
    assert!(drawn(&app).contains("Thank you, we look into it today."));
    go(&mut app, "<down><enter>");
    let screen = drawn(&app);
    assert!(screen.contains("is Carla Ortiz’s") && screen.contains("The hero image takes seconds"), "{screen}");
    let effects = press(&mut app, "<ctrl-u>Too slow<enter>");
    let source = Source { request: target(1042), message: id(51) };
    assert_eq!(deed(&effects), Some(Deed::Split(source, "Too slow".into())));
    serve(&mut app, &effects);
    let said = &app.notice.as_ref().unwrap().text;
    assert_eq!(said, "#1139 is a request of its own, split off #1042. U takes it back.");
    assert_eq!(app.conversation.id, Some(id(1002)), "the pane stays where it was");
    assert!(matches!(moves(&press(&mut app, "U")), Some((_, who, Move::Rejoin(_))) if who == [1139]));
}

#[test]
fn the_only_message_stays_and_a_nameless_one_is_refused() {
    let mut app = console(80, 24);
    go(&mut app, "<enter>x<enter><ctrl-u>");
    assert!(deed(&press(&mut app, "<enter>")).is_none());
    assert!(app.form.as_ref().unwrap().fields[0].error.is_some());
    let mut app = console(80, 24);
    go(&mut app, "<enter>");
    app.conversation.data.get_mut().unwrap().messages.truncate(1);
    press(&mut app, "x");
    assert!(app.overlay.is_none() && app.notice.as_ref().unwrap().text.contains("nothing to split off"));
}

#[test]
fn many_are_changed_after_a_look_and_taken_back() {
    let mut app = console(120, 40);
    go(&mut app, "4");
    press(&mut app, "  B");
    let effects = press(&mut app, "<tab> <tab>  <tab><tab>launch, #hero<ctrl-s>");
    let change = BulkEdit {
        priority: Some(Priority::Urgent),
        assignee_id: Some(id(MIA)),
        add_tags: Some(vec!["launch".into(), "hero".into()]),
        ..BulkEdit::default()
    };
    let asked = NewBulkChange { change, filter: None, request_ids: Some(vec![id(1002), id(1004)]) };
    assert_eq!(deed(&effects), Some(Deed::Foresee(asked)));
    serve(&mut app, &effects);
    let screen = drawn(&app);
    assert!(screen.contains("3 would change, 1 is refused, 1 is so already."), "{screen}");
    assert!(screen.contains("priority urgent → low · assignee none → Adam Reyes"), "{screen}");
    assert_eq!(deed(&press(&mut app, "<enter>y")), None);
    let effects = press(&mut app, "Y");
    assert_eq!(deed(&effects), Some(Deed::Apply(id(BULK))));
    assert!(app.inbox.marked.is_empty(), "they are sent");
    app.inbox.marked.insert(id(1009));
    serve(&mut app, &effects);
    assert_eq!(app.inbox.marked.iter().collect::<Vec<_>>(), [&id(1009)], "what was marked meanwhile stays so");
    let screen = drawn(&app);
    assert!(screen.contains("changed by somebody meanwhile"), "what went otherwise is shown\n{screen}");
    press(&mut app, "<esc>");
    let effects = press(&mut app, "U");
    assert_eq!(deed(&effects), Some(Deed::Restore(id(BULK))));
    serve(&mut app, &effects);
    let screen = drawn(&app);
    assert!(screen.contains("is as it was") && screen.contains("changed after that"), "{screen}");
    assert_eq!(app.triage.undo, None);
}

#[test]
fn what_was_refused_as_a_whole_is_marked_again() {
    let mut app = console(120, 40);
    go(&mut app, "4");
    press(&mut app, "  B");
    let effects = press(&mut app, "<tab> <tab>  <tab><tab>launch, #hero<ctrl-s>");
    serve(&mut app, &effects);
    let (ticket, _) = calls(&press(&mut app, "Y")).remove(0);
    assert!(app.inbox.marked.is_empty());
    app.update(Message::Answer(ticket, Answer::Done(Err(stale()))));
    assert_eq!(app.inbox.marked.iter().collect::<Vec<_>>(), [&id(1002), &id(1004)]);
}

#[test]
fn without_marks_all_that_the_view_asks_for_is_changed() {
    let mut app = console(120, 40);
    go(&mut app, "2");
    let effects = press(&mut app, "Btag:x<ctrl-s>");
    assert_eq!(deed(&effects), None, "nothing is chosen");
    assert!(app.form.as_ref().unwrap().fields[0].error.is_some());
    assert!(!app.form.as_ref().unwrap().has("project_id"), "several clients share no project");
    let Some(Deed::Foresee(asked)) = deed(&press(&mut app, "  <tab><tab> <ctrl-s>")) else { panic!() };
    assert_eq!((asked.filter.as_deref(), asked.request_ids), (Some("assignee:none"), None));
    assert_eq!(
        (asked.change.status, asked.change.clear),
        (Some(RequestStatus::Resolved), Some(vec![BulkClear::Assignee]))
    );
}

#[test]
fn a_refusal_of_many_stands_at_its_field() {
    let mut app = console(120, 40);
    go(&mut app, "4");
    let effects = press(&mut app, "  B <ctrl-s>");
    let (ticket, _) = calls(&effects).remove(0);
    let fault = portico_openapi::types::ProblemField { field: "add_tags".into(), message: "Too long.".into() };
    let error = ApiError { kind: Kind::Invalid(vec![fault]), ..ApiError::unreachable("Not valid.") };
    app.update(Message::Answer(ticket, Answer::Done(Err(error))));
    let form = app.form.as_ref().unwrap();
    assert_eq!(form.fields.iter().find(|field| field.error.is_some()).unwrap().name, "add_tags");
}

#[test]
fn a_console_that_only_looks_moves_nothing() {
    let (mut app, effects) = App::new(crate::app::Start { read_only: true, ..start(120, 40) });
    serve(&mut app, &effects);
    for key in ["M", "z", "B", "<enter>x"] {
        let effects = press(&mut app, key);
        assert!(moves(&effects).is_none() && deed(&effects).is_none());
        assert!(app.overlay.is_none() && app.form.is_none(), "{key}");
        assert!(app.notice.as_ref().unwrap().text.contains("read-only"), "{key}");
    }
}
