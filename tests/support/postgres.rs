//! Databases of one's own in the PostgreSQL that `tests/run` has started; and for tests that stop their
//! database, a whole cluster of one's own.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;
use tokio::process::Command;
use uuid::Uuid;

use crate::server::free_port;

/// A new database in the shared cluster, by its address.
///
/// # Errors
/// When there is no such cluster, or it refuses.
pub async fn database() -> Result<String> {
    let shared = std::env::var("PORTICO_TEST_POSTGRES")
        .context("PORTICO_TEST_POSTGRES names no PostgreSQL; `./tests/run faults` starts one")?;
    let name = format!("faults_{}", Uuid::new_v4().simple());
    let statement = format!("CREATE DATABASE {name}");
    run(Command::new(program("psql")?).args([&shared, "-qc", &statement])).await?;
    let (server, _) = shared.rsplit_once('/').context("an address without a database")?;
    Ok(format!("{server}/{name}"))
}

/// Removes such a database, whoever still has it open.
///
/// # Errors
/// When the cluster refuses.
pub async fn remove(database: &str) -> Result<()> {
    let shared = std::env::var("PORTICO_TEST_POSTGRES").context("PORTICO_TEST_POSTGRES names no PostgreSQL")?;
    let (_, name) = database.rsplit_once('/').context("an address without a database")?;
    run(Command::new(program("psql")?).args([&shared, "-qc", &format!("DROP DATABASE {name} WITH (FORCE)")])).await
}

/// A PostgreSQL that a test may stop; stopped when dropped.
pub struct Cluster {
    folder: TempDir,
    port: u16,
}

impl Cluster {
    /// Makes and starts one.
    ///
    /// # Errors
    /// When PostgreSQL does not start.
    pub async fn start() -> Result<Self> {
        let cluster = Self { folder: tempfile::Builder::new().prefix("portico-pg-").tempdir()?, port: free_port()? };
        if root().await? {
            run(Command::new("chown").arg("postgres").arg(cluster.folder.path())).await?;
        }
        let data = cluster.data();
        let data = data.to_str().context("a folder without a name")?;
        cluster
            .run("initdb", &["-D", data, "-U", "postgres", "-A", "trust", "--no-locale", "-E", "UTF8", "--no-sync"])
            .await?;
        cluster.start_again().await?;
        Ok(cluster)
    }

    /// Its address.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    /// Starts it after it was stopped.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn start_again(&self) -> Result<()> {
        let folder = self.folder.path().display();
        let options = format!("-p {} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off", self.port);
        let data = self.data();
        let data = data.to_str().context("a folder without a name")?;
        self.run("pg_ctl", &["-D", data, "-l", &format!("{folder}/log"), "-w", "-o", &options, "start"]).await
    }

    /// Stops it at once.
    ///
    /// # Errors
    /// When it does not stop.
    pub async fn stop(&self) -> Result<()> {
        let data = self.data();
        self.run("pg_ctl", &["-D", data.to_str().context("a folder without a name")?, "-m", "immediate", "-w", "stop"])
            .await
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    async fn run(&self, name: &str, arguments: &[&str]) -> Result<()> {
        run(unprivileged(&program(name)?, root().await?).args(arguments).current_dir("/")).await
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // The first line of this file is the server's process id; PostgreSQL ends on SIGQUIT at once.
        let id = std::fs::read_to_string(self.data().join("postmaster.pid")).unwrap_or_default();
        let id = id.lines().next().and_then(|line| rustix::process::Pid::from_raw(line.trim().parse().ok()?));
        if let Some(id) = id {
            rustix::process::kill_process(id, rustix::process::Signal::QUIT).ok();
        }
    }
}

/// The command for a program that refuses to be root.
fn unprivileged(program: &Path, root: bool) -> Command {
    if !root {
        return Command::new(program);
    }
    let mut command = Command::new("runuser");
    command.args(["-u", "postgres", "--"]).arg(program);
    command
}

async fn root() -> Result<bool> {
    let said = Command::new("id").arg("-u").output().await?;
    Ok(String::from_utf8_lossy(&said.stdout).trim() == "0")
}

/// A program of the newest PostgreSQL that is installed.
fn program(name: &str) -> Result<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").context("PostgreSQL is not installed")?;
    let programs = versions.flatten().map(|version| version.path().join("bin").join(name));
    programs.filter(|path| path.exists()).max().with_context(|| format!("there is no {name}"))
}

async fn run(command: &mut Command) -> Result<()> {
    let output = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).kill_on_drop(true);
    // A server that stays must not keep our pipe: what it says goes to its own log.
    let output = tokio::time::timeout(std::time::Duration::from_secs(60), output.output()).await;
    let output = output.with_context(|| format!("{command:?} did not end"))??;
    ensure!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    Ok(())
}
