use poem::{Response, handler};

use super::{service, views};
use crate::access::ClientScope;
use crate::web::{Audience, Layout, Pages, Query, places};

/// The most that is shown; whoever looks for more says more.
const MOST: u64 = 50;
/// The longest text that is looked for.
const LONGEST: usize = 200;

/// The feature's pages.
pub fn pages(pages: Pages) -> Pages {
    pages.get(places::SEARCH, Audience::Work, show)
}

#[handler]
async fn show(scope: ClientScope, layout: Layout, Query(query): Query) -> poem::Result<Response> {
    let words: String = query.trimmed("q").chars().take(LONGEST).collect();
    let found = service::search(&scope, &words, MOST).await?;
    layout.page(views::TITLE, Vec::new(), views::show(&words, &found)).await
}
