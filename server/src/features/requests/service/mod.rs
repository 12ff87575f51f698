mod behalf;
pub(super) mod bulk;
mod carried;
mod change;
mod create;
mod draft;
mod export;
mod going_on;
mod mention;
mod merge;
mod moved;
mod note;
mod open;
mod overtaken;
mod presence;
mod read;
mod reply;
mod report;
pub(super) mod rules;
mod snooze;
mod sorting;
mod split;
mod staff_read;
mod standing;
mod take_over;
mod traces;

pub use behalf::{OnBehalf, open_for};
pub use change::{Change, change, set_status};
pub use create::{NewRequest, create};
pub use draft::{Written, drafts, find_draft, forget_draft, keep_draft};
pub use export::{Exported, all_like, exported};
pub use merge::{merge, unmerge};
pub use note::{note, notes};
pub use open::create_for;
pub use overtaken::up_to_date;
pub use presence::{Present, attend, depart, present};
pub use read::{
    Awaited, Counts, Filter, Found, ListedForClient, awaiting, counts, find, find_traced, list, message_ids, messages,
    messages_after,
};
pub use reply::{automatic, post, reply, reply_by_itself, reply_to};
pub use report::{Asked, Reported, report};
pub use snooze::{snooze, unsnooze, wake};
pub use split::split;
pub use staff_read::{
    Hanging, Listed, StaffFilter, StaffName, hanging, staff_counts, staff_find, staff_list, staff_message,
    staff_messages,
};
pub use standing::root;
pub use take_over::{OldRequest, announce_taken_over, take_over, taken_over};
pub use traces::{RequestName, Traces};
