mod engines;
mod inputs;
mod runs;
mod templates;
mod triggers;
mod versions;
mod wire;
mod workflows;

pub use engines::EngineApi;
pub use runs::RunApi;
pub use templates::TemplateApi;
pub use triggers::TriggerApi;
pub use versions::VersionApi;
pub use workflows::WorkflowApi;
