//! Pictures of files: small ones, and pages of documents that are large enough to be read. They are drawn by a process of their own, which may take only so much memory and time: a file
//! that was made to burst whoever opens it bursts that, and is a file without a picture.

mod draw;
mod drawer;

pub use draw::{Drawn, draw, draw_page};
pub use drawer::{Drawer, LARGEST};
