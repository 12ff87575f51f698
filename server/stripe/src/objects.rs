//! What we read of Stripe's objects.
use miniserde::Deserialize;

/// Something with an id that was made.
#[derive(Debug, Clone, Deserialize)]
pub struct Made {
    pub id: String,
}

/// A page of Stripe's to lead somebody to.
#[derive(Debug, Clone, Deserialize)]
pub struct Page {
    pub id: Option<String>,
    pub url: Option<String>,
    pub expires_at: Option<i64>,
}

/// A checkout session with what became of it.
#[derive(Debug, Clone, Deserialize)]
pub struct Session {
    pub id: String,
    /// `open`, `complete` or `expired`.
    pub status: Option<String>,
    /// `paid`, `unpaid` or `no_payment_required`.
    pub payment_status: String,
    pub amount_total: Option<i64>,
    pub currency: Option<String>,
    pub url: Option<String>,
    pub payment_intent: Option<Intent>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Intent {
    pub id: String,
    /// `succeeded`, `processing`, `canceled`, `requires_payment_method` and more.
    pub status: String,
    pub amount: i64,
    pub amount_received: Option<i64>,
    pub currency: String,
    pub last_payment_error: Option<Problem>,
    pub latest_charge: Option<Charge>,
    pub metadata: Metadata,
}

/// What we wrote on a payment ourselves.
#[derive(Debug, Clone, Deserialize)]
pub struct Metadata {
    pub checkout: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Problem {
    pub code: Option<String>,
    pub decline_code: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Charge {
    pub id: String,
    pub amount_refunded: i64,
    pub disputed: Option<bool>,
    pub payment_method_details: Option<Paid>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Paid {
    #[serde(rename = "type")]
    pub kind: String,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Refund {
    pub id: String,
    pub amount: i64,
    pub currency: String,
    /// `pending`, `requires_action`, `succeeded`, `failed` or `canceled`.
    pub status: Option<String>,
    pub created: i64,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Dispute {
    pub id: String,
    pub amount: i64,
    pub currency: String,
    /// `needs_response`, `under_review`, `won`, `lost` and more.
    pub status: String,
    pub reason: String,
}

/// How a customer can pay.
#[derive(Debug, Clone, Deserialize)]
pub struct Method {
    pub id: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub card: Option<Card>,
    pub sepa_debit: Option<Account4>,
    pub us_bank_account: Option<Account4>,
}

impl Method {
    /// The last four digits of whatever it is.
    #[must_use]
    pub fn last_four(&self) -> Option<&str> {
        let account = self.sepa_debit.as_ref().or(self.us_bank_account.as_ref());
        self.card.as_ref().map(|card| card.last4.as_str()).or(account.and_then(|it| it.last4.as_deref()))
    }
}

#[derive(Debug, Clone, Deserialize)]
pub struct Card {
    pub brand: String,
    pub last4: String,
    pub exp_month: i64,
    pub exp_year: i64,
}

/// An account at a bank.
#[derive(Debug, Clone, Deserialize)]
pub struct Account4 {
    pub last4: Option<String>,
}

/// A connected account.
#[derive(Debug, Clone, Deserialize)]
pub struct Account {
    pub id: String,
    pub charges_enabled: Option<bool>,
    pub payouts_enabled: Option<bool>,
    pub details_submitted: Option<bool>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Subscription {
    pub id: String,
    /// `active`, `trialing`, `past_due`, `unpaid`, `incomplete`, `incomplete_expired`, `paused` or `canceled`.
    pub status: String,
    pub currency: String,
    pub cancel_at_period_end: Option<bool>,
    /// When it ends, where that is known.
    pub cancel_at: Option<i64>,
    pub ended_at: Option<i64>,
    pub items: Listed<SubscriptionItem>,
    pub metadata: Ours,
}

impl Subscription {
    /// When the present period ends, which Stripe says of each item.
    #[must_use]
    pub fn renews_at(&self) -> Option<i64> {
        self.items.data.iter().filter_map(|item| item.current_period_end).min()
    }
}

/// What we wrote on a subscription ourselves.
#[derive(Debug, Clone, Deserialize)]
pub struct Ours {
    pub subscription: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct SubscriptionItem {
    pub current_period_end: Option<i64>,
    pub quantity: Option<i64>,
    pub price: Price,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Price {
    pub id: String,
    /// For one; none where it is not so simple.
    pub unit_amount: Option<i64>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Invoice {
    pub id: String,
    pub number: Option<String>,
    /// `draft`, `open`, `paid`, `uncollectible` or `void`.
    pub status: Option<String>,
    pub currency: String,
    pub total: i64,
    pub amount_paid: i64,
    pub amount_remaining: i64,
    pub created: i64,
    pub due_date: Option<i64>,
    /// Stripe's page on which it is paid.
    pub hosted_invoice_url: Option<String>,
    pub parent: Option<Parent>,
    pub lines: Listed<InvoiceLine>,
    pub payments: Option<Listed<InvoicePayment>>,
}

impl Invoice {
    /// The subscription it is of.
    #[must_use]
    pub fn subscription(&self) -> Option<&str> {
        Some(self.parent.as_ref()?.subscription_details.as_ref()?.subscription.as_str())
    }

    /// The payments of it, whatever became of them.
    #[must_use]
    pub fn intents(&self) -> Vec<&str> {
        let all = self.payments.iter().flat_map(|payments| &payments.data);
        all.filter_map(|payment| payment.payment.payment_intent.as_deref()).collect()
    }
}

#[derive(Debug, Clone, Deserialize)]
pub struct Parent {
    pub subscription_details: Option<SubscriptionDetails>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct SubscriptionDetails {
    pub subscription: String,
}

#[derive(Debug, Clone, Deserialize)]
pub struct InvoicePayment {
    pub payment: InvoicePaymentOf,
}

#[derive(Debug, Clone, Deserialize)]
pub struct InvoicePaymentOf {
    pub payment_intent: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct InvoiceLine {
    pub id: String,
    pub description: Option<String>,
    /// Less than nothing where something is given back.
    pub amount: i64,
    pub quantity: Option<i64>,
}

/// A page of a list.
#[derive(Debug, Clone, Deserialize)]
pub struct Listed<T> {
    pub data: Vec<T>,
    pub has_more: bool,
}
