use poem::Request;
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};

use super::reset;
use super::service::{self, Pair, Proof};
use crate::access::{Database, Facts, StaffTokens, SystemScope};
use crate::api::{Done, Outcome, Tag, Text};
use crate::error::{Error, Result};
use crate::features::{agencies, api_tokens};
use crate::ids::AgencyId;

/// What one signs in with: `email` and `password`, or an `api_token`.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct TokenRequest {
    #[oai(validator(min_length = 1, max_length = 320))]
    email: Option<Text>,
    #[oai(validator(min_length = 1, max_length = 256))]
    password: Option<Text>,
    /// A code of the second factor, or a recovery code, for who has one.
    #[oai(validator(max_length = 32))]
    totp: Option<Text>,
    /// A long-lived token, instead of the others.
    #[oai(validator(min_length = 1, max_length = 128))]
    api_token: Option<Text>,
}

/// Who forgot their password.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct ForgottenRequest {
    #[oai(validator(min_length = 1, max_length = 320))]
    email: Text,
}

/// A refresh token.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct RefreshRequest {
    #[oai(validator(min_length = 1, max_length = 128))]
    refresh_token: Text,
}

/// Tokens.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
struct TokenPair {
    /// For the `Authorization` header.
    access_token: String,
    /// Always `Bearer`.
    token_type: String,
    /// How many seconds the access token lives.
    expires_in: i64,
    /// For the next pair; works once. There is none for an API token, which is exchanged again.
    refresh_token: Option<String>,
    /// What the access token opens, where that is not everything.
    scopes: Option<Vec<String>>,
}

impl TokenPair {
    fn new(access_token: String, refresh_token: Option<String>, scopes: Option<Vec<String>>) -> Self {
        Self { access_token, token_type: "Bearer".into(), expires_in: StaffTokens::LIFE, refresh_token, scopes }
    }
}

impl From<Pair> for TokenPair {
    fn from(pair: Pair) -> Self {
        Self::new(pair.access, Some(pair.refresh), None)
    }
}

/// Signing in, and staying so.
pub struct AuthApi;

#[OpenApi(tag = "Tag::Auth")]
impl AuthApi {
    /// Signs in at the agency that the host shows, by email and password, or by an API token.
    #[oai(path = "/auth/token", method = "post", operation_id = "auth_token")]
    async fn token(&self, request: &Request, body: Json<TokenRequest>) -> Outcome<Json<TokenPair>> {
        let (system, tokens, agency, facts) = door(request).await?;
        let TokenRequest { email, password, totp, api_token } = body.0;
        if let Some(Text(secret)) = api_token {
            if email.is_some() || password.is_some() || totp.is_some() {
                return Err(Error::field("api_token", "Send it alone.").into());
            }
            let (access, scopes) = api_tokens::exchange(&system, tokens, agency, &secret, facts).await?;
            return Ok(Json(TokenPair::new(access, None, Some(scopes))));
        }
        let (Some(Text(email)), Some(Text(password))) = (email, password) else {
            return Err(Error::field("email", "Send email and password, or api_token.").into());
        };
        let code = totp.as_ref().map(|code| code.0.as_str()).filter(|code| !code.is_empty());
        let proof = Proof { email: &email, password: &password, code };
        Ok(Json(service::sign_in(&system, tokens, agency, proof, facts).await?.into()))
    }

    /// Has a link to choose a new password sent to a staff user. The answer is the same whoever asks.
    #[oai(path = "/auth/forgot", method = "post", operation_id = "auth_forgot")]
    async fn forgot(&self, request: &Request, body: Json<ForgottenRequest>) -> Outcome<Done> {
        let (system, _, agency, facts) = door(request).await?;
        reset::ask(&system, agency, &body.0.email.0, facts).await?;
        Ok(Done::Done)
    }

    /// Exchanges a refresh token for a new pair. One that is used twice ends the whole sign-in.
    #[oai(path = "/auth/refresh", method = "post", operation_id = "auth_refresh")]
    async fn refresh(&self, request: &Request, body: Json<RefreshRequest>) -> Outcome<Json<TokenPair>> {
        let (system, tokens, agency, facts) = door(request).await?;
        Ok(Json(service::refresh(&system, tokens, agency, &body.0.refresh_token.0, facts).await?.into()))
    }

    /// Signs out: the refresh token and every access token of its sign-in stop working at once.
    #[oai(path = "/auth/revoke", method = "post", operation_id = "auth_revoke")]
    async fn revoke(&self, request: &Request, body: Json<RefreshRequest>) -> Outcome<Done> {
        let (system, _, agency, facts) = door(request).await?;
        service::revoke(&system, agency, &body.0.refresh_token.0, facts).await?;
        Ok(Done::Done)
    }
}

/// What signing in needs, before anybody is known.
async fn door(request: &Request) -> Result<(SystemScope, &StaffTokens, AgencyId, &Facts)> {
    let missing = || Error::internal(anyhow::anyhow!("the server was put together without its parts"));
    let system = request.data::<Database>().ok_or_else(missing)?.system();
    let tokens = request.data::<StaffTokens>().ok_or_else(missing)?;
    let facts = request.data::<Facts>().ok_or_else(missing)?;
    let agency = agencies::of_host(&system, &facts.host).await?.ok_or(Error::Misdirected)?;
    Ok((system, tokens, agency.id, facts))
}
