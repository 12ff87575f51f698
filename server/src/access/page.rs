use chrono::{DateTime, Datelike, NaiveDate, Utc};
use data_encoding::BASE64URL_NOPAD;
use sea_orm::sea_query::{Expr, ExprTrait, Func, SimpleExpr};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::error::{Error, Result};

/// How much of a list is wanted, and from where on.
#[derive(Clone, Debug)]
pub struct Paging {
    pub limit: u64,
    pub after: Option<Cursor>,
}

impl Paging {
    /// The largest page.
    pub const MOST: u64 = 200;

    /// The first `limit` rows.
    pub fn first(limit: u64) -> Self {
        Self { limit: limit.clamp(1, Self::MOST), after: None }
    }

    /// `limit` rows after a cursor that an earlier page gave.
    ///
    /// # Errors
    /// [`Error::Invalid`] when the cursor is none of ours.
    pub fn after(limit: u64, cursor: Option<&str>) -> Result<Self> {
        let after = cursor.map(str::parse).transpose()?;
        Ok(Self { after, ..Self::first(limit) })
    }
}

/// A part of a list, and where it goes on.
#[derive(Clone, Debug)]
pub struct Page<T> {
    pub items: Vec<T>,
    pub next: Option<Cursor>,
}

impl<T> Page<T> {
    /// The same page of something else.
    pub fn map<U>(self, change: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(change).collect(), next: self.next }
    }
}

/// Where a page ended: the sorting key of its last row and that row's id.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Cursor {
    #[serde(rename = "k")]
    pub(in crate::access) key: Key,
    #[serde(rename = "i")]
    pub(in crate::access) id: Uuid,
    /// The order that it is of, where the list has several.
    #[serde(rename = "o", default, skip_serializing_if = "Option::is_none")]
    pub(in crate::access) order: Option<String>,
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let bytes = serde_json::to_vec(self).map_err(|_| std::fmt::Error)?;
        f.write_str(&BASE64URL_NOPAD.encode(&bytes))
    }
}

/// Refuses a time that somebody asks about, at its field, where the databases do not know its year.
///
/// # Errors
/// [`Error::Invalid`] outside the years from 1 to 9999.
pub fn in_years(field: &'static str, when: &impl Datelike) -> Result<()> {
    if is_known(when) { Ok(()) } else { Err(Error::field(field, "Write a time in the years from 1 to 9999.")) }
}

/// Whether both databases know the year of a time or a day. PostgreSQL fails over others that can be written.
fn is_known(when: &impl Datelike) -> bool {
    (1..=9999).contains(&when.year())
}

impl std::str::FromStr for Cursor {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let unknown = || Error::field("cursor", "this is not a cursor that a page gave");
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| unknown())?;
        let cursor: Self = serde_json::from_slice(&bytes).map_err(|_| unknown())?;
        // PostgreSQL knows no text with a zero in it, either.
        let known = match &cursor.key {
            Key::Word(word) => !word.contains('\0'),
            Key::Time(at) => is_known(at),
            Key::Day(day) => is_known(day),
            Key::None | Key::Rank(_) | Key::Amount(_) => true,
        };
        if known { Ok(cursor) } else { Err(unknown()) }
    }
}

/// What a list is sorted by besides the id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Key {
    #[serde(rename = "n")]
    None,
    #[serde(rename = "t")]
    Time(DateTime<Utc>),
    #[serde(rename = "r")]
    Rank(i32),
    #[serde(rename = "d")]
    Day(NaiveDate),
    #[serde(rename = "a")]
    Amount(i64),
    #[serde(rename = "w")]
    Word(String),
}

/// An order over rows of `M`, unambiguous because it ends with the id.
pub struct Sort<M> {
    pub(in crate::access) by: Option<SimpleExpr>,
    pub(in crate::access) descending: bool,
    /// Whether a cursor's key is of this order.
    fits: fn(&Key) -> bool,
    pub(in crate::access) key: fn(&M) -> Key,
    pub(in crate::access) id: fn(&M) -> Uuid,
    /// Whether a key is compared without its capitals.
    folded: bool,
    /// What it is called among the orders of its list.
    pub(in crate::access) name: Option<&'static str>,
}

impl<M> Sort<M> {
    /// The latest first: version 7 ids sort by their time.
    pub fn newest(id: fn(&M) -> Uuid) -> Self {
        let fits = |key: &Key| *key == Key::None;
        Self { by: None, descending: true, fits, key: |_| Key::None, id, folded: false, name: None }
    }

    /// The earliest first.
    pub fn oldest(id: fn(&M) -> Uuid) -> Self {
        Self { descending: false, ..Self::newest(id) }
    }

    /// By an expression that is a time, then by id.
    pub fn by_time(expr: SimpleExpr, descending: bool, key: fn(&M) -> Key, id: fn(&M) -> Uuid) -> Self {
        Self { by: Some(expr), descending, fits: |key| matches!(key, Key::Time(_)), key, ..Self::newest(id) }
    }

    /// By an expression that is a number, then by id.
    pub fn by_rank(expr: SimpleExpr, descending: bool, key: fn(&M) -> Key, id: fn(&M) -> Uuid) -> Self {
        Self { by: Some(expr), descending, fits: |key| matches!(key, Key::Rank(_)), key, ..Self::newest(id) }
    }

    /// By an expression that is a day, then by id.
    pub fn by_day(expr: SimpleExpr, descending: bool, key: fn(&M) -> Key, id: fn(&M) -> Uuid) -> Self {
        Self { by: Some(expr), descending, fits: |key| matches!(key, Key::Day(_)), key, ..Self::newest(id) }
    }

    /// By an expression that is an amount, then by id.
    pub fn by_amount(expr: SimpleExpr, descending: bool, key: fn(&M) -> Key, id: fn(&M) -> Uuid) -> Self {
        Self { by: Some(expr), descending, fits: |key| matches!(key, Key::Amount(_)), key, ..Self::newest(id) }
    }

    /// By an expression that is a word, then by id.
    pub fn by_word(expr: SimpleExpr, descending: bool, key: fn(&M) -> Key, id: fn(&M) -> Uuid) -> Self {
        Self { by: Some(expr), descending, fits: |key| matches!(key, Key::Word(_)), key, ..Self::newest(id) }
    }

    /// By an expression that is a name, capitals or not, then by id. The key is the name as it is: the database makes
    /// both small, since each has its own notion of that.
    pub fn by_name(expr: SimpleExpr, descending: bool, key: fn(&M) -> Key, id: fn(&M) -> Uuid) -> Self {
        Self { folded: true, ..Self::by_word(Func::lower(expr).into(), descending, key, id) }
    }

    /// The same order under a name, so that it takes no cursor of another order of its list.
    pub fn named(self, name: &'static str) -> Self {
        Self { name: Some(name), ..self }
    }

    /// The condition for rows after `cursor`.
    pub(in crate::access) fn beyond(&self, cursor: &Cursor, id: SimpleExpr) -> Result<SimpleExpr> {
        let next = |expr: SimpleExpr, value: SimpleExpr| {
            if self.descending { expr.lt(value) } else { expr.gt(value) }
        };
        if !(self.fits)(&cursor.key) || cursor.order.as_deref() != self.name {
            return Err(Error::field("cursor", "this cursor belongs to another order"));
        }
        let later_id = next(id, Expr::value(cursor.id));
        let value = match &cursor.key {
            Key::None => return Ok(later_id),
            Key::Time(at) => Expr::value(*at),
            Key::Rank(rank) => Expr::value(*rank),
            Key::Day(day) => Expr::value(*day),
            Key::Amount(amount) => Expr::value(*amount),
            Key::Word(word) if self.folded => Func::lower(Expr::value(word.clone())).into(),
            Key::Word(word) => Expr::value(word.clone()),
        };
        let by = self.by.clone().unwrap_or_else(|| Expr::value(0));
        // Said by itself, where the rest begins: from an `OR` no database learns where to begin in an index.
        let begins = if self.descending { by.clone().lte(value.clone()) } else { by.clone().gte(value.clone()) };
        Ok(begins.and(next(by, value).or(later_id)))
    }
}
