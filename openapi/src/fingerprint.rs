//! Tells whether the generated client belongs to the document beside it.

/// FNV-1a over the document's bytes: enough to notice that a file changed, with nothing to depend on.
pub fn fingerprint(bytes: &[u8]) -> String {
    let hash = bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3));
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::fingerprint;

    #[test]
    fn known_values() {
        assert_eq!(fingerprint(b""), "cbf29ce484222325");
        assert_eq!(fingerprint(b"a"), "af63dc4c8601ec8c");
    }

    #[test]
    fn the_generated_client_is_that_of_the_document() {
        let expected = format!("// staff.json {}", fingerprint(include_bytes!("../staff.json")));
        let found = include_str!("generated.rs").lines().nth(1).unwrap_or_default();
        assert_eq!(
            found, expected,
            "staff.json changed; run: cargo run -p portico-openapi --no-default-features --features generate --bin generate"
        );
    }
}
