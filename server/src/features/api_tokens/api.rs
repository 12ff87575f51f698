use chrono::{DateTime, Utc};
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};
use uuid::Uuid;

use super::service::{self, NewToken};
use crate::api::{self, Created, Done, Listing, Operations, Outcome, Staff, Tag, Text, paging};
use crate::entity::api_token::Model;

/// An API token, without what makes it one.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct ApiToken {
    pub id: Uuid,
    pub name: String,
    /// How it begins, to know it by.
    pub prefix: String,
    /// What it opens: `read`, `write`, or one of them for one resource, like `requests:read`.
    pub scopes: Vec<String>,
    pub created_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
    /// When it was last exchanged for an access token.
    pub last_used_at: Option<DateTime<Utc>>,
}

impl From<Model> for ApiToken {
    fn from(row: Model) -> Self {
        Self {
            id: row.id.into(),
            name: row.name,
            prefix: row.prefix,
            scopes: row.scopes.split(' ').map(str::to_owned).collect(),
            created_at: row.created_at,
            expires_at: row.expires_at,
            last_used_at: row.last_used_at,
        }
    }
}

/// An API token that was made just now.
#[derive(Object)]
pub struct FreshApiToken {
    pub api_token: ApiToken,
    /// The token itself. It is shown only now.
    pub token: String,
}

/// An API token to be.
#[derive(Object)]
#[oai(deny_unknown_fields)]
pub struct NewApiToken {
    #[oai(validator(min_length = 1, max_length = 120))]
    pub name: Text,
    #[oai(validator(min_items = 1, max_items = 40))]
    pub scopes: Vec<Text>,
    /// At most a year from now.
    pub expires_at: DateTime<Utc>,
}

/// Tokens for programs.
pub struct ApiTokenApi;

#[OpenApi(tag = "Tag::Account")]
impl ApiTokenApi {
    /// The caller's API tokens, the latest first.
    #[oai(path = "/api-tokens", method = "get", operation_id = "api_token_list")]
    async fn list(
        &self,
        Staff(scope): Staff,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<ApiToken>>> {
        let paging = paging(limit.0, cursor.0.as_deref())?;
        Ok(Json(Listing::of(service::list(&scope, &paging).await?, ApiToken::from)))
    }

    /// Makes an API token. It acts as the caller, within its scopes.
    #[oai(path = "/api-tokens", method = "post", operation_id = "api_token_create")]
    async fn create(&self, Staff(scope): Staff, body: Json<NewApiToken>) -> Outcome<Created<FreshApiToken>> {
        let NewApiToken { name, scopes, expires_at } = body.0;
        let new = NewToken { name: name.into(), scopes: scopes.into_iter().map(Into::into).collect(), expires_at };
        let subjects = Operations::published().subjects();
        let scoped = |subject: &str| subjects.contains(subject) && !["auth", api::OWN].contains(&subject);
        let (row, token) = service::create(&scope, new, scoped).await?;
        Ok(Created::within(FreshApiToken { api_token: row.into(), token }))
    }

    /// Revokes an API token. It and the access tokens had for it stop working at once.
    #[oai(path = "/api-tokens/:api_token_id", method = "delete", operation_id = "api_token_revoke")]
    async fn revoke(&self, Staff(scope): Staff, api_token_id: Path<Uuid>) -> Outcome<Done> {
        service::revoke(&scope, api_token_id.0.into()).await?;
        Ok(Done::Done)
    }
}
