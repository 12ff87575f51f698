use chrono::{DateTime, Utc};
use poem_openapi::{Enum, Object};
use uuid::Uuid;

use crate::api::Text;
use crate::features::staff::StaffMember;
use crate::features::staff_account::service::{self, Change};

/// An agency.
#[derive(Object)]
pub struct Agency {
    pub id: Uuid,
    pub name: String,
    pub slug: String,
    /// An IANA time zone.
    pub time_zone: String,
}

/// Who calls.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct Me {
    pub staff: StaffMember,
    pub agency: Agency,
    /// The caller's own IANA time zone, where it is not the agency's.
    pub time_zone: Option<String>,
    /// Whether the caller has a second factor.
    pub second_factor: bool,
    /// Whether nothing but this and the set-up of one is open without.
    pub second_factor_required: bool,
}

/// A field of oneself that can be empty.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
#[oai(rename_all = "snake_case")]
pub enum MeField {
    Title,
    Phone,
    TimeZone,
}

/// What to change of oneself; what is left out stays.
#[derive(Object)]
#[oai(deny_unknown_fields)]
pub struct MeChange {
    #[oai(validator(min_length = 1, max_length = 120))]
    pub name: Option<Text>,
    /// What one does, as clients read it.
    #[oai(validator(min_length = 1, max_length = 120))]
    pub title: Option<Text>,
    #[oai(validator(min_length = 1, max_length = 40))]
    pub phone: Option<Text>,
    /// An IANA time zone.
    #[oai(validator(min_length = 1, max_length = 64))]
    pub time_zone: Option<Text>,
    /// What to take away; a new value for the same field wins.
    #[oai(validator(max_items = 3))]
    pub clear: Option<Vec<MeField>>,
}

impl From<MeChange> for Change {
    fn from(change: MeChange) -> Self {
        let clear = change.clear.unwrap_or_default();
        let text = |value: Option<Text>, field| match value {
            Some(text) => Some(Some(text.into())),
            None => clear.contains(&field).then_some(None),
        };
        Self {
            name: change.name.map(Into::into),
            title: text(change.title, MeField::Title),
            phone: text(change.phone, MeField::Phone),
            time_zone: text(change.time_zone, MeField::TimeZone),
        }
    }
}

/// A new password.
#[derive(Object)]
#[oai(deny_unknown_fields)]
pub struct PasswordChange {
    #[oai(validator(min_length = 1, max_length = 256))]
    pub current: Text,
    #[oai(validator(min_length = 1, max_length = 256))]
    pub new: Text,
}

/// One sign-in of the caller's.
#[derive(Object)]
pub struct Session {
    pub id: Uuid,
    /// What was signed in with, as far as it says.
    pub device: String,
    /// Where it came from.
    pub address: String,
    pub created_at: DateTime<Utc>,
    /// When it last asked for new tokens.
    pub last_used_at: DateTime<Utc>,
    /// Whether it is the one that asks.
    pub current: bool,
}

impl From<service::Session> for Session {
    fn from(row: service::Session) -> Self {
        Self {
            id: row.id.into(),
            device: row.device,
            address: row.address,
            created_at: row.created_at,
            last_used_at: row.seen_at,
            current: row.is_this,
        }
    }
}

/// A password.
#[derive(Object)]
#[oai(deny_unknown_fields)]
pub struct PasswordProof {
    #[oai(validator(min_length = 1, max_length = 256))]
    pub password: Text,
}

/// A code of an authenticator.
#[derive(Object)]
#[oai(deny_unknown_fields)]
pub struct CodeProof {
    #[oai(validator(min_length = 1, max_length = 32))]
    pub code: Text,
}

/// A password and a code.
#[derive(Object)]
#[oai(deny_unknown_fields)]
pub struct FullProof {
    #[oai(validator(min_length = 1, max_length = 256))]
    pub password: Text,
    /// Of the authenticator, or a recovery code.
    #[oai(validator(min_length = 1, max_length = 32))]
    pub code: Text,
}

/// What an authenticator needs to know.
#[derive(Object)]
pub struct SecondFactorSecret {
    /// The secret in base32, to be typed.
    pub secret: String,
    /// The same as an address, for a QR code.
    pub otpauth_url: String,
}

/// Codes that let one in when the authenticator is not at hand, each once. They are shown only now.
#[derive(Object)]
pub struct RecoveryCodes {
    pub recovery_codes: Vec<String>,
}
