mod compare;
mod decide;
mod history;
mod list;
mod rail;
mod show;
mod stage;
mod words;

pub use list::{TITLE, list, of_project};
pub use show::{Notice, Shown, Typed, show};
