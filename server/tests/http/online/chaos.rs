//! Everything that can happen to webhooks, to many invoices at once. What the double's books say, the ledger says.

use chrono::TimeDelta;
use portico::entity::words::{PaymentKind, PaymentState};
use portico_stripe_double::Chaos;

use super::Shop;
use crate::support::TestApp;

const INVOICES: i64 = 500;

both! {
    async fn the_ledger_equals_stripes_books_whatever_happens_to_webhooks(app: TestApp) {
        let shop = Shop::open(&app).await;
        shop.double.set_chaos(Chaos { seed: 20_261_122, copies: 5, shuffle: true, lost: 10, forged: 5, late: 0 });
        let carla = shop.app.as_client("carla").await;
        let mut invoices = Vec::new();
        let mut settling = Vec::new();
        for number in 0..INVOICES {
            let invoice = shop.invoice(&format!("chaos-{number}"), "EUR", 500 + number * 7).await;
            let answer = carla.post(&format!("/portal/billing/invoices/{invoice}/pay"), &[]).await.expect(303);
            let session = shop.session(&answer);
            match number % 5 {
                0 => shop.double.expire(&session),
                1 => {
                    shop.double.pay_later(&session);
                    settling.push((session.clone(), number % 2 == 0));
                }
                2 => {
                    shop.double.decline(&session);
                    shop.double.pay(&session);
                }
                _ => {
                    shop.double.pay(&session);
                }
            }
            invoices.push((invoice, session));
        }
        let mut refused = bring(&shop, &mut 0).await;
        for (session, well) in settling {
            shop.double.settle(&session, well);
        }
        for (at, book) in shop.double.books().iter().enumerate().filter(|(_, book)| book.received > 0) {
            if at % 3 == 0 {
                shop.double.refund(&book.payment, 100);
                shop.double.refund(&book.payment, 1 + at as i64);
            }
        }
        let mut brought = 0;
        refused += bring(&shop, &mut brought).await;
        assert!(refused > 0 && brought > 0, "the chaos is one: {refused} refused");
        // What was lost is found within the hour.
        shop.app.advance(TimeDelta::minutes(61));
        shop.app.run_jobs().await;
        let books = shop.double.books();
        let mut paid = 0;
        for (invoice, session) in invoices {
            let rows = shop.payments(invoice).await;
            let sum = |kind, state| -> i64 {
                rows.iter().filter(|row| row.kind == kind && row.state == state).map(|row| row.amount).sum()
            };
            let book = books.iter().find(|book| book.session == session);
            let (received, refunded) = book.map_or((0, 0), |book| (book.received, book.refunded));
            assert_eq!(sum(PaymentKind::Payment, PaymentState::Succeeded), received, "{session}");
            assert_eq!(sum(PaymentKind::Refund, PaymentState::Succeeded), refunded, "{session}");
            assert!(rows.iter().filter(|row| row.kind == PaymentKind::Payment).count() <= 1, "paid twice: {session}");
            let read = shop.read(invoice).await;
            assert_eq!(read.outstanding, read.total - received + refunded);
            assert_eq!(read.processing, 0);
            paid += i64::from(received > 0);
        }
        assert!(paid > INVOICES / 2);
    }
}

/// Brings every letter, four at a time, and runs jobs in between; how many were refused.
async fn bring(shop: &Shop, brought: &mut usize) -> usize {
    let mut refused = 0;
    for (at, letters) in shop.double.letters().chunks(4).enumerate() {
        let four: Vec<_> = letters.iter().map(|letter| shop.deliver(letter)).collect();
        for answer in futures_util::future::join_all(four).await {
            assert!([200, 400].contains(&answer.status), "{}", answer.body);
            refused += usize::from(answer.status == 400);
            *brought += 1;
        }
        if at % 16 == 0 {
            shop.app.run_jobs().await;
        }
    }
    shop.app.run_jobs().await;
    refused
}
