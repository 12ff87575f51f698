use poem::web::Path;
use poem::{Response, handler};

use super::found;
use crate::access::{ClientScope, Paging, together};
use crate::features::files::service::{self, Filter, Kind};
use crate::features::files::views::{self, Gallery};
use crate::web::components::Crumb;
use crate::web::{Layout, Query, places};

/// How many files a page shows.
const AT_ONCE: u64 = 48;

#[handler]
pub async fn list(scope: ClientScope, layout: Layout, Query(query): Query) -> poem::Result<Response> {
    let filter = Filter { project: query.get("project").parse().ok(), kind: Kind::parse(query.get("kind")) };
    let cursor = Some(query.get("cursor")).filter(|cursor| !cursor.is_empty());
    let page = service::list(&scope, filter, &Paging::after(AT_ONCE, cursor)?)?;
    let (page, projects) = layout.with(together((page, service::projects(&scope)))).await?;
    let view = Gallery {
        page: &page,
        filter,
        list: query.get("view") == "list",
        projects: &projects,
        times: layout.times,
        token: &layout.token,
    };
    layout.page(views::TITLE, Vec::new(), views::gallery(&view)).await
}

#[handler]
pub async fn show(
    scope: ClientScope,
    layout: Layout,
    Path(file): Path<String>,
    Query(query): Query,
) -> poem::Result<Response> {
    let file = found(&scope, &file).await?;
    let project = service::project_of(&scope, &file).await?;
    let trail = vec![Crumb { label: views::TITLE, href: places::FILES }];
    layout
        .page(
            &file.name,
            trail,
            views::show(&file, project.as_deref(), query.get("page").parse().unwrap_or(1), layout.times),
        )
        .await
}
