use crate::config::Config;

/// What stands in place of a secret.
const DOTS: &str = "•••";
/// What is shorter could be any word.
const SHORTEST: usize = 4;

/// Every secret of a configuration, to be kept out of what is said: errors of others may quote what they were given.
/// Where the configuration cannot be read none is known, and what is said of that quotes nothing.
#[derive(Default)]
pub struct Hidden(Vec<String>);

impl Hidden {
    /// The secrets of this one.
    pub fn of(config: &Config) -> Self {
        let plain = [&config.secret_key, &config.storage_secret, &config.stripe_secret_key];
        let mut all: Vec<String> = plain.into_iter().flatten().cloned().collect();
        let signed = config.stripe_webhook_secret.as_deref().unwrap_or_default();
        all.extend(signed.split(',').map(|secret| secret.trim().to_owned()));
        for named in &config.credential_keys {
            all.push(named.split_once(':').map_or(named.as_str(), |(_, key)| key).to_owned());
        }
        let addresses = [&config.database_url, &config.smtp_url, &config.storage_url].into_iter().flatten();
        all.extend(addresses.filter_map(|address| password(address).map(str::to_owned)));
        all.retain(|secret| secret.len() >= SHORTEST);
        // One may stand within another.
        all.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
        Self(all)
    }

    /// The text without them.
    pub fn in_text(&self, text: &str) -> String {
        self.0.iter().fold(text.to_owned(), |text, secret| text.replace(secret, DOTS))
    }
}

/// The password of an address, also of one that is otherwise wrong.
fn password(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once("://")?;
    let (account, _) = rest.rsplit_once('@')?;
    account.split_once(':').map(|(_, password)| password)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_secret_is_left_in_a_text() {
        let config = Config {
            secret_key: Some("A".repeat(43)),
            credential_keys: vec![format!("may:{}", "B".repeat(43))],
            smtp_url: Some("smtp://portal:s3cret@mail.test:port".into()),
            database_url: Some("postgres://portico:hunter2@db/portico".into()),
            stripe_webhook_secret: Some("whsec_one, whsec_two".into()),
            ..Config::default()
        };
        let addresses = format!("{:?} {:?}", config.smtp_url, config.database_url);
        let said = format!("{addresses} {} may:{} whsec_two", "A".repeat(43), "B".repeat(43));
        let shown = Hidden::of(&config).in_text(&said);
        for secret in ["AAAA", "BBBB", "s3cret", "hunter2", "whsec"] {
            assert!(!shown.contains(secret), "{shown}");
        }
        assert!(shown.contains("portal:•••@mail.test") && shown.contains("may:•••"), "{shown}");
    }
}
