use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};
use uuid::Uuid;

use super::wire::{Credit, Payment};
use crate::api::{Admin, Created, Listing, Outcome, Staff, Tag, Text, paging};
use crate::features::billing::service;

/// A credit that the agency gives.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct NewCredit {
    workspace_id: Uuid,
    /// An ISO 4217 code.
    currency: Text,
    /// In minor units.
    amount: i64,
    /// Why; the client reads it.
    #[oai(validator(min_length = 1, max_length = 200))]
    note: Text,
}

/// What a credit is to pay.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct CreditUse {
    invoice_id: Uuid,
    /// As much as fits when left out.
    amount: Option<i64>,
}

/// What clients have to their credit.
pub struct CreditApi;

#[OpenApi(tag = "Tag::Billing")]
impl CreditApi {
    /// What clients have to their credit, the latest first; what is used up too.
    #[oai(path = "/credits", method = "get", operation_id = "credit_list")]
    async fn list(
        &self,
        Staff(scope): Staff,
        workspace_id: Query<Option<Uuid>>,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<Credit>>> {
        let paging = paging(limit.0, cursor.0.as_deref())?;
        let page = service::credits(&scope, workspace_id.0.map(Into::into), &paging).await?;
        Ok(Json(Listing::of(page, Credit::from)))
    }

    /// Gives a client a credit. For an owner or an admin.
    #[oai(path = "/credits", method = "post", operation_id = "credit_create")]
    async fn create(
        &self,
        Admin(scope): Admin,
        body: Json<NewCredit>,
        /// Makes a repetition answer with what was created first.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
    ) -> Outcome<Created<Credit>> {
        let NewCredit { workspace_id, currency, amount, note } = body.0;
        let credit = service::goodwill(&scope, workspace_id.into(), &currency.0, amount, &note.0).await?;
        Ok(Created::within(credit.into()))
    }

    /// Pays an invoice out of a credit. For an owner or an admin.
    #[oai(path = "/credits/:credit_id/applications", method = "post", operation_id = "credit_apply")]
    async fn apply(
        &self,
        Admin(scope): Admin,
        credit_id: Path<Uuid>,
        body: Json<CreditUse>,
        /// Makes a repetition answer with what was created first.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
    ) -> Outcome<Created<Payment>> {
        let CreditUse { invoice_id, amount } = body.0;
        let payment = service::apply_credit(&scope, credit_id.0.into(), invoice_id.into(), amount).await?;
        Ok(Created::within(payment.into()))
    }
}
