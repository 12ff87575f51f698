use chrono::TimeDelta;
use chrono_tz::Tz;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, DerivePartialModel};

use super::letter::{self, Draft};
use super::sort::{self, Line};
use super::{Desk, ids};
use crate::access::AgencyScope;
use crate::entity::client_notification::{Column, Entity, Model};
use crate::entity::words::{ActorKind, ClientGroup, ClientNews};
use crate::entity::{client_preference, client_user, membership, request_message, workspace};
use crate::error::Result;
use crate::features::notifications::catalogue;
use crate::features::notifications::unsubscribe::{Ticket, What, Whose};
use crate::features::notifications::wishes::Wishes;
use crate::ids::{ClientId, NotificationId, RequestId};
use crate::mail;
use crate::web::places;

/// The clients for whom a mail is due.
pub async fn due(scope: &AgencyScope) -> Result<Vec<ClientId>> {
    let due = scope.find::<Entity>().filter(Column::MailAt.lte(scope.now()));
    Ok(due.tally(Column::ClientUserId).await?.into_iter().map(|(person, _)| person).collect())
}

/// Lets a person's mails wait.
pub async fn put_off(scope: &AgencyScope, person: ClientId, by: TimeDelta) -> Result<()> {
    let now = scope.now();
    let waiting = scope.update::<Entity>().set(Column::MailAt, now + by).filter(Column::ClientUserId.eq(person));
    waiting.filter(Column::MailAt.lte(now)).exec().await?;
    Ok(())
}

/// Writes one person's mails.
pub async fn write(scope: &AgencyScope, desk: &Desk, person: ClientId) -> Result<()> {
    scope
        .transaction(async |scope| {
            let waiting = scope.find::<Entity>().filter(Column::ClientUserId.eq(person));
            let rows = waiting.filter(Column::MailAt.is_not_null()).asc(Column::Id).locked().all().await?;
            let reader = reader(&scope, desk, person).await?;
            let (open, gone) = match &reader {
                Some(reader) => rows.into_iter().partition(|row| row.read_at.is_none() && reader.may_open(row)),
                None => (Vec::new(), rows),
            };
            done(&scope, gone.iter().map(|row| row.id)).await?;
            let Some(reader) = reader else { return Ok(()) };
            let lines = open.into_iter().filter_map(line).collect();
            let sorted = sort::sort(lines, &reader.wishes, scope.now(), reader.zone);
            done(&scope, sorted.off).await?;
            for (id, at) in sorted.later {
                scope.update::<Entity>().set(Column::MailAt, at).filter(Column::Id.eq(id)).exec().await?;
            }
            for lines in &sorted.mails {
                about(&scope, desk, &reader, lines).await?;
                done(&scope, ids(lines)).await?;
            }
            if !sorted.digest.is_empty() {
                digest(&scope, desk, &reader, &sorted.digest).await?;
                done(&scope, ids(&sorted.digest)).await?;
            }
            Ok(())
        })
        .await
}

/// Notes that these need no mail any more.
async fn done(scope: &AgencyScope, which: impl IntoIterator<Item = NotificationId>) -> Result<()> {
    let which: Vec<NotificationId> = which.into_iter().collect();
    if which.is_empty() {
        return Ok(());
    }
    let done = scope.update::<Entity>().set_expr(Column::MailAt, Expr::cust("NULL"));
    done.filter(Column::Id.is_in(which)).exec().await?;
    Ok(())
}

/// Who reads, and what they may open now.
struct Reader {
    id: ClientId,
    email: String,
    zone: Tz,
    wishes: Wishes<ClientGroup>,
    seats: Vec<Seat>,
}

#[derive(DerivePartialModel)]
#[sea_orm(entity = "membership::Entity")]
struct Seat {
    workspace_id: crate::ids::WorkspaceId,
    can_submit_requests: bool,
    #[sea_orm(nested)]
    workspace: Work,
}

#[derive(DerivePartialModel)]
#[sea_orm(entity = "workspace::Entity")]
struct Work {
    work_on: bool,
}

impl Reader {
    /// Whether the page that a notification leads to is still theirs.
    fn may_open(&self, row: &Model) -> bool {
        self.seats.iter().any(|seat| {
            let of_work = row.request_id.is_some() || row.project_id.is_some();
            let requests = row.request_id.is_none() || seat.can_submit_requests;
            seat.workspace_id == row.workspace_id && requests && (!of_work || seat.workspace.work_on)
        })
    }
}

/// The person, unless no mail is to go there.
async fn reader(scope: &AgencyScope, desk: &Desk, person: ClientId) -> Result<Option<Reader>> {
    use client_user::Column as P;
    use membership::Column as M;
    let row = scope.find::<client_user::Entity>().filter(P::Id.eq(person)).filter(P::DisabledAt.is_null());
    let Some(row) = row.first().await? else { return Ok(None) };
    if mail::bounce(scope, &row.email).await?.is_some() {
        return Ok(None);
    }
    let wishes = scope.find::<client_preference::Entity>().filter(client_preference::Column::ClientUserId.eq(person));
    let seats = scope.find::<membership::Entity>().filter(M::ClientUserId.eq(person));
    let seats = seats.join::<workspace::Entity>(M::WorkspaceId, workspace::Column::Id);
    Ok(Some(Reader {
        id: person,
        zone: row.time_zone.and_then(|zone| zone.parse().ok()).unwrap_or(desk.zone),
        email: row.email,
        wishes: wishes.first().await?.map(Wishes::from).unwrap_or_default(),
        seats: seats.filter(workspace::Column::ArchivedAt.is_null()).all_as().await?,
    }))
}

fn line(row: Model) -> Option<Line<ClientGroup>> {
    let entry = catalogue::client(row.kind);
    Some(Line {
        id: row.id,
        group: entry.group,
        title: row.title,
        hint: entry.mail,
        is_message: row.kind == ClientNews::RequestReplied,
        workspace: Some(row.workspace_id),
        request: row.request_id,
        project: row.project_id,
        created_at: row.created_at,
        mail_at: row.mail_at?,
    })
}

/// One mail about one thing.
async fn about(scope: &AgencyScope, desk: &Desk, reader: &Reader, lines: &[Line<ClientGroup>]) -> Result<()> {
    let Some(last) = lines.last() else { return Ok(()) };
    let (heading, mut paragraphs) = letter::said(lines);
    let (label, path) = match (last.request, last.project) {
        (Some(request), _) => ("Open the request", places::request(request)),
        (None, Some(project)) => ("Open the project", places::project(project)),
        (None, None) => ("Open the portal", places::NOTIFICATIONS.to_owned()),
    };
    let reply_to = reply_address(scope, desk, reader, last).await?;
    match (&reply_to, last.request) {
        (Some(_), Some(request)) => {
            paragraphs.extend(messages(scope, reader, request, lines).await?);
            paragraphs.push("Answer in your portal, or reply to this mail.".into());
        }
        _ => paragraphs.push(last.hint.into()),
    }
    let draft = Draft {
        to: &reader.email,
        subject: letter::name(scope, last).await?,
        heading,
        paragraphs,
        button: (label, path),
        because: "You get this because it concerns something of yours.",
        thread: letter::thread(last),
        reply_to,
        ticket: Ticket { whose: Whose::Client(reader.id), what: What::Group(last.group.as_str().into()) },
    };
    letter::post(scope, desk, draft).await
}

/// Where an answer by mail goes, if answers by mail are taken.
async fn reply_address(
    scope: &AgencyScope,
    desk: &Desk,
    reader: &Reader,
    line: &Line<ClientGroup>,
) -> Result<Option<String>> {
    match (line.workspace, line.request) {
        (Some(workspace), Some(request)) => {
            mail::reply_address(scope, &desk.letters, workspace, reader.id, request).await
        }
        _ => Ok(None),
    }
}

/// What was said, for those who answer by mail. Only messages of the thread, which the reader sees in the portal.
async fn messages(
    scope: &AgencyScope,
    reader: &Reader,
    request: RequestId,
    lines: &[Line<ClientGroup>],
) -> Result<Vec<String>> {
    use request_message::{Column as C, Entity as E};
    let told: Vec<_> = lines.iter().filter(|line| line.is_message).map(|line| line.created_at).collect();
    let Some(until) = told.iter().max() else { return Ok(Vec::new()) };
    let own = C::AuthorKind.eq(ActorKind::Client).and(C::AuthorId.eq(reader.id));
    let rows = scope.find::<E>().filter(C::RequestId.eq(request)).filter(C::CreatedAt.lte(*until)).filter(own.not());
    let mut rows = rows.desc(C::Id).limit(told.len() as u64).all().await?;
    rows.reverse();
    Ok(rows.into_iter().map(|row| format!("{} wrote:\n{}", row.author_name, row.body)).collect())
}

/// One mail about all that the day brought.
async fn digest(scope: &AgencyScope, desk: &Desk, reader: &Reader, lines: &[Line<ClientGroup>]) -> Result<()> {
    let count = letter::counted(lines.len());
    let draft = Draft {
        to: &reader.email,
        subject: format!("{count} happened at {}", desk.agency),
        heading: "What happened since your last summary".into(),
        paragraphs: lines.iter().map(|line| format!("• {}", line.title)).collect(),
        button: ("Open your notifications", places::NOTIFICATIONS.into()),
        because: "You get this once a day, when there is something.",
        thread: None,
        reply_to: None,
        ticket: Ticket { whose: Whose::Client(reader.id), what: What::Digest },
    };
    letter::post(scope, desk, draft).await
}
