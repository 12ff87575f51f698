use super::billing::ledger;
use crate::{
    billing::{Deed, Front},
    fixture::*,
    message::{Answer, Message},
    office::{self, Done},
};

#[test]
fn reports_stand_alone_and_lead_back() {
    let mut app = ledger(120);
    go(&mut app, "L");
    let screen = drawn(&app);
    assert!(screen.contains("16,433.42 EUR outstanding · 7 invoices") && screen.contains("90 d on"), "{screen}");
    assert!(screen.contains("192.721 KWD outstanding · 1 invoice"), "{screen}");
    go(&mut app, "M");
    let screen = drawn(&app);
    assert!(screen.contains("2025-08") && screen.contains("▁") && screen.contains("26,500.00 EUR paid"), "{screen}");
    go(&mut app, "<esc>");
    assert_eq!((app.billing.front, app.in_pane), (Front::Invoice, false));
}

#[test]
fn an_export_goes_to_a_path_here() {
    let mut app = ledger(120);
    press(&mut app, "E<right><tab>2026-01-01<ctrl-s>");
    let (ticket, _) = app.doing.clone().unwrap();
    assert_eq!(app.form.as_ref().unwrap().text("path"), "~/billing-2026-03-04.csv");
    let saved = Done::Saved("/home/mia/billing.csv".into(), 2048);
    app.update(Message::Answer(ticket, Answer::Done(Ok(saved))));
    assert!(drawn(&app).contains("/home/mia/billing.csv is saved, 2.0 KiB."));
}

#[test]
fn the_paper_of_what_is_issued_goes_to_a_path_here() {
    let mut app = ledger(120);
    press(&mut app, "s");
    let form = app.form.as_ref().unwrap();
    let name = form.text("path");
    assert!(name.starts_with("invoice-") && name.ends_with(".pdf") && !name.contains('/'), "{name}");
    press(&mut app, "<ctrl-u>/tmp/paper.pdf<ctrl-s>");
    let (ticket, asked) = app.doing.clone().unwrap();
    assert_eq!(asked, office::Deed::Billing(Deed::Document(id(INVOICE), "/tmp/paper.pdf".into())));
    app.update(Message::Answer(ticket, Answer::Done(Ok(Done::Saved("/tmp/paper.pdf".into(), 20_480)))));
    assert!(drawn(&app).contains("/tmp/paper.pdf is saved, 20.0 KiB."));
    // A draft has no paper, and so no key.
    go(&mut app, "d");
    press(&mut app, "s");
    assert!(app.form.is_none() && !drawn(&app).contains("save its PDF"));
}

#[test]
fn how_the_agency_bills_is_changed_as_it_was_seen() {
    let mut app = admins_console(120, 40);
    go(&mut app, ":how you bill<enter>");
    assert!(drawn(&app).contains("3 before, on the day, 7 after, 30 after (days)"));
    press(&mut app, "e<tab><tab><tab><ctrl-u>30<tab><tab><tab><tab><ctrl-u>-7, 7<ctrl-s>");
    let Some((_, office::Deed::Billing(Deed::Settings(4, change)))) = app.doing.clone() else { panic!() };
    assert_eq!((change.due_days, change.reminders), (Some(30), Some(vec![-7, 7])));
    assert_eq!(change.legal_name.as_deref(), Some("Northwind Studio GmbH"));
}

#[test]
fn whom_a_clients_invoices_are_made_out_to_is_looked_up_and_changed() {
    let mut app = admins_console(120, 40);
    go(&mut app, "7");
    go(&mut app, "B");
    assert_eq!(app.form.as_ref().unwrap().text("name"), "Acme Coffee GmbH");
    press(&mut app, "<tab><tab><ctrl-u>chf<ctrl-s>");
    let Some((_, office::Deed::Billing(Deed::Party(_, 2, change)))) = app.doing.clone() else { panic!() };
    assert_eq!(change.currency.as_deref(), Some("CHF"));
}
