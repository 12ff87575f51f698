//! Messages that are signed as Standard Webhooks 1.0.0 has it: HMAC-SHA256 over id, time and body, so that one that
//! somebody has listened to is of no use to them. The id tells a message from others, the time when it was signed.

use chrono::{DateTime, TimeDelta, Utc};
use data_encoding::BASE64;
use ring::hmac;
use ring::rand::{SecureRandom, SystemRandom};

use crate::error::{Error, Result};

/// In which headers it says so.
pub const ID: &str = "webhook-id";
pub const TIME: &str = "webhook-timestamp";
pub const PROOFS: &str = "webhook-signature";

/// What a secret begins with under which messages are signed so. What stands behind it is the key; the whole text is the
/// key of signatures of a body alone, so that neither can be taken for the other.
const MARK: &[u8] = b"whsec_";
/// The standard wants 24 to 64 bytes.
const LENGTH: usize = 32;
/// How far its time may be from ours, as the standard's own libraries have it.
const TOLERANCE: TimeDelta = TimeDelta::minutes(5);
const LONGEST_ID: usize = 256;

/// A secret that nobody had before.
///
/// # Errors
/// When the system has no randomness.
pub fn new_secret() -> Result<String> {
    let mut bytes = [0; LENGTH];
    SystemRandom::new().fill(&mut bytes).map_err(|_| Error::internal(anyhow::anyhow!("no randomness")))?;
    Ok(format!("{}{}", String::from_utf8_lossy(MARK), BASE64.encode(&bytes)))
}

/// A message, as its headers have it.
pub struct Stamped<'a> {
    pub id: &'a str,
    pub time: &'a str,
    pub body: &'a [u8],
}

impl Stamped<'_> {
    /// Whether whoever knows the secret has signed it: one of the proofs, with blanks between them, is good.
    pub fn is_signed(&self, secret: &[u8], proofs: &str) -> bool {
        // With a full stop in it, one message could be cut into another.
        if self.id.is_empty() || self.id.len() > LONGEST_ID || self.id.contains('.') {
            return false;
        }
        let Some(key) = secret.strip_prefix(MARK).and_then(|text| BASE64.decode(text).ok()) else { return false };
        let key = hmac::Key::new(hmac::HMAC_SHA256, &key);
        let message = [self.id.as_bytes(), b".", self.time.as_bytes(), b".", self.body].concat();
        let proofs = proofs.split(' ').filter_map(|proof| proof.strip_prefix("v1,"));
        let mut proofs = proofs.filter_map(|proof| BASE64.decode(proof.as_bytes()).ok());
        proofs.any(|proof| hmac::verify(&key, &message, &proof).is_ok())
    }

    /// Whether it was signed about now.
    pub fn is_of(&self, now: DateTime<Utc>) -> bool {
        let time = self.time.parse().ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0));
        time.is_some_and(|time| (now - time).abs() <= TOLERANCE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &[u8] = b"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    const PROOF: &str = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    /// The example of the standard's own libraries.
    const EXAMPLE: Stamped<'static> =
        Stamped { id: "msg_p5jXN8AQM9LWM0D4loKWxJek", time: "1614265330", body: br#"{"test": 2432232314}"# };

    #[test]
    fn what_others_sign_is_signed_and_nothing_else_is() {
        assert!(EXAMPLE.is_signed(SECRET, PROOF));
        assert!(EXAMPLE.is_signed(SECRET, &format!("v1,AAAA v2,{PROOF} {PROOF}")), "one of them is enough");
        for proofs in ["", "v1,", "v1,AAAA", &PROOF[3..], "v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="] {
            assert!(!EXAMPLE.is_signed(SECRET, proofs), "{proofs}");
        }
        let other = new_secret().unwrap();
        assert_eq!(other.len(), MARK.len() + 44);
        assert!(!EXAMPLE.is_signed(other.as_bytes(), PROOF) && !EXAMPLE.is_signed(&SECRET[MARK.len()..], PROOF));
        assert!(!Stamped { id: "msg_other", ..EXAMPLE }.is_signed(SECRET, PROOF));
        assert!(!Stamped { time: "1614265331", ..EXAMPLE }.is_signed(SECRET, PROOF));
        assert!(!Stamped { body: b"{}", ..EXAMPLE }.is_signed(SECRET, PROOF));
    }

    #[test]
    fn a_message_is_not_cut_into_another() {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &BASE64.decode(&SECRET[MARK.len()..]).unwrap());
        let proof = format!("v1,{}", BASE64.encode(hmac::sign(&key, b"a.1.2.b").as_ref()));
        assert!(Stamped { id: "a", time: "1", body: b"2.b" }.is_signed(SECRET, &proof));
        assert!(!Stamped { id: "a.1", time: "2", body: b"b" }.is_signed(SECRET, &proof));
        let nameless = format!("v1,{}", BASE64.encode(hmac::sign(&key, b".1.b").as_ref()));
        assert!(!Stamped { id: "", time: "1", body: b"b" }.is_signed(SECRET, &nameless));
    }

    #[test]
    fn it_is_taken_for_five_minutes_on_either_side() {
        let at = |seconds: i64| EXAMPLE.is_of(DateTime::from_timestamp(1_614_265_330 + seconds, 0).unwrap());
        assert!(at(0) && at(300) && at(-300));
        assert!(!at(301) && !at(-301));
        for time in ["", "now", "1614265330.5", "99999999999999999999", "9223372036854775807"] {
            assert!(!Stamped { time, ..EXAMPLE }.is_of(DateTime::UNIX_EPOCH), "{time}");
        }
    }
}
