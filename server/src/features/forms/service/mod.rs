mod draft;
mod read;
mod staff_read;
mod submit;
mod write;

pub use draft::{begun, keep};
pub use read::{Awaited, Opened, Submitted, awaited, awaiting, list, named, open, submission, submissions};
pub use staff_read::{Listed, Wanted, staff_find, staff_list, staff_submission, staff_submissions};
pub use submit::submit;
pub use write::{Change, NewForm, change, create};
