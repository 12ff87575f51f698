mod deliver;
mod gallery;
mod note;
mod read;
mod send;
mod staff_read;
mod store;
mod sweep;
mod take;

pub use deliver::{Delivery, deliver};
pub use gallery::{publish, remove};
pub use note::{NoteDelivery, deliver_to_note, of_notes};
pub use read::{Filter, Kind, at, chosen, find, list, project_of, projects, with_preview};
pub use send::send;
pub use staff_read::{StaffFilter, find_upload, staff_at, staff_find, staff_list};
pub use store::{Sent, discard, fingerprint, keep, store};
pub use sweep::SweepFiles;
pub use take::{MOST_FILES, taken};
