mod forms;
mod wire;

pub use forms::FormApi;
