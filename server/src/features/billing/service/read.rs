use sea_orm::ColumnTrait;

use crate::access::Reach;
use crate::entity::{invoice, invoice_line, payment};
use crate::error::Result;
use crate::ids::InvoiceId;

/// An issued invoice with all that belongs to it.
#[derive(Clone, Debug)]
pub struct Whole {
    pub invoice: invoice::Model,
    pub lines: Vec<invoice_line::Model>,
    /// The earliest first; those that failed among them.
    pub payments: Vec<payment::Model>,
}

/// An issued invoice within the scope, with its lines and payments.
///
/// # Errors
/// [`crate::error::Error::NotFound`] for what the scope does not see.
pub async fn whole(scope: &impl Reach, id: InvoiceId) -> Result<Whole> {
    let invoice = scope.rows::<invoice::Entity>().filter(invoice::Column::Id.eq(id)).one().await?;
    let payments = scope.rows::<payment::Entity>().filter(payment::Column::InvoiceId.eq(id));
    let payments = payments.asc(payment::Column::Id).all().await?;
    Ok(Whole { invoice, lines: lines(scope, id).await?, payments })
}

/// The lines of an invoice, in their order.
///
/// # Errors
/// When the database fails.
pub async fn lines(scope: &impl Reach, id: InvoiceId) -> Result<Vec<invoice_line::Model>> {
    use invoice_line::{Column, Entity};
    scope.rows::<Entity>().filter(Column::InvoiceId.eq(id)).asc(Column::Position).all().await
}
