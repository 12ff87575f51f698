use futures_util::{StreamExt, stream};
use poem::Body;
use poem_openapi::ApiResponse;
use poem_openapi::payload::Binary;

use crate::access::{AgencyScope, Page, Paging};
use crate::error::Result;

/// A table as a file.
#[derive(ApiResponse)]
pub enum Csv {
    /// The names of the columns, and the rows.
    #[oai(status = 200, content_type = "text/csv; charset=utf-8")]
    File(Binary<Body>, #[oai(header = "Content-Disposition")] String),
}

/// What stands in a file, as the text of its rows.
pub trait Rows: Send + Sync + 'static {
    /// A page of them.
    ///
    /// # Errors
    /// When the database fails.
    fn page(&self, scope: &AgencyScope, paging: &Paging) -> impl Future<Output = Result<Page<String>>> + Send;
}

/// A file of rows that are read a page at a time, so that memory stays flat however many there are, and what says that it
/// is to be kept under its name.
pub fn attachment<R: Rows>(name: &str, head: String, scope: AgencyScope, rows: R) -> (Binary<Body>, String) {
    let first = Some(Paging::first(Paging::MOST));
    let rows = stream::try_unfold((scope, rows, first), async |(scope, rows, paging): (AgencyScope, R, _)| {
        let Some(paging) = paging else { return Ok(None) };
        let Page { items, next } = rows.page(&scope, &paging).await?;
        let next = next.map(|cursor| Paging { after: Some(cursor), ..paging });
        Ok(Some((items.concat(), (scope, rows, next))))
    });
    let rows = stream::once(async move { Ok(head) }).chain(rows);
    let body = Body::from_bytes_stream(rows.map(|part: Result<String>| part.map_err(std::io::Error::other)));
    (Binary(body), format!("attachment; filename=\"{name}\""))
}
