use chrono::NaiveDate;
use chrono_tz::Tz;
use maud::{Markup, html};

use crate::entity::invoice;
use crate::entity::words::{InvoiceKind, InvoiceStatus, PaymentKind, PaymentMethod, PaymentState, SubscriptionState};
use crate::features::billing::service::client_read::Subscribed;
use crate::features::billing::{Aging, Bucket, Edges};
use crate::locale::Locale;
use crate::money::{self, Currency};
use crate::web::components::{Tone, badge};

/// How a reader is told of amounts and days: where the agency is, and as it counts.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
    /// Today, in the agency's time zone.
    pub today: NaiveDate,
    pub edges: Edges,
    pub locale: Locale,
}

impl Terms {
    /// An amount in minor units, for people.
    pub fn money(&self, minor: i64, currency: &str) -> String {
        match Currency::of(currency) {
            Some(currency) => money::show(minor, currency, self.locale),
            None => format!("{minor} {currency}"),
        }
    }

    /// A day.
    pub fn date(&self, day: NaiveDate) -> Markup {
        html! { time datetime=(day) { (self.date_text(day)) } }
    }

    /// A day, as text alone.
    pub fn date_text(&self, day: NaiveDate) -> String {
        day.format(self.locale.day_of_year()).to_string()
    }

    /// How late an invoice is; `None` where nothing is to be paid on it.
    pub fn aging(&self, invoice: &invoice::Model) -> Option<Aging> {
        (invoice.status == InvoiceStatus::Open).then(|| Aging::of(invoice.due_on, self.today, &self.edges))
    }

    /// A number of thousandths, without decimals that say nothing.
    pub fn quantity(&self, thousandths: i64) -> String {
        plain_decimals(money::number(thousandths.unsigned_abs(), 3, self.locale))
    }

    /// Hundredths of a percent.
    pub fn percent(&self, bps: i32) -> String {
        format!("{}%", plain_decimals(money::number(bps.unsigned_abs().into(), 2, self.locale)))
    }
}

fn plain_decimals(number: String) -> String {
    number.trim_end_matches('0').trim_end_matches(['.', ',']).to_owned()
}

/// What kind of document it is.
pub const fn kind(kind: InvoiceKind) -> &'static str {
    match kind {
        InvoiceKind::Invoice => "Invoice",
        InvoiceKind::CreditNote => "Credit note",
    }
}

/// What an invoice or credit note is called as a file: `invoice-2026-0042.pdf`.
pub fn file_name(invoice: &invoice::Model) -> String {
    saved_as(&format!("{} {}.pdf", kind(invoice.kind), invoice.number))
}

/// A name that is one on every disk, and needs no quoting in a header.
pub fn saved_as(name: &str) -> String {
    let safe = |letter: char| if letter.is_ascii_alphanumeric() || ".-".contains(letter) { letter } else { '-' };
    name.to_lowercase().chars().map(safe).collect()
}

/// Where an invoice stands, as a badge.
pub fn status(invoice: &invoice::Model) -> Markup {
    match (invoice.status, invoice.kind) {
        (InvoiceStatus::Void, _) => badge(Tone::Neutral, "Void"),
        (_, InvoiceKind::CreditNote) => badge(Tone::Neutral, "Credit note"),
        (InvoiceStatus::Paid, _) => badge(Tone::Positive, "Paid"),
        (InvoiceStatus::Open, _) if invoice.processing > 0 => badge(Tone::Accent, "Processing"),
        (InvoiceStatus::Open, _) if invoice.outstanding < invoice.total => badge(Tone::Accent, "Partly paid"),
        (InvoiceStatus::Open, _) => badge(Tone::Accent, "Open"),
    }
}

/// How late something open is, as a badge that says the exact number of days and no more.
pub fn overdue_words(due_on: NaiveDate, terms: &Terms) -> Markup {
    let late = Aging::of(due_on, terms.today, &terms.edges).badge();
    html! { @if let Some(said) = late { (badge(Tone::Negative, &said)) } }
}

/// How late it is: the exact number of days, and its bucket from the first edge on. Nothing where it is not late.
pub fn aging(invoice: &invoice::Model, terms: &Terms) -> Markup {
    let Some((late, said)) = terms.aging(invoice).and_then(|late| Some((late, late.badge()?))) else {
        return html! {};
    };
    let (tone, depth) = match late.bucket {
        Bucket::Current | Bucket::Overdue => (Tone::Warning, 0),
        Bucket::First => (Tone::Negative, 1),
        Bucket::Second => (Tone::Negative, 2),
        Bucket::Third => (Tone::Negative, 3),
    };
    html! {
        span class={ "aging aging-" (depth) } {
            (badge(tone, &said))
            @if depth > 0 {
                span class="aging-bucket" title="Aging bucket" { (late.bucket.label(&terms.edges)) }
            }
        }
    }
}

/// How money came or went.
pub const fn method(method: PaymentMethod) -> &'static str {
    match method {
        PaymentMethod::BankTransfer => "Bank transfer",
        PaymentMethod::Card => "Card",
        PaymentMethod::DirectDebit => "Direct debit",
        PaymentMethod::Cash => "Cash",
        PaymentMethod::Cheque => "Cheque",
        PaymentMethod::Credit => "Credit",
        PaymentMethod::Other => "Other",
    }
}

/// What a row of a settlement is called.
pub const fn movement(kind: PaymentKind) -> &'static str {
    match kind {
        PaymentKind::Payment => "Payment",
        PaymentKind::Refund => "Refund",
        PaymentKind::Credit => "Credit used",
    }
}

/// Whether money is here; said only where it is not.
pub fn state(state: PaymentState) -> Markup {
    match state {
        PaymentState::Succeeded => html! {},
        PaymentState::Processing => badge(Tone::Accent, "Processing"),
        PaymentState::Failed => badge(Tone::Negative, "Failed"),
    }
}

/// What is subscribed to, and how many of it.
pub fn subscribed(row: &Subscribed) -> String {
    if row.quantity == 1 { row.name.clone() } else { format!("{} × {}", row.quantity, row.name) }
}

/// Until when it is paid for: when it renews, or ends. A day that has passed is not said: nobody has told us what came of it.
pub fn until(row: &Subscribed, terms: &Terms, zone: Tz) -> Markup {
    let (says, at) = if row.ends_at.is_some() { ("Ends on ", row.ends_at) } else { ("Renews on ", row.renews_at) };
    let day = at.map(|at| at.with_timezone(&zone).date_naive()).filter(|day| *day >= terms.today);
    html! { @if let Some(day) = day { span { (says) (terms.date(day)) } } }
}

/// Where a subscription stands; said only where something is the matter.
pub fn subscription(state: SubscriptionState) -> Markup {
    match state {
        SubscriptionState::PastDue => badge(Tone::Warning, "Payment overdue"),
        SubscriptionState::Paused => badge(Tone::Neutral, "Paused"),
        SubscriptionState::Starting | SubscriptionState::Active | SubscriptionState::Ended => html! {},
    }
}
