//! What clients are asked, page by page, and what they answered.

pub mod form;
pub mod form_draft;
pub mod form_submission;
pub mod form_version;
