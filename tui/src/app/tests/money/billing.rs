use portico_openapi::{
    ApiError, Kind,
    types::{CreditUse, InvoiceFilter, NewPayment, NewRefund, PaymentMethod, ProblemField},
};

use crate::{
    app::{App, Overlay},
    billing::Deed,
    effect::{Call, Effect},
    fixture::*,
    message::{Answer, Message},
    office,
    remote::Ticket,
};

/// The invoices before someone who may do everything with them.
pub fn ledger(width: u16) -> App {
    let mut app = admins_console(width, 40);
    go(&mut app, "b");
    app
}

/// The first invoice, open; the cursor on a row of it.
fn opened(row: usize) -> App {
    let mut app = ledger(140);
    go(&mut app, "<enter>");
    go(&mut app, &"j".repeat(row));
    app
}

pub fn deed(effects: &[Effect]) -> Option<(Ticket, Deed)> {
    calls(effects).into_iter().find_map(|(ticket, call)| match call {
        Call::Do(_, deed) => match *deed {
            office::Deed::Billing(deed) => Some((ticket, deed)),
            _ => None,
        },
        _ => None,
    })
}

fn asked(effects: &[Effect]) -> Option<Deed> {
    deed(effects).map(|(_, deed)| deed)
}

pub fn refuse(app: &mut App, ticket: Ticket, kind: Kind, code: &str, message: &str) -> Vec<Effect> {
    let error = ApiError { kind, code: code.into(), message: message.into(), request_id: Some("req-7".into()) };
    app.update(Message::Answer(ticket, Answer::Done(Err(error))))
}

#[test]
fn amounts_have_the_decimals_of_their_currency_and_late_ones_say_by_how_much() {
    let screen = drawn(&ledger(140));
    for words in [
        "1,427.21 EUR",
        "192,721 JPY",
        "192.721 KWD",
        "░ 12 days late",
        "▒ 45 days late",
        "█ 120 days late",
        "14 Mar 2026",
    ] {
        assert!(screen.contains(words), "{words}\n{screen}");
    }
    assert!(screen.contains("Outstanding: 16,433.42 EUR, 14,506.21 of it late"), "{screen}");
}

#[test]
fn no_amount_is_cut_where_there_is_little_room() {
    for width in [80, 70, 60] {
        let screen = drawn(&ledger(width));
        for amount in ["1,427.21 EUR", "192,721 JPY", "192.721 KWD"] {
            assert!(screen.contains(amount), "{width}: {amount}\n{screen}");
        }
    }
}

#[test]
fn a_day_of_another_year_has_its_year_where_there_is_little_room_too() {
    for width in [80, 60] {
        let mut app = ledger(width);
        assert!(!drawn(&app).contains("Mar 2026"), "this year's is known");
        app.billing.ledger.remote.get_mut().unwrap().items[1].due_on = chrono::NaiveDate::from_ymd_opt(9999, 12, 31);
        let screen = drawn(&app);
        assert!(screen.contains("Dec 9999"), "{width}\n{screen}");
    }
}

#[test]
fn the_list_is_narrowed_and_drafts_are_a_key_away() {
    let mut app = ledger(140);
    let effects = press(&mut app, "/<tab><right><right><right><tab><tab>000<tab>2026-01-01<tab><tab><right><ctrl-s>");
    let wanted = calls(&effects).into_iter().find_map(|(_, call)| match call {
        Call::Invoices(wanted) => Some(wanted.narrowing),
        _ => None,
    });
    let wanted = wanted.unwrap();
    assert_eq!((wanted.status, wanted.number.as_deref()), (Some(InvoiceFilter::Overdue), Some("000")));
    assert!(wanted.from.is_some() && wanted.to.is_none() && wanted.sort.is_some());
    go(&mut app, "d");
    assert!(app.billing.ledger.is_of_drafts());
    assert!(drawn(&app).contains("✎ Draft"));
    press(&mut app, "/<tab><tab><tab><tab>soon<ctrl-s>");
    let form = app.form.as_ref().unwrap();
    assert!(form.fields[form.at].error.as_ref().unwrap().contains("2026-03-04"));
}

#[test]
fn a_payment_is_recorded_to_the_minor_unit_and_never_guessed() {
    let mut app = opened(0);
    press(&mut app, "p");
    assert_eq!(app.form.as_ref().unwrap().text("amount"), "1427.21", "what is outstanding is offered");
    for wrong in ["1'427.21", "1427,21", "1,427.21", "-1", "1427.211"] {
        press(&mut app, "<ctrl-u>");
        let effects = press(&mut app, &format!("{wrong}<ctrl-s>"));
        assert!(asked(&effects).is_none(), "{wrong}");
        assert!(app.form.as_ref().unwrap().fields[0].error.is_some(), "{wrong}");
    }
    let paid = asked(&press(&mut app, "<ctrl-u>27.2<tab><right><tab><tab>RG 8<ctrl-s>"));
    let expected = NewPayment {
        amount: 2720,
        happened_on: Some(day(0)),
        method: PaymentMethod::Card,
        reference: Some("RG 8".into()),
    };
    assert_eq!(paid, Some(Deed::Pay(id(INVOICE), expected)));
}

#[test]
fn a_yen_has_no_decimals_and_a_dinar_three() {
    let mut app = ledger(140);
    go(&mut app, "jj");
    press(&mut app, "p<ctrl-u>12.5<ctrl-s>");
    assert!(app.form.as_ref().unwrap().fields[0].error.as_ref().unwrap().contains("more decimals"));
    let paid = asked(&press(&mut app, "<ctrl-u>12<ctrl-s>"));
    assert!(matches!(paid, Some(Deed::Pay(_, NewPayment { amount: 12, .. }))), "{paid:?}");
    let mut app = ledger(140);
    go(&mut app, "jjj");
    let paid = asked(&press(&mut app, "p<ctrl-u>12.345<ctrl-s>"));
    assert!(matches!(paid, Some(Deed::Pay(_, NewPayment { amount: 12_345, .. }))), "{paid:?}");
}

#[test]
fn what_the_server_finds_wrong_stands_at_its_field() {
    let mut app = opened(0);
    let (ticket, _) = deed(&press(&mut app, "p<ctrl-s>")).unwrap();
    let fault = ProblemField { field: "happened_on".into(), message: "This day is to come.".into() };
    refuse(&mut app, ticket, Kind::Invalid(vec![fault]), "invalid", "Not valid.");
    let form = app.form.as_ref().unwrap();
    assert_eq!((form.at, form.fields[2].error.as_deref()), (2, Some("This day is to come.")));
}

#[test]
fn a_conflict_is_told_with_its_number_and_what_is_there_now_is_fetched() {
    let mut app = ledger(140);
    go(&mut app, "d<enter>");
    press(&mut app, "i");
    let (ticket, _) = deed(&press(&mut app, "Y")).unwrap();
    let effects = refuse(&mut app, ticket, Kind::Conflict, "invoice_issued", "This invoice is issued already.");
    let screen = drawn(&app);
    assert!(screen.contains("✕ Not done. This invoice is issued already. [req-7]"), "{screen}");
    assert!(calls(&effects).iter().any(|(_, call)| *call == Call::Invoice(id(DRAFT))));
}

#[test]
fn what_cannot_be_taken_back_needs_another_key() {
    let mut app = ledger(140);
    go(&mut app, "j<enter>");
    press(&mut app, "V<ctrl-s>");
    assert!(app.form.as_ref().unwrap().fields[0].error.is_some(), "the client reads why");
    assert_eq!(asked(&press(&mut app, "Billed twice<ctrl-s><enter>y")), None);
    assert!(matches!(app.overlay, Some(Overlay::Confirm(_))));
    let (ticket, void) = deed(&press(&mut app, "Y")).unwrap();
    assert_eq!(void, Deed::Void(id(502), "Billed twice".into()));
    refuse(&mut app, ticket, Kind::Conflict, "invoice_has_payments", "Something was paid on it.");
    assert!(app.form.as_ref().unwrap().message.as_ref().unwrap().contains("Something was paid on it. [req-7]"));
    assert_eq!(app.form.as_ref().unwrap().text("reason"), "Billed twice", "nothing is lost");
}

#[test]
fn a_refund_is_of_a_payment_that_came() {
    let mut app = opened(5);
    press(&mut app, "r<ctrl-u>20.00<tab>Too much<ctrl-s>");
    let refunded = asked(&press(&mut app, "Y"));
    let new = NewRefund { amount: Some(2000), reference: Some("Too much".into()) };
    assert_eq!(refunded, Some(Deed::Refund(id(PAYMENT), new)));
    let mut app = opened(6);
    press(&mut app, "r");
    assert!(app.form.is_none(), "one that failed never came");
}

#[test]
fn a_credit_pays_as_much_as_fits() {
    let mut app = opened(0);
    press(&mut app, "a");
    assert!(drawn(&app).contains("45.00 EUR · For the delay in May"));
    let used = asked(&press(&mut app, "<ctrl-s>"));
    assert_eq!(used, Some(Deed::Use(id(CREDIT), CreditUse { amount: None, invoice_id: id(INVOICE) })));
}

#[test]
fn a_credit_note_takes_back_all_or_some_of_a_line() {
    let mut app = opened(0);
    press(&mut app, "c<tab>2<ctrl-s>");
    assert!(app.form.as_ref().unwrap().fields[1].error.is_some(), "of which line?");
    press(&mut app, "<up><right><tab><tab>Half a day<ctrl-s>");
    let Some(Deed::CreditNote(of, new)) = asked(&press(&mut app, "Y")) else { panic!() };
    let lines = new.lines.unwrap();
    assert_eq!((of, lines.len(), lines[0].quantity, lines[0].unit_price), (id(INVOICE), 1, 2000, 9500));
    assert_eq!((lines[0].tax_bps, new.note.as_deref()), (Some(1900), Some("Half a day")));
}

#[test]
fn a_credit_note_begins_with_the_line_under_the_cursor() {
    let mut app = opened(2);
    press(&mut app, "c");
    assert_eq!(app.form.as_ref().unwrap().text("line"), "1");
}

#[test]
fn members_read_and_have_no_key_for_the_books() {
    let mut app = console(140, 40);
    go(&mut app, "b");
    go(&mut app, "<enter>jjjjj");
    for key in ["p", "V", "c", "a", "r", "E", "C"] {
        press(&mut app, key);
        assert!(app.form.is_none() && app.overlay.is_none(), "{key}");
    }
    assert!(!drawn(&app).contains("record a payment"));
}

#[test]
fn what_stripe_told_in_vain_is_tried_again_and_only_that() {
    let mut app = ledger(140);
    go(&mut app, "S");
    let screen = drawn(&app);
    assert!(
        screen.contains("✕ charge.dispute.created · failed · tried 5 times") && !screen.contains('\u{1b}'),
        "{screen}"
    );
    assert_eq!(asked(&press(&mut app, "r")), Some(Deed::RetryEvent(id(541))));
    let mut app = ledger(140);
    go(&mut app, "Sj");
    assert!(asked(&press(&mut app, "r")).is_none(), "what is taken is not taken again");
    go(&mut app, "<enter>");
    assert!(drawn(&app).contains("At Stripe: evt_2"));
    let mut member = console(140, 40);
    go(&mut member, "bS");
    assert!(!drawn(&member).contains("What Stripe told"), "for owner and admins");
}
