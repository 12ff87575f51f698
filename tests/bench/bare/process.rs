//! The bare counterpart as a process of its own.

use std::path::Path;
use std::process::Stdio;

use anyhow::Result;
use portico_tests::server::{free_port, reqwest_client};
use portico_tests::until;
use reqwest::{Client, RequestBuilder};
use tokio::process::{Child, Command};

/// It, as long as this value lives.
pub struct Bare {
    port: u16,
    _child: Child,
}

impl Bare {
    /// Starts it over a file of its own, and waits until it answers.
    pub async fn start(file: &Path) -> Result<Self> {
        let port = free_port()?;
        let child = Command::new(std::env::current_exe()?)
            .arg("bare")
            .arg(file)
            .arg(port.to_string())
            .stdin(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        let bare = Self { port, _child: child };
        let http = reqwest_client()?;
        let ready = until("the bare server", async || {
            Ok(http.get(bare.url("/hello")).send().await.is_ok_and(|answer| answer.status() == 200).then_some(()))
        });
        ready.await?;
        Ok(bare)
    }

    /// The address of a page.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// A question for a page.
    pub fn get(&self, path: &str) -> impl Fn(&Client) -> RequestBuilder + Clone + Send + Sync + 'static {
        let url = self.url(path);
        move |http: &Client| http.get(&url)
    }
}
