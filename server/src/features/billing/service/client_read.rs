use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::sea_query::{Expr, ExprTrait, SimpleExpr};
use sea_orm::{ColumnTrait, Condition, DerivePartialModel, FromQueryResult};

use crate::access::{ClientSide, InvoiceReader, Key, Page, Paging, Part, ScopedSelect, Sort, together};
use crate::entity::words::{InvoiceKind, InvoiceStatus, PaymentKind, PaymentState, Recurs, SubscriptionState};
use crate::entity::{credit, invoice, invoice_line, payment, subscription};
use crate::error::Result;
use crate::ids::InvoiceId;

/// How many invoices are offered to be paid at once.
const PAID_AT_ONCE: u64 = 50;

/// Which invoices a client wants to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filter {
    Open,
    Overdue,
    Paid,
    Void,
    All,
}

/// In which order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    Newest,
    Oldest,
    DueFirst,
    Outstanding,
    Number,
}

/// What invoices of one currency come to.
#[derive(Clone, Debug, FromQueryResult, PartialEq, Eq)]
pub struct Sum {
    pub currency: String,
    /// How many are added up: all but what was cancelled.
    pub number: i64,
    pub void_number: i64,
    pub total: i64,
    pub outstanding: i64,
}

/// What is open in one currency, and what of it is overdue.
#[derive(Clone, Debug, FromQueryResult, PartialEq, Eq)]
pub struct Open {
    pub currency: String,
    pub number: i64,
    pub outstanding: i64,
    pub late_number: i64,
    pub late: i64,
}

/// What is to the client's credit in one currency.
#[derive(Clone, Debug, FromQueryResult, PartialEq, Eq)]
pub struct Balance {
    pub currency: String,
    pub remaining: i64,
}

/// What was paid, with the number of its invoice.
#[derive(Clone, Debug)]
pub struct Paid {
    pub payment: payment::Model,
    pub number: String,
}

/// An invoice with all that is said of it.
#[derive(Clone, Debug)]
pub struct Opened {
    pub invoice: invoice::Model,
    pub lines: Vec<invoice_line::Model>,
    pub payments: Vec<payment::Model>,
    /// The numbers of other documents that are named: what this corrects, and what corrects this.
    pub related: Vec<Related>,
}

/// Another document that belongs to one.
#[derive(Clone, Debug, DerivePartialModel)]
#[sea_orm(entity = "invoice::Entity")]
pub struct Related {
    pub id: InvoiceId,
    pub number: String,
    pub kind: InvoiceKind,
    pub total: i64,
}

/// What is paid for again and again, as far as it is the client's business: not what Stripe calls it, nor what went wrong
/// on the way.
#[derive(Clone, Debug, DerivePartialModel)]
#[sea_orm(entity = "subscription::Entity")]
pub struct Subscribed {
    pub name: String,
    pub currency: String,
    /// For one and a period.
    pub amount: i64,
    pub quantity: i64,
    pub recurs: Recurs,
    pub state: SubscriptionState,
    pub renews_at: Option<DateTime<Utc>>,
    /// When it ends, where that is decided.
    pub ends_at: Option<DateTime<Utc>>,
}

/// Where a client's account stands.
#[derive(Clone, Debug)]
pub struct Overview {
    /// By currency, those in which something is overdue first.
    pub open: Vec<Open>,
    /// What waits to be paid, the longest overdue first.
    pub waiting: Vec<invoice::Model>,
    pub paid: Vec<Paid>,
    pub credits: Vec<Balance>,
    /// What is paid for again and again, and has not ended.
    pub subscriptions: Vec<Subscribed>,
}

fn matching(filter: Filter, today: NaiveDate) -> Condition {
    use invoice::Column as C;
    let open = || C::Status.eq(InvoiceStatus::Open);
    match filter {
        Filter::Open => open().into(),
        Filter::Overdue => Condition::all().add(open()).add(C::DueOn.lt(today)),
        Filter::Paid => C::Status.eq(InvoiceStatus::Paid).and(C::Kind.eq(InvoiceKind::Invoice)).into(),
        Filter::Void => C::Status.eq(InvoiceStatus::Void).into(),
        Filter::All => Condition::all(),
    }
}

fn sorted(order: Order) -> Sort<invoice::Model> {
    use invoice::Column as C;
    let id = |row: &invoice::Model| row.id.into();
    match order {
        // By the moment in which they were issued, so that of two of one day the number decides, too.
        Order::Newest => Sort::by_time(C::CreatedAt.into_expr(), true, |row| Key::Time(row.created_at), id),
        Order::Oldest => Sort::by_time(C::CreatedAt.into_expr(), false, |row| Key::Time(row.created_at), id),
        Order::DueFirst => Sort::by_day(C::DueOn.into_expr(), false, |row| Key::Day(row.due_on), id),
        Order::Outstanding => Sort::by_amount(C::Outstanding.into_expr(), true, |row| Key::Amount(row.outstanding), id),
        Order::Number => Sort::by_word(C::Number.into_expr(), true, |row| Key::Word(row.number.clone()), id),
    }
}

fn chosen(scope: &InvoiceReader, filter: Filter, today: NaiveDate) -> ScopedSelect<'_, ClientSide, invoice::Entity> {
    scope.find::<invoice::Entity>().filter(matching(filter, today))
}

/// The workspace's invoices and credit notes.
///
/// # Errors
/// When the database fails.
pub async fn list(
    scope: &InvoiceReader,
    filter: Filter,
    order: Order,
    today: NaiveDate,
    paging: &Paging,
) -> Result<Page<invoice::Model>> {
    chosen(scope, filter, today).page(paging, sorted(order)).await
}

/// What all invoices that a filter finds come to, by currency; what was cancelled is counted by itself and not added up,
/// and what a credit note gives back is taken off.
pub fn sums(scope: &InvoiceReader, filter: Filter, today: NaiveDate) -> Part<'_, Vec<Sum>> {
    use invoice::Column as C;
    let void = || C::Status.eq(InvoiceStatus::Void);
    let number = Expr::case(void(), Expr::value(0_i64)).finally(Expr::value(1_i64));
    let void_number = Expr::case(void(), Expr::value(1_i64)).finally(Expr::value(0_i64));
    let total = Expr::case(void(), Expr::value(0_i64))
        .case(C::Kind.eq(InvoiceKind::CreditNote), Expr::value(0_i64).sub(C::Total.into_expr()))
        .finally(C::Total.into_expr());
    let sums = [
        ("number", whole(number.into())),
        ("void_number", whole(void_number.into())),
        ("total", whole(total.into())),
        ("outstanding", whole(C::Outstanding.into_expr())),
    ];
    chosen(scope, filter, today).part_grouped(&[("currency", C::Currency.into_expr())], &sums)
}

/// A sum as a whole number, also where the database would make it something wider.
fn whole(of: SimpleExpr) -> SimpleExpr {
    of.sum().cast_as("bigint")
}

/// One invoice or credit note, with its lines and payments.
///
/// # Errors
/// [`crate::error::Error::NotFound`] for what is not the workspace's.
pub async fn open(scope: &InvoiceReader, id: InvoiceId) -> Result<Opened> {
    use {invoice_line::Column as L, payment::Column as P};
    let invoice = find(scope, id).await?;
    let lines = scope.find::<invoice_line::Entity>().filter(L::InvoiceId.eq(id)).asc(L::Position);
    let payments = scope.find::<payment::Entity>().filter(P::InvoiceId.eq(id)).asc(P::HappenedOn).asc(P::Id);
    let parts = together((lines.part(), payments.part(), related(scope, &invoice)));
    let (lines, payments, related) = parts.ask().await?;
    Ok(Opened { invoice, lines, payments, related })
}

/// The row alone.
///
/// # Errors
/// [`crate::error::Error::NotFound`] for what is not the workspace's.
pub async fn find(scope: &InvoiceReader, id: InvoiceId) -> Result<invoice::Model> {
    scope.find::<invoice::Entity>().filter(invoice::Column::Id.eq(id)).one().await
}

fn related<'s>(scope: &'s InvoiceReader, invoice: &invoice::Model) -> Part<'s, Vec<Related>> {
    use invoice::Column as C;
    let mut which = Condition::any().add(C::CorrectsId.eq(invoice.id));
    if let Some(corrected) = invoice.corrects_id {
        which = which.add(C::Id.eq(corrected));
    }
    scope.find::<invoice::Entity>().filter(which).asc(C::Id).part_as()
}

/// Where the account stands.
///
/// # Errors
/// When the database fails.
pub async fn overview(scope: &InvoiceReader, today: NaiveDate) -> Result<Overview> {
    let sums = together((open_sums(scope, today), credits(scope), paid(scope, 6)));
    let (mut open, credits, paid) = sums.ask().await?;
    open.sort_by_key(|sum| sum.late_number == 0);
    let (waiting, subscriptions) = together((waiting(scope, PAID_AT_ONCE), subscriptions(scope))).ask().await?;
    Ok(Overview { open, waiting, paid, credits, subscriptions })
}

/// What is open by currency, with what of it is overdue.
fn open_sums(scope: &InvoiceReader, today: NaiveDate) -> Part<'_, Vec<Open>> {
    use invoice::Column as C;
    let late = |value: SimpleExpr| Expr::case(C::DueOn.lt(today), value).finally(Expr::value(0_i64));
    let sums = [
        ("number", Expr::val(1).count()),
        ("outstanding", whole(C::Outstanding.into_expr())),
        ("late_number", whole(late(Expr::value(1_i64)).into())),
        ("late", whole(late(C::Outstanding.into_expr()).into())),
    ];
    chosen(scope, Filter::Open, today).part_grouped(&[("currency", C::Currency.into_expr())], &sums)
}

/// What is paid for again and again, the latest first; not what has ended, or has not started.
fn subscriptions(scope: &InvoiceReader) -> Part<'_, Vec<Subscribed>> {
    use subscription::{Column, Entity};
    let live = [SubscriptionState::Active, SubscriptionState::PastDue, SubscriptionState::Paused];
    let rows = scope.find::<Entity>().filter(Column::State.is_in(live));
    rows.desc(Column::Id).limit(PAID_AT_ONCE).part_as()
}

/// What waits to be paid, the longest overdue first.
fn waiting(scope: &InvoiceReader, most: u64) -> Part<'_, Vec<invoice::Model>> {
    use invoice::Column as C;
    let open = scope.find::<invoice::Entity>().filter(C::Status.eq(InvoiceStatus::Open));
    open.asc(C::DueOn).asc(C::Id).limit(most).part()
}

/// An invoice that is overdue.
#[derive(Clone, Debug, DerivePartialModel)]
#[sea_orm(entity = "invoice::Entity")]
pub struct Overdue {
    pub id: InvoiceId,
    pub number: String,
    pub currency: String,
    pub outstanding: i64,
    pub due_on: NaiveDate,
}

/// What is overdue, the longest first.
pub fn overdue(scope: &InvoiceReader, today: NaiveDate, most: u64) -> Part<'_, Vec<Overdue>> {
    use invoice::Column as C;
    chosen(scope, Filter::Overdue, today).asc(C::DueOn).asc(C::Id).limit(most).part_as()
}

#[derive(FromQueryResult)]
struct Numbered {
    #[sea_orm(nested)]
    payment: payment::Model,
    invoice_number: String,
}

/// The latest payments and refunds.
fn paid(scope: &InvoiceReader, most: u64) -> Part<'_, Vec<Paid>> {
    use payment::Column as P;
    let number = scope.find::<invoice::Entity>();
    let number =
        number.filter(Expr::col((invoice::Entity, invoice::Column::Id)).eq(Expr::col((payment::Entity, P::InvoiceId))));
    let rows = scope
        .find::<payment::Entity>()
        .filter(P::Kind.ne(PaymentKind::Credit))
        .filter(P::State.ne(PaymentState::Failed))
        .desc(P::HappenedOn)
        .desc(P::Id)
        .limit(most)
        .beside("invoice_number", number.value(invoice::Column::Number));
    rows.part_with().map(|rows: Vec<Numbered>| {
        rows.into_iter().map(|row| Paid { payment: row.payment, number: row.invoice_number }).collect()
    })
}

/// What is left to the client's credit, by currency.
fn credits(scope: &InvoiceReader) -> Part<'_, Vec<Balance>> {
    use credit::Column as C;
    let left = scope.find::<credit::Entity>().filter(C::Remaining.gt(0));
    let currency = [("currency", C::Currency.into_expr())];
    left.part_grouped(&currency, &[("remaining", whole(C::Remaining.into_expr()))])
}
