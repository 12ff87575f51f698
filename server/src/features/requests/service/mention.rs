use crate::access::AgencyScope;
use crate::entity::request;
use crate::entity::words::ActivityKind;
use crate::error::Result;
use crate::features::activity::{self, Happening};
use crate::features::requests::mentions;
use crate::features::staff;

/// Has those told whom staff name in what they write on a request.
pub async fn tell_mentioned(scope: &AgencyScope, request: &request::Model, text: &str) -> Result<()> {
    if !mentions::any(text) {
        return Ok(());
    }
    let working = staff::working(scope).await?;
    for person in mentions::of(text, &working, scope.actor().staff()) {
        let happening = Happening {
            kind: ActivityKind::RequestMentioned,
            workspace: request.workspace_id,
            project: request.project_id,
            request: Some(request.id),
            approval: None,
            invoice: None,
            title: request.subject.clone(),
            about: Some(person),
            people: Vec::new(),
        };
        activity::record(scope, happening).await?;
    }
    Ok(())
}
