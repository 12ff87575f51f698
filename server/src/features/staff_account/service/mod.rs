//! The verbs; what is the caller's is found by [`me`].

mod about;
mod factor;
mod lost;
mod password;
mod sessions;

use crate::access::AgencyScope;
use crate::error::{Error, Result};
use crate::ids::StaffId;

use sessions::end_others;

pub use about::{Change, change, find};
pub use factor::{accept_code, begin, confirm, disable, has_second_factor, renew_codes};
pub use lost::take_away;
pub use password::change_password;
pub use sessions::{Session, end, end_all_sessions, end_other_sessions, sessions};

/// The caller.
///
/// # Errors
/// [`Error::NotFound`] where nobody of the staff calls.
pub fn me(scope: &AgencyScope) -> Result<StaffId> {
    scope.actor().staff().ok_or(Error::NotFound)
}
