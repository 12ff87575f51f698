use maud::Markup;

use super::components::{Tab, tabs};
use super::places;

/// The account's pages, which several features bring, as tabs; `current` is the address of the one in view.
pub fn account_tabs(current: &str) -> Markup {
    let tab = |label, href| Tab { label, href, count: None, current: href == current };
    tabs(
        "Account",
        &[tab("You", places::ACCOUNT), tab("Security", places::SECURITY), tab("Mails", places::NOTIFICATION_SETTINGS)],
    )
}
