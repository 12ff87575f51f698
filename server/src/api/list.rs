use poem_openapi::Object;
use poem_openapi::types::{ParseFromJSON, ToJSON, Type};

use crate::access::{Page, Paging};
use crate::error::Result;

/// A part of a list.
#[derive(Object)]
#[oai(rename = "Page")]
pub struct Listing<T: Type + ParseFromJSON + ToJSON + Send + Sync> {
    /// The items.
    pub items: Vec<T>,
    /// Where the list goes on; null at its end.
    pub next_cursor: Option<String>,
}

impl<T: Type + ParseFromJSON + ToJSON + Send + Sync> Listing<T> {
    /// A page of rows as items.
    pub fn of<R>(page: Page<R>, item: impl FnMut(R) -> T) -> Self {
        let next_cursor = page.next.as_ref().map(ToString::to_string);
        Self { items: page.items.into_iter().map(item).collect(), next_cursor }
    }
}

/// Which part of a list is wanted.
///
/// # Errors
/// When the cursor is none of ours.
pub fn paging(limit: Option<u32>, cursor: Option<&str>) -> Result<Paging> {
    Paging::after(u64::from(limit.unwrap_or(50)), cursor.filter(|cursor| !cursor.is_empty()))
}
