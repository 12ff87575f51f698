mod email;
mod factor;
mod security;
mod you;

pub use email::{NEW_ADDRESS, OLD_ADDRESS, address_changed, confirm_address, in_use, spent, take_back, taken_back};
pub use factor::{SET_UP, Shared, recovery_codes, set_up};
pub use security::{SECURITY, Security, security};
pub use you::{YOU, You, you};
