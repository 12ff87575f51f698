mod preferences;
mod read;

pub use preferences::{choose, client_wishes, keep_client_wishes, keep_staff_wishes, staff_wishes, stop, zone};
pub use read::{
    latest, mark_approval_read, mark_form_answered, mark_project_read, mark_read, mark_request_read, staff_latest,
    staff_mark_all_read, staff_mark_read, unread,
};
