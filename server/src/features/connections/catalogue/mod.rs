//! Who there is to connect to, as data: one file each beside this one.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::entity::words::ConnectionKind;

/// How our client proves itself to the provider (RFC 6749, 2.3.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ClientAuth {
    /// In the form.
    #[default]
    Post,
    /// By HTTP Basic.
    Basic,
}

/// What shows whether a credential works, and whose it is.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Ping {
    pub url: String,
    /// Where the account's name stands in the answer, as a JSON pointer.
    pub account: Option<String>,
}

/// What is known of a provider; an agency's own words fill in what a generic one leaves open.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    pub key: String,
    pub name: String,
    pub kind: ConnectionKind,
    /// Whether the agency says where it is.
    #[serde(default)]
    pub generic: bool,
    pub authorize_url: Option<String>,
    pub token_url: Option<String>,
    pub revoke_url: Option<String>,
    /// Who the provider says it is where it comes back with an answer (RFC 9207).
    pub issuer: Option<String>,
    pub scopes: Vec<String>,
    #[serde(default = "blank")]
    pub separator: String,
    /// What else its authorize page is asked.
    #[serde(default)]
    pub extra: BTreeMap<String, String>,
    #[serde(default)]
    pub client_auth: ClientAuth,
    /// Whether each renewal gives a new refresh token, and the old one ends.
    #[serde(default)]
    pub rotates: bool,
    /// How long an access token lives of which the provider does not say it.
    pub lifetime_seconds: Option<u32>,
    /// The hosts that credentials are sent to, and no others; `*.` stands for what is below.
    pub hosts: Vec<String>,
    /// Errors by which the provider says that a refresh token has ended, beside the standard's.
    #[serde(default)]
    pub dead: Vec<String>,
    pub ping: Option<Ping>,
    /// How a key is sent.
    pub header: Option<String>,
    pub prefix: Option<String>,
}

fn blank() -> String {
    " ".into()
}

const FILES: [&str; 6] = [
    include_str!("google_drive.json"),
    include_str!("hubspot.json"),
    include_str!("salesforce.json"),
    include_str!("slack.json"),
    include_str!("oauth2.json"),
    include_str!("api_key.json"),
];

static ALL: LazyLock<Vec<Provider>> =
    LazyLock::new(|| FILES.iter().filter_map(|text| serde_json::from_str(text).ok()).collect());

/// All providers, in the order in which they are offered.
pub fn all() -> &'static [Provider] {
    &ALL
}

/// The provider of this key.
pub fn find(key: &str) -> Option<&'static Provider> {
    ALL.iter().find(|provider| provider.key == key)
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::*;

    #[test]
    fn every_file_says_all_that_is_needed() {
        for text in FILES {
            let provider: Provider = serde_json::from_str(text).unwrap();
            let at = |url: &Option<String>| url.as_deref().map(|url| Url::parse(url).unwrap());
            for url in [at(&provider.authorize_url), at(&provider.token_url), at(&provider.revoke_url)] {
                assert!(url.is_none_or(|url| url.scheme() == "https"), "{}", provider.key);
            }
            if provider.generic {
                assert!(provider.authorize_url.is_none() && provider.hosts.is_empty());
                continue;
            }
            assert!(provider.authorize_url.is_some() && provider.token_url.is_some(), "{}", provider.key);
            let ping = Url::parse(&provider.ping.unwrap().url).unwrap();
            assert!(provider.hosts.iter().any(|host| Some(host.as_str()) == ping.host_str()), "{}", provider.key);
        }
        assert_eq!(all().len(), FILES.len());
        for key in ["google_drive", "hubspot", "salesforce", "slack", "oauth2", "api_key"] {
            assert!(find(key).is_some(), "{key}");
        }
    }
}
