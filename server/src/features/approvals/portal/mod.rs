mod act;
mod look;

use poem::web::Path;
use poem::{IntoResponse, Response, handler};

use super::service::{self, Filter};
use super::views::{self, Whose};
use crate::access::{ClientScope, Paging, together};
use crate::error::{Error, Result};
use crate::features::notifications;
use crate::ids::ApprovalId;
use crate::web::{Audience, Layout, Pages, Query, places};

/// Everybody of the client looks; who decides and who comments is asked where it is done.
const FOR: Audience = Audience::Work;

/// The feature's pages.
pub fn pages(pages: Pages) -> Pages {
    pages
        .get(places::APPROVALS, FOR, list)
        .get("/portal/approvals/:approval_id", FOR, look::show)
        .post("/portal/approvals/:approval_id/seen", FOR, seen)
        .post("/portal/approvals/:approval_id/decision", FOR, act::decide)
        .post("/portal/approvals/:approval_id/withdrawal", FOR, act::withdraw)
        .post("/portal/approvals/:approval_id/comments", FOR, act::comment)
        .post("/portal/approvals/:approval_id/comments/:comment_id/resolve", FOR, act::resolve)
        .post("/portal/approvals/:approval_id/comments/:comment_id/reopen", FOR, act::reopen)
}

/// An id that is none is nothing, like one that is somebody else's.
fn id<I: std::str::FromStr>(text: &str) -> Result<I> {
    text.parse().map_err(|_| Error::NotFound)
}

#[handler]
async fn list(scope: ClientScope, layout: Layout, Query(query): Query) -> poem::Result<Response> {
    let filter = match query.get("show") {
        "approved" => Filter::Approved,
        "all" => Filter::All,
        _ => Filter::Open,
    };
    let cursor = Some(query.get("cursor")).filter(|cursor| !cursor.is_empty());
    let paging = Paging::after(25, cursor)?;
    if filter == Filter::Open {
        let only = views::turn_named(query.get("turn"));
        let parts = (service::counts(&scope), service::open(&scope, only, &paging)?, service::unsent(&scope));
        let (counts, parts, unsent) = layout.with(together(parts)).await?;
        return layout.page(views::TITLE, Vec::new(), views::open(&parts, counts, &unsent, layout.times)).await;
    }
    let page = service::list(&scope, filter, &paging).await?;
    let parts = (service::counts(&scope), service::mine_among(&scope, &page.items), service::unsent(&scope));
    let (counts, mine, unsent) = layout.with(together(parts)).await?;
    let whose = Whose { mine: &mine, unsent: &unsent };
    layout.page(views::TITLE, Vec::new(), views::list(&page, counts, filter, whose, layout.times)).await
}

/// The page says that it is being looked at, so that what it tells is no news any more.
#[handler]
async fn seen(scope: ClientScope, Path(approval): Path<String>) -> poem::Result<Response> {
    notifications::mark_approval_read(&scope, id::<ApprovalId>(&approval)?).await?;
    Ok(poem::http::StatusCode::NO_CONTENT.into_response())
}
