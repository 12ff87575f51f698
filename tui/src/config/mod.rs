//! What a person has chosen for their console: colours, keys, servers. It is read once, before anything is drawn. A
//! file with a fault is not half believed, because it may be what makes the console read-only: every fault is told with
//! its place, and nothing begins.

mod fault;
mod written;

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

pub use fault::Faults;
use ratatui::style::Color;

use crate::{
    keymap::Keymap,
    theme::{Ink, Theme},
};

/// What is chosen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// The profile where none is named.
    pub profile: Option<String>,
    /// Whether nothing is to be changed from here.
    pub read_only: bool,
    /// What keys mean.
    pub keymap: Keymap,
    theme: Option<Theme>,
    inks: Vec<(Ink, Option<Color>)>,
    profiles: BTreeMap<String, Server>,
}

/// One server of several.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Server {
    /// Its address.
    pub server: Option<String>,
    /// Who signs in there.
    pub email: Option<String>,
    /// Whether nothing is to be changed there.
    pub read_only: Option<bool>,
    theme: Option<Theme>,
}

impl Config {
    /// From the file that is named, or from where it usually is; there need be none there.
    ///
    /// # Errors
    /// When it cannot be read, or is not what a config file can be.
    pub fn read(named: Option<&Path>, usual: Option<PathBuf>) -> anyhow::Result<Self> {
        let Some(path) = named.map(Path::to_path_buf).or(usual) else {
            return Ok(Self::default());
        };
        match fs::read_to_string(&path) {
            Ok(text) => Ok(Self::parse(&text).map_err(|faults| faults.at(&path))?),
            Err(error) if named.is_none() && error.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(anyhow::anyhow!("the config file {} cannot be read: {error}", path.display())),
        }
    }

    /// From its text.
    ///
    /// # Errors
    /// When anything in it is wrong; all of it is told at once.
    pub fn parse(text: &str) -> Result<Self, Faults> {
        written::read(text)
    }

    /// What is chosen for a server.
    pub fn server(&self, profile: &str) -> Server {
        self.profiles.get(profile).cloned().unwrap_or_default()
    }

    /// The servers, by the names of their profiles.
    pub fn servers(&self) -> impl Iterator<Item = (&String, &Server)> {
        self.profiles.iter()
    }

    /// How meanings look at a server, in a terminal that is like this. `NO_COLOR` is above all that is chosen.
    pub fn theme(&self, profile: &str, terminal: Theme) -> Theme {
        if terminal.is_plain() {
            return terminal;
        }
        let chosen = self.profiles.get(profile).and_then(|server| server.theme).or(self.theme);
        self.inked(chosen.unwrap_or(terminal))
    }

    fn inked(&self, theme: Theme) -> Theme {
        if theme.is_plain() {
            return theme;
        }
        self.inks.iter().fold(theme, |theme, (ink, colour)| theme.with(*ink, *colour))
    }
}

/// `$XDG_CONFIG_HOME/portico/console.toml`, or where that is when it is not set.
pub fn usual(config_home: Option<PathBuf>, home: Option<PathBuf>) -> Option<PathBuf> {
    let config = config_home.filter(|path| path.is_absolute());
    config.or_else(|| home.map(|home| home.join(".config"))).map(|path| path.join("portico/console.toml"))
}

#[cfg(test)]
mod tests;
