//! Whether it is Stripe that speaks: <https://docs.stripe.com/webhooks#verify-manually>.
use crate::events::Event;
use data_encoding::HEXLOWER_PERMISSIVE;
use ring::hmac;

/// How old or how far ahead a signature may be, in seconds.
const TOLERANCE: u64 = 300;

/// Why a body is not taken for Stripe's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Doubt {
    #[error("no readable signature")]
    Unsigned,
    #[error("no secret of ours made the signature")]
    Forged,
    #[error("the signature is of another time")]
    Stale,
    #[error("signed, but no event")]
    Malformed,
}

/// The event in `body`, if one of `secrets` signed it around `now`. Several secrets are good at once while they change.
///
/// # Errors
/// [`Doubt`], and then nothing of the body is to be believed.
pub fn event(body: &[u8], header: &str, secrets: &[impl AsRef<str>], now: i64) -> Result<Event, Doubt> {
    let (time, signatures) = parts(header).ok_or(Doubt::Unsigned)?;
    let mut signed = format!("{time}.").into_bytes();
    signed.extend_from_slice(body);
    let good = secrets.iter().any(|secret| {
        let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_ref().as_bytes());
        signatures.iter().any(|signature| hmac::verify(&key, &signed, signature).is_ok())
    });
    if !good {
        return Err(Doubt::Forged);
    }
    if now.abs_diff(time) > TOLERANCE {
        return Err(Doubt::Stale);
    }
    serde_json::from_slice(body).map_err(|_| Doubt::Malformed)
}

/// The header that Stripe would send with `body` at `time`.
#[must_use]
pub fn header(body: &[u8], secret: &str, time: i64) -> String {
    let mut signed = format!("{time}.").into_bytes();
    signed.extend_from_slice(body);
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes()), &signed);
    format!("t={time},v1={}", data_encoding::HEXLOWER.encode(tag.as_ref()))
}

fn parts(header: &str) -> Option<(i64, Vec<Vec<u8>>)> {
    let mut time = None;
    let mut signatures = Vec::new();
    for part in header.split(',') {
        match part.trim().split_once('=')? {
            ("t", value) => time = value.parse().ok(),
            ("v1", value) => signatures.extend(HEXLOWER_PERMISSIVE.decode(value.as_bytes()).ok()),
            _ => {}
        }
    }
    (!signatures.is_empty()).then_some((time?, signatures))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &[u8] = br#"{"id":"evt_1","type":"payment_intent.succeeded","created":1,"data":{"object":
        {"id":"pi_1","object":"payment_intent","amount":5}},"livemode":false}"#;

    #[test]
    fn a_signed_event_is_read() {
        let read = event(BODY, &header(BODY, "whsec_a", 1000), &["whsec_a"], 1100).unwrap();
        assert_eq!((read.id.as_str(), read.payment(), read.session()), ("evt_1", Some("pi_1"), None));
    }

    #[test]
    fn a_secret_that_is_being_replaced_is_good_too() {
        let signed = header(BODY, "whsec_old", 1000);
        assert!(event(BODY, &signed, &["whsec_new", "whsec_old"], 1000).is_ok());
    }

    #[test]
    fn several_signatures_may_stand_in_one_header() {
        let ours = header(BODY, "whsec_a", 1000);
        let signed = format!("t=1000,v1={},v0=ab,{}", "00".repeat(32), ours.trim_start_matches("t=1000,"));
        assert!(event(BODY, &signed, &["whsec_a"], 1000).is_ok());
    }

    #[test]
    fn a_forged_old_early_or_unsigned_event_is_refused() {
        let signed = header(BODY, "whsec_a", 1000);
        assert_eq!(event(BODY, &signed, &["whsec_b"], 1000), Err(Doubt::Forged));
        assert_eq!(event(&BODY[1..], &signed, &["whsec_a"], 1000), Err(Doubt::Forged));
        assert_eq!(event(BODY, &signed, &["whsec_a"; 0], 1000), Err(Doubt::Forged));
        assert_eq!(event(BODY, &signed, &["whsec_a"], 1301), Err(Doubt::Stale));
        assert_eq!(event(BODY, &signed, &["whsec_a"], 699), Err(Doubt::Stale));
        for header in ["", "t=1", "v1=ab", "t=x,v1=ab", "nonsense", "t=1,v1=zz"] {
            assert_eq!(event(BODY, header, &["whsec_a"], 1000), Err(Doubt::Unsigned), "{header}");
        }
    }

    #[test]
    fn what_is_signed_but_no_event_is_said_to_be_so() {
        for body in ["", "{}", "[1]", "null", "{\"id\":1}"] {
            let signed = header(body.as_bytes(), "whsec_a", 1000);
            assert_eq!(event(body.as_bytes(), &signed, &["whsec_a"], 1000), Err(Doubt::Malformed));
        }
    }
}
