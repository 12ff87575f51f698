use std::path::PathBuf;

use uuid::Uuid;

use crate::tables::{Existing, Format, What};

/// What is taken out of a file.
#[derive(Clone, Debug, clap::Args)]
pub struct Import {
    /// What its rows are of
    #[arg(value_name = "WHAT")]
    pub what: What,
    /// A CSV file in UTF-8; its first row names the columns
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Only look at it, and say what would become of it
    #[arg(long)]
    pub dry_run: bool,
    /// What becomes of clients, people and projects that are there already
    #[arg(long, value_name = "WHAT", value_enum, default_value_t)]
    pub existing: Existing,
    /// Ask new people of clients by mail, instead of letting them in without one
    #[arg(long)]
    pub invite: bool,
    /// The same key imports the same file once, however often it is sent
    #[arg(long, value_name = "UUID")]
    pub key: Option<Uuid>,
}

/// What is put into a file.
#[derive(Clone, Debug, clap::Args)]
pub struct Export {
    /// What its rows are of
    #[arg(value_name = "WHAT")]
    pub what: What,
    /// Only requests that are like this, in the language of filters
    #[arg(long, value_name = "FILTER", default_value = "")]
    pub filter: String,
    /// How it is written
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub format: Format,
    /// The file, which must not be there yet; - is standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::arguments::{Arguments, Command, Task};

    #[test]
    fn files_are_imported_and_exported_by_their_names() {
        let task = |words: &[&str]| {
            let given = Arguments::parse_from([&["portico-console"], words].concat());
            let Some(Command::Triage(task)) = given.command else { panic!("{words:?}") };
            task
        };
        let import = task(&["import", "clients", "old.csv", "--dry-run", "--existing", "update", "--invite"]);
        assert!(!import.changes());
        let Task::Import(import) = import else { panic!() };
        assert_eq!((import.what, import.existing, import.invite), (What::Clients, Existing::Update, true));
        assert!(task(&["import", "requests", "old.csv"]).changes());
        let export = task(&["export", "requests", "--filter", "status:open", "--format", "jsonl", "-o", "open.jsonl"]);
        assert!(!export.changes());
        let Task::Export(export) = export else { panic!() };
        assert_eq!(
            (export.what, export.format, export.filter.as_str()),
            (What::Requests, Format::Jsonl, "status:open")
        );
        for wrong in [
            &["import", "people", "x"][..],
            &["import", "clients"],
            &["export", "clients"],
            &["export", "clients", "-o"],
        ] {
            assert!(Arguments::try_parse_from([&["portico-console"], wrong].concat()).is_err(), "{wrong:?}");
        }
    }
}
