//! The people of the demo.

pub const PASSWORD: &str = "correct-horse-demo";

/// Acme Coffee, may do everything.
pub const CARLA: &str = "carla@acme.test";
/// Acme Coffee, may only look.
pub const VICTOR: &str = "victor@acme.test";
/// Bluebird Health.
pub const BEN: &str = "ben@bluebird.test";
/// Franchise Foods East and West.
pub const FIONA: &str = "fiona@franchise.test";
/// Harbor & Pine's client, at its own host.
pub const HANA: &str = "hana@harborclient.test";

/// The owner.
pub const OLIVIA: &str = "olivia@northwind.test";
/// An admin.
pub const ADAM: &str = "adam@northwind.test";
/// A member of the team.
pub const MIA: &str = "mia@northwind.test";
