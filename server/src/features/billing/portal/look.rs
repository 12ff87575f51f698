use std::sync::Arc;

use poem::web::{Data, Path};
use poem::{IntoResponse, Response, handler};

use super::{terms, today};
use crate::access::{InvoiceReader, Paging, together};
use crate::error::Error;
use crate::features::billing::service::client_read;
use crate::features::billing::views::{self, Account, List, Shown};
use crate::features::billing::{is_beyond, payable};
use crate::features::till;
use crate::stripe::Cashier;
use crate::web::components::Crumb;
use crate::web::{House, Layout, Query, places};

/// How many invoices a page shows.
const AT_ONCE: u64 = 25;

#[handler]
pub async fn overview(
    scope: InvoiceReader,
    layout: Layout,
    House(house): House,
    Data(cashier): Data<&Arc<Cashier>>,
) -> poem::Result<Response> {
    let (terms, can_pay) = together((terms(&house, &layout), till::part_is_set_up(&house, cashier))).ask().await?;
    let overview = client_read::overview(&scope, terms.today).await?;
    let zone = layout.viewer().agency.time_zone;
    let view = Account { overview: &overview, terms, zone, can_pay, token: &layout.token };
    layout.page(views::BILLING, Vec::new(), views::overview(&view)).await
}

#[handler]
pub async fn list(
    scope: InvoiceReader,
    layout: Layout,
    House(house): House,
    Query(query): Query,
) -> poem::Result<Response> {
    let (filter, order) = (views::filter(query.get("status")), views::order(query.get("sort")));
    let cursor = Some(query.get("cursor")).filter(|cursor| !cursor.is_empty());
    let today = today(&layout);
    let page = client_read::list(&scope, filter, order, today, &Paging::after(AT_ONCE, cursor)?).await?;
    let (terms, sums) =
        layout.with(together((terms(&house, &layout), client_read::sums(&scope, filter, today)))).await?;
    let view = List { page: &page, sums: &sums, filter, order, terms };
    let trail = vec![Crumb { label: views::BILLING, href: places::BILLING }];
    layout.page(views::INVOICES, trail, views::list(&view)).await
}

/// An invoice: as a page, or as what opens beside the list.
#[handler]
pub async fn show(
    scope: InvoiceReader,
    layout: Layout,
    House(house): House,
    Data(cashier): Data<&Arc<Cashier>>,
    Path(invoice): Path<String>,
) -> poem::Result<Response> {
    let opened = client_read::open(&scope, invoice.parse().map_err(|_| Error::NotFound)?).await?;
    let (terms, can_pay) = together((terms(&house, &layout), till::part_is_set_up(&house, cashier))).ask().await?;
    let (can_pay, beyond) = (can_pay && payable(&[&opened.invoice]), can_pay && is_beyond(&opened.invoice));
    let view = Shown { opened: &opened, terms, can_pay, beyond, token: &layout.token };
    if layout.wants_fragment() {
        return Ok(views::fragment(&view).into_response());
    }
    let trail = vec![
        Crumb { label: views::BILLING, href: places::BILLING },
        Crumb { label: views::INVOICES, href: places::INVOICES },
    ];
    layout.page(&opened.invoice.number, trail, views::page(&view)).await
}
