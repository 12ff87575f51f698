use std::collections::HashMap;

use sea_orm::sea_query::ExprTrait;
use sea_orm::{ColumnTrait, FromQueryResult};

use super::staff_read::{Listed, StaffFilter, staff_list};
use crate::access::{AgencyScope, Page, Paging};
use crate::entity::words::RequestSort;
use crate::entity::{client_user, request, request_import, request_message, request_tag, staff_user, workspace};
use crate::error::Result;
use crate::features::requests::parse_filter;
use crate::features::service_hours;
use crate::ids::{ClientId, RequestId, StaffId, WorkspaceId};

/// A request with all that stands in a file of them.
pub struct Exported {
    pub request: request::Model,
    /// The client's short name.
    pub workspace: String,
    pub project: Option<String>,
    /// Whose it is, by address; nobody's where it is the whole client's.
    pub author: Option<String>,
    /// By address.
    pub assignee: Option<String>,
    pub tags: Vec<String>,
    /// Its first message.
    pub body: String,
    /// What it was called where it comes from.
    pub external_id: Option<String>,
}

#[derive(FromQueryResult)]
struct First {
    id: RequestId,
    body: Option<String>,
}

/// What a filter asks for where all is wanted: what is done and what is out of sight as well, unless it says otherwise.
///
/// # Errors
/// [`crate::error::Error::Invalid`] at `filter`, with the place.
pub async fn all_like(scope: &AgencyScope, filter: Option<&str>) -> Result<StaffFilter> {
    let asked = filter.map(parse_filter).transpose()?;
    let today = service_hours::clock(scope).await?.today;
    Ok(StaffFilter { asked, snoozed: true, today, order: Some(RequestSort::Oldest), ..StaffFilter::default() })
}

/// A page of the requests that are like this, the first one first. What is in the archive is not among them.
///
/// # Errors
/// When the database fails.
pub async fn exported(scope: &AgencyScope, wanted: &StaffFilter, paging: &Paging) -> Result<Page<Exported>> {
    let page = staff_list(scope, wanted, paging).await?;
    let ids: Vec<RequestId> = page.items.iter().map(|row| row.request.id).collect();
    let beside = beside(scope, &page.items, &ids).await?;
    Ok(page.map(|row| beside.with(row)))
}

/// What stands beside the rows of a page.
struct Beside {
    slugs: HashMap<WorkspaceId, String>,
    authors: HashMap<ClientId, String>,
    staff: HashMap<StaffId, String>,
    tags: HashMap<RequestId, Vec<String>>,
    bodies: HashMap<RequestId, String>,
    names: HashMap<RequestId, String>,
}

async fn beside(scope: &AgencyScope, rows: &[Listed], ids: &[RequestId]) -> Result<Beside> {
    use {request_import::Column as I, request_message::Column as M, request_tag::Column as T};
    let ids = || ids.iter().copied();
    let workspaces = workspace::Column::Id.is_in(rows.iter().map(|row| row.request.workspace_id));
    let workspaces = scope.find::<workspace::Entity>().filter(workspaces).all().await?;
    let authors = client_user::Column::Id.is_in(rows.iter().map(|row| row.request.author_id));
    let authors = scope.find::<client_user::Entity>().filter(authors).all().await?;
    let staff = staff_user::Column::Id.is_in(rows.iter().filter_map(|row| row.request.assignee_id));
    let staff = scope.find::<staff_user::Entity>().filter(staff).all().await?;
    let tagged = scope.find::<request_tag::Entity>().filter(T::RequestId.is_in(ids())).asc(T::Tag).all().await?;
    let names = scope.find::<request_import::Entity>().filter(I::RequestId.is_in(ids())).all().await?;
    // What was merged into it stands in its thread and is not what it began with.
    let first = scope.find::<request_message::Entity>().filter(M::HomeId.is_null());
    let first = first.filter(M::RequestId.into_expr().eq(request::Column::Id.into_expr())).asc(M::Id);
    let bodies = scope.find::<request::Entity>().filter(request::Column::Id.is_in(ids()));
    let bodies = bodies.beside("body", first.value(M::Body)).all_with::<First>().await?;
    let mut tags: HashMap<RequestId, Vec<String>> = HashMap::new();
    for row in tagged {
        tags.entry(row.request_id).or_default().push(row.tag);
    }
    Ok(Beside {
        slugs: workspaces.into_iter().map(|row| (row.id, row.slug)).collect(),
        authors: authors.into_iter().map(|row| (row.id, row.email)).collect(),
        staff: staff.into_iter().map(|row| (row.id, row.email)).collect(),
        tags,
        bodies: bodies.into_iter().filter_map(|row| Some((row.id, row.body?))).collect(),
        names: names.into_iter().map(|row| (row.request_id, row.external_id)).collect(),
    })
}

impl Beside {
    fn with(&self, row: Listed) -> Exported {
        let Listed { request, project, .. } = row;
        let id = request.id;
        Exported {
            workspace: self.slugs.get(&request.workspace_id).cloned().unwrap_or_default(),
            project: project.map(|project| project.name),
            author: self.authors.get(&request.author_id).filter(|_| !request.for_workspace).cloned(),
            assignee: request.assignee_id.and_then(|assignee| self.staff.get(&assignee).cloned()),
            tags: self.tags.get(&id).cloned().unwrap_or_default(),
            body: self.bodies.get(&id).cloned().unwrap_or_default(),
            external_id: self.names.get(&id).cloned(),
            request,
        }
    }
}
