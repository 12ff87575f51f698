//! Secrets that must be read back, as the database keeps them: sealed with ChaCha20-Poly1305 under a key of the
//! master key's, and bound to what they belong to, so that none can be moved to another row.

use data_encoding::BASE64URL_NOPAD;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::rand::{SecureRandom, SystemRandom};

use crate::error::{Error, Result};
use crate::secrets::MasterKey;

/// What sealed texts begin with; another key will have another number.
const VERSION: &str = "1.";

/// Seals and opens.
pub struct Vault(LessSafeKey);

impl Vault {
    /// A vault for one use of the master key.
    ///
    /// # Errors
    /// When the key is none.
    pub fn new(master: &MasterKey, label: &str) -> Result<Self> {
        let key = UnboundKey::new(&CHACHA20_POLY1305, &master.derive(label));
        key.map(|key| Self(LessSafeKey::new(key))).map_err(|_| failed("the key is none"))
    }

    /// Seals what belongs to `about`.
    ///
    /// # Errors
    /// When the system has no randomness.
    pub fn seal(&self, about: &str, secret: &[u8]) -> Result<String> {
        let mut nonce = [0; NONCE_LEN];
        SystemRandom::new().fill(&mut nonce).map_err(|_| failed("no randomness"))?;
        let mut sealed = secret.to_vec();
        self.0
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(about.as_bytes()), &mut sealed)
            .map_err(|_| failed("sealing failed"))?;
        Ok(format!("{VERSION}{}", BASE64URL_NOPAD.encode(&[nonce.as_slice(), &sealed].concat())))
    }

    /// Opens what was sealed for `about`.
    ///
    /// # Errors
    /// When it was sealed for something else, under another key, or was changed.
    pub fn open(&self, about: &str, sealed: &str) -> Result<Vec<u8>> {
        let bytes = sealed.strip_prefix(VERSION).and_then(|text| BASE64URL_NOPAD.decode(text.as_bytes()).ok());
        let bytes = bytes.ok_or_else(|| failed("this was never sealed here"))?;
        let (nonce, sealed) = bytes.split_at_checked(NONCE_LEN).ok_or_else(|| failed("this is too short"))?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| failed("this is too short"))?;
        let mut opened = sealed.to_vec();
        let plain = self.0.open_in_place(nonce, Aad::from(about.as_bytes()), &mut opened);
        Ok(plain
            .map_err(|_| failed("a sealed secret does not open: it was sealed under another key, or changed"))?
            .to_vec())
    }
}

fn failed(why: &'static str) -> Error {
    Error::internal(anyhow::anyhow!(why))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vault(letter: &str) -> Result<Vault> {
        Vault::new(&MasterKey::parse(&letter.repeat(43))?, "test")
    }

    #[test]
    fn what_is_sealed_opens_for_what_it_belongs_to_and_nothing_else() -> Result<()> {
        let (vault, other) = (vault("A")?, vault("Q")?);
        let sealed = vault.seal("carla", b"secret")?;
        assert!(!sealed.contains("secret"));
        assert_ne!(sealed, vault.seal("carla", b"secret")?, "two of the same can be told to be");
        assert_eq!(vault.open("carla", &sealed)?, b"secret");
        assert!(vault.open("ben", &sealed).is_err());
        assert!(other.open("carla", &sealed).is_err());
        for wrong in ["", "1.", "2.AAAA", &sealed[..sealed.len() - 2], &sealed.replace("1.", "")] {
            assert!(vault.open("carla", wrong).is_err(), "{wrong}");
        }
        Ok(())
    }
}
