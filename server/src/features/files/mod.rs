//! Files: bytes are uploaded and stored once, then delivered to a place — a message, a comment, a version, the gallery —
//! where the workspace's clients see them. An upload that was delivered nowhere, or stands on an internal note, is no
//! file, and no client reaches it.

mod service;

pub use service::{Delivery, at, deliver};
