//! Credentials for other systems, as the database keeps them: each under a data key of its own, and that key sealed under
//! one that has a name. To change keys is to seal the data keys anew; what they open is not touched.

use zeroize::Zeroizing;

use crate::error::{Error, Result};
use crate::secrets::{self, MasterKey};
use crate::vault::Vault;

/// The key that follows from the master key; it is always there, so that what it sealed can be opened.
const FROM_MASTER: &str = "master";

/// Something nobody may see. It prints nothing, and is wiped when it goes.
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// From the text that it is.
    pub fn new(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    /// The text itself, for whoever it is meant for.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

/// Something sealed, and under which key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    pub key_id: String,
    pub text: String,
}

/// Seals under the first of the keys, and opens with any.
pub struct Envelopes(Vec<(String, Vault)>);

impl Envelopes {
    /// With the operator's keys, each `name:key` and the first of them the current one; without any, the current key
    /// follows from the master key.
    ///
    /// # Errors
    /// [`Error::Malformed`] when one of them is none, or two have one name.
    pub fn new(master: &MasterKey, named: &[String]) -> Result<Self> {
        let mut keys: Vec<(String, Vault)> = Vec::new();
        for (at, text) in named.iter().enumerate() {
            let (name, key) = text.split_once(':').unwrap_or_default();
            let plain =
                !name.is_empty() && name.len() <= 40 && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
            let known = name == FROM_MASTER || keys.iter().any(|(other, _)| other == name);
            let key = MasterKey::parse(key).ok().filter(|_| plain && !known).ok_or_else(|| {
                let number = at + 1;
                Error::Malformed(format!(
                    "PORTICO_CREDENTIAL_KEYS: entry {number} must be a new name, a colon and 32 bytes in base64url"
                ))
            })?;
            keys.push((name.to_owned(), Vault::new(&key, "credentials")?));
        }
        keys.push((FROM_MASTER.to_owned(), Vault::new(master, "credentials/1")?));
        Ok(Self(keys))
    }

    /// The name of the key that seals from now on.
    pub fn current(&self) -> &str {
        self.0.first().map_or(FROM_MASTER, |(name, _)| name)
    }

    fn key(&self, id: &str) -> Result<&Vault> {
        let found = self.0.iter().find(|(name, _)| name == id).map(|(_, vault)| vault);
        found.ok_or_else(|| {
            Error::internal(anyhow::anyhow!("credentials are sealed under the key {id}, which is not configured"))
        })
    }

    /// Seals what belongs to `about`.
    ///
    /// # Errors
    /// When the system has no randomness.
    pub fn seal(&self, about: &str, secret: &str) -> Result<Sealed> {
        let data_key = Zeroizing::new(secrets::random_token()?);
        let inner = Vault::new(&MasterKey::parse(&data_key)?, "envelope")?.seal(about, secret.as_bytes())?;
        self.wrap(about, &data_key, &inner)
    }

    fn wrap(&self, about: &str, data_key: &str, inner: &str) -> Result<Sealed> {
        let key_id = self.current().to_owned();
        let outer = self.key(&key_id)?.seal(&key_of(about), data_key.as_bytes())?;
        Ok(Sealed { key_id, text: format!("{outer}~{inner}") })
    }

    /// Opens what was sealed for `about`.
    ///
    /// # Errors
    /// When it was sealed for something else, under a key that is not here, or was changed.
    pub fn open(&self, about: &str, key_id: &str, text: &str) -> Result<Secret> {
        let (data_key, inner) = self.unwrap(about, key_id, text)?;
        let opened = Vault::new(&MasterKey::parse(&data_key)?, "envelope")?.open(about, inner)?;
        String::from_utf8(opened).map(Secret::new).map_err(|_| broken())
    }

    fn unwrap<'t>(&self, about: &str, key_id: &str, text: &'t str) -> Result<(Zeroizing<String>, &'t str)> {
        let (outer, inner) = text.split_once('~').ok_or_else(broken)?;
        let data_key = self.key(key_id)?.open(&key_of(about), outer)?;
        Ok((Zeroizing::new(String::from_utf8(data_key).map_err(|_| broken())?), inner))
    }

    /// The same under the current key.
    ///
    /// # Errors
    /// As [`Envelopes::open`].
    pub fn reseal(&self, about: &str, key_id: &str, text: &str) -> Result<Sealed> {
        let (data_key, inner) = self.unwrap(about, key_id, text)?;
        self.wrap(about, &data_key, inner)
    }
}

fn key_of(about: &str) -> String {
    format!("{about}/key")
}

fn broken() -> Error {
    Error::internal(anyhow::anyhow!("a sealed credential does not open"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn envelopes(named: &[&str]) -> Result<Envelopes> {
        let named: Vec<String> =
            named.iter().map(|name| format!("{name}:{}", "B".repeat(43).replace('B', &name[..1]))).collect();
        Envelopes::new(&MasterKey::parse(&"A".repeat(43))?, &named)
    }

    #[test]
    fn a_change_of_keys_keeps_what_was_sealed() -> Result<()> {
        let (old, both, new) = (envelopes(&[])?, envelopes(&["Q2026"])?, envelopes(&["gnext", "Q2026"])?);
        let first = old.seal("crm", "sesame")?;
        assert_eq!((first.key_id.as_str(), both.current()), ("master", "Q2026"));
        assert_eq!(both.open("crm", "master", &first.text)?.reveal(), "sesame");
        let second = both.reseal("crm", "master", &first.text)?;
        assert_eq!(second.key_id, "Q2026");
        assert_eq!(new.open("crm", "Q2026", &second.text)?.reveal(), "sesame");
        assert_eq!(second.text.split_once('~').map(|p| p.1), first.text.split_once('~').map(|p| p.1));
        assert!(old.open("crm", "Q2026", &second.text).is_err(), "a key that is not there opens nothing");
        assert!(both.open("erp", "Q2026", &second.text).is_err(), "what is sealed can be moved");
        assert!(both.open("crm", "master", &second.text).is_err());
        Ok(())
    }

    #[test]
    fn nothing_of_it_can_be_read_or_mixed() -> Result<()> {
        let keys = envelopes(&[])?;
        let (one, two) = (keys.seal("crm", "sesame")?, keys.seal("crm", "other")?);
        assert!(!one.text.contains("sesame"));
        let mixed = format!(
            "{}~{}",
            one.text.split('~').next().unwrap_or_default(),
            two.text.split('~').nth(1).unwrap_or_default()
        );
        assert!(keys.open("crm", "master", &mixed).is_err());
        Ok(())
    }

    #[test]
    fn keys_that_are_none_are_refused() {
        for wrong in ["", "a", ":x", "a b:x", "master:x", "a:short"] {
            let key = wrong.replace('x', &"A".repeat(43));
            let master = MasterKey::parse(&"A".repeat(43)).unwrap();
            assert!(Envelopes::new(&master, &[key]).is_err(), "{wrong}");
        }
    }
}
