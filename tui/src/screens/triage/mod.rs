//! What keeps requests in hand, over the other screens: what the filter can become, and what is found by its words.

mod offer;
mod search;

pub use offer::draw as offer;
pub use search::{draw, rows};
