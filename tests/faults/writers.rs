//! People and programs that write without a pause, and know exactly what they were told.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use portico_tests::people::{CARLA, MIA};
use portico_tests::server::reqwest_client;
use portico_tests::{Server, Staff, Visitor, people};
use tokio::task::JoinHandle;
use uuid::Uuid;

/// Several at once, as in life.
const PROGRAMS: usize = 8;

/// Everybody who writes.
pub struct Writers {
    stop: Arc<AtomicBool>,
    programs: Vec<JoinHandle<Result<BTreeMap<String, Uuid>>>>,
    carla: JoinHandle<Result<Vec<String>>>,
}

/// What was acknowledged.
pub struct Acknowledged {
    /// Messages of programs, by what they say.
    pub messages: BTreeMap<String, Uuid>,
    /// Subjects of requests that Carla sent from the portal.
    pub requests: Vec<String>,
}

impl Acknowledged {
    pub fn count(&self) -> usize {
        self.messages.len() + self.requests.len()
    }
}

impl Writers {
    /// Begins writing: programs into one request's thread, Carla new requests.
    pub async fn begin(server: &Server, request: Uuid) -> Result<Self> {
        let stop = Arc::new(AtomicBool::new(false));
        let http = reqwest_client()?;
        let credentials = serde_json::json!({ "email": MIA, "password": people::PASSWORD });
        let pair = http.post(server.url("/api/v1/auth/token")).json(&credentials).send().await?.error_for_status()?;
        let pair: serde_json::Value = pair.json().await?;
        let token = pair["access_token"].as_str().context("no token")?.to_owned();
        let url = server.url(&format!("/api/v1/requests/{request}/messages"));
        let programs = (0..PROGRAMS).map(|number| {
            let program = Program { http: http.clone(), url: url.clone(), token: token.clone(), number };
            tokio::spawn(program.write(stop.clone()))
        });
        let programs = programs.collect();
        let carla = tokio::spawn(ask(Visitor::sign_in(server, CARLA).await?, stop.clone()));
        Ok(Self { stop, programs, carla })
    }

    /// Ends writing. What is on its way is still brought to its end.
    pub async fn end(self) -> Result<Acknowledged> {
        self.stop.store(true, Ordering::Relaxed);
        let mut messages = BTreeMap::new();
        for program in self.programs {
            messages.extend(program.await??);
        }
        Ok(Acknowledged { messages, requests: self.carla.await?? })
    }
}

struct Program {
    http: reqwest::Client,
    url: String,
    token: String,
    number: usize,
}

impl Program {
    async fn write(self, stop: Arc<AtomicBool>) -> Result<BTreeMap<String, Uuid>> {
        let mut acknowledged = BTreeMap::new();
        for count in 0.. {
            if stop.load(Ordering::Relaxed) {
                break;
            }
            let body = format!("Program {} says {count}", self.number);
            let id = self.sent(&body).await?;
            acknowledged.insert(body, id);
        }
        Ok(acknowledged)
    }

    /// Sends until there is an answer, always under the same key.
    async fn sent(&self, body: &str) -> Result<Uuid> {
        let key = Uuid::new_v4().to_string();
        for _ in 0..3_000 {
            let request = self.http.post(&self.url).bearer_auth(&self.token).header("idempotency-key", &key);
            match request.json(&serde_json::json!({ "body": body })).send().await {
                Ok(answer) if answer.status() == 201 => {
                    // An answer that breaks off is none.
                    if let Ok(message) = answer.json::<serde_json::Value>().await {
                        return Ok(message["id"].as_str().context("a message without an id")?.parse()?);
                    }
                }
                Ok(answer) if answer.status() == 503 => {}
                Ok(answer) => bail!("{}: {}", answer.status(), answer.text().await?),
                Err(_) => {}
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        bail!("{body:?} could not be sent")
    }
}

/// Carla sends a form, and sends the same form again when there was no answer.
async fn ask(mut carla: Visitor, stop: Arc<AtomicBool>) -> Result<Vec<String>> {
    let mut acknowledged = Vec::new();
    let mut form = None;
    for _ in 0..100_000 {
        if form.is_none() {
            if stop.load(Ordering::Relaxed) {
                break;
            }
            let Ok(page) = carla.get("/portal/requests/new").await else { continue };
            if page.status == 200 {
                let subject = format!("Carla asks {}", acknowledged.len());
                form = Some((page.hidden("csrf")?, page.hidden("once")?, subject));
            }
        }
        if let Some((csrf, once, subject)) = &form {
            let fields = [
                ("csrf", csrf.as_str()),
                ("once", once),
                ("kind", "job"),
                ("job_category", "design"),
                ("subject", subject),
                ("body", "Please."),
            ];
            match carla.post("/portal/requests", &fields).await {
                Ok(answer) if answer.status == 303 => {
                    ensure!(answer.location.is_some_and(|path| path.starts_with("/portal/requests/0")));
                    acknowledged.push(subject.clone());
                    form = None;
                }
                Ok(answer) => ensure!(answer.status == 503, "{}: {}", answer.status, answer.body),
                Err(_) => {}
            }
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    ensure!(form.is_none(), "the last form was never taken");
    Ok(acknowledged)
}

/// Everything acknowledged is there exactly once, and nothing stands there twice.
pub async fn all_there(server: &Server, request: Uuid, acknowledged: &Acknowledged) -> Result<()> {
    let staff = Staff::sign_in(server, MIA).await?;
    let messages = all_messages(&staff, request).await?;
    let mut seen: BTreeMap<&str, Vec<Uuid>> = BTreeMap::new();
    for message in &messages {
        seen.entry(&message.body).or_default().push(message.id);
    }
    for (body, id) in &acknowledged.messages {
        ensure!(seen.get(body.as_str()) == Some(&vec![*id]), "{body:?} is there as {:?}", seen.get(body.as_str()));
    }
    ensure!(seen.values().all(|ids| ids.len() == 1), "a message stands there twice");
    let counted = staff.session.call(|api| async move { api.request_view().request_id(request).send().await }).await?;
    ensure!(counted.message_count == i64::try_from(messages.len())?, "the request miscounts its messages");

    let mut subjects: BTreeMap<String, usize> = BTreeMap::new();
    let mut cursor = None;
    loop {
        let page = staff.session.call(|api| {
            let cursor: Option<String> = cursor.clone();
            async move {
                let list = api.request_list().limit(200);
                let list = if let Some(cursor) = cursor { list.cursor(cursor) } else { list };
                list.send().await
            }
        });
        let page = page.await?.into_inner();
        for request in page.items {
            *subjects.entry(request.subject).or_default() += 1;
        }
        cursor = page.next_cursor;
        if cursor.is_none() {
            break;
        }
    }
    for subject in &acknowledged.requests {
        ensure!(subjects.get(subject) == Some(&1), "{subject:?} is there {:?} times", subjects.get(subject));
    }
    Ok(())
}

async fn all_messages(staff: &Staff, request: Uuid) -> Result<Vec<portico_openapi::types::Message>> {
    let mut all = Vec::new();
    let mut cursor = None;
    loop {
        let page = staff.session.call(|api| {
            let cursor: Option<String> = cursor.clone();
            async move {
                let list = api.request_message_list().request_id(request).limit(200);
                let list = if let Some(cursor) = cursor { list.cursor(cursor) } else { list };
                list.send().await
            }
        });
        let page = page.await?.into_inner();
        all.extend(page.items);
        cursor = page.next_cursor;
        if cursor.is_none() {
            return Ok(all);
        }
    }
}
