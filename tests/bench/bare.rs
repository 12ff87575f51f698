//! The same libraries with nothing around them: poem, sea-orm and maud, three queries a page. No session, no
//! rights, no layout. What a page of ours costs more is what the product adds.

use std::time::Duration;

use anyhow::Result;
use maud::{Markup, html};
use poem::error::InternalServerError;
use poem::http::StatusCode;
use poem::listener::TcpListener;
use poem::web::{Data, Json, Path};
use poem::{EndpointExt, Route, Server, get, handler, post};
use sea_orm::entity::prelude::*;
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{ConnectOptions, QueryOrder, QuerySelect, Set};
use uuid::Uuid;

mod request {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "request")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub agency_id: Uuid,
        pub workspace_id: Uuid,
        pub number: i64,
        pub category: String,
        pub subject: String,
        pub status: String,
        pub priority: String,
        pub author_name: String,
        pub message_count: i64,
        pub last_message_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod message {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "request_message")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub agency_id: Uuid,
        pub workspace_id: Uuid,
        pub request_id: Uuid,
        pub author_kind: String,
        pub author_id: Uuid,
        pub author_name: String,
        pub body: String,
        pub created_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod workspace {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "workspace")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub name: String,
        pub slug: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

#[expect(clippy::disallowed_types, reason = "the counterpart has nothing around its connections")]
type Db = sea_orm::DatabaseConnection;

/// Connections as the product has them: a write-ahead log, and every commit on the disk.
#[expect(clippy::disallowed_methods, reason = "the counterpart has nothing around its connections")]
pub async fn connect(file: &str, connections: u32) -> Result<Db> {
    let mut options = ConnectOptions::new(format!("sqlite://{file}"));
    options.max_connections(connections).sqlx_logging(false);
    options.map_sqlx_sqlite_opts(|sqlite| {
        let sqlite = sqlite.journal_mode(SqliteJournalMode::Wal).synchronous(SqliteSynchronous::Full);
        sqlite.busy_timeout(Duration::from_secs(10)).foreign_keys(true)
    });
    Ok(sea_orm::Database::connect(options).await?)
}

/// One pool to read, one connection to write.
#[derive(Clone)]
struct Ground {
    read: Db,
    write: Db,
    home: workspace::Model,
    /// The row that inserts are copies of.
    message: message::Model,
}

/// Serves until it is killed.
pub async fn serve(file: &str, port: u16) -> Result<()> {
    let (read, write) = (connect(file, 8).await?, connect(file, 1).await?);
    let home = workspace::Entity::find().filter(workspace::Column::Slug.eq("acme-coffee")).one(&read).await?;
    let message = message::Entity::find().one(&read).await?;
    let (Some(home), Some(message)) = (home, message) else { anyhow::bail!("the file is empty") };
    let routes = Route::new()
        .at("/hello", get(hello))
        .at("/list", get(list))
        .at("/dashboard", get(dashboard))
        .at("/request/:id", get(thread))
        .at("/insert", post(insert))
        .data(Ground { read, write, home, message });
    Ok(Server::new(TcpListener::bind(("127.0.0.1", port))).run(routes).await?)
}

#[handler]
fn hello() -> &'static str {
    "hello"
}

fn open(ground: &Ground) -> Select<request::Entity> {
    let mine = request::Entity::find().filter(request::Column::WorkspaceId.eq(ground.home.id));
    mine.filter(request::Column::AgencyId.eq(ground.message.agency_id)).filter(request::Column::Status.eq("open"))
}

async fn home(ground: &Ground) -> poem::Result<workspace::Model> {
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
async fn list(ground: Data<&Ground>) -> poem::Result<Markup> {
    let home = home(&ground).await?;
    let page = open(&ground).order_by_desc(request::Column::Id).limit(25).all(&ground.read).await;
    let count = open(&ground).count(&ground.read).await.map_err(InternalServerError)?;
    Ok(html! { h1 { (home.name) } p { (count) } (rows(&page.map_err(InternalServerError)?)) })
}

#[handler]
async fn dashboard(ground: Data<&Ground>) -> poem::Result<Markup> {
    let home = home(&ground).await?;
    let waiting = open(&ground).order_by_asc(request::Column::Id).limit(6).all(&ground.read).await;
    let latest = open(&ground).order_by_desc(request::Column::Id).limit(12).all(&ground.read).await;
    let (waiting, latest) = (waiting.map_err(InternalServerError)?, latest.map_err(InternalServerError)?);
    Ok(html! { h1 { (home.name) } (rows(&waiting)) (rows(&latest)) })
}

#[handler]
async fn thread(ground: Data<&Ground>, Path(id): Path<Uuid>) -> poem::Result<Markup> {
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
async fn insert(ground: Data<&Ground>, body: Json<serde_json::Value>) -> poem::Result<StatusCode> {
    let mut row: message::ActiveModel = ground.message.clone().into();
    row = row.reset_all();
    row.id = Set(Uuid::now_v7());
    row.body = Set(body["body"].as_str().unwrap_or_default().to_owned());
    message::Entity::insert(row).exec_without_returning(&ground.write).await.map_err(InternalServerError)?;
    Ok(StatusCode::CREATED)
}
