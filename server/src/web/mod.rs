//! How a page works: the front that every request meets, the route table and its gate, the layout, forms,
//! errors and assets. Features register pages and answer with markup; only the way in and the live stream
//! see a cookie, and none of them an htmx header.

mod account;
pub mod assets;
pub mod components;
pub mod cookies;
mod door;
pub mod errors;
pub mod form;
pub mod frame;
pub mod front;
mod gate;
mod htmx;
pub mod incoming;
mod layout;
pub mod markdown;
mod mirror;
pub mod pages;
pub mod places;
mod seen;
mod site;
pub mod status;

pub use account::account_tabs;
pub use door::{Door, House};
pub use form::{Form, Query};
pub use gate::see_other;
pub use incoming::Files;
pub use layout::{Layout, bare};
pub use mirror::{Mirror, Reflection};
pub use pages::{Audience, Pages};
pub use seen::is_looked_at;
pub use site::Site;
