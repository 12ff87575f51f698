//! The verbs of a brand.

mod draft;
mod image;
mod place;
mod publish;
mod read;

pub use draft::{discard, draft};
pub use image::{put_image, remove_image};
pub use place::Place;
pub use publish::publish;
pub use read::{drafted, picture, view};
