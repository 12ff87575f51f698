//! What is still to be paid of an invoice: always computed anew from all that was paid, paid back and credited.

use crate::entity::payment::Model;
use crate::entity::words::{PaymentKind, PaymentState};

/// What an invoice's payments come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Books {
    pub paid: i64,
    pub refunded: i64,
    pub credited: i64,
    /// What is on its way; it counts for nothing yet.
    pub processing: i64,
    pub outstanding: i64,
    /// What was paid beyond what is owed, and so is the workspace's credit.
    pub beyond: i64,
}

/// Computes the books of an invoice on which `owed` is to be paid. `used` is what was already spent elsewhere of what
/// had been paid beyond: where it is missing now, it is owed again. `None` for more than an amount can be.
pub fn books(owed: i64, payments: &[Model], used: i64) -> Option<Books> {
    let sum = |kind, state| -> i128 {
        let counted = payments.iter().filter(|row| row.kind == kind && row.state == state);
        counted.map(|row| i128::from(row.amount)).sum()
    };
    let paid = sum(PaymentKind::Payment, PaymentState::Succeeded);
    let refunded = sum(PaymentKind::Refund, PaymentState::Succeeded);
    let credited = sum(PaymentKind::Credit, PaymentState::Succeeded);
    let here = paid - refunded + credited;
    let beyond = (here - i128::from(owed)).max(i128::from(used));
    let small = |amount: i128| i64::try_from(amount).ok();
    Some(Books {
        paid: small(paid)?,
        refunded: small(refunded)?,
        credited: small(credited)?,
        processing: small(sum(PaymentKind::Payment, PaymentState::Processing))?,
        outstanding: small(i128::from(owed) - here + beyond)?,
        beyond: small(beyond)?,
    })
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, NaiveDate};
    use proptest::prelude::*;

    use super::*;
    use crate::entity::words::PaymentMethod;
    use crate::ids::{AgencyId, Id, InvoiceId, PaymentId, WorkspaceId};

    fn row(kind: PaymentKind, state: PaymentState, amount: i64) -> Model {
        Model {
            id: PaymentId::new(),
            agency_id: AgencyId::new(),
            workspace_id: WorkspaceId::new(),
            invoice_id: InvoiceId::new(),
            kind,
            method: PaymentMethod::Other,
            state,
            currency: "EUR".into(),
            amount,
            happened_on: NaiveDate::default(),
            reference: String::new(),
            problem: None,
            credit_id: None,
            refund_of: None,
            provider_id: None,
            author_id: None,
            author_name: None,
            created_at: DateTime::default(),
            updated_at: DateTime::default(),
        }
    }

    fn rows() -> impl Strategy<Value = Vec<Model>> {
        let kinds = prop::sample::select(PaymentKind::ALL);
        let states = prop::sample::select(PaymentState::ALL);
        prop::collection::vec((kinds, states, 1..5000_i64).prop_map(|(k, s, a)| row(k, s, a)), 0..12)
    }

    proptest! {
        #[test]
        fn every_unit_is_somewhere(owed in 0..10_000_i64, rows in rows(), used in 0..3000_i64) {
            let books = books(owed, &rows, used).unwrap();
            prop_assert!(books.outstanding >= 0 && books.beyond >= used);
            prop_assert_eq!(books.outstanding, owed - books.paid + books.refunded - books.credited + books.beyond);
            // Nothing is owed while something beyond it lies unspent.
            prop_assert!(books.outstanding == 0 || books.beyond == used);
        }

        #[test]
        fn the_order_of_the_rows_says_nothing(owed in 0..10_000_i64, (rows, mixed) in rows()
            .prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())))
        {
            prop_assert_eq!(books(owed, &rows, 0), books(owed, &mixed, 0));
        }
    }

    #[test]
    fn what_is_on_its_way_or_failed_pays_nothing() {
        let rows = [
            row(PaymentKind::Payment, PaymentState::Processing, 40),
            row(PaymentKind::Payment, PaymentState::Failed, 30),
            row(PaymentKind::Payment, PaymentState::Succeeded, 20),
        ];
        let books = books(100, &rows, 0).unwrap();
        assert_eq!((books.outstanding, books.processing, books.paid), (80, 40, 20));
    }

    #[test]
    fn what_was_spent_elsewhere_and_is_paid_back_is_owed_again() {
        let paid = row(PaymentKind::Payment, PaymentState::Succeeded, 150);
        assert_eq!(books(100, std::slice::from_ref(&paid), 0).unwrap().beyond, 50);
        let back = row(PaymentKind::Refund, PaymentState::Succeeded, 30);
        let books = books(100, &[paid, back], 50).unwrap();
        assert_eq!((books.beyond, books.outstanding), (50, 30));
    }

    #[test]
    fn more_than_an_amount_can_be_is_refused() {
        let much = row(PaymentKind::Payment, PaymentState::Succeeded, i64::MAX);
        assert_eq!(books(1, &[much.clone(), much], 0), None);
    }
}
