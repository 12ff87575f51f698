mod list;
mod run;
mod runs;
mod show;

pub use list::{WORKFLOWS, list};
pub use run::run;
pub use runs::{RUNS, run_rows, runs};
pub use show::{FIELD, Shown, drawn, show};
