use std::borrow::Cow;
use std::collections::BTreeMap;

use super::faults::Faults;
use super::write::{is_formula, plain};
use crate::error::{Error, Result};

/// The largest file.
const LARGEST: usize = 1024 * 1024;

/// What a file says, and how much of it is taken.
pub struct Layout {
    /// The names of the columns; those that must be there come first.
    pub columns: &'static [&'static str],
    /// How many of them must be there.
    pub needed: usize,
    /// Columns of people's own words, which may begin like a formula as they stand. Nothing runs them here, and they are
    /// written out so that nothing runs them elsewhere. In the others an apostrophe has to be before it, as it is in what
    /// is written out.
    pub prose: &'static [&'static str],
    pub most_rows: usize,
}

/// A row.
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
pub fn rows(bytes: &[u8], layout: &Layout) -> Result<(Vec<Row>, Faults)> {
    if bytes.len() > LARGEST {
        return Err(Error::TooLarge(LARGEST));
    }
    let mut faults = Faults::default();
    // The reader would count the lines of a file from Windows wrongly.
    let text = text(bytes, &mut faults)?.replace("\r\n", "\n").replace('\r', "\n");
    // A last row of ours: a quote that is never closed swallows it, as it has swallowed what came before.
    let whole = format!("{text}\nend");
    let head = text.lines().next().unwrap_or_default();
    let semicolons = head.matches(';').count() > head.matches(',').count();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(if semicolons { b';' } else { b',' })
        .from_reader(whole.as_bytes());
    let mut columns = None;
    let mut rows = Vec::new();
    let (mut line, mut closed) = (1, false);
    for record in reader.records() {
        let record = record.map_err(|error| Error::field("file", error.to_string()))?;
        let (at, of_row) = begins(&record, &whole);
        line = of_row;
        if at > text.len() {
            closed = true;
            break;
        }
        let Some(names) = &columns else {
            columns = Some(names(&record, layout, &mut faults));
            continue;
        };
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if record.len() > names.len() {
            faults.add(line, "", format!("There are {} cells and {} columns.", record.len(), names.len()));
        }
        if rows.len() == layout.most_rows {
            return Err(Error::field("file", format!("A file has at most {} rows.", layout.most_rows)));
        }
        let mut cells = BTreeMap::new();
        for (column, cell) in names.iter().zip(&record) {
            let Some(column) = column else { continue };
            let prose = layout.prose.contains(column);
            // Blanks around it are not kept.
            if !prose && (is_formula(cell) || is_formula(cell.trim())) {
                faults.add(line, column, "This begins like a formula of a spreadsheet. Write it as a plain value.");
            }
            cells.insert(*column, plain(cell).to_owned());
        }
        rows.push(Row { line, cells });
    }
    if !closed {
        faults.add(line, "", "A quote is opened here and never closed.");
    }
    let needed = || layout.columns.iter().take(layout.needed);
    if columns.is_some_and(|names| needed().any(|column| !names.contains(&Some(*column)))) {
        // Without the column, every row would be wrong in it.
        return faults.into_result().map(|()| (rows, Faults::default()));
    }
    if rows.is_empty() {
        faults.add(1, "", "There is no row in this file.");
    }
    Ok((rows, faults))
}

/// Where a row begins, in bytes and in lines. The reader says where it began to look for it: before empty lines.
fn begins(record: &csv::StringRecord, whole: &str) -> (usize, u64) {
    let (from, line) = record.position().map_or((0, 1), |position| (position.byte(), position.line()));
    let from = usize::try_from(from).unwrap_or(usize::MAX);
    let rest = whole.as_bytes().get(from..).unwrap_or_default();
    let empty = rest.iter().take_while(|byte| **byte == b'\n').count();
    (from.saturating_add(empty), line + u64::try_from(empty).unwrap_or_default())
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
fn names(record: &csv::StringRecord, layout: &Layout, faults: &mut Faults) -> Vec<Option<&'static str>> {
    let mut found: Vec<Option<&'static str>> = Vec::new();
    for cell in record {
        let name = cell.trim().to_ascii_lowercase();
        let known = layout.columns.iter().copied().find(|column| *column == name);
        if known.is_none() {
            faults.add(1, "", format!("No column is called “{}”.", cell.trim().chars().take(40).collect::<String>()));
        } else if found.contains(&known) {
            faults.add(1, "", format!("The column {name} is there twice."));
        }
        found.push(known);
    }
    for needed in layout.columns.iter().copied().take(layout.needed).filter(|column| !found.contains(&Some(column))) {
        faults.add(1, "", format!("The column {needed} is missing."));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAYOUT: Layout = Layout {
        columns: &["number", "client", "description", "quantity", "unit_price", "currency", "note"],
        needed: 5,
        prose: &["note"],
        most_rows: 5000,
    };
    const HEAD: &str = "number,client,description,quantity,unit_price\n";

    fn read(bytes: &[u8]) -> Result<(Vec<Row>, Faults)> {
        rows(bytes, &LAYOUT)
    }

    fn said(bytes: &[u8]) -> Vec<String> {
        match read(bytes).and_then(|(_, faults)| faults.into_result()) {
            Err(Error::Invalid(faults)) => {
                faults.iter().map(|(field, message)| format!("{field}: {message}")).collect()
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_file_of_a_spreadsheet_is_read_with_its_mark_its_semicolons_and_its_line_breaks() {
        let file = "\u{feff}Number;client;description;quantity;unit_price\r\n7;acme;\"two\nlines\";1;5\r\n;;;;\r\n8;acme;x;1;5\r\n";
        let (rows, _) = read(file.as_bytes()).unwrap();
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
        assert!(matches!(read(&vec![b'x'; LARGEST + 1]), Err(Error::TooLarge(_))));
        let many = format!("{HEAD}{}", "7,acme,x,1,5\n".repeat(LAYOUT.most_rows + 1));
        assert_eq!(said(many.as_bytes()), ["file: A file has at most 5000 rows."]);
    }

    #[test]
    fn formulas_and_cells_beyond_the_columns_are_told_by_line() {
        let file = format!("{HEAD}7,acme,=1+1,1,5\n8,acme,x,1,5,6\n@9,acme, +x,1,-5\n");
        let found = said(file.as_bytes());
        let fields: Vec<&str> = found.iter().filter_map(|said| said.split(':').next()).collect();
        assert_eq!(fields, ["line.2.description", "line.3", "line.4.description", "line.4.number"]);
    }

    #[test]
    fn a_quote_that_is_never_closed_is_told_where_it_is_opened() {
        for open in ["8,acme,\"x,1,5\n9,acme,y,1,5\n", "8,acme,\"x,1,5"] {
            let found = said(format!("{HEAD}7,acme,x,1,5\n{open}").as_bytes());
            assert_eq!(found, ["line.3: A quote is opened here and never closed."]);
        }
        let head = said(b"number,\"client,description\n7,acme,x\n");
        assert!(head.contains(&"line.1: A quote is opened here and never closed.".to_owned()), "{head:?}");
    }

    #[test]
    fn lines_are_counted_as_an_editor_counts_them() {
        let file = format!("{HEAD}\n\n7,acme,x,1,5\n\n\"8\n\",acme,x,1,5\n\n9,acme,x,1,5");
        for file in [file.clone(), file.replace('\n', "\r\n"), file.replace('\n', "\r"), format!("{file}\n\n")] {
            let (rows, faults) = read(file.as_bytes()).unwrap();
            assert_eq!(rows.iter().map(|row| row.line).collect::<Vec<_>>(), [4, 6, 9], "{file:?}");
            assert!(faults.into_result().is_ok());
        }
    }

    #[test]
    fn peoples_own_words_may_begin_like_a_formula_and_all_lose_the_apostrophe_of_an_export() {
        let head = HEAD.trim_end();
        let file = format!("{head},note\n7,'@acme,'-x,1,5,- one\n8,acme,'x',1,5,'=two\n9,acme,'',1,5,'three'\n");
        let (rows, faults) = read(file.as_bytes()).unwrap();
        assert!(faults.into_result().is_ok());
        assert_eq!(rows.iter().map(|row| row.get("note")).collect::<Vec<_>>(), ["- one", "=two", "'three'"]);
        assert_eq!(rows.iter().map(|row| row.get("description")).collect::<Vec<_>>(), ["-x", "'x'", "''"]);
        assert_eq!(rows[0].get("client"), "@acme");
    }
}
