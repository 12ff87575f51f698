//! Staff's way in: an email address and a password for a short access token and a refresh token that works
//! once. It knows nothing of clients; their way in is `sign_in`.

mod api;
mod service;

pub use api::AuthApi;
pub use service::sign_in;
