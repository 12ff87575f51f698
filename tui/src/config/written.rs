use std::{collections::BTreeMap, ops::Range};

use portico_openapi::Address;
use ratatui::style::Color;
use serde::{Deserialize, de::IgnoredAny};
use toml::Spanned;

use super::{Config, Faults, Server};
use crate::{
    keymap::{Keymap, Wish},
    storage,
    theme::{Ink, Theme},
};

/// What can stand in the file, and what of a server.
const SETTINGS: &[&str] = &["theme", "read_only", "profile", "colours", "colors", "keys", "profiles"];
const OF_SERVER: &[&str] = &["server", "email", "theme", "read_only"];

/// The file as it is written; each thing with its place.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Written {
    theme: Option<Spanned<String>>,
    read_only: bool,
    profile: Option<Spanned<String>>,
    #[serde(alias = "colors")]
    colours: BTreeMap<Spanned<String>, Spanned<String>>,
    keys: BTreeMap<Spanned<String>, BTreeMap<Spanned<String>, Spanned<Keys>>>,
    profiles: BTreeMap<Spanned<String>, WrittenServer>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct WrittenServer {
    server: Option<Spanned<String>>,
    email: Option<String>,
    theme: Option<Spanned<String>>,
    read_only: Option<bool>,
}

/// What stands in it by its names alone.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Named {
    profiles: BTreeMap<Spanned<String>, BTreeMap<Spanned<String>, IgnoredAny>>,
}

/// One key, or several.
#[derive(Clone, Deserialize)]
#[serde(untagged, expecting = "a key is a text, several are a list of texts")]
enum Keys {
    One(String),
    Many(Vec<String>),
}

/// Reads all of it, and tells all that is wrong.
pub fn read(text: &str) -> Result<Config, Faults> {
    let mut faults = Faults::default();
    let written = match toml::from_str::<Written>(text) {
        Ok(written) => written,
        Err(error) => {
            faults.note(text, &error.span().unwrap_or_default(), error.message());
            return faults.or(Config::default());
        }
    };
    find_unknown(text, &mut faults);
    let mut config = Config { read_only: written.read_only, ..Config::default() };
    config.theme = written.theme.as_ref().and_then(|name| theme(text, name, &mut faults));
    for (name, colour) in &written.colours {
        config.inks.extend(ink(text, name, colour, &mut faults));
    }
    for (name, server) in &written.profiles {
        is_profile(text, name, &mut faults);
        config.profiles.insert(name.get_ref().clone(), of_server(text, server, &mut faults));
    }
    if let Some(name) = &written.profile {
        is_profile(text, name, &mut faults);
        config.profile = Some(name.get_ref().clone());
    }
    config.keymap = keys(text, &written.keys, &mut faults);
    set_notes_apart(text, &config, &written, &mut faults);
    faults.or(config)
}

/// Tells of what is no setting. The rest is read all the same, so that all faults are told at once.
fn find_unknown(text: &str, faults: &mut Faults) {
    let all: BTreeMap<Spanned<String>, IgnoredAny> = toml::from_str(text).unwrap_or_default();
    let named: Named = toml::from_str(text).unwrap_or_default();
    let of_servers = named.profiles.values().flat_map(BTreeMap::keys).map(|name| (name, OF_SERVER));
    for (name, known) in all.keys().map(|name| (name, SETTINGS)).chain(of_servers) {
        if !known.contains(&name.get_ref().as_str()) {
            let message = format!("unknown field `{}`; there are {}", name.get_ref(), known.join(", "));
            faults.note(text, &name.span(), message);
        }
    }
}

fn theme(text: &str, name: &Spanned<String>, faults: &mut Faults) -> Option<Theme> {
    if name.get_ref() == "auto" {
        return None;
    }
    let found = Theme::named(name.get_ref());
    if found.is_none() {
        let known = Theme::ALL.map(|(name, _)| name).join(", ");
        let message = format!("there is no theme “{}”; there are auto, {known}", name.get_ref());
        faults.note(text, &name.span(), message);
    }
    found
}

fn ink(
    text: &str,
    name: &Spanned<String>,
    colour: &Spanned<String>,
    faults: &mut Faults,
) -> Option<(Ink, Option<Color>)> {
    let Some((ink, _)) = Ink::ALL.into_iter().find(|(_, known)| known == name.get_ref()) else {
        let known = Ink::ALL.map(|(_, name)| name).join(", ");
        faults.note(text, &name.span(), format!("nothing is called “{}”; there are {known}", name.get_ref()));
        return None;
    };
    if colour.get_ref() == "default" {
        return Some((ink, None));
    }
    match colour.get_ref().parse::<Color>() {
        Ok(colour) if colour != Color::Reset => Some((ink, Some(colour))),
        _ => {
            let message = format!(
                "“{}” is no colour; write one of the sixteen by its name, such as light-blue, a number up to 255, \
                 #rrggbb, or default",
                colour.get_ref()
            );
            faults.note(text, &colour.span(), message);
            None
        }
    }
}

fn is_profile(text: &str, name: &Spanned<String>, faults: &mut Faults) {
    if !storage::is_profile_name(name.get_ref()) {
        let message = "a profile's name has letters, digits, dots, dashes and underscores only";
        faults.note(text, &name.span(), message);
    }
}

fn of_server(text: &str, written: &WrittenServer, faults: &mut Faults) -> Server {
    if let Some(server) = &written.server
        && let Err(error) = server.get_ref().parse::<Address>()
    {
        faults.note(text, &server.span(), error.to_string());
    }
    Server {
        server: written.server.as_ref().map(|server| server.get_ref().clone()),
        email: written.email.clone(),
        read_only: written.read_only,
        theme: written.theme.as_ref().and_then(|name| theme(text, name, faults)),
    }
}

fn keys(
    text: &str,
    written: &BTreeMap<Spanned<String>, BTreeMap<Spanned<String>, Spanned<Keys>>>,
    faults: &mut Faults,
) -> Keymap {
    let mut places: Vec<Range<usize>> = Vec::new();
    let mut wishes = Vec::new();
    for (context, lines) in written {
        for (action, keys) in lines {
            let (context, action) = (context.get_ref().clone(), action.get_ref().clone());
            places.push(keys.span());
            let keys = match keys.get_ref().clone() {
                Keys::One(key) => vec![key],
                Keys::Many(keys) => keys,
            };
            wishes.push(Wish { context, action, keys });
        }
    }
    match Keymap::with(&wishes) {
        Ok(keymap) => keymap,
        Err(wrong) => {
            for fault in wrong {
                faults.note(text, &places[fault.wish], fault.message);
            }
            Keymap::default()
        }
    }
}

/// A note must be unmistakable with every theme that the file leads to.
fn set_notes_apart(text: &str, config: &Config, written: &Written, faults: &mut Faults) {
    if config.inks.is_empty() {
        return;
    }
    let of_servers = config.profiles.values().filter_map(|server| server.theme);
    let bases = config.theme.map_or_else(|| vec![Theme::DARK, Theme::LIGHT], |theme| vec![theme]);
    if bases.into_iter().chain(of_servers).all(|theme| config.inked(theme).sets_notes_apart()) {
        return;
    }
    let colours = &written.colours;
    let blamed = ["note", "reply", "client"]
        .iter()
        .find_map(|name| colours.iter().find(|(known, _)| known.get_ref() == name).map(|(_, colour)| colour.span()));
    let message = "with this, an internal note looks like what clients read; take colours that are further apart";
    faults.note(text, &blamed.unwrap_or_default(), message);
}
