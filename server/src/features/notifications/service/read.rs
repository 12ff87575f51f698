use sea_orm::ColumnTrait;
use sea_orm::sea_query::{ExprTrait, SimpleExpr};

use crate::access::{
    AgencyScope, Author, ClientEvent, ClientScope, ClientSide, ClientTopic, Event, Page, Paging, Part, ScopedSelect,
    Sort,
};
use crate::entity::words::ClientNews;
use crate::entity::{client_notification, request_merge, staff_notification};
use crate::error::{Error, Result};
use crate::ids::{ApprovalId, FormId, NotificationId, ProjectId, RequestId};

/// What a client was told, the latest first; only what was not seen yet, where that is asked for.
///
/// # Errors
/// When the cursor is none of ours.
pub fn latest<'s>(
    scope: &'s ClientScope,
    unread: bool,
    paging: &Paging,
) -> Result<Part<'s, Page<client_notification::Model>>> {
    use client_notification::Column;
    let mine = if unread { mine(scope).filter(Column::ReadAt.is_null()) } else { mine(scope) };
    mine.part_page(paging, Sort::newest(|row: &client_notification::Model| row.id.into()))
}

/// How much of what a client was told was not seen yet.
pub fn unread(scope: &ClientScope) -> Part<'_, i64> {
    scope
        .part_tally([mine(scope).filter(client_notification::Column::ReadAt.is_null()).counted()])
        .map(|[unread]| unread)
}

fn mine(scope: &ClientScope) -> ScopedSelect<'_, ClientSide, client_notification::Entity> {
    use client_notification::{Column, Entity};
    scope.find::<Entity>().filter(Column::ClientUserId.eq(scope.person())).filter(scope.seat().openable())
}

/// Notes that a client has seen this, or all of it.
///
/// # Errors
/// [`Error::NotFound`] when it is somebody else's.
pub async fn mark_read(scope: &ClientScope, which: Option<NotificationId>) -> Result<()> {
    use client_notification::Column;
    let Some(id) = which else { return mark_about(scope, Column::Id.is_not_null()).await };
    mine(scope).filter(Column::Id.eq(id)).one().await?;
    mark_about(scope, Column::Id.eq(id)).await
}

/// Notes that a client has seen what a request's page shows: what was said on requests that were merged into it, too.
///
/// # Errors
/// When the database fails.
pub async fn mark_request_read(scope: &ClientScope, request: RequestId) -> Result<()> {
    use request_merge::{Column, Entity};
    let parts = scope.find::<Entity>().filter(Column::RootId.eq(request)).all().await?;
    let shown = parts.into_iter().map(|part| part.request_id).chain([request]);
    mark_about(scope, client_notification::Column::RequestId.is_in(shown)).await
}

/// Notes that a client has seen what a project's page shows.
///
/// # Errors
/// When the database fails.
pub async fn mark_project_read(scope: &ClientScope, project: ProjectId) -> Result<()> {
    use client_notification::Column;
    let only = Column::RequestId.is_null().and(Column::ApprovalId.is_null());
    mark_about(scope, Column::ProjectId.eq(project).and(only)).await
}

/// Notes that a client has seen what an approval's page shows.
///
/// # Errors
/// When the database fails.
pub async fn mark_approval_read(scope: &ClientScope, approval: ApprovalId) -> Result<()> {
    mark_about(scope, client_notification::Column::ApprovalId.eq(approval)).await
}

/// Notes that everybody of the workspace has seen that a form waits: it was answered.
///
/// # Errors
/// When the database refuses.
pub async fn mark_form_answered(scope: &ClientScope, form: FormId) -> Result<()> {
    use client_notification::{Column, Entity};
    let told = scope.update::<Entity>().set(Column::ReadAt, scope.now()).filter(Column::FormId.eq(form));
    let told = told.filter(Column::Kind.eq(ClientNews::FormAwaited)).filter(Column::ReadAt.is_null());
    if told.exec().await? > 0 {
        let topic = ClientTopic::Notifications;
        scope.announce(Event::Client(ClientEvent { workspace: scope.workspace(), person: None, topic }));
    }
    Ok(())
}

async fn mark_about(scope: &ClientScope, about: SimpleExpr) -> Result<()> {
    use client_notification::{Column, Entity};
    scope
        .transaction(async |scope| {
            let seen = scope.update::<Entity>().set(Column::ReadAt, scope.now()).filter(about);
            let seen = seen.filter(Column::ClientUserId.eq(scope.person())).filter(Column::ReadAt.is_null());
            if seen.exec().await? > 0 {
                let (workspace, person) = (scope.workspace(), Some(scope.person()));
                scope.announce(Event::Client(ClientEvent { workspace, person, topic: ClientTopic::Notifications }));
            }
            Ok(())
        })
        .await
}

/// What the staff user who asks was told.
///
/// # Errors
/// [`Error::NotFound`] when the system asks.
pub async fn staff_latest(
    scope: &AgencyScope,
    unread: bool,
    paging: &Paging,
) -> Result<Page<staff_notification::Model>> {
    use staff_notification::{Column, Entity};
    let me = scope.actor().staff().ok_or(Error::NotFound)?;
    let mut mine = scope.find::<Entity>().filter(Column::StaffUserId.eq(me));
    if unread {
        mine = mine.filter(Column::ReadAt.is_null());
    }
    mine.page(paging, Sort::newest(|row| row.id.into())).await
}

/// Notes that the staff user who asks has seen one.
///
/// # Errors
/// [`Error::NotFound`] when it is somebody else's.
pub async fn staff_mark_read(scope: &AgencyScope, id: NotificationId) -> Result<staff_notification::Model> {
    use staff_notification::{Column, Entity};
    let me = scope.actor().staff().ok_or(Error::NotFound)?;
    let mine = scope.update::<Entity>().set(Column::ReadAt, scope.now()).filter(Column::Id.eq(id));
    let rows = mine.filter(Column::StaffUserId.eq(me)).returning().await?;
    rows.into_iter().next().ok_or(Error::NotFound)
}

/// Notes that the staff user who asks has seen all.
///
/// # Errors
/// [`Error::NotFound`] when the system asks.
pub async fn staff_mark_all_read(scope: &AgencyScope) -> Result<u64> {
    use staff_notification::{Column, Entity};
    let me = scope.actor().staff().ok_or(Error::NotFound)?;
    let mine = scope.update::<Entity>().set(Column::ReadAt, scope.now()).filter(Column::StaffUserId.eq(me));
    mine.filter(Column::ReadAt.is_null()).exec().await
}
