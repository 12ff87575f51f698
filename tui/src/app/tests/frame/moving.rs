use portico_openapi::types::RequestSort;

use crate::{
    action::View,
    effect::{Call, Effect, Query},
    fixture::*,
    message::{Answer, Message, RequestPage, Timer},
    remote::Ticket,
};

fn asked(effects: &[Effect]) -> Option<(Ticket, Query)> {
    calls(effects).into_iter().find_map(|(ticket, call)| match call {
        Call::Requests(query) => Some((ticket, query)),
        _ => None,
    })
}

fn page(items: Vec<portico_openapi::types::Request>, next: Option<&str>, continues: bool) -> Answer {
    Answer::Requests(Ok(RequestPage { items, next: next.map(str::to_owned), continues }))
}

#[test]
fn s1_76_each_view_asks_for_its_requests() {
    let mut app = console(80, 24);
    let mut query = |keys: &str| asked(&press(&mut app, keys)).unwrap().1;
    assert_eq!(query("1").filter, "assignee:me");
    assert_eq!(query("2").filter, "assignee:none");
    let waiting = query("3");
    assert_eq!((waiting.sort, waiting.filter.as_str()), (RequestSort::Waiting, "turn:agency"));
    assert_eq!(query("4").filter, "", "what is done is left out");
    assert_eq!(query("5").filter, "is:closed");
}

#[test]
fn late_answers_are_dropped() {
    let mut app = console(80, 24);
    let (first, _) = asked(&press(&mut app, "2")).unwrap();
    let (second, _) = asked(&press(&mut app, "5")).unwrap();
    app.update(Message::Answer(second, page(vec![], None, false)));
    app.update(Message::Answer(first, page(requests(), None, false)));
    assert!(app.inbox.rows().is_empty());
}

#[test]
fn the_filter_waits_for_a_rest_and_is_asked_together_with_the_view() {
    let mut app = console(80, 24);
    let effects = press(&mut app, "/tag:speed priority>=high");
    assert!(calls(&effects).is_empty());
    let stamps: Vec<_> = effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::After(_, Timer::Filter(stamp)) => Some(*stamp),
            _ => None,
        })
        .collect();
    assert!(app.update(Message::Timer(Timer::Filter(stamps[0]))).is_empty());
    let effects = app.update(Message::Timer(Timer::Filter(*stamps.last().unwrap())));
    let (_, query) = asked(&effects).unwrap();
    assert_eq!(query.filter, "tag:speed priority>=high assignee:me", "what is typed first");
    press(&mut app, "<enter>");
    let (_, query) = asked(&press(&mut app, "<esc>")).unwrap();
    assert_eq!(query.filter, "assignee:me");
}

#[test]
fn the_order_can_be_chosen() {
    let mut app = console(80, 24);
    go(&mut app, "S");
    let (_, query) = asked(&press(&mut app, "urgent<enter>")).unwrap();
    assert_eq!(query.sort, RequestSort::Priority);
    go(&mut app, "S");
    let (_, query) = asked(&press(&mut app, "latest due<enter>")).unwrap();
    assert_eq!(query.sort, RequestSort::DueDesc);
}

/// What the list has no column for has one while the list goes by it.
#[test]
fn what_is_sorted_by_is_shown() {
    for (width, height) in [(80, 24), (120, 40)] {
        let mut app = console(width, height);
        for (order, heading) in [("by status", "Status↑"), ("changed last", "Changed↓")] {
            assert!(!drawn(&app).contains(heading));
            go(&mut app, &format!("S{order}<enter>"));
            assert!(drawn(&app).contains(heading), "{}", drawn(&app));
        }
    }
}

#[test]
fn the_next_page_comes_when_the_end_is_near() {
    let mut app = console(80, 24);
    let (ticket, _) = asked(&press(&mut app, "4")).unwrap();
    let many = (0..100).map(|number| request(number, "Acme", "x")).collect();
    app.update(Message::Answer(ticket, page(many, Some("p2"), false)));
    let (ticket, query) = asked(&press(&mut app, "G")).unwrap();
    assert_eq!(query.cursor.as_deref(), Some("p2"));
    assert!(asked(&press(&mut app, "kj")).is_none(), "once");
    let more = (95..120).map(|number| request(number, "Acme", "x")).collect();
    app.update(Message::Answer(ticket, page(more, None, true)));
    assert_eq!(app.inbox.rows().len(), 120, "none twice");
    assert_eq!(app.inbox.cursor.index, 99, "and the cursor stays");
}

#[test]
fn a_rest_on_a_row_fills_the_pane_beside_it() {
    let mut app = console(120, 40);
    let effects = press(&mut app, "j");
    let [Effect::After(_, Timer::Preview(stamp))] = effects[..] else { panic!("{effects:?}") };
    let effects = app.update(Message::Timer(Timer::Preview(stamp)));
    assert_eq!(calls(&effects)[0].1, Call::Conversation(id(1004)));
    assert!(!app.in_pane);
    assert!(press(&mut console(80, 24), "j").is_empty(), "nothing beside it in a narrow terminal");
}

#[test]
fn a_request_of_another_row_is_not_shown_for_a_moment() {
    let mut app = console(80, 24);
    go(&mut app, "<enter>");
    let effects = press(&mut app, "<esc>j<enter>");
    assert!(app.conversation.data.get().is_none());
    serve(&mut app, &effects);
    assert!(app.conversation.data.get().is_some());
}

#[test]
fn scrolling_stays_at_the_end_as_the_thread_grows() {
    let mut app = console(80, 24);
    go(&mut app, "<enter>");
    let end = app.scroll.top;
    assert!(end > 0 && app.scroll.at_end);
    go(&mut app, "k");
    assert_eq!((app.scroll.top, app.scroll.at_end), (end - 1, false));
    go(&mut app, "g");
    assert_eq!(app.scroll.top, 0);
    go(&mut app, "G");
    assert_eq!((app.scroll.top, app.scroll.at_end), (end, true));
}

#[test]
fn jumping_and_notifications_open_what_they_name() {
    let mut app = console(80, 24);
    go(&mut app, "<ctrl-p>menu<enter>");
    assert_eq!(app.conversation.id, Some(id(1009)));
    go(&mut app, "<ctrl-p>loyalty<enter>");
    assert_eq!((app.view, app.project.id), (View::Projects, Some(id(22))));
    let effects = press(&mut app, "8<enter>");
    assert!(calls(&effects).iter().any(|(_, call)| *call == Call::Read(Some(id(71)))));
    assert_eq!((app.view, app.conversation.id), (View::Open, Some(id(1002))));
}

#[test]
fn the_portal_page_can_be_opened() {
    let mut app = console(80, 24);
    let address = format!("http://localhost:8080/portal/requests/{}", id(1002));
    assert_eq!(press(&mut app, "o"), [Effect::Browse(address.clone())]);
    app.update(Message::Browsed(Some(address.clone())));
    assert!(app.notice.as_ref().is_some_and(|notice| notice.text.contains(&address)));
}

#[test]
fn leaving_asks_only_when_something_is_unsent() {
    assert_eq!(press(&mut console(80, 24), "q"), [Effect::Quit]);
    let mut app = console(80, 24);
    go(&mut app, "rHello<esc>");
    assert!(press(&mut app, "q").is_empty());
    assert!(press(&mut app, "<esc>").is_empty());
    let effects = press(&mut app, "qq");
    assert!(matches!(effects[..], [Effect::SaveDraft(_), Effect::Quit]));
}

#[test]
fn a_list_without_rows_leaves_no_request_in_the_pane() {
    for width in [80, 120] {
        let mut app = console(width, 40);
        go(&mut app, "<enter><esc>");
        assert!(app.conversation.id.is_some());
        for (ticket, call) in calls(&press(&mut app, "Z")) {
            let nothing = RequestPage { items: Vec::new(), next: None, continues: false };
            let answer = if let Call::Requests(_) = call { Answer::Requests(Ok(nothing)) } else { reply(&call) };
            app.update(Message::Answer(ticket, answer));
        }
        press(&mut app, "<tab>p");
        assert!(app.conversation.id.is_none() && !app.in_pane && app.overlay.is_none(), "{}", drawn(&app));
    }
}
