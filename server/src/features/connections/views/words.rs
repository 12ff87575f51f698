use maud::{Markup, html};

use crate::entity::connection::Model;
use crate::entity::words::ConnectionHealth;
use crate::web::components::{Tone, badge, banner};

/// What is said to somebody who comes back from nowhere.
pub const LOST: &str = "This did not work";

/// What became of what somebody did just now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Connected,
    Declined,
    Failed,
    Disconnected,
}

impl Outcome {
    /// From the page's address.
    pub fn read(text: &str) -> Option<Self> {
        match text {
            "connected" => Some(Self::Connected),
            "declined" => Some(Self::Declined),
            "failed" => Some(Self::Failed),
            "disconnected" => Some(Self::Disconnected),
            _ => None,
        }
    }

    /// What is said in passing, where it went well.
    pub const fn said(self) -> Option<&'static str> {
        match self {
            Self::Connected => Some("The account is connected."),
            Self::Disconnected => Some("The account is disconnected."),
            Self::Declined | Self::Failed => None,
        }
    }

    /// What stays on the page, where it did not.
    pub fn banner(self) -> Markup {
        let kept = "Nothing has changed: what was connected before still is.";
        match self {
            Self::Declined => {
                banner(Tone::Neutral, "Access was not given", html! { (kept) " You can connect it at any time." })
            }
            Self::Failed => banner(
                Tone::Negative,
                "This could not be connected",
                html! { (kept) " Try it again; if it fails again, tell the team." },
            ),
            Self::Connected | Self::Disconnected => html! {},
        }
    }
}

/// How a connection does, in a word.
pub fn health(row: &Model) -> Markup {
    if row.connected_at.is_none() {
        return badge(Tone::Warning, "Not connected yet");
    }
    match row.health {
        ConnectionHealth::Healthy => badge(Tone::Positive, "Connected"),
        ConnectionHealth::Expiring => badge(Tone::Warning, "Ends soon"),
        ConnectionHealth::NeedsReauthorization => badge(Tone::Negative, "Connect again"),
        ConnectionHealth::Failing => badge(Tone::Warning, "Does not answer"),
    }
}

/// What that means for the reader.
pub const fn meaning(row: &Model) -> &'static str {
    match (row.connected_at, row.health) {
        (None, _) => "Whatever needs this account begins, or goes on, once it is connected.",
        (_, ConnectionHealth::Healthy) => "It works. There is nothing to do.",
        (_, ConnectionHealth::Expiring) => {
            "The access ends soon and cannot be renewed by itself. Connect it again before that."
        }
        (_, ConnectionHealth::NeedsReauthorization) => {
            "The access has ended or was taken back. What is done for you with it waits, and goes on once it is connected again."
        }
        (_, ConnectionHealth::Failing) => "The provider does not answer just now. We try again by ourselves.",
    }
}
