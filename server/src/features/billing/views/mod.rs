mod list;
mod overview;
mod show;
mod statement;
mod words;

pub use list::{List, TITLE as INVOICES, filter, list, order};
pub use overview::{Shown as Account, TITLE as BILLING, overview};
pub use show::{Shown, fragment, page, says_tax, tax_words};
pub use statement::{Asked, TITLE as STATEMENT, statement, words as of_line};
pub use words::{Terms, file_name, kind, overdue_words, saved_as, status};
