use serde_json::{Map, Value};

use crate::sheet;

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// With the names of the columns first.
    Csv,
    /// One object a line.
    JsonLines,
}

impl Format {
    /// How names of such files end.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::JsonLines => "jsonl",
        }
    }

    /// What stands before the rows.
    pub fn head(self, columns: &[&str]) -> String {
        match self {
            Self::Csv => sheet::row(columns.iter().copied()),
            Self::JsonLines => String::new(),
        }
    }

    /// A row of these columns.
    pub fn row(self, columns: &[&str], cells: Vec<Value>) -> String {
        match self {
            Self::Csv => {
                let cells: Vec<String> = cells.iter().map(text).collect();
                sheet::row(cells.iter().map(String::as_str))
            }
            Self::JsonLines => {
                let object: Map<String, Value> = columns.iter().map(|name| (*name).to_owned()).zip(cells).collect();
                format!("{}\n", Value::Object(object))
            }
        }
    }
}

/// A value as it stands in a cell.
fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(all) => all.iter().map(text).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_row_is_a_line_of_either_kind_and_is_run_by_nobody() {
        let columns = ["name", "tags", "on", "due_on", "number"];
        let cells = || vec![json!("=1+1"), json!(["a", "b"]), json!(true), Value::Null, json!(7)];
        assert_eq!(Format::Csv.head(&columns), "name,tags,on,due_on,number\r\n");
        assert_eq!(Format::Csv.row(&columns, cells()), "'=1+1,a; b,yes,,7\r\n");
        assert_eq!(Format::JsonLines.head(&columns), "");
        let line = Format::JsonLines.row(&columns, cells());
        assert!(line.ends_with('\n') && line.lines().count() == 1, "{line}");
        let read: Value = serde_json::from_str(&line).unwrap();
        assert_eq!(read, json!({ "name": "=1+1", "tags": ["a", "b"], "on": true, "due_on": null, "number": 7 }));
    }
}
