use poem::Request;
use poem_openapi::OpenApi;
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use uuid::Uuid;

use super::wire::{AcceptedInvitation, InvitationState, NewStaffInvitation, StaffInvitation};
use crate::access::AgencyScope;
use crate::api::{Admin, Created, Done, Listing, Outcome, Tag, paging};
use crate::error::Result;
use crate::features::agencies::address_of;
use crate::features::invitations::service::{self, SentTeammate};
use crate::features::invitations::tries::{self, Kind};
use crate::features::staff::StaffMember;
use crate::web::Door;

/// What was sent, as it stands now.
async fn told(scope: &AgencyScope, sent: SentTeammate) -> Result<StaffInvitation> {
    let voids = service::team_voids(scope, &[sent.invitation.id]).await?;
    let void = voids.get(&sent.invitation.id).copied();
    Ok(StaffInvitation::of(sent.invitation, sent.link, void, scope.now()))
}

/// Invitations to the agency's team.
pub struct StaffInvitationApi;

#[OpenApi(tag = "Tag::Invitations")]
impl StaffInvitationApi {
    /// The invitations to the agency's team, the latest first. For an owner or an admin.
    #[oai(path = "/staff-invitations", method = "get", operation_id = "staff_invitation_list")]
    async fn list(
        &self,
        Admin(scope): Admin,
        state: Query<Option<InvitationState>>,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<StaffInvitation>>> {
        let paging = paging(limit.0, cursor.0.as_deref())?;
        let now = scope.now();
        let page = service::teammates(&scope, state.0.map(Into::into), &paging).await?;
        let ids: Vec<_> = page.items.iter().map(|row| row.id).collect();
        let voids = service::team_voids(&scope, &ids).await?;
        Ok(Json(Listing::of(page, |row| {
            let void = voids.get(&row.id).copied();
            StaffInvitation::of(row, None, void, now)
        })))
    }

    /// Invites a person to the agency's team, by a mail with a link that works once and for seven days. For an
    /// owner or an admin.
    #[oai(path = "/staff-invitations", method = "post", operation_id = "staff_invitation_create")]
    async fn create(
        &self,
        Admin(scope): Admin,
        request: &Request,
        body: Json<NewStaffInvitation>,
        /// Makes a repetition answer with what was created first, without its link.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
    ) -> Outcome<Created<StaffInvitation>> {
        let address = address_of(request).await?;
        let sent = service::invite_teammate(&scope, body.0.into(), &address).await?;
        Ok(Created::within(told(&scope, sent).await?))
    }

    /// Sends an invitation again: the old link stops working, the new one works for seven days. For an owner or
    /// an admin.
    #[oai(
        path = "/staff-invitations/:staff_invitation_id/resend",
        method = "post",
        operation_id = "staff_invitation_resend"
    )]
    async fn resend(
        &self,
        Admin(scope): Admin,
        request: &Request,
        staff_invitation_id: Path<Uuid>,
    ) -> Outcome<Json<StaffInvitation>> {
        let address = address_of(request).await?;
        let sent = service::resend_teammate(&scope, staff_invitation_id.0.into(), &address).await?;
        Ok(Json(told(&scope, sent).await?))
    }

    /// Takes an invitation back: its link stops working at once. For an owner or an admin.
    #[oai(
        path = "/staff-invitations/:staff_invitation_id/revoke",
        method = "post",
        operation_id = "staff_invitation_revoke"
    )]
    async fn revoke(&self, Admin(scope): Admin, staff_invitation_id: Path<Uuid>) -> Outcome<Done> {
        service::revoke_teammate(&scope, staff_invitation_id.0.into()).await?;
        Ok(Done::Done)
    }

    /// Joins the team of the agency that the host shows, by an invitation's token. It works once. Sign in with
    /// the answer's email address and the password.
    #[oai(path = "/auth/accept-invitation", method = "post", operation_id = "staff_invitation_accept")]
    async fn accept(&self, request: &Request, body: Json<AcceptedInvitation>) -> Outcome<Created<StaffMember>> {
        let AcceptedInvitation { token, name, password } = body.0;
        let door = Door::of(request).await?;
        let joined = tries::counted(&door, Kind::Teammate, &token.0, async || {
            service::join_team(&door.system, door.agency.id, &token.0, &name.0, &password.0, &door.facts).await
        });
        let scope = door.system.agency(door.agency.id);
        Ok(Created::within(StaffMember::of(&scope, joined.await?).await?))
    }
}
