use chrono::{DateTime, NaiveDate, Utc};
use data_encoding::BASE64URL_NOPAD;
use sea_orm::sea_query::{Expr, ExprTrait, SimpleExpr};
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
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let bytes = serde_json::to_vec(self).map_err(|_| std::fmt::Error)?;
        f.write_str(&BASE64URL_NOPAD.encode(&bytes))
    }
}

impl std::str::FromStr for Cursor {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let unknown = || Error::field("cursor", "this is not a cursor that a page gave");
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| unknown())?;
        serde_json::from_slice(&bytes).map_err(|_| unknown())
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
}

impl<M> Sort<M> {
    /// The latest first: version 7 ids sort by their time.
    pub fn newest(id: fn(&M) -> Uuid) -> Self {
        Self { by: None, descending: true, fits: |key| *key == Key::None, key: |_| Key::None, id }
    }

    /// The earliest first.
    pub fn oldest(id: fn(&M) -> Uuid) -> Self {
        Self { descending: false, ..Self::newest(id) }
    }

    /// By an expression that is a time, then by id.
    pub fn by_time(expr: SimpleExpr, descending: bool, key: fn(&M) -> Key, id: fn(&M) -> Uuid) -> Self {
        Self { by: Some(expr), descending, fits: |key| matches!(key, Key::Time(_)), key, id }
    }

    /// By an expression that is a number, then by id.
    pub fn by_rank(expr: SimpleExpr, descending: bool, key: fn(&M) -> Key, id: fn(&M) -> Uuid) -> Self {
        Self { by: Some(expr), descending, fits: |key| matches!(key, Key::Rank(_)), key, id }
    }

    /// By an expression that is a day, then by id.
    pub fn by_day(expr: SimpleExpr, descending: bool, key: fn(&M) -> Key, id: fn(&M) -> Uuid) -> Self {
        Self { by: Some(expr), descending, fits: |key| matches!(key, Key::Day(_)), key, id }
    }

    /// By an expression that is an amount, then by id.
    pub fn by_amount(expr: SimpleExpr, descending: bool, key: fn(&M) -> Key, id: fn(&M) -> Uuid) -> Self {
        Self { by: Some(expr), descending, fits: |key| matches!(key, Key::Amount(_)), key, id }
    }

    /// By an expression that is a word, then by id.
    pub fn by_word(expr: SimpleExpr, descending: bool, key: fn(&M) -> Key, id: fn(&M) -> Uuid) -> Self {
        Self { by: Some(expr), descending, fits: |key| matches!(key, Key::Word(_)), key, id }
    }

    /// The condition for rows after `cursor`.
    pub(in crate::access) fn beyond(&self, cursor: &Cursor, id: SimpleExpr) -> Result<SimpleExpr> {
        let next = |expr: SimpleExpr, value: sea_orm::Value| {
            if self.descending { expr.lt(value) } else { expr.gt(value) }
        };
        if !(self.fits)(&cursor.key) {
            return Err(Error::field("cursor", "this cursor belongs to another order"));
        }
        let later_id = next(id, cursor.id.into());
        let value: sea_orm::Value = match &cursor.key {
            Key::None => return Ok(later_id),
            Key::Time(at) => (*at).into(),
            Key::Rank(rank) => (*rank).into(),
            Key::Day(day) => (*day).into(),
            Key::Amount(amount) => (*amount).into(),
            Key::Word(word) => word.clone().into(),
        };
        let by = self.by.clone().unwrap_or_else(|| Expr::value(0));
        let tie = by.clone().eq(value.clone()).and(later_id);
        Ok(next(by, value).or(tie))
    }
}
