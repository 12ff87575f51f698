use poem::Request;
use poem_openapi::OpenApi;
use poem_openapi::param::Path;
use poem_openapi::payload::Json;
use uuid::Uuid;

use super::tried;
use super::wire::{CodeProof, FullProof, PasswordProof, RecoveryCodes, SecondFactorSecret};
use crate::api::{Admin, Done, Outcome, Staff, Tag};
use crate::codes;
use crate::features::staff_account::service;
use crate::features::{agencies, staff};

/// The caller's second factor.
pub struct SecondFactorApi;

#[OpenApi(tag = "Tag::Account")]
impl SecondFactorApi {
    /// Begins the set-up of a second factor. It asks for nothing and opens nothing before a code confirms it.
    #[oai(path = "/me/second-factor", method = "post", operation_id = "second_factor_begin")]
    async fn begin(
        &self,
        request: &Request,
        Staff(scope): Staff,
        body: Json<PasswordProof>,
    ) -> Outcome<Json<SecondFactorSecret>> {
        let secret = tried(request, &scope, service::begin(&scope, &body.0.password.0)).await?;
        let agency = agencies::name(&scope).await?;
        let email = staff::find(&scope, service::me(&scope)?).await?.email;
        let otpauth_url = codes::address(&agency, &email, &secret);
        Ok(Json(SecondFactorSecret { secret: codes::typed(&secret), otpauth_url }))
    }

    /// Turns the second factor on, by a code of it, and ends the caller's other sign-ins.
    #[oai(path = "/me/second-factor/confirm", method = "post", operation_id = "second_factor_confirm")]
    async fn confirm(
        &self,
        request: &Request,
        Staff(scope): Staff,
        body: Json<CodeProof>,
    ) -> Outcome<Json<RecoveryCodes>> {
        let recovery_codes = tried(request, &scope, service::confirm(&scope, &body.0.code.0)).await?;
        Ok(Json(RecoveryCodes { recovery_codes }))
    }

    /// Makes new recovery codes; the old ones count no more.
    #[oai(path = "/me/second-factor/recovery-codes", method = "post", operation_id = "recovery_codes_renew")]
    async fn renew(
        &self,
        request: &Request,
        Staff(scope): Staff,
        body: Json<FullProof>,
    ) -> Outcome<Json<RecoveryCodes>> {
        let FullProof { password, code } = body.0;
        let recovery_codes = tried(request, &scope, service::renew_codes(&scope, &password.0, &code.0)).await?;
        Ok(Json(RecoveryCodes { recovery_codes }))
    }

    /// Turns the second factor off.
    #[oai(path = "/me/second-factor/disable", method = "post", operation_id = "second_factor_disable")]
    async fn disable(&self, request: &Request, Staff(scope): Staff, body: Json<FullProof>) -> Outcome<Done> {
        tried(request, &scope, service::disable(&scope, &body.0.password.0, &body.0.code.0)).await?;
        Ok(Done::Done)
    }
}

/// The second factors of teammates.
pub struct LostFactorApi;

#[OpenApi(tag = "Tag::Staff")]
impl LostFactorApi {
    /// Takes a teammate's lost second factor away. Every sign-in of theirs ends, and they are told by mail. Never one's
    /// own, nor the owner's. For an owner or an admin.
    #[oai(path = "/staff/:staff_id/second-factor", method = "delete", operation_id = "staff_second_factor_remove")]
    async fn remove(&self, request: &Request, Admin(scope): Admin, staff_id: Path<Uuid>) -> Outcome<Done> {
        service::take_away(&scope, staff_id.0.into(), &agencies::address_of(request).await?).await?;
        Ok(Done::Done)
    }
}
