use chrono::NaiveDate;
use poem::{Response, handler};

use super::download::saved;
use super::terms;
use crate::access::InvoiceReader;
use crate::error::{Error, FieldErrors};
use crate::features::billing::pdf;
use crate::features::billing::service::{self, Account, Line, Period, Statement};
use crate::features::billing::views::{self, Asked};
use crate::money::{self, Currency};
use crate::pdf::render;
use crate::sheet::row as row_of;
use crate::web::components::Crumb;
use crate::web::{House, Layout, Query, places};

/// What the client owed and paid from one day to another: as a page, on paper or as a table.
#[handler]
pub async fn statement(
    scope: InvoiceReader,
    layout: Layout,
    House(house): House,
    Query(query): Query,
) -> poem::Result<Response> {
    let terms = terms(&house, &layout).ask().await?;
    let trail = vec![Crumb { label: views::BILLING, href: places::BILLING }];
    let (from, to) = (query.get("from"), query.get("to"));
    let period = match Period::read(from, to, terms.today) {
        Err(Error::Invalid(errors)) => {
            let asked = Asked { from, to, errors: &errors };
            return layout.invalid(views::STATEMENT, trail, views::statement(&asked, None, &terms)).await;
        }
        period => period?,
    };
    let agency = &layout.viewer().agency;
    let statement = service::statement(&*scope, scope.workspace(), agency.time_zone, period).await?;
    let name = format!("statement {} to {}", period.from, period.to);
    match query.get("format") {
        "csv" => Ok(saved(&format!("{name}.csv"), "text/csv; charset=utf-8", sheet(&statement).into())),
        "pdf" => {
            let (seller, buyer) = service::parties(&house, scope.workspace()).await?;
            let letterhead = service::letterhead(&house, seller.name.clone(), &agency.look).await?;
            let document = pdf::statement(&statement, (&seller, &buyer), letterhead, &terms);
            Ok(saved(&format!("{name}.pdf"), "application/pdf", render(document).await?.into()))
        }
        _ => {
            let (from, to) = (period.from.to_string(), period.to.to_string());
            let asked = Asked { from: &from, to: &to, errors: &FieldErrors::default() };
            layout.page(views::STATEMENT, trail, views::statement(&asked, Some(&statement), &terms)).await
        }
    }
}

/// The statement for a spreadsheet: amounts as plain numbers. It begins with the byte order mark, by which spreadsheets
/// know that it is UTF-8.
fn sheet(of: &Statement) -> Vec<u8> {
    let mut text = format!("\u{feff}{}", row_of(["Date", "Currency", "What", "Number", "Amount", "Balance"]));
    for account in &of.accounts {
        text.push_str(&account_rows(account, of.period));
    }
    text.into_bytes()
}

fn account_rows(account: &Account, period: Period) -> String {
    let currency = &account.currency;
    let plain = |minor: i64| Currency::of(currency).map_or(minor.to_string(), |known| money::plain(minor, known));
    let row = |day: NaiveDate, what: &str, number: &str, amount: &str, balance: i64| {
        row_of([day.to_string().as_str(), currency, what, number, amount, &plain(balance)])
    };
    let mut text = row(period.from, "Opening balance", "", "", account.opening);
    for line in &account.lines {
        let Line { day, number, amount, balance, .. } = line;
        text.push_str(&row(*day, &views::of_line(line), number, &plain(*amount), *balance));
    }
    text + &row(period.to, "Closing balance", "", "", account.closing)
}
