//! What is measured: the server and its bare counterpart, each over a copy of the same data.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use portico_tests::people::{CARLA, PASSWORD};
use portico_tests::server::reqwest_client;
use portico_tests::{Server, Visitor};
use reqwest::{Client, RequestBuilder};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::bare::{Bare, connect, connect_to};
use crate::fill::{self, Size};

/// Nobody is slowed for asking often, mails collect, and the demo's own Stripe, which is no part of the product, does
/// not live in the process that is measured.
const SETTINGS: [(&str, &str); 3] = [
    ("PORTICO_API_RATE", "100000000"),
    ("PORTICO_MAIL_GROUPING", "300"),
    ("PORTICO_STRIPE_API_BASE", "http://127.0.0.1:9"),
];
const READY: Duration = Duration::from_secs(60);

/// Both, running.
pub struct Ground {
    pub server: Server,
    pub bare: Bare,
}

impl Ground {
    /// Has the demo's file filled while nobody has it open, and starts both; gives what filling it gave.
    pub async fn filled<T>(fill: impl AsyncFnOnce(&Path) -> Result<T>) -> Result<(Self, T)> {
        let mut server = Server::with(&SETTINGS).await?;
        server.terminate().await?;
        let file = server.folder().join("portico.db");
        let filled = fill(&file).await?;
        let copy = server.folder().join("bare.db");
        std::fs::copy(&file, &copy)?;
        server.start_again(READY).await?;
        let bare = Bare::start(&copy).await?;
        Ok((Self { server, bare }, filled))
    }

    /// Starts the server anew, as it is before anybody asked it for anything.
    pub async fn fresh(&mut self) -> Result<()> {
        self.server.terminate().await?;
        self.server.start_again(READY).await.map(drop)
    }

    /// Carla in the portal.
    pub async fn carla(&self) -> Result<Carla> {
        Carla::at(&self.server).await
    }

    /// A message into a request's thread, in this member's name.
    pub async fn message(&self, email: &str, request: Uuid) -> Result<impl Ask + use<>> {
        let (token, url) = (token(&self.server, email).await?, format!("/api/v1/requests/{request}/messages"));
        let url = self.server.url(&url);
        Ok(move |http: &Client| http.post(&url).bearer_auth(&token).json(&json!({ "body": "Measured." })))
    }
}

/// The server alone over so much data: in a file of its own, or in this database of a PostgreSQL.
pub async fn filled(database: Option<&str>, size: Size) -> Result<Server> {
    let own = database.map(|url| ("PORTICO_DATABASE_URL", url));
    let settings: Vec<(&str, &str)> = SETTINGS.into_iter().chain(own).collect();
    let mut server = Server::with(&settings).await?;
    server.terminate().await?;
    let file = server.folder().join("portico.db");
    let db = match database {
        Some(url) => connect_to(url).await?,
        None => connect(file.to_str().context("a file without a name")?, 1).await?,
    };
    fill::sized(&db, size).await?;
    db.close().await?;
    server.start_again(READY).await?;
    Ok(server)
}

/// Somebody who looks at pages.
pub struct Carla {
    pub cookie: String,
    base: String,
    /// A request of hers with a thread.
    pub request: Uuid,
}

impl Carla {
    /// She signs in at a server.
    pub async fn at(server: &Server) -> Result<Self> {
        let visitor = Visitor::sign_in(server, CARLA).await?;
        let shown = visitor.get("/portal/requests").await?.body;
        let mut ids = shown.split("/portal/requests/").filter_map(|rest| rest.get(..36)?.parse().ok());
        let request = ids.next().context("Carla has no requests")?;
        Ok(Self { cookie: visitor.cookie(), base: server.url(""), request })
    }

    /// A question for a page.
    pub fn page(&self, path: &str) -> impl Ask + use<> {
        let (url, cookie) = (format!("{}{path}", self.base), self.cookie.clone());
        move |http: &Client| http.get(&url).header("cookie", &cookie)
    }
}

/// A question that can be asked again and again, over any connection.
pub trait Ask: Fn(&Client) -> RequestBuilder + Clone + Send + Sync + 'static {}

impl<F: Fn(&Client) -> RequestBuilder + Clone + Send + Sync + 'static> Ask for F {}

/// What opens the staff API to a member of the team.
pub async fn token(server: &Server, email: &str) -> Result<String> {
    let answer = sign_in(server, email)(&reqwest_client()?).send().await?.error_for_status()?;
    let pair: Value = answer.json().await?;
    Ok(pair["access_token"].as_str().context("no token")?.to_owned())
}

/// A member of the team signs in.
pub fn sign_in(server: &Server, email: &str) -> impl Ask + use<> {
    let (url, credentials) = (server.url("/api/v1/auth/token"), json!({ "email": email, "password": PASSWORD }));
    move |http: &Client| http.post(&url).json(&credentials)
}
