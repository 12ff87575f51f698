//! `/dashboard`: where staff arrive in a browser. It shows whose house this is, how to start the console and
//! where the API is described; no client data, and no sign-in.

mod portal;
mod views;

pub use portal::pages;
