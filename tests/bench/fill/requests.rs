use std::path::Path;

use anyhow::{Context, Result};
use sea_orm::{ConnectionTrait, DbBackend, Statement};

use super::{copy, look};
use crate::bare::{Db, connect};

/// What the request is called whose copies all are.
const SUBJECT: &str = "Homepage hero feels heavy";
/// Copies have the numbers above this; the demo's own are below.
const FIRST: i64 = 10_000;
/// How many workspaces are filled by one statement.
const AT_ONCE: i64 = 100;

/// How much there is.
#[derive(Clone, Copy)]
pub struct Size {
    pub workspaces: i64,
    /// In each workspace.
    pub requests: u32,
    /// In each request.
    pub messages: u32,
}

impl Size {
    /// What the bars speak of: 2,000 requests, 20,000 messages.
    pub const USUAL: Self = Self { workspaces: 50, requests: 40, messages: 10 };

    /// How many requests there are in all.
    pub fn all(self) -> i64 {
        self.workspaces * i64::from(self.requests)
    }
}

/// Fills the file, which nobody else has open, as the bars speak of it.
pub async fn requests(file: &Path) -> Result<()> {
    let db = connect(file.to_str().context("a file without a name")?, 1).await?;
    sized(&db, Size::USUAL).await?;
    db.close().await?;
    Ok(())
}

/// Fills a database, and says on standard error how far it is where that takes long.
pub async fn sized(db: &Db, size: Size) -> Result<()> {
    let speech = Speech(db.get_database_backend());
    if speech.0 == DbBackend::Sqlite {
        // What breaks off is thrown away, so nothing waits for the disk; sorted trees stay in memory while they grow.
        db.execute_unprepared("PRAGMA synchronous = OFF").await?;
        db.execute_unprepared("PRAGMA cache_size = -262144").await?;
    }
    let agency = "(SELECT o.agency_id FROM workspace o WHERE o.slug = 'acme-coffee')";
    let there = number(db, &format!("SELECT count(*) AS many FROM workspace WHERE agency_id = {agency}")).await?;
    let new = speech.id("t.created_at", "n.i");
    let workspace = [("id", new.as_str()), ("slug", "'w' || n.i"), ("name", "t.name || ' ' || n.i")];
    let copies = u32::try_from(size.workspaces - there)?;
    copy(db, "workspace", copies, "", "t.slug = 'acme-coffee'", &workspace).await?;
    let mut done = 0;
    while done < size.workspaces {
        let from = done;
        done = size.workspaces.min(from + AT_ONCE);
        fill(db, size, &speech, (from, done)).await?;
        if size.workspaces > AT_ONCE {
            eprintln!("{:?}: {} of {} requests", speech.0, done * i64::from(size.requests), size.all());
        }
    }
    look(db).await
}

/// Gives some of the workspaces their requests, and these their messages.
async fn fill(db: &Db, size: Size, speech: &Speech, (from, to): (i64, i64)) -> Result<()> {
    let (each, all) = (size.requests, size.all());
    // Which of all requests it is, the last of which is as old as the one that they are copies of, and each before it
    // by a minute older.
    let place = format!("(h.i * {each} + n.i)");
    let later = format!("(60 * ({place} - {all}))");
    let time = |column: &str| speech.time(&format!("t.{column}"), &later);
    let (created, updated) = (time("created_at"), time("updated_at"));
    let (waits, last) = (time("waits_since"), time("last_message_at"));
    let (id, number, subject) =
        (speech.id("t.created_at", &later), format!("{FIRST} + {place}"), format!("t.subject || ' ' || {place}"));
    let due = format!("CASE {place} % 3 WHEN 0 THEN {} END", speech.day("t.created_at", &format!("{place} % 60")));
    let priority =
        format!("CASE {place} % 4 WHEN 0 THEN 'low' WHEN 1 THEN 'urgent' WHEN 2 THEN 'high' ELSE 'normal' END");
    let mia = "(SELECT s.id FROM staff_user s WHERE s.agency_id = t.agency_id AND s.email = 'mia@northwind.test')";
    let assignee = format!("CASE {place} % 5 WHEN 1 THEN {mia} END");
    let messages = size.messages.to_string();
    let request: &[(&str, &str)] = &[
        ("id", &id),
        ("workspace_id", "h.id"),
        ("number", &number),
        ("subject", &subject),
        // Those of others than Acme belong to no project.
        ("project_id", "NULL"),
        ("assignee_id", &assignee),
        ("priority", &priority),
        ("due_on", &due),
        ("message_count", &messages),
        ("created_at", &created),
        ("updated_at", &updated),
        ("waits_since", &waits),
        ("last_message_at", &last),
    ];
    let homes = ", (SELECT w.id, w.agency_id, row_number() OVER (ORDER BY w.id) - 1 AS i FROM workspace w \
        WHERE w.agency_id = (SELECT o.agency_id FROM workspace o WHERE o.slug = 'acme-coffee')) h";
    let template =
        format!("(SELECT q.id FROM request q WHERE q.subject = '{SUBJECT}' AND q.number <= {FIRST} LIMIT 1)");
    let which = format!("t.id = {template} AND h.agency_id = t.agency_id AND h.i >= {from} AND h.i < {to}");
    copy(db, "request", each, homes, &which, request).await?;

    let (id, created) = (speech.id("r.created_at", "n.i"), speech.time("r.created_at", "n.i"));
    let message: &[(&str, &str)] = &[
        ("id", &id),
        ("workspace_id", "r.workspace_id"),
        ("request_id", "r.id"),
        // A word that only this thread has.
        ("body", "t.body || ' Round ' || r.number"),
        ("created_at", &created),
    ];
    let (first, last) = (FIRST + from * i64::from(each), FIRST + to * i64::from(each));
    let which = format!(
        "t.id = (SELECT m.id FROM request_message m WHERE m.request_id = {template} LIMIT 1) \
         AND r.agency_id = t.agency_id AND r.number > {first} AND r.number <= {last}"
    );
    copy(db, "request_message", size.messages, ", request r", &which, message).await
}

/// The only number that a question is answered with, which calls it `many`.
pub async fn number(db: &Db, question: &str) -> Result<i64> {
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), question)).await?;
    Ok(row.context("no answer")?.try_get("", "many")?)
}

/// What each database says in words of its own.
struct Speech(DbBackend);

impl Speech {
    /// A new id that sorts as a time does that is so many seconds later than a column's.
    fn id(&self, column: &str, later: &str) -> String {
        match self.0 {
            DbBackend::Sqlite => {
                let millis = format!("(CAST(strftime('%s', {column}) AS INTEGER) + {later}) * 1000");
                format!("CAST(unhex(printf('%012x', {millis})) || randomblob(10) AS BLOB)")
            }
            _ => {
                let millis = format!("(floor(extract(epoch FROM {column}))::bigint + {later}) * 1000");
                let front = format!("overlay(lpad(to_hex({millis}), 12, '0') placing '-' from 9 for 0)");
                format!("overlay(gen_random_uuid()::text placing {front} from 1 for 13)::uuid")
            }
        }
    }

    /// A time so many seconds later than a column's.
    fn time(&self, column: &str, later: &str) -> String {
        match self.0 {
            DbBackend::Sqlite => format!("strftime('%Y-%m-%dT%H:%M:%f+00:00', {column}, {later} || ' seconds')"),
            _ => format!("{column} + {later} * interval '1 second'"),
        }
    }

    /// A day so many days later than a column's time.
    fn day(&self, column: &str, later: &str) -> String {
        match self.0 {
            DbBackend::Sqlite => format!("date({column}, ({later}) || ' days')"),
            _ => format!("({column} AT TIME ZONE 'UTC')::date + ({later})::integer"),
        }
    }
}
