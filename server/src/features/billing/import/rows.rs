use std::borrow::Cow;
use std::collections::BTreeMap;

use super::faults::Faults;
use crate::error::{Error, Result};
use crate::features::billing::csv::is_formula;

/// The largest file.
const LARGEST: usize = 1024 * 1024;
/// The most rows of one file.
const MOST_ROWS: usize = 5000;
/// What a file says; those without which no invoice can be made come first.
const COLUMNS: [&str; 14] = [
    "number",
    "client",
    "description",
    "quantity",
    "unit_price",
    "currency",
    "due_on",
    "due_days",
    "note",
    "unit",
    "discount_percent",
    "tax_name",
    "tax_percent",
    "prices_include_tax",
];
/// How many of them must be there.
const NEEDED: usize = 5;

/// A row: one line of an invoice.
#[derive(Clone, Debug)]
pub struct Row {
    /// Where in the file it begins, from 1.
    pub line: u64,
    cells: BTreeMap<&'static str, String>,
}

impl Row {
    /// What stands in a column; nothing where the file has none.
    pub fn get(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", |cell| cell.trim())
    }
}

/// Reads a file: comma or semicolon between cells, UTF-8 with or without its mark, the names of the columns first. What
/// is wrong with a row is told beside the rows, so that no fault hides what else is wrong.
///
/// # Errors
/// [`Error::TooLarge`]; [`Error::Invalid`] for what is no such table.
pub fn rows(bytes: &[u8]) -> Result<(Vec<Row>, Faults)> {
    if bytes.len() > LARGEST {
        return Err(Error::TooLarge(LARGEST));
    }
    let mut faults = Faults::default();
    // The reader would count the lines of a file from Windows wrongly.
    let text = text(bytes, &mut faults)?.replace("\r\n", "\n");
    let head = text.lines().next().unwrap_or_default();
    let semicolons = head.matches(';').count() > head.matches(',').count();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(if semicolons { b';' } else { b',' })
        .from_reader(text.as_bytes());
    let mut columns = None;
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| Error::field("file", error.to_string()))?;
        let line = record.position().map_or(0, csv::Position::line);
        let Some(names) = &columns else {
            columns = Some(names(&record, &mut faults));
            continue;
        };
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if record.len() > names.len() {
            faults.add(line, "", format!("There are {} cells and {} columns.", record.len(), names.len()));
        }
        if rows.len() == MOST_ROWS {
            return Err(Error::field("file", format!("A file has at most {MOST_ROWS} rows.")));
        }
        let mut cells = BTreeMap::new();
        for (column, cell) in names.iter().zip(&record) {
            let Some(column) = column else { continue };
            if is_formula(cell) {
                faults.add(line, column, "This begins like a formula of a spreadsheet. Write it as a plain value.");
            }
            cells.insert(*column, cell.to_owned());
        }
        rows.push(Row { line, cells });
    }
    if columns.is_some_and(|names| COLUMNS.iter().take(NEEDED).any(|column| !names.contains(&Some(*column)))) {
        // Without the column, every row would be wrong in it.
        return faults.into_result().map(|()| (rows, Faults::default()));
    }
    if rows.is_empty() {
        faults.add(1, "", "There is no row in this file.");
    }
    Ok((rows, faults))
}

fn text<'a>(bytes: &'a [u8], faults: &mut Faults) -> Result<Cow<'a, str>> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return Err(Error::field("file", "This is UTF-16. Save the file as CSV in UTF-8."));
    }
    for (number, line) in (1_u64..).zip(bytes.split(|byte| *byte == b'\n')) {
        if line.contains(&0) {
            return Err(Error::field(format!("line.{number}"), "This is not a text file."));
        }
        if std::str::from_utf8(line).is_err() {
            faults.add(number, "", "This is not UTF-8. Save the file as CSV in UTF-8.");
        }
    }
    Ok(String::from_utf8_lossy(bytes))
}

/// Which column of ours each of the file's is.
fn names(record: &csv::StringRecord, faults: &mut Faults) -> Vec<Option<&'static str>> {
    let mut found: Vec<Option<&'static str>> = Vec::new();
    for cell in record {
        let name = cell.trim().to_ascii_lowercase();
        let known = COLUMNS.into_iter().find(|column| *column == name);
        if known.is_none() {
            faults.add(1, "", format!("No column is called “{}”.", cell.trim().chars().take(40).collect::<String>()));
        } else if found.contains(&known) {
            faults.add(1, "", format!("The column {name} is there twice."));
        }
        found.push(known);
    }
    for needed in COLUMNS.into_iter().take(NEEDED).filter(|column| !found.contains(&Some(column))) {
        faults.add(1, "", format!("The column {needed} is missing."));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "number,client,description,quantity,unit_price\n";

    fn said(bytes: &[u8]) -> Vec<String> {
        match rows(bytes).and_then(|(_, faults)| faults.into_result()) {
            Err(Error::Invalid(faults)) => {
                faults.iter().map(|(field, message)| format!("{field}: {message}")).collect()
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_file_of_a_spreadsheet_is_read_with_its_mark_its_semicolons_and_its_line_breaks() {
        let file = "\u{feff}Number;client;description;quantity;unit_price\r\n7;acme;\"two\nlines\";1;5\r\n;;;;\r\n8;acme;x;1;5\r\n";
        let (rows, _) = rows(file.as_bytes()).unwrap();
        assert_eq!(rows.iter().map(|row| (row.line, row.get("number"))).collect::<Vec<_>>(), [(2, "7"), (5, "8")]);
        assert_eq!((rows[0].get("description"), rows[0].get("currency")), ("two\nlines", ""));
    }

    #[test]
    fn what_is_no_table_is_refused_with_its_line() {
        assert_eq!(said(b"\xff\xfen\0"), ["file: This is UTF-16. Save the file as CSV in UTF-8."]);
        let latin = [HEAD.as_bytes(), b"7,acme,Entw\xfcrfe,1,5\n"].concat();
        assert_eq!(said(&latin), ["line.2: This is not UTF-8. Save the file as CSV in UTF-8."]);
        let worse = [latin.as_slice(), b"8,acme,Gr\xfc\xdfe,1,5\n9,acme,=x,1,5\n"].concat();
        let fields: Vec<String> = said(&worse).iter().map(|said| said.split(':').next().unwrap().to_owned()).collect();
        assert_eq!(fields, ["line.2", "line.3", "line.4.description"]);
        assert_eq!(said(b"a\nb\0"), ["line.2: This is not a text file."]);
        assert_eq!(said(HEAD.as_bytes()), ["line.1: There is no row in this file."]);
        let wrong = said(b"number,number,client,quantity,price\n");
        assert_eq!(wrong.len(), 4, "{wrong:?}");
        assert!(matches!(rows(&vec![b'x'; LARGEST + 1]), Err(Error::TooLarge(_))));
        let many = format!("{HEAD}{}", "7,acme,x,1,5\n".repeat(MOST_ROWS + 1));
        assert_eq!(said(many.as_bytes()), ["file: A file has at most 5000 rows."]);
    }

    #[test]
    fn formulas_and_cells_beyond_the_columns_are_told_by_line() {
        let file = format!("{HEAD}7,acme,=1+1,1,5\n8,acme,x,1,5,6\n@9,acme,+x,1,-5\n");
        let found = said(file.as_bytes());
        let fields: Vec<&str> = found.iter().filter_map(|said| said.split(':').next()).collect();
        assert_eq!(fields, ["line.2.description", "line.3", "line.4.description", "line.4.number"]);
    }
}
