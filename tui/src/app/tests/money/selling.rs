use std::path::PathBuf;

use portico_openapi::{
    ApiError, Kind,
    types::{NewPrice, NewProduct, NewSubscription, ProblemField, Recurs, SubscriptionEnd},
};

use crate::{
    app::{App, Overlay},
    billing::{self, Front, selling::Deed},
    effect::Effect,
    fixture::*,
    message::{Answer, Message},
};

fn asked(effects: &[Effect]) -> Option<Deed> {
    match super::billing::deed(effects) {
        Some((_, billing::Deed::Sell(deed))) => Some(deed),
        _ => None,
    }
}

fn at(keys: &str) -> App {
    let mut app = admins_console(120, 36);
    go(&mut app, "b");
    go(&mut app, keys);
    app
}

#[test]
fn products_are_made_and_get_prices_to_the_minor_unit() {
    let mut app = at("P");
    let made = asked(&press(&mut app, "nHosting<ctrl-s>"));
    assert_eq!(made, Some(Deed::Make(NewProduct { name: "Hosting".into(), description: Some(String::new()) })));
    let mut app = at("P");
    press(&mut app, "p49.5<tab><ctrl-u>jpy<ctrl-s>");
    assert!(app.form.as_ref().unwrap().fields[0].error.is_some(), "a yen has no decimals");
    let priced = asked(&press(&mut app, "<ctrl-u>4900<tab><tab><right><ctrl-s>"));
    let price = NewPrice { currency: "JPY".into(), amount: 4900, recurs: Recurs::Year };
    assert_eq!(priced, Some(Deed::Price(id(CARE), price)));
}

#[test]
fn what_is_sold_no_more_is_asked_about() {
    let mut app = at("P");
    assert_eq!(asked(&press(&mut app, "A<enter>y")), None);
    assert_eq!(asked(&press(&mut app, "Y")), Some(Deed::Archive(id(CARE))));
    let mut app = at("Pj");
    press(&mut app, "A");
    assert!(drawn(&app).contains("Care plan is not sold for 49.00 EUR a month any more."));
    assert_eq!(asked(&press(&mut app, "Y")), Some(Deed::ArchivePrice(id(MONTHLY))));
}

#[test]
fn a_subscription_starts_from_a_price() {
    let mut app = at("Pj");
    let started = asked(&press(&mut app, "s<right><tab><tab><ctrl-u>3<ctrl-s>"));
    let new = NewSubscription { workspace_id: id(12), price_id: id(MONTHLY), quantity: Some(3), due_days: None };
    assert_eq!(started, Some(Deed::Start(new)));
    let mut app = at("Pj");
    go(&mut app, "s<ctrl-s>");
    assert_eq!(app.billing.front, Front::Subscriptions, "and is looked at");
}

#[test]
fn a_subscription_ends_with_its_period_or_now_and_only_after_another_key() {
    let mut app = at("Uj");
    assert_eq!(asked(&press(&mut app, "x<ctrl-s><enter>y")), None);
    assert!(matches!(app.overlay, Some(Overlay::Confirm(_))));
    assert!(drawn(&app).contains("Care plan of Acme Coffee ends on 18 Mar 2026"), "{}", drawn(&app));
    assert_eq!(asked(&press(&mut app, "Y")), Some(Deed::Cancel(id(RUNNING), SubscriptionEnd::PeriodEnd)));
    let mut app = at("Uj");
    let ended = asked(&press(&mut app, "x<right><ctrl-s>Y"));
    assert_eq!(ended, Some(Deed::Cancel(id(RUNNING), SubscriptionEnd::Now)));
    let mut app = at("Ujjj");
    press(&mut app, "x");
    assert!(app.form.is_none(), "what has ended cannot end");
}

#[test]
fn a_file_of_invoices_is_looked_at_before_it_is_imported() {
    let mut app = at("");
    let effects = press(&mut app, "I<ctrl-u>old.csv<enter>");
    assert_eq!(asked(&effects), Some(Deed::Import(PathBuf::from("old.csv"), false)));
    serve(&mut app, &effects);
    assert!(drawn(&app).contains("2 invoices, 1,299.00 EUR, become drafts."), "{}", drawn(&app));
    assert_eq!(asked(&press(&mut app, "<enter>")), None);
    let effects = press(&mut app, "Y");
    assert_eq!(asked(&effects), Some(Deed::Import(PathBuf::from("old.csv"), true)));
    serve(&mut app, &effects);
    assert!(drawn(&app).contains("2 drafts were made."), "{}", drawn(&app));
}

#[test]
fn bad_rows_of_a_file_are_named_and_the_path_stays() {
    let mut app = at("");
    let (ticket, _) = super::billing::deed(&press(&mut app, "I<ctrl-u>old.csv<enter>")).unwrap();
    let fault = |field: &str, message: &str| ProblemField { field: field.into(), message: message.into() };
    let faults = vec![
        fault("line.3.unit_price", "Write digits, with a point before the decimals."),
        fault("line.7", "There are more cells than columns."),
    ];
    let error = ApiError { kind: Kind::Invalid(faults), ..ApiError::unreachable("Not valid.") };
    app.update(Message::Answer(ticket, Answer::Done(Err(error))));
    let screen = drawn(&app);
    assert!(
        screen.contains("Nothing was imported from old.csv.") && screen.contains("2 faults in the file"),
        "{screen}"
    );
    assert!(screen.contains("line 3 · unit price: Write digits") && screen.contains("line 7: There are more cells"));
    press(&mut app, "<esc>");
    assert_eq!(app.form.as_ref().unwrap().text("path"), "old.csv");
    assert!(app.form.as_ref().unwrap().sending.is_none());
}

#[test]
fn members_look_and_sell_nothing() {
    let mut app = console(120, 36);
    go(&mut app, "b");
    for keys in ["Pn", "p", "A", "js", "Un", "x", "I"] {
        go(&mut app, keys);
        assert!(app.form.is_none() && app.overlay.is_none(), "{keys}");
    }
    go(&mut app, "<enter>");
    assert!(drawn(&app).contains("What is wrong: The card was declined."), "{}", drawn(&app));
}
