use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, DerivePartialModel};

use super::Desk;
use super::side::{Body, Reader, Side};
use super::sort::{Line, Topic};
use crate::access::AgencyScope;
use crate::entity::client_notification::{Column, Entity, Model};
use crate::entity::words::{ActorKind, ClientGroup, ClientNews, InvoiceStatus};
use crate::entity::{client_preference, client_user, invoice, membership, request_message, workspace};
use crate::error::Result;
use crate::features::notifications::catalogue;
use crate::features::notifications::unsubscribe::Whose;
use crate::features::notifications::wishes::Wishes;
use crate::ids::{ClientId, NotificationId, RequestId, WorkspaceId};
use crate::mail;
use crate::money::{self, Currency};
use crate::web::places;

/// How many invoices a mail lists that reminds of them.
const MOST_OWED: u64 = 20;

/// The clients' side: where a person is let in now.
pub struct Clients {
    seats: Vec<Seat>,
}

#[derive(DerivePartialModel)]
#[sea_orm(entity = "membership::Entity")]
struct Seat {
    workspace_id: crate::ids::WorkspaceId,
    can_submit_requests: bool,
    can_view_invoices: bool,
    can_manage_connections: bool,
    #[sea_orm(nested)]
    workspace: Work,
}

#[derive(DerivePartialModel)]
#[sea_orm(entity = "workspace::Entity")]
struct Work {
    work_on: bool,
    automation_on: bool,
    billing_on: bool,
}

impl Clients {
    /// Whether the page that a notification leads to is still theirs.
    fn may_open(&self, row: &Model) -> bool {
        self.seats.iter().any(|seat| {
            let of_work = row.request_id.is_some() || row.project_id.is_some() || row.approval_id.is_some();
            let of_work = of_work || row.kind == ClientNews::FilesDelivered;
            let invoices = row.invoice_id.is_none() || (seat.can_view_invoices && seat.workspace.billing_on);
            let requests = row.request_id.is_none() || seat.can_submit_requests;
            let may_connect = seat.can_manage_connections && seat.workspace.automation_on;
            let of_accounts = matches!(row.kind, ClientNews::ConnectionAsked | ClientNews::ConnectionLost);
            let accounts = !of_accounts || may_connect;
            let automated = (row.form_id.is_none() && row.run_id.is_none()) || seat.workspace.automation_on;
            let work = !of_work || seat.workspace.work_on;
            seat.workspace_id == row.workspace_id && requests && invoices && accounts && automated && work
        })
    }
}

impl Side for Clients {
    type Table = Entity;
    type Person = ClientId;
    type Group = ClientGroup;
    const ID: Column = Column::Id;
    const PERSON: Column = Column::ClientUserId;
    const MAIL_AT: Column = Column::MailAt;

    async fn reader(scope: &AgencyScope, desk: &Desk, person: ClientId) -> Result<Option<Reader<Self>>> {
        use client_preference::{Column as W, Entity as Wish};
        use client_user::Column as P;
        use membership::Column as M;
        let row = scope.find::<client_user::Entity>().filter(P::Id.eq(person)).filter(P::DisabledAt.is_null());
        let Some(row) = row.first().await? else { return Ok(None) };
        if mail::bounce(scope, &row.email).await?.is_some() {
            return Ok(None);
        }
        let wishes = scope.find::<Wish>().filter(W::ClientUserId.eq(person)).first().await?;
        let seats = scope.find::<membership::Entity>().filter(M::ClientUserId.eq(person));
        let seats = seats.join::<workspace::Entity>(M::WorkspaceId, workspace::Column::Id);
        let seats = seats.filter(workspace::Column::ArchivedAt.is_null()).all_as().await?;
        Ok(Some(Reader {
            id: person,
            zone: row.time_zone.and_then(|zone| zone.parse().ok()).unwrap_or(desk.zone),
            email: row.email,
            wishes: wishes.map(Wishes::from).unwrap_or_default(),
            side: Self { seats },
        }))
    }

    fn id(row: &Model) -> NotificationId {
        row.id
    }

    fn line(&self, row: Model) -> Option<Line<ClientGroup>> {
        if row.read_at.is_some() || !self.may_open(&row) {
            return None;
        }
        let entry = catalogue::client(row.kind);
        Some(Line {
            id: row.id,
            group: entry.group,
            event: row.kind.as_str(),
            title: row.title,
            hint: entry.mail,
            is_message: matches!(row.kind, ClientNews::RequestReplied | ClientNews::RequestOpened),
            workspace: Some(row.workspace_id),
            request: row.request_id,
            project: row.project_id,
            approval: row.approval_id,
            invoice: row.invoice_id,
            run: row.workflow_id.zip(row.run_id),
            form: row.form_id,
            created_at: row.created_at,
            mail_at: row.mail_at?,
        })
    }

    fn whose(person: ClientId) -> Whose {
        Whose::Client(person)
    }

    fn everything() -> (&'static str, String) {
        ("Open your notifications", places::NOTIFICATIONS.into())
    }

    async fn body(
        scope: &AgencyScope,
        desk: &Desk,
        reader: &Reader<Self>,
        lines: &[Line<ClientGroup>],
        last: &Line<ClientGroup>,
    ) -> Result<Body> {
        let owed = match last.workspace.filter(|_| last.event == ClientNews::InvoiceReminded.as_str()) {
            Some(workspace) => owed(scope, desk, workspace).await?,
            None => Vec::new(),
        };
        let button = match last.topic() {
            Topic::Invoice(_) if owed.len() > 1 => ("See what is to pay", places::INVOICES.to_owned()),
            Topic::Invoice(invoice) => ("Open the invoice", places::invoice(invoice)),
            Topic::Approval(approval) => ("Open the approval", places::approval(approval)),
            Topic::Request(request) => ("Open the request", places::request(request)),
            Topic::Project(project) => ("Open the project", places::project(project)),
            Topic::Form(form) => ("Open the form", places::form(form)),
            Topic::Run(workflow, run) => ("See how it goes", places::run(workflow, run)),
            Topic::Itself(_) if last.group == ClientGroup::Connections => {
                ("Open your connections", places::CONNECTIONS.to_owned())
            }
            Topic::Itself(_) => ("Open the portal", places::NOTIFICATIONS.to_owned()),
        };
        let reply_to = reply_address(scope, desk, reader.id, last).await?;
        let paragraphs = match (&reply_to, last.request) {
            (Some(_), Some(request)) => {
                let mut said = messages(scope, reader.id, request, lines).await?;
                said.push("Answer in your portal, or reply to this mail.".into());
                said
            }
            // Of one alone the heading says all.
            _ if owed.len() > 1 => owed.into_iter().chain([last.hint.to_owned()]).collect(),
            _ => comes_to(scope, desk, last).await?.into_iter().chain([last.hint.to_owned()]).collect(),
        };
        let because = "You get this because it concerns something of yours.";
        Ok(Body { paragraphs, button, because, reply_to })
    }
}

/// What an invoice or credit note comes to, where it is new or paid; and of a new invoice when it is due.
async fn comes_to(scope: &AgencyScope, desk: &Desk, last: &Line<ClientGroup>) -> Result<Option<String>> {
    use invoice::{Column as C, Entity as E};
    let is = |news: ClientNews| last.event == news.as_str();
    let told = [ClientNews::InvoiceIssued, ClientNews::CreditNoteIssued, ClientNews::InvoicePaid].into_iter().any(is);
    let Some(id) = last.invoice.filter(|_| told) else { return Ok(None) };
    let row = scope.find::<E>().filter(C::Id.eq(id)).first().await?;
    Ok(row.and_then(|row| {
        let total = money::show(row.total, Currency::of(&row.currency)?, desk.locale);
        Some(if is(ClientNews::InvoiceIssued) {
            format!("It comes to {total}, due {}.", row.due_on.format(desk.locale.day_of_year()))
        } else {
            format!("It comes to {total}.")
        })
    }))
}

/// What the workspace has been reminded of and not paid, what is due first: how much, and when it is due; and how many more
/// there are than a mail lists.
async fn owed(scope: &AgencyScope, desk: &Desk, workspace: WorkspaceId) -> Result<Vec<String>> {
    use invoice::{Column as C, Entity as E};
    let asked = || {
        let open = scope.find::<E>().filter(C::WorkspaceId.eq(workspace)).filter(C::Status.eq(InvoiceStatus::Open));
        let unpaid = Expr::col((E, C::Processing)).lt(Expr::col((E, C::Outstanding)));
        open.filter(C::Reminders.gt(0)).filter(unpaid)
    };
    let first = asked().asc(C::DueOn).asc(C::Id).limit(MOST_OWED).all().await?;
    let more = asked().count().await? - i64::try_from(first.len()).unwrap_or_default();
    let lines = first.into_iter().filter_map(|row| {
        let amount = money::show(row.outstanding, Currency::of(&row.currency)?, desk.locale);
        Some(format!("• {}: {amount}, due {}", row.number, row.due_on.format(desk.locale.day_of_year())))
    });
    Ok(lines.chain((more > 0).then(|| format!("and {more} more"))).collect())
}

/// Where an answer by mail goes, if answers by mail are taken.
async fn reply_address(
    scope: &AgencyScope,
    desk: &Desk,
    reader: ClientId,
    line: &Line<ClientGroup>,
) -> Result<Option<String>> {
    match (line.workspace, line.request) {
        (Some(workspace), Some(request)) => mail::reply_address(scope, &desk.letters, workspace, reader, request).await,
        _ => Ok(None),
    }
}

/// What was said, for those who answer by mail. Only messages of the thread, which the reader sees in the portal.
async fn messages(
    scope: &AgencyScope,
    reader: ClientId,
    request: RequestId,
    lines: &[Line<ClientGroup>],
) -> Result<Vec<String>> {
    use request_message::{Column as C, Entity as E};
    let told: Vec<_> = lines.iter().filter(|line| line.is_message).map(|line| line.created_at).collect();
    let Some(until) = told.iter().max() else { return Ok(Vec::new()) };
    let latest = || {
        let own = C::AuthorKind.eq(ActorKind::Client).and(C::AuthorId.eq(reader));
        let rows = scope.find::<E>().filter(C::CreatedAt.lte(*until)).filter(own.not());
        rows.desc(C::Id).limit(told.len() as u64)
    };
    let mut rows = latest().filter(C::RequestId.eq(request)).filter(C::HomeId.is_null()).all().await?;
    if rows.is_empty() {
        // It is part of another by now, where what was said on it stands among what was said there.
        rows = latest().filter(C::HomeId.eq(request)).all().await?;
    }
    rows.reverse();
    Ok(rows.into_iter().map(|row| format!("{} wrote:\n{}", row.author_name, row.body)).collect())
}
