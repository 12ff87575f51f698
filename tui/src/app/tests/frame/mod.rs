//! The way in, the keys, the mouse, and what comes by itself.

mod chosen;
mod entering;
mod guided;
mod live;
mod mouse;
mod moving;
