mod add;
mod change;
mod check;
mod look;
mod read;

pub use add::add;
pub use change::{make_primary, remove};
pub use check::check;
pub use read::{View, find, list};
