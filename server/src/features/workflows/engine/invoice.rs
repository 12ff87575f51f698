//! What a workflow wants to be billed, as a draft: nobody owes anything before a person has issued it.

use serde_json::Value;

use crate::access::AgencyScope;
use crate::error::{FieldErrors, Result};
use crate::features::billing::{self, Content, Draft, Item, NewDraft};
use crate::features::workflows::definition::{Broken, Line, Templates};
use crate::ids::WorkspaceId;
use crate::money;

/// A draft to be, with the run's data filled in; numbers as they are written.
pub struct Wanted {
    currency: Option<String>,
    note: String,
    lines: Vec<WantedLine>,
}

struct WantedLine {
    description: String,
    quantity: String,
    unit_price: String,
    tax_percent: String,
}

impl Wanted {
    /// What a step says.
    ///
    /// # Errors
    /// Where a template gives nothing.
    pub fn of(
        templates: &Templates,
        data: &Value,
        currency: Option<String>,
        note: &str,
        lines: &[Line],
    ) -> Result<Self, Broken> {
        let number = |value: Option<&Value>, otherwise: &str| match value {
            Some(Value::String(text)) => templates.text(text, data),
            Some(number) => Ok(number.to_string()),
            None => Ok(otherwise.to_owned()),
        };
        let line = |line: &Line| {
            Ok(WantedLine {
                description: templates.text(&line.description, data)?,
                quantity: number(line.quantity.as_ref(), "1")?,
                unit_price: number(Some(&line.unit_price), "0")?,
                tax_percent: number(line.tax_percent.as_ref(), "0")?,
            })
        };
        let lines = lines.iter().map(line).collect::<Result<_, Broken>>()?;
        Ok(Self { currency, note: templates.text(note, data)?, lines })
    }
}

/// Drafts it.
///
/// # Errors
/// As [`billing::draft`], and where something is no number.
pub async fn draft(scope: &AgencyScope, workspace: WorkspaceId, wanted: Wanted) -> Result<Draft> {
    let code = billing::usual_currency(scope, workspace, wanted.currency.as_deref()).await?;
    let mut errors = FieldErrors::default();
    let mut items = Vec::with_capacity(wanted.lines.len());
    for (at, line) in wanted.lines.into_iter().enumerate() {
        let mut read = |field: &str, text: &str, decimals: usize| {
            money::scaled(text.trim(), decimals).unwrap_or_else(|_| {
                errors.add(format!("lines.{at}.{field}"), "This is no number that fits here.");
                0
            })
        };
        let quantity = read("quantity", &line.quantity, 3);
        let unit_price = read("unit_price", &line.unit_price, code.decimals());
        let tax_bps = i32::try_from(read("tax_percent", &line.tax_percent, 2)).unwrap_or(i32::MAX);
        items.push(Item {
            description: line.description,
            quantity,
            unit: String::new(),
            unit_price,
            discount_bps: 0,
            tax_name: String::new(),
            tax_bps,
        });
    }
    errors.into_result()?;
    let content = Content { items, note: wanted.note, ..Content::default() };
    let currency = Some(code.code().to_owned());
    billing::draft(scope, NewDraft { workspace, project: None, currency, content }).await
}
