mod compare;
mod decide;
mod document;
mod history;
mod list;
mod rail;
mod show;
mod stage;
mod words;

pub use list::{TITLE, Whose, list, of_project, open, turn_named};
pub use rail::anchor_of;
pub use show::{Notice, Shown, Typed, show};
