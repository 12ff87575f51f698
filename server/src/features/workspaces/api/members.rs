use std::collections::HashMap;

use chrono::{DateTime, Utc};
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Enum, Object, OpenApi};
use uuid::Uuid;

use crate::access;
use crate::api::{Admin, Done, Listing, MailState, ONE_WAY, Outcome, Staff, Tag, Tagged, expect_version, paging, tag};
use crate::entity::mail_bounce;
use crate::error::{Error, Result};
use crate::features::workspaces::{Preset, service};
use crate::mail;

/// A person of the client in a workspace.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct Member {
    /// The membership's.
    pub id: Uuid,
    /// The person's, the same in every workspace.
    pub person_id: Uuid,
    pub name: String,
    pub email: String,
    pub permissions: Permissions,
    pub mail_state: MailState,
    /// What came back, where mail does.
    #[oai(skip_serializing_if_is_none)]
    pub mail_error: Option<String>,
    /// For `If-Match`, in quotes.
    pub version: i64,
    pub created_at: DateTime<Utc>,
}

impl Member {
    /// With what is known of the address.
    fn marked(mut self, bounces: &HashMap<String, mail_bounce::Model>) -> Self {
        (self.mail_state, self.mail_error) = MailState::of(bounces.get(&self.email));
        self
    }
}

/// What a member may do in one workspace.
#[derive(Object, Debug)]
#[oai(deny_unknown_fields)]
pub struct Permissions {
    pub can_view_invoices: bool,
    pub can_approve_work: bool,
    pub can_comment: bool,
    pub can_submit_requests: bool,
    pub can_run_workflows: bool,
    pub can_manage_connections: bool,
    pub can_invite_colleagues: bool,
}

access::permissions_from!(access::Permissions => Permissions, Permissions => access::Permissions);

impl From<service::Member> for Member {
    fn from(service::Member { membership, person }: service::Member) -> Self {
        Self {
            id: membership.id.into(),
            person_id: membership.client_user_id.into(),
            name: person.name,
            email: person.email,
            permissions: access::Permissions::from(&membership).into(),
            mail_state: MailState::Ok,
            mail_error: None,
            version: membership.version,
            created_at: membership.created_at,
        }
    }
}

/// What to change of a member: all of what they may do from now on is said by `permissions` or by `preset`.
#[derive(Object)]
#[oai(deny_unknown_fields)]
pub struct MemberChange {
    pub permissions: Option<Permissions>,
    pub preset: Option<PresetName>,
}

/// What somebody may do, by the permissions themselves or by a preset.
///
/// # Errors
/// [`Error::Invalid`] when both are said, or neither.
pub fn permitted(permissions: Option<Permissions>, preset: Option<PresetName>) -> Result<access::Permissions> {
    match (permissions, preset) {
        (Some(permissions), None) => Ok(permissions.into()),
        (None, Some(preset)) => Ok(Preset::from(preset).permissions()),
        _ => Err(Error::field("permissions", ONE_WAY)),
    }
}

/// The name of a set of permissions.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
pub enum PresetName {
    Viewer,
    Collaborator,
    Approver,
    Everything,
}

impl From<Preset> for PresetName {
    fn from(preset: Preset) -> Self {
        match preset {
            Preset::Viewer => Self::Viewer,
            Preset::Collaborator => Self::Collaborator,
            Preset::Approver => Self::Approver,
            Preset::Everything => Self::Everything,
        }
    }
}

impl From<PresetName> for Preset {
    fn from(name: PresetName) -> Self {
        match name {
            PresetName::Viewer => Self::Viewer,
            PresetName::Collaborator => Self::Collaborator,
            PresetName::Approver => Self::Approver,
            PresetName::Everything => Self::Everything,
        }
    }
}

/// A named set of permissions.
#[derive(Object)]
pub struct PermissionPreset {
    pub name: PresetName,
    /// What it is for, in a sentence.
    pub meaning: String,
    pub permissions: Permissions,
}

/// The named sets of permissions.
#[derive(Object)]
pub struct PermissionPresets {
    pub items: Vec<PermissionPreset>,
}

/// Who of a client is in a workspace.
pub struct MemberApi;

#[OpenApi(tag = "Tag::Workspaces")]
impl MemberApi {
    /// The members of a workspace, the first one first.
    #[oai(path = "/workspaces/:workspace_id/members", method = "get", operation_id = "member_list")]
    async fn list(
        &self,
        Staff(scope): Staff,
        workspace_id: Path<Uuid>,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<Member>>> {
        let paging = paging(limit.0, cursor.0.as_deref())?;
        let page = service::members(&scope, workspace_id.0.into(), &paging).await?;
        let addresses = page.items.iter().map(|member| member.person.email.clone()).collect();
        let bounces = mail::bounces(&scope, addresses).await?;
        Ok(Json(Listing::of(page, |member| Member::from(member).marked(&bounces))))
    }

    /// Sets what a member may do, from the next request on. For an owner or an admin.
    #[oai(path = "/workspaces/:workspace_id/members/:member_id", method = "patch", operation_id = "member_update")]
    async fn update(
        &self,
        Admin(scope): Admin,
        workspace_id: Path<Uuid>,
        member_id: Path<Uuid>,
        body: Json<MemberChange>,
        /// The `ETag` under which the caller has seen it.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Outcome<Tagged<Member>> {
        let version = expect_version(if_match.0.as_deref())?;
        let permissions = permitted(body.0.permissions, body.0.preset)?;
        let member = service::permit(&scope, workspace_id.0.into(), member_id.0.into(), version, permissions).await?;
        let bounces = mail::bounces(&scope, vec![member.person.email.clone()]).await?;
        let version = tag(member.membership.version);
        Ok(Tagged::Ok(Json(Member::from(member).marked(&bounces)), version))
    }

    /// Takes a member out of a workspace, at once. The person's account stays. For an owner or an admin.
    #[oai(path = "/workspaces/:workspace_id/members/:member_id", method = "delete", operation_id = "member_remove")]
    async fn remove(&self, Admin(scope): Admin, workspace_id: Path<Uuid>, member_id: Path<Uuid>) -> Outcome<Done> {
        service::remove(&scope, workspace_id.0.into(), member_id.0.into()).await?;
        Ok(Done::Done)
    }

    /// The named sets of permissions that an invitation or a member can be given by, the least first.
    #[oai(path = "/permission-presets", method = "get", operation_id = "permission_preset_list")]
    async fn presets(&self, _staff: Staff) -> Outcome<Json<PermissionPresets>> {
        let items = Preset::ALL.map(|preset| PermissionPreset {
            name: preset.into(),
            meaning: preset.meaning().into(),
            permissions: preset.permissions().into(),
        });
        Ok(Json(PermissionPresets { items: items.into() }))
    }
}
