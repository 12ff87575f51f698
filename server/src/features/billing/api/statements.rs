use chrono::NaiveDate;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Enum, Object, OpenApi};
use uuid::Uuid;

use crate::api::{Outcome, Ref, Staff, Tag};
use crate::features::billing::service::{self, Account, Line, What};

/// What stands in a line of a statement.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
enum StatementEntry {
    Invoice,
    CreditNote,
    /// An invoice was cancelled.
    Void,
    /// A credit was given.
    Goodwill,
    Payment,
    Refund,
}

impl From<What> for StatementEntry {
    fn from(what: What) -> Self {
        match what {
            What::Invoice => Self::Invoice,
            What::CreditNote => Self::CreditNote,
            What::Void => Self::Void,
            What::Goodwill => Self::Goodwill,
            What::Payment => Self::Payment,
            What::Refund => Self::Refund,
        }
    }
}

/// A line of a statement.
#[derive(Object)]
struct StatementLine {
    happened_on: NaiveDate,
    kind: StatementEntry,
    /// The number of the document it belongs to; empty where there is none.
    number: String,
    /// In minor units: above nothing, more is owed by it.
    amount: i64,
    /// What is owed after it.
    balance: i64,
}

impl From<Line> for StatementLine {
    fn from(line: Line) -> Self {
        let Line { day, what, number, amount, balance } = line;
        Self { happened_on: day, kind: what.into(), number, amount, balance }
    }
}

/// What happened in one currency, in minor units. Below nothing, the agency owes it.
#[derive(Object)]
struct StatementAccount {
    currency: String,
    opening: i64,
    closing: i64,
    lines: Vec<StatementLine>,
}

impl From<Account> for StatementAccount {
    fn from(account: Account) -> Self {
        let Account { currency, opening, lines, closing } = account;
        Self { currency, opening, closing, lines: lines.into_iter().map(Into::into).collect() }
    }
}

/// What a client owed and paid from one day to another.
#[derive(Object)]
struct Statement {
    workspace: Ref,
    from: NaiveDate,
    to: NaiveDate,
    /// By currency.
    accounts: Vec<StatementAccount>,
}

/// What clients owed and paid.
pub struct StatementApi;

#[OpenApi(tag = "Tag::Billing")]
impl StatementApi {
    /// A client's statement of account, as the client has it in the portal.
    #[oai(path = "/workspaces/:workspace_id/statement", method = "get", operation_id = "statement_view")]
    async fn view(
        &self,
        Staff(scope): Staff,
        workspace_id: Path<Uuid>,
        /// The first day; that of the year when left out.
        from: Query<Option<NaiveDate>>,
        /// The last day; today when left out.
        to: Query<Option<NaiveDate>>,
    ) -> Outcome<Json<Statement>> {
        let (client, said) = service::statement_of(&scope, workspace_id.0.into(), from.0, to.0).await?;
        Ok(Json(Statement {
            workspace: Ref { id: client.id.into(), name: client.name },
            from: said.period.from,
            to: said.period.to,
            accounts: said.accounts.into_iter().map(Into::into).collect(),
        }))
    }
}
