use portico_openapi::types::{
    AgingEdges, Invoice, InvoiceKind, InvoiceStatus, Payment, PaymentKind, PaymentMethod, PaymentState,
};

/// A status in words.
pub fn status(invoice: &Invoice) -> &'static str {
    match (invoice.status, invoice.kind) {
        (InvoiceStatus::Draft, _) => "Draft",
        (InvoiceStatus::Void, _) => "Void",
        (_, InvoiceKind::CreditNote) => "Credit note",
        (InvoiceStatus::Paid, _) => "Paid",
        (InvoiceStatus::Open, _) if invoice.outstanding < invoice.total => "Partly paid",
        (InvoiceStatus::Open, _) => "Open",
    }
}

/// What it asks for, below nothing where it takes back.
pub fn signed_total(invoice: &Invoice) -> i64 {
    if invoice.kind == InvoiceKind::CreditNote { -invoice.total } else { invoice.total }
}

/// A status as a shape, so that it is told without colours.
pub fn shape(invoice: &Invoice) -> &'static str {
    match (invoice.status, invoice.kind) {
        (InvoiceStatus::Draft, _) => "✎",
        (InvoiceStatus::Void, _) => "✕",
        (_, InvoiceKind::CreditNote) => "↩",
        (InvoiceStatus::Paid, _) => "✓",
        (InvoiceStatus::Open, _) if invoice.outstanding < invoice.total => "◐",
        (InvoiceStatus::Open, _) => "○",
    }
}

/// How late an open invoice is: by its bucket, 0 where it is not due yet and 4 in the last; and by the day.
pub fn age(invoice: &Invoice, edges: Option<&AgingEdges>) -> Option<(usize, i64)> {
    let days = invoice.aging.as_ref()?.days_overdue;
    let known = edges.map_or([30, 60, 90], |edges| [edges.first, edges.second, edges.third]);
    let passed = known.iter().filter(|edge| days >= i64::from(**edge)).count();
    Some(if days < 1 { (0, days) } else { (1 + passed, days) })
}

/// The same in words, `12 days late`; nothing where it is not late.
pub fn lateness(invoice: &Invoice) -> Option<String> {
    match invoice.aging.as_ref()?.days_overdue {
        ..=0 => None,
        1 => Some("1 day late".into()),
        days => Some(format!("{days} days late")),
    }
}

/// What the buckets are called.
pub fn edges(edges: &AgingEdges) -> [String; 5] {
    let AgingEdges { first, second, third } = *edges;
    let span = |from: i32, to: i32| if to > from { format!("{from}–{to} d") } else { format!("{from} d") };
    ["not late".into(), span(1, first - 1), span(first, second - 1), span(second, third - 1), format!("{third} d on")]
}

/// How money came, or went back.
pub fn method(method: PaymentMethod) -> &'static str {
    match method {
        PaymentMethod::BankTransfer => "bank transfer",
        PaymentMethod::Card => "card",
        PaymentMethod::DirectDebit => "direct debit",
        PaymentMethod::Cash => "cash",
        PaymentMethod::Cheque => "cheque",
        PaymentMethod::Credit => "credit",
        PaymentMethod::Other => "another way",
    }
}

/// What a row of the settlement says.
pub fn happened(payment: &Payment) -> String {
    let how = method(payment.method);
    match (payment.kind, payment.state) {
        (PaymentKind::Credit, _) => "settled by a credit".into(),
        (PaymentKind::Refund, PaymentState::Failed) => format!("a refund by {how} failed"),
        (PaymentKind::Refund, PaymentState::Processing) => format!("goes back by {how}"),
        (PaymentKind::Refund, PaymentState::Succeeded) => format!("paid back by {how}"),
        (PaymentKind::Payment, PaymentState::Failed) => format!("a payment by {how} failed"),
        (PaymentKind::Payment, PaymentState::Processing) => format!("on its way by {how}"),
        (PaymentKind::Payment, PaymentState::Succeeded) => format!("paid by {how}"),
    }
}
