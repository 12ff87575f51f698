use chrono::{Datelike, Months, NaiveDate};
use poem_openapi::param::Query;
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};

use super::settings::AgingEdges;
use crate::access::{AgencyScope, Page, Paging};
use crate::api::{Admin, Csv, Outcome, Ref, Rows, Staff, Tag, attachment};
use crate::entity::words::{InvoiceKind, PaymentKind};
use crate::error::Result;
use crate::features::billing::service::{self, AgingRow, Filter, Listed, ListedPayment};
use crate::money::{self, Currency};
use crate::sheet;

/// What one client owes in one currency, by how late it is, in minor units.
#[derive(Object)]
struct AgingReportRow {
    workspace: Ref,
    currency: String,
    /// Not overdue.
    current: i64,
    /// Overdue, and before the first edge.
    overdue: i64,
    /// From the first edge on, and before the second; and so on.
    first: i64,
    second: i64,
    third: i64,
    outstanding: i64,
    /// How many invoices that are.
    invoices: i64,
}

/// What is outstanding, by how late it is.
#[derive(Object)]
struct AgingReport {
    /// Today, where the agency is.
    as_of: NaiveDate,
    edges: AgingEdges,
    /// By client and currency.
    items: Vec<AgingReportRow>,
}

impl From<AgingRow> for AgingReportRow {
    fn from(row: AgingRow) -> Self {
        let [current, overdue, first, second, third] = row.buckets;
        Self {
            workspace: Ref { id: row.workspace.into(), name: row.name },
            currency: row.currency,
            current,
            overdue,
            first,
            second,
            third,
            outstanding: row.buckets.iter().sum(),
            invoices: row.invoices,
        }
    }
}

/// What was asked for and what came in a month, in one currency, in minor units.
#[derive(Object)]
struct RevenueMonth {
    /// Such as `2026-07`.
    month: String,
    currency: String,
    /// By invoices that are not void.
    issued: i64,
    /// By credit notes.
    credited: i64,
    paid: i64,
    refunded: i64,
}

/// What was asked for and what came.
#[derive(Object)]
struct RevenueReport {
    from: NaiveDate,
    to: NaiveDate,
    /// By month and currency; a month in which nothing happened is left out.
    items: Vec<RevenueMonth>,
}

/// What invoices come to.
pub struct BillingReportApi;

#[OpenApi(tag = "Tag::Billing")]
impl BillingReportApi {
    /// What is outstanding today, by client, currency and how late it is.
    #[oai(path = "/billing/reports/aging", method = "get", operation_id = "aging_report_view")]
    async fn aging(&self, Staff(scope): Staff) -> Outcome<Json<AgingReport>> {
        let report = service::aging(&scope).await?;
        let edges = report.edges;
        Ok(Json(AgingReport {
            as_of: report.today,
            edges: AgingEdges { first: edges.first, second: edges.second, third: edges.third },
            items: report.rows.into_iter().map(Into::into).collect(),
        }))
    }

    /// What was asked for and what came, by month and currency.
    #[oai(path = "/billing/reports/revenue", method = "get", operation_id = "revenue_report_view")]
    async fn revenue(
        &self,
        Staff(scope): Staff,
        /// The first day; eleven months before this one when left out.
        from: Query<Option<NaiveDate>>,
        /// The last day; today when left out.
        to: Query<Option<NaiveDate>>,
    ) -> Outcome<Json<RevenueReport>> {
        let to = match to.0 {
            Some(to) => to,
            None => service::today(&scope).await?,
        };
        let from = from.0.unwrap_or_else(|| to.with_day(1).unwrap_or(to) - Months::new(11));
        let items = service::revenue(&scope, from, to).await?.into_iter().map(|row| RevenueMonth {
            month: row.month,
            currency: row.currency,
            issued: row.issued,
            credited: row.credited,
            paid: row.paid,
            refunded: row.refunded,
        });
        Ok(Json(RevenueReport { from, to, items: items.collect() }))
    }

    /// The issued invoices and credit notes as CSV, the latest first. For an owner or an admin.
    #[oai(path = "/billing/exports/invoices", method = "get", operation_id = "invoice_export")]
    async fn invoices(
        &self,
        Admin(scope): Admin,
        /// The first day of issue.
        from: Query<Option<NaiveDate>>,
        to: Query<Option<NaiveDate>>,
    ) -> Outcome<Csv> {
        service::note_export(&scope, "invoices", from.0, to.0).await?;
        let filter = Filter { issued_from: from.0, issued_to: to.0, ..Filter::default() };
        let head = sheet::row([
            "number",
            "kind",
            "status",
            "client",
            "issued_on",
            "due_on",
            "currency",
            "subtotal",
            "discount",
            "tax",
            "total",
            "paid",
            "refunded",
            "credited",
            "outstanding",
        ]);
        let rows = Books::Invoices(filter, service::today(&scope).await?);
        let (file, name) = attachment("invoices.csv", head, AgencyScope::clone(&scope), rows);
        Ok(Csv::File(file, name))
    }

    /// What was paid, paid back and credited as CSV, by day. For an owner or an admin.
    #[oai(path = "/billing/exports/payments", method = "get", operation_id = "payment_export")]
    async fn payments(
        &self,
        Admin(scope): Admin,
        from: Query<Option<NaiveDate>>,
        to: Query<Option<NaiveDate>>,
    ) -> Outcome<Csv> {
        service::note_export(&scope, "payments", from.0, to.0).await?;
        let head = sheet::row([
            "happened_on",
            "kind",
            "method",
            "state",
            "client",
            "invoice",
            "currency",
            "amount",
            "reference",
        ]);
        let rows = Books::Payments(from.0, to.0);
        let (file, name) = attachment("payments.csv", head, AgencyScope::clone(&scope), rows);
        Ok(Csv::File(file, name))
    }
}

/// What stands in a file.
enum Books {
    Invoices(Filter, NaiveDate),
    Payments(Option<NaiveDate>, Option<NaiveDate>),
}

impl Rows for Books {
    async fn page(&self, scope: &AgencyScope, paging: &Paging) -> Result<Page<String>> {
        Ok(match self {
            Self::Invoices(filter, today) => service::list(scope, filter, *today, paging).await?.map(invoice_row),
            Self::Payments(from, to) => service::paid_between(scope, *from, *to, paging).await?.map(payment_row),
        })
    }
}

fn amount(minor: i64, code: &str) -> String {
    Currency::of(code).map_or_else(|| minor.to_string(), |currency| money::plain(minor, currency))
}

fn invoice_row(row: Listed) -> String {
    let Listed { invoice, workspace } = row;
    let money = |minor| amount(minor, &invoice.currency);
    // A credit note takes back, so that the column adds up to what was asked for.
    let said = |minor: i64| money(if invoice.kind == InvoiceKind::CreditNote { -minor } else { minor });
    sheet::row([
        invoice.number.as_str(),
        invoice.kind.as_str(),
        invoice.status.as_str(),
        &workspace.name,
        &invoice.issued_on.to_string(),
        &invoice.due_on.to_string(),
        &invoice.currency,
        &said(invoice.subtotal),
        &said(invoice.discount),
        &said(invoice.tax),
        &said(invoice.total),
        &money(invoice.paid),
        &money(invoice.refunded),
        &money(invoice.credited),
        &money(invoice.outstanding),
    ])
}

fn payment_row(row: ListedPayment) -> String {
    let ListedPayment { payment, invoice, workspace } = row;
    // A refund went back, so that the column adds up to what came.
    let said = if payment.kind == PaymentKind::Refund { -payment.amount } else { payment.amount };
    sheet::row([
        payment.happened_on.to_string().as_str(),
        payment.kind.as_str(),
        payment.method.as_str(),
        payment.state.as_str(),
        &workspace.name,
        &invoice.number,
        &payment.currency,
        &amount(said, &payment.currency),
        &payment.reference,
    ])
}
