mod analytics;
mod backed;
mod control;
mod engines;
mod follow;
mod form;
mod read;
mod start;
mod status;
mod stop;
mod tell;
mod template;
mod trigger;
mod version;
mod write;

pub(super) mod blocker;
pub(super) mod client_read;
pub(super) mod staff_read;

pub use analytics::analytics_of;
pub use backed::{NewBacked, import, offered};
pub use control::{cancel, cancel_all, connection_mended, held_run, retry, run_of, wake};
pub use engines::{
    EngineChange, NewEngine, change_engine, create_engine, delete_engine, engine_secret, engines, place_of,
};
pub use follow::{Said, called_back, follow};
pub use form::{answered, form_submitted};
pub use read::{find, find_version, held, written};
pub use start::{Start, Started, begin, replay, start, start_as_client};
pub use status::{Wish, publish, set_status};
pub use stop::{note_stop, stop_again};
pub use tell::{announce_run, announce_runs, tell, tell_awaited, tell_failed};
pub use template::{
    Instances, NewTemplate, TemplateChange, change_template, create_template, delete_template, find_template,
    instances, instantiate, roll_out, templates,
};
pub use trigger::{NewTrigger, Trigger, create_trigger, delete_trigger, of_hook, schedule_due, secret_of, triggers};
pub use version::{save_version, versions};
pub use write::{Change, NewWorkflow, change, create};
