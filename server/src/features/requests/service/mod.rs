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
pub use read::{
    Awaited, Counts, Filter, Found, ListedForClient, awaiting, counts, find, list, messages, messages_after,
};
pub use reply::{post, reply};
pub use staff_read::{
    Hanging, Listed, Order, StaffFilter, StaffName, hanging, staff_counts, staff_find, staff_list, staff_message,
    staff_messages,
};
