use std::collections::BTreeSet;

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;

use super::{emails, words};
use crate::access::{AgencyScope, Author, ClientEvent, ClientTopic, Event, StaffEvent, StaffEventKind};
use crate::entity::words::{ActivityKind as Kind, ActorKind};
use crate::entity::{
    activity, client_notification, client_user, membership, project_manager, request, staff_notification, staff_user,
    workspace,
};
use crate::error::Result;
use crate::features::activity::{self as activities, Recorded};
use crate::ids::{ClientId, Id, NotificationId, StaffId};
use crate::jobs::{Context, Failure, Job};

impl Job for Recorded {
    const KIND: &'static str = "activity_recorded";

    async fn run(self, context: &Context) -> Result<(), Failure> {
        let scope = context.system.agency(self.agency);
        let happening = activities::find(&scope, self.activity).await?;
        let address = crate::features::agencies::address(&context.system, self.agency, &context.site.base_url).await?;
        tell(&scope, &address, happening).await?;
        Ok(())
    }
}

/// Tells everybody whom a happening concerns, once.
async fn tell(scope: &AgencyScope, address: &str, happening: activity::Model) -> Result<()> {
    scope
        .transaction(async |scope| {
            let request = match happening.request_id {
                Some(id) => scope.find::<request::Entity>().filter(request::Column::Id.eq(id)).first().await?,
                None => None,
            };
            for staff in staff_concerned(&scope, &happening, request.as_ref()).await? {
                tell_staff(&scope, &happening, staff).await?;
            }
            for member in clients_concerned(&scope, &happening, request.as_ref()).await? {
                tell_client(&scope, address, &happening, member.client_user_id).await?;
            }
            Ok(())
        })
        .await
}

async fn staff_concerned(
    scope: &AgencyScope,
    happening: &activity::Model,
    request: Option<&request::Model>,
) -> Result<BTreeSet<StaffId>> {
    let by_client = happening.actor_kind == ActorKind::Client;
    let assignee = request.and_then(|request| request.assignee_id);
    let mut people = match happening.kind {
        Kind::RequestAssigned | Kind::InvitationAccepted => happening.subject_staff_id.into_iter().collect(),
        Kind::RequestCreated | Kind::RequestReplied | Kind::RequestClosed | Kind::RequestReopened if by_client => {
            match assignee {
                Some(assignee) => BTreeSet::from([assignee]),
                None => managers(scope, happening).await?,
            }
        }
        Kind::RequestNoted => {
            let mut people = managers(scope, happening).await?;
            people.extend(assignee);
            people
        }
        Kind::ProjectCommented if by_client => managers(scope, happening).await?,
        _ => BTreeSet::new(),
    };
    people.retain(|person| uuid::Uuid::from(*person) != happening.actor_id);
    Ok(people)
}

/// The workspace's project managers; where it has none, everybody of the agency.
async fn managers(scope: &AgencyScope, happening: &activity::Model) -> Result<BTreeSet<StaffId>> {
    use project_manager::Column;
    let rows =
        scope.find::<project_manager::Entity>().filter(Column::WorkspaceId.eq(happening.workspace_id)).all().await?;
    if !rows.is_empty() {
        return Ok(rows.into_iter().map(|row| row.staff_user_id).collect());
    }
    let everybody = scope.find::<staff_user::Entity>().filter(staff_user::Column::DisabledAt.is_null()).all().await?;
    Ok(everybody.into_iter().map(|person| person.id).collect())
}

/// The members whom it concerns and who may see what it is about.
async fn clients_concerned(
    scope: &AgencyScope,
    happening: &activity::Model,
    request: Option<&request::Model>,
) -> Result<Vec<membership::Model>> {
    let about_request = match happening.kind {
        Kind::RequestReplied | Kind::RequestClosed | Kind::RequestReopened => true,
        Kind::ProjectCreated | Kind::ProjectCompleted | Kind::ProjectCommented | Kind::MilestoneCompleted => false,
        Kind::RequestCreated
        | Kind::RequestNoted
        | Kind::RequestAssigned
        | Kind::RequestChanged
        | Kind::TaskDone
        | Kind::InvitationAccepted => return Ok(Vec::new()),
    };
    use workspace::Column as W;
    let open = scope.find::<workspace::Entity>().filter(W::Id.eq(happening.workspace_id)).filter(W::WorkOn.eq(true));
    if open.filter(W::ArchivedAt.is_null()).first().await?.is_none() {
        return Ok(Vec::new());
    }
    use membership::Column;
    let members =
        scope.find::<membership::Entity>().filter(Column::WorkspaceId.eq(happening.workspace_id)).all().await?;
    let concerned = members.into_iter().filter(|member| {
        let author = request.is_some_and(|request| request.author_id == member.client_user_id);
        let may_see = if about_request { author && member.can_submit_requests } else { true };
        may_see && uuid::Uuid::from(member.client_user_id) != happening.actor_id
    });
    Ok(concerned.collect())
}

async fn tell_staff(scope: &AgencyScope, happening: &activity::Model, staff: StaffId) -> Result<()> {
    let row = staff_notification::ActiveModel {
        id: Set(NotificationId::new()),
        agency_id: NotSet,
        staff_user_id: Set(staff),
        activity_id: Set(happening.id),
        kind: Set(happening.kind),
        title: Set(words::line(happening.kind, &happening.actor_name, &happening.title)),
        workspace_id: Set(Some(happening.workspace_id)),
        project_id: Set(happening.project_id),
        request_id: Set(happening.request_id),
        read_at: Set(None),
        created_at: Set(happening.created_at),
    };
    if scope.append(row).await? {
        scope.announce(Event::Staff(StaffEvent {
            agency: scope.agency(),
            kind: StaffEventKind::NotificationCreated,
            workspace: Some(happening.workspace_id),
            request: happening.request_id,
            project: happening.project_id,
            actor: Some(staff.into()),
        }));
    }
    Ok(())
}

async fn tell_client(scope: &AgencyScope, address: &str, happening: &activity::Model, client: ClientId) -> Result<()> {
    let title = words::line(happening.kind, &happening.actor_name, &happening.title);
    let row = client_notification::ActiveModel {
        id: Set(NotificationId::new()),
        agency_id: NotSet,
        workspace_id: Set(happening.workspace_id),
        client_user_id: Set(client),
        activity_id: Set(happening.id),
        kind: Set(happening.kind),
        title: Set(title.clone()),
        project_id: Set(happening.project_id),
        request_id: Set(happening.request_id),
        read_at: Set(None),
        created_at: Set(happening.created_at),
    };
    if !scope.append(row).await? {
        return Ok(());
    }
    scope.announce(Event::Client(ClientEvent {
        workspace: happening.workspace_id,
        person: Some(client),
        topic: ClientTopic::Notifications,
    }));
    let person = scope.find::<client_user::Entity>().filter(client_user::Column::Id.eq(client)).one().await?;
    if person.disabled_at.is_some() {
        return Ok(());
    }
    emails::send(scope, address, &person.email, &title, happening).await
}
