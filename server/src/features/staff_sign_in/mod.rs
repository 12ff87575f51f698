//! The staff's way in and out: tokens over the API, and a forgotten password by a link in a mail. It knows nothing of
//! clients; their way in is `sign_in`.

mod api;
mod emails;
mod portal;
mod reset;
mod service;
mod views;

pub use api::AuthApi;
pub use portal::pages;
pub use reset::SendStaffReset;
pub use service::{Proof, sign_in};
