mod runs;
mod triggers;
mod versions;
mod wire;
mod workflows;

pub use runs::RunApi;
pub use triggers::TriggerApi;
pub use versions::VersionApi;
pub use workflows::WorkflowApi;
