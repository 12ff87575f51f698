mod list;
mod new;
mod show;

pub use list::{TITLE, list};
pub use new::{Draft, NEW_TITLE, category_field, new};
pub use show::{Thread, composer_for, messages, posted, show};

use maud::Markup;

use crate::entity::request;
use crate::entity::words::{RequestStatus, WaitsOn};
use crate::web::components::{Tone, badge};

/// Where a request stands, in the words of the person who sent it.
pub fn status(request: &request::Model) -> Markup {
    match (request.status, request.waits_on) {
        (RequestStatus::Closed, _) => badge(Tone::Neutral, "Closed"),
        (RequestStatus::Open, WaitsOn::Client) => badge(Tone::Warning, "Waiting for you"),
        (RequestStatus::Open, _) => badge(Tone::Accent, "With the team"),
    }
}
