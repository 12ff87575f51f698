use chrono::NaiveDate;
use sea_orm::sea_query::{Expr, ExprTrait, LikeExpr};
use sea_orm::{ColumnTrait, Condition, DerivePartialModel};

use crate::access::{AgencyScope, AgencySide, Key, Page, Paging, ScopedSelect, Sort};
use crate::entity::words::{InvoiceKind, InvoiceStatus};
use crate::entity::{credit, invoice, invoice_draft, payment, workspace};
use crate::error::Result;
use crate::ids::{InvoiceId, WorkspaceId};

/// Where an issued document stands, what is derived among it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Open,
    Overdue,
    PartlyPaid,
    Paid,
    Void,
}

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// What was issued last first.
    #[default]
    Newest,
    /// What is due first.
    Due,
}

/// Which of the agency's issued documents are wanted.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub standing: Option<Standing>,
    pub kind: Option<InvoiceKind>,
    pub workspace: Option<WorkspaceId>,
    /// A part of the number.
    pub number: Option<String>,
    pub issued_from: Option<NaiveDate>,
    pub issued_to: Option<NaiveDate>,
    pub order: Order,
}

/// A workspace by name.
#[derive(Clone, Debug, DerivePartialModel)]
#[sea_orm(entity = "workspace::Entity")]
pub struct WorkspaceName {
    pub id: WorkspaceId,
    pub name: String,
}

/// An issued document with its workspace's name.
#[derive(Clone, Debug, DerivePartialModel)]
#[sea_orm(entity = "invoice::Entity")]
pub struct Listed {
    #[sea_orm(nested)]
    pub invoice: invoice::Model,
    #[sea_orm(nested)]
    pub workspace: WorkspaceName,
}

/// A draft with its workspace's name.
#[derive(Clone, Debug, DerivePartialModel)]
#[sea_orm(entity = "invoice_draft::Entity")]
pub struct ListedDraft {
    #[sea_orm(nested)]
    pub draft: invoice_draft::Model,
    #[sea_orm(nested)]
    pub workspace: WorkspaceName,
}

fn named(scope: &AgencyScope) -> ScopedSelect<'_, AgencySide, invoice::Entity> {
    let invoices = scope.find::<invoice::Entity>();
    invoices.join::<workspace::Entity>(invoice::Column::WorkspaceId, workspace::Column::Id)
}

fn named_drafts(scope: &AgencyScope) -> ScopedSelect<'_, AgencySide, invoice_draft::Entity> {
    let drafts = scope.find::<invoice_draft::Entity>();
    drafts.join::<workspace::Entity>(invoice_draft::Column::WorkspaceId, workspace::Column::Id)
}

/// The agency's issued documents; overdue is what was due before `today`.
///
/// # Errors
/// When the cursor is none of ours, or of another order.
pub async fn list(scope: &AgencyScope, filter: &Filter, today: NaiveDate, paging: &Paging) -> Result<Page<Listed>> {
    use invoice::Column;
    let standing = filter.standing.map(|standing| match standing {
        Standing::Open => Condition::all().add(Column::Status.eq(InvoiceStatus::Open)),
        Standing::Overdue => Condition::all().add(Column::Status.eq(InvoiceStatus::Open)).add(Column::DueOn.lt(today)),
        Standing::PartlyPaid => Condition::all()
            .add(Column::Status.eq(InvoiceStatus::Open))
            .add(Expr::col((invoice::Entity, Column::Outstanding)).lt(Expr::col((invoice::Entity, Column::Total)))),
        Standing::Paid => Condition::all().add(Column::Status.eq(InvoiceStatus::Paid)),
        Standing::Void => Condition::all().add(Column::Status.eq(InvoiceStatus::Void)),
    });
    let wanted = named(scope)
        .filter(Condition::all().add_option(standing))
        .filter_if(filter.kind, |kind| Column::Kind.eq(kind))
        .filter_if(filter.workspace, |id| Column::WorkspaceId.eq(id))
        .filter_if(filter.number.as_deref(), |part| Column::Number.like(holding(part)))
        .filter_if(filter.issued_from, |day| Column::IssuedOn.gte(day))
        .filter_if(filter.issued_to, |day| Column::IssuedOn.lte(day));
    let id = |row: &Listed| row.invoice.id.into();
    let sort = match filter.order {
        // By the moment in which they were issued: a draft, whose id it keeps, may lie for long before.
        Order::Newest => {
            let issued = Expr::col((invoice::Entity, Column::CreatedAt));
            Sort::by_time(issued, true, |row: &Listed| Key::Time(row.invoice.created_at), id)
        }
        Order::Due => {
            let due = Expr::col((invoice::Entity, Column::DueOn));
            Sort::by_day(due, false, |row: &Listed| Key::Day(row.invoice.due_on), id)
        }
    };
    wanted.page_as(paging, sort).await
}

/// What holds this part, in which `%` and `_` stand for themselves.
fn holding(part: &str) -> LikeExpr {
    let part = part.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    LikeExpr::new(format!("%{part}%")).escape('\\')
}

/// The agency's drafts, the latest first.
///
/// # Errors
/// When the cursor is none of ours.
pub async fn drafts(scope: &AgencyScope, workspace: Option<WorkspaceId>, paging: &Paging) -> Result<Page<ListedDraft>> {
    let drafts = named_drafts(scope).filter_if(workspace, |id| invoice_draft::Column::WorkspaceId.eq(id));
    drafts.page_as(paging, Sort::newest(|row: &ListedDraft| row.draft.id.into())).await
}

/// An issued document, or nothing where there is none within the agency.
///
/// # Errors
/// When the database fails.
pub async fn issued(scope: &AgencyScope, id: InvoiceId) -> Result<Option<Listed>> {
    Ok(named(scope).filter(invoice::Column::Id.eq(id)).all_as().await?.pop())
}

/// The name of a draft's workspace.
///
/// # Errors
/// [`crate::error::Error::NotFound`] for what is no draft of the agency.
pub async fn draft_workspace(scope: &AgencyScope, id: InvoiceId) -> Result<WorkspaceName> {
    let row: ListedDraft = named_drafts(scope).filter(invoice_draft::Column::Id.eq(id)).one_as().await?;
    Ok(row.workspace)
}

/// What was paid on an invoice, paid back or credited, the earliest first.
///
/// # Errors
/// [`crate::error::Error::NotFound`] for another agency's invoice, and for a draft.
pub async fn payments(scope: &AgencyScope, id: InvoiceId, paging: &Paging) -> Result<Page<payment::Model>> {
    use payment::{Column, Entity};
    scope.find::<invoice::Entity>().filter(invoice::Column::Id.eq(id)).one().await?;
    let rows = scope.find::<Entity>().filter(Column::InvoiceId.eq(id));
    rows.page(paging, Sort::oldest(|row| row.id.into())).await
}

/// A payment, with its invoice's number and its workspace's name.
#[derive(Clone, Debug, DerivePartialModel)]
#[sea_orm(entity = "payment::Entity")]
pub struct ListedPayment {
    #[sea_orm(nested)]
    pub payment: payment::Model,
    #[sea_orm(nested)]
    pub invoice: InvoiceNumber,
    #[sea_orm(nested)]
    pub workspace: WorkspaceName,
}

/// An invoice by number.
#[derive(Clone, Debug, DerivePartialModel)]
#[sea_orm(entity = "invoice::Entity")]
pub struct InvoiceNumber {
    pub number: String,
}

/// All that was paid, paid back or credited between two days, by day.
///
/// # Errors
/// When the cursor is none of ours.
pub async fn paid_between(
    scope: &AgencyScope,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    paging: &Paging,
) -> Result<Page<ListedPayment>> {
    use payment::{Column, Entity};
    let rows = scope.find::<Entity>().join::<invoice::Entity>(Column::InvoiceId, invoice::Column::Id);
    let rows = rows.join::<workspace::Entity>(Column::WorkspaceId, workspace::Column::Id);
    let rows = rows.filter_if(from, |day| Column::HappenedOn.gte(day)).filter_if(to, |day| Column::HappenedOn.lte(day));
    let day = Expr::col((Entity, Column::HappenedOn));
    let key = |row: &ListedPayment| Key::Day(row.payment.happened_on);
    rows.page_as(paging, Sort::by_day(day, false, key, |row| row.payment.id.into())).await
}

/// What workspaces have to their credit, the latest first; what is used up too.
///
/// # Errors
/// When the cursor is none of ours.
pub async fn credits(
    scope: &AgencyScope,
    workspace: Option<WorkspaceId>,
    paging: &Paging,
) -> Result<Page<credit::Model>> {
    use credit::{Column, Entity};
    let rows = scope.find::<Entity>().filter_if(workspace, |id| Column::WorkspaceId.eq(id));
    rows.page(paging, Sort::newest(|row| row.id.into())).await
}
