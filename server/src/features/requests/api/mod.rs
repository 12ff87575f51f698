mod requests;
mod thread;
mod wire;

pub use requests::RequestApi;
pub use thread::{NoteApi, ThreadApi};
