//! Files: bytes are uploaded and stored once, then delivered to a place — a message, a comment, a version, the gallery —
//! where the workspace's clients see them. An upload that was delivered nowhere, or stands on an internal note, is no
//! file, and no client reaches it. What a file is, its content says and never its sender; nothing of it runs in a browser.

mod api;
mod archive;
mod document;
mod download;
mod media;
mod name;
mod portal;
mod preview;
mod service;
mod views;
mod words;

pub use api::{File, FileApi, Stored, UploadApi, plain};
pub use document::pages as pages_of;
pub use media::{is_picture, may_be_shown};
pub use portal::pages;
pub use preview::MakePreview;
pub use service::{
    Delivery, NoteDelivery, Sent, SweepFiles, Whole, among, at, belong, deliver, deliver_to_note, discard, fingerprint,
    follow, keep, of_notes, publish, send, staff_at, store, taken,
};
pub use views::{attached, field, field_for, problem};
