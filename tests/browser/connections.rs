//! An account at a real provider: connected, lost, and mended by the client, while a run waits for it.

use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use fantoccini::Locator;
use portico_tests::people::{CARLA, MIA, OLIVIA};
use portico_tests::program::word;
use portico_tests::server::{free_port, reqwest_client};
use portico_tests::{Browser, Program, Server, binary, tools, until, until_within};
use serde_json::{Value, json};
use tokio::process::{Child, Command};

/// Whose account it is at the provider.
const OWNER: &str = "owner@acme.example";
/// How long a run may take that waits for nobody.
const RUNS: Duration = Duration::from_secs(60);

/// npm's `oidc-provider`, with tokens that live for eight seconds. It ends with this value.
struct Provider {
    base: String,
    _child: Child,
}

impl Provider {
    async fn start(server: &Server) -> Result<Self> {
        let port = free_port()?;
        let modules = tools::node("oidc-provider")?.parent().context("no folder")?.to_owned();
        let child = Command::new("node")
            .arg(binary::root().join("tests/oidc/provider.mjs"))
            .arg(port.to_string())
            .arg(server.url("/portal/connections/callback"))
            .arg(modules)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        let provider = Self { base: format!("http://127.0.0.1:{port}"), _child: child };
        let http = reqwest_client()?;
        let known = format!("{}/.well-known/openid-configuration", provider.base);
        until("the provider", async || {
            Ok(http.get(&known).send().await.is_ok_and(|answer| answer.status().is_success()).then_some(()))
        })
        .await?;
        Ok(provider)
    }

    /// What the agency says of it.
    fn settings(&self) -> Value {
        let base = &self.base;
        json!({
            "authorize_url": format!("{base}/auth?prompt=consent"), "token_url": format!("{base}/token"),
            "revoke_url": format!("{base}/token/revocation"), "ping_url": format!("{base}/account"),
            "issuer": base, "account": "/email", "hosts": ["127.0.0.1"], "scopes": ["openid", "offline_access"]
        })
    }

    /// Takes all access back.
    async fn revoke(&self) -> Result<()> {
        reqwest_client()?.post(format!("{}/for-tests/revoke", self.base)).send().await?.error_for_status()?;
        Ok(())
    }

    /// How often it gave new tokens for old.
    async fn renewed(&self) -> Result<u64> {
        let answer = reqwest_client()?.get(format!("{}/for-tests/renewed", self.base)).send().await?;
        answer.json::<Value>().await?["renewed"].as_u64().context("no count")
    }

    /// Signs in where it asks, allows what is asked, and comes back with that.
    async fn consent(&self, browser: &Browser) -> Result<()> {
        let mut answered = String::new();
        loop {
            let asks = until("a question of the provider's, or the way back", async || {
                let at = browser.client.current_url().await?;
                if at.path().starts_with("/portal") && at.query() == Some("done=connected") {
                    return Ok(Some(None));
                }
                let new = at.as_str().starts_with(&self.base) && at.path() != answered;
                let shown = new && browser.client.find(Locator::Css("button[type=submit]")).await.is_ok();
                Ok(shown.then(|| Some(at.path().to_owned())))
            });
            let Some(question) = (match asks.await {
                Ok(question) => question,
                Err(error) => {
                    bail!("{error}; {} says:\n{}", browser.client.current_url().await?, browser.text().await?)
                }
            }) else {
                return Ok(());
            };
            if browser.client.find(Locator::Css("input[name=login]")).await.is_ok() {
                browser.fill("input[name=login]", OWNER).await?;
                browser.fill("input[name=password]", "anything").await?;
            }
            browser.press("button[type=submit]").await?;
            answered = question;
        }
    }
}

/// A workflow of the client's that asks the provider whose account it is, with a connection that nobody has made yet;
/// both by their ids.
async fn set_up(server: &Server, provider: &Provider, mia: &Program) -> Result<(String, String)> {
    let new = json!({
        "provider": "oauth2", "name": "Warehouse", "oauth_client": "portal", "oauth_secret": "portal-secret",
        "settings": provider.settings()
    });
    let client = Program::sign_in(server, OLIVIA).await?.post("/provider-clients", new).await?;
    let workspace = mia.workspace("Acme Coffee").await?;
    let new = json!({ "workspace_id": workspace, "provider_client_id": client["id"], "name": "Stock list" });
    let connection = word(&mia.post("/connections", new).await?["id"])?;
    let new = json!({ "workspace_id": workspace, "name": "Stock", "purpose": "Looks at the stock" });
    let base = &provider.base;
    let definition = format!(
        "
connections:
  - {{ name: stock_list, provider: oauth2 }}
steps:
  - id: look
    title: Look at the stock
    http: {{ method: GET, url: '{base}/account', connection: stock_list }}
"
    );
    Ok((connection, mia.workflow(new, &definition).await?))
}

/// Has somebody without an account be asked for a key, and gives the page that their mail leads to.
pub async fn asked(server: &Server) -> Result<String> {
    let olivia = Program::sign_in(server, OLIVIA).await?;
    let workspace = olivia.workspace("Acme Coffee").await?;
    let settings = json!({
        "ping_url": "https://api.search.example/me", "hosts": ["api.search.example"], "header": "X-Api-Key"
    });
    let new = json!({ "provider": "api_key", "name": "Search", "settings": settings });
    let client = olivia.post("/provider-clients", new).await?;
    let new = json!({ "workspace_id": workspace, "provider_client_id": client["id"], "name": "Shop search" });
    let connection = olivia.post("/connections", new).await?;
    let new = json!({
        "workspace_id": workspace, "email": "it@acme.test", "message": "For the new shop.",
        "connection_ids": [connection["id"]]
    });
    let link = word(&olivia.post("/credential-requests", new).await?["link"])?;
    Ok(link[link.find("/portal/connect/").context("no link")?..].to_owned())
}

async fn until_status(program: &Program, run: &str, status: &str) -> Result<Value> {
    let seen = until_within(RUNS, status, async || {
        let shown = program.get(&format!("/runs/{run}")).await?;
        Ok((shown["run"]["status"] == status).then_some(shown))
    });
    match seen.await {
        Ok(shown) => Ok(shown),
        Err(error) => Err(error.context(program.get(&format!("/runs/{run}")).await?.to_string())),
    }
}

/// S2.70, S2.75, S2.76, S2.79: tokens are renewed in time and nobody is asked; access that was taken back is mended by
/// the client alone, and the run that waited for it goes on by itself.
#[tokio::test]
async fn s2_79_a_run_waits_until_the_client_has_reauthorized() -> Result<()> {
    let server = Server::with(&[("PORTICO_OUTGOING_NETWORKS", r#"["127.0.0.0/8"]"#)]).await?;
    let provider = Provider::start(&server).await?;
    let mia = Program::sign_in(&server, MIA).await?;
    let (connection, workflow) = set_up(&server, &provider, &mia).await?;

    let browser = Browser::of(&server, CARLA).await?;
    let page = format!("/portal/connections/{connection}");
    browser.go(&page).await?;
    browser.until_says("Not connected yet").await?;
    browser.press_what_says("Connect").await?;
    provider.consent(&browser).await?;
    browser.until_says("The account is connected.").await?;
    browser.until_says(OWNER).await?;

    until_within(RUNS, "a token to be renewed", async || {
        let run = mia.run(&workflow).await?;
        let shown = until_status(&mia, &run, "succeeded").await?;
        ensure!(shown["steps"][0]["output"]["json"]["email"] == OWNER, "{shown}");
        Ok((provider.renewed().await? > 0).then_some(()))
    })
    .await?;

    provider.revoke().await?;
    let run = mia.run(&workflow).await?;
    let shown = until_status(&mia, &run, "waiting").await?["run"].clone();
    ensure!(shown["waits_for"] == "connection" && shown["waits_for_id"] == connection.as_str(), "{shown}");
    let place = format!("/portal/workflows/{workflow}/runs/{run}");
    browser.go(&place).await?;
    browser.until_says("Waits for an account to be connected").await?;
    browser.until_says("Stock list").await?;
    browser.press_what_says("Connect it again").await?;
    browser.until_at(&page).await?;
    browser.until_says("The access has ended or was taken back.").await?;

    browser.press_what_says("Reauthorize").await?;
    provider.consent(&browser).await?;
    browser.until_says("It works. There is nothing to do.").await?;
    let shown = until_status(&mia, &run, "succeeded").await?;
    ensure!(shown["steps"][0]["output"]["json"]["email"] == OWNER, "{shown}");
    browser.go(&place).await?;
    browser.until_says("Succeeded").await?;
    browser.close().await
}
