//! Workflows: written, published, started; what runs do, wait for and give up on; and that clients see nothing of what
//! goes through them.

mod asked;
mod broken;
mod callbacks;
mod clients;
mod control;
mod engines;
mod example;
mod hooks;
mod leaks;
mod life;
mod limits;
mod outside;
mod pages;
mod plans;
mod steps;
mod stopped;
mod templates;
mod told;
mod waits;

use std::sync::{Arc, Mutex};

use portico::access::{self, ClientScope, OnceKey};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use uuid::Uuid;

use crate::support::{Staff, TestApp, World};

/// A workflow of a world's, of which this is published.
pub async fn published(staff: &Staff, world: &World, definition: &str) -> Uuid {
    let new = json!({ "workspace_id": world.workspace, "name": "Monthly report", "purpose": "Sends the report" });
    let id = id_of(&staff.post("/workflows", new).await.expect(201).json());
    publish(staff, id, definition).await;
    id
}

/// Publishes another version.
pub async fn publish(staff: &Staff, workflow: Uuid, definition: &str) -> Uuid {
    let saved = staff.post(&format!("/workflows/{workflow}/versions"), json!({ "definition": definition })).await;
    let version = id_of(&saved.expect(201).json());
    let body = json!({ "version_id": version });
    staff.post(&format!("/workflows/{workflow}/publish"), body).await.expect(200);
    version
}

/// Starts a run.
pub async fn started(staff: &Staff, workflow: Uuid) -> Uuid {
    id_of(&staff.post(&format!("/workflows/{workflow}/runs"), json!({})).await.expect(201).json())
}

/// Publishes this, starts a run of it and does all that is due.
pub async fn ran(app: &TestApp, staff: &Staff, definition: &str) -> Value {
    let workflow = published(staff, &app.cast.acme, definition).await;
    let run = started(staff, workflow).await;
    app.run_jobs().await;
    seen(staff, run).await
}

/// A run as staff see it.
pub async fn seen(staff: &Staff, run: Uuid) -> Value {
    staff.get(&format!("/runs/{run}")).await.expect(200).json()
}

/// How a run stands.
pub async fn status(staff: &Staff, run: Uuid) -> String {
    seen(staff, run).await["run"]["status"].as_str().unwrap().to_owned()
}

/// How the steps of a run stand, in their order.
pub fn steps(run: &Value) -> Vec<String> {
    let word = |step: &Value, name: &str| step[name].as_str().unwrap().to_owned();
    let steps = run["steps"].as_array().unwrap().iter();
    steps.map(|step| format!("{} {}", word(step, "step"), word(step, "status"))).collect()
}

pub fn id_of(value: &Value) -> Uuid {
    value["id"].as_str().unwrap().parse().unwrap()
}

/// A node that may ask this machine.
pub async fn outgoing(app: &TestApp) -> TestApp {
    app.another(|config| config.outgoing_networks = vec!["127.0.0.0/8".parse().unwrap()]).await
}

/// The scope of a client of the first world, who has automation, under a form's key.
pub async fn client(app: &TestApp, person: &str, once: &str) -> ClientScope {
    app.store.sql("UPDATE workspace SET automation_on = true").await;
    let world = &app.cast.acme;
    let agency = app.app.database.system().agency(world.agency.into());
    let once = OnceKey { key: once.into(), fingerprint: "so".into() };
    let person = app.cast.people[person].into();
    access::scope_of_letter(&app.app.database, &agency, person, world.workspace.into(), once).await.unwrap()
}

/// Somebody else's server, which keeps what it hears.
pub struct Target {
    pub url: String,
    heard: Arc<Mutex<Vec<String>>>,
}

impl Target {
    /// One that answers the nth request so: a status, more header lines, and a body.
    pub async fn answering(answer: impl Fn(usize) -> (u16, String, String) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let heard = Arc::new(Mutex::new(Vec::new()));
        let (kept, answer) = (heard.clone(), Arc::new(answer));
        tokio::spawn(async move {
            while let Ok((mut socket, _)) = listener.accept().await {
                let request = request(&mut socket).await;
                let number = {
                    let mut kept = kept.lock().unwrap();
                    kept.push(request);
                    kept.len()
                };
                let answer = answer.clone();
                // Who is slow to answer one hears another meanwhile.
                tokio::spawn(async move {
                    let (status, more, body) = answer(number);
                    let head = format!(
                        "HTTP/1.1 {status} So\r\nconnection: close\r\ncontent-length: {}\r\n{more}\r\n",
                        body.len()
                    );
                    let _ = socket.write_all(format!("{head}{body}").as_bytes()).await;
                });
            }
        });
        Self { url, heard }
    }

    /// One that answers each request with the next of these, a status and a body, and with the last of them from then on.
    pub async fn by_turns<const N: usize>(answers: [(u16, &'static str); N]) -> Self {
        Self::answering(move |number| {
            let (status, body) = answers[number.min(N) - 1];
            (status, String::new(), body.into())
        })
        .await
    }

    /// What it heard so far.
    pub fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap().clone()
    }
}

/// A whole request, as text.
async fn request(socket: &mut TcpStream) -> String {
    let mut heard = Vec::new();
    let mut piece = [0; 4096];
    loop {
        let length = socket.read(&mut piece).await.unwrap_or_default();
        heard.extend_from_slice(&piece[..length]);
        let text = String::from_utf8_lossy(&heard).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            if length == 0 {
                return text;
            }
            continue;
        };
        let said = header(head, "content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
        if body.len() >= said || length == 0 {
            return text;
        }
    }
}

/// A header of a request that was heard.
pub fn header(heard: &str, name: &str) -> Option<String> {
    let lines = heard.lines().filter_map(|line| line.split_once(':'));
    lines.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim().to_owned())
}
