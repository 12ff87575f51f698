mod change;
mod create;
mod mention;
mod moved;
mod note;
mod open;
mod read;
mod reply;
mod staff_read;

pub use change::{Change, change, set_status};
pub use create::{NewRequest, create};
pub use note::{note, notes};
pub use open::create_for;
pub use read::{Awaited, Counts, Filter, ListedForClient, awaiting, counts, find, list, messages, messages_after};
pub use reply::{post, reply};
pub use staff_read::{
    Listed, Order, StaffFilter, StaffName, followers, note_counts, spans, staff_counts, staff_find, staff_list,
    staff_message, staff_messages, tags,
};
