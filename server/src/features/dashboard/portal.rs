use poem::{Response, handler};

use super::views::{self, Automation, Dashboard};
use crate::access::{
    ClientScope, ConnectionManager, InvoiceReader, Paging, Part, Permission, RequestSubmitter, together,
};
use crate::error::Result;
use crate::features::{
    approvals, billing, connections, forms, notifications, projects, requests, workflows, workspaces,
};
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
    manager: Option<ConnectionManager>,
    layout: Layout,
) -> poem::Result<Response> {
    // Whoever has just come is welcomed first; skipping it takes one press.
    if scope.viewer().onboarding.is_some() {
        return Ok(layout.go(places::WELCOME));
    }
    let may = May { submitter: submitter.as_ref(), reader: reader.as_ref(), manager: manager.as_ref() };
    let content = views::show(&read(&scope, may, &layout).await?);
    layout.page(views::TITLE, Vec::new(), content).await
}

/// What the person may do, as far as that has to do with what waits for them.
#[derive(Clone, Copy)]
struct May<'a> {
    submitter: Option<&'a RequestSubmitter>,
    reader: Option<&'a InvoiceReader>,
    manager: Option<&'a ConnectionManager>,
}

async fn read<'a>(scope: &'a ClientScope, may: May<'_>, layout: &Layout) -> Result<Dashboard<'a>> {
    let seat = scope.seat();
    let today = layout.times.now.with_timezone(&layout.viewer().agency.time_zone).date_naive();
    let waiting = match may.submitter.filter(|_| seat.allows(Permission::SubmitRequests)) {
        Some(submitter) => requests::awaiting(submitter, 6),
        None => Part::known(Vec::new()),
    };
    let approvals = match seat.allows(Permission::ApproveWork) {
        true => approvals::waiting(scope, 6),
        false => Part::known(Vec::new()),
    };
    let overdue = match may.reader.filter(|_| seat.allows(Permission::ViewInvoices)) {
        Some(reader) => billing::overdue(reader, today, 6),
        None => Part::known(Vec::new()),
    };
    let accounts = match may.manager.filter(|_| seat.allows(Permission::ManageConnections)) {
        Some(manager) => connections::awaiting(manager, 6),
        None => Part::known(Vec::new()),
    };
    let forms = if seat.modules.automation { forms::awaiting(scope) } else { Part::known(Vec::new()) };
    let glance = match seat.modules.automation {
        true => workflows::at_a_glance(scope, 5)?.map(Some),
        false => Part::known(None),
    };
    let projects = if seat.modules.work { projects::active(scope, 6) } else { Part::known(Vec::new()) };
    let needed = together((waiting, approvals, overdue, forms, accounts));
    let news = notifications::latest(scope, false, &Paging::first(6))?;
    let all = together((needed, glance, projects, news, workspaces::managers(scope)));
    let ((waiting, approvals, overdue, forms, accounts), glance, projects, news, managers) = layout.with(all).await?;
    Ok(Dashboard {
        automation: glance.map(|glance| Automation { glance, forms }),
        token: layout.token.clone(),
        approvals,
        overdue,
        accounts,
        today,
        locale: layout.viewer().agency.locale,
        name: &scope.viewer().name,
        workspace: &seat.name,
        may_ask: seat.allows(Permission::SubmitRequests),
        waiting,
        projects,
        has_work: seat.modules.work,
        news: news.items,
        managers,
        times: layout.times,
    })
}
