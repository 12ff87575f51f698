//! What people fill in, choose and press.

pub(super) mod attachment;
pub(super) mod button;
pub(super) mod choice;
pub(super) mod composer;
mod control;
pub(super) mod dialog;
pub(super) mod field;
pub(super) mod filters;
pub(super) mod form;
pub(super) mod matrix;
pub(super) mod menu;
pub(super) mod select;
pub(super) mod switch;
pub(super) mod textarea;
pub(super) mod ticks;
