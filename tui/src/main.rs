//! The terminal console for an agency's staff. It talks to the staff API and to nothing else.

mod action;
mod app;
mod approvals;
mod arguments;
mod automation;
mod billing;
mod charts;
mod cli;
mod config;
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
mod queue;
mod remote;
mod runtime;
mod screens;
mod storage;
mod tables;
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
    config::{Config, Faults},
    draft::Owner,
    keymap::Keymap,
    office::Link,
    runtime::Runtime,
    storage::{DraftFolder, ProfileFile, QueueFolder},
    terminal::Screen,
    theme::Theme,
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let json = arguments.json;
    match run(arguments).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let faults = || error.is::<Faults>().then(|| foreign::block(&format!("{error:#}")));
            let words = match json {
                true => cli::failure_in_json(&error),
                false => format!("portico-console: {}", faults().unwrap_or_else(|| cli::failure(&error))),
            };
            // Where the terminal is gone, nobody reads it.
            drop(writeln!(io::stderr(), "{words}"));
            cli::exit_code(&error)
        }
    }
}

async fn run(mut arguments: Arguments) -> anyhow::Result<()> {
    if let Some(Command::Completions { shell }) = &arguments.command {
        return print(&cli::completions(*shell));
    }
    let home = |name: &str| env::var_os(name).map(PathBuf::from);
    let usual = config::usual(home("XDG_CONFIG_HOME"), home("HOME"));
    let config = Config::read(arguments.config.as_deref(), usual)?;
    let name = arguments.profile.clone().or(config.profile.clone()).unwrap_or_else(|| "default".into());
    let server = config.server(&name);
    arguments.read_only |= server.read_only.unwrap_or(config.read_only);
    if arguments.server.is_none() {
        // An address on the command line is of the server there.
        arguments.email = arguments.email.or(server.email);
    }
    arguments.server = arguments.server.or(server.server);
    let folder = storage::folder(home("XDG_STATE_HOME"), home("HOME"))
        .context("neither XDG_STATE_HOME nor HOME says where to keep the sign-in")?;
    let profile = ProfileFile::new(&folder, &name, storage::keyring())
        .context("a profile's name has letters, digits, dots, dashes and underscores only")?
        .stored_in(arguments.store);
    let begin = Begin { arguments: &arguments, config: &config, folder: &folder, name: &name };
    match &arguments.command {
        Some(Command::SignOut) => sign_out(profile).await,
        Some(Command::Profiles) => print(&profiles(&folder, &config)),
        Some(Command::Keys) => print(&keys(&config.keymap)),
        Some(Command::Completions { shell }) => print(&cli::completions(*shell)),
        Some(Command::Triage(task)) => print(&cli::run(&arguments, task, profile).await?),
        Some(Command::Accept { link }) => {
            let link = accepted(link.as_deref())?;
            console(begin, profile, Some(link)).await
        }
        None => console(begin, profile, None).await,
    }
}

/// What the console begins with.
struct Begin<'a> {
    arguments: &'a Arguments,
    config: &'a Config,
    folder: &'a Path,
    name: &'a str,
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

async fn console(begin: Begin<'_>, profile: ProfileFile, link: Option<Link>) -> anyhow::Result<()> {
    let Begin { arguments, config, folder, name } = begin;
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
    let terminal = Theme::detect(variable("NO_COLOR").as_deref(), variable("COLORFGBG").as_deref());
    let now = runtime::now();
    let (app, effects) = App::new(Start {
        now,
        zone: now.with_timezone(&Local).offset().fix(),
        size: screen.size()?,
        theme: config.theme(name, terminal),
        keymap: config.keymap.clone(),
        read_only: arguments.read_only,
        owner: Owner { server, email },
        password: variable("PORTICO_PASSWORD"),
        resumable: same && stored.is_signed_in(),
        link,
        new_key: Uuid::new_v4,
    });
    let (drafts, queue) = (DraftFolder::new(folder, name), QueueFolder::new(folder, name));
    Ok(Runtime::new(profile, drafts, queue, arguments.read_only).run(app, effects, screen).await?)
}

async fn sign_out(profile: ProfileFile) -> anyhow::Result<()> {
    if !profile.read().is_some_and(|stored| stored.is_signed_in()) {
        return print("Nobody is signed in.\n");
    }
    runtime::sign_out(profile).await?;
    print("Signed out.\n")
}

/// The stored sign-ins, and the servers of the config file at which nobody was signed in yet.
fn profiles(folder: &Path, config: &Config) -> String {
    let stored = storage::profiles(folder);
    let line = |name: &str, server: &str, email: &str, state: &str| {
        format!("{name}\t{}\t{}\t{state}\n", foreign::line(server), foreign::line(email))
    };
    let known = stored.iter().map(|(name, profile)| {
        let state = match (profile.is_signed_in(), profile.in_keyring) {
            (false, _) => "signed out",
            (true, true) => "signed in, keyring",
            (true, false) => "signed in, file",
        };
        line(name, &profile.server, &profile.email, state)
    });
    let others = config.servers().filter(|(name, _)| !stored.iter().any(|(known, _)| known == *name));
    let others = others.map(|(name, server)| {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        line(name, &text(&server.server), &text(&server.email), "config file")
    });
    known.chain(others).collect()
}

/// Every key with what it does, and the name that a config file has for it.
fn keys(keymap: &Keymap) -> String {
    let told =
        |binding: &keymap::Binding| format!("  {:16} {:32} {}\n", binding.names(), binding.label, binding.name());
    keymap::HEADINGS
        .iter()
        .flat_map(|(context, heading)| std::iter::once(format!("{heading}\n")).chain(keymap.within(*context).map(told)))
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
