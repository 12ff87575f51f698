use chrono::NaiveDate;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;

use super::tell::announce_billing;
use crate::access::AgencyScope;
use crate::entity::invoice_draft::{ActiveModel, Column, Entity, Model};
use crate::entity::{billing_party, invoice, invoice_import, project};
use crate::error::{Error, Result};
use crate::features::billing::content::Content;
use crate::features::billing::totals::{Discount, Item, Totals};
use crate::features::{agencies, workspaces};
use crate::ids::{Id, InvoiceId, ProjectId, WorkspaceId};
use crate::money::Currency;

/// The conflict of whoever takes for a draft what is issued by now.
pub(super) const ISSUED: &str = "invoice_issued";

/// An invoice to be.
#[derive(Clone, Debug)]
pub struct NewDraft {
    pub workspace: WorkspaceId,
    pub project: Option<ProjectId>,
    /// The workspace's, or else the agency's, where it is not said.
    pub currency: Option<String>,
    pub content: Content,
}

/// A draft, read.
#[derive(Clone, Debug)]
pub struct Draft {
    pub row: Model,
    pub content: Content,
    pub totals: Totals,
}

/// When a draft is due: so many days after its issue, on a day, or as usual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    Usual,
    Days(i32),
    On(NaiveDate),
}

/// What staff change of a draft; what is `None` stays.
#[derive(Clone, Debug, Default)]
pub struct DraftChange {
    /// `Some(None)` unlinks the project.
    pub project: Option<Option<ProjectId>>,
    pub currency: Option<String>,
    pub items: Option<Vec<Item>>,
    pub inclusive: Option<bool>,
    pub discount: Option<Discount>,
    pub note: Option<String>,
    pub due: Option<Due>,
}

impl Draft {
    /// A draft out of its row.
    ///
    /// # Errors
    /// When what it keeps cannot be read.
    pub fn of(row: Model) -> Result<Self> {
        let content: Content = serde_json::from_str(&row.content).map_err(Error::internal)?;
        let (content, totals) = content.checked()?;
        Ok(Self { row, content, totals })
    }
}

/// Drafts an invoice. Its client sees nothing of it.
///
/// # Errors
/// [`Error::Invalid`] at the fields: a foreign workspace or project, an unknown currency, lines that cannot be added up.
pub async fn draft(scope: &AgencyScope, new: NewDraft) -> Result<Draft> {
    let author = scope.actor().staff().ok_or_else(|| Error::internal(anyhow::anyhow!("a draft has an author")))?;
    let (content, totals) = new.content.checked()?;
    let kept = kept(&content)?;
    scope
        .transaction(async |scope| {
            let id = InvoiceId::new();
            if let Some(earlier) = scope.claim_once("invoice_create", id).await? {
                return find_draft(&scope, earlier.into()).await;
            }
            let currency = currency(&scope, new.workspace, new.currency.as_deref()).await?;
            check_project(&scope, new.workspace, new.project).await?;
            let now = scope.now();
            let row = ActiveModel {
                id: Set(id),
                agency_id: NotSet,
                workspace_id: Set(new.workspace),
                project_id: Set(new.project),
                currency: Set(currency.code().to_owned()),
                content: Set(kept),
                total: Set(totals.total),
                author_id: Set(author),
                author_name: Set(scope.actor().name().to_owned()),
                version: Set(1),
                created_at: Set(now),
                updated_at: Set(now),
            };
            let row = scope.insert(row).await?;
            announce_billing(&scope, row.workspace_id);
            Ok(Draft { row, content, totals })
        })
        .await
}

/// A draft of the agency.
///
/// # Errors
/// [`Error::NotFound`], also where it is issued by now.
pub async fn find_draft(scope: &AgencyScope, id: InvoiceId) -> Result<Draft> {
    Draft::of(scope.find::<Entity>().filter(Column::Id.eq(id)).one().await?)
}

/// A draft, held until the transaction ends.
///
/// # Errors
/// [`Error::NotFound`] for what is nothing of the agency's; a conflict where it is issued; [`Error::Stale`] when it has
/// moved on from `version`.
pub(super) async fn held_draft(scope: &AgencyScope, id: InvoiceId, version: Option<i64>) -> Result<Draft> {
    let Some(row) = scope.find::<Entity>().filter(Column::Id.eq(id)).locked().first().await? else {
        scope.find::<invoice::Entity>().filter(invoice::Column::Id.eq(id)).one().await?;
        return Err(Error::conflict(ISSUED, "this invoice is issued already"));
    };
    if version.is_some_and(|seen| seen != row.version) {
        return Err(Error::Stale);
    }
    Draft::of(row)
}

/// Changes a draft, if it is still as the caller saw it.
///
/// # Errors
/// [`Error::NotFound`] for what is nothing of the agency's; a conflict where it is issued; [`Error::Stale`] when it has
/// moved on from `version`; [`Error::Invalid`] as for a new one.
pub async fn change_draft(
    scope: &AgencyScope,
    id: InvoiceId,
    version: Option<i64>,
    change: DraftChange,
) -> Result<Draft> {
    scope
        .transaction(async |scope| {
            let Draft { row, content, .. } = held_draft(&scope, id, version).await?;
            let (due_days, due_on) = match change.due {
                None => (content.due_days, content.due_on),
                Some(Due::Usual) => (None, None),
                Some(Due::Days(days)) => (Some(days), None),
                Some(Due::On(day)) => (None, Some(day)),
            };
            let content = Content {
                items: change.items.unwrap_or(content.items),
                inclusive: change.inclusive.unwrap_or(content.inclusive),
                discount: change.discount.unwrap_or(content.discount),
                note: change.note.unwrap_or(content.note),
                due_days,
                due_on,
            };
            let (content, totals) = content.checked()?;
            let code = change.currency.unwrap_or(row.currency);
            let currency = currency(&scope, row.workspace_id, Some(&code)).await?;
            let project = change.project.unwrap_or(row.project_id);
            check_project(&scope, row.workspace_id, project).await?;
            let update = scope.update::<Entity>().set(Column::ProjectId, project);
            let update = update.set(Column::Currency, currency.code()).set(Column::Content, kept(&content)?);
            let update = update.set(Column::Total, totals.total).set(Column::Version, row.version + 1);
            let update = update.set(Column::UpdatedAt, scope.now()).filter(Column::Id.eq(id));
            let row = update.returning().await?.pop().ok_or(Error::NotFound)?;
            announce_billing(&scope, row.workspace_id);
            Ok(Draft { row, content, totals })
        })
        .await
}

/// Throws a draft away. It never had a number.
///
/// # Errors
/// [`Error::NotFound`] for what is nothing of the agency's; a conflict where it is issued; [`Error::Stale`] when it has
/// moved on from `version`.
pub async fn delete_draft(scope: &AgencyScope, id: InvoiceId, version: Option<i64>) -> Result<()> {
    scope
        .transaction(async |scope| {
            let draft = held_draft(&scope, id, version).await?;
            scope.delete::<Entity>().filter(Column::Id.eq(id)).exec().await?;
            // What came out of a file may come again.
            scope.delete::<invoice_import::Entity>().filter(invoice_import::Column::InvoiceId.eq(id)).exec().await?;
            announce_billing(&scope, draft.row.workspace_id);
            Ok(())
        })
        .await
}

/// What a draft is to say, as it is kept.
pub(super) fn kept(content: &Content) -> Result<String> {
    serde_json::to_string(content).map_err(Error::internal)
}

/// The currency that is said, or else the workspace's usual one, or else the agency's; of a workspace of the agency.
///
/// # Errors
/// [`Error::Invalid`] where it is none, or the workspace is not the agency's.
pub async fn currency(scope: &AgencyScope, workspace: WorkspaceId, said: Option<&str>) -> Result<Currency> {
    match workspaces::find(scope, workspace).await {
        Err(Error::NotFound) => return Err(Error::field("workspace_id", "The agency has no such workspace.")),
        other => other?,
    };
    known_currency(scope, workspace, said).await
}

/// What a client whom we know is billed in, unless something else is said.
///
/// # Errors
/// [`Error::Invalid`] for a currency that there is not.
pub(super) async fn known_currency(
    scope: &AgencyScope,
    workspace: WorkspaceId,
    said: Option<&str>,
) -> Result<Currency> {
    let code = match said {
        Some(code) => code.to_owned(),
        None => {
            let party = scope.find::<billing_party::Entity>().filter(billing_party::Column::WorkspaceId.eq(workspace));
            match party.first().await?.and_then(|party| party.currency) {
                Some(code) => code,
                None => agencies::find(scope).await?.currency,
            }
        }
    };
    Currency::of(&code).ok_or_else(|| Error::field("currency", "This is not a currency's code (ISO 4217)."))
}

async fn check_project(scope: &AgencyScope, workspace: WorkspaceId, project: Option<ProjectId>) -> Result<()> {
    use project::{Column, Entity};
    let Some(project) = project else { return Ok(()) };
    let known = scope.find::<Entity>().filter(Column::Id.eq(project)).filter(Column::WorkspaceId.eq(workspace));
    match known.first().await? {
        Some(_) => Ok(()),
        None => Err(Error::field("project_id", "The client has no such project.")),
    }
}
