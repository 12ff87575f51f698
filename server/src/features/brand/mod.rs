//! How an agency looks to its clients: its palette, its logos and icons, tried out in a draft that only a link
//! shows, and published. Owners and admins decide; clients see what came of it and never the settings.

mod api;
mod portal;
mod redraw;
mod service;
mod views;

pub use api::{BrandApi, ImageApi};
pub use portal::{asset, pages};
pub use service::{Place, draft, picture, publish, put_image};
