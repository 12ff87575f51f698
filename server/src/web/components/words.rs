//! The few words that components say by themselves, in one place for translation.

pub(crate) const ACCOUNT: &str = "Account";
pub(crate) const APPLY: &str = "Apply";
pub(crate) const CLOSE: &str = "Close";
pub(crate) const DONE: &str = "Done";
pub(crate) const FILTER: &str = "Filter this list";
pub(crate) const IN_PROGRESS: &str = "In progress";
pub(crate) const MAIN_NAVIGATION: &str = "Main";
pub(crate) const MARKDOWN_HELP: &str = "Markdown works: **bold**, *italic*, lists and links.";
pub(crate) const MORE: &str = "More";
pub(crate) const NOTIFICATIONS: &str = "Notifications";
pub(crate) const OPTIONAL: &str = "optional";
pub(crate) const PORTAL_OF: &str = "The client portal of";
pub(crate) const PREVIEW: &str = "Preview";
pub(crate) const SEARCH: &str = "Search";
pub(crate) const SHOW_MORE: &str = "Show more";
pub(crate) const SIGN_OUT: &str = "Sign out";
pub(crate) const SKIP: &str = "Skip to the content";
pub(crate) const SWITCH_WORKSPACE: &str = "Switch workspace";
pub(crate) const TO_DO: &str = "To do";
pub(crate) const UNREAD: &str = "Unread";
pub(crate) const WAITING: &str = "waiting";
pub(crate) const WHERE: &str = "You are here";

pub(crate) const CONNECTION_LOST: &str = "Connection lost. Trying again…";
pub(crate) const CONNECTION_BACK: &str = "Connected again.";
pub(crate) const FAILED: &str = "That did not work. Nothing was lost; please try again.";
pub(crate) const CHANGED: &str = "This list has changed. Show it";
pub(crate) const LEAVE: &str = "Leave this page? What you wrote has not been sent.";
pub(crate) const NEW_MESSAGE: &str = "1 new message";
pub(crate) const NEW_MESSAGES: &str = "{n} new messages";
