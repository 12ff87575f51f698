use chrono::TimeDelta;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use sea_orm::sea_query::{ExprTrait, SimpleExpr};
use serde_json::json;

use super::super::emails::{self, Letterhead};
use crate::access::{
    AdminScope, AgencyScope, Author, Event, Permissions, Reach, ScopedSelect, StaffEvent, StaffEventKind,
};
use crate::entity::invitation::{ActiveModel, Column, Entity, Model};
use crate::entity::{client_user, invitation_token, membership, workspace};
use crate::error::{Error, FieldErrors, Result};
use crate::features::audit::{self, Entry};
use crate::features::{agencies, workspaces};
use crate::ids::{Id, InvitationId, WorkspaceId};
use crate::web::places;
use crate::{secrets, text};

/// How long a link works.
pub const LIFE: TimeDelta = TimeDelta::days(7);

/// Whom to invite, and what they may do once they have come.
#[derive(Clone, Debug)]
pub struct Invite {
    pub email: String,
    pub name: Option<String>,
    pub permissions: Permissions,
}

/// An invitation that was just sent. Nothing keeps its link; a repetition has none.
pub struct Sent {
    pub invitation: Model,
    pub workspace: String,
    pub link: Option<String>,
}

impl Invite {
    /// The same as it is kept.
    ///
    /// # Errors
    /// [`Error::Invalid`] at the fields.
    pub(super) fn checked(self) -> Result<Self> {
        let mut errors = FieldErrors::default();
        let email = errors.keep(text::email("email", &self.email))?;
        let name = self.name.as_deref().filter(|name| !text::clean_line(name).is_empty());
        let name = errors.keep(name.map(|name| text::line("name", name, text::LONGEST_NAME)).transpose())?;
        errors.into_result()?;
        Ok(Self { email, name, ..self })
    }
}

/// Neither accepted nor revoked.
pub(super) fn is_open() -> SimpleExpr {
    Column::AcceptedAt.is_null().and(Column::RevokedAt.is_null())
}

/// The open invitation of this address into a workspace; there is at most one.
pub(super) async fn open(scope: &impl Reach, workspace: WorkspaceId, email: &str) -> Result<Option<Model>> {
    let rows = scope.rows::<Entity>().filter(Column::WorkspaceId.eq(workspace)).filter(Column::Email.eq(email));
    rows.filter(is_open()).locked().first().await
}

/// Keeps an invitation. One that nobody accepted in time is used again.
pub(super) async fn keep(
    scope: &impl Reach,
    open: Option<Model>,
    id: InvitationId,
    workspace: WorkspaceId,
    invite: &Invite,
) -> Result<Model> {
    let now = scope.now();
    match open {
        Some(row) if row.expires_at > now => {
            Err(Error::conflict("already_invited", "this address is invited already; send that invitation again"))
        }
        Some(row) => again(scope, &row, Some(invite)).await,
        None => {
            let Invite { email, name, permissions } = invite.clone();
            let row = ActiveModel {
                id: Set(id),
                agency_id: NotSet,
                workspace_id: Set(workspace),
                email: Set(email),
                name: Set(name),
                can_view_invoices: Set(permissions.can_view_invoices),
                can_approve_work: Set(permissions.can_approve_work),
                can_comment: Set(permissions.can_comment),
                can_submit_requests: Set(permissions.can_submit_requests),
                can_run_workflows: Set(permissions.can_run_workflows),
                can_manage_connections: Set(permissions.can_manage_connections),
                can_invite_colleagues: Set(permissions.can_invite_colleagues),
                inviter_kind: Set(scope.actor().kind()),
                inviter_id: Set(scope.actor().id()),
                inviter_name: Set(scope.actor().name().to_owned()),
                round: Set(1),
                created_at: Set(now),
                sent_at: Set(now),
                expires_at: Set(now + LIFE),
                accepted_at: Set(None),
                revoked_at: Set(None),
            };
            scope.add(row).await
        }
    }
}

/// Begins another round: the link of the one before stops working. With `invite`, the invitation is another
/// person's from now on, and says what that one says.
pub(super) async fn again(scope: &impl Reach, row: &Model, invite: Option<&Invite>) -> Result<Model> {
    let now = scope.now();
    let change = scope.alter::<Entity>().set(Column::Round, row.round + 1);
    let mut change = change.set(Column::SentAt, now).set(Column::ExpiresAt, now + LIFE);
    if let Some(Invite { name, permissions, .. }) = invite {
        change = change
            .set(Column::Name, name.clone())
            .set(Column::CanViewInvoices, permissions.can_view_invoices)
            .set(Column::CanApproveWork, permissions.can_approve_work)
            .set(Column::CanComment, permissions.can_comment)
            .set(Column::CanSubmitRequests, permissions.can_submit_requests)
            .set(Column::CanRunWorkflows, permissions.can_run_workflows)
            .set(Column::CanManageConnections, permissions.can_manage_connections)
            .set(Column::CanInviteColleagues, permissions.can_invite_colleagues)
            .set(Column::InviterKind, scope.actor().kind())
            .set(Column::InviterId, scope.actor().id())
            .set(Column::InviterName, scope.actor().name());
    }
    let change = change.filter(Column::Id.eq(row.id)).filter(Column::Round.eq(row.round)).filter(is_open());
    change.returning().await?.into_iter().next().ok_or(Error::Stale)
}

/// Makes the link of the current round and sends it.
pub(super) async fn post(scope: &impl Author, row: &Model, head: &Letterhead<'_>) -> Result<String> {
    let token = secrets::random_token()?;
    let kept = invitation_token::ActiveModel {
        token_hash: Set(secrets::hash(&token)),
        agency_id: NotSet,
        invitation_id: Set(row.id),
        round: Set(row.round),
    };
    scope.append(kept).await?;
    let link = format!("{}{}", head.address, places::invitation(&token));
    emails::invitation(scope, head, row, &link).await?;
    Ok(link)
}

/// An invitation that can still be sent or taken back, held while it changes.
pub(super) async fn held(rows: ScopedSelect<'_, impl Sized, Entity>, id: InvitationId) -> Result<Model> {
    let row = rows.filter(Column::Id.eq(id)).locked().one().await?;
    if row.accepted_at.is_some() {
        return Err(Error::conflict("invitation_accepted", "this invitation has been accepted"));
    }
    if row.revoked_at.is_some() {
        return Err(Error::conflict("invitation_revoked", "this invitation has been taken back; send a new one"));
    }
    Ok(row)
}

/// Has consoles look again who is there.
pub(super) fn tell(scope: &impl Author, workspace: Option<WorkspaceId>) {
    scope.announce(Event::Staff(StaffEvent {
        agency: scope.agency_id(),
        kind: StaffEventKind::PeopleChanged,
        workspace,
        request: None,
        project: None,
        approval: None,
        actor: Some(scope.actor().id()),
    }));
}

/// Writes down what was done with an invitation, and has consoles look again.
pub(super) async fn note(scope: &impl Author, entry: Entry, row: &Model) -> Result<()> {
    tell(scope, Some(row.workspace_id));
    let entry = entry.target("invitation", row.id, &row.email).workspace(row.workspace_id);
    audit::record(scope, entry.detail(json!({ "permissions": Permissions::from(row) }))).await
}

/// Invites somebody into a workspace of the agency; `address` is where the agency's portal is.
///
/// # Errors
/// [`Error::NotFound`] for another agency's workspace; [`Error::Invalid`] at the fields; a conflict when the
/// person is there already, is invited already or is disabled.
pub async fn invite(scope: &AdminScope, workspace: WorkspaceId, invite: Invite, address: &str) -> Result<Sent> {
    let invite = invite.checked()?;
    scope
        .transaction(async |scope| {
            let workspace = workspaces::find(&scope, workspace).await?;
            let open = open(&scope, workspace.id, &invite.email).await?;
            let id = open.as_ref().map_or_else(InvitationId::new, |row| row.id);
            if let Some(earlier) = scope.claim_once("invitation_create", id).await? {
                let earlier = scope.find::<Entity>().filter(Column::Id.eq(InvitationId::from(earlier))).one().await?;
                return Ok(Sent { invitation: earlier, workspace: workspace.name, link: None });
            }
            may_come(&scope, &workspace, &invite.email).await?;
            let row = keep(&scope, open, id, workspace.id, &invite).await?;
            sent(&scope, row, workspace.name, address, Entry::new("invitation.sent")).await
        })
        .await
}

async fn may_come(scope: &AgencyScope, workspace: &workspace::Model, email: &str) -> Result<()> {
    use membership::Column as M;
    let account = scope.find::<client_user::Entity>().filter(client_user::Column::Email.eq(email)).first().await?;
    let Some(account) = account else { return Ok(()) };
    if account.disabled_at.is_some() {
        return Err(Error::conflict("client_disabled", "this person is disabled; enable them first"));
    }
    let member = scope.find::<membership::Entity>().filter(M::WorkspaceId.eq(workspace.id));
    match member.filter(M::ClientUserId.eq(account.id)).first().await? {
        Some(_) => Err(Error::conflict("already_member", "this person is in the workspace already")),
        None => Ok(()),
    }
}

async fn sent(scope: &AgencyScope, row: Model, workspace: String, address: &str, entry: Entry) -> Result<Sent> {
    let agency = agencies::name(scope).await?;
    let link = post(scope, &row, &Letterhead { agency: &agency, workspace: &workspace, address }).await?;
    note(scope, entry, &row).await?;
    Ok(Sent { invitation: row, workspace, link: Some(link) })
}

/// Sends an invitation again, with a new link and seven new days; the old link stops working. From now on it is
/// the agency's, whoever sent it first: a client's would be worth nothing once that client may not invite any more.
///
/// # Errors
/// [`Error::NotFound`] for another agency's; a conflict when it is accepted or revoked.
pub async fn resend(scope: &AdminScope, id: InvitationId, address: &str) -> Result<Sent> {
    scope
        .transaction(async |scope| {
            let row = held(scope.find::<Entity>(), id).await?;
            let workspace = workspaces::find(&scope, row.workspace_id).await?.name;
            let permissions = Permissions::from(&row);
            let same = Invite { email: row.email.clone(), name: row.name.clone(), permissions };
            let row = again(&scope, &row, Some(&same)).await?;
            sent(&scope, row, workspace, address, Entry::new("invitation.resent")).await
        })
        .await
}

/// Takes an invitation back: its link stops working at once. One that was taken back stays so.
///
/// # Errors
/// [`Error::NotFound`] for another agency's; a conflict when it is accepted.
pub async fn revoke(scope: &AdminScope, id: InvitationId) -> Result<()> {
    scope
        .transaction(async |scope| match held(scope.find::<Entity>(), id).await {
            Err(Error::Conflict { code: "invitation_revoked", .. }) => Ok(()),
            row => end(&scope, &row?).await,
        })
        .await
}

/// Ends an open invitation.
pub(super) async fn end(scope: &impl Reach, row: &Model) -> Result<()> {
    let change = scope.alter::<Entity>().set(Column::RevokedAt, scope.now());
    change.filter(Column::Id.eq(row.id)).filter(is_open()).exec().await?;
    note(scope, Entry::new("invitation.revoked"), row).await
}
