use poem::{Response, handler};

use super::{service, views};
use crate::access::{ClientScope, Paging};
use crate::web::{Audience, Layout, Pages, Query, places};

/// The feature's pages.
pub fn pages(pages: Pages) -> Pages {
    pages.get(places::NOTIFICATIONS, Audience::Client, list).post(
        "/portal/notifications/read",
        Audience::Client,
        read_all,
    )
}

#[handler]
async fn list(scope: ClientScope, layout: Layout, Query(query): Query) -> poem::Result<Response> {
    let cursor = Some(query.get("cursor")).filter(|cursor| !cursor.is_empty());
    let page = service::latest(&scope, &Paging::after(25, cursor)?).await?;
    layout.page(views::TITLE, Vec::new(), views::list(&page, layout.times, &layout.token)).await
}

#[handler]
async fn read_all(scope: ClientScope, layout: Layout) -> poem::Result<Response> {
    service::mark_read(&scope, None).await?;
    Ok(layout.go(places::NOTIFICATIONS))
}
