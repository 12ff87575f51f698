//! Finding things by their words: FTS5 on SQLite, `tsvector` on PostgreSQL. What clients may find is kept apart from
//! what only staff may: no statement on behalf of a client names the table of the second. Every search names its owner
//! inside the index as well, so that it costs what its owner has and not what the install has.

use sea_orm::sea_query::{Expr, SimpleExpr};
use sea_orm::{DatabaseBackend, FromQueryResult, Statement, Value};
use uuid::Uuid;

use super::link::Link;
use crate::error::Result;
use crate::ids::{AgencyId, RequestId, WorkspaceId};

/// Words beyond this many narrow nothing.
const MOST_WORDS: usize = 8;

/// Whose words they are.
#[derive(Clone, Copy)]
pub(in crate::access) enum Owner {
    Agency(AgencyId),
    Workspace(AgencyId, WorkspaceId),
}

impl Owner {
    /// The word that stands for the owner in the index.
    fn word(self) -> String {
        match self {
            Self::Agency(id) => format!("a{}", Uuid::from(id).simple()),
            Self::Workspace(_, id) => format!("w{}", Uuid::from(id).simple()),
        }
    }

    fn agency(self) -> AgencyId {
        match self {
            Self::Agency(id) | Self::Workspace(id, _) => id,
        }
    }
}

/// The words of a text, in small letters.
pub(in crate::access) fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.take(MOST_WORDS).map(str::to_lowercase).collect()
}

/// What the index is asked: all the words, each as a beginning, or exactly these in this order. PostgreSQL is asked for the
/// owner apart, for it would rank by the owner as well, and would find all the owner has where it knows none of the words.
fn question(backend: DatabaseBackend, owner: Owner, words: &[String], exactly: bool) -> Vec<String> {
    let each = |word: fn(&String) -> String, between: &str| words.iter().map(word).collect::<Vec<_>>().join(between);
    match (backend, exactly) {
        (DatabaseBackend::Sqlite, true) => {
            vec![format!("owner : \"{}\" AND {{title body}} : (\"{}\")", owner.word(), words.join(" "))]
        }
        (DatabaseBackend::Sqlite, false) => {
            let all = each(|word| format!("\"{word}\"*"), " AND ");
            vec![format!("owner : \"{}\" AND {{title body}} : ({all})", owner.word())]
        }
        (_, true) => vec![each(|word| format!("{word}:AB"), " <-> "), format!("{}:D", owner.word())],
        (_, false) => vec![each(|word| format!("{word}:*AB"), " & "), format!("{}:D", owner.word())],
    }
}

/// The condition that a request holds all the words somewhere, each as a beginning. `None` without words.
pub(in crate::access) fn matching(backend: DatabaseBackend, owner: Owner, text: &str) -> Option<SimpleExpr> {
    use sea_orm::sea_query::ExprTrait;
    let each = words(text).into_iter().map(|word| found(backend, question(backend, owner, &[word], false)));
    each.reduce(|all, word| all.and(word))
}

/// The condition that a request holds exactly these words, one after the other. `None` without words.
pub(in crate::access) fn holding(backend: DatabaseBackend, owner: Owner, text: &str) -> Option<SimpleExpr> {
    let words = words(text);
    (!words.is_empty()).then(|| found(backend, question(backend, owner, &words, true)))
}

/// The condition that a request is among those that the index answers with. Never unknown, so that it can be denied.
fn found(backend: DatabaseBackend, question: Vec<String>) -> SimpleExpr {
    let sql = if backend == DatabaseBackend::Sqlite {
        "request.id IN (SELECT e.request_id FROM search_words JOIN search_entry e ON e.id = search_words.rowid \
         WHERE search_words MATCH ? AND e.request_id IS NOT NULL)"
    } else {
        "request.id IN (SELECT e.request_id FROM search_entry e WHERE e.words @@ to_tsquery('simple', $1) \
         AND e.words @@ to_tsquery('simple', $2) AND e.request_id IS NOT NULL)"
    };
    Expr::cust_with_values(sql, question)
}

/// Something that was found by its words.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Hit {
    /// `request`, `message`, `project`; for staff `note` and `person`, too.
    pub kind: String,
    pub thing_id: Uuid,
    pub title: String,
    pub body: String,
    pub workspace_id: Option<WorkspaceId>,
    pub workspace_name: Option<String>,
    /// The request that it is, or stands in.
    pub request_id: Option<RequestId>,
    pub number: Option<i64>,
    pub subject: Option<String>,
    pub score: f64,
}

/// Where something is looked for.
#[derive(Clone, Copy)]
pub(in crate::access) enum Shelf {
    /// What clients may find, too.
    Shared,
    /// What only staff may find.
    Staff,
}

/// What holds all the words, each as a beginning: the best first, the latest first among equals. What stands in the
/// archive is not looked for.
pub(in crate::access) async fn search(
    link: &Link,
    owner: Owner,
    shelf: Shelf,
    text: &str,
    kinds: &[&str],
    most: u64,
) -> Result<Vec<Hit>> {
    let words = words(text);
    if words.is_empty() || kinds.is_empty() {
        return Ok(Vec::new());
    }
    let backend = link.backend();
    let (entry, index) = match shelf {
        Shelf::Shared => ("search_entry", "search_words"),
        Shelf::Staff => ("search_staff_entry", "search_staff_words"),
    };
    let mut values: Vec<Value> = question(backend, owner, &words, false).into_iter().map(Value::from).collect();
    values.push(owner.agency().into());
    let mut place = |value: Value| {
        values.push(value);
        if backend == DatabaseBackend::Sqlite { "?".to_owned() } else { format!("${}", values.len()) }
    };
    let mut narrowed = String::new();
    if let Owner::Workspace(_, workspace) = owner {
        narrowed = format!(" AND e.workspace_id = {}", place(workspace.into()));
    }
    let kinds: Vec<String> = kinds.iter().map(|kind| place((*kind).into())).collect();
    let most = place(i64::try_from(most).unwrap_or(i64::MAX).into());
    let columns = "e.kind, e.thing_id, e.title, e.body, e.workspace_id, w.name AS workspace_name, e.request_id, \
                   r.number, r.subject";
    let beside = "LEFT JOIN workspace w ON w.id = e.workspace_id LEFT JOIN request r ON r.id = e.request_id";
    let kinds = kinds.join(", ");
    let sql = if backend == DatabaseBackend::Sqlite {
        format!(
            "SELECT {columns}, bm25({index}, 0.0, 4.0, 1.0) AS score FROM {index} JOIN {entry} e ON e.id = {index}.rowid \
             {beside} WHERE {index} MATCH ? AND e.agency_id = ?{narrowed} AND e.kind IN ({kinds}) \
             AND w.archived_at IS NULL ORDER BY score, e.id DESC LIMIT {most}"
        )
    } else {
        format!(
            "SELECT {columns}, -ts_rank('{{0.0, 0.0, 0.25, 1.0}}', e.words, to_tsquery('simple', $1))::float8 AS score \
             FROM {entry} e {beside} WHERE e.words @@ to_tsquery('simple', $1) AND e.words @@ to_tsquery('simple', $2) \
             AND e.agency_id = $3{narrowed} AND e.kind IN ({kinds}) AND w.archived_at IS NULL ORDER BY score, e.id DESC LIMIT {most}"
        )
    };
    let found = Hit::find_by_statement(Statement::from_sql_and_values(backend, sql, values));
    Ok(found.all(&link.reader()).await?)
}
