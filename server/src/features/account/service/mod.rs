//! The account's verbs.

mod about;
mod email;
mod password;
mod sessions;

pub use about::{About, change, set_shortcuts};
pub use email::{PURPOSE, ask, change_by_link, check, check_undo, undo};
pub use password::{change_password, disable_codes, prove};
pub use sessions::{Session, end, end_others, sessions};
