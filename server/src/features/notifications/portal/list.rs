use chrono::NaiveDate;
use poem::web::Path;
use poem::{Response, handler};
use uuid::Uuid;

use crate::access::{ClientScope, Paging, together};
use crate::error::Error;
use crate::features::notifications::{service, views};
use crate::web::{Form, Layout, Query, places};

/// The word in the address that leaves out what was seen.
const UNREAD: &str = "unread";

#[handler]
pub async fn list(scope: ClientScope, layout: Layout, Query(query): Query) -> poem::Result<Response> {
    let cursor = Some(query.get("cursor")).filter(|cursor| !cursor.is_empty());
    let unread_only = query.get("show") == UNREAD;
    let page = service::latest(&scope, unread_only, &Paging::after(25, cursor)?)?;
    let (page, unread) = layout.with(together((page, service::unread(&scope)))).await?;
    let shown = views::Shown {
        page: &page,
        unread_only,
        unread: u64::try_from(unread).unwrap_or_default(),
        goes_on: query.get("day").parse::<NaiveDate>().ok(),
    };
    layout.page(views::TITLE, Vec::new(), views::list(&shown, layout.times, &layout.token)).await
}

#[handler]
pub async fn read_all(scope: ClientScope, layout: Layout) -> poem::Result<Response> {
    service::mark_read(&scope, None).await?;
    Ok(layout.go(places::NOTIFICATIONS))
}

#[handler]
pub async fn read(
    scope: ClientScope,
    layout: Layout,
    Path(notification): Path<String>,
    form: Form,
) -> poem::Result<Response> {
    let id: Uuid = notification.parse().map_err(|_| Error::NotFound)?;
    service::mark_read(&scope, Some(id.into())).await?;
    let back = if form.get("show") == UNREAD { "/portal/notifications?show=unread" } else { places::NOTIFICATIONS };
    Ok(layout.go(back))
}
