use chrono::{DateTime, Utc};
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Enum, Object, OpenApi};
use uuid::Uuid;

use crate::access::{AgencyScope, Page};
use crate::api::{Admin, Listing, MailState, Outcome, Staff, Tag, Tagged, Text, expect_version, paging, tag};
use crate::entity::{staff_user, words};
use crate::error::{Error, Result};
use crate::features::staff::service::{self, Change, Shown};

/// What a staff user may do in the agency.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
pub enum StaffRole {
    Owner,
    Admin,
    Member,
}

impl From<words::StaffRole> for StaffRole {
    fn from(role: words::StaffRole) -> Self {
        match role {
            words::StaffRole::Owner => Self::Owner,
            words::StaffRole::Admin => Self::Admin,
            words::StaffRole::Member => Self::Member,
        }
    }
}

/// A person who works for the agency.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct StaffMember {
    pub id: Uuid,
    pub name: String,
    pub email: String,
    pub role: StaffRole,
    /// What they do, as clients read it.
    pub title: Option<String>,
    pub phone: Option<String>,
    /// Whether a code is asked for after the password.
    pub second_factor: bool,
    pub mail_state: MailState,
    /// What came back, where mail does.
    pub mail_error: Option<String>,
    /// Since when they are shut out.
    pub disabled_at: Option<DateTime<Utc>>,
    /// For `If-Match`, in quotes.
    pub version: i64,
}

impl From<Shown> for StaffMember {
    fn from(Shown { person, second_factor, bounce }: Shown) -> Self {
        let (mail_state, mail_error) = MailState::of(bounce.as_ref());
        Self {
            id: person.id.into(),
            name: person.name,
            email: person.email,
            role: person.role.into(),
            title: person.title,
            phone: person.phone,
            second_factor,
            mail_state,
            mail_error,
            disabled_at: person.disabled_at,
            version: person.version,
        }
    }
}

impl StaffMember {
    /// A staff user, as everybody of the staff sees them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of(scope: &AgencyScope, person: staff_user::Model) -> Result<Self> {
        service::shown(scope, vec![person]).await?.pop().map(Self::from).ok_or(Error::NotFound)
    }
}

/// A role that an owner or an admin gives. The ownership is handed over instead.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
pub enum GivenRole {
    Admin,
    Member,
}

/// What to change of a teammate; what is left out stays.
#[derive(Object)]
#[oai(deny_unknown_fields)]
pub struct StaffChange {
    pub role: Option<GivenRole>,
    /// What they do, as clients read it; empty takes it away.
    #[oai(validator(max_length = 120))]
    pub title: Option<Text>,
    /// Empty takes it away.
    #[oai(validator(max_length = 40))]
    pub phone: Option<Text>,
}

/// The agency's people.
pub struct StaffApi;

#[OpenApi(tag = "Tag::Staff")]
impl StaffApi {
    /// Who works for the agency, the first one first.
    #[oai(path = "/staff", method = "get", operation_id = "staff_list")]
    async fn list(
        &self,
        Staff(scope): Staff,
        /// Those who are shut out, instead of the others.
        disabled: Query<Option<bool>>,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<StaffMember>>> {
        let paging = paging(limit.0, cursor.0.as_deref())?;
        let page = service::list(&scope, disabled.0.unwrap_or_default(), &paging).await?;
        let page = Page { items: service::shown(&scope, page.items).await?, next: page.next };
        Ok(Json(Listing::of(page, StaffMember::from)))
    }

    /// Somebody who works for the agency, or did.
    #[oai(path = "/staff/:staff_id", method = "get", operation_id = "staff_view")]
    async fn view(&self, Staff(scope): Staff, staff_id: Path<Uuid>) -> Outcome<Tagged<StaffMember>> {
        tagged(&scope, service::view(&scope, staff_id.0.into()).await?).await
    }

    /// Changes a teammate. For an owner or an admin; the owner changes themselves alone.
    #[oai(path = "/staff/:staff_id", method = "patch", operation_id = "staff_update")]
    async fn update(
        &self,
        Admin(scope): Admin,
        staff_id: Path<Uuid>,
        body: Json<StaffChange>,
        /// The `ETag` under which the caller has seen it.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Outcome<Tagged<StaffMember>> {
        let version = expect_version(if_match.0.as_deref())?;
        let StaffChange { role, title, phone } = body.0;
        let role = role.map(|role| match role {
            GivenRole::Admin => words::StaffRole::Admin,
            GivenRole::Member => words::StaffRole::Member,
        });
        let change = Change { role, title: title.map(Into::into), phone: phone.map(Into::into) };
        tagged(&scope, service::change(&scope, staff_id.0.into(), version, change).await?).await
    }

    /// Shuts a teammate out: all their sign-ins end at once. Never the owner, never oneself. For an owner or an
    /// admin.
    #[oai(path = "/staff/:staff_id/disable", method = "post", operation_id = "staff_disable")]
    async fn disable(&self, Admin(scope): Admin, staff_id: Path<Uuid>) -> Outcome<Tagged<StaffMember>> {
        tagged(&scope, service::disable(&scope, staff_id.0.into()).await?).await
    }

    /// Lets a teammate who was shut out in again. For an owner or an admin.
    #[oai(path = "/staff/:staff_id/enable", method = "post", operation_id = "staff_enable")]
    async fn enable(&self, Admin(scope): Admin, staff_id: Path<Uuid>) -> Outcome<Tagged<StaffMember>> {
        tagged(&scope, service::enable(&scope, staff_id.0.into()).await?).await
    }

    /// Has mails sent again to a teammate whose address was marked because they came back.
    #[oai(path = "/staff/:staff_id/mail-bounce", method = "delete", operation_id = "staff_mail_bounce_clear")]
    async fn clear_bounce(&self, Staff(scope): Staff, staff_id: Path<Uuid>) -> Outcome<Tagged<StaffMember>> {
        tagged(&scope, service::clear_bounce(&scope, staff_id.0.into()).await?).await
    }
}

async fn tagged(scope: &AgencyScope, person: staff_user::Model) -> Outcome<Tagged<StaffMember>> {
    let version = tag(person.version);
    Ok(Tagged::Ok(Json(StaffMember::of(scope, person).await?), version))
}
