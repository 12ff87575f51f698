mod analytics;
mod control;
mod form;
mod read;
mod start;
mod status;
mod tell;
mod trigger;
mod version;
mod write;

pub(super) mod client_read;
pub(super) mod staff_read;

pub use analytics::analytics_of;
pub use control::{cancel, connection_mended, held_run, retry, run_of, wake};
pub use form::{answered, form_submitted};
pub use read::{find, find_version, held, written};
pub use start::{Started, replay, start, start_as_client};
pub use status::{publish, set_status};
pub use tell::{announce_run, announce_runs, tell, tell_awaited, tell_failed};
pub use trigger::{NewTrigger, Trigger, create_trigger, delete_trigger, of_hook, schedule_due, secret_of, triggers};
pub use version::{save_version, versions};
pub use write::{Change, NewWorkflow, change, create};
