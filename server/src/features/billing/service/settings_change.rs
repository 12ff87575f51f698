use sea_orm::ActiveValue::Set;
use sea_orm::ColumnTrait;
use serde_json::{Value, json};

use super::issue::NOTE_MARK;
use super::remind::replan;
use super::settings::{Settings, settings};
use super::tell::announce_billing;
use crate::access::{AdminScope, AgencyScope};
use crate::entity::{agency, billing_party, billing_settings};
use crate::error::{Error, FieldErrors, Result};
use crate::features::audit::{self, Entry};
use crate::features::billing::content::LONGEST_DUE;
use crate::features::workspaces;
use crate::ids::WorkspaceId;
use crate::money::Currency;
use crate::text;

/// The longest address, and the longest words on how to pay.
const LONGEST_ADDRESS: usize = 1000;
/// The longest tax number.
const LONGEST_TAX_ID: usize = 40;
/// The longest beginning of numbers.
const LONGEST_PREFIX: usize = 12;
/// The latest edge, in days.
const LONGEST_EDGE: i32 = 3650;
/// The most reminders of one invoice.
const MOST_REMINDERS: usize = 10;

/// What an admin changes of how the agency bills; what is `None` stays, and an empty text takes away.
#[derive(Clone, Debug, Default)]
pub struct SettingsChange {
    pub legal_name: Option<String>,
    pub address: Option<String>,
    pub tax_id: Option<String>,
    pub payment_note: Option<String>,
    pub number_prefix: Option<String>,
    pub due_days: Option<i32>,
    pub aging: Option<[i32; 3]>,
    /// Days after the due date; before it where negative.
    pub reminders: Option<Vec<i32>>,
}

/// Whom a workspace's invoices are made out to.
#[derive(Clone, Debug, Default)]
pub struct PartyChange {
    pub name: Option<String>,
    pub address: Option<String>,
    pub tax_id: Option<String>,
    pub currency: Option<String>,
}

/// Changes how the agency bills, from the next invoice on.
///
/// # Errors
/// [`Error::Stale`] when it has moved on from `version`; [`Error::Invalid`] at every field that cannot be.
pub async fn change_settings(scope: &AdminScope, version: Option<i64>, change: SettingsChange) -> Result<Settings> {
    scope
        .transaction(async |scope| {
            use billing_settings::{ActiveModel, Entity};
            let agency = scope.find::<agency::Entity>().locked().one().await?;
            let Settings { row, reminders } = settings(&scope).await?;
            if version.is_some_and(|seen| seen != row.version) {
                return Err(Error::Stale);
            }
            let (new, reminders) = checked(row.clone(), reminders, change)?;
            if row.version > 0 {
                scope.delete::<Entity>().exec().await?;
            }
            let kept = ActiveModel {
                agency_id: Set(scope.agency()),
                legal_name: Set(new.legal_name),
                address: Set(new.address),
                tax_id: Set(new.tax_id),
                payment_note: Set(new.payment_note),
                number_prefix: Set(new.number_prefix),
                due_days: Set(new.due_days),
                aging_first: Set(new.aging_first),
                aging_second: Set(new.aging_second),
                aging_third: Set(new.aging_third),
                reminders: Set(json!(reminders).to_string()),
                version: Set(row.version + 1),
                updated_at: Set(scope.now()),
            };
            let row = scope.insert(kept).await?;
            replan(&scope).await?;
            let detail = json!({ "number_prefix": row.number_prefix, "due_days": row.due_days, "tax_id": row.tax_id });
            let entry = Entry::new("billing.changed").target("agency", agency.id, agency.name);
            audit::record(&scope, entry.detail(detail)).await?;
            Ok(Settings { row, reminders })
        })
        .await
}

fn checked(
    row: billing_settings::Model,
    reminders: Vec<i32>,
    change: SettingsChange,
) -> Result<(billing_settings::Model, Vec<i32>)> {
    let mut errors = FieldErrors::default();
    let mut new = row;
    if let Some(name) = change.legal_name {
        new.legal_name = errors.keep(optional("legal_name", &name, text::LONGEST_TITLE))?;
    }
    if let Some(address) = change.address {
        new.address = errors.keep(lines("address", &address))?;
    }
    if let Some(tax_id) = change.tax_id {
        new.tax_id = errors.keep(optional("tax_id", &tax_id, LONGEST_TAX_ID))?;
    }
    if let Some(note) = change.payment_note {
        new.payment_note = errors.keep(lines("payment_note", &note))?;
    }
    if let Some(prefix) = change.number_prefix {
        let sign = |sign: u8| sign.is_ascii_alphanumeric() || b"-_/.".contains(&sign);
        if prefix.len() > LONGEST_PREFIX || !prefix.bytes().all(sign) {
            errors.add("number_prefix", format!("At most {LONGEST_PREFIX} letters, digits and - _ / ."));
        }
        if prefix.ends_with(NOTE_MARK) {
            errors.add("number_prefix", format!("Numbers of credit notes have {NOTE_MARK} there: choose another end."));
        }
        new.number_prefix = prefix;
    }
    new.due_days = change.due_days.unwrap_or(new.due_days);
    if !(0..=LONGEST_DUE).contains(&new.due_days) {
        errors.add("due_days", format!("From 0 to {LONGEST_DUE} days."));
    }
    if let Some(edges) = change.aging {
        let [first, second, third] = edges;
        if !(1 <= first && first < second && second < third && third <= LONGEST_EDGE) {
            errors.add("aging", format!("Three rising numbers of days, from 1 to {LONGEST_EDGE}."));
        }
        (new.aging_first, new.aging_second, new.aging_third) = (first, second, third);
    }
    let mut days = change.reminders.unwrap_or(reminders);
    days.sort_unstable();
    days.dedup();
    if days.len() > MOST_REMINDERS || days.iter().any(|day| !(-60..=365).contains(day)) {
        errors.add("reminders", format!("At most {MOST_REMINDERS} days, from -60 to 365."));
    }
    errors.into_result()?;
    Ok((new, days))
}

/// Whom a workspace's invoices are made out to, where somebody said so; with the workspace's name.
///
/// # Errors
/// [`Error::NotFound`] for another agency's workspace.
pub async fn party(scope: &AgencyScope, workspace: WorkspaceId) -> Result<(String, Option<billing_party::Model>)> {
    use billing_party::{Column, Entity};
    let name = workspaces::find(scope, workspace).await?.name;
    Ok((name, scope.find::<Entity>().filter(Column::WorkspaceId.eq(workspace)).first().await?))
}

/// Changes whom a workspace's invoices are made out to, from the next one on.
///
/// # Errors
/// [`Error::NotFound`] for another agency's workspace; [`Error::Stale`] when it has moved on from `version`;
/// [`Error::Invalid`] at every field that cannot be.
pub async fn change_party(
    scope: &AdminScope,
    workspace: WorkspaceId,
    version: Option<i64>,
    change: PartyChange,
) -> Result<billing_party::Model> {
    scope
        .transaction(async |scope| {
            use billing_party::{ActiveModel, Column, Entity};
            let held = workspaces::held(&scope, workspace).await?;
            let known = scope.find::<Entity>().filter(Column::WorkspaceId.eq(workspace)).first().await?;
            let seen = known.as_ref().map_or(0, |party| party.version);
            if version.is_some_and(|version| version != seen) {
                return Err(Error::Stale);
            }
            let mut errors = FieldErrors::default();
            let was = known.as_ref();
            let name = match (&change.name, was) {
                (Some(name), _) => errors.keep(text::line("name", name, text::LONGEST_TITLE))?,
                (None, Some(was)) => was.name.clone(),
                (None, None) => held.name.clone(),
            };
            let address = match &change.address {
                Some(address) => errors.keep(lines("address", address))?,
                None => was.map(|was| was.address.clone()).unwrap_or_default(),
            };
            let tax_id = match &change.tax_id {
                Some(tax_id) => errors.keep(optional("tax_id", tax_id, LONGEST_TAX_ID))?,
                None => was.and_then(|was| was.tax_id.clone()),
            };
            let currency = match change.currency.as_deref() {
                Some("") => None,
                Some(code) => Some(code.to_owned()),
                None => was.and_then(|was| was.currency.clone()),
            };
            if currency.as_deref().is_some_and(|code| Currency::of(code).is_none()) {
                errors.add("currency", "This is not a currency's code (ISO 4217).");
            }
            errors.into_result()?;
            if known.is_some() {
                scope.delete::<Entity>().filter(Column::WorkspaceId.eq(workspace)).exec().await?;
            }
            let row = ActiveModel {
                workspace_id: Set(workspace),
                agency_id: Set(scope.agency()),
                name: Set(name),
                address: Set(address),
                tax_id: Set(tax_id),
                currency: Set(currency),
                version: Set(seen + 1),
                updated_at: Set(scope.now()),
            };
            let row = scope.insert(row).await?;
            announce_billing(&scope, workspace);
            let detail: Value = json!({ "name": row.name, "tax_id": row.tax_id, "currency": row.currency });
            let entry = Entry::new("billing_party.changed").target("workspace", workspace, held.name);
            audit::record(&scope, entry.workspace(workspace).detail(detail)).await?;
            Ok(row)
        })
        .await
}

fn optional(field: &'static str, said: &str, longest: usize) -> Result<Option<String>> {
    if text::clean_line(said).is_empty() { Ok(None) } else { text::line(field, said, longest).map(Some) }
}

fn lines(field: &'static str, said: &str) -> Result<String> {
    let said = text::clean(said);
    if said.chars().count() > LONGEST_ADDRESS {
        return Err(Error::field(field, format!("At most {LONGEST_ADDRESS} characters.")));
    }
    Ok(said)
}
