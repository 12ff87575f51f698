use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use sea_orm::sea_query::ExprTrait;
use serde_json::json;

use crate::access::{AgencyScope, Page, Paging, Sort};
use crate::entity::saved_view::{ActiveModel, Column, Entity, Model};
use crate::entity::words::RequestSort;
use crate::error::{Error, FieldErrors, Result};
use crate::features::audit::{self, Entry};
use crate::features::requests;
use crate::ids::{Id, SavedViewId, StaffId};
use crate::text;

/// The most views that one person makes.
const MOST: i64 = 100;

/// A view to be.
pub struct NewView {
    pub name: String,
    pub filter: String,
    pub sort: RequestSort,
    pub position: i32,
    pub shared: bool,
}

/// What to change; what is `None` stays.
#[derive(Default)]
pub struct Change {
    pub name: Option<String>,
    pub filter: Option<String>,
    pub sort: Option<RequestSort>,
    pub position: Option<i32>,
    pub shared: Option<bool>,
}

fn me(scope: &AgencyScope) -> Result<StaffId> {
    scope.actor().staff().ok_or_else(|| Error::internal(anyhow::anyhow!("a view is somebody's")))
}

/// One's own and those of everybody.
fn visible(me: StaffId) -> sea_orm::sea_query::SimpleExpr {
    Column::StaffUserId.eq(me).or(Column::Shared.eq(true))
}

/// The caller's own views and those of everybody, by their position.
///
/// # Errors
/// When the cursor is of another list.
pub async fn list(scope: &AgencyScope, paging: &Paging) -> Result<Page<Model>> {
    use crate::access::Key;
    use sea_orm::sea_query::Expr;
    let position = Expr::col((Entity, Column::Position));
    let sort = Sort::by_rank(position, false, |row: &Model| Key::Rank(row.position), |row| row.id.into());
    scope.find::<Entity>().filter(visible(me(scope)?)).page(paging, sort).await
}

/// A view that the caller may see.
///
/// # Errors
/// [`Error::NotFound`], also for somebody else's own.
pub async fn find(scope: &AgencyScope, id: SavedViewId) -> Result<Model> {
    scope.find::<Entity>().filter(visible(me(scope)?)).filter(Column::Id.eq(id)).one().await
}

/// Keeps a view.
///
/// # Errors
/// [`Error::Invalid`] at the fields; a fault of the filter with its place. A conflict where the caller has too many.
pub async fn create(scope: &AgencyScope, new: NewView) -> Result<Model> {
    let me = me(scope)?;
    let mut errors = FieldErrors::default();
    let name = errors.keep(text::line("name", &new.name, text::LONGEST_NAME))?;
    errors.keep(requests::check_filter(&new.filter))?;
    errors.into_result()?;
    scope
        .transaction(async |scope| {
            let id = SavedViewId::new();
            if let Some(earlier) = scope.claim_once("saved_view_create", id).await? {
                return find(&scope, earlier.into()).await;
            }
            if scope.find::<Entity>().filter(Column::StaffUserId.eq(me)).count().await? >= MOST {
                return Err(Error::conflict("too_many_views", format!("nobody keeps more than {MOST} views")));
            }
            let now = scope.now();
            let row = ActiveModel {
                id: Set(id),
                agency_id: NotSet,
                staff_user_id: Set(me),
                name: Set(name),
                filter: Set(new.filter),
                sort: Set(new.sort),
                position: Set(new.position),
                shared: Set(new.shared),
                version: Set(1),
                created_at: Set(now),
                updated_at: Set(now),
            };
            let row = scope.insert(row).await?;
            if row.shared {
                record(&scope, &row, Entry::new("saved_view.shared")).await?;
            }
            Ok(row)
        })
        .await
}

/// Changes a view, if it is still as the caller saw it.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Forbidden`] for a colleague's shared one; [`Error::Stale`]; [`Error::Invalid`].
pub async fn change(scope: &AgencyScope, id: SavedViewId, version: Option<i64>, change: Change) -> Result<Model> {
    let mut errors = FieldErrors::default();
    let name = change.name.map(|name| errors.keep(text::line("name", &name, text::LONGEST_NAME))).transpose()?;
    if let Some(filter) = &change.filter {
        errors.keep(requests::check_filter(filter))?;
    }
    errors.into_result()?;
    scope
        .transaction(async |scope| {
            let before = editable(&scope, id).await?;
            if version.is_some_and(|seen| seen != before.version) {
                return Err(Error::Stale);
            }
            // Somebody else's own would be out of the sight of whoever took it from everybody.
            if change.shared == Some(false) && before.shared && Some(before.staff_user_id) != scope.actor().staff() {
                let message = "only whoever made a view can take it from the others; delete it instead";
                return Err(Error::Forbidden { code: "not_yours", message });
            }
            let rows = scope
                .update::<Entity>()
                .set_if(Column::Name, name)
                .set_if(Column::Filter, change.filter)
                .set_if(Column::Sort, change.sort.map(RequestSort::as_str))
                .set_if(Column::Position, change.position)
                .set_if(Column::Shared, change.shared)
                .set(Column::Version, before.version + 1)
                .set(Column::UpdatedAt, scope.now())
                .filter(Column::Id.eq(id));
            let row = rows.returning().await?.pop().ok_or(Error::NotFound)?;
            if row.shared || before.shared {
                let deed =
                    if before.shared { Entry::new("saved_view.changed") } else { Entry::new("saved_view.shared") };
                record(&scope, &row, deed).await?;
            }
            Ok(row)
        })
        .await
}

/// Forgets a view.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Forbidden`] for a colleague's shared one.
pub async fn delete(scope: &AgencyScope, id: SavedViewId) -> Result<()> {
    scope
        .transaction(async |scope| {
            let row = editable(&scope, id).await?;
            scope.delete::<Entity>().filter(Column::Id.eq(id)).exec().await?;
            if row.shared {
                record(&scope, &row, Entry::new("saved_view.deleted")).await?;
            }
            Ok(())
        })
        .await
}

async fn editable(scope: &AgencyScope, id: SavedViewId) -> Result<Model> {
    let me = me(scope)?;
    let row = scope.find::<Entity>().filter(visible(me)).filter(Column::Id.eq(id)).locked().one().await?;
    if row.staff_user_id != me && scope.clone().admin().is_err() {
        let message = "only whoever made a shared view, an owner or an admin changes it";
        return Err(Error::Forbidden { code: "not_yours", message });
    }
    Ok(row)
}

async fn record(scope: &AgencyScope, row: &Model, deed: Entry) -> Result<()> {
    let detail = json!({ "filter": row.filter, "shared": row.shared });
    audit::record(scope, deed.target("saved_view", row.id, row.name.clone()).detail(detail)).await
}
