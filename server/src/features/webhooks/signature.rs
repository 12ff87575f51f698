//! Signatures as Standard Webhooks 1.0.0 has them: HMAC-SHA256 over id, time and body, under a secret that is written
//! `whsec_` and base64.

use data_encoding::BASE64;
use ring::hmac;
use ring::rand::{SecureRandom, SystemRandom};

use crate::envelope::Secret;
use crate::error::{Error, Result};

/// What every secret begins with.
const MARK: &str = "whsec_";
/// The standard wants 24 to 64 bytes.
const LENGTH: usize = 32;

/// A secret that nobody had before.
///
/// # Errors
/// When the system has no randomness.
pub fn new_secret() -> Result<Secret> {
    let mut bytes = [0; LENGTH];
    SystemRandom::new().fill(&mut bytes).map_err(|_| Error::internal(anyhow::anyhow!("no randomness")))?;
    Ok(Secret::new(format!("{MARK}{}", BASE64.encode(&bytes))))
}

/// What proves who sent this: one signature for each secret.
///
/// # Errors
/// When a secret is none.
pub fn header<'s>(secrets: impl Iterator<Item = &'s Secret>, id: &str, timestamp: i64, body: &str) -> Result<String> {
    let message = format!("{id}.{timestamp}.{body}");
    let signatures: Result<Vec<String>> = secrets.map(|secret| sign(secret, &message)).collect();
    Ok(signatures?.join(" "))
}

fn sign(secret: &Secret, message: &str) -> Result<String> {
    let key = secret.reveal().strip_prefix(MARK).and_then(|text| BASE64.decode(text.as_bytes()).ok());
    let key = key.ok_or_else(|| Error::internal(anyhow::anyhow!("a webhook's secret is none")))?;
    let proof = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &key), message.as_bytes());
    Ok(format!("v1,{}", BASE64.encode(proof.as_ref())))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the standard's own libraries.
    #[test]
    fn a_signature_is_the_one_that_others_compute() {
        let secret = Secret::new("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        let body = r#"{"test": 2432232314}"#;
        let header = header([&secret].into_iter(), "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, body).unwrap();
        assert_eq!(header, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    #[test]
    fn two_secrets_sign_beside_each_other() {
        let (new, old) = (new_secret().unwrap(), new_secret().unwrap());
        assert_ne!(new.reveal(), old.reveal());
        assert_eq!(new.reveal().len(), MARK.len() + 44);
        let both = header([&new, &old].into_iter(), "a", 1, "{}").unwrap();
        let alone = header([&old].into_iter(), "a", 1, "{}").unwrap();
        assert_eq!(both.split(' ').nth(1), Some(alone.as_str()));
        assert_ne!(header([&old].into_iter(), "b", 1, "{}").unwrap(), alone);
        assert_ne!(header([&old].into_iter(), "a", 2, "{}").unwrap(), alone);
        assert_ne!(header([&old].into_iter(), "a", 1, "{} ").unwrap(), alone);
    }
}
