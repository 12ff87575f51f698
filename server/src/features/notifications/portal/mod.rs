mod list;
mod preferences;
mod unsubscribe;

pub use preferences::choices;

use crate::web::{Audience, Pages, places};

/// The feature's pages.
pub fn pages(pages: Pages) -> Pages {
    pages
        .get(places::NOTIFICATIONS, Audience::Client, list::list)
        .post("/portal/notifications/read", Audience::Client, list::read_all)
        .post("/portal/notifications/:notification_id/read", Audience::Client, list::read)
        .get(places::NOTIFICATION_SETTINGS, Audience::Client, preferences::show)
        .post(places::NOTIFICATION_SETTINGS, Audience::Client, preferences::keep)
        .get("/portal/unsubscribe/:link", Audience::Public, unsubscribe::show)
        .post("/portal/unsubscribe/:link", Audience::Public, unsubscribe::stop)
}
