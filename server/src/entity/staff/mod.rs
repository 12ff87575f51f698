//! People who work for an agency: who they are, how they sign in, how they come and go.

pub mod api_token;
pub mod ownership_transfer;
pub mod staff_account_token;
pub mod staff_credential;
pub mod staff_invitation;
pub mod staff_preference;
pub mod staff_recovery_code;
pub mod staff_refresh;
pub mod staff_second_factor;
pub mod staff_session;
pub mod staff_user;
