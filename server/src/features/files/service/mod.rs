mod deliver;
mod read;

pub use deliver::{Delivery, deliver};
pub use read::at;
