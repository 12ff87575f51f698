//! What the state asks for, told what it is told.

mod agency;
mod frame;
mod money;
pub mod work;
mod written;
