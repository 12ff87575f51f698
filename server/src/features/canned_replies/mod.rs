//! Canned replies: answers that staff have ready, with places for what differs from request to request. All staff write
//! and use them. What is put into a place is plain text, whoever chose it: a client's name cannot become a link.

mod about;
mod api;
mod places;
mod service;

pub use api::CannedReplyApi;
pub use service::filled_by;
