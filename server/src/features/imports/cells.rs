//! What stands in cells, as values. Whatever is none is told at its line and column, and reading goes on.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use crate::error::{Error, Result};
use crate::sheet::{Faults, Row};

/// Yes or no; `None` where nothing is said.
pub fn yes_no(row: &Row, column: &'static str, faults: &mut Faults) -> Option<bool> {
    match row.get(column).to_ascii_lowercase().as_str() {
        "" => None,
        "yes" | "true" | "1" => Some(true),
        "no" | "false" | "0" => Some(false),
        _ => {
            faults.add(row.line, column, "Write yes or no.");
            None
        }
    }
}

/// A day; `None` where nothing is said.
pub fn day(row: &Row, column: &'static str, faults: &mut Faults) -> Option<NaiveDate> {
    match row.get(column) {
        "" => None,
        text => text.parse().map_err(|_| faults.add(row.line, column, "Write a day as 2027-01-31.")).ok(),
    }
}

/// A moment: with its zone (RFC 3339), or a day, which stands for its beginning in UTC. `None` where nothing is said.
pub fn time(row: &Row, column: &'static str, faults: &mut Faults) -> Option<DateTime<Utc>> {
    let text = row.get(column);
    if text.is_empty() {
        return None;
    }
    let day = text.parse::<NaiveDate>().map(|day| day.and_time(NaiveTime::MIN).and_utc());
    let moment = DateTime::parse_from_rfc3339(text).map(|moment| moment.with_timezone(&Utc));
    let found = day.or(moment).ok();
    if found.is_none() {
        faults.add(row.line, column, "Write a time as 2027-01-31T09:30:00Z, or a day as 2027-01-31.");
    }
    found
}

/// One of these words; `None` where nothing is said.
pub fn word<T>(
    row: &Row,
    column: &'static str,
    parse: impl Fn(&str) -> Option<T>,
    words: &[&str],
    faults: &mut Faults,
) -> Option<T> {
    let text = row.get(column).to_ascii_lowercase();
    if text.is_empty() {
        return None;
    }
    let found = parse(&text);
    if found.is_none() {
        faults.add(row.line, column, format!("Write one of these: {}.", words.join(", ")));
    }
    found
}

/// What the house's rules make of a row; what they find wrong is told at the columns of these fields.
pub fn ruled<T>(
    row: &Row,
    outcome: Result<T>,
    columns: &BTreeMap<&str, &'static str>,
    faults: &mut Faults,
) -> Option<T> {
    match outcome {
        Ok(value) => Some(value),
        Err(Error::Invalid(errors)) => {
            for (field, message) in errors.iter() {
                faults.add(row.line, columns.get(field).copied().unwrap_or_default(), message);
            }
            None
        }
        Err(other) => {
            faults.add(row.line, "", other.to_string());
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::{Layout, rows};

    const LAYOUT: Layout = Layout { columns: &["a", "b"], needed: 1, prose: &[], most_rows: 9 };

    fn row(cell: &str) -> Row {
        let (rows, _) = rows(format!("a\n{cell}\n").as_bytes(), &LAYOUT).unwrap();
        rows.into_iter().next().unwrap()
    }

    fn fault(faults: Faults) -> bool {
        matches!(faults.into_result(), Err(Error::Invalid(errors)) if errors.at("line.2.a").is_some())
    }

    #[test]
    fn a_cell_is_a_value_or_a_fault_and_an_empty_one_is_neither() {
        let mut fine = Faults::default();
        assert_eq!(yes_no(&row("YES"), "a", &mut fine), Some(true));
        assert_eq!(day(&row("2027-01-31"), "a", &mut fine), NaiveDate::from_ymd_opt(2027, 1, 31));
        let noon = time(&row("2027-01-31T13:00:00+01:00"), "a", &mut fine).unwrap();
        assert_eq!(noon, "2027-01-31T12:00:00Z".parse::<DateTime<Utc>>().unwrap());
        let midnight = time(&row("2027-01-31"), "a", &mut fine).unwrap();
        assert_eq!(midnight, "2027-01-31T00:00:00Z".parse::<DateTime<Utc>>().unwrap());
        assert_eq!(time(&row("x"), "b", &mut fine), None);
        assert!(fine.into_result().is_ok());
        for wrong in ["31.01.2027", "2027-02-30", "maybe", "2027-01-31 25:00"] {
            let mut faults = [Faults::default(), Faults::default(), Faults::default()];
            let [first, second, third] = &mut faults;
            assert_eq!(yes_no(&row(wrong), "a", first), None);
            assert_eq!(day(&row(wrong), "a", second), None);
            assert_eq!(time(&row(wrong), "a", third), None);
            assert!(faults.into_iter().all(fault), "{wrong}");
        }
    }
}
