use chrono::{DateTime, Utc};
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};
use uuid::Uuid;

use super::service::{self, Change, NewView};
use crate::access::AgencyScope;
use crate::api::{Created, Done, Listing, Outcome, RequestSort, Staff, Tag, Tagged, Text, expect_version, paging, tag};
use crate::entity::saved_view::Model;

/// A filter over requests that is kept under a name.
#[derive(Object)]
struct SavedView {
    id: Uuid,
    name: String,
    /// As `request_list` takes it.
    filter: String,
    /// In which order its requests stand.
    sort: RequestSort,
    /// Views stand in the order of their positions.
    position: i32,
    /// Whether everybody of the agency sees it.
    shared: bool,
    /// Who made it.
    staff_id: Uuid,
    /// Whether the caller may change it.
    editable: bool,
    version: i64,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl SavedView {
    fn of(row: Model, scope: &AgencyScope) -> Self {
        let editable = Some(row.staff_user_id) == scope.actor().staff() || scope.clone().admin().is_ok();
        Self {
            id: row.id.into(),
            name: row.name,
            filter: row.filter,
            sort: row.sort.into(),
            position: row.position,
            shared: row.shared,
            staff_id: row.staff_user_id.into(),
            editable,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// A view to be.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct NewSavedView {
    #[oai(validator(min_length = 1, max_length = 120))]
    name: Text,
    /// In the language of filters; may be empty. A fault is told with its place.
    #[oai(validator(max_length = 2000))]
    filter: Text,
    sort: Option<RequestSort>,
    #[oai(validator(minimum(value = "0"), maximum(value = "100000")))]
    position: Option<i32>,
    shared: Option<bool>,
}

/// A change of a view; what is left out stays.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct SavedViewChange {
    #[oai(validator(min_length = 1, max_length = 120))]
    name: Option<Text>,
    #[oai(validator(max_length = 2000))]
    filter: Option<Text>,
    sort: Option<RequestSort>,
    #[oai(validator(minimum(value = "0"), maximum(value = "100000")))]
    position: Option<i32>,
    shared: Option<bool>,
}

/// Filters that are kept.
pub struct SavedViewApi;

#[OpenApi(tag = "Tag::Requests")]
impl SavedViewApi {
    /// The caller's own views and those of everybody, by their position.
    #[oai(path = "/saved-views", method = "get", operation_id = "saved_view_list")]
    async fn list(
        &self,
        Staff(scope): Staff,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<SavedView>>> {
        let page = service::list(&scope, &paging(limit.0, cursor.0.as_deref())?).await?;
        Ok(Json(Listing::of(page, |row| SavedView::of(row, &scope))))
    }

    /// Keeps a view.
    #[oai(path = "/saved-views", method = "post", operation_id = "saved_view_create")]
    async fn create(
        &self,
        Staff(scope): Staff,
        /// Under the same key this is done once, however often it is sent.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
        body: Json<NewSavedView>,
    ) -> Outcome<Created<SavedView>> {
        let NewSavedView { name, filter, sort, position, shared } = body.0;
        let new = NewView {
            name: name.into(),
            filter: filter.into(),
            sort: sort.unwrap_or(RequestSort::Newest).into(),
            position: position.unwrap_or_default(),
            shared: shared.unwrap_or_default(),
        };
        let row = service::create(&scope, new).await?;
        Ok(Created::at("saved-views", row.id, SavedView::of(row, &scope)))
    }

    /// A view: one's own, or one of everybody.
    #[oai(path = "/saved-views/:saved_view_id", method = "get", operation_id = "saved_view_view")]
    async fn view(&self, Staff(scope): Staff, saved_view_id: Path<Uuid>) -> Outcome<Tagged<SavedView>> {
        Ok(tagged(service::find(&scope, saved_view_id.0.into()).await?, &scope))
    }

    /// Changes a view: one's own; one of everybody, whoever made it, an owner or an admin.
    #[oai(path = "/saved-views/:saved_view_id", method = "patch", operation_id = "saved_view_update")]
    async fn update(
        &self,
        Staff(scope): Staff,
        saved_view_id: Path<Uuid>,
        /// The version that the caller has seen.
        #[oai(name = "If-Match", validator(max_length = 64))]
        if_match: Header<Option<String>>,
        body: Json<SavedViewChange>,
    ) -> Outcome<Tagged<SavedView>> {
        let version = expect_version(if_match.0.as_deref())?;
        let SavedViewChange { name, filter, sort, position, shared } = body.0;
        let sort = sort.map(Into::into);
        let change = Change { name: name.map(Into::into), filter: filter.map(Into::into), sort, position, shared };
        Ok(tagged(service::change(&scope, saved_view_id.0.into(), version, change).await?, &scope))
    }

    /// Forgets a view.
    #[oai(path = "/saved-views/:saved_view_id", method = "delete", operation_id = "saved_view_delete")]
    async fn delete(&self, Staff(scope): Staff, saved_view_id: Path<Uuid>) -> Outcome<Done> {
        service::delete(&scope, saved_view_id.0.into()).await?;
        Ok(Done::Done)
    }
}

fn tagged(row: Model, scope: &AgencyScope) -> Tagged<SavedView> {
    let version = tag(row.version);
    Tagged::Ok(Json(SavedView::of(row, scope)), version)
}
