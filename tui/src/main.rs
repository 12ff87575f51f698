//! The terminal console for an agency's staff. It talks to the staff API and to nothing else.

mod action;
mod app;
mod approvals;
mod arguments;
mod automation;
mod billing;
mod cli;
mod cursor;
mod draft;
mod effect;
#[cfg(test)]
mod fixture;
mod foreign;
mod form;
mod fuzzy;
mod held;
mod input;
mod keymap;
mod layout;
mod message;
mod money;
mod office;
mod picker;
mod picture;
mod remote;
mod runtime;
mod screens;
mod storage;
mod terminal;
mod text;
mod theme;
mod triage;
mod when;
mod widgets;

use std::{
    env,
    io::{self, IsTerminal, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Context;
use chrono::{Local, Offset};
use clap::Parser;
use portico_openapi::Address;
use uuid::Uuid;

use crate::{
    app::{App, Start},
    arguments::{Arguments, Command},
    draft::Owner,
    office::Link,
    runtime::Runtime,
    storage::{DraftFolder, ProfileFile},
    terminal::Screen,
    theme::Theme,
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Where the terminal is gone, nobody reads it.
            drop(writeln!(io::stderr(), "portico-console: {}", foreign::line(&format!("{error:#}"))));
            cli::exit_code(&error)
        }
    }
}

async fn run(arguments: Arguments) -> anyhow::Result<()> {
    let home = |name: &str| env::var_os(name).map(PathBuf::from);
    let folder = storage::folder(home("XDG_STATE_HOME"), home("HOME"))
        .context("neither XDG_STATE_HOME nor HOME says where to keep the sign-in")?;
    let profile = ProfileFile::new(&folder, &arguments.profile, storage::keyring())
        .context("a profile's name has letters, digits, dots, dashes and underscores only")?
        .stored_in(arguments.store);
    match &arguments.command {
        Some(Command::SignOut) => sign_out(profile).await,
        Some(Command::Profiles) => print(&profiles(&folder)),
        Some(Command::Keys) => print(&keys()),
        Some(Command::Completions { shell }) => print(&cli::completions(*shell)),
        Some(Command::Triage(task)) => print(&cli::run(&arguments, task, profile).await?),
        Some(Command::Accept { link }) => {
            let link = accepted(link.as_deref())?;
            console(&arguments, &folder, profile, Some(link)).await
        }
        None => console(&arguments, &folder, profile, None).await,
    }
}

/// The link of an invitation: as given, or as it comes in, so that it stands in no history.
fn accepted(given: Option<&str>) -> anyhow::Result<Link> {
    let mut text = given.unwrap_or_default().to_owned();
    if given.is_none() {
        if io::stdin().is_terminal() {
            eprint!("The link of your invitation: ");
        }
        io::stdin().read_line(&mut text)?;
    }
    Link::read(&text).context("this is not the link of an invitation to a team; copy all of it from the mail")
}

async fn console(arguments: &Arguments, folder: &Path, profile: ProfileFile, link: Option<Link>) -> anyhow::Result<()> {
    let stored = profile.read().unwrap_or_default();
    let server = match &arguments.server {
        Some(server) => server.parse::<Address>()?.to_string(),
        None => stored.server.clone(),
    };
    let email = arguments
        .email
        .clone()
        .unwrap_or_else(|| if server == stored.server { stored.email.clone() } else { String::new() });
    let same = server == stored.server && email == stored.email;
    let screen = Screen::take().context("the terminal could not be taken over")?;
    let now = runtime::now();
    let (app, effects) = App::new(Start {
        now,
        zone: now.with_timezone(&Local).offset().fix(),
        size: screen.size()?,
        theme: Theme::detect(variable("NO_COLOR").as_deref(), variable("COLORFGBG").as_deref()),
        owner: Owner { server, email },
        password: variable("PORTICO_PASSWORD"),
        resumable: same && stored.is_signed_in(),
        link,
        new_key: Uuid::new_v4,
    });
    let drafts = DraftFolder::new(folder, &arguments.profile);
    Ok(Runtime::new(profile, drafts).run(app, effects, screen).await?)
}

async fn sign_out(profile: ProfileFile) -> anyhow::Result<()> {
    if !profile.read().is_some_and(|stored| stored.is_signed_in()) {
        return print("Nobody is signed in.\n");
    }
    runtime::sign_out(profile).await?;
    print("Signed out.\n")
}

fn profiles(folder: &Path) -> String {
    storage::profiles(folder)
        .into_iter()
        .map(|(name, profile)| {
            let state = match (profile.is_signed_in(), profile.in_keyring) {
                (false, _) => "signed out",
                (true, true) => "signed in, keyring",
                (true, false) => "signed in, file",
            };
            let (server, email) = (foreign::line(&profile.server), foreign::line(&profile.email));
            format!("{name}\t{server}\t{email}\t{state}\n")
        })
        .collect()
}

fn keys() -> String {
    keymap::HEADINGS
        .iter()
        .flat_map(|(context, heading)| {
            let lines = keymap::within(*context)
                .filter(|binding| !binding.keys.is_empty())
                .map(|binding| format!("  {:16} {}\n", binding.names(), binding.label));
            std::iter::once(format!("{heading}\n")).chain(lines)
        })
        .collect()
}

fn print(text: &str) -> anyhow::Result<()> {
    match io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

fn variable(name: &str) -> Option<String> {
    env::var(name).ok()
}
