use std::fmt::Display;

use chrono::TimeDelta;
use chrono_tz::Tz;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, TryGetable, Value};

use super::Desk;
use super::letter::{self, Draft};
use super::sort::{self, Line};
use crate::access::AgencyScope;
use crate::entity::ownership::OwnedByAgency;
use crate::error::Result;
use crate::features::notifications::unsubscribe::{Ticket, What, Whose};
use crate::features::notifications::wishes::{Grouped, Wishes};
use crate::ids::NotificationId;

/// A row of a side's notifications.
pub type Row<S> = <<S as Side>::Table as EntityTrait>::Model;
type Column<S> = <<S as Side>::Table as EntityTrait>::Column;

/// One of the two sides that mails go to, and what it needs to know of a reader besides their wishes.
pub trait Side: Send + Sync + Sized {
    /// Its notifications.
    type Table: OwnedByAgency;
    type Person: Copy + Display + Into<Value> + TryGetable + Send + Sync;
    type Group: Grouped;
    const ID: Column<Self>;
    const PERSON: Column<Self>;
    const MAIL_AT: Column<Self>;

    /// The person, unless no mail is to go there.
    fn reader(
        scope: &AgencyScope,
        desk: &Desk,
        person: Self::Person,
    ) -> impl Future<Output = Result<Option<Reader<Self>>>> + Send;

    fn id(row: &Row<Self>) -> NotificationId;

    /// What there is to tell, unless it was read or is not theirs to open any more.
    fn line(&self, row: Row<Self>) -> Option<Line<Self::Group>>;

    fn whose(person: Self::Person) -> Whose;

    /// Where all that happened can be looked at.
    fn everything() -> (&'static str, String);

    /// What a mail about one thing says below what happened.
    fn body(
        scope: &AgencyScope,
        desk: &Desk,
        reader: &Reader<Self>,
        lines: &[Line<Self::Group>],
        last: &Line<Self::Group>,
    ) -> impl Future<Output = Result<Body>> + Send;
}

/// Whom mails are for.
pub struct Reader<S: Side> {
    pub id: S::Person,
    pub email: String,
    pub zone: Tz,
    pub wishes: Wishes<S::Group>,
    pub side: S,
}

/// The part of a mail about one thing in which the sides differ.
pub struct Body {
    pub paragraphs: Vec<String>,
    pub button: (&'static str, String),
    pub because: &'static str,
    pub reply_to: Option<String>,
}

/// The people for whom a mail is due.
pub async fn due<S: Side>(scope: &AgencyScope) -> Result<Vec<S::Person>> {
    let due = scope.find::<S::Table>().filter(S::MAIL_AT.lte(scope.now()));
    Ok(due.tally(S::PERSON).await?.into_iter().map(|(person, _)| person).collect())
}

/// Lets a person's mails wait.
pub async fn put_off<S: Side>(scope: &AgencyScope, person: S::Person, by: TimeDelta) -> Result<()> {
    let now = scope.now();
    let waiting = scope.update::<S::Table>().set(S::MAIL_AT, now + by).filter(S::PERSON.eq(person));
    waiting.filter(S::MAIL_AT.lte(now)).exec().await?;
    Ok(())
}

/// Writes one person's mails.
pub async fn write<S: Side>(scope: &AgencyScope, desk: &Desk, person: S::Person) -> Result<()> {
    scope
        .transaction(async |scope| {
            let waiting = scope.find::<S::Table>().filter(S::PERSON.eq(person));
            let rows = waiting.filter(S::MAIL_AT.is_not_null()).asc(S::ID).locked().all().await?;
            let reader = S::reader(&scope, desk, person).await?;
            let (mut lines, mut gone) = (Vec::new(), Vec::new());
            for row in rows {
                let id = S::id(&row);
                match reader.as_ref().and_then(|reader| reader.side.line(row)) {
                    Some(line) => lines.push(line),
                    None => gone.push(id),
                }
            }
            done::<S>(&scope, gone).await?;
            let Some(reader) = reader else { return Ok(()) };
            let sorted = sort::sort(lines, &reader.wishes, scope.now(), reader.zone);
            done::<S>(&scope, sorted.off).await?;
            for (id, at) in sorted.later {
                scope.update::<S::Table>().set(S::MAIL_AT, at).filter(S::ID.eq(id)).exec().await?;
            }
            for lines in &sorted.mails {
                about(&scope, desk, &reader, lines).await?;
                done::<S>(&scope, ids(lines)).await?;
            }
            for lines in &sorted.heaps {
                heap(&scope, desk, &reader, lines).await?;
                done::<S>(&scope, ids(lines)).await?;
            }
            if !sorted.digest.is_empty() {
                digest(&scope, desk, &reader, &sorted.digest).await?;
                done::<S>(&scope, ids(&sorted.digest)).await?;
            }
            Ok(())
        })
        .await
}

fn ids<G>(lines: &[Line<G>]) -> Vec<NotificationId> {
    lines.iter().map(|line| line.id).collect()
}

/// Notes that these need no mail any more.
async fn done<S: Side>(scope: &AgencyScope, which: Vec<NotificationId>) -> Result<()> {
    if which.is_empty() {
        return Ok(());
    }
    let done = scope.update::<S::Table>().set_expr(S::MAIL_AT, Expr::cust("NULL"));
    done.filter(S::ID.is_in(which)).exec().await?;
    Ok(())
}

/// One mail about one thing.
async fn about<S: Side>(scope: &AgencyScope, desk: &Desk, reader: &Reader<S>, lines: &[Line<S::Group>]) -> Result<()> {
    let Some(last) = lines.last() else { return Ok(()) };
    let (heading, mut paragraphs) = letter::said(lines);
    let body = S::body(scope, desk, reader, lines, last).await?;
    paragraphs.extend(body.paragraphs);
    let draft = Draft {
        to: &reader.email,
        subject: letter::name(scope, last).await?,
        heading,
        paragraphs,
        button: body.button,
        because: body.because,
        thread: letter::thread(last),
        reply_to: body.reply_to,
        ticket: Ticket { whose: S::whose(reader.id), what: What::Group(last.group.word().into()) },
    };
    letter::post(scope, desk, draft).await
}

/// One mail about many things of one kind.
async fn heap<S: Side>(scope: &AgencyScope, desk: &Desk, reader: &Reader<S>, lines: &[Line<S::Group>]) -> Result<()> {
    let Some(last) = lines.last() else { return Ok(()) };
    let draft = Draft {
        to: &reader.email,
        subject: format!("{} happened at {}", letter::counted(lines.len()), desk.agency),
        heading: "Several things happened at once".into(),
        paragraphs: lines.iter().map(|line| format!("• {}", line.title)).collect(),
        button: S::everything(),
        because: "You get this because it concerns things of yours.",
        thread: None,
        reply_to: None,
        ticket: Ticket { whose: S::whose(reader.id), what: What::Group(last.group.word().into()) },
    };
    letter::post(scope, desk, draft).await
}

/// One mail about all that the day brought.
async fn digest<S: Side>(scope: &AgencyScope, desk: &Desk, reader: &Reader<S>, lines: &[Line<S::Group>]) -> Result<()> {
    let draft = Draft {
        to: &reader.email,
        subject: format!("{} happened at {}", letter::counted(lines.len()), desk.agency),
        heading: "What happened since your last summary".into(),
        paragraphs: lines.iter().map(|line| format!("• {}", line.title)).collect(),
        button: S::everything(),
        because: "You get this once a day, when there is something.",
        thread: None,
        reply_to: None,
        ticket: Ticket { whose: S::whose(reader.id), what: What::Digest },
    };
    letter::post(scope, desk, draft).await
}
