//! The clients' way in and out: sign-in in one step or two, sign-out, a forgotten password, and which workspace is looked at.
//! It knows nothing of staff; their way in is `staff_sign_in`.

mod emails;
mod portal;
mod reset;
mod service;
mod views;

pub use emails::reset_letter;
pub use portal::{pages, signed_in};
pub use reset::{SendReset, send_reset};
pub use service::{Entrance, open_session, sign_in, sign_out};
