use sea_orm::ColumnTrait;
use sea_orm::sea_query::Expr;
use serde::Serialize;
use serde_json::json;

use super::read::{any, held};
use crate::access::{AdminScope, AgencyScope, Author, ClientEvent, ClientTopic, Event, StaffEvent, StaffEventKind};
use crate::entity::workspace::{Column, Entity, Model};
use crate::error::{Error, Result};
use crate::features::audit::{self, Entry};
use crate::ids::WorkspaceId;
use crate::text;

/// What an admin changes of a workspace; what is `None` stays.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub struct Change {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slug: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub show_team_members: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requires_second_factor: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub work: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub automation: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub billing: Option<bool>,
}

/// Changes a workspace of the agency, if it is still as the caller saw it. Open pages look again, so that what
/// is hidden or switched off now leaves them.
///
/// # Errors
/// [`Error::NotFound`] for another agency's workspace, or one that is archived; [`Error::Stale`] when it has
/// moved on from `version`; [`Error::Invalid`] when the name says nothing or the short name is none; a conflict
/// when it is taken.
pub async fn change(scope: &AdminScope, id: WorkspaceId, version: Option<i64>, change: Change) -> Result<()> {
    let name = change.name.as_deref().map(|name| text::line("name", name, text::LONGEST_NAME)).transpose()?;
    let slug = change.slug.as_deref().map(text::slug).transpose()?;
    let change = Change { name, slug, ..change };
    scope
        .transaction(async |scope| {
            let workspace = held(&scope, id).await?;
            let seen = version.unwrap_or(workspace.version);
            let changed = scope
                .update::<Entity>()
                .set_if(Column::Name, change.name.clone())
                .set_if(Column::Slug, change.slug.clone())
                .set_if(Column::ShowTeamMembers, change.show_team_members)
                .set_if(Column::RequiresSecondFactor, change.requires_second_factor)
                .set_if(Column::WorkOn, change.work)
                .set_if(Column::AutomationOn, change.automation)
                .set_if(Column::BillingOn, change.billing)
                .set(Column::Version, seen + 1)
                .filter(Column::Id.eq(id))
                .filter(Column::Version.eq(seen))
                .exec()
                .await?;
            if changed == 0 {
                return Err(Error::Stale);
            }
            tell(&scope, id);
            let entry = Entry::new("workspace.changed").target("workspace", id, workspace.name);
            audit::record(&scope, entry.workspace(id).detail(json!(change))).await
        })
        .await
}

/// Puts a workspace away: its people are out at once, and it is in no list any more. Nothing is deleted. Or takes it
/// out of the archive, with everybody who was in it.
///
/// # Errors
/// [`Error::NotFound`] for another agency's workspace; [`Error::Stale`] when it has moved on from `version`.
pub async fn put(scope: &AdminScope, id: WorkspaceId, version: Option<i64>, away: bool) -> Result<()> {
    scope
        .transaction(async |scope| {
            let workspace: Model = any(&scope).filter(Column::Id.eq(id)).locked().one().await?;
            if version.is_some_and(|seen| seen != workspace.version) {
                return Err(Error::Stale);
            }
            if workspace.archived_at.is_some() == away {
                return Ok(());
            }
            let update = scope.update::<Entity>().set(Column::Version, workspace.version + 1);
            let update = match away {
                true => update.set(Column::ArchivedAt, scope.now()),
                false => update.set_expr(Column::ArchivedAt, Expr::cust("NULL")),
            };
            update.filter(Column::Id.eq(id)).exec().await?;
            tell(&scope, id);
            let entry = if away { Entry::new("workspace.archived") } else { Entry::new("workspace.restored") };
            audit::record(&scope, entry.target("workspace", id, workspace.name).workspace(id)).await
        })
        .await
}

/// Has the pages of everybody in a workspace look again, and the consoles of its agency.
pub(super) fn tell(scope: &AgencyScope, workspace: WorkspaceId) {
    let topic = ClientTopic::Notifications;
    scope.announce(Event::Client(ClientEvent { workspace, person: None, topic }));
    tell_staff(scope, Some(workspace));
}

/// Has the consoles of the agency look again who is there.
pub(super) fn tell_staff(scope: &AgencyScope, workspace: Option<WorkspaceId>) {
    scope.announce(Event::Staff(StaffEvent {
        agency: scope.agency(),
        kind: StaffEventKind::PeopleChanged,
        workspace,
        request: None,
        project: None,
        approval: None,
        actor: scope.actor().staff().map(Into::into),
    }));
}
