mod asked;
mod list;
mod show;
mod words;

pub use asked::{Asking, SPENT, TITLE as ASKED, asked, lost, spent};
pub use list::{TITLE, list};
pub use show::{Shown, show};
pub use words::{LOST, Outcome};
