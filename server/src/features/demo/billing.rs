use sea_orm::ColumnTrait;

use super::stage::Stage;
use super::story::{self, Settlement};
use crate::access::AdminScope;
use crate::entity::invoice;
use crate::entity::words::{PaymentMethod, StaffRole};
use crate::error::{Error, Result};
use crate::features::billing::{
    self, Content, Discount, NewCreditNote, NewDraft, NewPayment, PartyChange, SettingsChange,
};
use crate::features::subscriptions::{self, NewPrice, NewProduct, NewSubscription};
use crate::ids::WorkspaceId;

/// The agency says who it is on its invoices, and whom they are made out to.
pub async fn prepare(stage: &Stage<'_>, agency: &story::Agency) -> Result<()> {
    let office = stage.house().admin()?;
    let seller = &agency.seller;
    let change = SettingsChange {
        legal_name: Some(seller.legal_name.clone()),
        address: Some(seller.address.clone()),
        tax_id: Some(seller.tax_id.clone()),
        payment_note: Some(seller.payment_note.clone()),
        ..SettingsChange::default()
    };
    billing::change_settings(&office, None, change).await?;
    for workspace in &agency.workspaces {
        let change = PartyChange {
            name: Some(workspace.name.clone()),
            address: Some(workspace.address.clone()),
            tax_id: workspace.tax_id.clone(),
            currency: Some(agency.currency.clone()),
        };
        billing::change_party(&office, id(stage, workspace)?, None, change).await?;
    }
    Ok(())
}

/// An invoice is drafted and issued.
pub async fn bill(
    stage: &mut Stage<'_>,
    agency: &story::Agency,
    workspace: &story::Workspace,
    told: &story::Invoice,
) -> Result<()> {
    let office = office(stage, agency).await?;
    let discount = if told.discount_bps > 0 { Discount::Percent(told.discount_bps) } else { Discount::None };
    let content = Content {
        items: told.lines.clone(),
        inclusive: told.inclusive,
        discount,
        note: told.note.clone(),
        due_days: Some(told.due_days),
        due_on: None,
    };
    let new = NewDraft { workspace: id(stage, workspace)?, project: None, currency: told.currency.clone(), content };
    let draft = billing::draft(&office, new).await?;
    let issued = billing::issue(&office, draft.row.id, None).await?;
    stage.invoices.insert(key(workspace, told), issued.id);
    Ok(())
}

/// Something becomes of an invoice.
pub async fn settle(
    stage: &Stage<'_>,
    agency: &story::Agency,
    workspace: &story::Workspace,
    told: &story::Invoice,
    how: &Settlement,
) -> Result<()> {
    let office = office(stage, agency).await?;
    let id = stage.invoices.get(&key(workspace, told)).copied().ok_or(Error::NotFound)?;
    let paid = |amount, reference: &str| NewPayment {
        amount,
        method: PaymentMethod::BankTransfer,
        happened_on: None,
        reference: reference.to_owned(),
    };
    match how {
        Settlement::Pays(amount) => billing::record_payment(&office, id, paid(*amount, "")).await.map(drop),
        Settlement::PaysTheRest(reference) => {
            let left = office.find::<invoice::Entity>().filter(invoice::Column::Id.eq(id)).one().await?.outstanding;
            billing::record_payment(&office, id, paid(left, reference)).await.map(drop)
        }
        Settlement::Voids(reason) => billing::void(&office, id, reason).await.map(drop),
        Settlement::Credits(from, note) => {
            let items = told.lines.iter().skip(*from).cloned().collect();
            let new = NewCreditNote { items: Some(items), note: note.clone() };
            billing::credit_note(&office, id, new).await.map(drop)
        }
    }
}

/// A client subscribes to something, and pays for it.
pub async fn subscribe(
    stage: &Stage<'_>,
    agency: &story::Agency,
    workspace: &story::Workspace,
    told: &story::Subscription,
) -> Result<()> {
    let (office, workspace) = (office(stage, agency).await?, id(stage, workspace)?);
    let product = NewProduct { name: told.name.clone(), description: String::new() };
    let product = subscriptions::create_product(&office, product).await?.id;
    let price = NewPrice { currency: agency.currency.clone(), amount: told.amount, recurs: told.recurs };
    let price = subscriptions::create_price(&office, product, price).await?.id;
    let new = NewSubscription { workspace, price, quantity: 1, due_days: None };
    subscriptions::start(&office, stage.app.cashier(), new).await?;
    let asked = office.find::<invoice::Entity>().filter(invoice::Column::WorkspaceId.eq(workspace));
    let asked = asked.desc(invoice::Column::Id).first().await?.ok_or(Error::NotFound)?;
    let paid = NewPayment {
        amount: asked.outstanding,
        method: PaymentMethod::BankTransfer,
        happened_on: None,
        reference: String::new(),
    };
    billing::record_payment(&office, asked.id, paid).await.map(drop)
}

/// An invoice of a workspace, by when it was issued.
fn key(workspace: &story::Workspace, told: &story::Invoice) -> (String, i64) {
    (workspace.slug.clone(), (told.ago * 24.0) as i64)
}

async fn office(stage: &Stage<'_>, agency: &story::Agency) -> Result<AdminScope> {
    let owner = agency.staff.iter().find(|person| person.role == StaffRole::Owner).ok_or(Error::NotFound)?;
    stage.staff(&owner.email).await?.admin()
}

fn id(stage: &Stage<'_>, workspace: &story::Workspace) -> Result<WorkspaceId> {
    stage.workspaces.get(&workspace.slug).copied().ok_or(Error::NotFound)
}
