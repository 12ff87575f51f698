//! What an agency says of a provider beside the catalogue, and the provider as it then is.

use serde::{Deserialize, Serialize};
use url::Url;

use super::catalogue::{self, ClientAuth, Ping, Provider};
use super::place;
use crate::entity::provider_client::Model;
use crate::entity::words::ConnectionKind;
use crate::error::{Error, FieldErrors, Result};

/// What the agency says; what is `None` is the catalogue's. Of a provider that the catalogue knows only the scopes are the
/// agency's to say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    pub authorize_url: Option<String>,
    pub token_url: Option<String>,
    pub revoke_url: Option<String>,
    pub issuer: Option<String>,
    pub client_auth: Option<ClientAuth>,
    pub scopes: Option<Vec<String>>,
    pub hosts: Option<Vec<String>>,
    pub ping_url: Option<String>,
    /// Where the account's name stands in what the ping answers.
    pub account: Option<String>,
    pub header: Option<String>,
    pub prefix: Option<String>,
}

/// The most scopes, and the most hosts, of a provider.
const MOST: usize = 50;
const LONGEST: usize = 500;

impl Settings {
    /// As they are kept, for this provider.
    ///
    /// # Errors
    /// [`Error::Invalid`] at the fields.
    pub fn checked(mut self, provider: &Provider) -> Result<Self> {
        let mut errors = FieldErrors::default();
        let oauth = provider.kind == ConnectionKind::OAuth;
        let own = provider.generic;
        let mut url = |field: &'static str, text: &mut Option<String>, wanted: bool, needed: bool| match text.as_deref()
        {
            Some(_) if !wanted => errors.add(field, "This provider does not take it."),
            Some(said) => match Url::parse(said.trim()).ok().filter(place::is_private) {
                Some(url) => *text = Some(url.to_string()),
                None => errors.add(field, "This must be an https:// address."),
            },
            None if needed => errors.add(field, "This is needed."),
            None => {}
        };
        url("authorize_url", &mut self.authorize_url, own && oauth, own && oauth);
        url("token_url", &mut self.token_url, own && oauth, own && oauth);
        url("revoke_url", &mut self.revoke_url, own && oauth, false);
        url("ping_url", &mut self.ping_url, own, false);
        let wanted = own && oauth;
        if !wanted && (self.issuer.is_some() || self.client_auth.is_some()) {
            errors.add("issuer", "This provider does not take it.");
        }
        self.hosts(own, &mut errors);
        if !oauth && self.scopes.is_some() {
            errors.add("scopes", "A key has no scopes.");
        }
        let scoped =
            |scope: &String| !scope.is_empty() && scope.len() <= LONGEST && scope.bytes().all(|b| b.is_ascii_graphic());
        if self.scopes.as_ref().is_some_and(|scopes| scopes.len() > MOST || !scopes.iter().all(scoped)) {
            errors.add("scopes", "A scope is a word without blanks.");
        }
        self.key(own && !oauth, &mut errors);
        errors.into_result()?;
        Ok(self)
    }

    /// What these do not say, as it was before.
    pub fn over(self, before: Self) -> Self {
        Self {
            authorize_url: self.authorize_url.or(before.authorize_url),
            token_url: self.token_url.or(before.token_url),
            revoke_url: self.revoke_url.or(before.revoke_url),
            issuer: self.issuer.or(before.issuer),
            client_auth: self.client_auth.or(before.client_auth),
            scopes: self.scopes.or(before.scopes),
            hosts: self.hosts.or(before.hosts),
            ping_url: self.ping_url.or(before.ping_url),
            account: self.account.or(before.account),
            header: self.header.or(before.header),
            prefix: self.prefix.or(before.prefix),
        }
    }

    fn hosts(&mut self, own: bool, errors: &mut FieldErrors) {
        let said = self.hosts.take().unwrap_or_default();
        let hosts: Vec<String> = said.iter().filter_map(|text| place::host(text)).collect();
        let enough = !own || !hosts.is_empty();
        if hosts.len() != said.len() || said.len() > MOST || !enough || (!own && !said.is_empty()) {
            let message = if own {
                "Name the hosts that the credential is for, like api.example.com."
            } else {
                "The catalogue says them."
            };
            return errors.add("hosts", message);
        }
        self.hosts = own.then_some(hosts);
        let pinged = self.ping_url.as_deref().and_then(|url| Url::parse(url).ok());
        let reached = |url: Url| place::is_among(&url, self.hosts.as_deref().unwrap_or_default());
        if own && !pinged.is_none_or(reached) {
            errors.add("ping_url", "Its host must be among the hosts.");
        }
    }

    fn key(&mut self, wanted: bool, errors: &mut FieldErrors) {
        if !wanted && (self.header.is_some() || self.prefix.is_some()) {
            return errors.add("header", "This provider does not take it.");
        }
        let fits = |name: &str| {
            reqwest::header::HeaderName::from_bytes(name.as_bytes())
                .is_ok_and(|name| !RESERVED.contains(&name.as_str()))
        };
        if self.header.as_deref().is_some_and(|name| !fits(name)) {
            errors.add("header", "This is no header that a key can be sent in.");
        }
        if self
            .prefix
            .as_deref()
            .is_some_and(|text| text.len() > 40 || !text.bytes().all(|b| b == b' ' || b.is_ascii_graphic()))
        {
            errors.add("prefix", "Use at most 40 letters.");
        }
    }

    /// As they are stored.
    ///
    /// # Errors
    /// Never, as far as we know.
    pub fn written(&self) -> Result<String> {
        serde_json::to_string(self).map_err(Error::internal)
    }
}

/// Headers that say how a request is carried.
const RESERVED: [&str; 7] =
    ["host", "content-length", "transfer-encoding", "connection", "upgrade", "cookie", "content-type"];

/// A provider as this agency has set it up.
///
/// # Errors
/// When a newer node wrote it.
pub fn provider(client: &Model) -> Result<(Provider, Settings)> {
    let unknown = || Error::internal(anyhow::anyhow!("the catalogue has no {}", client.provider));
    let mut provider = catalogue::find(&client.provider).ok_or_else(unknown)?.clone();
    let settings: Settings = serde_json::from_str(&client.settings).map_err(Error::internal)?;
    let said = settings.clone();
    provider.authorize_url = said.authorize_url.or(provider.authorize_url);
    provider.token_url = said.token_url.or(provider.token_url);
    provider.revoke_url = said.revoke_url.or(provider.revoke_url);
    provider.issuer = said.issuer.or(provider.issuer);
    provider.client_auth = said.client_auth.unwrap_or(provider.client_auth);
    provider.scopes = said.scopes.unwrap_or(provider.scopes);
    provider.hosts = said.hosts.unwrap_or(provider.hosts);
    provider.ping = said.ping_url.map(|url| Ping { url, account: said.account }).or(provider.ping);
    // A header of the agency's own has a prefix only where the agency says so.
    provider.prefix = said.prefix.or(provider.prefix.filter(|_| said.header.is_none()));
    provider.header = said.header.or(provider.header);
    Ok((provider, settings))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(provider: &str, settings: Settings) -> Vec<String> {
        match settings.checked(catalogue::find(provider).unwrap()) {
            Err(Error::Invalid(errors)) => errors.iter().map(|(field, _)| field.to_owned()).collect(),
            other => {
                other.unwrap();
                Vec::new()
            }
        }
    }

    #[test]
    fn a_generic_provider_says_where_it_is() {
        assert_eq!(faults("oauth2", Settings::default()), ["authorize_url", "token_url", "hosts"]);
        let whole = Settings {
            authorize_url: Some("https://id.example.com/auth".into()),
            token_url: Some("https://id.example.com/token".into()),
            ping_url: Some("https://api.example.com/me".into()),
            hosts: Some(vec!["api.example.com".into()]),
            ..Settings::default()
        };
        assert!(faults("oauth2", whole.clone()).is_empty());
        let http = Settings { token_url: Some("http://id.example.com/token".into()), ..whole.clone() };
        assert_eq!(faults("oauth2", http), ["token_url"]);
        let elsewhere = Settings { ping_url: Some("https://other.example.com/".into()), ..whole.clone() };
        assert_eq!(faults("oauth2", elsewhere), ["ping_url"], "a token is not sent to a host that was not named");
        assert_eq!(faults("slack", whole), ["authorize_url", "token_url", "ping_url", "hosts"]);
    }

    #[test]
    fn a_key_is_sent_in_a_header_of_its_own() {
        let hosts = Some(vec!["api.example.com".to_owned()]);
        let key = |header: &str| Settings { header: Some(header.into()), hosts: hosts.clone(), ..Settings::default() };
        assert!(faults("api_key", key("X-Api-Key")).is_empty());
        for wrong in ["Host", "a b", "", "Content-Length", "x\r\ny"] {
            assert_eq!(faults("api_key", key(wrong)), ["header"], "{wrong}");
        }
    }
}
