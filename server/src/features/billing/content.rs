//! What an invoice is to say, before it is issued.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::totals::{Discount, Item, MOST_LINES, Totals, Wrong, totals, wrongs};
use crate::error::{FieldErrors, Result};
use crate::text;

/// The longest description of a line.
const LONGEST_DESCRIPTION: usize = 500;
/// The longest word for what is counted, and the longest name of a tax.
const LONGEST_WORD: usize = 40;
/// The latest that something is due, in days.
pub const LONGEST_DUE: i32 = 366;

/// What an invoice is to say, as a draft keeps it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    pub items: Vec<Item>,
    /// Whether the prices include the tax.
    pub inclusive: bool,
    pub discount: Discount,
    pub note: String,
    /// How many days after its issue it is due; the agency's usual ones where neither this nor `due_on` is said.
    pub due_days: Option<i32>,
    pub due_on: Option<NaiveDate>,
}

impl Content {
    /// As it is kept, with what it adds up to.
    ///
    /// # Errors
    /// [`crate::error::Error::Invalid`] at every field that cannot be, a line's as `lines.0.quantity`.
    pub fn checked(mut self) -> Result<(Self, Totals)> {
        let mut errors = FieldErrors::default();
        // Whoever sends too many lines is told that, and not what is wrong with each.
        let counted = if self.items.len() > MOST_LINES { &mut [] } else { self.items.as_mut_slice() };
        for (at, item) in counted.iter_mut().enumerate() {
            let description = text::line(format!("lines.{at}.description"), &item.description, LONGEST_DESCRIPTION);
            item.description = errors.keep(description)?;
            for (field, word) in [("unit", &mut item.unit), ("tax_name", &mut item.tax_name)] {
                *word = text::clean_line(word);
                if word.chars().count() > LONGEST_WORD {
                    errors.add(format!("lines.{at}.{field}"), format!("At most {LONGEST_WORD} characters."));
                }
            }
            let mut wrongs = wrongs(at, item);
            if wrongs.is_empty() {
                wrongs.extend(totals(std::slice::from_ref(item), self.inclusive, Discount::None).err());
            }
            for wrong in wrongs {
                let (field, message) = said(wrong);
                errors.add(format!("lines.{at}{field}"), message);
            }
        }
        self.note = errors.keep(text::prose("note", &self.note))?;
        if self.due_days.is_some_and(|days| !(0..=LONGEST_DUE).contains(&days)) {
            errors.add("due_days", format!("From 0 to {LONGEST_DUE} days."));
        }
        if self.due_days.is_some() && self.due_on.is_some() {
            errors.add("due_on", "Say when it is due once: as a day or as a number of days.");
        }
        errors.clone().into_result()?;
        let sum = totals(&self.items, self.inclusive, self.discount).map_err(|wrong| {
            let (_, message) = said(wrong);
            let field = match (wrong, self.discount) {
                (Wrong::Discount(_), Discount::Amount(_)) => "discount_amount",
                (Wrong::Discount(_), _) => "discount_bps",
                _ => "lines",
            };
            crate::error::Error::field(field, message)
        })?;
        Ok((self, sum))
    }
}

/// Why something that is issued today cannot be due on a day; `None` where it can.
pub fn not_due(day: NaiveDate, today: NaiveDate) -> Option<String> {
    match (day - today).num_days() {
        ..0 => Some("This day has passed. Choose today or a later one.".into()),
        days if days > i64::from(LONGEST_DUE) => Some(format!("At most {LONGEST_DUE} days from today.")),
        _ => None,
    }
}

/// What is wrong with a line: where in it, and a sentence.
fn said(wrong: Wrong) -> (&'static str, String) {
    match wrong {
        Wrong::Lines => ("", format!("An invoice has 1 to {MOST_LINES} lines.")),
        Wrong::Quantity(_) => (".quantity", "Say how many: more than nothing, and at most 15 digits.".into()),
        Wrong::Price(_) => (".unit_price", "A price is not less than nothing, and has at most 15 digits.".into()),
        Wrong::Discount(Some(_)) => (".discount_bps", "A discount is from 0 to 100 percent.".into()),
        Wrong::Discount(None) => ("", "A discount is from 0 to 100 percent, or at most what it is taken off.".into()),
        Wrong::Tax(_) => (".tax_bps", "A tax is from 0 to 100 percent.".into()),
        Wrong::TooMuch => ("", "This is more than an invoice can say.".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;

    fn item() -> Item {
        Item {
            description: " Work\n".into(),
            quantity: 1000,
            unit: String::new(),
            unit_price: 5,
            discount_bps: 0,
            tax_name: String::new(),
            tax_bps: 0,
        }
    }

    fn wrong(content: Content) -> Vec<String> {
        match content.checked() {
            Err(Error::Invalid(fields)) => fields.iter().map(|(field, _)| field.to_owned()).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn every_fault_names_its_line() {
        let items = vec![
            item(),
            Item { description: " ".into(), quantity: 0, ..item() },
            Item { unit_price: -1, unit: "x".repeat(41), ..item() },
            Item { tax_bps: 10_001, discount_bps: -1, ..item() },
            Item { unit_price: i64::MAX, ..item() },
            Item { discount_bps: 10_001, ..item() },
        ];
        let found = wrong(Content { items, due_days: Some(-1), ..Content::default() });
        let lines = [
            "lines.1.description",
            "lines.1.quantity",
            "lines.2.unit",
            "lines.2.unit_price",
            "lines.3.discount_bps",
            "lines.3.tax_bps",
            "lines.4.unit_price",
            "lines.5.discount_bps",
            "due_days",
        ];
        assert_eq!(found, lines);
    }

    #[test]
    fn what_is_wrong_with_the_whole_is_said_of_the_whole() {
        assert_eq!(wrong(Content::default()), ["lines"]);
        assert_eq!(wrong(Content { items: vec![item(); MOST_LINES + 1], ..Content::default() }), ["lines"]);
        let one = Content { items: vec![item()], ..Content::default() };
        assert_eq!(wrong(Content { discount: Discount::Amount(6), ..one.clone() }), ["discount_amount"]);
        assert_eq!(wrong(Content { discount: Discount::Percent(10_001), ..one.clone() }), ["discount_bps"]);
        let day = NaiveDate::from_ymd_opt(2026, 1, 1);
        assert_eq!(wrong(Content { due_days: Some(3), due_on: day, ..one.clone() }), ["due_on"]);
        assert_eq!(one.checked().unwrap().0.items[0].description, "Work");
    }
}
