mod attached;
mod gallery;
mod show;

pub use attached::{attached, field, field_for, problem};
pub use gallery::{Gallery, TITLE, gallery};
pub use show::show;
