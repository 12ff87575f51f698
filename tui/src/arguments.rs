use clap::{Parser, Subcommand};

use crate::storage::Storage;

/// The terminal console for an agency's staff.
#[derive(Debug, Parser)]
#[command(name = "portico-console", version, about)]
pub struct Arguments {
    /// The server's address, for example https://portal.example.com
    #[arg(long, value_name = "URL", global = true)]
    pub server: Option<String>,
    /// The name the sign-in is stored under
    #[arg(long, value_name = "NAME", default_value = "default", global = true)]
    pub profile: String,
    /// The address to sign in with; the password is asked, or taken from PORTICO_PASSWORD
    #[arg(long, value_name = "ADDR", global = true)]
    pub email: Option<String>,
    /// Where the sign-in is stored from now on
    #[arg(long, value_name = "WHERE", global = true)]
    pub store: Option<Storage>,
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
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Arguments::command().debug_assert();
        let given = Arguments::parse_from(["portico-console", "--server", "localhost:8080", "sign-out"]);
        assert_eq!(given.profile, "default");
        assert!(matches!(given.command, Some(Command::SignOut)));
    }
}
