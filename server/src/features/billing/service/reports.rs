use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use sea_orm::sea_query::{CaseStatement, Expr, ExprTrait, SimpleExpr};
use sea_orm::{ColumnTrait, FromQueryResult};
use serde_json::json;

use super::settings::settings;
use super::staff_read::WorkspaceName;
use super::today;
use crate::access::{AdminScope, AgencyScope};
use crate::entity::words::{InvoiceKind, InvoiceStatus, PaymentKind, PaymentState};
use crate::entity::{invoice, payment, workspace};
use crate::error::{Error, Result};
use crate::features::audit::{self, Entry};
use crate::features::billing::aging::Edges;
use crate::ids::WorkspaceId;

/// The longest time that a report of revenue covers, in days.
const LONGEST_REVENUE: i64 = 3660;

/// What one workspace owes in one currency, by how late it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgingRow {
    pub workspace: WorkspaceId,
    pub name: String,
    pub currency: String,
    /// In the order of [`crate::features::billing::Bucket::ALL`].
    pub buckets: [i64; 5],
    pub invoices: i64,
}

/// What is outstanding, by how late it is.
#[derive(Clone, Debug)]
pub struct AgingReport {
    pub today: NaiveDate,
    pub edges: Edges,
    pub rows: Vec<AgingRow>,
}

#[derive(FromQueryResult)]
struct Aged {
    workspace_id: WorkspaceId,
    currency: String,
    bucket: i32,
    outstanding: i64,
    invoices: i64,
}

/// What is outstanding today, by workspace, currency and how late it is.
///
/// # Errors
/// When the database fails.
pub async fn aging(scope: &AgencyScope) -> Result<AgingReport> {
    use invoice::{Column, Entity};
    let (today, edges) = (today(scope).await?, settings(scope).await?.edges());
    let late = |days: i32| Column::DueOn.lte(today - Days::new(u64::try_from(days).unwrap_or_default()));
    let bucket = CaseStatement::new()
        .case(late(edges.third), 4)
        .case(late(edges.second), 3)
        .case(late(edges.first), 2)
        .case(late(1), 1)
        .finally(0);
    let keys = [
        ("workspace_id", column(Column::WorkspaceId)),
        ("currency", column(Column::Currency)),
        ("bucket", bucket.into()),
    ];
    let sums = [("outstanding", total(column(Column::Outstanding))), ("invoices", Expr::val(1).count())];
    let open = scope.find::<Entity>().filter(Column::Status.eq(InvoiceStatus::Open));
    let aged: Vec<Aged> = open.grouped(&keys, &sums).await?;
    let ids = aged.iter().map(|row| row.workspace_id);
    let names = scope.find::<workspace::Entity>().filter(workspace::Column::Id.is_in(ids));
    let names: Vec<WorkspaceName> = names.all_as().await?;
    let names: BTreeMap<WorkspaceId, String> = names.into_iter().map(|row| (row.id, row.name)).collect();
    let mut rows: BTreeMap<(String, WorkspaceId, String), AgingRow> = BTreeMap::new();
    for Aged { workspace_id, currency, bucket, outstanding, invoices } in aged {
        let name = names.get(&workspace_id).cloned().unwrap_or_default();
        let row = rows.entry((name.clone(), workspace_id, currency.clone())).or_insert_with(|| AgingRow {
            workspace: workspace_id,
            name,
            currency,
            buckets: [0; 5],
            invoices: 0,
        });
        if let Some(sum) = usize::try_from(bucket).ok().and_then(|at| row.buckets.get_mut(at)) {
            *sum += outstanding;
        }
        row.invoices += invoices;
    }
    Ok(AgingReport { today, edges, rows: rows.into_values().collect() })
}

/// What was asked for and what came in one month, in one currency.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Month {
    /// Such as `2026-07`.
    pub month: String,
    pub currency: String,
    /// Of invoices that are not void.
    pub issued: i64,
    /// Of credit notes.
    pub credited: i64,
    pub paid: i64,
    pub refunded: i64,
}

#[derive(FromQueryResult)]
struct Summed {
    month: String,
    currency: String,
    first: i64,
    second: i64,
}

/// What was asked for and what came, by month and currency, between two days.
///
/// # Errors
/// [`Error::Invalid`] when it ends before it begins, or is longer than ten years.
pub async fn revenue(scope: &AgencyScope, from: NaiveDate, to: NaiveDate) -> Result<Vec<Month>> {
    use invoice::Column as I;
    use payment::Column as P;
    if !(0..=LONGEST_REVENUE).contains(&(to - from).num_days()) {
        return Err(Error::field("to", "Not before it begins, and at most ten years later."));
    }
    let invoices = I::Kind.eq(InvoiceKind::Invoice).and(I::Status.ne(InvoiceStatus::Void));
    let notes = I::Kind.eq(InvoiceKind::CreditNote);
    let issued = scope.find::<invoice::Entity>().filter(I::IssuedOn.between(from, to));
    let issued: Vec<Summed> = issued
        .grouped(
            &[("month", month("issued_on")), ("currency", column(I::Currency))],
            &[("first", only(invoices, column(I::Total))), ("second", only(notes, column(I::Total)))],
        )
        .await?;
    let amount = || Expr::col((payment::Entity, P::Amount));
    let came = scope.find::<payment::Entity>().filter(P::HappenedOn.between(from, to));
    let came: Vec<Summed> = came
        .filter(P::State.eq(PaymentState::Succeeded))
        .grouped(
            &[("month", month("happened_on")), ("currency", Expr::col((payment::Entity, P::Currency)))],
            &[
                ("first", only(P::Kind.eq(PaymentKind::Payment), amount())),
                ("second", only(P::Kind.eq(PaymentKind::Refund), amount())),
            ],
        )
        .await?;
    let mut months: BTreeMap<(String, String), Month> = BTreeMap::new();
    let mut at = |month: String, currency: String, add: &dyn Fn(&mut Month)| {
        let entry = months.entry((month.clone(), currency.clone()));
        add(entry.or_insert_with(|| Month { month, currency, ..Month::default() }));
    };
    for Summed { month, currency, first, second } in issued {
        at(month, currency, &|row| (row.issued, row.credited) = (first, second));
    }
    for Summed { month, currency, first, second } in came {
        at(month, currency, &|row| (row.paid, row.refunded) = (first, second));
    }
    Ok(months.into_values().collect())
}

fn column(column: invoice::Column) -> SimpleExpr {
    Expr::col((invoice::Entity, column))
}

fn total(expr: SimpleExpr) -> SimpleExpr {
    expr.sum().cast_as("bigint")
}

fn only(condition: SimpleExpr, amount: SimpleExpr) -> SimpleExpr {
    total(CaseStatement::new().case(condition, amount).finally(0).into())
}

/// The month of a day, as both databases write days.
fn month(column: &'static str) -> SimpleExpr {
    Expr::cust(format!("substr(cast({column} as text), 1, 7)"))
}

/// Notes that somebody takes the invoices or payments of these days away.
///
/// # Errors
/// When the database refuses.
pub async fn note_export(scope: &AdminScope, what: &str, from: Option<NaiveDate>, to: Option<NaiveDate>) -> Result<()> {
    let entry = Entry::new("billing.exported").detail(json!({ "what": what, "from": from, "to": to }));
    scope.transaction(async |scope| audit::record(&scope, entry).await).await
}
