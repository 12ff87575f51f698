use poem::{Response, handler};

use super::views::{self, Automation, Dashboard};
use crate::access::{ClientScope, InvoiceReader, Paging, Permission, RequestSubmitter};
use crate::error::Result;
use crate::features::{approvals, billing, forms, notifications, projects, requests, workflows, workspaces};
use crate::web::{Audience, Layout, Pages, places};

/// The feature's pages.
pub fn pages(pages: Pages) -> Pages {
    pages.get(places::HOME, Audience::Client, show)
}

#[handler]
async fn show(
    scope: ClientScope,
    submitter: Option<RequestSubmitter>,
    reader: Option<InvoiceReader>,
    layout: Layout,
) -> poem::Result<Response> {
    // Whoever has just come is welcomed first; skipping it takes one press.
    if scope.viewer().onboarding.is_some() {
        return Ok(layout.go(places::WELCOME));
    }
    let content = views::show(&read(&scope, submitter.as_ref(), reader.as_ref(), &layout).await?);
    layout.page(views::TITLE, Vec::new(), content).await
}

async fn read<'a>(
    scope: &'a ClientScope,
    submitter: Option<&RequestSubmitter>,
    reader: Option<&InvoiceReader>,
    layout: &Layout,
) -> Result<Dashboard<'a>> {
    let seat = scope.seat();
    let waiting = match submitter.filter(|_| seat.allows(Permission::SubmitRequests)) {
        Some(submitter) => requests::awaiting(submitter, 6).await?,
        None => Vec::new(),
    };
    let approvals = if seat.allows(Permission::ApproveWork) { approvals::waiting(scope, 6).await? } else { Vec::new() };
    let today = layout.times.now.with_timezone(&layout.viewer().agency.time_zone).date_naive();
    let overdue = match reader.filter(|_| seat.allows(Permission::ViewInvoices)) {
        Some(reader) => billing::overdue(reader, today, 6).await?,
        None => Vec::new(),
    };
    let automation = match seat.modules.automation {
        true => {
            Some(Automation { glance: workflows::at_a_glance(scope, 5).await?, forms: forms::awaiting(scope).await? })
        }
        false => None,
    };
    Ok(Dashboard {
        automation,
        token: layout.token.clone(),
        once: layout.once.clone(),
        approvals,
        overdue,
        today,
        locale: layout.viewer().agency.locale,
        name: &scope.viewer().name,
        workspace: &seat.name,
        may_ask: seat.allows(Permission::SubmitRequests),
        waiting,
        projects: if seat.modules.work { projects::active(scope, 6).await? } else { Vec::new() },
        has_work: seat.modules.work,
        news: notifications::latest(scope, false, &Paging::first(6)).await?.items,
        managers: workspaces::managers(scope).await?,
        times: layout.times,
    })
}
