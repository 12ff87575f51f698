use portico_openapi::{
    ApiError, Kind,
    types::{ProblemField, ProblemPlace, RequestChange, RequestClear, RequestSort, RequestStatus},
};

use crate::{
    action::View,
    app::{App, Overlay, changing::nothing},
    draft,
    effect::{Call, Effect, Query},
    fixture::*,
    message::{Answer, Message, Timer, Unlisted},
    office,
    remote::Ticket,
    triage::Deed,
};

/// The inbox with views that are kept, and requests for which something was promised.
pub fn triaged(width: u16, height: u16) -> App {
    let mut app = console(width, height);
    go(&mut app, "4");
    app.triage.views.ask(Ticket(90_000));
    app.triage.views.answer(Ticket(90_000), Ok(views()));
    app.inbox.remote.get_mut().unwrap().items = promised();
    app.conversation.data.get_mut().into_iter().for_each(|open| open.request = promised().remove(0));
    app
}

fn asked(effects: &[Effect]) -> Option<(Ticket, Query)> {
    calls(effects).into_iter().find_map(|(ticket, call)| match call {
        Call::Requests(query) => Some((ticket, query)),
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

fn change(effects: &[Effect]) -> RequestChange {
    calls(effects)
        .into_iter()
        .find_map(|(_, call)| match call {
            Call::Change(mut changes) => changes.pop(),
            _ => None,
        })
        .unwrap()
        .1
}

/// Lets what was typed rest, and answers what that leads to.
fn rest(app: &mut App) -> Vec<Effect> {
    let (filter, search) = (app.inbox.filter_stamp, app.triage.search.stamp);
    let mut effects = app.update(Message::Timer(Timer::Filter(filter)));
    effects.extend(app.update(Message::Timer(Timer::Search(search))));
    effects
}

#[test]
fn a_view_that_is_kept_is_a_tab_with_its_own_filter_and_order() {
    let mut app = triaged(80, 24);
    let (_, query) = asked(&press(&mut app, "]")).unwrap();
    assert_eq!((query.filter.as_str(), query.sort), ("assignee:me waiting>2d", RequestSort::Waiting));
    assert!(drawn(&app).contains("Mine and late · longest waiting first"));
    let (_, query) = asked(&press(&mut app, "]")).unwrap();
    assert_eq!(query.filter, "tag:launch");
    let (_, query) = asked(&press(&mut app, "[")).unwrap();
    assert_eq!(query.filter, "assignee:me waiting>2d");
    press(&mut app, "V");
    let (_, query) = asked(&press(&mut app, "launch<enter>")).unwrap();
    assert_eq!((query.filter.as_str(), app.view), ("tag:launch", View::Saved));
}

#[test]
fn what_the_filter_asks_is_kept_under_a_name() {
    let mut app = triaged(80, 24);
    press(&mut app, "2/tag:hero<enter>WNobody has<tab><tab><right><tab> ");
    let Some(Deed::Keep(new)) = deed(&press(&mut app, "<ctrl-s>")) else { panic!() };
    assert_eq!((new.name.as_str(), new.filter.as_str()), ("Nobody has", "tag:hero assignee:none"));
    assert_eq!((new.sort, new.shared), (Some(RequestSort::Oldest), Some(true)));
    let mut app = triaged(80, 24);
    go(&mut app, "Sby client<enter>");
    let Some(Deed::Keep(new)) = deed(&press(&mut app, "WBy name<ctrl-s>")) else { panic!() };
    assert_eq!(new.sort, Some(RequestSort::Client), "the order that was chosen");
    let mut app = triaged(80, 24);
    go(&mut app, "WNobody has<ctrl-s>");
    assert_eq!(app.view, View::Saved);
    assert_eq!(app.triage.at, Some(id(409)), "and is looked at");
}

#[test]
fn a_view_without_a_name_or_with_a_fault_is_not_kept_and_nothing_is_lost() {
    let mut app = triaged(80, 24);
    assert!(deed(&press(&mut app, "W<ctrl-s>")).is_none());
    let effects = press(&mut app, "Mine<tab>status:opened<ctrl-s>");
    let (ticket, _) = calls(&effects).remove(0);
    let fault = ProblemField { field: "filter".into(), message: "This is none of new, open.".into() };
    let error = ApiError { kind: Kind::Invalid(vec![fault]), ..ApiError::unreachable("Not valid.") };
    app.update(Message::Answer(ticket, Answer::Done(Err(error))));
    let form = app.form.as_ref().unwrap();
    assert_eq!((form.at, form.text("filter").as_str()), (1, "status:opened"));
    assert!(form.fields[1].error.is_some());
}

#[test]
fn a_view_is_changed_and_deleted_by_whoever_may_and_only_after_another_key() {
    let mut app = triaged(80, 24);
    press(&mut app, "]");
    press(&mut app, "E<ctrl-u>Late<ctrl-s>");
    let mut app = triaged(80, 24);
    go(&mut app, "]");
    app.triage.views.ask(Ticket(90_001));
    app.triage.views.answer(Ticket(90_001), Ok(views()));
    assert_eq!(deed(&press(&mut app, "X<enter>y")), None);
    assert!(matches!(app.overlay, Some(Overlay::Confirm(_))));
    let effects = press(&mut app, "Y");
    assert_eq!(deed(&effects), Some(Deed::Drop(id(LATE))));
    serve(&mut app, &effects);
    assert_eq!((app.view, app.triage.at), (View::Open, None));
    let mut app = triaged(80, 24);
    press(&mut app, "[X");
    assert!(app.overlay.is_none(), "a shared one of somebody else has no such key");
    press(&mut app, "E");
    assert!(app.form.is_none());
}

#[test]
fn a_tag_that_is_half_typed_is_offered_although_it_leaves_no_row() {
    let mut app = triaged(120, 40);
    press(&mut app, "/tag:");
    app.inbox.remote.get_mut().unwrap().items.clear();
    press(&mut app, "he");
    let offered: Vec<String> = app.filter_offers().into_iter().map(|offer| offer.text).collect();
    assert!(offered.iter().any(|text| text.contains("hero")), "{offered:?}");
    press(&mut app, "<tab>");
    assert_eq!(app.inbox.filter.text().trim_end(), "tag:hero");
}

#[test]
fn a_fault_of_the_filter_stands_at_its_place_and_the_rows_stay() {
    let mut app = triaged(80, 24);
    press(&mut app, "/tag:x status:opened");
    let (ticket, _) = asked(&rest(&mut app)).unwrap();
    let fault = ProblemField { field: "filter".into(), message: "This is none of new, open, closed.".into() };
    let error = ApiError { kind: Kind::Invalid(vec![fault]), ..ApiError::unreachable("Not valid.") };
    let place = Some(ProblemPlace { offset: 13, word: "opened".into() });
    let told = Unlisted { error, place };
    app.update(Message::Answer(ticket, Answer::Requests(Err(told.clone()))));
    assert_eq!(app.inbox.rows().len(), 5);
    assert!(app.notice.is_none() && app.inbox.typing);
    assert!(drawn(&app).contains("✕ “opened”: This is none of new, open, closed."));
    press(&mut app, "<back><back>");
    assert!(app.triage.fault.is_none(), "what is typed on may be right");
    // What comes after the filter was left is told.
    let (ticket, _) = asked(&rest(&mut app)).unwrap();
    press(&mut app, "<enter>");
    app.update(Message::Answer(ticket, Answer::Requests(Err(told))));
    assert!(drawn(&app).contains("The filter has a fault at “opened”"));
}

#[test]
fn fields_values_and_names_are_completed() {
    let mut app = triaged(80, 24);
    press(&mut app, "/sta<tab>wait<down><tab> ass<tab>adam<tab>");
    assert_eq!(app.inbox.filter.text(), "status:waiting_on_agency assignee:\"Adam Reyes\"");
    press(&mut app, " zzz<tab>");
    assert!(app.inbox.filter.text().ends_with(" zzz"), "what cannot be more stays");
}

#[test]
fn what_is_found_by_words_is_gone_to() {
    let mut app = triaged(80, 24);
    press(&mut app, "Fhero");
    let effects = rest(&mut app);
    assert!(calls(&effects).iter().any(|(_, call)| *call == Call::Search("hero".into(), None)));
    serve(&mut app, &effects);
    let screen = drawn(&app);
    assert!(screen.contains("#1042 Homepage hero feels heavy") && screen.contains("The hero image takes"), "{screen}");
    go(&mut app, "<down><down><enter>");
    assert!(app.overlay.is_none() && app.in_pane);
    assert_eq!(app.conversation.id, Some(id(1002)));
    assert!(app.scroll.top > 0 && !app.scroll.at_end, "at the note that was found");
    press(&mut app, "F");
    assert_eq!(app.triage.search.query.text(), "hero", "what was looked for is still there");
}

#[test]
fn one_kind_can_be_looked_for_and_a_person_leads_to_their_client() {
    let mut app = triaged(80, 24);
    press(&mut app, "Fhero");
    rest(&mut app);
    let effects = press(&mut app, "<tab>");
    let kind = Some(portico_openapi::types::SearchKind::Request);
    assert!(calls(&effects).iter().any(|(_, call)| *call == Call::Search("hero".into(), kind)));
    serve(&mut app, &effects);
    go(&mut app, "<down><down><down><enter>");
    assert_eq!((app.view, app.members.id), (View::Workspaces, Some(id(ACME))));
}

#[test]
fn late_answers_to_what_was_looked_for_are_dropped() {
    let mut app = triaged(80, 24);
    press(&mut app, "Fhero");
    let (ticket, _) = calls(&rest(&mut app)).into_iter().find(|(_, call)| matches!(call, Call::Search(..))).unwrap();
    press(&mut app, "x");
    rest(&mut app);
    app.update(Message::Answer(ticket, Answer::Found(Ok(hits()))));
    assert!(app.triage.search.hits().is_empty());
}

#[test]
fn one_jumps_to_what_only_the_server_knows() {
    let mut app = triaged(80, 24);
    press(&mut app, "<ctrl-p>ortiz");
    let effects = rest(&mut app);
    assert!(calls(&effects).iter().any(|(_, call)| *call == Call::Search("ortiz".into(), None)));
    serve(&mut app, &effects);
    assert!(drawn(&app).contains("Hero Ortiz"), "{}", drawn(&app));
    go(&mut app, "<enter>");
    assert_eq!(app.view, View::Workspaces);
}

#[test]
fn all_statuses_can_be_set_but_new() {
    let status = |keys: &str| change(&press(&mut triaged(80, 24), keys));
    let set = |status| RequestChange { status: Some(status), ..nothing() };
    assert_eq!(status("sresolve<enter>"), set(RequestStatus::Resolved));
    assert_eq!(status("swaiting client<enter>"), set(RequestStatus::WaitingOnClient));
    assert_eq!(status("swaiting us<enter>"), set(RequestStatus::WaitingOnAgency));
    assert_eq!(status("jjsopen<enter>"), set(RequestStatus::Open));
    let mut app = triaged(80, 24);
    press(&mut app, "snew<enter>");
    assert!(app.pending.is_none());
}

#[test]
fn a_due_date_is_set_and_taken_away() {
    let mut app = triaged(80, 24);
    press(&mut app, "d");
    assert_eq!(app.form.as_ref().unwrap().text("due_on"), "2026-03-05");
    let due = |day: &str| RequestChange { due_on: Some(day.parse().unwrap()), ..nothing() };
    assert_eq!(change(&press(&mut app, "<ctrl-u>2w<enter>")), due("2026-03-18"));
    assert_eq!(change(&press(&mut triaged(80, 24), "d<ctrl-u>2026-12-01<enter>")), due("2026-12-01"));
    let none = RequestChange { clear: Some(vec![RequestClear::DueOn]), ..nothing() };
    assert_eq!(change(&press(&mut triaged(80, 24), "d<ctrl-u><enter>")), none);
    let mut app = triaged(80, 24);
    press(&mut app, "d<ctrl-u>soon<enter>");
    assert!(app.form.as_ref().unwrap().fields[0].error.is_some());
}

#[test]
fn requests_are_followed_and_no_longer() {
    let followers = |keys: &str| change(&press(&mut triaged(80, 24), keys)).follower_ids.unwrap();
    assert_eq!(followers("f"), [id(ADAM), id(MIA)], "who follows already goes on");
    assert_eq!(followers("iadam<enter>"), Vec::<uuid::Uuid>::new());
    assert_eq!(followers("i<tab><tab><enter>"), [id(MIA)]);
    let mut app = triaged(80, 24);
    let rows = &mut app.inbox.remote.get_mut().unwrap().items;
    let mia = serde_json::json!({"id": id(MIA), "name": "Mia Chen"});
    rows[0].followers.push(serde_json::from_value(mia).unwrap());
    assert_eq!(change(&press(&mut app, "f")).follower_ids.unwrap(), [id(ADAM)]);
}

#[test]
fn a_canned_reply_goes_into_the_reply_where_the_cursor_is() {
    let mut app = triaged(80, 24);
    go(&mut app, "rP.S.");
    go(&mut app, "<ctrl-t>");
    assert!(drawn(&app).contains("Thank you, we look into #1042 today."), "as it would be given");
    go(&mut app, "<enter>");
    assert_eq!(app.draft().unwrap().text, "P.S.Dear Carla\n\nThank you, we look into #1042 today.");
    let mut app = triaged(80, 24);
    go(&mut app, "c<down><enter>");
    assert_eq!(app.draft().unwrap().text, "Which page do you mean?");
    go(&mut app, "<esc>n");
    assert!(!app.contexts().contains(&crate::keymap::Context::Ready), "a note is nothing for a client");
}

#[test]
fn a_canned_reply_that_comes_late_goes_nowhere_else() {
    let mut app = triaged(80, 24);
    let effects = press(&mut app, "c");
    let (ticket, _) = calls(&effects).into_iter().find(|(_, call)| *call == Call::Canned).unwrap();
    let effects = app.update(Message::Answer(ticket, Answer::Canned(Ok(canned_replies()))));
    let (ticket, _) = calls(&effects).remove(0);
    press(&mut app, "<enter><esc>");
    go(&mut app, "jnOnly for us");
    app.update(Message::Answer(ticket, Answer::Filled(Ok("Dear Carla".into()))));
    assert_eq!(app.draft().unwrap().text, "Only for us");
    assert!(app.drafts.keys().all(|place| place.kind == draft::Kind::Note));
}

#[test]
fn promises_and_days_are_told_in_the_list_and_in_the_pane() {
    let mut app = triaged(120, 40);
    let screen = drawn(&triaged(180, 40));
    for words in ["◪ 40m", "■ -2h", "‖", "◆ 3 Mar"] {
        assert!(screen.contains(words), "{words}\n{screen}");
    }
    for width in [80, 90, 100, 120] {
        let screen = drawn(&triaged(width, 24));
        assert!(screen.contains('◪') && screen.contains('■') && screen.contains('◆'), "{width}\n{screen}");
    }
    press(&mut app, "<enter>");
    let screen = drawn(&app);
    assert!(screen.contains("due tomorrow · first answer ✓ met, 3h of 4h"), "{screen}");
}
