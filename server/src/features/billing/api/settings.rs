use poem_openapi::param::{Header, Path};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};
use uuid::Uuid;

use crate::api::{Admin, Outcome, Tag, Tagged, Text, expect_version, tag};
use crate::entity::billing_party;
use crate::features::billing::service::{self, PartyChange, SettingsChange};

/// The days overdue at which the buckets begin.
#[derive(Object, Clone, Debug)]
#[oai(deny_unknown_fields)]
pub struct AgingEdges {
    pub first: i32,
    pub second: i32,
    pub third: i32,
}

/// How the agency bills.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct BillingSettings {
    /// The agency's name when absent.
    pub legal_name: Option<String>,
    pub address: String,
    pub tax_id: Option<String>,
    /// How to pay: it stands on every invoice.
    pub payment_note: String,
    /// What numbers begin with.
    pub number_prefix: String,
    /// After how many days an invoice is due that says nothing else.
    pub due_days: i32,
    pub aging: AgingEdges,
    /// On which days after the due date clients are reminded; before it where negative.
    pub reminders: Vec<i32>,
    /// Counts the changes; the `ETag` names it.
    pub version: i64,
}

impl From<service::Settings> for BillingSettings {
    fn from(settings: service::Settings) -> Self {
        let service::Settings { row, reminders } = settings;
        Self {
            legal_name: row.legal_name,
            address: row.address,
            tax_id: row.tax_id,
            payment_note: row.payment_note,
            number_prefix: row.number_prefix,
            due_days: row.due_days,
            aging: AgingEdges { first: row.aging_first, second: row.aging_second, third: row.aging_third },
            reminders,
            version: row.version,
        }
    }
}

/// What to change of how the agency bills; what is left out stays, and an empty text takes away.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct BillingSettingsChange {
    legal_name: Option<Text>,
    address: Option<Text>,
    tax_id: Option<Text>,
    payment_note: Option<Text>,
    number_prefix: Option<Text>,
    due_days: Option<i32>,
    aging: Option<AgingEdges>,
    reminders: Option<Vec<i32>>,
}

/// Whom a client's invoices are made out to.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct BillingParty {
    pub name: String,
    pub address: String,
    pub tax_id: Option<String>,
    /// The currency of new invoices; the agency's when absent.
    pub currency: Option<String>,
    /// Counts the changes; the `ETag` names it.
    pub version: i64,
}

/// What to change of it; what is left out stays, and an empty text takes away.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct BillingPartyChange {
    name: Option<Text>,
    address: Option<Text>,
    tax_id: Option<Text>,
    currency: Option<Text>,
}

/// How the agency bills, and whom.
pub struct BillingSettingsApi;

#[OpenApi(tag = "Tag::Billing")]
impl BillingSettingsApi {
    /// How the agency bills. For an owner or an admin.
    #[oai(path = "/billing/settings", method = "get", operation_id = "billing_settings_view")]
    async fn view(&self, Admin(scope): Admin) -> Outcome<Tagged<BillingSettings>> {
        Ok(tagged(service::settings(&scope).await?))
    }

    /// Changes how the agency bills, from the next invoice on. For an owner or an admin.
    #[oai(path = "/billing/settings", method = "patch", operation_id = "billing_settings_update")]
    async fn update(
        &self,
        Admin(scope): Admin,
        body: Json<BillingSettingsChange>,
        /// The `ETag` under which the caller has seen it.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Outcome<Tagged<BillingSettings>> {
        let body = body.0;
        let change = SettingsChange {
            legal_name: body.legal_name.map(Into::into),
            address: body.address.map(Into::into),
            tax_id: body.tax_id.map(Into::into),
            payment_note: body.payment_note.map(Into::into),
            number_prefix: body.number_prefix.map(Into::into),
            due_days: body.due_days,
            aging: body.aging.map(|edges| [edges.first, edges.second, edges.third]),
            reminders: body.reminders,
        };
        let version = expect_version(if_match.0.as_deref())?;
        Ok(tagged(service::change_settings(&scope, version, change).await?))
    }

    /// Whom a client's invoices are made out to. For an owner or an admin.
    #[oai(path = "/workspaces/:workspace_id/billing", method = "get", operation_id = "billing_party_view")]
    async fn party(&self, Admin(scope): Admin, workspace_id: Path<Uuid>) -> Outcome<Tagged<BillingParty>> {
        let (name, party) = service::party(&scope, workspace_id.0.into()).await?;
        let nothing = BillingParty { name, address: String::new(), tax_id: None, currency: None, version: 0 };
        Ok(party.map_or_else(|| Tagged::Ok(Json(nothing), tag(0)), named))
    }

    /// Changes whom a client's invoices are made out to, from the next one on. For an owner or an admin.
    #[oai(path = "/workspaces/:workspace_id/billing", method = "patch", operation_id = "billing_party_update")]
    async fn update_party(
        &self,
        Admin(scope): Admin,
        workspace_id: Path<Uuid>,
        body: Json<BillingPartyChange>,
        /// The `ETag` under which the caller has seen it.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Outcome<Tagged<BillingParty>> {
        let body = body.0;
        let change = PartyChange {
            name: body.name.map(Into::into),
            address: body.address.map(Into::into),
            tax_id: body.tax_id.map(Into::into),
            currency: body.currency.map(Into::into),
        };
        let version = expect_version(if_match.0.as_deref())?;
        Ok(named(service::change_party(&scope, workspace_id.0.into(), version, change).await?))
    }
}

fn tagged(settings: service::Settings) -> Tagged<BillingSettings> {
    let version = tag(settings.row.version);
    Tagged::Ok(Json(settings.into()), version)
}

fn named(party: billing_party::Model) -> Tagged<BillingParty> {
    let billing_party::Model { name, address, tax_id, currency, version, .. } = party;
    Tagged::Ok(Json(BillingParty { name, address, tax_id, currency, version }), tag(version))
}
