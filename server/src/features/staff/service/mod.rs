mod change;
mod ownership;
mod people;

pub use change::{Change, change, disable, enable};
pub use ownership::{Transfer, accept, cancel, offer, pending};
pub use people::{NewStaff, create, find, list, view, working};
