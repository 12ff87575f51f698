//! The same libraries with nothing around them: poem, sea-orm and maud, three queries a page. No session, no
//! rights, no layout. What a page of ours costs more is what the product adds.

mod billing;
mod pages;
mod paper;
mod process;
mod redraw;
mod rows;

pub use process::Bare;
pub use redraw::redraw;

use std::time::Duration;

use anyhow::Result;
use poem::listener::TcpListener;
use poem::{EndpointExt, Route, Server, get, post};
use sea_orm::ConnectOptions;
use sea_orm::entity::prelude::*;
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};

use rows::{message, workspace};

#[expect(clippy::disallowed_types, reason = "the counterpart has nothing around its connections")]
pub type Db = sea_orm::DatabaseConnection;

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

/// One connection to a PostgreSQL.
#[expect(clippy::disallowed_methods, reason = "the counterpart has nothing around its connections")]
pub async fn connect_to(url: &str) -> Result<Db> {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
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
        .at("/hello", get(pages::hello))
        .at("/list", get(pages::list))
        .at("/dashboard", get(pages::dashboard))
        .at("/request/:id", get(pages::thread))
        .at("/insert", post(pages::insert))
        .at("/invoices", get(billing::invoices))
        .at("/paper/:id", get(billing::paper))
        .data(Ground { read, write, home, message });
    Ok(Server::new(TcpListener::bind(("127.0.0.1", port))).run(routes).await?)
}
