mod fill;
mod history;
mod list;
mod question;

pub use fill::{Fill, asked_on, fill, page_of, questions};
pub use history::{history, submission};
pub use list::{Mine, TITLE, list};
pub use question::INPUT;
