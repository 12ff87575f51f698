use chrono::TimeDelta;
use sea_orm::ColumnTrait;
use sea_orm::sea_query::Expr;

use super::letter::{self, Draft};
use super::sort::{self, Line};
use super::{Desk, ids};
use crate::access::AgencyScope;
use crate::entity::staff_notification::{Column, Entity, Model};
use crate::entity::words::StaffGroup;
use crate::entity::{staff_preference, staff_user};
use crate::error::Result;
use crate::features::notifications::catalogue;
use crate::features::notifications::unsubscribe::{Ticket, What, Whose};
use crate::features::notifications::wishes::Wishes;
use crate::ids::{NotificationId, StaffId};
use crate::mail;

/// The address for staff who open it in a browser.
const DOOR: &str = "/dashboard";

/// The staff for whom a mail is due.
pub async fn due(scope: &AgencyScope) -> Result<Vec<StaffId>> {
    let due = scope.find::<Entity>().filter(Column::MailAt.lte(scope.now()));
    Ok(due.tally(Column::StaffUserId).await?.into_iter().map(|(person, _)| person).collect())
}

/// Lets a person's mails wait.
pub async fn put_off(scope: &AgencyScope, person: StaffId, by: TimeDelta) -> Result<()> {
    let now = scope.now();
    let waiting = scope.update::<Entity>().set(Column::MailAt, now + by).filter(Column::StaffUserId.eq(person));
    waiting.filter(Column::MailAt.lte(now)).exec().await?;
    Ok(())
}

/// Writes one person's mails.
pub async fn write(scope: &AgencyScope, desk: &Desk, person: StaffId) -> Result<()> {
    scope
        .transaction(async |scope| {
            let waiting = scope.find::<Entity>().filter(Column::StaffUserId.eq(person));
            let rows = waiting.filter(Column::MailAt.is_not_null()).asc(Column::Id).locked().all().await?;
            let reader = reader(&scope, person).await?;
            let (open, gone): (Vec<Model>, _) =
                rows.into_iter().partition(|row| reader.is_some() && row.read_at.is_none());
            done(&scope, gone.iter().map(|row| row.id)).await?;
            let Some((email, wishes)) = reader else { return Ok(()) };
            let lines = open.into_iter().filter_map(line).collect();
            let sorted = sort::sort(lines, &wishes, scope.now(), desk.zone);
            done(&scope, sorted.off).await?;
            for (id, at) in sorted.later {
                scope.update::<Entity>().set(Column::MailAt, at).filter(Column::Id.eq(id)).exec().await?;
            }
            for lines in &sorted.mails {
                about(&scope, desk, person, &email, lines).await?;
                done(&scope, ids(lines)).await?;
            }
            if !sorted.digest.is_empty() {
                digest(&scope, desk, person, &email, &sorted.digest).await?;
                done(&scope, ids(&sorted.digest)).await?;
            }
            Ok(())
        })
        .await
}

async fn done(scope: &AgencyScope, which: impl IntoIterator<Item = NotificationId>) -> Result<()> {
    let which: Vec<NotificationId> = which.into_iter().collect();
    if which.is_empty() {
        return Ok(());
    }
    let done = scope.update::<Entity>().set_expr(Column::MailAt, Expr::cust("NULL"));
    done.filter(Column::Id.is_in(which)).exec().await?;
    Ok(())
}

/// The person's address and wishes, unless no mail is to go there.
async fn reader(scope: &AgencyScope, person: StaffId) -> Result<Option<(String, Wishes<StaffGroup>)>> {
    use staff_user::Column as P;
    let row = scope.find::<staff_user::Entity>().filter(P::Id.eq(person)).filter(P::DisabledAt.is_null());
    let Some(row) = row.first().await? else { return Ok(None) };
    if mail::bounce(scope, &row.email).await?.is_some() {
        return Ok(None);
    }
    let wishes = scope.find::<staff_preference::Entity>().filter(staff_preference::Column::StaffUserId.eq(person));
    Ok(Some((row.email, wishes.first().await?.map(Wishes::from).unwrap_or_default())))
}

fn line(row: Model) -> Option<Line<StaffGroup>> {
    Some(Line {
        id: row.id,
        group: catalogue::staff(row.kind).group,
        title: row.title,
        hint: "Open it in your console.",
        is_message: false,
        workspace: row.workspace_id,
        request: row.request_id,
        project: row.project_id,
        created_at: row.created_at,
        mail_at: row.mail_at?,
    })
}

/// One mail about one thing. It says that there is something and never what was written: a note least of all.
async fn about(
    scope: &AgencyScope,
    desk: &Desk,
    person: StaffId,
    email: &str,
    lines: &[Line<StaffGroup>],
) -> Result<()> {
    let Some(last) = lines.last() else { return Ok(()) };
    let (heading, mut paragraphs) = letter::said(lines);
    paragraphs.push(last.hint.into());
    let draft = Draft {
        to: email,
        subject: letter::name(scope, last).await?,
        heading,
        paragraphs,
        button: ("How to open it", DOOR.into()),
        because: "You get this because it is yours to know.",
        thread: letter::thread(last),
        reply_to: None,
        ticket: Ticket { whose: Whose::Staff(person), what: What::Group(last.group.as_str().into()) },
    };
    letter::post(scope, desk, draft).await
}

/// One mail about all that the day brought.
async fn digest(
    scope: &AgencyScope,
    desk: &Desk,
    person: StaffId,
    email: &str,
    lines: &[Line<StaffGroup>],
) -> Result<()> {
    let draft = Draft {
        to: email,
        subject: format!("{} happened at {}", letter::counted(lines.len()), desk.agency),
        heading: "What happened since your last summary".into(),
        paragraphs: lines.iter().map(|line| format!("• {}", line.title)).collect(),
        button: ("How to open it", DOOR.into()),
        because: "You get this once a day, when there is something.",
        thread: None,
        reply_to: None,
        ticket: Ticket { whose: Whose::Staff(person), what: What::Digest },
    };
    letter::post(scope, desk, draft).await
}
