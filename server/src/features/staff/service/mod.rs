mod change;
mod ownership;
mod people;

pub use change::{Change, change, clear_bounce, disable, enable};
pub use ownership::{Transfer, accept, cancel, offer, pending};
pub use people::{NewStaff, Shown, by_email, create, find, list, shown, view, working};
