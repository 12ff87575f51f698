use std::collections::{BTreeMap, HashMap};

use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;
use sea_orm::{ColumnTrait, DerivePartialModel};

use crate::access::{AgencyScope, Reach, together};
use crate::entity::words::{CreditOrigin, InvoiceKind, PaymentKind, PaymentState};
use crate::entity::{credit, invoice, payment, workspace};
use crate::error::{FieldErrors, Result};
use crate::features::agencies;
use crate::ids::{InvoiceId, WorkspaceId};

/// From one day to another, both of them with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    pub from: NaiveDate,
    pub to: NaiveDate,
}

impl Period {
    /// The year so far.
    pub fn year_to(today: NaiveDate) -> Self {
        Self { from: NaiveDate::from_yo_opt(today.year(), 1).unwrap_or(today), to: today }
    }

    /// What somebody asked for; the year so far where nothing was said.
    ///
    /// # Errors
    /// [`crate::error::Error::Invalid`] at `from` and `to`.
    pub fn read(from: &str, to: &str, today: NaiveDate) -> Result<Self> {
        let mut errors = FieldErrors::default();
        let mut day = |field: &'static str, said: &str| match said.trim() {
            "" => None,
            said => {
                let day = said.parse().ok();
                if day.is_none() {
                    errors.add(field, "This is not a day. Write it as 2026-01-31.");
                }
                day
            }
        };
        let (to, from) = (day("to", to), day("from", from));
        errors.into_result()?;
        Self::of(from, to, today)
    }

    /// From this day to that one; the year so far where nothing is said.
    ///
    /// # Errors
    /// [`crate::error::Error::Invalid`] at `from` and `to`.
    pub fn of(from: Option<NaiveDate>, to: Option<NaiveDate>, today: NaiveDate) -> Result<Self> {
        let usual = Self::year_to(today);
        let to = to.unwrap_or(usual.to);
        let from = from.unwrap_or(usual.from.min(to));
        let mut errors = FieldErrors::default();
        for (field, day) in [("from", from), ("to", to)] {
            if !(1970..=9999).contains(&day.year()) {
                errors.add(field, "This is not a day. Write it as 2026-01-31.");
            }
        }
        if from > to {
            errors.add("from", "This is after the last day.");
        }
        errors.into_result()?;
        Ok(Self { from, to })
    }
}

/// What stands in a line of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    Invoice,
    CreditNote,
    Void,
    Goodwill,
    Payment,
    Refund,
}

/// A line of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub day: NaiveDate,
    pub what: What,
    /// The number of the document it belongs to.
    pub number: String,
    /// More is owed by it, or less.
    pub amount: i64,
    /// What is owed after it.
    pub balance: i64,
}

/// What happened in one currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    pub currency: String,
    pub opening: i64,
    pub lines: Vec<Line>,
    pub closing: i64,
}

/// What a client owed and paid in a time. Below nothing, the agency owes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    pub period: Period,
    pub accounts: Vec<Account>,
}

#[derive(DerivePartialModel)]
#[sea_orm(entity = "invoice::Entity")]
struct Issued {
    id: InvoiceId,
    number: String,
    kind: InvoiceKind,
    currency: String,
    total: i64,
    issued_on: NaiveDate,
    voided_at: Option<chrono::DateTime<chrono::Utc>>,
}

#[derive(DerivePartialModel)]
#[sea_orm(entity = "payment::Entity")]
struct Moved {
    invoice_id: InvoiceId,
    kind: PaymentKind,
    currency: String,
    amount: i64,
    happened_on: NaiveDate,
}

#[derive(DerivePartialModel)]
#[sea_orm(entity = "credit::Entity")]
struct Given {
    currency: String,
    amount: i64,
    created_at: chrono::DateTime<chrono::Utc>,
}

/// The statement of a workspace's account, whose agency is in this time zone. What a credit settles changes nothing: it
/// was taken off when it was given.
///
/// # Errors
/// When the database fails.
pub async fn statement(scope: &impl Reach, workspace: WorkspaceId, zone: Tz, period: Period) -> Result<Statement> {
    use {credit::Column as C, invoice::Column as I, payment::Column as P};
    let invoices = scope.rows::<invoice::Entity>().filter(I::WorkspaceId.eq(workspace));
    let invoices: Vec<Issued> = invoices.filter(I::IssuedOn.lte(period.to)).asc(I::Id).all_as().await?;
    let payments = scope.rows::<payment::Entity>().filter(P::WorkspaceId.eq(workspace));
    let payments = payments.filter(P::HappenedOn.lte(period.to)).filter(P::State.eq(PaymentState::Succeeded));
    let payments = payments.filter(P::Kind.ne(PaymentKind::Credit)).asc(P::Id).part_as::<Moved>();
    let credits = scope.rows::<credit::Entity>().filter(C::WorkspaceId.eq(workspace));
    let credits = credits.filter(C::Origin.eq(CreditOrigin::Goodwill)).asc(C::Id).part_as::<Given>();
    let (payments, credits) = together((payments, credits)).ask().await?;

    let numbers: HashMap<InvoiceId, &str> = invoices.iter().map(|row| (row.id, row.number.as_str())).collect();
    let day = |at: chrono::DateTime<chrono::Utc>| at.with_timezone(&zone).date_naive();
    let mut lines: Vec<(&str, Line)> = Vec::new();
    let mut add = |currency, day, what, number: &str, amount| {
        lines.push((currency, Line { day, what, number: number.to_owned(), amount, balance: 0 }));
    };
    for row in &invoices {
        let (what, amount) = match row.kind {
            InvoiceKind::Invoice => (What::Invoice, row.total),
            InvoiceKind::CreditNote => (What::CreditNote, -row.total),
        };
        add(&row.currency, row.issued_on, what, &row.number, amount);
        if let Some(at) = row.voided_at {
            add(&row.currency, day(at), What::Void, &row.number, -amount);
        }
    }
    for row in &payments {
        let number = numbers.get(&row.invoice_id).copied().unwrap_or_default();
        let (what, amount) = match row.kind {
            PaymentKind::Refund => (What::Refund, row.amount),
            PaymentKind::Payment | PaymentKind::Credit => (What::Payment, -row.amount),
        };
        add(&row.currency, row.happened_on, what, number, amount);
    }
    for row in &credits {
        add(&row.currency, day(row.created_at), What::Goodwill, "", -row.amount);
    }
    Ok(Statement { period, accounts: accounts(lines, period) })
}

/// The statement of a client of the agency, also of one in the archive.
///
/// # Errors
/// [`crate::error::Error::NotFound`] for another agency's; [`crate::error::Error::Invalid`] at `from` and `to`.
pub async fn statement_of(
    scope: &AgencyScope,
    id: WorkspaceId,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
) -> Result<(workspace::Model, Statement)> {
    let client = scope.find::<workspace::Entity>().filter(workspace::Column::Id.eq(id)).one().await?;
    let zone = agencies::find(scope).await?.time_zone.parse().unwrap_or(chrono_tz::UTC);
    let today = scope.now().with_timezone(&zone).date_naive();
    let statement = statement(scope, id, zone, Period::of(from, to, today)?).await?;
    Ok((client, statement))
}

/// The lines in their order, by currency, with what is owed after each.
fn accounts(mut lines: Vec<(&str, Line)>, period: Period) -> Vec<Account> {
    lines.retain(|(_, line)| line.day <= period.to);
    lines.sort_by_key(|(_, line)| (line.day, line.what));
    let mut accounts: BTreeMap<&str, Account> = BTreeMap::new();
    for (currency, mut line) in lines {
        let account = accounts.entry(currency).or_insert_with(|| Account {
            currency: currency.to_owned(),
            opening: 0,
            lines: Vec::new(),
            closing: 0,
        });
        account.closing = account.closing.saturating_add(line.amount);
        line.balance = account.closing;
        if line.day < period.from {
            account.opening = line.balance;
        } else {
            account.lines.push(line);
        }
    }
    accounts.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn line(on: &str, what: What, amount: i64) -> Line {
        Line { day: day(on), what, number: String::new(), amount, balance: 0 }
    }

    #[test]
    fn what_was_before_is_the_opening_balance_and_every_line_says_what_is_owed_after_it() {
        let lines = vec![
            ("EUR", line("2026-02-01", What::Payment, -300)),
            ("EUR", line("2026-01-10", What::Invoice, 1000)),
            ("EUR", line("2026-02-01", What::Invoice, 500)),
            ("JPY", line("2026-01-31", What::Invoice, 7)),
            ("EUR", line("2026-03-01", What::Refund, 100)),
        ];
        let of = accounts(lines, Period { from: day("2026-02-01"), to: day("2026-02-28") });
        assert_eq!(of.iter().map(|account| account.currency.as_str()).collect::<Vec<_>>(), ["EUR", "JPY"]);
        assert_eq!((of[0].opening, of[0].closing, of[1].opening, of[1].closing), (1000, 1200, 7, 7));
        assert_eq!(of[0].lines.iter().map(|line| line.balance).collect::<Vec<_>>(), [1500, 1200]);
        assert!(of[1].lines.is_empty());
    }

    #[test]
    fn a_period_that_is_none_is_said_at_its_fields() {
        let today = day("2026-05-05");
        assert_eq!(Period::read("", "", today).unwrap(), Period { from: day("2026-01-01"), to: today });
        assert_eq!(Period::read("", "2025-03-01", today).unwrap().from, day("2025-03-01"));
        for (from, to, field) in [("x", "", "from"), ("", "2026-02-30", "to"), ("2026-03-02", "2026-03-01", "from")] {
            let Err(crate::error::Error::Invalid(errors)) = Period::read(from, to, today) else {
                panic!("{from} {to}")
            };
            assert!(errors.at(field).is_some(), "{from} {to}");
        }
    }
}
