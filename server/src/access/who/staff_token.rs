use chrono::{DateTime, Utc};
use data_encoding::BASE64URL_NOPAD;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use poem::Request;
use ring::signature::{Ed25519KeyPair, KeyPair};
use sea_orm::FromQueryResult;
use sea_orm::sea_query::{Expr, ExprTrait, JoinType, Query};
use serde::{Deserialize, Serialize};

use super::actor::Actor;
use super::extract::{Facts, once_key, origin};
use super::grant::Grant;
use crate::access::database::Database;
use crate::access::hosts::shown_at;
use crate::access::link::Link;
use crate::access::scopes::scope::AgencyScope;
use crate::entity::words::StaffRole;
use crate::entity::{staff_second_factor, staff_session, staff_user};
use crate::error::{Error, Result};
use crate::ids::{AgencyId, Id, StaffId, StaffSessionId};
use crate::secrets::MasterKey;

/// Who the tokens are for; nothing else takes them.
const AUDIENCE: &str = "staff-api";
const ISSUER: &str = "portico";
/// A signing key serves this long; its predecessor is still believed while tokens of it can be alive.
const KEY_DAYS: i64 = 30;

/// Makes and reads the staff API's access tokens (EdDSA). Keys follow from the master key and the date, so
/// that all nodes agree and keys change by themselves.
#[derive(Clone)]
pub struct StaffTokens {
    master: MasterKey,
    /// Whether staff need a second factor before their tokens open anything else.
    second_factor_required: bool,
}

#[derive(Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    sub: String,
    agency: String,
    sid: String,
    jti: String,
    exp: i64,
    iat: i64,
}

impl StaffTokens {
    /// How long an access token lives, in seconds.
    pub const LIFE: i64 = 600;

    /// Tokens under this master key.
    pub fn new(master: MasterKey, second_factor_required: bool) -> Self {
        Self { master, second_factor_required }
    }

    /// Whether staff need a second factor.
    pub fn require_second_factor(&self) -> bool {
        self.second_factor_required
    }

    fn epoch(now: DateTime<Utc>) -> i64 {
        now.timestamp() / (KEY_DAYS * 86_400)
    }

    fn seed(&self, epoch: i64) -> [u8; 32] {
        self.master.derive(&format!("staff-jwt/{epoch}"))
    }

    /// An access token for a session.
    ///
    /// # Errors
    /// When signing fails.
    pub fn issue(
        &self,
        now: DateTime<Utc>,
        agency: AgencyId,
        staff: StaffId,
        session: StaffSessionId,
    ) -> Result<String> {
        let epoch = Self::epoch(now);
        let mut header = Header::new(Algorithm::EdDSA);
        header.typ = Some("at+jwt".into());
        header.kid = Some(epoch.to_string());
        let claims = Claims {
            iss: ISSUER.into(),
            aud: AUDIENCE.into(),
            sub: staff.to_string(),
            agency: agency.to_string(),
            sid: session.to_string(),
            jti: StaffSessionId::new().to_string(),
            exp: now.timestamp() + Self::LIFE,
            iat: now.timestamp(),
        };
        // RFC 8410: a PKCS#8 wrapper around the 32-byte seed.
        let mut der = b"\x30\x2e\x02\x01\x00\x30\x05\x06\x03\x2b\x65\x70\x04\x22\x04\x20".to_vec();
        der.extend_from_slice(&self.seed(epoch));
        jsonwebtoken::encode(&header, &claims, &EncodingKey::from_ed_der(&der)).map_err(Error::internal)
    }

    /// The claims of a token that is ours, meant for here and alive.
    fn read(&self, now: DateTime<Utc>, token: &str) -> Option<Claims> {
        let header = jsonwebtoken::decode_header(token).ok()?;
        let epoch: i64 = header.kid?.parse().ok()?;
        let current = Self::epoch(now);
        if header.typ.as_deref() != Some("at+jwt") || !(current - 1..=current).contains(&epoch) {
            return None;
        }
        let pair = Ed25519KeyPair::from_seed_unchecked(&self.seed(epoch)).ok()?;
        let public = BASE64URL_NOPAD.encode(pair.public_key().as_ref());
        let key = DecodingKey::from_ed_components(&public).ok()?;
        let mut rules = Validation::new(Algorithm::EdDSA);
        rules.set_audience(&[AUDIENCE]);
        rules.set_issuer(&[ISSUER]);
        rules.set_required_spec_claims(&["exp", "sub", "aud", "iss"]);
        // Our own clock decides, below.
        rules.validate_exp = false;
        let claims = jsonwebtoken::decode::<Claims>(token, &key, &rules).ok()?.claims;
        (claims.exp > now.timestamp()).then_some(claims)
    }
}

#[derive(FromQueryResult)]
struct Row {
    name: String,
    role: StaffRole,
    scopes: Option<String>,
    second_factor: Option<DateTime<Utc>>,
    /// The agency that the host shows; the token's own where there is no host.
    shown: Option<AgencyId>,
}

impl Row {
    fn grant(&self, tokens: &StaffTokens) -> Grant {
        match &self.scopes {
            _ if tokens.second_factor_required && self.second_factor.is_none() => Grant::SetUpFirst,
            Some(words) => Grant::Scoped(words.split(' ').map(str::to_owned).collect()),
            None => Grant::Whole,
        }
    }
}

/// The scope that a bearer token stands for. The session and the person are looked up each time, so that
/// signing out and disabling act at once.
///
/// # Errors
/// [`Error::Unauthenticated`] when the token is not ours, expired, of another agency than the host's, or its session has
/// ended; [`Error::Misdirected`] when the host shows no agency.
pub async fn staff_scope(request: &Request, token: &str) -> Result<AgencyScope> {
    let parts = (request.data::<Database>(), request.data::<StaffTokens>());
    let (Some(database), Some(tokens)) = parts else {
        return Err(Error::internal(anyhow::anyhow!("the server was put together without tokens")));
    };
    let host = request.data::<Facts>().map(|facts| facts.host.as_str());
    let scope = find(database, tokens, token, host).await?;
    Ok(AgencyScope { once: once_key(request), link: scope.link.clone().from(origin(request)), ..scope })
}

/// The scope that a bearer token stands for, for those who act through one without a request.
///
/// # Errors
/// As [`staff_scope`].
pub async fn scope_of_token(database: &Database, tokens: &StaffTokens, token: &str) -> Result<AgencyScope> {
    find(database, tokens, token, None).await
}

async fn find(database: &Database, tokens: &StaffTokens, token: &str, host: Option<&str>) -> Result<AgencyScope> {
    let refused =
        Error::Unauthenticated { code: "token_invalid", message: "this token is not valid here, or no longer" };
    let link = Link::new(database);
    let ids = tokens.read(link.now(), token).and_then(|claims| {
        Some((
            claims.agency.parse::<AgencyId>().ok()?,
            claims.sub.parse::<StaffId>().ok()?,
            claims.sid.parse::<StaffSessionId>().ok()?,
        ))
    });
    let Some((agency, staff, session)) = ids else { return Err(refused) };
    let Some(row) = live(&link, agency, staff, session, host).await? else { return Err(refused) };
    match row.shown {
        None => return Err(Error::Misdirected),
        Some(shown) if shown != agency => return Err(refused),
        Some(_) => {}
    }
    let grant = row.grant(tokens);
    let actor = Actor::Staff { id: staff, name: row.name, role: row.role, session };
    Ok(AgencyScope { link, agency, actor, once: None, grant })
}

/// The person behind a session that has not ended.
async fn live(
    link: &Link,
    agency: AgencyId,
    staff: StaffId,
    session: StaffSessionId,
    host: Option<&str>,
) -> Result<Option<Row>> {
    use staff_second_factor::Column as F;
    use staff_session::Column as S;
    use staff_user::Column as U;
    let own = || Expr::col((staff_session::Entity, S::AgencyId));
    let statement = Query::select()
        .column((staff_user::Entity, U::Name))
        .column((staff_user::Entity, U::Role))
        .column((staff_session::Entity, S::Scopes))
        .expr_as(Expr::col((staff_second_factor::Entity, F::ConfirmedAt)), "second_factor")
        .expr_as(host.map_or_else(own, shown_at), "shown")
        .from(staff_session::Entity)
        .join(
            JoinType::InnerJoin,
            staff_user::Entity,
            Expr::col((staff_user::Entity, U::Id)).eq(Expr::col((staff_session::Entity, S::StaffUserId))),
        )
        .join(
            JoinType::LeftJoin,
            staff_second_factor::Entity,
            Expr::col((staff_second_factor::Entity, F::StaffUserId)).eq(Expr::col((staff_user::Entity, U::Id))),
        )
        .and_where(Expr::col((staff_session::Entity, S::Id)).eq(session))
        .and_where(Expr::col((staff_session::Entity, S::AgencyId)).eq(agency))
        .and_where(Expr::col((staff_session::Entity, S::StaffUserId)).eq(staff))
        .and_where(Expr::col((staff_session::Entity, S::EndedAt)).is_null())
        .and_where(Expr::col((staff_session::Entity, S::ExpiresAt)).gt(link.now()))
        .and_where(Expr::col((staff_user::Entity, U::DisabledAt)).is_null())
        .to_owned();
    Ok(Row::find_by_statement(link.backend().build(&statement)).one(&link.reader()).await?)
}

/// Whether a session has not ended.
pub(in crate::access) async fn is_live(
    link: &Link,
    agency: AgencyId,
    staff: StaffId,
    session: StaffSessionId,
) -> Result<bool> {
    Ok(live(link, agency, staff, session, None).await?.is_some())
}
