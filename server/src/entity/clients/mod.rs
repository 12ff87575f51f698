//! Clients and their people: workspaces, who is let into them, how they sign in.

pub mod account_token;
pub mod client_credential;
pub mod client_pending_sign_in;
pub mod client_preference;
pub mod client_recovery_code;
pub mod client_second_factor;
pub mod client_session;
pub mod client_user;
pub mod invitation;
pub mod invitation_token;
pub mod membership;
pub mod workspace;
