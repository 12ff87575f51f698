//! Lines of an invoice as a table.

use portico_openapi::types::{InvoiceLine, InvoiceTax, NewInvoiceLine};
use ratatui::{
    style::Style,
    text::{Line, Span},
};

use super::sum;
use crate::{app::App, foreign, money, text};

/// A line as it is shown.
pub struct Row<'a> {
    pub description: &'a str,
    pub quantity: i64,
    pub unit: &'a str,
    pub unit_price: i64,
    pub discount_bps: i32,
    pub tax_bps: i32,
    /// Unknown until the server says it.
    pub amount: Option<i64>,
}

impl<'a> Row<'a> {
    pub fn kept(line: &'a InvoiceLine) -> Self {
        Self {
            description: &line.description,
            quantity: line.quantity,
            unit: &line.unit,
            unit_price: line.unit_price,
            discount_bps: line.discount_bps,
            tax_bps: line.tax_bps,
            amount: Some(line.amount),
        }
    }

    pub fn new(line: &'a NewInvoiceLine, amount: Option<i64>) -> Self {
        Self {
            description: &line.description,
            quantity: line.quantity,
            unit: line.unit.as_deref().unwrap_or_default(),
            unit_price: line.unit_price,
            discount_bps: line.discount_bps.unwrap_or_default(),
            tax_bps: line.tax_bps.unwrap_or_default(),
            amount,
        }
    }

    fn count(&self) -> String {
        format!("{} {}", money::short(self.quantity, 3), foreign::line(self.unit)).trim_end().to_owned()
    }
}

/// The widths of the table.
pub struct Table {
    description: usize,
    count: usize,
    price: usize,
    tax: usize,
    amount: usize,
}

impl Table {
    /// For the rows there are. Amounts are never cut: the description takes what they leave.
    pub fn of(rows: &[Row<'_>], currency: &str, columns: usize) -> Self {
        let widest = |of: &dyn Fn(&Row<'_>) -> usize, least: usize| rows.iter().map(of).max().unwrap_or(0).max(least);
        let count = widest(&|row| text::width(&row.count()), 3).min(16);
        let price = widest(&|row| text::width(&money::amount(row.unit_price, currency)), 5);
        let amount =
            widest(&|row| row.amount.map_or(0, |amount| text::width(&money::amount(amount, currency))), 6).max(10);
        let tax = if columns >= 56 { 6 } else { 0 };
        let taken = count + price + amount + 6 + if tax > 0 { tax + 1 } else { 0 };
        Self { description: columns.saturating_sub(taken).max(10), count, price, tax, amount }
    }

    pub fn heading(&self, app: &App) -> Line<'static> {
        Line::from(self.cells("What", "Qty", "Price", "Tax", "Amount", app.theme.muted(), app.theme.muted()))
    }

    #[expect(clippy::too_many_arguments, reason = "the cells of a row, and how they look")]
    fn cells(
        &self,
        description: &str,
        count: &str,
        price: &str,
        tax: &str,
        amount: &str,
        style: Style,
        strong: Style,
    ) -> Vec<Span<'static>> {
        let mut spans = vec![
            Span::styled(text::fit(description, self.description), style),
            Span::styled(format!("  {}", text::fit_right(count, self.count)), style),
            Span::styled(format!("  {}", text::fit_right(price, self.price)), style),
        ];
        if self.tax > 0 {
            spans.push(Span::styled(format!(" {}", text::fit_right(tax, self.tax)), style));
        }
        spans.push(Span::styled(format!("  {}", text::fit_right(amount, self.amount)), strong));
        spans
    }

    /// A row; a long description and a discount go on below.
    pub fn row(&self, app: &App, row: &Row<'_>, currency: &str) -> Vec<Line<'static>> {
        let mut words = text::wrap(&foreign::line(row.description), self.description).into_iter();
        let percent = |bps: i32| format!("{}%", money::short(bps.into(), 2));
        let tax = if row.tax_bps == 0 { "—".into() } else { percent(row.tax_bps) };
        let amount = row.amount.map_or("…".into(), |amount| money::amount(amount, currency));
        let price = money::amount(row.unit_price, currency);
        let first = words.next().unwrap_or_default();
        let text = app.theme.text();
        let mut lines = vec![Line::from(self.cells(&first, &row.count(), &price, &tax, &amount, text, text))];
        lines.extend(words.map(|line| Line::styled(line, text)));
        if row.discount_bps != 0 {
            lines.push(Line::styled(format!("  less {}", percent(row.discount_bps)), app.theme.muted()));
        }
        lines
    }
}

/// What the lines add up to.
pub struct Sums<'a> {
    pub subtotal: i64,
    pub discount: i64,
    pub taxes: &'a [InvoiceTax],
    pub inclusive: bool,
    pub total: i64,
}

/// The sums below the lines.
pub fn sums(app: &App, sums: &Sums<'_>, currency: &str, columns: usize) -> Vec<Line<'static>> {
    let quiet = (app.theme.muted(), app.theme.text());
    let amount = |minor| money::amount(minor, currency);
    let mut lines = Vec::new();
    if sums.discount != 0 || !sums.taxes.is_empty() {
        lines.push(sum("Subtotal", &amount(sums.subtotal), quiet, columns));
    }
    if sums.discount != 0 {
        lines.push(sum("Discount", &amount(-sums.discount), quiet, columns));
    }
    let rate = |tax: &InvoiceTax| {
        let name = if tax.name.is_empty() { "Tax" } else { &tax.name };
        let rate = money::short(tax.bps.into(), 2);
        format!("{name} {rate}% on {}", amount(tax.net))
    };
    if !sums.inclusive {
        lines.extend(sums.taxes.iter().map(|tax| sum(&rate(tax), &amount(tax.tax), quiet, columns)));
    }
    let strong = (app.theme.strong(), app.theme.strong());
    lines.push(sum("Total", &money::shown(sums.total, currency), strong, columns));
    if sums.inclusive {
        lines.extend(
            sums.taxes.iter().map(|tax| sum(&format!("of it {}", rate(tax)), &amount(tax.tax), quiet, columns)),
        );
    }
    lines
}
