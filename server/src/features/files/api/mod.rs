mod answer;
mod files;
mod uploads;
mod wire;

pub use answer::plain;
pub use files::FileApi;
pub use uploads::UploadApi;
pub use wire::{File, Stored};
