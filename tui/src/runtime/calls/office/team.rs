use futures_util::future::try_join;
use portico_openapi::{ApiError, Kind, Session, types};
use uuid::Uuid;

use super::super::lists::{all, page_of};
use super::seen;
use crate::office::{
    Done, Hidden,
    team::{Deed, Team},
};

/// The team; with what only owners and admins see, where the person is one.
pub async fn look(session: &Session, is_admin: bool) -> Result<Team, ApiError> {
    let staff = all(session, |api, cursor| async move { page_of!(api.staff_list(), cursor).send().await });
    let out = all(session, |api, cursor| async move { page_of!(api.staff_list().disabled(true), cursor).send().await });
    let (mut staff, out): (Vec<types::StaffMember>, Vec<types::StaffMember>) = try_join(staff, out).await?;
    let new: Vec<_> = out.into_iter().filter(|one| staff.iter().all(|known| known.id != one.id)).collect();
    staff.extend(new);
    let invitations: Vec<types::StaffInvitation> = match is_admin {
        true => {
            all(session, |api, cursor| async move { page_of!(api.staff_invitation_list(), cursor).send().await })
                .await?
        }
        false => Vec::new(),
    };
    let invitations = invitations.into_iter().filter(|invitation| super::waits(invitation.state)).collect();
    let transfer = session.call(|api| async move { api.ownership_transfer_view().send().await }).await;
    let transfer = match transfer {
        Ok(transfer) => Some(transfer.into_inner()),
        // There is none, or none that is this person's affair.
        Err(error) if matches!(error.kind, Kind::NotFound | Kind::Forbidden) => None,
        Err(error) => return Err(error),
    };
    Ok(Team { staff, invitations, transfer })
}

/// Does what is asked about the team.
pub async fn run(session: &Session, key: Uuid, deed: Deed) -> Result<Done, ApiError> {
    match deed {
        Deed::Change(id, version, change) => self::change(session, id, version, change).await?,
        Deed::Disable(id, true) => {
            session.call(|api| async move { api.staff_disable().staff_id(id).send().await }).await?;
        }
        Deed::Disable(id, false) => {
            session.call(|api| async move { api.staff_enable().staff_id(id).send().await }).await?;
        }
        Deed::Invite(new) => return invite(session, key, new).await,
        Deed::Resend(id) => {
            let call =
                session.call(|api| async move { api.staff_invitation_resend().staff_invitation_id(id).send().await });
            return Ok(Done::Sent(call.await?.into_inner().accept_url.map(Hidden)));
        }
        Deed::Revoke(id) => {
            let call =
                session.call(|api| async move { api.staff_invitation_revoke().staff_invitation_id(id).send().await });
            call.await?;
        }
        Deed::Offer(staff_id) => {
            let call = session.call(|api| async move {
                api.ownership_transfer_create().body(types::NewOwnershipTransfer { staff_id }).send().await
            });
            call.await?;
        }
        Deed::Accept => {
            session.call(|api| async move { api.ownership_transfer_accept().send().await }).await?;
        }
        Deed::CallOff => {
            session.call(|api| async move { api.ownership_transfer_cancel().send().await }).await?;
        }
    }
    Ok(Done::So)
}

async fn change(session: &Session, id: Uuid, version: i64, change: types::StaffChange) -> Result<(), ApiError> {
    let call = session.call(|api| {
        let change = change.clone();
        async move { api.staff_update().staff_id(id).if_match(seen(version)).body(change).send().await }
    });
    call.await.map(drop)
}

async fn invite(session: &Session, key: Uuid, new: types::NewStaffInvitation) -> Result<Done, ApiError> {
    let made = session.create(key, |api, key| {
        let new = new.clone();
        async move { api.staff_invitation_create().idempotency_key(key).body(new).send().await }
    });
    made.await.map(|sent| Done::Sent(sent.accept_url.map(Hidden)))
}
