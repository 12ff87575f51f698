use portico::access::AgencyScope;
use portico::entity::words::{PaymentMethod, PaymentState};
use portico::error::Error;
use portico::features::billing::{self, Content, Item, NewDraft, Provided, ProvidedRefund};
use serde_json::Value;

use super::{books, id, issued, seen};
use crate::support::TestApp;

fn house(app: &TestApp) -> AgencyScope {
    app.app.database.system().agency(app.cast.acme.agency.into())
}

fn said(state: PaymentState, amount: i64) -> Provided {
    Provided {
        provider_id: "pi_1".into(),
        method: PaymentMethod::Card,
        state,
        currency: "EUR".into(),
        amount,
        happened_on: chrono::NaiveDate::from_ymd_opt(2026, 3, 4).unwrap(),
        reference: String::new(),
        problem: (state == PaymentState::Failed).then(|| "card_declined".into()),
    }
}

fn back(amount: i64, problem: Option<&str>) -> ProvidedRefund {
    ProvidedRefund {
        of: "pi_1".into(),
        provider_id: "re_1".into(),
        amount,
        happened_on: chrono::NaiveDate::from_ymd_opt(2026, 3, 5).unwrap(),
        problem: problem.map(str::to_owned),
    }
}

/// One thing that a provider says.
#[derive(Clone)]
enum Word {
    Pay(PaymentState),
    Back(Option<&'static str>),
}

async fn tell(app: &TestApp, invoice: &Value, word: &Word) {
    let to = id(invoice).parse().unwrap();
    match word {
        Word::Pay(state) => billing::settle(&house(app), to, said(*state, 100)).await.unwrap(),
        Word::Back(problem) => billing::refunded(&house(app), to, back(40, *problem)).await.unwrap(),
    };
}

both! {
    /// Whatever a provider says twice, late or in the wrong order, the books come out the same.
    async fn the_order_of_a_providers_words_says_nothing(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let words =
            [Word::Pay(PaymentState::Processing), Word::Pay(PaymentState::Failed), Word::Pay(PaymentState::Succeeded), Word::Back(None)];
        for first in 0..4 {
            for second in (0..4).filter(|at| *at != first) {
                for third in (0..4).filter(|at| ![first, second].contains(at)) {
                    let fourth = 6 - first - second - third;
                    let invoice = issued(&app, &olivia, 100).await;
                    for at in [first, second, first, third, fourth, second] {
                        tell(&app, &invoice, &words[at]).await;
                    }
                    let now = seen(&olivia, &invoice).await;
                    assert_eq!(books(&now), (100, 40, 0, 40, "open"), "{first}{second}{third}{fourth}");
                    assert_eq!(now["processing"], 0);
                }
            }
        }
    }

    async fn a_refund_that_failed_gives_nothing_back(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        for order in [[0, 1, 2], [2, 0, 1], [1, 2, 0], [2, 1, 0]] {
            let invoice = issued(&app, &olivia, 100).await;
            let words = [Word::Pay(PaymentState::Succeeded), Word::Back(None), Word::Back(Some("lost"))];
            for at in order {
                tell(&app, &invoice, &words[at]).await;
            }
            assert_eq!(books(&seen(&olivia, &invoice).await), (100, 0, 0, 0, "paid"), "{order:?}");
        }
    }

    async fn what_is_on_its_way_is_shown_and_counts_for_nothing(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let invoice = issued(&app, &olivia, 100).await;
        tell(&app, &invoice, &Word::Pay(PaymentState::Processing)).await;
        let now = seen(&olivia, &invoice).await;
        assert_eq!((books(&now), &now["processing"]), ((0, 0, 0, 100, "open"), &serde_json::json!(100)));
        tell(&app, &invoice, &Word::Pay(PaymentState::Failed)).await;
        assert_eq!(seen(&olivia, &invoice).await["processing"], 0);
        app.run_jobs().await;
        let told = "SELECT count(*) FROM staff_notification WHERE kind = 'payment_failed'";
        assert_eq!(app.store.value(told).await, "3");
    }

    async fn a_provider_speaks_of_the_invoices_currency_and_agency(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let to = id(&issued(&app, &olivia, 100).await).parse().unwrap();
        let dollars = Provided { currency: "USD".into(), ..said(PaymentState::Succeeded, 100) };
        assert!(matches!(billing::settle(&house(&app), to, dollars).await, Err(Error::Invalid(_))));
        for amount in [0, -1, i64::MAX] {
            let wrong = said(PaymentState::Succeeded, amount);
            assert!(matches!(billing::settle(&house(&app), to, wrong).await, Err(Error::Invalid(_))));
        }
        let harbor = app.app.database.system().agency(app.cast.harbor.agency.into());
        let foreign = billing::settle(&harbor, to, said(PaymentState::Succeeded, 100)).await;
        assert!(matches!(foreign, Err(Error::NotFound)));
    }

    async fn an_invoice_of_a_provider_is_put_in_once(app: TestApp) {
        let item = Item {
            description: "Plan".into(),
            quantity: 1000,
            unit: String::new(),
            unit_price: 900,
            discount_bps: 0,
            tax_name: String::new(),
            tax_bps: 0,
        };
        let new = || NewDraft {
            workspace: app.cast.acme.workspace.into(),
            project: None,
            currency: Some("EUR".into()),
            content: Content { items: vec![item.clone()], ..Content::default() },
        };
        let house = house(&app);
        let tries = (0..8).map(|_| billing::issue_provided(&house, new(), "in_1"));
        let made = futures_util::future::join_all(tries).await;
        let first = made[0].as_ref().unwrap().id;
        assert!(made.iter().all(|row| row.as_ref().unwrap().id == first));
    }
}
