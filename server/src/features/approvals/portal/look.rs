use poem::http::StatusCode;
use poem::web::{Data, Path};
use poem::{Request, Response, handler};

use super::id;
use crate::access::{Approver, ClientScope, Permission};
use crate::entity::approval_event;
use crate::entity::words::ApprovalStatus;
use crate::error::{Error, Result};
use crate::features::approvals::service::{self, Listed, Step, Version};
use crate::features::approvals::views::{self, Notice, Shown, Typed};
use crate::ids::{ApprovalId, ApprovalStepId};
use crate::storage::Storage;
use crate::web::components::Crumb;
use crate::web::{Form, Layout, Query, is_looked_at, places};

#[handler]
pub async fn show(
    scope: ClientScope,
    layout: Layout,
    storage: Data<&Storage>,
    request: &Request,
    Path(approval): Path<String>,
    Query(query): Query,
) -> poem::Result<Response> {
    let approval = id(&approval)?;
    let mut found = Found::read(&scope, approval).await?;
    if let Some(step) = found.shown_unopened(&query)
        && is_looked_at(request)
        && let Ok(approver) = Approver::new(scope.clone())
    {
        service::look(&approver, approval, step).await?;
        found = Found::read(&scope, approval).await?;
    }
    drawn(&scope, &layout, &storage, &found, &query, None, Typed::default()).await
}

/// All that the page shows.
struct Found {
    listed: Listed,
    steps: Vec<Step>,
    events: Vec<approval_event::Model>,
}

impl Found {
    async fn read(scope: &ClientScope, approval: ApprovalId) -> Result<Self> {
        let listed = service::find(scope, approval).await?;
        let (steps, events) = service::whole_and(scope, approval, service::history(scope, approval)).await?;
        Ok(Self { listed, steps, events })
    }

    /// The step that is asked for, or the one that comes first, and of its versions likewise.
    fn shown(&self, query: &Form) -> Option<(&Step, Option<&Version>)> {
        let chosen = query.get("step").parse().ok();
        let step = self.steps.iter().find(|step| Some(step.step.id) == chosen).or_else(|| first(&self.steps))?;
        let chosen = query.get("version").parse().ok();
        let version = step.versions.iter().find(|version| Some(version.version.id) == chosen);
        Some((step, version.or_else(|| step.current())))
    }

    /// The step that is shown as it is now, where it waits and nobody has opened it.
    fn shown_unopened(&self, query: &Form) -> Option<ApprovalStepId> {
        let (step, version) = self.shown(query)?;
        let is_current = version.map(|version| version.version.id) == step.current().map(|version| version.version.id);
        let waits = step.step.waits_since.is_some() && step.step.status == ApprovalStatus::Pending;
        (waits && is_current).then_some(step.step.id)
    }
}

/// The page, with what it is to say first and what was typed.
pub async fn page(
    scope: &ClientScope,
    layout: &Layout,
    storage: &Storage,
    approval: ApprovalId,
    query: &Form,
    refused: Option<(StatusCode, Notice)>,
    typed: Typed,
) -> poem::Result<Response> {
    drawn(scope, layout, storage, &Found::read(scope, approval).await?, query, refused, typed).await
}

async fn drawn(
    scope: &ClientScope,
    layout: &Layout,
    storage: &Storage,
    found: &Found,
    query: &Form,
    refused: Option<(StatusCode, Notice)>,
    typed: Typed,
) -> poem::Result<Response> {
    let Found { listed, steps, events } = found;
    let (step, version) = found.shown(query).ok_or(Error::NotFound)?;
    let (status, notice) = refused.map_or((None, None), |(status, notice)| (Some(status), Some(notice)));
    let invalid = typed.feedback_error.is_some() || typed.comment_error.is_some() || typed.files_error.is_some();
    let view = Shown {
        listed,
        steps,
        step,
        version,
        page: (query.get("file").parse().ok(), query.get("page").parse().unwrap_or(1)),
        compared: compared(step, query.get("compare")),
        events,
        reader: scope.person(),
        decides: scope.seat().allows(Permission::ApproveWork),
        comments: scope.seat().allows(Permission::ApproveWork) || scope.seat().allows(Permission::Comment),
        comments_seen: query.get("comments").parse().ok(),
        notice,
        typed,
        times: layout.times,
        token: &layout.token,
        once: &layout.once,
        limit: storage.limit,
    };
    let content = views::show(&view);
    let trail = vec![Crumb { label: views::TITLE, href: places::APPROVALS }];
    let title = listed.approval.title.clone();
    let mut response = if invalid {
        layout.invalid(&title, trail, content).await?
    } else {
        layout.page(&title, trail, content).await?
    };
    if let Some(status) = status {
        response.set_status(status);
    }
    Ok(response)
}

/// The step that a reader comes for: the first that waits, else the first that is not approved, else the last.
fn first(steps: &[Step]) -> Option<&Step> {
    let open = steps.iter().find(|step| step.step.waits_since.is_some());
    open.or_else(|| steps.iter().find(|step| step.step.status != ApprovalStatus::Approved)).or(steps.last())
}

/// The two versions that `1-2` names.
fn compared<'a>(step: &'a Step, text: &str) -> Option<(&'a Version, &'a Version)> {
    let (old, new) = text.split_once('-')?;
    let numbered = |text: &str| {
        let number: i32 = text.parse().ok()?;
        step.versions.iter().find(|version| version.version.number == number)
    };
    Some((numbered(old)?, numbered(new)?))
}
