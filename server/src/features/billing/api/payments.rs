use chrono::NaiveDate;
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};
use uuid::Uuid;

use super::wire::{Payment, PaymentMethod};
use crate::api::{Admin, Created, Listing, Outcome, Staff, Tag, Text, paging};
use crate::features::billing::service;

/// Money that has come.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct NewPayment {
    /// In minor units of the invoice's currency. What is beyond the invoice becomes the client's credit.
    amount: i64,
    method: PaymentMethod,
    /// Today when left out.
    happened_on: Option<NaiveDate>,
    reference: Option<Text>,
}

/// Money that went back.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct NewRefund {
    /// All that is left of the payment when left out.
    amount: Option<i64>,
    reference: Option<Text>,
}

/// What was paid.
pub struct PaymentApi;

#[OpenApi(tag = "Tag::Billing")]
impl PaymentApi {
    /// What was paid on an invoice, paid back or credited, the earliest first.
    #[oai(path = "/invoices/:invoice_id/payments", method = "get", operation_id = "payment_list")]
    async fn list(
        &self,
        Staff(scope): Staff,
        invoice_id: Path<Uuid>,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<Payment>>> {
        let paging = paging(limit.0, cursor.0.as_deref())?;
        let page = service::payments(&scope, invoice_id.0.into(), &paging).await?;
        Ok(Json(Listing::of(page, Payment::from)))
    }

    /// Records money that has come. For an owner or an admin.
    #[oai(path = "/invoices/:invoice_id/payments", method = "post", operation_id = "payment_create")]
    async fn create(
        &self,
        Admin(scope): Admin,
        invoice_id: Path<Uuid>,
        body: Json<NewPayment>,
        /// Makes a repetition answer with what was created first.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
    ) -> Outcome<Created<Payment>> {
        let NewPayment { amount, method, happened_on, reference } = body.0;
        let reference = reference.map(Into::into).unwrap_or_default();
        let new = service::NewPayment { amount, method: method.into(), happened_on, reference };
        let payment = service::record_payment(&scope, invoice_id.0.into(), new).await?;
        Ok(Created::within(payment.into()))
    }

    /// Records money that went back by hand. What was paid online goes back there. For an owner or an admin.
    #[oai(path = "/payments/:payment_id/refunds", method = "post", operation_id = "payment_refund")]
    async fn refund(
        &self,
        Admin(scope): Admin,
        payment_id: Path<Uuid>,
        body: Json<NewRefund>,
        /// Makes a repetition answer with what was created first.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
    ) -> Outcome<Created<Payment>> {
        let NewRefund { amount, reference } = body.0;
        let reference = reference.map(String::from).unwrap_or_default();
        let refund = service::refund(&scope, payment_id.0.into(), amount, &reference).await?;
        Ok(Created::within(refund.into()))
    }
}
