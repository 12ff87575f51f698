use std::collections::BTreeSet;

use sea_orm::ColumnTrait;
use sea_orm::sea_query::ExprTrait;

use crate::access::{Joinable, Reach};
use crate::entity::words::ActorKind;
use crate::entity::{
    approval, approval_comment, approval_decision, approval_reviewer, approval_step, client_user, membership,
};
use crate::error::Result;
use crate::features::approvals::rules;
use crate::ids::{ApprovalId, ApprovalStepId, ApprovalVersionId, ClientId, CommentId, StaffId};

/// Whom a step names; nobody where it is for all who may approve work.
pub async fn named(scope: &impl Reach, step: ApprovalStepId) -> Result<BTreeSet<ClientId>> {
    use approval_reviewer::{Column, Entity};
    let rows = scope.rows::<Entity>().filter(Column::StepId.eq(step)).all().await?;
    Ok(rows.into_iter().map(|row| row.client_user_id).collect())
}

/// The members of the approval's workspace who may decide on a step now: who was shut out may not.
pub async fn reviewers<R: Reach>(
    scope: &R,
    approval: &approval::Model,
    step: ApprovalStepId,
) -> Result<BTreeSet<ClientId>>
where
    client_user::Entity: Joinable<R::Side>,
{
    use membership::{Column, Entity};
    let named = named(scope, step).await?;
    let members = scope.rows::<Entity>().filter(Column::WorkspaceId.eq(approval.workspace_id));
    let members = members.join::<client_user::Entity>(Column::ClientUserId, client_user::Column::Id);
    let members = members.filter(client_user::Column::DisabledAt.is_null());
    let able = members.filter(Column::CanApproveWork.eq(true)).all().await?;
    let able = able.into_iter().map(|member| member.client_user_id);
    Ok(able.filter(|person| named.is_empty() || named.contains(person)).collect())
}

/// The decisions on a version, in their order.
pub async fn decisions(scope: &impl Reach, version: ApprovalVersionId) -> Result<Vec<approval_decision::Model>> {
    use approval_decision::{Column, Entity};
    scope.rows::<Entity>().filter(Column::VersionId.eq(version)).asc(Column::Id).all().await
}

/// Who may decide on what of an approval is open, and has not.
pub async fn awaited<R: Reach>(scope: &R, approval: &approval::Model) -> Result<BTreeSet<ClientId>>
where
    client_user::Entity: Joinable<R::Side>,
{
    use approval_step::{Column, Entity};
    let open = scope.rows::<Entity>().filter(Column::ApprovalId.eq(approval.id));
    let mut people = BTreeSet::new();
    for step in open.filter(Column::WaitsSince.is_not_null()).asc(Column::Position).all().await? {
        people.extend(awaited_at(scope, approval, step.id).await?);
    }
    Ok(people)
}

/// Who may decide on an open step, and has not decided on its current version.
pub async fn awaited_at<R: Reach>(
    scope: &R,
    approval: &approval::Model,
    step: ApprovalStepId,
) -> Result<BTreeSet<ClientId>>
where
    client_user::Entity: Joinable<R::Side>,
{
    let mut people = reviewers(scope, approval, step).await?;
    if let Some(version) = super::current_version(scope, step).await? {
        let decided = rules::latest(&decisions(scope, version.id).await?);
        people.retain(|person| !decided.contains_key(person));
    }
    Ok(people)
}

/// The client's people who take part in an approval: who may decide on what is open, and who has commented.
pub async fn involved<R: Reach>(scope: &R, approval: &approval::Model) -> Result<BTreeSet<ClientId>>
where
    client_user::Entity: Joinable<R::Side>,
{
    use approval_comment::{Column, Entity};
    let mut people = awaited(scope, approval).await?;
    let own = Column::AuthorKind.eq(ActorKind::Client);
    let said = scope.rows::<Entity>().filter(Column::ApprovalId.eq(approval.id)).filter(own);
    let authors: Vec<(uuid::Uuid, i64)> = said.tally(Column::AuthorId).await?;
    people.extend(authors.into_iter().map(|(author, _)| ClientId::from(author)));
    people.extend(deciders(scope, approval.id).await?);
    Ok(people)
}

/// Who takes part in a thread: the client's people who have said something in it, and the staff user who began it.
pub async fn in_thread(
    scope: &impl Reach,
    approval: ApprovalId,
    root: CommentId,
) -> Result<(BTreeSet<ClientId>, Option<StaffId>)> {
    use approval_comment::{Column, Entity};
    let thread = scope.rows::<Entity>().filter(Column::ApprovalId.eq(approval));
    let thread = thread.filter(Column::Id.eq(root).or(Column::ParentId.eq(root))).all().await?;
    let (mut clients, mut began) = (BTreeSet::new(), None);
    for said in thread {
        match said.author_kind {
            ActorKind::Client => {
                clients.insert(ClientId::from(said.author_id));
            }
            ActorKind::Staff if said.id == root => began = Some(StaffId::from(said.author_id)),
            ActorKind::Staff => {}
        }
    }
    Ok((clients, began))
}

/// Everybody who has decided something on an approval.
async fn deciders(scope: &impl Reach, approval: ApprovalId) -> Result<Vec<ClientId>> {
    use approval_decision::{Column, Entity};
    let rows = scope.rows::<Entity>().filter(Column::ApprovalId.eq(approval)).tally(Column::ClientUserId).await?;
    Ok(rows.into_iter().map(|(person, _)| person).collect())
}
