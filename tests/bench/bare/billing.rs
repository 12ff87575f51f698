//! Invoices: a list with its sums, and one on paper.

use maud::{Markup, html};
use poem::error::InternalServerError;
use poem::handler;
use poem::http::StatusCode;
use poem::web::{Data, Path};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};
use uuid::Uuid;

use super::Ground;
use super::pages::home;
use super::rows::{invoice, line};

fn billed(ground: &Ground) -> Select<invoice::Entity> {
    let mine = invoice::Entity::find().filter(invoice::Column::WorkspaceId.eq(ground.home.id));
    mine.filter(invoice::Column::AgencyId.eq(ground.message.agency_id))
}

#[handler]
pub async fn invoices(ground: Data<&Ground>) -> poem::Result<Markup> {
    use invoice::Column;
    let home = home(&ground).await?;
    let page = billed(&ground).order_by_desc(Column::IssuedOn).order_by_desc(Column::Id).limit(25);
    let page = page.all(&ground.read).await.map_err(InternalServerError)?;
    let sums = billed(&ground).select_only().column(Column::Currency).column_as(Column::Id.count(), "number");
    let sums = sums.column_as(Column::Total.sum(), "total").column_as(Column::Outstanding.sum(), "outstanding");
    let sums = sums.group_by(Column::Currency).into_tuple::<(String, i64, i64, i64)>().all(&ground.read).await;
    Ok(html! {
        h1 { (home.name) }
        @for (currency, number, total, outstanding) in sums.map_err(InternalServerError)? {
            p { (currency) " " (number) " " (total) " " (outstanding) }
        }
        table { @for invoice in &page {
            tr { td { a href={ "/invoice/" (invoice.id) } { (invoice.number) } } td { (invoice.issued_on) }
                td { (invoice.due_on) } td { (invoice.total) } td { (invoice.outstanding) } td { (invoice.status) } }
        } }
    })
}

#[handler]
pub async fn paper(ground: Data<&Ground>, Path(id): Path<Uuid>) -> poem::Result<Vec<u8>> {
    let invoice = invoice::Entity::find_by_id(id).one(&ground.read).await.map_err(InternalServerError)?;
    let invoice = invoice.ok_or(StatusCode::NOT_FOUND)?;
    let lines = line::Entity::find().filter(line::Column::InvoiceId.eq(id)).order_by_asc(line::Column::Position);
    let lines = lines.all(&ground.read).await.map_err(InternalServerError)?;
    let drawn = tokio::task::spawn_blocking(move || super::paper::paper(&invoice, &lines)).await;
    let broken = |error: anyhow::Error| poem::Error::from_string(error.to_string(), StatusCode::INTERNAL_SERVER_ERROR);
    drawn.map_err(InternalServerError)?.map_err(broken)
}
