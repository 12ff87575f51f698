mod comments;
mod list;
mod show;

pub use comments::{Thread, commented, composer_for, messages};
pub use list::{TITLE, list};
pub use show::{Shown, show};

/// A count as components take it.
fn unsigned(count: i64) -> u64 {
    u64::try_from(count).unwrap_or_default()
}
