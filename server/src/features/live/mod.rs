//! Live events: what changed, sent at once to whoever is looking. An event says *what* changed and never
//! how it is now; whoever hears it asks again under their own scope.

mod client;
mod staff;

pub use client::pages;
pub use staff::endpoint as staff_events;

use std::time::Duration;

/// How often a silent stream says that it is still there; also how soon a removed person's stream ends.
const HEARTBEAT: Duration = Duration::from_secs(15);
