mod tables;
mod webhooks;

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Parser, Subcommand};
use clap_complete::Shell;
use uuid::Uuid;

pub use self::{
    tables::{Export, Import},
    webhooks::Webhooks,
};
use crate::storage::Storage;

/// The terminal console for an agency's staff.
#[derive(Debug, Parser)]
#[command(name = "portico-console", version, about)]
pub struct Arguments {
    /// The server's address, for example https://portal.example.com
    #[arg(long, value_name = "URL", global = true)]
    pub server: Option<String>,
    /// The name the sign-in is stored under, and the server of this name in the config file
    #[arg(long, value_name = "NAME", global = true)]
    pub profile: Option<String>,
    /// The address to sign in with; the password is asked, or taken from PORTICO_PASSWORD
    #[arg(long, value_name = "ADDR", global = true)]
    pub email: Option<String>,
    /// Where the sign-in is stored from now on
    #[arg(long, value_name = "WHERE", global = true)]
    pub store: Option<Storage>,
    /// Another config file than the usual one
    #[arg(long, value_name = "PATH", global = true)]
    pub config: Option<PathBuf>,
    /// Change nothing at the server
    #[arg(long, global = true)]
    pub read_only: bool,
    /// Answers as JSON, as the API gives them
    #[arg(long, global = true)]
    pub json: bool,
    /// Answers as sentences, one thing a line, for screen readers
    #[arg(long, global = true, conflicts_with = "json")]
    pub plain: bool,
    /// Something other than the console
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What the program does besides the console.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Join a team by the link of an invitation; without the link here, it is asked for
    Accept {
        /// As it stands in the mail
        #[arg(value_name = "LINK")]
        link: Option<String>,
    },
    /// Forget the stored sign-in, here and at the server
    SignOut,
    /// List the stored sign-ins
    Profiles,
    /// Print every key of the console
    Keys,
    /// Print what a shell needs to complete commands and options
    Completions {
        /// Which shell
        shell: Shell,
    },
    /// What is done about requests
    #[command(flatten)]
    Triage(Task),
}

/// What is done about requests without the console.
#[derive(Clone, Debug, Subcommand)]
pub enum Task {
    /// Look at requests, or do something about one
    #[command(subcommand)]
    Requests(Requests),
    /// What all of them come to
    #[command(subcommand)]
    Reports(Reports),
    /// Look at the agency's webhooks, or do something about one
    #[command(subcommand)]
    Webhooks(Webhooks),
    /// Take clients, projects or requests out of a CSV file, after all of it was looked at
    Import(Import),
    /// Put clients, projects or requests into a file
    Export(Export),
    /// The same in fewer words
    #[command(flatten)]
    Act(Act),
}

/// What is done about one request.
#[derive(Clone, Debug, Subcommand)]
pub enum Act {
    /// Answer the client of a request; it waits as the agency wishes before it is sent
    Reply {
        /// The request's number, or its id
        #[arg(value_name = "NUMBER")]
        request: String,
        #[command(flatten)]
        text: Text,
    },
    /// Write a note that only staff see
    Note {
        /// The request's number, or its id
        #[arg(value_name = "NUMBER")]
        request: String,
        #[command(flatten)]
        text: Text,
    },
    /// Give a request to somebody
    Assign {
        /// The request's number, or its id
        #[arg(value_name = "NUMBER")]
        request: String,
        /// `me`, `none`, or how a name or an address begins
        #[arg(value_name = "WHO")]
        to: String,
    },
    /// Say where a request stands
    Status {
        /// The request's number, or its id
        #[arg(value_name = "NUMBER")]
        request: String,
        /// open, waiting_on_client, waiting_on_agency, resolved or closed
        #[arg(value_name = "STATUS")]
        status: String,
    },
    /// Make a request a part of another of the same client
    Merge {
        /// The request's number, or its id
        #[arg(value_name = "NUMBER")]
        request: String,
        /// The number or the id of what it becomes a part of
        #[arg(value_name = "INTO")]
        into: String,
    },
    /// Make a request that was merged one of its own again
    Unmerge {
        /// The request's number, or its id
        #[arg(value_name = "NUMBER")]
        request: String,
    },
    /// Put a request out of sight until a time
    Snooze {
        /// The request's number, or its id
        #[arg(value_name = "NUMBER")]
        request: String,
        /// tomorrow, next-week, 4h, 3d, 2026-12-01 or '2026-12-01 14:00', on the clock of this machine
        #[arg(value_name = "UNTIL")]
        until: String,
    },
    /// Bring a request back into sight
    Unsnooze {
        /// The request's number, or its id
        #[arg(value_name = "NUMBER")]
        request: String,
    },
    /// Make a message a request of its own
    Split {
        /// The number or the id of the request that has the message
        #[arg(value_name = "NUMBER")]
        request: String,
        /// Which of its messages: its place, the first being 1, or its id
        #[arg(value_name = "MESSAGE")]
        message: String,
        /// What the new request is called
        #[arg(long, value_name = "TEXT")]
        subject: String,
        /// The same key makes the same request once, however often it is sent
        #[arg(long, value_name = "UUID")]
        key: Option<Uuid>,
    },
    /// Say how much a request presses
    Priority {
        /// The request's number, or its id
        #[arg(value_name = "NUMBER")]
        request: String,
        /// urgent, high, normal or low
        #[arg(value_name = "PRIORITY")]
        priority: String,
    },
}

/// What of requests is looked at, or done about one.
#[derive(Clone, Debug, Subcommand)]
pub enum Requests {
    /// Those that a filter asks for
    List {
        /// In the language of filters, such as 'status:new assignee:me waiting>2d'
        #[arg(long, value_name = "FILTER", default_value = "")]
        filter: String,
        /// newest, oldest, waiting, priority, number, client, subject, assignee, status, due, updated or snoozed; turned round as
        /// waiting_least, priority_least, number_desc, client_desc …
        #[arg(long, value_name = "ORDER", default_value = "newest")]
        sort: String,
        /// How many at most
        #[arg(long, value_name = "COUNT", default_value_t = 50)]
        limit: usize,
    },
    /// One with all that was said about it
    Show {
        /// Its number, or its id
        #[arg(value_name = "NUMBER")]
        request: String,
    },
    /// Open one on a client's behalf, who is told and reads it at once
    Create(Opened),
    /// What is done about one
    #[command(flatten)]
    Act(Act),
}

/// What is added up.
#[derive(Clone, Debug, Subcommand)]
pub enum Reports {
    /// How many requests came, were answered and resolved, and how long it took
    Requests {
        /// person, type or week
        #[arg(long, value_name = "WHAT", default_value = "person")]
        by: String,
        /// The first day, such as 2026-01-01; twelve weeks where it is left out
        #[arg(long, value_name = "DAY")]
        from: Option<NaiveDate>,
        /// The last day; today where it is left out
        #[arg(long, value_name = "DAY")]
        to: Option<NaiveDate>,
        /// Only this client's, by the id of its workspace
        #[arg(long, value_name = "ID")]
        workspace: Option<Uuid>,
    },
}

impl Task {
    /// Whether it changes anything at the server.
    pub fn changes(&self) -> bool {
        match self {
            Self::Webhooks(what) => what.changes(),
            Self::Import(import) => !import.dry_run,
            Self::Requests(Requests::Create(_)) => true,
            task => task.act().is_some(),
        }
    }

    /// What it does about a request, if it does anything.
    pub fn act(&self) -> Option<&Act> {
        match self {
            Self::Act(act) | Self::Requests(Requests::Act(act)) => Some(act),
            Self::Requests(Requests::List { .. } | Requests::Show { .. } | Requests::Create(_))
            | Self::Reports(_)
            | Self::Webhooks(_)
            | Self::Import(_)
            | Self::Export(_) => None,
        }
    }
}

/// A request that is opened on a client's behalf.
#[derive(Clone, Debug, clap::Args)]
pub struct Opened {
    /// The client: its short name, its id, or how its name begins
    #[arg(long, value_name = "CLIENT")]
    pub workspace: String,
    /// Whose it is: how the name or the address of one of its people begins; without it, it is for the whole client
    #[arg(long = "for", value_name = "WHO")]
    pub whose: Option<String>,
    /// What it is about, such as bugs, access or design
    #[arg(long, value_name = "CATEGORY", default_value = "feedback")]
    pub category: String,
    /// What it is called
    #[arg(long, value_name = "TEXT")]
    pub subject: String,
    /// Where it stands: open, waiting_on_client, waiting_on_agency, resolved or closed; it waits on the client without it
    #[arg(long, value_name = "STATUS")]
    pub status: Option<String>,
    /// The first message
    #[command(flatten)]
    pub text: Text,
}

/// What is written.
#[derive(Clone, Debug, clap::Args)]
pub struct Text {
    /// What is written; without it, or with -, it is read from what comes in
    #[arg(short, long, value_name = "TEXT")]
    pub message: Option<String>,
    /// The same key makes the same thing once, however often it is sent
    #[arg(long, value_name = "UUID")]
    pub key: Option<Uuid>,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Arguments::command().debug_assert();
        let given = Arguments::parse_from(["portico-console", "--server", "localhost:8080", "sign-out"]);
        assert_eq!(given.profile, None);
        assert!(matches!(given.command, Some(Command::SignOut)));
        let given = Arguments::parse_from(["portico-console", "requests", "list", "--filter", "is:open", "--json"]);
        assert!(given.json);
        assert!(matches!(given.command, Some(Command::Triage(Task::Requests(Requests::List { limit: 50, .. })))));
        for words in [&["reply", "1042", "-m", "Hello"][..], &["requests", "reply", "1042", "-m", "Hello"]] {
            let given = Arguments::parse_from([&["portico-console"], words].concat());
            let Some(Command::Triage(task)) = given.command else { panic!("{words:?}") };
            assert!(matches!(task.act(), Some(Act::Reply { .. })), "{words:?}");
        }
        let create =
            ["portico-console", "requests", "create", "--workspace", "acme", "--for", "carla", "--subject", "x"];
        let given = Arguments::parse_from([&create[..], &["-m", "Hello", "--json"]].concat());
        let Some(Command::Triage(task)) = given.command else { panic!("no task") };
        assert!(task.act().is_none() && task.changes(), "a read-only console does not open requests");
        assert!(matches!(task, Task::Requests(Requests::Create(Opened { whose: Some(who), .. })) if who == "carla"));
        assert!(Arguments::try_parse_from(["portico-console", "requests", "show", "1", "--json", "--plain"]).is_err());
        let reports = ["portico-console", "reports", "requests"];
        let given = Arguments::parse_from([&reports[..], &["--by", "week", "--from", "2026-01-01"]].concat());
        let Some(Command::Triage(task)) = given.command else { panic!("no task") };
        assert!(!task.changes(), "a read-only console may look back");
        let Task::Reports(Reports::Requests { by, from, to, .. }) = task else { panic!("no report") };
        assert_eq!((by.as_str(), from.map(|day| day.to_string()).as_deref(), to), ("week", Some("2026-01-01"), None));
        assert!(Arguments::try_parse_from([&reports[..], &["--from", "soon"]].concat()).is_err());
    }
}
