use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::error::{Error, Result};
use crate::features::billing::content::{Content, not_due};
use crate::features::billing::totals::{Item, Totals};
use crate::ids::WorkspaceId;
use crate::money::{self, Currency, NotMoney};
use crate::sheet::{Faults, Row};

/// The most invoices of one file.
const MOST_INVOICES: usize = 1000;
/// The longest number that an invoice had where it comes from.
const LONGEST_NUMBER: usize = 60;
/// The decimals of the finest currency, where an invoice's own is not known.
const MOST_DECIMALS: usize = 4;

/// What the agency knows already.
#[derive(Default)]
pub struct Known {
    /// Its clients by short name and by id, each with the currency that is usual for it.
    pub clients: BTreeMap<String, (WorkspaceId, String)>,
    /// Numbers that were imported before.
    pub numbers: BTreeSet<String>,
    pub today: NaiveDate,
}

/// What becomes a draft.
#[derive(Clone, Debug)]
pub struct Planned {
    /// The number that it had where it comes from.
    pub number: String,
    /// Where in the file it begins.
    pub line: u64,
    pub workspace: WorkspaceId,
    pub currency: Currency,
    pub content: Content,
    pub totals: Totals,
}

/// What becomes of a file's rows, in which `faults` were found when they were read.
///
/// # Errors
/// [`Error::Invalid`] with every fault, these and what else is wrong.
pub fn plan(rows: &[Row], mut faults: Faults, known: &Known) -> Result<Vec<Planned>> {
    let mut planned = Vec::new();
    let mut seen: BTreeMap<&str, u64> = BTreeMap::new();
    for group in rows.chunk_by(|one, next| one.get("number") == next.get("number")) {
        let (first, number) = (&group[0], group[0].get("number"));
        if number.is_empty() || number.chars().count() > LONGEST_NUMBER {
            faults.add(
                first.line,
                "number",
                format!("Say the invoice's number, of at most {LONGEST_NUMBER} characters."),
            );
        } else if let Some(line) = seen.insert(number, first.line) {
            let message = format!("Line {line} has this number already; the lines of an invoice stand together.");
            faults.add(first.line, "number", message);
        } else if known.numbers.contains(number) {
            faults.add(first.line, "number", "An invoice with this number was imported already.");
        }
        planned.extend(invoice(group, known, &mut faults));
    }
    if planned.len() > MOST_INVOICES {
        return Err(Error::field("file", format!("A file has at most {MOST_INVOICES} invoices.")));
    }
    faults.into_result()?;
    Ok(planned)
}

/// One invoice, where nothing is wrong with it.
fn invoice(group: &[Row], known: &Known, faults: &mut Faults) -> Option<Planned> {
    let first = &group[0];
    // What is said of the whole stands in its first row, and the same or nothing in the others.
    for column in ["client", "currency", "due_on", "due_days", "note", "prices_include_tax"] {
        let differs = |row: &&Row| !row.get(column).is_empty() && row.get(column) != first.get(column);
        for row in group.iter().filter(differs) {
            faults.add(row.line, column, "This differs from the invoice's first line.");
        }
    }
    let client = known.clients.get(&first.get("client").to_ascii_lowercase());
    if client.is_none() {
        faults.add(first.line, "client", "The agency has no client with this short name or id.");
    }
    let code = match first.get("currency") {
        "" => client.map(|(_, usual)| usual.clone()).unwrap_or_default(),
        code => code.to_owned(),
    };
    let currency = Currency::of(&code);
    if currency.is_none() && (client.is_some() || !first.get("currency").is_empty()) {
        faults.add(first.line, "currency", "This is not a currency's code (ISO 4217).");
    }
    let due_on = match first.get("due_on") {
        "" => None,
        day => match day.parse::<NaiveDate>() {
            Ok(day) => match not_due(day, known.today) {
                Some(why) => {
                    faults.add(first.line, "due_on", why);
                    None
                }
                None => Some(day),
            },
            Err(_) => {
                faults.add(first.line, "due_on", "Write a day as 2027-01-31.");
                None
            }
        },
    };
    let due_days = match first.get("due_days") {
        "" => None,
        days => days.parse::<i32>().map_err(|_| faults.add(first.line, "due_days", "Write a number of days.")).ok(),
    };
    let inclusive = match first.get("prices_include_tax").to_ascii_lowercase().as_str() {
        "" | "no" | "false" => false,
        "yes" | "true" => true,
        _ => {
            faults.add(first.line, "prices_include_tax", "Write yes or no.");
            false
        }
    };
    // Without a client or a currency its lines are looked at all the same, so that every bad row is told.
    let decimals = currency.map_or(MOST_DECIMALS, Currency::decimals);
    let (items, read): (Vec<Item>, Vec<bool>) = group.iter().map(|row| item(row, decimals, faults)).unzip();
    let note = first.get("note").to_owned();
    let content = Content { items, inclusive, note, due_days, due_on, ..Content::default() };
    match content.checked() {
        Ok((_, totals)) if totals.total == 0 && !read.contains(&false) => {
            faults.add(first.line, "unit_price", "This comes to nothing, so there is nothing to ask for.");
            None
        }
        Ok((content, totals)) => {
            let (&(workspace, _), currency) = (client?, currency?);
            let number = first.get("number").to_owned();
            Some(Planned { number, line: first.line, workspace, currency, content, totals })
        }
        Err(Error::Invalid(errors)) => {
            for (field, message) in errors.iter() {
                let (line, column) = place(field, group);
                faults.add(line, column, message);
            }
            None
        }
        Err(_) => None,
    }
}

/// Where a fault of an invoice's content stands in the file.
fn place(field: &str, group: &[Row]) -> (u64, &'static str) {
    let mut parts = field.split('.');
    let (what, at, within) = (parts.next(), parts.next().and_then(|at| at.parse::<usize>().ok()), parts.next());
    let line = at.and_then(|at| group.get(at)).unwrap_or(&group[0]).line;
    let column = match (what, within) {
        (Some("due_on"), _) => "due_on",
        (Some("due_days"), _) => "due_days",
        (Some("note"), _) => "note",
        (_, Some("description")) => "description",
        (_, Some("quantity")) => "quantity",
        (_, Some("unit")) => "unit",
        (_, Some("unit_price")) => "unit_price",
        (_, Some("discount_bps")) => "discount_percent",
        (_, Some("tax_name")) => "tax_name",
        (_, Some("tax_bps")) => "tax_percent",
        _ => "",
    };
    (line, column)
}

/// A line, and whether its numbers could be read: for one that could not, something right stands in, so that what else is
/// wrong with the invoice is told as well.
fn item(row: &Row, decimals: usize, faults: &mut Faults) -> (Item, bool) {
    let mut read = true;
    let mut number = |column: &'static str, otherwise: &str, decimals: usize, instead: i64| {
        let text = if row.get(column).is_empty() { otherwise } else { row.get(column) };
        let wrong = |wrong| match wrong {
            NotMoney::Unreadable => {
                "Write a number such as 12.50, not less than nothing, without signs or groups.".into()
            }
            NotMoney::TooFine if decimals == 0 => "The currency has no decimals. Write a whole number.".to_owned(),
            NotMoney::TooFine => format!("At most {decimals} decimals."),
            NotMoney::TooMuch => "This is too much.".to_owned(),
        };
        money::scaled(text, decimals).unwrap_or_else(|error| {
            faults.add(row.line, column, wrong(error));
            read = false;
            instead
        })
    };
    let quantity = number("quantity", "", 3, 1000);
    let unit_price = number("unit_price", "", decimals, 1);
    let discount = number("discount_percent", "0", 2, 0);
    let tax = number("tax_percent", "0", 2, 0);
    // More than a hundred percent is refused with the rest.
    let small = |number: i64| i32::try_from(number).unwrap_or(i32::MAX);
    let item = Item {
        description: row.get("description").to_owned(),
        quantity,
        unit: row.get("unit").to_owned(),
        unit_price,
        discount_bps: small(discount),
        tax_name: row.get("tax_name").to_owned(),
        tax_bps: small(tax),
    };
    (item, read)
}

#[cfg(test)]
mod tests {
    use super::super::rows;
    use super::*;
    use crate::ids::Id;

    fn known() -> Known {
        Known {
            clients: BTreeMap::from([("acme".to_owned(), (WorkspaceId::new(), "EUR".to_owned()))]),
            numbers: BTreeSet::from(["OLD-1".to_owned()]),
            today: "2027-01-10".parse().unwrap(),
        }
    }

    fn planned(body: &str) -> Result<Vec<Planned>> {
        let head = "number,client,description,quantity,unit_price,currency,due_on,tax_percent\n";
        let (rows, faults) = rows(format!("{head}{body}").as_bytes())?;
        plan(&rows, faults, &known())
    }

    fn said(body: &str) -> Vec<(String, String)> {
        match planned(body) {
            Err(Error::Invalid(faults)) => faults.iter().map(|(at, said)| (at.to_owned(), said.to_owned())).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn rows_of_one_number_are_one_invoice() {
        let all =
            planned("A-1,acme,Work,1.5,100,,2027-01-31,19\nA-1,,More,1,0.50,,,19\nA-2,ACME,Yen,2,7,JPY,,\n").unwrap();
        assert_eq!(all.iter().map(|one| (one.line, one.totals.total)).collect::<Vec<_>>(), [(2, 17_910), (4, 14)]);
        assert_eq!((all[0].currency.code(), all[0].content.items.len()), ("EUR", 2));
        assert_eq!((all[1].currency.code(), all[1].content.due_on), ("JPY", None));
    }

    #[test]
    fn every_bad_row_is_told_by_its_line() {
        let body = "OLD-1,acme,x,1,5,,,\nA-1,nobody,x,1,5,,,\nA-2,acme,,0,5,,,\nA-3,acme,x,1,-5,,,\nA-4,acme,x,1,1.234,,,\n\
            A-5,acme,x,1,99999999999999999999,,,\nA-6,acme,x,1,0,,,\nA-7,acme,x,1,5,EURO,,\nA-8,acme,x,1,5,,2027-01-09,\n\
            A-9,acme,x,1,5,,soon,\nA-10,acme,x,1,5,,,101\n,acme,x,1,5,,,\nA-2,acme,x,1,5,,,\nA-11,acme,x,1,5,,,\nA-11,other,x,1,5,,,\n\
            A-12,acme,x,999999999999,999999999999,,,\nA-13,acme,x,1,5,,2028-01-12,\n";
        let fields: Vec<String> = said(body).into_iter().map(|(field, _)| field).collect();
        let wanted = [
            "line.2.number",
            "line.3.client",
            "line.4.description",
            "line.4.quantity",
            "line.5.unit_price",
            "line.6.unit_price",
            "line.7.unit_price",
            "line.8.unit_price",
            "line.9.currency",
            "line.10.due_on",
            "line.11.due_on",
            "line.12.tax_percent",
            "line.13.number",
            "line.14.number",
            "line.16.client",
            "line.17",
            "line.18.due_on",
        ];
        assert_eq!(fields, wanted);
    }

    #[test]
    fn a_number_that_cannot_be_read_hides_nothing_else_of_its_invoice() {
        let body = "A-1,acme,x,1,bad,,,\nA-1,,y,0,5,,,120\nA-1,,z,0,5,,,\nA-2,acme,x,1,100.50,JPY,,\n";
        let told = said(body);
        let fields: Vec<&str> = told.iter().map(|(field, _)| field.as_str()).collect();
        let wanted =
            ["line.2.unit_price", "line.3.quantity", "line.3.tax_percent", "line.4.quantity", "line.5.unit_price"];
        assert_eq!(fields, wanted);
        assert_eq!(told[4].1, "The currency has no decimals. Write a whole number.");
    }

    #[test]
    fn a_cell_that_is_no_value_hides_no_other_and_is_told_once() {
        let body = "A-1,acme,x,1,=5,,,\nA-2,nobody,x,0,5,,,,more\nA-3,acme,=x,0,5,,,\n";
        let fields: Vec<String> = said(body).into_iter().map(|(field, _)| field).collect();
        assert_eq!(
            fields,
            [
                "line.2.unit_price",
                "line.3",
                "line.3.client",
                "line.3.quantity",
                "line.4.description",
                "line.4.quantity"
            ]
        );
    }
}
