use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use portico_openapi::types::RequestSort;

use crate::{
    action::View,
    app::{App, Overlay, tests::work::triage::triaged},
    effect::{Call, Effect},
    fixture::*,
    message::Message,
};

fn at(app: &mut App, kind: MouseEventKind, column: u16, row: u16) -> Vec<Effect> {
    app.update(Message::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }))
}

fn click(app: &mut App, column: u16, row: u16) -> Vec<Effect> {
    at(app, MouseEventKind::Down(MouseButton::Left), column, row)
}

/// The place of words on the screen.
fn find(app: &App, words: &str) -> (u16, u16) {
    let screen = drawn(app);
    screen
        .lines()
        .enumerate()
        .find_map(|(row, line)| {
            let at = line.find(words)?;
            // One column is the quotation mark that the test's screen begins with.
            let column = line[..at].chars().count() - 1;
            Some((u16::try_from(column).unwrap(), u16::try_from(row).unwrap()))
        })
        .unwrap()
}

#[test]
fn a_tab_is_clicked() {
    let mut app = console(80, 24);
    let (column, row) = find(&app, "Unassigned");
    click(&mut app, column, row);
    assert_eq!(app.view, View::Unassigned);
    assert!(click(&mut app, 79, row).is_empty());
}

#[test]
fn a_row_is_chosen_then_opened() {
    let mut app = console(80, 24);
    let (column, row) = find(&app, "New onboarding");
    click(&mut app, column, row);
    assert_eq!(app.inbox.cursor.index, 1);
    assert!(!app.in_pane);
    let effects = click(&mut app, column, row);
    assert_eq!(calls(&effects)[0].1, Call::Conversation(id(1004)));
    assert!(app.in_pane);
}

/// The order in which requests are asked for.
fn order(effects: &[Effect]) -> Option<RequestSort> {
    calls(effects).into_iter().find_map(|(_, call)| match call {
        Call::Requests(query) => Some(query.sort),
        _ => None,
    })
}

#[test]
fn a_heading_sorts_and_the_next_click_turns_that_round() {
    let mut app = console(80, 24);
    for (heading, [first, turned], [arrow, other]) in [
        ("Client", [RequestSort::Client, RequestSort::ClientDesc], ["↑", "↓"]),
        ("Waits", [RequestSort::Waiting, RequestSort::WaitingLeast], ["↓", "↑"]),
        ("#", [RequestSort::Number, RequestSort::NumberDesc], ["↑", "↓"]),
        ("Subject", [RequestSort::Subject, RequestSort::SubjectDesc], ["↑", "↓"]),
        ("Who", [RequestSort::Assignee, RequestSort::AssigneeDesc], ["↑", "↓"]),
    ] {
        for (sort, arrow) in [(first, arrow), (turned, other), (first, arrow)] {
            let (column, row) = find(&app, heading);
            assert_eq!(order(&click(&mut app, column, row)), Some(sort), "{heading}");
            assert!(drawn(&app).contains(&format!("{heading}{arrow}")), "{}", drawn(&app));
        }
    }
    let (column, row) = find(&app, "! ");
    assert_eq!(order(&click(&mut app, column, row)), Some(RequestSort::Priority));
    assert!(drawn(&app).contains("↓ Waits"), "{}", drawn(&app));
    let (column, row) = find(&app, "Client");
    assert!(click(&mut app, column - 1, row).is_empty(), "what is between two headings belongs to neither");
}

#[test]
fn a_heading_that_nothing_is_sorted_by_says_so() {
    let mut app = triaged(80, 24);
    let (column, row) = find(&app, "SLA");
    assert_eq!(order(&click(&mut app, column, row)), None);
    assert!(drawn(&app).contains("nothing is sorted by it"), "{}", drawn(&app));
}

#[test]
fn the_wheel_moves_what_is_under_it() {
    let mut app = console(120, 40);
    at(&mut app, MouseEventKind::ScrollDown, 5, 10);
    assert_eq!(app.inbox.cursor.index, 3);
    let mut app = console(80, 24);
    go(&mut app, "<enter>");
    let end = app.scroll.top;
    at(&mut app, MouseEventKind::ScrollUp, 40, 20);
    assert!(app.scroll.top < end);
}

#[test]
fn a_line_of_a_picker_is_clicked() {
    let mut app = console(80, 24);
    go(&mut app, "p");
    let (column, row) = find(&app, "urgent  ");
    let effects = click(&mut app, column, row);
    assert!(matches!(calls(&effects)[0].1, Call::Change(_)));
    go(&mut app, "t");
    let (column, row) = find(&app, "[✓] speed");
    click(&mut app, column, row);
    assert!(matches!(&app.overlay, Some(Overlay::Picker(picker, _)) if picker.ticked.len() == 1));
}

#[test]
fn clicking_elsewhere_keeps_what_is_written() {
    let mut app = console(120, 40);
    go(&mut app, "rHello");
    let (column, row) = find(&app, "Unassigned");
    let effects = click(&mut app, column, row);
    assert!(effects.iter().any(|effect| matches!(effect, Effect::SaveDraft(_))));
    assert_eq!((app.view, app.unsent()), (View::Unassigned, 1));
}

#[test]
fn no_click_anywhere_breaks_anything() {
    for keys in ["", "<enter>", "rx", "6", "7", "8", "0", "a", "?", "/"] {
        for (width, height) in [(80, 24), (120, 40), (20, 5)] {
            let mut app = console(width, height);
            go(&mut app, keys);
            for (column, row) in (0..width).step_by(3).flat_map(|x| (0..height).map(move |y| (x, y))) {
                click(&mut app, column, row);
                at(&mut app, MouseEventKind::ScrollDown, column, row);
            }
            drawn(&app);
        }
    }
}
