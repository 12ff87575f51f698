//! What is said to a provider: the OAuth 2 of RFC 6749 with PKCE (RFC 7636), and the ping. Nothing of an answer but error
//! codes is ever told to anybody.

use std::time::Duration;

use data_encoding::{BASE64, BASE64URL_NOPAD};
use form_urlencoded::{Serializer, byte_serialize};
use reqwest::Method;
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use ring::digest;
use serde_json::Value;
use url::Url;

use super::catalogue::{ClientAuth, Provider};
use super::place;
use crate::envelope::Secret;
use crate::error::{Error, Result};
use crate::outgoing::{Answer, Ask, Outgoing};

/// How long a provider may take for one answer.
const PATIENCE: Duration = Duration::from_secs(7);

/// The agency's client at a provider.
pub struct Client<'a> {
    pub provider: &'a Provider,
    pub id: &'a str,
    pub secret: Option<&'a Secret>,
}

/// What a provider gave.
pub struct Tokens {
    pub access: Secret,
    pub refresh: Option<Secret>,
    /// How many seconds the access token lives, as far as it is known.
    pub lifetime: Option<i64>,
}

/// Why it gave nothing.
#[derive(Debug, PartialEq, Eq)]
pub enum Refusal {
    /// What was shown has ended, or was taken back.
    Ended,
    /// Something else is wrong, by the provider's code for it.
    Wrong(String),
    /// There was no answer of use.
    Silent,
}

/// What a ping showed.
#[derive(Debug, PartialEq, Eq)]
pub enum Pinged {
    Well { account: Option<String> },
    Refused,
    Silent,
}

/// Where the browser goes to be asked.
///
/// # Errors
/// When the provider has no such place.
pub fn authorize(client: &Client<'_>, callback: &str, state: &str, verifier: &str) -> Result<Url> {
    let mut url = known(client.provider.authorize_url.as_deref())?;
    let challenge = BASE64URL_NOPAD.encode(digest::digest(&digest::SHA256, verifier.as_bytes()).as_ref());
    let scopes = client.provider.scopes.join(&client.provider.separator);
    let mut pairs = url.query_pairs_mut();
    pairs.extend_pairs(&client.provider.extra);
    pairs.extend_pairs([("response_type", "code"), ("client_id", client.id), ("redirect_uri", callback)]);
    pairs.extend_pairs([("state", state), ("code_challenge", &challenge), ("code_challenge_method", "S256")]);
    if !scopes.is_empty() {
        pairs.append_pair("scope", &scopes);
    }
    drop(pairs);
    Ok(url)
}

/// Where a form may lead that sends the browser there.
pub fn origin(provider: &Provider) -> Option<String> {
    let url = Url::parse(provider.authorize_url.as_deref()?).ok()?;
    Some(url.origin().ascii_serialization())
}

fn known(url: Option<&str>) -> Result<Url> {
    let url = url.and_then(|url| Url::parse(url).ok());
    url.ok_or_else(|| Error::internal(anyhow::anyhow!("a provider without an address")))
}

/// Exchanges what the browser brought back.
pub async fn exchange(
    out: &Outgoing,
    client: &Client<'_>,
    callback: &str,
    code: &str,
    verifier: &str,
) -> Result<Tokens, Refusal> {
    let fields =
        [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", callback), ("code_verifier", verifier)];
    tokens(out, client, &fields).await
}

/// Renews.
pub async fn renew(out: &Outgoing, client: &Client<'_>, refresh: &Secret) -> Result<Tokens, Refusal> {
    tokens(out, client, &[("grant_type", "refresh_token"), ("refresh_token", refresh.reveal())]).await
}

async fn tokens(out: &Outgoing, client: &Client<'_>, fields: &[(&str, &str)]) -> Result<Tokens, Refusal> {
    let url = known(client.provider.token_url.as_deref()).map_err(|_| Refusal::Wrong("no_token_url".into()))?;
    let answer = send(out, client, url, fields).await?;
    read(client.provider, &answer)
}

/// Tells the provider that a token is not needed any more (RFC 7009); whether it hears is its own affair.
pub async fn revoke(out: &Outgoing, client: &Client<'_>, token: &Secret) {
    if let Ok(url) = known(client.provider.revoke_url.as_deref()) {
        let sent = send(out, client, url, &[("token", token.reveal())]).await;
        if sent.is_err() {
            tracing::info!(provider = client.provider.key, "a provider did not hear that a token is not needed");
        }
    }
}

async fn send(out: &Outgoing, client: &Client<'_>, url: Url, fields: &[(&str, &str)]) -> Result<Answer, Refusal> {
    let ask = letter(client, url, fields)?;
    out.ask(ask).await.map_err(|_| Refusal::Silent)
}

/// A form as the agency's client sends it.
fn letter(client: &Client<'_>, url: Url, fields: &[(&str, &str)]) -> Result<Ask, Refusal> {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    let mut form = Serializer::new(String::new());
    form.extend_pairs(fields);
    match (client.provider.client_auth, client.secret) {
        (ClientAuth::Basic, Some(secret)) => {
            let encoded = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
            let both = format!("{}:{}", encoded(client.id), encoded(secret.reveal()));
            let basic = sensitive(&format!("Basic {}", BASE64.encode(both.as_bytes())));
            headers.insert(AUTHORIZATION, basic.ok_or_else(|| Refusal::Wrong("client".into()))?);
        }
        (_, secret) => {
            form.append_pair("client_id", client.id);
            if let Some(secret) = secret {
                form.append_pair("client_secret", secret.reveal());
            }
        }
    }
    Ok(Ask { method: Method::POST, url, headers, body: form.finish().into_bytes(), timeout: PATIENCE })
}

/// A header's value that is not to be seen, or passed on.
pub fn sensitive(text: &str) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_str(text).ok()?;
    value.set_sensitive(true);
    Some(value)
}

fn read(provider: &Provider, answer: &Answer) -> Result<Tokens, Refusal> {
    let body: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    let text = |name: &str| body[name].as_str().filter(|text| !text.is_empty() && text.len() <= 16_384);
    if let Some(access) = text("access_token").filter(|_| answer.status.is_success() && body["ok"] != false) {
        let given = &body["expires_in"];
        let lifetime = given.as_i64().or_else(|| given.as_str().and_then(|text| text.parse().ok()));
        return Ok(Tokens {
            access: Secret::new(access),
            refresh: text("refresh_token").map(Secret::new),
            lifetime: lifetime.filter(|life| *life > 0).or(provider.lifetime_seconds.map(i64::from)),
        });
    }
    let word = |code: &&str| code.len() <= 60 && code.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-.".contains(&b));
    match text("error").filter(word) {
        _ if answer.status.is_server_error() || answer.status.as_u16() == 429 => Err(Refusal::Silent),
        Some(code) if code == "invalid_grant" || provider.dead.iter().any(|dead| dead == code) => Err(Refusal::Ended),
        Some(code) => Err(Refusal::Wrong(code.to_owned())),
        None => Err(Refusal::Wrong(format!("status_{}", answer.status.as_u16()))),
    }
}

/// How a credential is sent.
pub fn header(provider: &Provider, access: &Secret) -> Option<(HeaderName, HeaderValue)> {
    let name = HeaderName::from_bytes(provider.header.as_deref().unwrap_or("authorization").as_bytes()).ok()?;
    let prefix = provider.prefix.as_deref().unwrap_or(if provider.header.is_none() { "Bearer " } else { "" });
    Some((name, sensitive(&format!("{prefix}{}", access.reveal()))?))
}

/// Whether a credential works, and whose it is; none where the provider has nothing to ask.
pub async fn ping(out: &Outgoing, provider: &Provider, access: &Secret) -> Option<Pinged> {
    let ping = provider.ping.as_ref()?;
    let url = Url::parse(&ping.url).ok().filter(|url| place::is_among(url, &provider.hosts))?;
    let Some((name, value)) = header(provider, access) else { return Some(Pinged::Refused) };
    let headers = HeaderMap::from_iter([(name, value), (ACCEPT, HeaderValue::from_static("application/json"))]);
    let ask = Ask { method: Method::GET, url, headers, body: Vec::new(), timeout: PATIENCE };
    let Ok(answer) = out.ask(ask).await else { return Some(Pinged::Silent) };
    let body: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    Some(match answer.status.as_u16() {
        401 | 403 => Pinged::Refused,
        _ if !answer.status.is_success() => Pinged::Silent,
        _ if body["ok"] == false => Pinged::Refused,
        _ => Pinged::Well { account: ping.account.as_deref().and_then(|at| label(body.pointer(at)?)) },
    })
}

fn label(value: &Value) -> Option<String> {
    let text =
        value.as_str().map_or_else(|| value.as_i64().map(|number| number.to_string()), |text| Some(text.to_owned()))?;
    let line: String = crate::text::clean_line(&text).chars().take(120).collect();
    Some(line).filter(|line| !line.is_empty())
}

#[cfg(test)]
mod tests {
    use reqwest::StatusCode;

    use super::*;
    use crate::features::connections::catalogue;

    fn answered(provider: &str, status: u16, body: &str) -> Result<Tokens, Refusal> {
        let status = StatusCode::from_u16(status).unwrap();
        let answer = Answer { status, headers: HeaderMap::new(), body: body.as_bytes().to_vec() };
        read(catalogue::find(provider).unwrap(), &answer)
    }

    #[test]
    fn an_answer_is_read_as_providers_write_it() {
        let tokens = answered("oauth2", 200, r#"{"access_token":"a","refresh_token":"r","expires_in":"60"}"#);
        let Ok(tokens) = tokens else { panic!() };
        assert_eq!((tokens.access.reveal(), tokens.lifetime), ("a", Some(60)));
        assert!(answered("salesforce", 200, r#"{"access_token":"a"}"#).is_ok_and(|t| t.lifetime == Some(3600)));
        let refusal = |provider, status, body| answered(provider, status, body).err();
        assert_eq!(refusal("oauth2", 400, r#"{"error":"invalid_grant"}"#), Some(Refusal::Ended));
        assert_eq!(refusal("slack", 200, r#"{"ok":false,"error":"token_revoked"}"#), Some(Refusal::Ended));
        assert_eq!(
            refusal("oauth2", 401, r#"{"error":"invalid_client"}"#),
            Some(Refusal::Wrong("invalid_client".into()))
        );
        assert_eq!(
            refusal("oauth2", 503, r#"{"error":"invalid_grant"}"#),
            Some(Refusal::Silent),
            "a broken provider ends nothing"
        );
        assert_eq!(refusal("oauth2", 200, "<html>"), Some(Refusal::Wrong("status_200".into())));
        assert_eq!(refusal("oauth2", 400, r#"{"error":"a b <script>"}"#), Some(Refusal::Wrong("status_400".into())));
    }

    #[test]
    fn the_browser_is_sent_with_a_challenge_and_never_with_what_answers_it() {
        let provider = catalogue::find("google_drive").unwrap();
        let client = Client { provider, id: "us", secret: Some(&Secret::new("hush")) };
        let url = authorize(&client, "https://portal.test/cb", "state", "verifier").unwrap();
        let query: std::collections::BTreeMap<_, _> = url.query_pairs().into_owned().collect();
        assert_eq!(query["code_challenge_method"], "S256");
        assert_eq!(query["code_challenge"], "iMnq5o6zALKXGivsnlom_0F5_WYda32GHkxlV7mq7hQ");
        assert_eq!((query["state"].as_str(), query["access_type"].as_str()), ("state", "offline"));
        assert!(!url.as_str().contains("verifier") && !url.as_str().contains("hush"));
    }
}
