use chrono::TimeDelta;
use portico::features::billing;

use super::{again, late, office, pay, plain};
use crate::support::{TestApp, email};

/// The subjects of the mails to somebody about invoices.
fn told(app: &TestApp, person: &str) -> Vec<String> {
    let theirs = app.mails().into_iter().filter(|mail| mail.recipient == email(person));
    theirs.map(|mail| mail.subject).filter(|subject| subject.to_lowercase().contains("invoice")).collect()
}

both! {
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
