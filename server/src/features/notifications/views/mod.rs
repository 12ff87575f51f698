mod list;
mod preferences;
mod unsubscribe;

pub use list::{Shown, TITLE, latest, list};
pub use preferences::{SETTINGS, Typed, matrix, preferences};
pub use unsubscribe::{UNSUBSCRIBE, no_such_link, unsubscribe, unsubscribed};
