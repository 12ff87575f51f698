//! What Portico does, one folder each. A feature calls another's verbs and nothing else of it.

pub mod activity;
pub mod agencies;
pub mod notifications;
pub mod sweep;
