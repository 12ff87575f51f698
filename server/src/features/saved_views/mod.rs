//! Saved views: filters over requests that staff keep under a name, for themselves or for everybody of the agency. A
//! personal one is nobody else's business, not even an owner's; a shared one is changed by whoever made it, an owner or
//! an admin.

mod api;
mod service;

pub use api::SavedViewApi;
