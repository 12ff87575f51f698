//! The master key and what is derived from it; random tokens and their hashes. Passwords are in
//! [`crate::passwords`].

use std::path::Path;

use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use ring::rand::{SecureRandom, SystemRandom};
use ring::{digest, hkdf, hmac};

use crate::error::{Error, Result};

/// The 32 bytes everything else is derived from. Never shown, never logged.
#[derive(Clone)]
pub struct MasterKey([u8; 32]);

impl MasterKey {
    /// From its text form, as `PORTICO_SECRET_KEY` holds it.
    ///
    /// # Errors
    /// When it is not 32 bytes in unpadded base64url.
    pub fn parse(text: &str) -> Result<Self> {
        let bytes = BASE64URL_NOPAD.decode(text.trim().as_bytes()).ok();
        let key = bytes.and_then(|bytes| bytes.try_into().ok());
        key.map(Self).ok_or_else(|| Error::Malformed("the secret key must be 32 bytes in base64url".into()))
    }

    /// From the key file in the data folder; none where there is no file.
    ///
    /// # Errors
    /// When the file cannot be read, or holds no key.
    pub fn load(path: &Path) -> Result<Option<Self>> {
        match std::fs::read_to_string(path) {
            Ok(text) => Self::parse(&text).map(Some),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::internal(error)),
        }
    }

    /// From the key file in the data folder, which is made on first start with mode 0600.
    ///
    /// # Errors
    /// When the file cannot be read or made.
    pub fn load_or_create(path: &Path) -> Result<Self> {
        use std::io::Write;
        use std::os::unix::fs::OpenOptionsExt;
        match std::fs::read_to_string(path) {
            Ok(text) => Self::parse(&text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let mut file = std::fs::OpenOptions::new()
                    .write(true)
                    .create_new(true)
                    .mode(0o600)
                    .open(path)
                    .map_err(Error::internal)?;
                let text = random_token()?;
                file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(Error::internal)?;
                Self::parse(&text)
            }
            Err(error) => Err(Error::internal(error)),
        }
    }

    /// A key for one use, from which further ones are derived.
    pub fn branch(&self, label: &str) -> Self {
        Self(self.derive(label))
    }

    /// What tells this key from others and nothing about it.
    pub fn fingerprint(&self) -> String {
        HEXLOWER.encode(&self.derive("fingerprint/1")[..8])
    }

    /// 32 bytes for one use, named by its label.
    pub fn derive(&self, label: &str) -> [u8; 32] {
        let salt = hkdf::Salt::new(hkdf::HKDF_SHA256, b"portico");
        let mut out = [0; 32];
        let filled =
            salt.extract(&self.0).expand(&[label.as_bytes()], hkdf::HKDF_SHA256).and_then(|okm| okm.fill(&mut out));
        debug_assert!(filled.is_ok(), "32 bytes are within what HKDF-SHA256 gives");
        out
    }
}

/// 256 random bits, as text for a cookie or a link.
///
/// # Errors
/// When the system has no randomness.
pub fn random_token() -> Result<String> {
    let mut bytes = [0; 32];
    SystemRandom::new().fill(&mut bytes).map_err(|_| Error::internal(anyhow::anyhow!("no randomness")))?;
    Ok(BASE64URL_NOPAD.encode(&bytes))
}

/// The length of [`random_token`]'s text; anything else is refused before a look-up.
pub const TOKEN_LENGTH: usize = 43;

/// What the database keeps of a token.
pub fn hash(text: &str) -> String {
    hash_bytes(text.as_bytes())
}

/// SHA-256 in hexadecimal.
pub fn hash_bytes(bytes: &[u8]) -> String {
    HEXLOWER.encode(digest::digest(&digest::SHA256, bytes).as_ref())
}

/// Proves knowledge of a key, for a text.
pub struct Sealer(hmac::Key);

impl Sealer {
    /// A sealer for one use of the master key.
    pub fn new(master: &MasterKey, label: &str) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, &master.derive(label)))
    }

    /// The proof for a text, different each time it is shown, so that a compressed page does not give it
    /// away byte by byte (the BREACH attack).
    pub fn masked_seal(&self, text: &str) -> String {
        let mut mask = [0_u8; 32];
        // Without randomness the proof stays right, only not masked.
        let _ = SystemRandom::new().fill(&mut mask);
        let tag = hmac::sign(&self.0, text.as_bytes());
        let hidden = tag.as_ref().iter().zip(mask).map(|(byte, mask)| byte ^ mask);
        BASE64URL_NOPAD.encode(&mask.into_iter().chain(hidden).collect::<Vec<_>>())
    }

    /// The proof for a text, always the same, for links and addresses that nothing is kept of.
    pub fn seal(&self, text: &str) -> [u8; 32] {
        let mut proof = [0; 32];
        proof.copy_from_slice(hmac::sign(&self.0, text.as_bytes()).as_ref());
        proof
    }

    /// Whether this is the proof for that text, in constant time.
    pub fn is_sealed(&self, text: &str, proof: &[u8]) -> bool {
        hmac::verify(&self.0, text.as_bytes(), proof).is_ok()
    }

    /// Whether this is a masked proof for that text, in constant time.
    pub fn check(&self, text: &str, masked: &str) -> bool {
        let Ok(bytes) = BASE64URL_NOPAD.decode(masked.as_bytes()) else { return false };
        let Some((mask, hidden)) = bytes.split_at_checked(32) else { return false };
        let tag: Vec<u8> = hidden.iter().zip(mask).map(|(byte, mask)| byte ^ mask).collect();
        hmac::verify(&self.0, text.as_bytes(), &tag).is_ok()
    }
}
