//! What is scrubbed before it is stored: the values of fields whose names say that they are secrets, and of those that a
//! workflow names.

use serde_json::Value;

/// What stands in the place of what was there.
const SCRUBBED: &str = "[redacted]";

/// Names that are secrets wherever they stand, without separators.
const SECRETS: [&str; 25] = [
    "authorization",
    "proxyauthorization",
    "cookie",
    "setcookie",
    "password",
    "passwd",
    "secret",
    "clientsecret",
    "token",
    "accesstoken",
    "refreshtoken",
    "idtoken",
    "apikey",
    "xapikey",
    "privatekey",
    "signature",
    "authtoken",
    "xauthtoken",
    "bearertoken",
    "sessiontoken",
    "sessionid",
    "csrftoken",
    "xhubsignature256",
    "xsignature256",
    "credentials",
];

/// Scrubs a value, by the names of its fields.
pub fn redact(value: &mut Value, named: &[String]) {
    match value {
        Value::Object(map) => {
            for (name, item) in map.iter_mut() {
                if is_secret(name, named) {
                    *item = Value::String(SCRUBBED.to_owned());
                } else {
                    redact(item, named);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| redact(item, named)),
        _ => {}
    }
}

/// Whether a field of this name is scrubbed.
pub fn is_secret(name: &str, named: &[String]) -> bool {
    let bare: String = name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    SECRETS.contains(&bare.as_str()) || named.iter().any(|known| known.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn secrets_are_scrubbed_however_deep_and_however_written() {
        let mut value = json!({
            "headers": {"Authorization": "Bearer x", "X-Api-Key": "y", "accept": "json"},
            "items": [{"refresh_token": "z", "name": "Ada", "iban": {"value": "DE00"}}],
        });
        redact(&mut value, &["IBAN".to_owned()]);
        assert_eq!(
            value,
            json!({
                "headers": {"Authorization": "[redacted]", "X-Api-Key": "[redacted]", "accept": "json"},
                "items": [{"refresh_token": "[redacted]", "name": "Ada", "iban": "[redacted]"}],
            })
        );
    }
}
