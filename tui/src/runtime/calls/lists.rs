use futures_util::{StreamExt, TryStreamExt};
use portico_openapi::{Answer, ApiError, Client, Page, Session, pages};

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

pub(super) use page_of;
