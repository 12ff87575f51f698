use poem::Request;
use poem_openapi::OpenApi;
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use uuid::Uuid;

use super::wire::{Invitation, InvitationState, NewInvitation};
use crate::access::AgencyScope;
use crate::api::{Admin, Created, Done, Listing, Outcome, Staff, Tag, paging};
use crate::error::Result;
use crate::features::agencies::address_of;
use crate::features::invitations::service::{self, Sent, Wanted};

/// What was sent, as it stands now.
async fn told(scope: &AgencyScope, sent: Sent) -> Result<Invitation> {
    let voids = service::voids(scope, &[sent.invitation.id]).await?;
    let void = voids.get(&sent.invitation.id).copied();
    Ok(Invitation::of(sent.invitation, sent.workspace, sent.link, void, scope.now()))
}

/// Invitations into workspaces.
pub struct InvitationApi;

#[OpenApi(tag = "Tag::Invitations")]
impl InvitationApi {
    /// The invitations into the agency's workspaces, the latest first.
    #[oai(path = "/invitations", method = "get", operation_id = "invitation_list")]
    async fn list(
        &self,
        Staff(scope): Staff,
        workspace_id: Query<Option<Uuid>>,
        state: Query<Option<InvitationState>>,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<Invitation>>> {
        let paging = paging(limit.0, cursor.0.as_deref())?;
        let wanted = Wanted { workspace: workspace_id.0.map(Into::into), state: state.0.map(Into::into) };
        let now = scope.now();
        let page = service::list(&scope, &wanted, &paging).await?;
        let ids: Vec<_> = page.items.iter().map(|row| row.invitation.id).collect();
        let voids = service::voids(&scope, &ids).await?;
        Ok(Json(Listing::of(page, |row| {
            let void = voids.get(&row.invitation.id).copied();
            Invitation::of(row.invitation, row.workspace.name, None, void, now)
        })))
    }

    /// Invites a person into a workspace, by a mail with a link that works once and for seven days. For an owner
    /// or an admin.
    #[oai(path = "/workspaces/:workspace_id/invitations", method = "post", operation_id = "invitation_create")]
    async fn create(
        &self,
        Admin(scope): Admin,
        request: &Request,
        workspace_id: Path<Uuid>,
        body: Json<NewInvitation>,
        /// Makes a repetition answer with what was created first, without its link.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
    ) -> Outcome<Created<Invitation>> {
        let address = address_of(request).await?;
        let sent = service::invite(&scope, workspace_id.0.into(), body.0.read()?, &address).await?;
        Ok(Created::within(told(&scope, sent).await?))
    }

    /// Sends an invitation again: the old link stops working, the new one works for seven days. For an owner or
    /// an admin.
    #[oai(path = "/invitations/:invitation_id/resend", method = "post", operation_id = "invitation_resend")]
    async fn resend(
        &self,
        Admin(scope): Admin,
        request: &Request,
        invitation_id: Path<Uuid>,
    ) -> Outcome<Json<Invitation>> {
        let address = address_of(request).await?;
        let sent = service::resend(&scope, invitation_id.0.into(), &address).await?;
        Ok(Json(told(&scope, sent).await?))
    }

    /// Takes an invitation back: its link stops working at once. For an owner or an admin.
    #[oai(path = "/invitations/:invitation_id/revoke", method = "post", operation_id = "invitation_revoke")]
    async fn revoke(&self, Admin(scope): Admin, invitation_id: Path<Uuid>) -> Outcome<Done> {
        service::revoke(&scope, invitation_id.0.into()).await?;
        Ok(Done::Done)
    }
}
