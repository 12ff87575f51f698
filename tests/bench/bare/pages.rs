//! Requests: a list, one with its thread, the dashboard, and a message more.

use maud::{Markup, html};
use poem::error::InternalServerError;
use poem::handler;
use poem::http::StatusCode;
use poem::web::{Data, Json, Path};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect, Set};
use uuid::Uuid;

use super::Ground;
use super::rows::{message, request, workspace};

#[handler]
pub fn hello() -> &'static str {
    "hello"
}

fn open(ground: &Ground) -> Select<request::Entity> {
    let mine = request::Entity::find().filter(request::Column::WorkspaceId.eq(ground.home.id));
    mine.filter(request::Column::AgencyId.eq(ground.message.agency_id)).filter(request::Column::Status.eq("open"))
}

pub async fn home(ground: &Ground) -> poem::Result<workspace::Model> {
    let home = workspace::Entity::find_by_id(ground.home.id).one(&ground.read).await.map_err(InternalServerError)?;
    home.ok_or_else(|| StatusCode::NOT_FOUND.into())
}

fn rows(requests: &[request::Model]) -> Markup {
    html! {
        ul { @for request in requests {
            li { a href={ "/request/" (request.id) } { "#" (request.number) " " (request.subject) }
                " " (request.category) " " (request.status) " " (request.priority) " " (request.author_name) " "
                (request.message_count) " " time { (request.last_message_at) } }
        } }
    }
}

#[handler]
pub async fn list(ground: Data<&Ground>) -> poem::Result<Markup> {
    let home = home(&ground).await?;
    let page = open(&ground).order_by_desc(request::Column::Id).limit(25).all(&ground.read).await;
    let count = open(&ground).count(&ground.read).await.map_err(InternalServerError)?;
    Ok(html! { h1 { (home.name) } p { (count) } (rows(&page.map_err(InternalServerError)?)) })
}

#[handler]
pub async fn dashboard(ground: Data<&Ground>) -> poem::Result<Markup> {
    let home = home(&ground).await?;
    let waiting = open(&ground).order_by_asc(request::Column::Id).limit(6).all(&ground.read).await;
    let latest = open(&ground).order_by_desc(request::Column::Id).limit(12).all(&ground.read).await;
    let (waiting, latest) = (waiting.map_err(InternalServerError)?, latest.map_err(InternalServerError)?);
    Ok(html! { h1 { (home.name) } (rows(&waiting)) (rows(&latest)) })
}

#[handler]
pub async fn thread(ground: Data<&Ground>, Path(id): Path<Uuid>) -> poem::Result<Markup> {
    let home = home(&ground).await?;
    let request = request::Entity::find_by_id(id).one(&ground.read).await.map_err(InternalServerError)?;
    let request = request.ok_or(StatusCode::NOT_FOUND)?;
    let messages = message::Entity::find().filter(message::Column::RequestId.eq(id));
    let messages = messages.order_by_desc(message::Column::Id).limit(50).all(&ground.read).await;
    Ok(html! {
        h1 { (home.name) ": " (request.subject) }
        ol { @for message in messages.map_err(InternalServerError)?.iter().rev() {
            li { (message.author_name) " " time { (message.created_at) } p { (message.body) } }
        } }
    })
}

#[handler]
pub async fn insert(ground: Data<&Ground>, body: Json<serde_json::Value>) -> poem::Result<StatusCode> {
    let mut row: message::ActiveModel = ground.message.clone().into();
    row = row.reset_all();
    row.id = Set(Uuid::now_v7());
    row.body = Set(body["body"].as_str().unwrap_or_default().to_owned());
    message::Entity::insert(row).exec_without_returning(&ground.write).await.map_err(InternalServerError)?;
    Ok(StatusCode::CREATED)
}
