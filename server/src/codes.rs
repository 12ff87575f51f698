//! The second factor's rules: one-time codes of six digits and thirty seconds (RFC 6238 over HMAC-SHA-1, which is
//! what every authenticator app knows), and recovery codes that stand in for one. Rows are features' business.

use chrono::{DateTime, Utc};
use data_encoding::BASE32_NOPAD;
use ring::hmac;
use ring::rand::{SecureRandom, SystemRandom};

use crate::error::{Error, Result};
use crate::secrets;

/// What the shared secret has in bytes (RFC 4226, 4).
const SECRET_BYTES: usize = 20;
/// How long a code is shown.
const STEP_SECONDS: i64 = 30;
/// Codes just before and just after count, too: clocks differ and people type (RFC 6238, 5.2).
const SKEW: i64 = 1;
/// How many recovery codes one gets.
const RECOVERY_CODES: usize = 10;
/// A recovery code has 80 random bits, so that a plain hash keeps it.
const RECOVERY_BYTES: usize = 10;

/// A new secret to share with an authenticator.
///
/// # Errors
/// When the system has no randomness.
pub fn new_secret() -> Result<Vec<u8>> {
    random(SECRET_BYTES)
}

/// The secret as it is typed into an authenticator: base32, which has no letters that look alike.
pub fn typed(secret: &[u8]) -> String {
    BASE32_NOPAD.encode(secret)
}

/// The address that a QR code holds, as authenticators read it.
pub fn address(issuer: &str, account: &str, secret: &[u8]) -> String {
    // A colon would end the issuer.
    let issuer = percent(&issuer.replace(':', " "));
    format!("otpauth://totp/{issuer}:{}?secret={}&issuer={issuer}", percent(account), typed(secret))
}

fn percent(text: &str) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~@".contains(byte);
    text.bytes().map(|byte| if plain(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// The step whose code this is, near `now`. Whoever asks keeps the step and takes no code of it again.
pub fn matching_step(secret: &[u8], code: &str, now: DateTime<Utc>) -> Option<i64> {
    let digits: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number: u32 = digits.parse().ok()?;
    let current = now.timestamp() / STEP_SECONDS;
    (current - SKEW..=current + SKEW).find(|step| code_of(secret, *step) == number)
}

/// The code of the moment, for those who hold the secret.
pub fn code_at(secret: &[u8], now: DateTime<Utc>) -> String {
    format!("{:06}", code_of(secret, now.timestamp() / STEP_SECONDS))
}

fn code_of(secret: &[u8], step: i64) -> u32 {
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret);
    let tag = hmac::sign(&key, &step.to_be_bytes());
    let bytes = tag.as_ref();
    let at = bytes.last().map_or(0, |last| usize::from(last & 0x0f));
    let part = bytes.get(at..at + 4).and_then(|part| part.try_into().ok()).map_or(0, u32::from_be_bytes);
    (part & 0x7fff_ffff) % 1_000_000
}

/// New recovery codes, as they are shown once.
///
/// # Errors
/// When the system has no randomness.
pub fn recovery_codes() -> Result<Vec<String>> {
    (0..RECOVERY_CODES)
        .map(|_| {
            let letters = BASE32_NOPAD.encode(&random(RECOVERY_BYTES)?).to_lowercase();
            Ok(letters.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join("-"))
        })
        .collect()
}

/// What is kept of a recovery code, however its groups were typed; `None` for what can be none.
pub fn recovery_hash(code: &str) -> Option<String> {
    let letters: String = code.chars().filter(|c| c.is_ascii_alphanumeric()).collect::<String>().to_lowercase();
    (letters.len() == RECOVERY_BYTES * 8 / 5).then(|| secrets::hash(&letters))
}

fn random(length: usize) -> Result<Vec<u8>> {
    let mut bytes = vec![0; length];
    SystemRandom::new().fill(&mut bytes).map_err(|_| Error::internal(anyhow::anyhow!("no randomness")))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap_or_default()
    }

    /// RFC 6238, appendix B, the last six digits of the SHA-1 column.
    #[test]
    fn codes_are_those_of_the_standard() {
        let secret = b"12345678901234567890";
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(code_at(secret, at(seconds)), code);
            assert_eq!(matching_step(secret, code, at(seconds)), Some(seconds / 30));
        }
    }

    #[test]
    fn a_code_counts_a_step_before_and_after_and_no_longer() {
        let secret = b"12345678901234567890";
        let code = code_at(secret, at(3000));
        for (seconds, counts) in [(2969, false), (2970, true), (3059, true), (3060, false)] {
            assert_eq!(matching_step(secret, &code, at(seconds)).is_some(), counts, "{seconds}");
        }
        assert_eq!(matching_step(secret, &format!(" {} {} ", &code[..3], &code[3..]), at(3000)), Some(100));
        for wrong in ["", "12345", "1234567", "+12345", "abcdef", "１２３４５６"] {
            assert_eq!(matching_step(secret, wrong, at(3000)), None, "{wrong}");
        }
    }

    #[test]
    fn recovery_codes_are_known_however_they_are_typed() {
        let codes = recovery_codes().unwrap_or_default();
        assert_eq!(codes.len(), RECOVERY_CODES);
        assert!(codes.iter().all(|code| code.len() == 19), "{codes:?}");
        let kept = recovery_hash(&codes[0]);
        assert!(kept.is_some() && kept != recovery_hash(&codes[1]));
        assert_eq!(recovery_hash(&format!(" {} ", codes[0].replace('-', " ").to_uppercase())), kept);
        assert_eq!(recovery_hash("123456"), None);
    }

    #[test]
    fn an_address_says_whose_the_account_is() {
        let address = address("Harbor & Pine: Studio", "hana+1@harbor.test", b"12345678901234567890");
        assert_eq!(
            address,
            "otpauth://totp/Harbor%20%26%20Pine%20%20Studio:hana%2B1@harbor.test?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Harbor%20%26%20Pine%20%20Studio"
        );
    }
}
