use poem_openapi::Enum;

use crate::entity::mail_bounce;

/// Whether mail arrives at somebody's address.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[oai(rename_all = "snake_case")]
pub enum MailState {
    /// As far as is known.
    Ok,
    /// A mail server said that nobody is there. Notifications are not sent there for 30 days, or until the mark is
    /// cleared or the address changes.
    Bouncing,
}

impl MailState {
    /// What is known of an address, and what came back.
    pub fn of(bounce: Option<&mail_bounce::Model>) -> (Self, Option<String>) {
        match bounce {
            Some(bounce) => (Self::Bouncing, Some(bounce.reason.clone())),
            None => (Self::Ok, None),
        }
    }
}
