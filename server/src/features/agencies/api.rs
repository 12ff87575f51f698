use poem_openapi::param::Header;
use poem_openapi::payload::Json;
use poem_openapi::{Enum, Object, OpenApi};
use uuid::Uuid;

use super::{service, settings};
use crate::api::{Admin, Outcome, Tag, Tagged, Text, expect_version, tag};
use crate::entity::agency;
use crate::locale;

/// A way of writing dates and times.
#[derive(Enum, Clone, Copy, Debug)]
pub enum Locale {
    #[oai(rename = "en")]
    En,
    #[oai(rename = "en-GB")]
    EnGb,
    #[oai(rename = "en-US")]
    EnUs,
    #[oai(rename = "de")]
    De,
    #[oai(rename = "fr")]
    Fr,
    #[oai(rename = "es")]
    Es,
    #[oai(rename = "nl")]
    Nl,
    #[oai(rename = "it")]
    It,
    #[oai(rename = "pt")]
    Pt,
}

impl From<locale::Locale> for Locale {
    fn from(locale: locale::Locale) -> Self {
        match locale {
            locale::Locale::En => Self::En,
            locale::Locale::EnGb => Self::EnGb,
            locale::Locale::EnUs => Self::EnUs,
            locale::Locale::De => Self::De,
            locale::Locale::Fr => Self::Fr,
            locale::Locale::Es => Self::Es,
            locale::Locale::Nl => Self::Nl,
            locale::Locale::It => Self::It,
            locale::Locale::Pt => Self::Pt,
        }
    }
}

impl From<Locale> for locale::Locale {
    fn from(locale: Locale) -> Self {
        match locale {
            Locale::En => Self::En,
            Locale::EnGb => Self::EnGb,
            Locale::EnUs => Self::EnUs,
            Locale::De => Self::De,
            Locale::Fr => Self::Fr,
            Locale::Es => Self::Es,
            Locale::Nl => Self::Nl,
            Locale::It => Self::It,
            Locale::Pt => Self::Pt,
        }
    }
}

/// The agency's settings. Clients never see them, only what they bring about.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct AgencySettings {
    pub id: Uuid,
    pub name: String,
    pub slug: String,
    /// Whom mails say they are from; the agency's name when absent.
    pub sender_name: Option<String>,
    /// Where answers to mails go. Whether it also stands in From is the operator's decision.
    pub sender_address: Option<String>,
    /// What the agency says at its door: on the home page and above the sign-in form.
    pub welcome: Option<String>,
    /// How dates and times are written. The portal's own words are English in every locale.
    pub locale: Locale,
    /// An IANA time zone.
    pub time_zone: String,
    /// An ISO 4217 code.
    pub currency: String,
    /// How long what staff do through the hold waits before clients see it; 0 for not at all.
    pub hold_seconds: i32,
    /// How many hours before a deadline those are reminded who have not decided; 0 for not before it.
    pub remind_before_hours: i32,
    /// After how many hours they are reminded again once it has passed; 0 for not after it.
    pub remind_every_hours: i32,
    /// How often at most of one version; 0 for never.
    pub remind_at_most: i32,
    /// For how many days what went through the runs of workflows is kept after they ended.
    pub keep_runs_days: i32,
    /// Counts the changes of settings and brand; the `ETag` names it.
    pub version: i64,
}

impl From<agency::Model> for AgencySettings {
    fn from(row: agency::Model) -> Self {
        Self {
            id: row.id.into(),
            name: row.name,
            slug: row.slug,
            sender_name: row.sender_name,
            sender_address: row.sender_address,
            welcome: row.welcome,
            locale: locale::Locale::of(&row.locale).into(),
            time_zone: row.time_zone,
            currency: row.currency,
            hold_seconds: row.hold_seconds,
            remind_before_hours: row.remind_before_hours,
            remind_every_hours: row.remind_every_hours,
            remind_at_most: row.remind_at_most,
            keep_runs_days: row.keep_runs_days,
            version: row.version,
        }
    }
}

/// A setting that can be taken away.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[oai(rename_all = "snake_case")]
pub enum AgencyField {
    SenderName,
    SenderAddress,
    Welcome,
}

/// What to change of the agency; what is left out stays.
#[derive(Object)]
#[oai(deny_unknown_fields)]
pub struct AgencyChange {
    #[oai(validator(min_length = 1, max_length = 120))]
    pub name: Option<Text>,
    #[oai(validator(min_length = 1, max_length = 120))]
    pub sender_name: Option<Text>,
    #[oai(validator(min_length = 3, max_length = 254))]
    pub sender_address: Option<Text>,
    #[oai(validator(max_length = 600))]
    pub welcome: Option<Text>,
    pub locale: Option<Locale>,
    #[oai(validator(max_length = 64))]
    pub time_zone: Option<Text>,
    #[oai(validator(min_length = 3, max_length = 3))]
    pub currency: Option<Text>,
    #[oai(validator(minimum(value = "0"), maximum(value = "600")))]
    pub hold_seconds: Option<i32>,
    #[oai(validator(minimum(value = "0"), maximum(value = "720")))]
    pub remind_before_hours: Option<i32>,
    #[oai(validator(minimum(value = "0"), maximum(value = "720")))]
    pub remind_every_hours: Option<i32>,
    #[oai(validator(minimum(value = "0"), maximum(value = "20")))]
    pub remind_at_most: Option<i32>,
    #[oai(validator(minimum(value = "1"), maximum(value = "3650")))]
    pub keep_runs_days: Option<i32>,
    /// What to take away; a new value for the same field wins.
    #[oai(validator(max_items = 3))]
    pub clear: Option<Vec<AgencyField>>,
}

impl From<AgencyChange> for settings::Change {
    fn from(change: AgencyChange) -> Self {
        let clear = change.clear.unwrap_or_default();
        let optional = |value: Option<Text>, field| match value {
            Some(Text(text)) => Some(Some(text)),
            None => clear.contains(&field).then_some(None),
        };
        Self {
            name: change.name.map(Into::into),
            sender_name: optional(change.sender_name, AgencyField::SenderName),
            sender_address: optional(change.sender_address, AgencyField::SenderAddress),
            welcome: optional(change.welcome, AgencyField::Welcome),
            locale: change.locale.map(Into::into),
            time_zone: change.time_zone.map(Into::into),
            currency: change.currency.map(Into::into),
            hold_seconds: change.hold_seconds,
            remind_before_hours: change.remind_before_hours,
            remind_every_hours: change.remind_every_hours,
            remind_at_most: change.remind_at_most,
            keep_runs_days: change.keep_runs_days,
        }
    }
}

/// The agency itself.
pub struct AgencyApi;

#[OpenApi(tag = "Tag::Agency")]
impl AgencyApi {
    /// The agency's settings. For an owner or an admin.
    #[oai(path = "/agency", method = "get", operation_id = "agency_view")]
    async fn view(&self, Admin(scope): Admin) -> Outcome<Tagged<AgencySettings>> {
        Ok(tagged(service::find(&scope).await?))
    }

    /// Changes the agency's settings. For an owner or an admin.
    #[oai(path = "/agency", method = "patch", operation_id = "agency_update")]
    async fn update(
        &self,
        Admin(scope): Admin,
        body: Json<AgencyChange>,
        /// The `ETag` under which the caller has seen it.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Outcome<Tagged<AgencySettings>> {
        let version = expect_version(if_match.0.as_deref())?;
        Ok(tagged(settings::change(&scope, version, body.0.into()).await?))
    }
}

fn tagged(row: agency::Model) -> Tagged<AgencySettings> {
    let version = tag(row.version);
    Tagged::Ok(Json(row.into()), version)
}
