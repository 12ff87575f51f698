//! How both sides of a webhook prove who they are: `sha256=` and the HMAC-SHA256 of the body, in hexadecimal.

use data_encoding::HEXLOWER;
use ring::hmac;

/// In which header it stands.
pub const SIGNATURE: &str = "x-signature-256";

/// What stands in the header for this body.
pub fn sign(secret: &[u8], body: &[u8]) -> String {
    let proof = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret), body);
    format!("sha256={}", HEXLOWER.encode(proof.as_ref()))
}

/// Whether whoever knows the secret has signed this body.
pub fn is_signed(secret: &[u8], said: &str, body: &[u8]) -> bool {
    let Some(proof) = said.trim().strip_prefix("sha256=") else { return false };
    let Ok(proof) = HEXLOWER.decode(proof.to_ascii_lowercase().as_bytes()) else { return false };
    hmac::verify(&hmac::Key::new(hmac::HMAC_SHA256, secret), body, &proof).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_of_one_secret_and_one_body() {
        let proof = sign(b"sesame", b"{}");
        assert!(
            is_signed(b"sesame", &proof, b"{}")
                && is_signed(b"sesame", &proof.to_uppercase().replace("SHA", "sha"), b"{}")
        );
        assert!(!is_signed(b"other", &proof, b"{}") && !is_signed(b"sesame", &proof, b"{} "));
        assert!(!is_signed(b"sesame", "", b"{}") && !is_signed(b"sesame", "sha256=00", b"{}"));
    }
}
