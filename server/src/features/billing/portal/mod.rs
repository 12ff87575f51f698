mod download;
mod look;
mod statement;

use poem::Request;

use super::service;
use super::views::Terms;
use crate::access::{AgencyScope, Permission};
use crate::error::Result;
use crate::web::{Audience, Door, Layout, Pages, places};

/// Everybody who may see invoices, where there are any.
const FOR: Audience = Audience::Permitted(Permission::ViewInvoices);

/// The feature's pages.
pub fn pages(pages: Pages) -> Pages {
    pages
        .get(places::BILLING, FOR, look::overview)
        .get(places::INVOICES, FOR, look::list)
        .get("/portal/billing/invoices/:invoice_id", FOR, look::show)
        .get("/portal/billing/invoices/:invoice_id/pdf", FOR, download::pdf)
        .get(places::STATEMENT, FOR, statement::statement)
}

/// The agency of a reader who was let in.
async fn house(request: &Request) -> Result<AgencyScope> {
    Ok(Door::of(request).await?.house())
}

/// How the reader is told of amounts and days: as their agency counts.
async fn terms(house: &AgencyScope, layout: &Layout) -> Result<Terms> {
    let agency = &layout.viewer().agency;
    Ok(Terms {
        today: layout.times.now.with_timezone(&agency.time_zone).date_naive(),
        edges: service::settings(house).await?.edges(),
        locale: agency.locale,
    })
}
