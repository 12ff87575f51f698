use poem::Request;
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};
use uuid::Uuid;

use super::service::{self, Pair};
use crate::access::{Database, Facts, StaffTokens, SystemScope};
use crate::api::{Done, Outcome, Staff, Tag, Text};
use crate::error::{Error, Result};
use crate::features::{agencies, staff};
use crate::ids::AgencyId;

/// What one signs in with.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct TokenRequest {
    #[oai(validator(min_length = 1, max_length = 320))]
    email: Text,
    #[oai(validator(min_length = 1, max_length = 256))]
    password: Text,
    /// The second factor; no account has one yet.
    #[oai(validator(max_length = 16))]
    #[oai(rename = "totp")]
    _totp: Option<Text>,
}

/// A refresh token.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct RefreshRequest {
    #[oai(validator(min_length = 1, max_length = 128))]
    refresh_token: Text,
}

/// A pair of tokens.
#[derive(Object)]
struct TokenPair {
    /// For the `Authorization` header.
    access_token: String,
    /// Always `Bearer`.
    token_type: String,
    /// How many seconds the access token lives.
    expires_in: i64,
    /// For the next pair; works once.
    refresh_token: String,
}

impl From<Pair> for TokenPair {
    fn from(pair: Pair) -> Self {
        Self {
            access_token: pair.access,
            token_type: "Bearer".into(),
            expires_in: StaffTokens::LIFE,
            refresh_token: pair.refresh,
        }
    }
}

/// An agency.
#[derive(Object)]
struct Agency {
    id: Uuid,
    name: String,
    slug: String,
    /// An IANA time zone.
    time_zone: String,
}

/// Who calls.
#[derive(Object)]
struct Me {
    staff: staff::StaffMember,
    agency: Agency,
}

/// Signing in, and staying so.
pub struct AuthApi;

#[OpenApi(tag = "Tag::Auth")]
impl AuthApi {
    /// Signs in at the agency that the host shows.
    #[oai(path = "/auth/token", method = "post", operation_id = "auth_token")]
    async fn token(&self, request: &Request, body: Json<TokenRequest>) -> Outcome<Json<TokenPair>> {
        let (system, tokens, agency, facts) = door(request).await?;
        let pair = service::sign_in(&system, tokens, agency, &body.0.email.0, &body.0.password.0, facts).await?;
        Ok(Json(pair.into()))
    }

    /// Exchanges a refresh token for a new pair. One that is used twice ends the whole sign-in.
    #[oai(path = "/auth/refresh", method = "post", operation_id = "auth_refresh")]
    async fn refresh(&self, request: &Request, body: Json<RefreshRequest>) -> Outcome<Json<TokenPair>> {
        let (system, tokens, agency, _) = door(request).await?;
        Ok(Json(service::refresh(&system, tokens, agency, &body.0.refresh_token.0).await?.into()))
    }

    /// Signs out: the refresh token and every access token of its sign-in stop working at once.
    #[oai(path = "/auth/revoke", method = "post", operation_id = "auth_revoke")]
    async fn revoke(&self, request: &Request, body: Json<RefreshRequest>) -> Outcome<Done> {
        let (system, _, agency, _) = door(request).await?;
        service::revoke(&system, agency, &body.0.refresh_token.0).await?;
        Ok(Done::Done)
    }

    /// Who calls, and for which agency.
    #[oai(path = "/me", method = "get", operation_id = "me_view")]
    async fn me(&self, Staff(scope): Staff) -> Outcome<Json<Me>> {
        let agency = agencies::find(&scope).await?;
        let me = scope.actor().staff().ok_or(Error::NotFound)?;
        let staff = staff::find(&scope, me).await?.into();
        let agency = Agency { id: agency.id.into(), name: agency.name, slug: agency.slug, time_zone: agency.time_zone };
        Ok(Json(Me { staff, agency }))
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
