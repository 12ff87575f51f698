//! Signatures that anybody can check: Ed25519, with a key of the agency's own. Keys and signatures are written in
//! unpadded base64url.

use data_encoding::BASE64URL_NOPAD;
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};

use crate::error::{Error, Result};

/// The length of a signature's text.
pub const SIGNATURE_LENGTH: usize = 86;

/// Signs on behalf of an agency.
pub struct Signer(Ed25519KeyPair);

impl Signer {
    /// From the 32 bytes of its secret.
    ///
    /// # Errors
    /// When they make no key.
    pub fn new(seed: &[u8; 32]) -> Result<Self> {
        let pair = Ed25519KeyPair::from_seed_unchecked(seed);
        pair.map(Self).map_err(|_| Error::internal(anyhow::anyhow!("the signing key is none")))
    }

    /// The key with which others check.
    pub fn public_key(&self) -> String {
        BASE64URL_NOPAD.encode(self.0.public_key().as_ref())
    }

    /// A signature.
    pub fn sign(&self, message: &[u8]) -> String {
        BASE64URL_NOPAD.encode(self.0.sign(message).as_ref())
    }
}

/// Whether this key's owner signed exactly this.
pub fn signed(key: &str, message: &[u8], signature: &str) -> bool {
    let decoded = |text: &str| BASE64URL_NOPAD.decode(text.as_bytes()).ok();
    let (Some(key), Some(signature)) = (decoded(key), decoded(signature)) else { return false };
    UnparsedPublicKey::new(&ED25519, key).verify(message, &signature).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_of_one_key_and_one_text() -> Result<()> {
        let (signer, other) = (Signer::new(&[7; 32])?, Signer::new(&[8; 32])?);
        let signature = signer.sign(b"yes");
        assert_eq!(signature.len(), SIGNATURE_LENGTH);
        assert!(signed(&signer.public_key(), b"yes", &signature));
        assert!(!signed(&signer.public_key(), b"no", &signature));
        assert!(!signed(&other.public_key(), b"yes", &signature));
        assert!(!signed("", b"yes", &signature) && !signed(&signer.public_key(), b"yes", "x"));
        Ok(())
    }
}
