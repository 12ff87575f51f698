mod brand;
mod images;
mod wire;

pub use brand::BrandApi;
pub use images::ImageApi;
