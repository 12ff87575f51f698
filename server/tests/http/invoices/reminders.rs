use chrono::{TimeDelta, TimeZone};
use chrono_tz::Europe::Berlin;
use portico::entity::invoice;
use portico::entity::words::{PaymentMethod, PaymentState};
use portico::features::billing::{self, NewCreditNote, Provided, SettingsChange};

use super::{again, late, office, pay, plain};
use crate::support::{TestApp, email};

/// The subjects of the mails to somebody about invoices.
fn told(app: &TestApp, person: &str) -> Vec<String> {
    let theirs = app.mails().into_iter().filter(|mail| mail.recipient == email(person));
    theirs.map(|mail| mail.subject).filter(|subject| subject.to_lowercase().contains("invoice")).collect()
}

/// Has the agency remind on these days after the due one.
async fn climb(app: &TestApp, ladder: &[i32]) {
    let change = SettingsChange { reminders: Some(ladder.to_vec()), ..SettingsChange::default() };
    billing::change_settings(&office(app, &app.cast.acme), None, change).await.unwrap();
}

/// What the bank says of a debit of an invoice.
async fn debit(app: &TestApp, invoice: &invoice::Model, amount: i64, state: PaymentState) {
    let system = app.app.database.system();
    let said = Provided {
        provider_id: format!("pi_{}", invoice.number),
        method: PaymentMethod::DirectDebit,
        state,
        currency: "EUR".into(),
        amount,
        happened_on: system.now().date_naive(),
        reference: String::new(),
        problem: None,
    };
    billing::settle(&system.agency(app.cast.acme.agency.into()), invoice.id, said).await.unwrap();
}

both! {
    /// Also for invoices that are out already; what has passed by then is not made up for.
    async fn another_ladder_is_climbed_from_the_moment_it_is_set(app: TestApp) {
        let acme = &app.cast.acme;
        let invoice = plain(&app, acme, 10_000).await;
        app.run_jobs().await;
        // The agency's other open invoices are planned anew, too.
        let of_it = || told(&app, "carla").iter().filter(|subject| subject.contains(&invoice.number)).count();
        let before = of_it();
        climb(&app, &[-10]).await;
        app.advance(TimeDelta::minutes(30));
        app.run_jobs().await;
        assert_eq!(of_it(), before, "its day is still to come");
        // Nine days before it is due.
        app.advance(TimeDelta::days(5));
        app.run_jobs().await;
        assert_eq!(of_it(), before + 1, "{:?}", told(&app, "carla"));
        // Two days before: the ladder of before had a step there.
        app.advance(TimeDelta::days(7));
        app.run_jobs().await;
        assert_eq!(of_it(), before + 1);
        // Of a step that has passed when it is set, nobody is told.
        climb(&app, &[-5, 1]).await;
        app.advance(TimeDelta::minutes(30));
        app.run_jobs().await;
        assert_eq!(of_it(), before + 1);
        app.advance(TimeDelta::days(4));
        app.run_jobs().await;
        assert_eq!(of_it(), before + 2);
        climb(&app, &[]).await;
        app.advance(TimeDelta::days(60));
        app.run_jobs().await;
        assert_eq!(of_it(), before + 2, "an empty ladder reminds nobody");
    }

    /// What is on its way is not asked for; what it leaves is, and all of it once nothing comes of it.
    async fn what_is_being_paid_is_not_asked_for(app: TestApp) {
        let acme = &app.cast.acme;
        let (whole, part) = (plain(&app, acme, 10_000).await, plain(&app, acme, 20_000).await);
        debit(&app, &whole, 10_000, PaymentState::Processing).await;
        debit(&app, &part, 5_000, PaymentState::Processing).await;
        app.run_jobs().await;
        let before = told(&app, "carla").len();
        app.advance(TimeDelta::days(12));
        app.run_jobs().await;
        let mails = told(&app, "carla");
        assert_eq!(mails.len(), before + 1, "{mails:?}");
        let last = mails.last().unwrap();
        assert!(last.contains(&part.number) && !last.contains(&whole.number), "{last}");
        debit(&app, &whole, 10_000, PaymentState::Failed).await;
        app.run_jobs().await;
        let failed = format!("The payment of invoice {} did not go through", whole.number);
        assert_eq!(told(&app, "carla").last(), Some(&failed));
        assert!(!told(&app, "victor").contains(&failed), "who may not see invoices hears nothing");
        app.advance(TimeDelta::days(3));
        app.run_jobs().await;
        let mails = told(&app, "carla");
        assert_eq!(mails.len(), before + 3, "{mails:?}");
        let last = mails.last().unwrap();
        assert!(last.contains(&part.number) && last.contains(&whole.number), "{last}");
    }

    async fn the_ladder_tells_those_who_may_see_invoices_once_a_day_of_all(app: TestApp) {
        let acme = &app.cast.acme;
        let (one, two) = (plain(&app, acme, 10_000).await, plain(&app, acme, 20_000).await);
        app.run_jobs().await;
        let before = told(&app, "carla").len();
        // Three days before it is due.
        app.advance(TimeDelta::days(12));
        app.run_jobs().await;
        let mails = told(&app, "carla");
        assert_eq!(mails.len(), before + 1, "{mails:?}");
        assert!(mails.last().unwrap().contains(&one.number) && mails.last().unwrap().contains(&two.number), "{mails:?}");
        // It says of each how much and when, and leads to all of them.
        let mut theirs = app.mails().into_iter().filter(|mail| mail.recipient == email("carla"));
        let theirs = theirs.rfind(|mail| mail.subject.contains("invoices wait for payment")).unwrap();
        for (invoice, amount) in [(&one, "€100.00"), (&two, "€200.00")] {
            let said = format!("{}: {amount}, due {}", invoice.number, invoice.due_on.format("%-d %b %Y"));
            assert!(theirs.text.contains(&said), "{said}: {}", theirs.text);
        }
        assert!(theirs.text.contains("/portal/billing/invoices\n"), "{}", theirs.text);
        assert!(told(&app, "victor").is_empty() && told(&app, "ben").is_empty());
        // A second look on the same day says nothing, and one is paid before the next step.
        app.advance(TimeDelta::minutes(30));
        app.run_jobs().await;
        assert_eq!(told(&app, "carla").len(), before + 1);
        pay(&app, acme, &two, 20_000).await;
        app.advance(TimeDelta::days(3));
        app.run_jobs().await;
        let mails = told(&app, "carla");
        assert_eq!(mails.len(), before + 3, "{mails:?}");
        assert!(mails.contains(&format!("Invoice {} is paid", two.number)), "{mails:?}");
        let last = mails.last().unwrap();
        assert!(last.contains(&format!("Invoice {} over €100.00", one.number)) && !last.contains(&two.number), "{last}");
        assert_eq!(again(&app, acme, &one).await.reminders, 2);
        assert!(again(&app, acme, &two).await.remind_at.is_none());
        let carla = app.as_client("carla").await;
        assert!(carla.get("/portal/notifications").await.expect(200).body.contains(&one.number));
    }

    /// How much it is, and when it is due, is read in the mail; of one that is paid, how much it was.
    async fn the_mail_of_an_invoice_says_what_it_comes_to(app: TestApp) {
        let acme = &app.cast.acme;
        let invoice = plain(&app, acme, 123_450).await;
        app.run_jobs().await;
        let says = |subject: &str| {
            let mut theirs = app.mails().into_iter().filter(|mail| mail.recipient == email("carla"));
            theirs.rfind(|mail| mail.subject.contains(subject)).unwrap().text
        };
        let asked = format!("It comes to €1,234.50, due {}.", invoice.due_on.format("%-d %b %Y"));
        let issued = says(&format!("New invoice {}", invoice.number));
        assert!(issued.contains(&asked), "{asked}: {issued}");
        // In two parts: the mail says what was paid of it in all.
        pay(&app, acme, &invoice, 100_000).await;
        pay(&app, acme, &invoice, 23_450).await;
        app.run_jobs().await;
        let paid = says(&format!("Invoice {} is paid", invoice.number));
        assert!(paid.contains("It comes to €1,234.50.") && !paid.contains(", due "), "{paid}");
        let note = NewCreditNote { items: None, note: "Sent twice".into() };
        let note = billing::credit_note(&office(&app, acme), invoice.id, note).await.unwrap();
        app.run_jobs().await;
        let credited = says(&format!("Credit note {}", note.number));
        assert!(credited.contains("It comes to €1,234.50."), "{credited}");
    }

    /// A mail is no list: it says how many more there are.
    async fn of_many_a_mail_lists_some_and_says_how_many_more_there_are(app: TestApp) {
        let acme = &app.cast.acme;
        for _ in 0..23 {
            plain(&app, acme, 10_000).await;
        }
        app.run_jobs().await;
        app.advance(TimeDelta::days(12));
        app.run_jobs().await;
        let reminded = "SELECT count(*) FROM invoice WHERE reminders > 0 AND workspace_id = \
            (SELECT workspace_id FROM invoice WHERE total = 10000 LIMIT 1)";
        let reminded: usize = app.store.value(reminded).await.parse().unwrap();
        let mut theirs = app.mails().into_iter().filter(|mail| mail.recipient == email("carla"));
        let text = theirs.rfind(|mail| mail.subject.contains("invoices wait for payment")).unwrap().text;
        assert_eq!(text.matches(", due ").count(), 20, "{text}");
        assert!(reminded >= 23 && text.contains(&format!("and {} more\n", reminded - 20)), "{reminded}: {text}");
    }

    /// A server that was away through one morning and is back before another tells of both in one mail.
    async fn a_morning_that_was_slept_through_is_told_with_the_next(app: TestApp) {
        let acme = &app.cast.acme;
        let first = plain(&app, acme, 10_000).await;
        app.advance(TimeDelta::days(2));
        let second = plain(&app, acme, 20_000).await;
        app.run_jobs().await;
        let before = told(&app, "carla").len();
        let now = app.app.database.system().now().with_timezone(&Berlin);
        let back = (now.date_naive() + TimeDelta::days(11)).and_hms_opt(8, 50, 0).unwrap();
        app.advance(Berlin.from_local_datetime(&back).unwrap().signed_duration_since(now));
        app.run_jobs().await;
        assert_eq!(told(&app, "carla").len(), before, "ten minutes before the second is told of");
        app.advance(TimeDelta::minutes(30));
        app.run_jobs().await;
        let mails = told(&app, "carla");
        assert_eq!(mails.len(), before + 1, "{mails:?}");
        let last = mails.last().unwrap();
        for (row, amount) in [(&first, "€100.00"), (&second, "€200.00")] {
            assert!(last.contains(&format!("{} ({amount})", row.number)), "{last}");
        }
    }

    async fn nobody_is_reminded_of_what_is_void_or_of_a_client_who_is_gone(app: TestApp) {
        let (acme, bluebird) = (&app.cast.acme, &app.cast.bluebird);
        let void = plain(&app, acme, 10_000).await;
        plain(&app, bluebird, 10_000).await;
        app.run_jobs().await;
        let before = (told(&app, "carla").len(), told(&app, "ben").len());
        billing::void(&office(&app, acme), void.id, "Sent twice").await.unwrap();
        app.store.sql("UPDATE workspace SET archived_at = created_at WHERE slug = 'bluebird'").await;
        app.advance(TimeDelta::days(15));
        app.run_jobs().await;
        assert_eq!((told(&app, "carla").len(), told(&app, "ben").len()), before);
    }

    /// Whoever turned these mails off gets none, and is still told in the portal.
    async fn a_choice_is_kept(app: TestApp) {
        let acme = &app.cast.acme;
        let carla = app.as_client("carla").await;
        let fields = [("invoices", "off"), ("digest_hour", "8"), ("quiet_from", ""), ("quiet_to", "")];
        carla.post("/portal/account/notifications", &fields).await.expect(303);
        let invoice = plain(&app, acme, 10_000).await;
        app.run_jobs().await;
        late(&app, &invoice, 0).await;
        app.advance(TimeDelta::days(12));
        app.run_jobs().await;
        assert!(!told(&app, "carla").iter().any(|subject| subject.contains(&invoice.number)));
        let carla = app.as_client("carla").await;
        assert!(carla.get("/portal/notifications").await.expect(200).body.contains(&invoice.number));
    }
}
