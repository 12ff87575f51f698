use serde::{Deserialize, Serialize};

use super::service;
use crate::ids::{AgencyId, InvoiceId};
use crate::jobs::{Context, Failure, Job};

/// How many workspaces are looked at in one go; the rest some minutes later.
const AT_ONCE: u64 = 200;

/// Puts an issued invoice on paper, which it stays on.
#[derive(Serialize, Deserialize)]
pub struct DrawInvoice {
    pub agency: AgencyId,
    pub invoice: InvoiceId,
}

impl Job for DrawInvoice {
    const KIND: &'static str = "draw_invoice";

    async fn run(self, context: &Context) -> Result<(), Failure> {
        service::paper(&context.system.agency(self.agency), &context.storage, self.invoice).await?;
        Ok(())
    }
}

/// Reminds clients of what is to be paid, as their agency wishes; it comes back by itself.
#[derive(Serialize, Deserialize)]
pub struct RemindInvoices;

impl Job for RemindInvoices {
    const KIND: &'static str = "remind_invoices";

    async fn run(self, context: &Context) -> Result<(), Failure> {
        let system = &context.system;
        for (agency, workspace) in system.due_invoice_reminders(AT_ONCE).await? {
            if let Err(error) = service::remind_due(&system.agency(agency), workspace).await {
                // One that cannot be reminded must not keep the others waiting.
                tracing::error!(?error, %workspace, "reminding of invoices");
            }
        }
        Ok(())
    }
}
