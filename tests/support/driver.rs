//! Chromium's driver, as a process on a port that it chooses itself.

use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use rustix::process::{Pid, Signal, kill_process_group};
use serde_json::json;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// How long Chromium may take to be there.
const START: Duration = Duration::from_secs(60);

/// A running driver; ended when dropped, and its browser with it.
pub struct Driver {
    port: u16,
    profile: TempDir,
    child: Child,
}

impl Drop for Driver {
    fn drop(&mut self) {
        if let Some(group) = self.child.id().and_then(|id| Pid::from_raw(id.cast_signed())) {
            // Both may have ended by themselves.
            kill_process_group(group, Signal::KILL).ok();
        }
    }
}

impl Driver {
    /// Starts one.
    ///
    /// # Errors
    /// When it does not say its port.
    pub async fn start() -> Result<Self> {
        let mut child = Command::new("chromedriver")
            .args(["--port=0", "--log-level=SEVERE"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            // The browser joins the driver's group, so that both can be ended at once.
            .process_group(0)
            .spawn()
            .context("chromedriver is not installed; `./tests/run tools` installs it")?;
        let mut lines = BufReader::new(child.stdout.take().context("no output")?).lines();
        let port = async {
            while let Some(line) = lines.next_line().await? {
                if let Some((_, port)) = line.rsplit_once("successfully on port ") {
                    return Ok(port.trim_end_matches('.').parse()?);
                }
            }
            anyhow::bail!("chromedriver ended without a port")
        };
        let port = tokio::time::timeout(START, port).await.context("chromedriver said no port")??;
        let profile = tempfile::Builder::new().prefix("portico-browser-").tempdir()?;
        Ok(Self { port, profile, child })
    }

    /// Opens the browser, for which these hosts are this machine, whoever has signed their certificates.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn browser(&self, scripts: bool, hosts: &[&str]) -> Result<Client> {
        let profile = format!("--user-data-dir={}", self.profile.path().display());
        let mut arguments: Vec<&str> = "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run \
            --disable-background-networking --disable-component-update --disable-sync --disable-dev-shm-usage \
            --disable-crash-reporter --disable-breakpad \
            --hide-scrollbars --window-size=1440,900"
            .split_whitespace()
            .collect();
        arguments.push(&profile);
        let rules: Vec<String> = hosts.iter().map(|host| format!("MAP {host} 127.0.0.1")).collect();
        let rules = format!("--host-resolver-rules={}", rules.join(","));
        if !hosts.is_empty() {
            arguments.push(&rules);
        }
        let javascript = if scripts { 1 } else { 2 };
        let capabilities = json!({
            "browserName": "chrome",
            "goog:chromeOptions": {
                "args": arguments,
                "prefs": { "profile.managed_default_content_settings.javascript": javascript },
            },
            "goog:loggingPrefs": { "browser": "ALL" },
            "unhandledPromptBehavior": "accept",
            "acceptInsecureCerts": !hosts.is_empty(),
        });
        let capabilities = capabilities.as_object().cloned().unwrap_or_default();
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities);
        let address = format!("http://127.0.0.1:{}", self.port);
        let client = tokio::time::timeout(START, builder.connect(&address)).await;
        Ok(client.context("the browser did not come")??)
    }
}
