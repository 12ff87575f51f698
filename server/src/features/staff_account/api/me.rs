use poem::Request;
use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use uuid::Uuid;

use super::tried;
use super::wire::{Agency, Me, MeChange, PasswordChange, Session};
use crate::access::{AgencyScope, StaffTokens};
use crate::api::{Done, Listing, Outcome, Staff, Tag, Tagged, Text, expect_version, paging, tag};
use crate::error::Result;
use crate::features::agencies;
use crate::features::staff::StaffMember;
use crate::features::staff_account::service;

/// The caller's own account.
pub struct MeApi;

#[OpenApi(tag = "Tag::Account")]
impl MeApi {
    /// Who calls, and for which agency.
    #[oai(path = "/me", method = "get", operation_id = "me_view")]
    async fn view(&self, Staff(scope): Staff, tokens: Data<&StaffTokens>) -> Outcome<Tagged<Me>> {
        Ok(read(&scope, &tokens).await?)
    }

    /// Changes what the caller says of themselves.
    #[oai(path = "/me", method = "patch", operation_id = "me_update")]
    async fn update(
        &self,
        Staff(scope): Staff,
        tokens: Data<&StaffTokens>,
        body: Json<MeChange>,
        /// The `ETag` under which the caller has seen it.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Outcome<Tagged<Me>> {
        service::change(&scope, expect_version(if_match.0.as_deref())?, body.0.into()).await?;
        Ok(read(&scope, &tokens).await?)
    }

    /// Changes the caller's password and ends their other sign-ins.
    #[oai(path = "/me/password", method = "post", operation_id = "me_password_change")]
    async fn password(&self, request: &Request, Staff(scope): Staff, body: Json<PasswordChange>) -> Outcome<Done> {
        let PasswordChange { current: Text(current), new: Text(new) } = body.0;
        tried(request, &scope, service::change_password(&scope, &current, &new)).await?;
        Ok(Done::Done)
    }

    /// Where the caller is signed in, the latest sign-in first. API tokens are not among them.
    #[oai(path = "/me/sessions", method = "get", operation_id = "session_list")]
    async fn sessions(
        &self,
        Staff(scope): Staff,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<Session>>> {
        let paging = paging(limit.0, cursor.0.as_deref())?;
        Ok(Json(Listing::of(service::sessions(&scope, &paging).await?, Session::from)))
    }

    /// Ends the caller's other sign-ins.
    #[oai(path = "/me/sessions", method = "delete", operation_id = "session_end_others")]
    async fn end_others(&self, Staff(scope): Staff) -> Outcome<Done> {
        service::end_other_sessions(&scope).await?;
        Ok(Done::Done)
    }

    /// Ends one of the caller's sign-ins. Its tokens stop working at once.
    #[oai(path = "/me/sessions/:session_id", method = "delete", operation_id = "session_end")]
    async fn end(&self, Staff(scope): Staff, session_id: Path<Uuid>) -> Outcome<Done> {
        service::end(&scope, session_id.0.into()).await?;
        Ok(Done::Done)
    }
}

async fn read(scope: &AgencyScope, tokens: &StaffTokens) -> Result<Tagged<Me>> {
    let agency = agencies::find(scope).await?;
    let (staff, version) = service::find(scope).await?;
    let time_zone = staff.time_zone.clone();
    let staff = StaffMember::of(scope, staff).await?;
    let me = Me {
        time_zone,
        second_factor: staff.second_factor,
        second_factor_required: tokens.require_second_factor(),
        staff,
        agency: Agency { id: agency.id.into(), name: agency.name, slug: agency.slug, time_zone: agency.time_zone },
    };
    Ok(Tagged::Ok(Json(me), tag(version)))
}
