use sea_orm::ColumnTrait;
use serde::{Deserialize, Serialize};

use crate::access::AgencyScope;
use crate::entity::{checkout_invoice, invoice};
use crate::error::Result;
use crate::ids::{AgencyId, InvoiceId};
use crate::jobs;

/// The job that closes the page on which an invoice can still be paid, after less is outstanding on it than that page
/// asks for; `online` says what it does.
#[derive(Serialize, Deserialize)]
pub struct Settled {
    pub agency: AgencyId,
    pub invoice: InvoiceId,
}

/// Has the page closed on which an invoice, which the caller holds, can be paid; where there is one.
pub async fn less_is_owed(scope: &AgencyScope, invoice: &invoice::Model) -> Result<()> {
    use checkout_invoice::{Column, Entity};
    // A page is written down with the invoice held, too: it is either here by now, or asks for what is outstanding then.
    let live = scope.find::<Entity>().filter(Column::LiveId.eq(invoice.id)).first().await?;
    match live {
        Some(_) => jobs::enqueue(scope, &Settled { agency: scope.agency(), invoice: invoice.id }).await,
        None => Ok(()),
    }
}
