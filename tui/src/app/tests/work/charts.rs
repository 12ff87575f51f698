use portico_openapi::types::{RequestReport, RequestReportBy};

use crate::{
    action::View,
    app::App,
    charts::{Asked, Part},
    effect::{Call, Effect},
    fixture::*,
    message::{Answer, Live, Message},
    remote::Ticket,
};

fn asked(effects: &[Effect]) -> Vec<(Ticket, Asked)> {
    let calls = calls(effects).into_iter();
    let reports = calls.filter_map(|(ticket, call)| match call {
        Call::Report(asked) => Some((ticket, asked)),
        _ => None,
    });
    reports.collect()
}

fn shown(app: &App) -> Option<RequestReportBy> {
    app.charts.report.get().map(|report: &RequestReport| report.by)
}

#[test]
fn a_key_turns_from_what_is_open_to_how_it_went_and_back() {
    let mut app = console(120, 40);
    go(&mut app, "0");
    assert_eq!((app.charts.part, shown(&app)), (Part::Now, None), "nothing is asked that nobody looks at");
    for by in [RequestReportBy::Person, RequestReportBy::Type, RequestReportBy::Week] {
        go(&mut app, "t");
        assert_eq!((app.charts.part.by(), shown(&app)), (Some(by), Some(by)));
    }
    go(&mut app, "t");
    assert_eq!((app.charts.part, app.load.get().is_some()), (Part::Now, true));
    go(&mut app, "t1");
    assert_eq!(app.view, View::Mine);
    let effects = press(&mut app, "0");
    assert_eq!(asked(&effects).len(), 1, "it is where it was, and asked again");
    go(&mut app, "<esc>");
    assert_eq!(app.view, View::Mine);
}

#[test]
fn an_answer_to_the_part_before_is_not_shown_in_this_one() {
    let mut app = console(120, 40);
    go(&mut app, "0");
    let (first, by_person) = asked(&press(&mut app, "t"))[0];
    assert_eq!(by_person, Asked::usual(RequestReportBy::Person));
    let (second, _) = asked(&press(&mut app, "t"))[0];
    app.update(Message::Answer(first, Answer::Report(Ok(report(RequestReportBy::Person)))));
    assert_eq!(shown(&app), None, "too late");
    assert!(drawn(&app).contains("Loading"));
    app.update(Message::Answer(second, Answer::Report(Ok(report(RequestReportBy::Type)))));
    assert_eq!(shown(&app), Some(RequestReportBy::Type));
}

#[test]
fn a_report_begins_at_its_top_and_is_asked_again_by_hand() {
    let mut app = console(80, 12);
    go(&mut app, "0tG");
    assert!(app.scroll.top > 0);
    go(&mut app, "t");
    assert_eq!(app.scroll.top, 0);
    assert_eq!(asked(&press(&mut app, "R")).len(), 1);
    app.update(Message::Live(Live::Connected));
    assert_eq!(shown(&app), Some(RequestReportBy::Type));
}
