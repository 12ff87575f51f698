use insta::{assert_snapshot, with_settings};
use portico_openapi::{ApiError, types::RequestReportBy};

use crate::{
    fixture::*,
    message::{Answer, Message},
};

fn after(width: u16, height: u16, keys: &str) -> String {
    let mut app = console(width, height);
    go(&mut app, keys);
    drawn(&app)
}

#[test]
fn charts() {
    with_settings!({ snapshot_path => "../snapshots" }, {
        assert_snapshot!("charts_person_80x24", after(80, 24, "0t"));
        assert_snapshot!("charts_type_80x24", after(80, 24, "0tt"));
    });
}

#[test]
fn what_bars_show_stands_beside_them_in_words() {
    let screen = after(160, 60, "0t");
    for said in [
        "Overview · by person",
        "9 opened, 8 answered, 6 resolved; first response 30m, nine of ten within 1h 15m, 75% on time; resolution 4h",
        "resolution 2h, nine of ten within 2h",
        "2 opened, 0 answered, 0 resolved; no first response; no resolution",
        "14, at most 3 a week",
    ] {
        assert!(screen.contains(said), "{said}\n{screen}");
    }
    let weeks = after(160, 60, "0ttt");
    assert!(weeks.contains("15 Dec 2025") && weeks.contains("2 Mar 2026"), "every week has its row: {weeks}");
    assert!(!weeks.contains("job · design"), "{weeks}");
}

#[test]
fn a_key_draws_how_long_it_took_in_place_of_what_is_open() {
    let bar = |screen: &str, name: &str| {
        let line = screen.lines().find(|line| line.contains(name) && line.contains('█')).unwrap();
        (line.matches('█').count(), line.matches('░').count())
    };
    let first = after(80, 24, "0tm");
    assert!(first.contains("First response") && first.contains("m resolution") && first.contains(" 30m █"), "{first}");
    let ((mia, mias), (adam, adams)) = (bar(&first, "Mia Chen"), bar(&first, "Adam Reyes"));
    assert!(mia > adam && mia + mias < adam + adams, "{first}");
    let end = after(80, 24, "0tmm");
    assert!(end.contains("Resolution") && end.contains(" 4h █"), "{end}");
    assert_eq!(bar(&end, "Adam Reyes").1, 0, "half and nine of ten took as long: {end}");
    assert!(after(80, 24, "0tmmm").contains("Open at the end"));
    assert!(after(80, 24, "0m").contains("Overview · by person"), "what is open now has no such bars");
    let weeks = after(80, 24, "0tttm");
    assert!(weeks.contains("Overview · by week") && weeks.contains("First response"), "{weeks}");
}

#[test]
fn this_week_stands_first() {
    let weeks = after(80, 24, "0ttt");
    let (this, last) = (weeks.find("2 Mar 2026 ").unwrap(), weeks.find("23 Feb 2026 ").unwrap());
    assert!(this < last && !weeks.contains("22 Dec 2025 "), "{weeks}");
}

#[test]
fn nothing_is_lost_where_there_is_little_room() {
    for (width, height) in [(40, 60), (28, 90)] {
        let screen = after(width, height, "0t");
        let words: Vec<&str> = screen.split(['┃', '"', '\n', ' ']).filter(|word| !word.is_empty()).collect();
        let said = words.join(" ");
        assert!(said.contains("14, at most 3 a week"), "{screen}");
        assert!(said.contains("nine of ten within 1h 15m, 75% on time"), "{screen}");
    }
    let mut app = console(80, 24);
    go(&mut app, "0t");
    for (width, height) in (0..40).flat_map(|width| (0..20).map(move |height| (width, height))) {
        drawn_on(&app, width, height);
    }
}

#[test]
fn a_report_of_nothing_and_one_that_failed_say_so() {
    let mut app = console(80, 24);
    go(&mut app, "0");
    let ask = |app: &mut crate::app::App| calls(&press(app, "R")).into_iter();
    press(&mut app, "t");
    let asked = ask(&mut app).find(|(_, call)| matches!(call, crate::effect::Call::Report(_)));
    let (ticket, _) = asked.unwrap();
    app.update(Message::Answer(ticket, Answer::Report(Err(ApiError::unreachable("No server.")))));
    assert!(drawn(&app).contains("No server.  R tries again."));
    let asked = ask(&mut app).find(|(_, call)| matches!(call, crate::effect::Call::Report(_)));
    let (ticket, _) = asked.unwrap();
    let mut nothing = report(RequestReportBy::Person);
    nothing.items.clear();
    app.update(Message::Answer(ticket, Answer::Report(Ok(nothing))));
    assert!(drawn(&app).contains("Nothing came, nothing was done, and nothing is open."));
}

#[test]
fn a_name_from_elsewhere_is_only_a_name() {
    let mut app = console(80, 24);
    go(&mut app, "0t");
    let report = app.charts.report.get_mut().unwrap();
    report.items[0].person.as_mut().unwrap().name = "\u{1b}[2J\u{202e}Mia".into();
    let screen = drawn(&app);
    assert!(!screen.contains('\u{1b}') && !screen.contains('\u{202e}') && screen.contains("Mia"), "{screen}");
}
