mod list;
mod new;
mod show;

pub use list::{TITLE, list};
pub use new::{Draft, NEW_TITLE, category_field, new};
pub use show::{Thread, composer_for, messages, posted, show};

use maud::Markup;

use crate::entity::words::RequestStage;
use crate::web::components::{Tone, badge};

/// Where a request stands, in the words of the person who sent it.
pub fn status(stage: RequestStage) -> Markup {
    match stage {
        RequestStage::Closed => badge(Tone::Neutral, "Closed"),
        RequestStage::Resolved => badge(Tone::Positive, "Resolved"),
        RequestStage::WaitingOnClient => badge(Tone::Warning, "Waiting for you"),
        RequestStage::New | RequestStage::Open | RequestStage::WaitingOnAgency => badge(Tone::Accent, "With the team"),
    }
}

/// Who sent a request; for whom, where somebody of the agency did it on a client's behalf.
pub fn sent_by(opened_by: Option<&str>, author: &str) -> String {
    match opened_by {
        Some(staff) => format!("{staff} for {author}"),
        None => author.to_owned(),
    }
}

/// A request that is part of another by now.
pub fn merged() -> Markup {
    badge(Tone::Neutral, "Merged")
}
