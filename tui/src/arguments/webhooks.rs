use clap::Subcommand;
use uuid::Uuid;

/// What of webhooks is looked at, or done about one. One is named by its id, or by a part of its URL.
#[derive(Clone, Debug, Subcommand)]
pub enum Webhooks {
    /// All of them, and how their last deliveries went
    List,
    /// The events that one can be told of
    Events,
    /// Set one up; its secret is printed this once
    Create {
        /// Where it is, such as https://hooks.example.com/portal
        #[arg(value_name = "URL")]
        url: String,
        /// What it is told of, with commas between
        #[arg(long, value_name = "EVENTS", value_delimiter = ',', required = true)]
        events: Vec<String>,
        /// What it is for
        #[arg(long, value_name = "TEXT", default_value = "")]
        description: String,
        /// The same key makes the same webhook once, however often it is sent
        #[arg(long, value_name = "UUID")]
        key: Option<Uuid>,
    },
    /// What one was told last, the latest first
    Deliveries {
        /// Its id, or a part of its URL
        #[arg(value_name = "WEBHOOK")]
        webhook: String,
    },
    /// One thing that it was told, with every try
    Show {
        /// Its id, or a part of its URL
        #[arg(value_name = "WEBHOOK")]
        webhook: String,
        /// The id of the delivery
        #[arg(value_name = "DELIVERY")]
        delivery: Uuid,
    },
    /// Send it an event that says nothing
    Test {
        /// Its id, or a part of its URL
        #[arg(value_name = "WEBHOOK")]
        webhook: String,
    },
    /// Tell it nothing until it is resumed
    Pause {
        /// Its id, or a part of its URL
        #[arg(value_name = "WEBHOOK")]
        webhook: String,
    },
    /// Tell it again
    Resume {
        /// Its id, or a part of its URL
        #[arg(value_name = "WEBHOOK")]
        webhook: String,
    },
    /// Sign with a new secret, which is printed this once; for a day the one before signs, too
    Rotate {
        /// Its id, or a part of its URL
        #[arg(value_name = "WEBHOOK")]
        webhook: String,
    },
    /// Send one thing again, or all that failed or was missed since a time
    Replay {
        /// Its id, or a part of its URL
        #[arg(value_name = "WEBHOOK")]
        webhook: String,
        /// The id of what is sent again
        #[arg(long, value_name = "DELIVERY", required_unless_present = "since")]
        delivery: Option<Uuid>,
        /// 12h, 7d, 4w or 2026-12-01, on the clock of this machine
        #[arg(long, value_name = "WHEN", conflicts_with = "delivery")]
        since: Option<String>,
    },
    /// Do without it; what it was told is forgotten
    Remove {
        /// Its id, or a part of its URL
        #[arg(value_name = "WEBHOOK")]
        webhook: String,
    },
}

impl Webhooks {
    /// Whether it changes anything at the server.
    pub fn changes(&self) -> bool {
        !matches!(self, Self::List | Self::Events | Self::Deliveries { .. } | Self::Show { .. })
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::arguments::{Arguments, Command, Task};

    #[test]
    fn what_changes_a_webhook_is_known_from_what_looks_at_it() {
        let task = |words: &[&str]| {
            let given = Arguments::parse_from([&["portico-console", "webhooks"][..], words].concat());
            let Some(Command::Triage(task)) = given.command else { panic!("{words:?}") };
            task
        };
        for words in [&["list"][..], &["events"], &["deliveries", "crm"]] {
            assert!(!task(words).changes(), "{words:?}");
        }
        let create = ["create", "https://hooks.example.com/", "--events", "request.created,invoice.paid"];
        let Task::Webhooks(Webhooks::Create { events, .. }) = task(&create) else { panic!("{create:?}") };
        assert_eq!(events, ["request.created", "invoice.paid"]);
        for words in [&create[..], &["test", "crm"], &["pause", "crm"], &["replay", "crm", "--since", "7d"]] {
            assert!(task(words).changes(), "{words:?}");
        }
        assert!(Arguments::try_parse_from(["portico-console", "webhooks", "replay", "crm"]).is_err());
    }
}
