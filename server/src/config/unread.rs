//! What is said of a configuration that cannot be read. It names the place and what belongs there, and never what stands
//! there: nobody knows yet which of it is a secret.

use figment::error::{Kind, OneOf};

/// Everything that is wrong, without a value and without a line of the file.
pub fn explain(error: figment::Error) -> String {
    let faults = error.into_iter().map(|fault| format!("{}: {}", place(&fault), reason(&fault)));
    faults.collect::<Vec<_>>().join("; ")
}

/// The variable, or the key and the file.
fn place(error: &figment::Error) -> String {
    let key = error.path.join(".");
    let Some(metadata) = &error.metadata else { return if key.is_empty() { "a value".to_owned() } else { key } };
    if metadata.name.contains("environment") {
        return format!("PORTICO_{}", key.to_uppercase());
    }
    let source = metadata.source.as_ref().map_or_else(|| metadata.name.to_string(), |source| source.to_string());
    if key.is_empty() { source } else { format!("{key} in {source}") }
}

fn reason(error: &figment::Error) -> String {
    match &error.kind {
        Kind::Message(text) => match position(text) {
            Some((line, column)) => format!("what stands at line {line}, column {column} is no TOML"),
            None => "it cannot be read: see docs/configuration.md".to_owned(),
        },
        Kind::InvalidType(_, expected) | Kind::InvalidValue(_, expected) | Kind::InvalidLength(_, expected) => {
            format!("expected {expected}")
        }
        Kind::UnknownVariant(_, names) => format!("expected {}", OneOf(names)),
        Kind::UnknownField(name, _) => format!("there is no key {name}"),
        Kind::MissingField(name) => format!("the key {name} is missing"),
        Kind::DuplicateField(name) => format!("the key {name} stands there twice"),
        Kind::ISizeOutOfRange(_) | Kind::USizeOutOfRange(_) => "the number is out of range".to_owned(),
        Kind::Unsupported(_) | Kind::UnsupportedKey(..) => "no key takes a value of this kind".to_owned(),
    }
}

/// The line and the column that a fault of syntax names first; what it says after them quotes the line.
fn position(text: &str) -> Option<(u64, u64)> {
    let rest = text.strip_prefix("TOML parse error at line ")?;
    let (line, column) = rest.lines().next()?.split_once(", column ")?;
    Some((line.parse().ok()?, column.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use figment::Figment;
    use figment::providers::{Format, Serialized, Toml};

    use super::*;
    use crate::config::Config;

    fn said(file: &str) -> String {
        let defaults = Figment::from(Serialized::defaults(Config::default()));
        explain(defaults.merge(Toml::string(file)).extract::<Config>().err().unwrap())
    }

    #[test]
    fn the_place_is_named_and_what_stands_there_is_not() {
        for (file, words) in [
            ("bind = \"127.0.0.1:1\"\nsecret_key = \"7777777\n", "line 2, column"),
            ("storage_secret = \"7777777\"\nstorage_secret = \"7777777\"\n", "line 2, column"),
            ("storage_secret = 7777777", "storage_secret in TOML source string: expected a string"),
            ("storage_secret = -7777777", "expected a string"),
            ("storage_secret = 7777777.5", "expected a string"),
            ("credential_keys = \"may:7777777\"", "credential_keys in TOML source string: expected a sequence"),
            ("outgoing_networks = [\"7777777\"]", "outgoing_networks"),
            ("inbound_bind = \"7777777\"", "inbound_bind"),
            ("log_format = \"7777777\"", "expected `text` or `json`"),
            ("storage_secrets = \"7777777\"", "there is no key storage_secrets"),
        ] {
            let said = said(file);
            assert!(said.contains(words) && !said.contains("7777777"), "{file}: {said}");
        }
    }
}
