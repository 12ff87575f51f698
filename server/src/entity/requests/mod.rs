//! Requests: what is said and done on them, and what keeps them in hand.

pub mod bulk_change;
pub mod bulk_change_row;
pub mod canned_reply;
pub mod reply_address;
pub mod request;
pub mod request_draft;
pub mod request_follower;
pub mod request_import;
pub mod request_merge;
pub mod request_message;
pub mod request_note;
pub mod request_presence;
pub mod request_rule;
pub mod request_span;
pub mod request_split;
pub mod request_tag;
pub mod saved_view;
pub mod service_hours;
