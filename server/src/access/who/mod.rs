//! Who asks: people by their sessions, their tokens or a letter, and what they may do.

pub(super) mod actor;
pub(super) mod client_session;
pub(super) mod extract;
pub(super) mod grant;
pub(super) mod letter;
pub(super) mod session_row;
pub(super) mod staff_token;
pub(super) mod stand_in;
pub(super) mod viewer;
