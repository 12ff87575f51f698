mod download;
mod look;
mod statement;

use chrono::NaiveDate;

use super::service;
use super::views::Terms;
use crate::access::{AgencyScope, Part, Permission};
use crate::web::{Audience, Layout, Pages, places};

/// Everybody who may see invoices, where there are any.
const FOR: Audience = Audience::Permitted(Permission::ViewInvoices);

/// The feature's pages.
pub fn pages(pages: Pages) -> Pages {
    pages
        .get(places::BILLING, FOR, look::overview)
        .get(places::INVOICES, FOR, look::list)
        .get("/portal/billing/invoices/:invoice_id", FOR, look::show)
        .stream("/portal/billing/invoices/:invoice_id/pdf", FOR, download::pdf)
        .get(places::STATEMENT, FOR, statement::statement)
}

/// How the reader is told of amounts and days: as their agency counts.
fn terms<'s>(house: &'s AgencyScope, layout: &Layout) -> Part<'s, Terms> {
    let (today, locale) = (today(layout), layout.times.locale);
    service::part_settings(house).map(move |settings| Terms { today, edges: settings.edges(), locale })
}

/// The day where the agency is.
fn today(layout: &Layout) -> NaiveDate {
    layout.times.now.with_timezone(&layout.viewer().agency.time_zone).date_naive()
}
