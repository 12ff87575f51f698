//! Looking at the portal as one of its people, without a session: for the mirror that staff look into.

use std::sync::Arc;

use sea_orm::FromQueryResult;

use super::client_session::viewer;
use super::session_row::{Row, standing};
use super::viewer::Viewer;
use crate::access::scopes::scope::AgencyScope;
use crate::error::Result;
use crate::ids::{ClientId, WorkspaceId};

/// Somebody of the client as they stand right now: their account, their seat, what they may do. Left with a
/// request, it lets that request see what they would see, and change nothing: it is no session, and the
/// scopes made from it refuse to write.
#[derive(Clone)]
pub struct StandIn(pub(in crate::access) Arc<Viewer>);

impl StandIn {
    /// Whom it stands for.
    pub fn viewer(&self) -> &Viewer {
        &self.0
    }
}

/// The stand-in for a person in a workspace of the agency; `None` where that person gets in nowhere, or not
/// there.
///
/// # Errors
/// When the database fails.
pub async fn stand_in(scope: &AgencyScope, person: ClientId, workspace: WorkspaceId) -> Result<Option<StandIn>> {
    let link = &scope.link;
    let statement = standing(scope.agency, person, link.now());
    let rows = Row::find_by_statement(link.backend().build(&statement)).all(&link.reader()).await?;
    let viewer = viewer(&rows, String::new(), Some(workspace));
    let there = viewer.filter(|viewer| viewer.current().is_some_and(|seat| seat.workspace == workspace));
    Ok(there.map(|viewer| StandIn(Arc::new(viewer))))
}
