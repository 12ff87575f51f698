//! Several queries in one statement: what a way to the database costs is paid once for all of them. SQLite takes them one
//! after the other; PostgreSQL has one statement of them all:
//!
//! ```sql
//! SELECT parts.part, p0_.*, p1_.* FROM (SELECT 0 AS part UNION ALL SELECT 1) parts
//! LEFT JOIN (SELECT *, ROW_NUMBER() OVER () AS p0_at FROM (the first query)) p0_ ON parts.part = 0
//! LEFT JOIN (SELECT *, ROW_NUMBER() OVER () AS p1_at FROM (the second)) p1_ ON parts.part = 1
//! ```
//!
//! Every row belongs to one of them, and the columns of the others are empty in it: what is put together should be
//! narrow or short.

use sea_orm::sea_query::{Alias, Asterisk, Expr, ExprTrait, JoinType, Query, SelectStatement, UnionType};
use sea_orm::{ConnectionTrait, DatabaseBackend, QueryResult};

use super::link::Link;
use crate::error::Result;

/// What is asked of the database, alone or together with other parts, and what it comes to. Each of its queries carries
/// its own scope.
#[must_use]
pub struct Part<'s, T> {
    asked: Vec<Asked<'s>>,
    read: Read<'s, T>,
}

/// Takes what is its own of the answers.
type Read<'s, T> = Box<dyn FnOnce(&mut Answers) -> Result<T> + Send + 's>;

/// A query, once it is known how the names of its columns begin.
struct Asked<'s> {
    link: &'s Link,
    query: Box<dyn FnOnce(&str) -> SelectStatement + Send + 's>,
}

/// The rows of each query, in the order in which they were asked.
struct Answers(std::vec::IntoIter<(String, Vec<QueryResult>)>);

impl<'s, T: 's> Part<'s, T> {
    pub(in crate::access) fn new(
        link: &'s Link,
        query: impl FnOnce(&str) -> SelectStatement + Send + 's,
        read: impl FnOnce(Vec<QueryResult>, &str) -> Result<T> + Send + 's,
    ) -> Self {
        let read = |answers: &mut Answers| {
            let (prefix, rows) = answers.0.next().unwrap_or_default();
            read(rows, &prefix)
        };
        Self { asked: vec![Asked { link, query: Box::new(query) }], read: Box::new(read) }
    }

    /// What is known and need not be asked.
    pub fn known(value: T) -> Self
    where
        T: Send,
    {
        Self { asked: Vec::new(), read: Box::new(|_| Ok(value)) }
    }

    /// The same, and what becomes of it.
    pub fn map<U: 's>(self, change: impl FnOnce(T) -> U + Send + 's) -> Part<'s, U> {
        self.then(|value| Ok(change(value)))
    }

    /// The same, and what becomes of it where nothing is wrong with it.
    pub fn then<U: 's>(self, change: impl FnOnce(T) -> Result<U> + Send + 's) -> Part<'s, U> {
        let read = self.read;
        Part { asked: self.asked, read: Box::new(|answers| change(read(answers)?)) }
    }

    /// Asks.
    ///
    /// # Errors
    /// When the database fails, or what becomes of the rows is wrong.
    pub async fn ask(self) -> Result<T> {
        let Self { asked, read } = self;
        let mut answers = answers(asked).await?;
        read(&mut answers)
    }
}

/// Several parts as one.
pub trait Parts<'s> {
    /// What they come to.
    type Answer;

    /// The one part.
    fn together(self) -> Part<'s, Self::Answer>;
}

/// Several parts as one, which is asked in one statement: where the first one's scope stands, in its transaction if it is
/// in one.
pub fn together<'s, P: Parts<'s>>(parts: P) -> Part<'s, P::Answer> {
    parts.together()
}

macro_rules! parts {
    ($($name:ident: $part:ident),+) => {
        impl<'s, $($part: 's),+> Parts<'s> for ($(Part<'s, $part>,)+) {
            type Answer = ($($part,)+);

            fn together(self) -> Part<'s, Self::Answer> {
                let ($($name,)+) = self;
                let mut asked = Vec::new();
                $(
                    asked.extend($name.asked);
                    let $name = $name.read;
                )+
                Part { asked, read: Box::new(|answers| Ok(($($name(answers)?,)+))) }
            }
        }
    };
}
parts!(a: A, b: B);
parts!(a: A, b: B, c: C);
parts!(a: A, b: B, c: C, d: D);
parts!(a: A, b: B, c: C, d: D, e: E);

fn prefix(index: usize) -> String {
    format!("p{index}_")
}

async fn answers(asked: Vec<Asked<'_>>) -> Result<Answers> {
    let Some(Asked { link, .. }) = asked.first() else { return Ok(Answers(Vec::new().into_iter())) };
    let (link, as_one) = (*link, asked.len() > 1 && link.backend() == DatabaseBackend::Postgres);
    // Whose rows are its own needs no other names, each of which would be put together for every row.
    let prefixes = (0..asked.len()).map(|index| if as_one { prefix(index) } else { String::new() });
    let mut answers: Vec<(String, Vec<QueryResult>)> = prefixes.map(|prefix| (prefix, Vec::new())).collect();
    let queries: Vec<SelectStatement> =
        asked.into_iter().zip(&answers).map(|(asked, (prefix, _))| (asked.query)(prefix)).collect();
    if as_one {
        sort(link.reader().query_all(&whole(queries)).await?, &mut answers)?;
    } else {
        let all = link.reader().query_each(&queries).await?;
        for ((_, rows), found) in answers.iter_mut().zip(all) {
            *rows = found;
        }
    }
    Ok(Answers(answers.into_iter()))
}

/// The statement that asks all of them.
fn whole(queries: Vec<SelectStatement>) -> SelectStatement {
    let (parts, part) = (Alias::new("parts"), Alias::new("part"));
    let number = |index: usize| Query::select().expr_as(Expr::cust(index.to_string()), part.clone()).to_owned();
    let mut numbers = number(0);
    for index in 1..queries.len() {
        numbers.union(UnionType::All, number(index));
    }
    let mut whole = Query::select();
    whole.column((parts.clone(), part.clone())).from_subquery(numbers, parts.clone());
    for (index, query) in queries.into_iter().enumerate() {
        let (name, inner) = (Alias::new(prefix(index)), Alias::new("rows_of"));
        // They are numbered as they come, so that their order is kept whatever the join does.
        let numbered = Query::select()
            .column((inner.clone(), Asterisk))
            .expr_as(Expr::cust("ROW_NUMBER() OVER ()"), Alias::new(format!("{}at", prefix(index))))
            .from_subquery(query, inner)
            .to_owned();
        let here = Expr::col((parts.clone(), part.clone())).eq(Expr::cust(index.to_string()));
        whole.column((name.clone(), Asterisk)).join_subquery(JoinType::LeftJoin, numbered, name, here);
    }
    whole
}

/// Gives each query its rows, in its order. One without rows has one that is empty.
fn sort(rows: Vec<QueryResult>, answers: &mut [(String, Vec<QueryResult>)]) -> Result<()> {
    let mut sorted: Vec<Vec<(i64, QueryResult)>> = answers.iter().map(|_| Vec::new()).collect();
    for row in rows {
        let part = usize::try_from(row.try_get::<i32>("", "part")?).unwrap_or_default();
        if let Some(at) = row.try_get::<Option<i64>>(&prefix(part), "at")? {
            sorted[part].push((at, row));
        }
    }
    for ((_, rows), mut sorted) in answers.iter_mut().zip(sorted) {
        sorted.sort_by_key(|(at, _)| *at);
        rows.extend(sorted.into_iter().map(|(_, row)| row));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::Database;
    use crate::clock::Clock;
    use crate::secrets::MasterKey;

    /// The numbers below this, the largest first.
    fn below<'s>(link: &'s Link, most: i32) -> Part<'s, Vec<i64>> {
        let query = move |prefix: &str| {
            let (n, numbers) = (Alias::new("n"), Alias::new("numbers"));
            let number = |value: i32| Query::select().expr_as(Expr::val(value), n.clone()).to_owned();
            let mut all = number(3);
            for value in [1, 5, 4, 2] {
                all.union(UnionType::All, number(value));
            }
            let mut query = Query::select();
            query.expr_as(Expr::col(n.clone()), Alias::new(format!("{prefix}n"))).from_subquery(all, numbers);
            query.and_where(Expr::col(n.clone()).lt(most)).order_by(n, sea_orm::Order::Desc).limit(3).to_owned()
        };
        Part::new(link, query, |rows, prefix| {
            Ok(rows.iter().map(|row| row.try_get(prefix, "n")).collect::<std::result::Result<_, _>>()?)
        })
    }

    #[tokio::test]
    async fn each_part_gets_its_own_rows_in_its_order_and_all_cost_one_statement() {
        let key = MasterKey::parse(&"A".repeat(43)).unwrap();
        let database = Database::connect("sqlite::memory:", Clock::default(), &key).await.unwrap();
        let link = Link::new(&database);
        let parts = (below(&link, 5), below(&link, 1), Part::known("said"), below(&link, 9));
        let answer = together(parts).ask().await.unwrap();
        assert_eq!(answer, (vec![4, 3, 2], Vec::new(), "said", vec![5, 4, 3]));
        assert_eq!(database.statements(), 1);
        let answer = together((below(&link, 2), Part::known(7))).map(|(few, known)| (few.len(), known));
        assert_eq!((answer.ask().await.unwrap(), database.statements()), ((1, 7), 2));
        assert_eq!((Part::known(7).ask().await.unwrap(), database.statements()), (7, 2));
    }
}
