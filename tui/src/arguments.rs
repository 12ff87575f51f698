use std::path::PathBuf;

use clap::{Parser, Subcommand};
use clap_complete::Shell;
use uuid::Uuid;

use crate::{
    storage::Storage,
    tables::{Existing, Format, What},
};

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
        /// newest, oldest, waiting or priority
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
    /// What is done about one
    #[command(flatten)]
    Act(Act),
}

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
    fn changes(&self) -> bool {
        !matches!(self, Self::List | Self::Events | Self::Deliveries { .. } | Self::Show { .. })
    }
}

impl Task {
    /// Whether it changes anything at the server.
    pub fn changes(&self) -> bool {
        match self {
            Self::Webhooks(what) => what.changes(),
            Self::Import(import) => !import.dry_run,
            task => task.act().is_some(),
        }
    }

    /// What it does about a request, if it does anything.
    pub fn act(&self) -> Option<&Act> {
        match self {
            Self::Act(act) | Self::Requests(Requests::Act(act)) => Some(act),
            Self::Requests(Requests::List { .. } | Requests::Show { .. })
            | Self::Webhooks(_)
            | Self::Import(_)
            | Self::Export(_) => None,
        }
    }
}

/// What is taken out of a file.
#[derive(Clone, Debug, clap::Args)]
pub struct Import {
    /// What its rows are of
    #[arg(value_name = "WHAT")]
    pub what: What,
    /// A CSV file in UTF-8; its first row names the columns
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Only look at it, and say what would become of it
    #[arg(long)]
    pub dry_run: bool,
    /// What becomes of clients, people and projects that are there already
    #[arg(long, value_name = "WHAT", value_enum, default_value_t)]
    pub existing: Existing,
    /// Ask new people of clients by mail, instead of letting them in without one
    #[arg(long)]
    pub invite: bool,
    /// The same key imports the same file once, however often it is sent
    #[arg(long, value_name = "UUID")]
    pub key: Option<Uuid>,
}

/// What is put into a file.
#[derive(Clone, Debug, clap::Args)]
pub struct Export {
    /// What its rows are of
    #[arg(value_name = "WHAT")]
    pub what: What,
    /// Only requests that are like this, in the language of filters
    #[arg(long, value_name = "FILTER", default_value = "")]
    pub filter: String,
    /// How it is written
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub format: Format,
    /// The file, which must not be there yet
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
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
        assert!(Arguments::try_parse_from(["portico-console", "requests", "show", "1", "--json", "--plain"]).is_err());
    }

    #[test]
    fn files_are_imported_and_exported_by_their_names() {
        let task = |words: &[&str]| {
            let given = Arguments::parse_from([&["portico-console"], words].concat());
            let Some(Command::Triage(task)) = given.command else { panic!("{words:?}") };
            task
        };
        let import = task(&["import", "clients", "old.csv", "--dry-run", "--existing", "update", "--invite"]);
        assert!(!import.changes());
        let Task::Import(import) = import else { panic!() };
        assert_eq!((import.what, import.existing, import.invite), (What::Clients, Existing::Update, true));
        assert!(task(&["import", "requests", "old.csv"]).changes());
        let export = task(&["export", "requests", "--filter", "status:open", "--format", "jsonl", "-o", "open.jsonl"]);
        assert!(!export.changes());
        let Task::Export(export) = export else { panic!() };
        assert_eq!(
            (export.what, export.format, export.filter.as_str()),
            (What::Requests, Format::Jsonl, "status:open")
        );
        for wrong in [
            &["import", "people", "x"][..],
            &["import", "clients"],
            &["export", "clients"],
            &["export", "clients", "-o"],
        ] {
            assert!(Arguments::try_parse_from([&["portico-console"], wrong].concat()).is_err(), "{wrong:?}");
        }
    }

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
