mod behalf;
pub(super) mod bulk;
mod carried;
mod change;
mod create;
mod mention;
mod merge;
mod moved;
mod note;
mod open;
mod read;
mod reply;
mod report;
mod snooze;
mod sorting;
mod split;
mod staff_read;
mod standing;
mod traces;

pub use behalf::{OnBehalf, open_for};
pub use change::{Change, change, set_status};
pub use create::{NewRequest, create};
pub use merge::{merge, unmerge};
pub use note::{note, notes};
pub use open::create_for;
pub use read::{
    Awaited, Counts, Filter, Found, ListedForClient, awaiting, counts, find, find_traced, list, messages,
    messages_after,
};
pub use reply::{post, reply};
pub use report::{Asked, Reported, report};
pub use snooze::{snooze, unsnooze, wake};
pub use split::split;
pub use staff_read::{
    Hanging, Listed, StaffFilter, StaffName, hanging, staff_counts, staff_find, staff_list, staff_message,
    staff_messages,
};
pub use standing::root;
pub use traces::{RequestName, Traces};
