//! What somebody's authenticator does: it makes codes of a secret (RFC 6238).

use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};
use data_encoding::BASE32_NOPAD;
use ring::hmac;

/// How long a code counts, in seconds.
const STEP: u64 = 30;

/// The code of the moment.
///
/// # Errors
/// When this is no secret.
pub fn code(secret: &str) -> Result<String> {
    let secret = BASE32_NOPAD.decode(secret.as_bytes()).context("this is no secret")?;
    let step = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs() / STEP;
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &secret);
    let tag = hmac::sign(&key, &step.to_be_bytes());
    let bytes = tag.as_ref();
    let at = bytes.last().map_or(0, |last| usize::from(last & 0x0f));
    let part: [u8; 4] = bytes.get(at..at + 4).context("a short tag")?.try_into()?;
    Ok(format!("{:06}", (u32::from_be_bytes(part) & 0x7fff_ffff) % 1_000_000))
}
