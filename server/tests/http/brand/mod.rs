//! How an agency looks to its clients, and what it says of itself.

mod applied;
mod doctor;
mod images;
mod palette;
mod preview;
mod settings;
