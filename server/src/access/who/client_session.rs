use std::sync::Arc;

use chrono::TimeDelta;
use poem::Request;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter};

use super::extract::{Facts, RequestBody};
use super::session_row::{Row, statement};
use super::stand_in::StandIn;
use super::viewer::{Agency, Seat, Viewer};
use crate::access::database::Database;
use crate::access::link::Link;
use crate::access::scopes::client_scope::ClientScope;
use crate::brand::Look;
use crate::entity::client_session;
use crate::error::{Error, Result};
use crate::ids::WorkspaceId;
use crate::locale::Locale;
use crate::secrets::{self, Sealer};

/// How long a session lives without a visit.
pub const IDLE: TimeDelta = TimeDelta::hours(24);
/// How old the last visit on record may grow before it is written again: a write per page would be a waste.
const TOUCH: TimeDelta = TimeDelta::minutes(5);

/// The viewer that a session cookie stands for on this host: session, person, agency and memberships in one
/// query. `None` when it is unknown, of another host, idle too long, or its person is disabled.
///
/// # Errors
/// When the database fails.
pub async fn resolve(
    database: &Database,
    cookie: &str,
    host: &str,
    workspace: Option<WorkspaceId>,
) -> Result<Option<Viewer>> {
    if cookie.len() != secrets::TOKEN_LENGTH {
        return Ok(None);
    }
    let session = secrets::hash(cookie);
    let link = Link::new(database);
    let rows = Row::find_by_statement(link.backend().build(&statement(&session, host))).all(&link.reader()).await?;
    let now = link.now();
    let Some(first) = rows.first().filter(|row| row.expires_at > now && row.seen_at + IDLE > now) else {
        return Ok(None);
    };
    if first.seen_at + TOUCH < now {
        touch(&link, &session).await?;
    }
    Ok(viewer(&rows, session, workspace))
}

/// The viewer that these rows tell of.
pub(super) fn viewer(rows: &[Row], session: String, workspace: Option<WorkspaceId>) -> Option<Viewer> {
    let first = rows.first()?;
    let seats: Vec<Seat> = rows.iter().filter_map(Row::seat).collect();
    let remembered = workspace.and_then(|id| seats.iter().position(|seat| seat.workspace == id));
    let current = remembered.or(if seats.is_empty() { None } else { Some(0) });
    Some(Viewer {
        agency: Agency {
            id: first.agency_id,
            name: first.agency_name.clone(),
            time_zone: first.time_zone.parse().unwrap_or_default(),
            locale: Locale::of(&first.locale),
            welcome: first.welcome.clone(),
            look: Look::of(first.brand.as_deref(), first.accent.as_deref()),
        },
        person: first.person,
        name: first.person_name.clone(),
        email: first.email.clone(),
        phone: first.phone.clone(),
        time_zone: first.own_time_zone.as_deref().and_then(|name| name.parse().ok()),
        shortcuts: first.shortcuts,
        second_factor: first.second_factor.is_some(),
        onboarding: first.onboarding,
        session,
        seats,
        current,
    })
}

async fn touch(link: &Link, session: &str) -> Result<()> {
    client_session::Entity::update_many()
        .col_expr(client_session::Column::SeenAt, Expr::value(link.now()))
        .filter(client_session::Column::TokenHash.eq(session))
        .exec(&link.writer())
        .await?;
    Ok(())
}

/// The scope that a session cookie stands for on this host, for those who act through one without a
/// request: the demo's story.
///
/// # Errors
/// [`Error::NotFound`] when it stands for nobody or for no workspace.
pub async fn client_scope(
    database: &Database,
    cookie: &str,
    host: &str,
    workspace: Option<WorkspaceId>,
) -> Result<ClientScope> {
    let viewer = resolve(database, cookie, host, workspace).await?.ok_or(Error::NotFound)?;
    ClientScope::new(database, Arc::new(viewer), None).ok_or(Error::NotFound)
}

/// The token that this session's forms carry.
pub fn csrf_token(sealer: &Sealer, viewer: &Viewer) -> String {
    sealer.masked_seal(&viewer.session)
}

/// Lets a signed-in request in: resolves its session and, where it would change something, demands the
/// session's token in the form's `csrf` field or the `X-CSRF-Token` header. The viewer is left with the
/// request, for the extractors. `None` when nobody is signed in.
///
/// # Errors
/// [`Error::Forbidden`] without the token; or when the database fails.
pub async fn admit(
    request: &mut Request,
    sealer: &Sealer,
    cookie: Option<&str>,
    workspace: Option<WorkspaceId>,
) -> Result<Option<Arc<Viewer>>> {
    if let Some(StandIn(viewer)) = request.data::<StandIn>().filter(|_| request.method().is_safe()).cloned() {
        request.set_data(viewer.clone());
        return Ok(Some(viewer));
    }
    let Some(cookie) = cookie else { return Ok(None) };
    let database = request.data::<Database>().ok_or_else(|| Error::internal(anyhow::anyhow!("no database")))?;
    let host = request.data::<Facts>().map(|facts| facts.host.clone()).unwrap_or_default();
    let Some(viewer) = resolve(database, cookie, &host, workspace).await? else { return Ok(None) };
    if !request.method().is_safe() {
        let header = request.header("x-csrf-token").map(str::to_owned);
        let sent = header.or_else(|| request.data::<RequestBody>().and_then(|body| body.form_value("csrf")));
        if !sent.is_some_and(|token| sealer.check(&viewer.session, &token)) {
            return Err(Error::Forbidden {
                code: "csrf",
                message: "this form has expired; go back, reload the page and send it again",
            });
        }
    }
    let viewer = Arc::new(viewer);
    request.set_data(viewer.clone());
    Ok(Some(viewer))
}
