use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use serde_json::json;

use super::send::is_open;
use crate::access::{Actor, AgencyScope, Facts, Permissions, SystemScope, Viewer};
use crate::entity::invitation::{Column, Entity, Model};
use crate::entity::words::{ActivityKind, ActorKind, Onboarding};
use crate::entity::{client_credential, client_user, invitation_token, membership, workspace};
use crate::error::{Error, FieldErrors, Result};
use crate::features::activity::{self, Happening};
use crate::features::audit::{self, Entry};
use crate::features::{agencies, workspaces};
use crate::ids::{AgencyId, ClientId, Id, WorkspaceId};
use crate::{passwords, secrets, text};

/// What a link offers to whoever holds it.
pub struct Offer {
    pub invitation: Model,
    pub workspace: workspace::Model,
    /// Who has this address at the agency already, if somebody has.
    pub account: Option<client_user::Model>,
    /// What is given: never more than a client who invites has by now.
    permissions: Permissions,
}

/// What came of accepting without an account.
pub enum Registered {
    /// There is an account now, in this workspace.
    New(ClientId, WorkspaceId),
    /// The address has an account, which accepts for itself.
    Known,
}

/// What a link offers. Looking uses nothing up: mail scanners look too.
///
/// # Errors
/// [`Error::NotFound`] when the link does not work, or no longer: it was used, replaced or taken back, it has run
/// out, the workspace is archived, the account disabled, or who invited may not invite any more.
pub async fn offer(scope: &AgencyScope, token: &str) -> Result<Offer> {
    if token.len() != secrets::TOKEN_LENGTH {
        return Err(Error::NotFound);
    }
    use invitation_token::Column as T;
    let token = scope.find::<invitation_token::Entity>().filter(T::TokenHash.eq(secrets::hash(token))).one().await?;
    let invitation = scope.find::<Entity>().filter(Column::Id.eq(token.invitation_id));
    let invitation = invitation.filter(Column::Round.eq(token.round)).filter(is_open());
    let invitation = invitation.filter(Column::ExpiresAt.gt(scope.now())).one().await?;
    let workspace = workspaces::find(scope, invitation.workspace_id).await?;
    let permissions = worth(scope, &invitation).await?;
    let account = scope.find::<client_user::Entity>().filter(client_user::Column::Email.eq(&invitation.email));
    let account = account.first().await?;
    if account.as_ref().is_some_and(|account| account.disabled_at.is_some()) {
        return Err(Error::NotFound);
    }
    Ok(Offer { invitation, workspace, account, permissions })
}

/// What an invitation is worth by now: a client's is worth no more than what that client may do.
async fn worth(scope: &AgencyScope, invitation: &Model) -> Result<Permissions> {
    let given = Permissions::from(invitation);
    if invitation.inviter_kind == ActorKind::Staff {
        return Ok(given);
    }
    use membership::Column as M;
    let inviter = scope.find::<membership::Entity>().filter(M::WorkspaceId.eq(invitation.workspace_id));
    let inviter = inviter
        .join::<client_user::Entity>(M::ClientUserId, client_user::Column::Id)
        .filter(M::ClientUserId.eq(invitation.inviter_id))
        .filter(M::CanInviteColleagues.eq(true))
        .filter(client_user::Column::DisabledAt.is_null());
    Ok(given.and(&Permissions::from(&inviter.one().await?)))
}

/// Accepts an invitation with a new account: once, however many try.
///
/// # Errors
/// [`Error::NotFound`] when the link does not work, or no longer; [`Error::Invalid`] at the name or the
/// password, with which the link stays as it is.
pub async fn register(
    system: &SystemScope,
    agency: AgencyId,
    token: &str,
    name: &str,
    password: &str,
    facts: &Facts,
) -> Result<Registered> {
    let house = system.agency(agency);
    let known = offer(&house, token).await?;
    if known.account.is_some() {
        return Ok(Registered::Known);
    }
    let mut errors = FieldErrors::default();
    let name = errors.keep(text::line("name", name, text::LONGEST_NAME))?;
    let agency_name = agencies::name(&house).await?;
    let words = [known.invitation.email.as_str(), &name, &agency_name, &known.workspace.name];
    errors.keep(passwords::check_strength("password", password, &words))?;
    errors.into_result()?;
    let hash = passwords::hash(password.to_owned()).await?;
    let id = ClientId::new();
    let actor = Actor::Client { id, name: name.clone() };
    let created = system
        .on_behalf(agency, actor, facts.address)
        .transaction(async |scope| {
            let offer = offer(&scope, token).await?;
            consume(&scope, &offer).await?;
            create(&scope, id, &offer.invitation.email, name, hash).await?;
            come(&scope, &offer, id).await?;
            Ok(offer.workspace.id)
        })
        .await;
    match created {
        // Another invitation of the same address was accepted meanwhile.
        Err(Error::Conflict { code: "email_taken", .. }) => Ok(Registered::Known),
        created => Ok(Registered::New(id, created?)),
    }
}

/// Accepts an invitation with the account that is signed in, which must be the one that is invited. Whoever is
/// in the workspace already stays as they are, and whoever has come by this link before is where it leads.
///
/// # Errors
/// [`Error::NotFound`] when the link does not work, or no longer; [`Error::Forbidden`] when it is for another
/// address.
pub async fn join(system: &SystemScope, viewer: &Viewer, token: &str, facts: &Facts) -> Result<WorkspaceId> {
    let actor = Actor::Client { id: viewer.person, name: viewer.name.clone() };
    system
        .on_behalf(viewer.agency.id, actor, facts.address)
        .transaction(async |scope| {
            // Of two invitations of one person, the second waits for the first.
            let me = scope.find::<client_user::Entity>().filter(client_user::Column::Id.eq(viewer.person));
            me.locked().one().await?;
            let offer = match offer(&scope, token).await {
                Err(Error::NotFound) => return joined(&scope, viewer, token).await,
                offer => offer?,
            };
            if offer.account.as_ref().is_none_or(|account| account.id != viewer.person) {
                return Err(Error::Forbidden {
                    code: "invited_somebody_else",
                    message: "this invitation is for another email address",
                });
            }
            consume(&scope, &offer).await?;
            come(&scope, &offer, viewer.person).await?;
            Ok(offer.workspace.id)
        })
        .await
}

/// Where this link has led the person already: who presses twice is in, and finds no broken link.
async fn joined(scope: &AgencyScope, viewer: &Viewer, token: &str) -> Result<WorkspaceId> {
    use {invitation_token::Column as T, membership::Column as M};
    let token = scope.find::<invitation_token::Entity>().filter(T::TokenHash.eq(secrets::hash(token))).one().await?;
    let accepted = scope.find::<Entity>().filter(Column::Id.eq(token.invitation_id));
    let accepted = accepted.filter(Column::AcceptedAt.is_not_null()).filter(Column::Email.eq(&viewer.email));
    let workspace = accepted.one().await?.workspace_id;
    let here = scope.find::<membership::Entity>().filter(M::WorkspaceId.eq(workspace));
    Ok(here.filter(M::ClientUserId.eq(viewer.person)).one().await?.workspace_id)
}

/// Uses the invitation up; whoever comes second finds it used.
async fn consume(scope: &AgencyScope, offer: &Offer) -> Result<()> {
    let used = scope.update::<Entity>().set(Column::AcceptedAt, scope.now()).filter(is_open());
    let used = used.filter(Column::Id.eq(offer.invitation.id)).filter(Column::Round.eq(offer.invitation.round));
    match used.filter(Column::ExpiresAt.gt(scope.now())).exec().await? {
        1 => Ok(()),
        _ => Err(Error::NotFound),
    }
}

async fn create(scope: &AgencyScope, id: ClientId, email: &str, name: String, hash: String) -> Result<()> {
    let now = scope.now();
    let person = client_user::ActiveModel {
        id: Set(id),
        agency_id: NotSet,
        email: Set(email.to_owned()),
        name: Set(name),
        phone: Set(None),
        shortcuts: Set(true),
        disabled_at: Set(None),
        time_zone: Set(None),
        onboarding: Set(Some(Onboarding::You)),
        created_at: Set(now),
    };
    scope.insert(person).await?;
    let credential = client_credential::ActiveModel {
        client_user_id: Set(id),
        agency_id: NotSet,
        password_hash: Set(hash),
        changed_at: Set(now),
    };
    scope.insert(credential).await?;
    Ok(())
}

/// Lets the person in, tells who invited, and writes it down.
async fn come(scope: &AgencyScope, offer: &Offer, person: ClientId) -> Result<()> {
    use membership::Column as M;
    let Offer { invitation, workspace, permissions, .. } = offer;
    let here = scope.find::<membership::Entity>().filter(M::WorkspaceId.eq(workspace.id));
    let joined = here.filter(M::ClientUserId.eq(person)).first().await?.is_none();
    if joined {
        workspaces::grant(scope, workspace.id, person, *permissions).await?;
    }
    if invitation.inviter_kind == ActorKind::Staff {
        activity::record(
            scope,
            Happening {
                kind: ActivityKind::InvitationAccepted,
                workspace: workspace.id,
                project: None,
                request: None,
                approval: None,
                invoice: None,
                title: workspace.name.clone(),
                about: Some(invitation.inviter_id.into()),
                people: Vec::new(),
            },
        )
        .await?;
    }
    super::send::tell(scope, Some(workspace.id));
    let entry = Entry::new("invitation.accepted").target("invitation", invitation.id, &invitation.email);
    let detail = json!({ "client_id": person, "joined": joined, "permissions": permissions });
    audit::record(scope, entry.workspace(workspace.id).detail(detail)).await
}
