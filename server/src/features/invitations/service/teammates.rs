use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use sea_orm::sea_query::{ExprTrait, SimpleExpr};
use serde_json::json;

use super::super::emails;
use super::super::state::{Ends, State};
use super::send::{LIFE, tell};
use super::void::is_void_to_team;
use crate::access::{AdminScope, AgencyScope, Page, Paging, Sort};
use crate::entity::staff_invitation::{ActiveModel, Column, Entity, Model};
use crate::entity::staff_user;
use crate::entity::words::StaffRole;
use crate::error::{Error, FieldErrors, Result};
use crate::features::agencies;
use crate::features::audit::{self, Entry};
use crate::ids::{Id, StaffInvitationId};
use crate::web::places;
use crate::{secrets, text};

/// Whom to invite to the team.
#[derive(Clone, Debug)]
pub struct NewTeammate {
    pub email: String,
    pub name: Option<String>,
    /// Never the owner: an agency is handed over, not given away by mail.
    pub role: StaffRole,
}

/// An invitation to the team that was just sent. Nothing keeps its link; a repetition has none.
pub struct SentTeammate {
    pub invitation: Model,
    pub link: Option<String>,
}

/// The columns by which an invitation ends.
const ENDS: [Column; 3] = [Column::AcceptedAt, Column::RevokedAt, Column::ExpiresAt];

impl Model {
    /// When it ends.
    pub fn ends(&self) -> Ends {
        Ends { accepted: self.accepted_at, revoked: self.revoked_at, expires: self.expires_at }
    }
}

/// Neither accepted nor revoked.
pub(super) fn is_open() -> SimpleExpr {
    Column::AcceptedAt.is_null().and(Column::RevokedAt.is_null())
}

/// The agency's invitations to the team, the latest first.
///
/// # Errors
/// [`Error::Invalid`] for a cursor of another list.
pub async fn teammates(scope: &AdminScope, state: Option<State>, paging: &Paging) -> Result<Page<Model>> {
    let rows = scope.find::<Entity>().filter_if(state, |state| state.condition(scope.now(), ENDS, is_void_to_team()));
    rows.page(paging, Sort::newest(|row: &Model| row.id.into())).await
}

/// Invites somebody to the team; `address` is where the agency is reached.
///
/// # Errors
/// [`Error::Invalid`] at the fields; a conflict when somebody has this address, or is invited under it.
pub async fn invite_teammate(scope: &AdminScope, new: NewTeammate, address: &str) -> Result<SentTeammate> {
    let mut errors = FieldErrors::default();
    let email = errors.keep(text::email("email", &new.email))?;
    let name = new.name.as_deref().filter(|name| !text::clean_line(name).is_empty());
    let name = errors.keep(name.map(|name| text::line("name", name, text::LONGEST_NAME)).transpose())?;
    if new.role == StaffRole::Owner {
        errors.add("role", "An agency has one owner; hand it over once they are here.");
    }
    errors.into_result()?;
    let inviter = scope.actor().staff().ok_or(Error::NotFound)?;
    scope
        .transaction(async |scope| {
            let open =
                scope.find::<Entity>().filter(Column::Email.eq(&email)).filter(is_open()).locked().first().await?;
            let id = open.as_ref().map_or_else(StaffInvitationId::new, |row| row.id);
            if let Some(earlier) = scope.claim_once("staff_invitation_create", id).await? {
                let earlier = Column::Id.eq(StaffInvitationId::from(earlier));
                return Ok(SentTeammate {
                    invitation: scope.find::<Entity>().filter(earlier).one().await?,
                    link: None,
                });
            }
            may_come(&scope, &email).await?;
            let (token, now) = (secrets::random_token()?, scope.now());
            let row = ActiveModel {
                id: Set(id),
                agency_id: NotSet,
                email: Set(email),
                name: Set(name),
                role: Set(new.role),
                token_hash: Set(secrets::hash(&token)),
                inviter_id: Set(inviter),
                inviter_name: Set(scope.actor().name().to_owned()),
                created_at: Set(now),
                sent_at: Set(now),
                expires_at: Set(now + LIFE),
                accepted_at: Set(None),
                revoked_at: Set(None),
            };
            match open {
                Some(row) if row.expires_at > now => return Err(already_invited()),
                // Nobody came in time: the new one stands for it.
                Some(row) => scope.delete::<Entity>().filter(Column::Id.eq(row.id)).exec().await.map(drop)?,
                None => {}
            }
            let row = scope.insert(row).await?;
            sent(&scope, row, token, address, Entry::new("staff_invitation.sent")).await
        })
        .await
}

fn already_invited() -> Error {
    Error::conflict("already_invited", "this address is invited already; send that invitation again")
}

async fn may_come(scope: &AgencyScope, email: &str) -> Result<()> {
    let known = scope.find::<staff_user::Entity>().filter(staff_user::Column::Email.eq(email)).first().await?;
    match known {
        Some(person) if person.disabled_at.is_some() => {
            Err(Error::conflict("staff_disabled", "this person is disabled; enable them instead"))
        }
        Some(_) => Err(Error::conflict("already_staff", "this person is in the team already")),
        None => Ok(()),
    }
}

async fn sent(scope: &AgencyScope, row: Model, token: String, address: &str, entry: Entry) -> Result<SentTeammate> {
    let link = format!("{address}{}", places::staff_invitation(&token));
    let agency = agencies::name(scope).await?;
    emails::teammate(scope, &agency, &row.email, &row.inviter_name, &link).await?;
    note(scope, entry, &row).await?;
    Ok(SentTeammate { invitation: row, link: Some(link) })
}

async fn note(scope: &AgencyScope, entry: Entry, row: &Model) -> Result<()> {
    tell(scope, None);
    let entry = entry.target("staff_invitation", row.id, &row.email);
    audit::record(scope, entry.detail(json!({ "role": row.role }))).await
}

/// An invitation that can still be sent or taken back, held while it changes.
async fn held(scope: &AgencyScope, id: StaffInvitationId) -> Result<Model> {
    let row = scope.find::<Entity>().filter(Column::Id.eq(id)).locked().one().await?;
    if row.accepted_at.is_some() {
        return Err(Error::conflict("invitation_accepted", "this invitation has been accepted"));
    }
    if row.revoked_at.is_some() {
        return Err(Error::conflict("invitation_revoked", "this invitation has been taken back; send a new one"));
    }
    Ok(row)
}

/// Sends an invitation again, with a new link and seven new days; the old link stops working. From now on it is
/// the invitation of whoever sent it again.
///
/// # Errors
/// [`Error::NotFound`] for another agency's; a conflict when it is accepted or revoked.
pub async fn resend_teammate(scope: &AdminScope, id: StaffInvitationId, address: &str) -> Result<SentTeammate> {
    let inviter = scope.actor().staff().ok_or(Error::NotFound)?;
    scope
        .transaction(async |scope| {
            let row = held(&scope, id).await?;
            let (token, now) = (secrets::random_token()?, scope.now());
            let again = scope
                .update::<Entity>()
                .set(Column::TokenHash, secrets::hash(&token))
                .set(Column::InviterId, inviter)
                .set(Column::InviterName, scope.actor().name())
                .set(Column::SentAt, now)
                .set(Column::ExpiresAt, now + LIFE)
                .filter(Column::Id.eq(row.id))
                .filter(is_open());
            let row = again.returning().await?.into_iter().next().ok_or(Error::Stale)?;
            sent(&scope, row, token, address, Entry::new("staff_invitation.resent")).await
        })
        .await
}

/// Takes an invitation back: its link stops working at once. One that was taken back stays so.
///
/// # Errors
/// [`Error::NotFound`] for another agency's; a conflict when it is accepted.
pub async fn revoke_teammate(scope: &AdminScope, id: StaffInvitationId) -> Result<()> {
    scope
        .transaction(async |scope| {
            let row = match held(&scope, id).await {
                Err(Error::Conflict { code: "invitation_revoked", .. }) => return Ok(()),
                row => row?,
            };
            let end = scope.update::<Entity>().set(Column::RevokedAt, scope.now()).filter(Column::Id.eq(id));
            end.filter(is_open()).exec().await?;
            note(&scope, Entry::new("staff_invitation.revoked"), &row).await
        })
        .await
}
