//! What keeps requests in hand, over the other screens: what the filter can become, and what is found by its words,
//! and what would come of a change of many.

mod offer;
mod plan;
mod search;

pub use offer::draw as offer;
pub use plan::{draw as plan, last_line};
pub use search::{draw, rows};
