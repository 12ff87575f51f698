//! The commands, one file each.

#[macro_use]
mod said;

mod agency;
mod backup;
mod demo;
pub mod doctor;
mod draw;
mod keys;
mod log;
mod restore;
mod serve;
mod staff;
mod verify;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use futures_util::future::BoxFuture;

use crate::access::Database;
use crate::config::Config;
use crate::error::{Error, Result, explain};

/// Portico: the client portal that an agency gives its clients.
#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    /// The configuration file; `PORTICO_*` in the environment wins over it.
    #[arg(long, global = true, default_value = "portico.toml")]
    config: PathBuf,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves a demo with two agencies and some clients, on an SQLite file.
    Demo(demo::Demo),
    /// Serves the portal and the API, and does background work.
    Serve,
    /// Brings the database up to date.
    Migrate,
    /// Manages agencies.
    #[command(subcommand)]
    Agency(agency::Agency),
    /// Manages an agency's staff.
    #[command(subcommand)]
    Staff(staff::Staff),
    /// Manages the keys that clients' credentials are sealed under.
    #[command(subcommand)]
    Keys(keys::Keys),
    /// Writes everything of the install but its keys into one file, while the server runs.
    Backup(backup::Backup),
    /// Brings a backup back into an empty place.
    Restore(restore::Restore),
    /// Examines everything that an install stands on, or one thing more closely.
    Doctor(doctor::Doctor),
    /// Draws the small picture of a file, for the server that calls.
    #[command(hide = true)]
    Draw(draw::Draw),
    /// Checks a certificate of approval, and the files that it is about, without asking anybody.
    Verify(verify::Verify),
    /// Prints the staff API's OpenAPI document.
    Openapi,
}

/// Does what the command line says, and gives what the program ends with. What went wrong is said on standard error.
///
/// A box, for then it is compiled here; else whoever waits for it compiles all that it may come to once more.
pub fn run() -> BoxFuture<'static, ExitCode> {
    Box::pin(done())
}

async fn done() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match arguments.command {
        Command::Verify(verify) => verify.run(),
        _ => other(arguments).await.map(|()| ExitCode::SUCCESS),
    };
    match done.and_then(|code| said::finished().map(|()| code)) {
        Ok(code) => code,
        Err(error) => {
            note!("portico: {}", explain(&error));
            ExitCode::FAILURE
        }
    }
}

async fn other(arguments: Arguments) -> Result<()> {
    match arguments.command {
        Command::Verify(_) => Ok(()),
        Command::Openapi => {
            let document = crate::app::document()?;
            say!("{}", serde_json::to_string_pretty(&*document).map_err(Error::internal)?);
            Ok(())
        }
        Command::Draw(draw) => draw.run(),
        Command::Demo(demo) => demo.run(Config::load(&arguments.config)?).await,
        Command::Serve => {
            let config = Config::load(&arguments.config)?;
            log::start(&config);
            Database::migrate(&config.prepared_database_url()?).await?;
            serve::run(&config, None).await
        }
        Command::Migrate => Database::migrate(&Config::load(&arguments.config)?.prepared_database_url()?).await,
        Command::Doctor(doctor) => doctor.run(Config::load(&arguments.config)).await,
        Command::Backup(backup) => backup.run(&Config::load(&arguments.config)?).await,
        Command::Restore(restore) => restore.run(&Config::load(&arguments.config)?).await,
        Command::Keys(keys) => keys.run(&Config::load(&arguments.config)?).await,
        Command::Staff(staff) => staff.run(&Config::load(&arguments.config)?).await,
        Command::Agency(agency) => agency.run(&Config::load(&arguments.config)?).await,
    }
}
