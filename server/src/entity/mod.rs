//! The tables: columns, and whose rows they are. No behaviour lives here; verbs do, in features.
//! Connections are out of reach: rows are read and written through the scopes of `access`.
//!
//! Tables lie in folders by what they are about, and are named without them: `entity::request`.

pub mod agencies;
pub mod approvals;
pub mod automation;
pub mod billing;
pub mod clients;
pub mod files;
pub mod forms;
pub mod operations;
pub mod ownership;
pub mod projects;
pub mod requests;
pub mod staff;
pub mod told;
pub mod words;

pub use agencies::*;
pub use approvals::*;
pub use automation::*;
pub use billing::*;
pub use clients::*;
pub use files::*;
pub use forms::*;
pub use operations::*;
pub use projects::*;
pub use requests::*;
pub use staff::*;
pub use told::*;
