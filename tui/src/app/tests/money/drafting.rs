use portico_openapi::{
    ApiError, Kind,
    types::{InvoiceField, ProblemField},
};

use super::billing::{deed, refuse};
use crate::{
    app::{App, Overlay},
    billing::{Deed, Due, Front, Off, Sheet},
    effect::{Call, Effect},
    fixture::*,
    message::{Answer, InvoiceView, Message},
};

/// A new draft with a line of 95.00.
fn begun() -> App {
    let mut app = admins_console(120, 40);
    go(&mut app, "b");
    go(&mut app, "n<ctrl-s>");
    go(&mut app, "Design<tab><ctrl-u>2.5<tab>h<tab>95.00<tab><tab>VAT<tab>19<ctrl-s>");
    app
}

/// The draft of the server's, being changed.
fn changing() -> App {
    let mut app = admins_console(120, 40);
    go(&mut app, "bd");
    go(&mut app, "<enter>e");
    app
}

fn sheet(app: &App) -> &Sheet {
    &app.billing.editor.as_ref().unwrap().sheet
}

fn saved(effects: &[Effect]) -> Sheet {
    match deed(effects) {
        Some((_, Deed::Save(sheet))) => *sheet,
        other => panic!("{other:?}"),
    }
}

/// Somebody else's draft, in which a line costs more.
fn theirs() -> InvoiceView {
    let mut invoice = draft_invoice();
    invoice.version = 4;
    invoice.total = 200_000;
    if let Some(lines) = &mut invoice.lines {
        lines[0].unit_price = 9900;
    }
    InvoiceView { invoice, payments: Vec::new(), credits: Vec::new() }
}

#[test]
fn a_draft_is_its_head_then_its_lines_and_the_server_adds_up() {
    let mut app = begun();
    let screen = drawn(&app);
    assert!(screen.contains("New draft · Acme Coffee · EUR · not saved"), "{screen}");
    for words in ["2.5 h", "95.00", "237.50", "VAT 19% on 237.50", "282.62 EUR"] {
        assert!(screen.contains(words), "{words}\n{screen}");
    }
    let made = saved(&press(&mut app, "<ctrl-s>")).made();
    assert_eq!((made.lines[0].quantity, made.lines[0].unit_price, made.lines[0].tax_bps), (2500, 9500, Some(1900)));
    assert_eq!((made.workspace_id, made.currency.as_deref()), (id(ACME), Some("EUR")));
}

#[test]
fn lines_are_added_changed_moved_and_taken_out() {
    let mut app = begun();
    go(&mut app, "nPhotographs<tab><tab><tab>480<ctrl-s>");
    let lines = |app: &App| sheet(app).lines.iter().map(|line| line.description.clone()).collect::<Vec<_>>();
    assert_eq!(lines(&app), ["Design", "Photographs"]);
    assert_eq!(sheet(&app).lines[1].tax_bps, Some(1900), "taxed as the one before");
    let effects = press(&mut app, "K");
    assert_eq!((lines(&app), app.place), (vec!["Photographs".into(), "Design".into()], 1));
    assert!(matches!(calls(&effects)[..], [(_, Call::Totals(_))]), "totals are the server's");
    serve(&mut app, &effects);
    go(&mut app, "J");
    assert_eq!(lines(&app), ["Design", "Photographs"]);
    go(&mut app, "e<ctrl-u>Prints<ctrl-s>");
    assert_eq!(lines(&app), ["Design", "Prints"]);
    go(&mut app, "x");
    assert_eq!(lines(&app), ["Design"]);
}

#[test]
fn what_is_no_number_stays_in_the_form() {
    let mut app = changing();
    go(&mut app, "j");
    press(&mut app, "e<tab><tab><tab><ctrl-u>1,234.50<ctrl-s>");
    let form = app.form.as_ref().unwrap();
    assert_eq!((form.at, form.text("unit_price").as_str()), (3, "1,234.50"));
    assert!(form.fields[3].error.as_ref().unwrap().contains("1234.50"));
    press(&mut app, "<ctrl-u>1234.5<tab><ctrl-u>101<ctrl-s>");
    assert!(app.form.as_ref().unwrap().fields[4].error.as_ref().unwrap().contains("100 percent"));
}

#[test]
fn the_head_has_discount_due_date_and_note() {
    let mut app = changing();
    go(&mut app, "e");
    go(&mut app, "<tab><tab> <tab>7.5%<tab><ctrl-u>2026-03-31<tab>!<ctrl-s>");
    let head = sheet(&app).clone();
    assert_eq!((head.off, head.inclusive), (Off::Rate(750), true));
    assert_eq!((head.due, head.note.as_str()), (Due::On("2026-03-31".parse().unwrap()), "Thank you for your trust.!"));
    go(&mut app, "e<tab><tab><tab><ctrl-u>50.00<tab><ctrl-u><ctrl-s>");
    assert_eq!((sheet(&app).off, sheet(&app).due), (Off::Amount(5000), Due::Usual));
    let change = sheet(&app).changed();
    assert_eq!(change.clear, Some(vec![InvoiceField::ProjectId, InvoiceField::Due]));
}

#[test]
fn another_currency_keeps_prices_or_is_refused() {
    let mut app = changing();
    go(&mut app, "e<ctrl-u>jpy<ctrl-s>");
    assert_eq!(sheet(&app).lines[0].unit_price, 95, "95.00 euros, and 95 yen");
    let mut app = begun();
    go(&mut app, "e<tab><tab><tab><ctrl-u>95.50<ctrl-s>");
    go(&mut app, "k");
    go(&mut app, "e<tab><ctrl-u>xyz<ctrl-s>");
    assert!(app.form.as_ref().unwrap().fields[1].error.as_ref().unwrap().contains("ISO 4217"));
    go(&mut app, "<ctrl-u>JPY<ctrl-s>");
    assert!(app.form.as_ref().unwrap().fields[1].error.as_ref().unwrap().contains("cannot be said"));
}

#[test]
fn what_the_server_cannot_add_up_stands_at_its_line() {
    let mut app = begun();
    let effects = press(&mut app, "e<tab><ctrl-u>0<ctrl-s>");
    let (ticket, _) = calls(&effects).remove(0);
    let fault = ProblemField { field: "lines.0.quantity".into(), message: "Say how many, more than nothing.".into() };
    let error = ApiError { kind: Kind::Invalid(vec![fault]), ..ApiError::unreachable("Not valid.") };
    app.update(Message::Answer(ticket, Answer::Totals(Err(error))));
    assert!(drawn(&app).contains("✕ quantity: Say how many, more than nothing."));
}

#[test]
fn a_refused_save_keeps_everything_and_says_where() {
    let mut app = begun();
    let (ticket, _) = deed(&press(&mut app, "<ctrl-s>")).unwrap();
    let key = app.billing.editor.as_ref().unwrap().key;
    let fault = ProblemField { field: "due_on".into(), message: "This day has passed.".into() };
    refuse(&mut app, ticket, Kind::Invalid(vec![fault]), "invalid", "Not valid.");
    let screen = drawn(&app);
    assert!(screen.contains("✕ due: This day has passed.") && screen.contains("Not saved, and kept"), "{screen}");
    assert_ne!(app.billing.editor.as_ref().unwrap().key, key, "a refusal is remembered under its key");
    let (ticket, _) = deed(&press(&mut app, "<ctrl-s>")).unwrap();
    let key = app.billing.editor.as_ref().unwrap().key;
    refuse(&mut app, ticket, Kind::Unreachable, "", "No answer.");
    assert_eq!(app.billing.editor.as_ref().unwrap().key, key, "it may have arrived");
    assert_eq!(sheet(&app).lines.len(), 1);
}

#[test]
fn a_stale_save_shows_theirs_and_loses_nothing() {
    let mut app = changing();
    go(&mut app, "nPrints<tab><tab><tab>12<ctrl-s>");
    let (ticket, asked) = deed(&press(&mut app, "<ctrl-s>")).unwrap();
    assert!(matches!(asked, Deed::Save(sheet) if sheet.version == 3));
    let effects = refuse(&mut app, ticket, Kind::Stale, "stale", "Changed.");
    let (ticket, call) = calls(&effects).remove(0);
    assert_eq!(call, Call::Invoice(id(DRAFT)));
    app.update(Message::Answer(ticket, Answer::Invoice(Ok(Box::new(theirs())))));
    let screen = drawn(&app);
    for words in
        ["it comes to 2,000.00 EUR there", "only theirs: Site refresh: design · 12.5 × 99.00", "only yours: Prints"]
    {
        assert!(screen.contains(words), "{words}\n{screen}");
    }
    assert!(deed(&press(&mut app, "<ctrl-s>")).is_none(), "it is not clear what should become of it");
    assert!(deed(&press(&mut app, "O<enter>")).is_none(), "another key than the one that led here");
    let sheet = saved(&press(&mut app, "Y"));
    assert_eq!((sheet.version, sheet.lines.len()), (4, 3));
}

#[test]
fn theirs_can_be_taken() {
    let mut app = changing();
    go(&mut app, "nPrints<tab><tab><tab>12<ctrl-s>");
    let (ticket, _) = deed(&press(&mut app, "<ctrl-s>")).unwrap();
    let effects = refuse(&mut app, ticket, Kind::Stale, "stale", "Changed.");
    let (ticket, _) = calls(&effects).remove(0);
    app.update(Message::Answer(ticket, Answer::Invoice(Ok(Box::new(theirs())))));
    press(&mut app, "T");
    assert_eq!((sheet(&app).version, sheet(&app).lines.len(), sheet(&app).lines[0].unit_price), (4, 2, 9900));
    assert!(!app.has_unsaved_draft());
}

#[test]
fn what_is_not_saved_is_not_left_by_accident() {
    let mut app = begun();
    press(&mut app, "<esc>");
    assert!(matches!(app.overlay, Some(Overlay::ConfirmDiscard)));
    go(&mut app, "<esc>1");
    go(&mut app, "b");
    assert_eq!((app.billing.front, app.in_pane), (Front::Editor, true), "another screen and back");
    assert!(!press(&mut app, "q").contains(&Effect::Quit));
    assert!(drawn(&app).contains("The invoice you are drafting is not saved"));
    press(&mut app, "<esc><esc>x");
    assert!(app.billing.editor.is_none() && !app.in_pane);
    let mut app = changing();
    press(&mut app, "<esc>");
    assert!(app.overlay.is_none() && app.billing.editor.is_none(), "nothing was changed");
}

#[test]
fn a_draft_is_saved_then_issued_with_another_key() {
    let mut app = begun();
    go(&mut app, "<ctrl-s>");
    assert!(app.billing.editor.is_none() && app.in_pane);
    go(&mut app, "j");
    assert!(drawn(&app).contains("i issue"));
    press(&mut app, "i<enter>");
    assert!(drawn(&app).contains("never changes"));
    assert_eq!(deed(&press(&mut app, "Y")).unwrap().1, Deed::Issue(id(DRAFT), 3));
}

#[test]
fn a_draft_is_thrown_away_after_a_question() {
    let mut app = admins_console(120, 40);
    go(&mut app, "bd");
    go(&mut app, "<enter>");
    press(&mut app, "x");
    let effects = press(&mut app, "Y");
    assert_eq!(deed(&effects).unwrap().1, Deed::Drop(id(DRAFT), 3));
    let (ticket, _) = calls(&effects).remove(0);
    let effects = app.update(Message::Answer(ticket, Answer::Done(Ok(crate::office::Done::So))));
    assert!(!app.in_pane && !calls(&effects).iter().any(|(_, call)| matches!(call, Call::Invoice(_))));
}

#[test]
fn a_new_draft_that_is_left_at_once_leaves_nothing() {
    let mut app = admins_console(120, 40);
    go(&mut app, "b");
    go(&mut app, "n<esc>");
    assert!(app.billing.editor.is_none() && !app.in_pane);
}
