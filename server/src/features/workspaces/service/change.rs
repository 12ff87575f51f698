use sea_orm::ColumnTrait;

use super::read::held;
use crate::access::{AdminScope, Author, ClientEvent, ClientTopic, Event};
use crate::entity::workspace::{Column, Entity};
use crate::error::{Error, Result};
use crate::ids::WorkspaceId;
use crate::text;

/// What an admin changes of a workspace; what is `None` stays.
#[derive(Clone, Debug, Default)]
pub struct Change {
    pub name: Option<String>,
    pub show_team_members: Option<bool>,
    pub requires_second_factor: Option<bool>,
}

/// Changes a workspace of the agency, if it is still as the caller saw it. Open pages look again, so that a
/// team that is hidden now leaves them.
///
/// # Errors
/// [`Error::NotFound`] for another agency's workspace; [`Error::Stale`] when it has moved on from `version`;
/// [`Error::Invalid`] when the name says nothing.
pub async fn change(scope: &AdminScope, id: WorkspaceId, version: Option<i64>, change: Change) -> Result<()> {
    let name = change.name.map(|name| text::line("name", &name, text::LONGEST_NAME)).transpose()?;
    scope
        .transaction(async |scope| {
            let seen = version.unwrap_or(held(&scope, id).await?.version);
            let changed = scope
                .update::<Entity>()
                .set_if(Column::Name, name)
                .set_if(Column::ShowTeamMembers, change.show_team_members)
                .set_if(Column::RequiresSecondFactor, change.requires_second_factor)
                .set(Column::Version, seen + 1)
                .filter(Column::Id.eq(id))
                .filter(Column::Version.eq(seen))
                .exec()
                .await?;
            if changed == 0 {
                return Err(Error::Stale);
            }
            let topic = ClientTopic::Notifications;
            scope.announce(Event::Client(ClientEvent { workspace: id, person: None, topic }));
            Ok(())
        })
        .await
}
