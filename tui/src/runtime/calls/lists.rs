use futures_util::{StreamExt, TryStreamExt};
use portico_openapi::{Answer, ApiError, Client, Page, Session, pages};

use crate::message::Rows;

/// The largest page the server gives.
pub const PAGE: u32 = 200;

/// More pages of one list than this are more than a person looks through.
const PAGES: usize = 25;

/// Follows a list to its end, or as far as anyone would look.
pub async fn all<T, P, F, Fut>(session: &Session, operation: F) -> Result<Vec<T>, ApiError>
where
    T: Send + 'static,
    P: Into<Page<T>> + Send,
    F: Fn(Client, Option<String>) -> Fut + Clone + Send + Sync + 'static,
    Fut: Future<Output = Answer<P>> + Send,
{
    let session = session.clone();
    pages(move |cursor| {
        let (session, operation) = (session.clone(), operation.clone());
        async move {
            let answer = session.call(|api| operation(api, cursor.clone())).await?;
            Ok(answer.into_inner().into())
        }
    })
    .take(PAGES)
    .try_concat()
    .await
}

/// As many rows as are wanted from a cursor on, in as many pages as it takes; `page` gets a cursor and how many rows.
pub async fn rows_of<T, F, Fut>(wanted: usize, cursor: Option<String>, page: F) -> Result<Rows<T>, ApiError>
where
    F: Fn(Option<String>, u32) -> Fut,
    Fut: Future<Output = Result<Page<T>, ApiError>>,
{
    let continues = cursor.is_some();
    let mut items = Vec::new();
    let mut next = cursor;
    loop {
        let left = u32::try_from(wanted.saturating_sub(items.len())).unwrap_or(PAGE);
        let page = page(next, left.clamp(1, PAGE)).await?;
        items.extend(page.items);
        next = page.next;
        if next.is_none() || items.len() >= wanted {
            return Ok(Rows { items, next, continues });
        }
    }
}

/// Adds the cursor to an operation of the generated client when there is one.
macro_rules! page_of {
    ($operation:expr, $cursor:expr) => {{
        let operation = $operation.limit(crate::runtime::calls::lists::PAGE);
        match $cursor {
            Some(cursor) => operation.cursor(cursor),
            None => operation,
        }
    }};
}

/// The same, sent, for lists whose pages are not known as such.
macro_rules! listed {
    ($operation:expr, $cursor:expr) => {{
        let answer = crate::runtime::calls::lists::page_of!($operation, $cursor).send().await?;
        answer.map(|page| portico_openapi::Page { items: page.items, next: page.next_cursor })
    }};
}

pub(super) use {listed, page_of};
