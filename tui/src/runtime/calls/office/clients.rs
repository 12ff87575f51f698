use futures_util::future::try_join3;
use portico_openapi::{ApiError, Kind, Parcel, Session, types};
use uuid::Uuid;

use super::super::{
    held,
    lists::{all, page_of},
    saving::refused,
};
use super::seen;
use crate::{
    message::People,
    office::{
        Done, Hidden,
        clients::{self, Deed, Sight},
    },
    runtime::outside,
};

/// The pages whose reasons are told where none is named: those of the portal's menu, and where requests are written.
const USUAL: [&str; 13] = [
    "/portal",
    "/portal/projects",
    "/portal/approvals",
    "/portal/requests",
    "/portal/requests/new",
    "/portal/files",
    "/portal/workflows",
    "/portal/runs",
    "/portal/connections",
    "/portal/forms",
    "/portal/billing",
    "/portal/team",
    "/portal/notifications",
];

/// The people of a workspace, those who are invited, and who is shut out.
pub async fn people(session: &Session, id: Uuid) -> Result<People, ApiError> {
    let members =
        all(
            session,
            move |api, cursor| async move { page_of!(api.member_list().workspace_id(id), cursor).send().await },
        );
    let invitations = all(session, move |api, cursor| async move {
        page_of!(api.invitation_list().workspace_id(id), cursor).send().await
    });
    let disabled =
        all(session, |api, cursor| async move { page_of!(api.client_list().disabled(true), cursor).send().await });
    let (members, invitations, disabled): (_, Vec<types::Invitation>, Vec<types::Client>) =
        try_join3(members, invitations, disabled).await?;
    let invitations = invitations.into_iter().filter(|invitation| super::waits(invitation.state)).collect();
    Ok(People { members, invitations, disabled: disabled.into_iter().map(|person| person.id).collect() })
}

/// Does what is asked about a client.
pub async fn run(session: &Session, key: Uuid, deed: Deed) -> Result<Done, ApiError> {
    match deed {
        Deed::Open(new) => open(session, key, new).await,
        Deed::Change(id, version, change) => self::change(session, id, version, change).await,
        Deed::Look(id, version, staff_ids) => managers(session, id, version, staff_ids).await,
        Deed::Archive(id, version, away) => archive(session, id, version, away).await,
        Deed::Invite(id, new) => invite(session, key, id, new).await,
        Deed::Resend(id) => resend(session, id).await,
        Deed::Revoke(id) => {
            session.call(|api| async move { api.invitation_revoke().invitation_id(id).send().await }).await?;
            Ok(Done::So)
        }
        Deed::Permit { workspace, id, version, permissions } => {
            permit(session, workspace, id, version, permissions).await
        }
        Deed::Remove { workspace, id } => {
            let call = session
                .call(|api| async move { api.member_remove().workspace_id(workspace).member_id(id).send().await });
            call.await?;
            Ok(Done::So)
        }
        Deed::Disable(id, true) => {
            session.call(|api| async move { api.client_disable().client_id(id).send().await }).await?;
            Ok(Done::So)
        }
        Deed::Disable(id, false) => {
            session.call(|api| async move { api.client_enable().client_id(id).send().await }).await?;
            Ok(Done::So)
        }
        Deed::Explain(sight) => explain(session, sight).await,
        Deed::Mirror(sight) => mirror(session, sight).await,
        Deed::Deliver { workspace, project, paths, before } => {
            let upload_ids = send(session, key, &paths, &before).await?;
            let files = types::HeldFiles { workspace_id: workspace, project_id: project, upload_ids };
            let action = types::HeldAction { file_delivery: Some(files), ..types::HeldAction::default() };
            held::hold(session, key, action).await.map(Done::Held)
        }
    }
}

async fn open(session: &Session, key: Uuid, new: types::NewWorkspace) -> Result<Done, ApiError> {
    let made = session.create(key, |api, key| {
        let new = new.clone();
        async move { api.workspace_create().idempotency_key(key).body(new).send().await }
    });
    made.await.map(|_| Done::So)
}

async fn change(session: &Session, id: Uuid, version: i64, change: types::WorkspaceChange) -> Result<Done, ApiError> {
    let call = session.call(|api| {
        let change = change.clone();
        async move { api.workspace_update().workspace_id(id).if_match(seen(version)).body(change).send().await }
    });
    call.await.map(|_| Done::So)
}

async fn managers(session: &Session, id: Uuid, version: i64, staff_ids: Vec<Uuid>) -> Result<Done, ApiError> {
    let call = session.call(|api| {
        let body = types::WorkspaceManagers { staff_ids: staff_ids.clone() };
        async move { api.workspace_managers_set().workspace_id(id).if_match(seen(version)).body(body).send().await }
    });
    call.await.map(|_| Done::So)
}

async fn archive(session: &Session, id: Uuid, version: i64, away: bool) -> Result<Done, ApiError> {
    let call = session.call(|api| async move {
        match away {
            true => api.workspace_archive().workspace_id(id).if_match(seen(version)).send().await,
            false => api.workspace_restore().workspace_id(id).if_match(seen(version)).send().await,
        }
    });
    call.await.map(|_| Done::So)
}

async fn invite(session: &Session, key: Uuid, id: Uuid, new: types::NewInvitation) -> Result<Done, ApiError> {
    let made = session.create(key, |api, key| {
        let new = new.clone();
        async move { api.invitation_create().workspace_id(id).idempotency_key(key).body(new).send().await }
    });
    made.await.map(|sent| Done::Sent(sent.accept_url.map(Hidden)))
}

async fn resend(session: &Session, id: Uuid) -> Result<Done, ApiError> {
    let call = session.call(|api| async move { api.invitation_resend().invitation_id(id).send().await });
    call.await.map(|sent| Done::Sent(sent.into_inner().accept_url.map(Hidden)))
}

async fn permit(
    session: &Session,
    workspace: Uuid,
    id: Uuid,
    version: i64,
    permissions: types::Permissions,
) -> Result<Done, ApiError> {
    let call = session.call(|api| {
        let body = types::MemberChange { permissions: Some(permissions.clone()), preset: None };
        async move {
            let call = api.member_update().workspace_id(workspace).member_id(id);
            call.if_match(seen(version)).body(body).send().await
        }
    });
    call.await.map(|_| Done::So)
}

async fn explain(session: &Session, sight: Sight) -> Result<Done, ApiError> {
    let paths = if sight.path.is_empty() { USUAL.map(String::from).to_vec() } else { vec![sight.path.clone()] };
    let mut told = Vec::new();
    for path in paths {
        let call = session.call(|api| {
            let (path, person, workspace) = (path.clone(), sight.person, sight.workspace);
            async move { api.client_access_explain().client_id(person).workspace_id(workspace).path(path).send().await }
        });
        told.push((path.clone(), call.await?.into_inner()));
    }
    Ok(Done::Explained(told))
}

async fn mirror(session: &Session, sight: Sight) -> Result<Done, ApiError> {
    let call = session.call(|api| {
        let (path, person, workspace) = (sight.path.clone(), sight.person, sight.workspace);
        async move { api.client_mirror().client_id(person).workspace_id(workspace).path(path).send().await }
    });
    call.await.map(|page| Done::Mirrored(page.into_inner()))
}

/// Sends files, each under a key of its own that comes of the deed's, so that a second attempt sends nothing twice.
/// What was sent before stands where it is named.
async fn send(session: &Session, key: Uuid, paths: &[String], before: &[Uuid]) -> Result<Vec<Uuid>, ApiError> {
    let mut upload_ids = Vec::new();
    for (index, path) in paths.iter().enumerate() {
        if *path == clients::sent_before(before) {
            upload_ids.extend(before);
            continue;
        }
        let field = clients::PATHS.get(index).copied().unwrap_or_default();
        let (path, _) = outside::measure(path).map_err(|reason| refused(field, reason))?;
        let name = path.rsplit('/').next().unwrap_or(&path).to_owned();
        let own = Uuid::from_u128(key.as_u128() ^ (index as u128 + 1));
        let sent = session.upload(&Parcel { path: path.into(), name, key: own }, |_| {}).await;
        upload_ids.push(sent.map_err(|error| refused_at(field, error))?.id);
    }
    Ok(upload_ids)
}

/// What the server found wrong with a file stands at its path.
fn refused_at(field: &str, error: ApiError) -> ApiError {
    match error.kind {
        Kind::Invalid(_) => {
            ApiError { code: error.code, request_id: error.request_id, ..refused(field, error.message) }
        }
        _ => error,
    }
}
