use portico_stripe::{Dispute, Refund, Session, Trouble};

use crate::entity::words::{CheckoutState, PaymentMethod};
use crate::features::till::Till;

/// What Stripe says of an attempt when it is asked: all that matters, whatever told us to ask.
pub struct Truth {
    pub state: CheckoutState,
    pub payment: Option<String>,
    pub method: PaymentMethod,
    /// What came in, in Stripe's units.
    pub received: i64,
    /// Why it failed, or was declined last.
    pub problem: Option<String>,
    pub refunds: Vec<Refund>,
    pub disputes: Vec<Dispute>,
}

/// Asks for the session, its payment, and what went back of it.
pub async fn truth(till: &Till, session: &str, known_refunds: bool) -> Result<Truth, Trouble> {
    let session = till.stripe.checkout(session).await?;
    let mut truth = read(&session);
    let charge = session.payment_intent.as_ref().and_then(|intent| intent.latest_charge.as_ref());
    if let (Some(payment), Some(charge)) = (&truth.payment, charge) {
        if charge.amount_refunded > 0 || known_refunds {
            truth.refunds = till.stripe.refunds(payment).await?;
        }
        if charge.disputed == Some(true) {
            truth.disputes = till.stripe.disputes(payment).await?;
        }
    }
    Ok(truth)
}

fn read(session: &Session) -> Truth {
    let intent = session.payment_intent.as_ref();
    let status = intent.map_or("", |intent| intent.status.as_str());
    let state = match (session.status.as_deref(), status) {
        (_, "succeeded") => CheckoutState::Paid,
        (_, "processing") => CheckoutState::Processing,
        (Some("expired"), _) => CheckoutState::Expired,
        (Some("complete"), _) => CheckoutState::Failed,
        _ => CheckoutState::Open,
    };
    let kind = intent.and_then(|intent| intent.latest_charge.as_ref()?.payment_method_details.as_ref());
    let method = match kind.map(|paid| paid.kind.as_str()) {
        Some(kind) if kind.ends_with("_debit") || kind == "us_bank_account" => PaymentMethod::DirectDebit,
        Some("customer_balance") => PaymentMethod::BankTransfer,
        Some("card") => PaymentMethod::Card,
        None if state == CheckoutState::Processing => PaymentMethod::DirectDebit,
        _ => PaymentMethod::Other,
    };
    let error = intent.and_then(|intent| intent.last_payment_error.as_ref());
    Truth {
        state,
        payment: intent.map(|intent| intent.id.clone()),
        method,
        received: intent.and_then(|intent| intent.amount_received).unwrap_or_default(),
        problem: error.and_then(|error| error.decline_code.clone().or(error.code.clone())),
        refunds: Vec::new(),
        disputes: Vec::new(),
    }
}
