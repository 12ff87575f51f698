//! The real server, as a process on a port of its own.

use std::collections::BTreeMap;
use std::fs::File;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;
use tokio::process::{Child, Command};
use tokio::sync::OnceCell;

use crate::{binary, process, until_within};

/// How long a server may take to be ready. A debug build on a busy machine is no race car.
const START: Duration = Duration::from_secs(120);

/// A running server with the demo's data; ended when dropped.
pub struct Server {
    pub port: u16,
    folder: Arc<TempDir>,
    settings: BTreeMap<String, String>,
    child: Child,
}

impl Server {
    /// The demo on an SQLite file.
    ///
    /// # Errors
    /// When it does not become ready.
    pub async fn demo() -> Result<Self> {
        Self::with(&[]).await
    }

    /// The demo with settings (`PORTICO_*`) of one's own.
    ///
    /// # Errors
    /// When it does not become ready.
    pub async fn with(settings: &[(&str, &str)]) -> Result<Self> {
        let folder = Arc::new(tempfile::Builder::new().prefix("portico-test-").tempdir()?);
        let mut settings: BTreeMap<_, _> =
            settings.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        // Nobody waits five minutes for a mail here.
        settings.entry("PORTICO_MAIL_GROUPING".into()).or_insert_with(|| "0".into());
        if !settings.contains_key("PORTICO_DATABASE_URL") {
            write(seeded().await?, folder.path())?;
        }
        let port = free_port()?;
        let child = start(folder.path(), port, &settings).await?;
        let mut server = Self { port, folder, settings, child };
        server.ready(START).await?;
        Ok(server)
    }

    /// Starts one more node of the same install, at a port of its own. It has this one's settings and folder, which is
    /// there for as long as one of them is; the database is to be a PostgreSQL.
    ///
    /// # Errors
    /// When it does not become ready.
    pub async fn beside(&self) -> Result<Self> {
        let (folder, settings, port) = (self.folder.clone(), self.settings.clone(), free_port()?);
        let child = start(folder.path(), port, &settings).await?;
        let mut server = Self { port, folder, settings, child };
        server.ready(START).await?;
        Ok(server)
    }

    /// The address of a page. The name `localhost` shows the first agency.
    pub fn url(&self, path: &str) -> String {
        format!("http://localhost:{}{path}", self.port)
    }

    /// What Linux says of its memory, in MiB: `VmRSS` now, `VmHWM` at most.
    ///
    /// # Errors
    /// When it does not run, or Linux does not say.
    pub fn memory(&self, what: &str) -> Result<u64> {
        process::memory(self.id()?, what)
    }

    /// How much processor time it has used since its start, in steps of ten milliseconds.
    ///
    /// # Errors
    /// When it does not run, or Linux does not say.
    pub fn processor(&self) -> Result<Duration> {
        process::processor(self.id()?)
    }

    fn id(&self) -> Result<u32> {
        self.child.id().context("the server has ended")
    }

    /// Where it keeps its files.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Kills it at once, as a power cut would.
    ///
    /// # Errors
    /// When it cannot be.
    pub async fn kill(&mut self) -> Result<()> {
        Ok(self.child.kill().await?)
    }

    /// Asks it to end, and waits until it has.
    ///
    /// # Errors
    /// When it does not end in time.
    pub async fn terminate(&mut self) -> Result<ExitStatus> {
        self.ask_to_end()?;
        self.ended(Duration::from_secs(20)).await
    }

    /// Asks it to end.
    ///
    /// # Errors
    /// When it runs no more.
    pub fn ask_to_end(&self) -> Result<()> {
        let id = self.child.id().and_then(|id| Pid::from_raw(id.cast_signed())).context("the server has ended")?;
        Ok(kill_process(id, Signal::TERM)?)
    }

    /// Waits until it has ended.
    ///
    /// # Errors
    /// When it has not in time.
    pub async fn ended(&mut self, limit: Duration) -> Result<ExitStatus> {
        let status = tokio::time::timeout(limit, self.child.wait()).await;
        Ok(status.with_context(|| format!("still there after {limit:?}: {}", self.log()))??)
    }

    /// Changes a setting, for when it is started again.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.settings.insert(name.into(), value.into());
    }

    /// Starts it again on the same data and port, and tells how long it took to be ready.
    ///
    /// # Errors
    /// When it is not ready in time.
    pub async fn start_again(&mut self, limit: Duration) -> Result<Duration> {
        let began = Instant::now();
        self.child = start(self.folder.path(), self.port, &self.settings).await?;
        self.ready(limit).await?;
        Ok(began.elapsed())
    }

    /// What it printed last.
    pub fn log(&self) -> String {
        let text = std::fs::read_to_string(self.folder.path().join("server.log")).unwrap_or_default();
        let from = text.char_indices().rev().nth(4000).map_or(0, |(at, _)| at);
        text[from..].to_owned()
    }

    async fn ready(&mut self, limit: Duration) -> Result<()> {
        let http = reqwest_client()?;
        let url = self.url("/readyz");
        let outcome = until_within(limit, "the server to be ready", async || {
            if let Some(status) = self.child.try_wait()? {
                bail!("the server ended with {status}");
            }
            let answer = http.get(&url).send().await;
            Ok(answer.is_ok_and(|answer| answer.status().is_success()).then_some(()))
        });
        let outcome = outcome.await;
        outcome.with_context(|| self.log())
    }
}

/// An HTTP client that follows nothing and waits for ever for nothing.
///
/// # Errors
/// When it cannot be made.
pub fn reqwest_client() -> Result<reqwest::Client> {
    // Fails when one is there already, which is as good.
    rustls::crypto::ring::default_provider().install_default().ok();
    let builder = reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none());
    Ok(builder.timeout(Duration::from_secs(30)).build()?)
}

/// A port that was free a moment ago.
///
/// # Errors
/// When there is none.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

async fn start(folder: &Path, port: u16, settings: &BTreeMap<String, String>) -> Result<Child> {
    let log = File::options().create(true).append(true).open(folder.join("server.log"))?;
    let mut command = Command::new(binary::server().await?);
    command.args(["demo", "--bind", &format!("127.0.0.1:{port}"), "--data"]).arg(folder);
    // What the shell around the tests says is for the shell.
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("PORTICO_")) {
        command.env_remove(name);
    }
    command.envs(settings).current_dir(folder).stdin(Stdio::null());
    command.stdout(log.try_clone()?).stderr(log).kill_on_drop(true);
    Ok(command.spawn()?)
}

/// The files of the demo's data, told once for the process.
async fn seeded() -> Result<&'static Files> {
    static SEEDED: OnceCell<Files> = OnceCell::const_new();
    let files = SEEDED.get_or_try_init(async || {
        let folder = Arc::new(tempfile::Builder::new().prefix("portico-seed-").tempdir()?);
        let port = free_port()?;
        let child = start(folder.path(), port, &BTreeMap::new()).await?;
        let mut server = Server { port, folder, settings: BTreeMap::new(), child };
        server.ready(START).await?;
        server.terminate().await?;
        read(server.folder())
    });
    files.await
}

/// Files by their places in the folder.
type Files = BTreeMap<PathBuf, Vec<u8>>;

fn read(folder: &Path) -> Result<Files> {
    let mut files = Files::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with("server.log") {
                files.insert(path.strip_prefix(folder)?.to_owned(), std::fs::read(&path)?);
            }
        }
    }
    Ok(files)
}

fn write(files: &Files, folder: &Path) -> Result<()> {
    for (name, bytes) in files {
        let place = folder.join(name);
        std::fs::create_dir_all(place.parent().unwrap_or(folder))?;
        std::fs::write(place, bytes)?;
    }
    Ok(())
}
