use std::collections::{BTreeMap, BTreeSet};

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, Condition};
use serde_json::json;
use uuid::Uuid;

use super::draft::kept;
use super::tell::announce_billing;
use super::today;
use crate::access::{AdminScope, AgencyScope};
use crate::entity::{billing_party, invoice_draft, invoice_import, workspace};
use crate::error::{Error, Result};
use crate::features::agencies;
use crate::features::audit::{self, Entry};
use crate::features::billing::import::{Known, Planned, plan, rows};
use crate::ids::{Id, InvoiceId, WorkspaceId};
use crate::sheet::Row;

/// An invoice that came out of a file, or would.
#[derive(Clone, Debug)]
pub struct Imported {
    pub number: String,
    pub line: i32,
    pub workspace: WorkspaceId,
    pub currency: String,
    pub total: i64,
    /// The draft that it became.
    pub invoice: Option<InvoiceId>,
}

/// Makes drafts of a file's invoices, all of them or none; in a dry run, none.
///
/// # Errors
/// [`Error::TooLarge`]; [`Error::Invalid`] with every fault by its line.
pub async fn import(scope: &AdminScope, file: &[u8], dry_run: bool) -> Result<Vec<Imported>> {
    let (rows, faults) = rows(file)?;
    if dry_run {
        let planned = plan(&rows, faults, &known(scope, &rows).await?)?;
        return Ok(planned.iter().map(|planned| imported(planned, None)).collect());
    }
    scope
        .transaction(async |scope| {
            let batch = Uuid::now_v7();
            if let Some(earlier) = scope.claim_once("invoice_import", batch).await? {
                return of_batch(&scope, earlier).await;
            }
            let planned = plan(&rows, faults, &known(&scope, &rows).await?)?;
            let mut done = Vec::new();
            for planned in &planned {
                done.push(imported(planned, Some(keep(&scope, batch, planned).await?)));
            }
            let clients: BTreeSet<WorkspaceId> = planned.iter().map(|planned| planned.workspace).collect();
            clients.into_iter().for_each(|workspace| announce_billing(&scope, workspace));
            let detail = json!({ "invoices": done.len() });
            audit::record(&scope, Entry::new("invoices.imported").detail(detail)).await?;
            Ok(done)
        })
        .await
}

fn imported(planned: &Planned, invoice: Option<InvoiceId>) -> Imported {
    Imported {
        number: planned.number.clone(),
        line: i32::try_from(planned.line).unwrap_or(i32::MAX),
        workspace: planned.workspace,
        currency: planned.currency.code().to_owned(),
        total: planned.totals.total,
        invoice,
    }
}

async fn keep(scope: &AgencyScope, batch: Uuid, planned: &Planned) -> Result<InvoiceId> {
    let author = scope.actor().staff().ok_or_else(|| Error::internal(anyhow::anyhow!("a draft has an author")))?;
    let (id, now) = (InvoiceId::new(), scope.now());
    let draft = invoice_draft::ActiveModel {
        id: Set(id),
        agency_id: NotSet,
        workspace_id: Set(planned.workspace),
        project_id: Set(None),
        currency: Set(planned.currency.code().to_owned()),
        content: Set(kept(&planned.content)?),
        total: Set(planned.totals.total),
        author_id: Set(author),
        author_name: Set(scope.actor().name().to_owned()),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
    };
    scope.insert(draft).await?;
    let said = imported(planned, Some(id));
    let row = invoice_import::ActiveModel {
        agency_id: NotSet,
        external_number: Set(said.number),
        invoice_id: Set(id),
        batch_id: Set(batch),
        line: Set(said.line),
        workspace_id: Set(said.workspace),
        currency: Set(said.currency),
        total: Set(said.total),
        created_at: Set(now),
    };
    scope.insert(row).await?;
    Ok(id)
}

/// What an import made that was asked for before.
async fn of_batch(scope: &AgencyScope, batch: Uuid) -> Result<Vec<Imported>> {
    use invoice_import::{Column, Entity};
    let rows = scope.find::<Entity>().filter(Column::BatchId.eq(batch)).asc(Column::Line).all().await?;
    Ok(rows
        .into_iter()
        .map(|row| Imported {
            number: row.external_number,
            line: row.line,
            workspace: row.workspace_id,
            currency: row.currency,
            total: row.total,
            invoice: Some(row.invoice_id),
        })
        .collect())
}

/// What the agency knows of what a file names.
async fn known(scope: &AgencyScope, rows: &[Row]) -> Result<Known> {
    use {billing_party::Column as Party, invoice_import::Column as Import, workspace::Column as Client};
    let named: BTreeSet<String> = rows.iter().map(|row| row.get("client").to_ascii_lowercase()).collect();
    let ids: Vec<WorkspaceId> = named.iter().filter_map(|name| name.parse().ok()).collect();
    let which = Condition::any().add(Client::Slug.is_in(named)).add(Client::Id.is_in(ids));
    let found = scope.find::<workspace::Entity>().filter(which).filter(Client::ArchivedAt.is_null()).all().await?;
    let parties = scope.find::<billing_party::Entity>();
    let parties = parties.filter(Party::WorkspaceId.is_in(found.iter().map(|row| row.id))).all().await?;
    let usual = agencies::find(scope).await?.currency;
    let mut clients = BTreeMap::new();
    for row in found {
        let party = parties.iter().find(|party| party.workspace_id == row.id);
        let currency = party.and_then(|party| party.currency.clone()).unwrap_or_else(|| usual.clone());
        clients.insert(row.slug, (row.id, currency.clone()));
        clients.insert(row.id.to_string(), (row.id, currency));
    }
    let numbers: BTreeSet<&str> = rows.iter().map(|row| row.get("number")).collect();
    let numbers = scope.find::<invoice_import::Entity>().filter(Import::ExternalNumber.is_in(numbers)).all().await?;
    let numbers = numbers.into_iter().map(|row| row.external_number).collect();
    Ok(Known { clients, numbers, today: today(scope).await? })
}
