//! An account at a real provider: connected, lost, and mended by the client, while a run waits for it.

use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use fantoccini::Locator;
use portico_tests::people::{CARLA, MIA, OLIVIA};
use portico_tests::program::word;
use portico_tests::server::{free_port, reqwest_client};
use portico_tests::{Browser, Program, Server, binary, tools, until, until_within};
use serde_json::{Value, json};
use tokio::process::{Child, Command};

const ALLOW: (&str, &str) = ("PORTICO_OUTGOING_NETWORKS", r#"["127.0.0.0/8"]"#);
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

    async fn renewed(&self) -> Result<u64> {
        let answer = reqwest_client()?.get(format!("{}/for-tests/renewed", self.base)).send().await?;
        answer.json::<Value>().await?["renewed"].as_u64().context("no count")
    }
}

/// Signs in at the provider where it asks, and consents.
async fn consent(browser: &Browser) -> Result<()> {
    for _ in 0..2 {
        until("the provider or the way back", async || {
            let at = browser.client.current_url().await?;
            let shown = browser.client.find(Locator::Css("button[type=submit]")).await.is_ok();
            Ok((at.path().starts_with("/portal") || shown).then_some(()))
        })
        .await?;
        if browser.path().await?.starts_with("/portal") {
            return Ok(());
        }
        if browser.client.find(Locator::Css("input[name=login]")).await.is_ok() {
            browser.fill("input[name=login]", "owner@acme.example").await?;
            browser.fill("input[name=password]", "anything").await?;
        }
        browser.press("button[type=submit]").await?;
    }
    Ok(())
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

/// S2.75, S2.76, S2.79: the client mends the connection alone, and the run that waited for it goes on by itself.
#[tokio::test]
async fn s2_79_a_run_waits_until_the_client_has_reauthorized() -> Result<()> {
    let server = Server::with(&[ALLOW]).await?;
    let provider = Provider::start(&server).await?;
    let (olivia, mia) = (Program::sign_in(&server, OLIVIA).await?, Program::sign_in(&server, MIA).await?);
    let new = json!({
        "provider": "oauth2", "name": "Warehouse", "oauth_client": "portal", "oauth_secret": "portal-secret",
        "settings": provider.settings()
    });
    let client = olivia.post("/provider-clients", new).await?;
    let workspace = mia.workspace("Acme Coffee").await?;
    let new = json!({ "workspace_id": workspace, "provider_client_id": client["id"], "name": "stock" });
    let connection = word(&mia.post("/connections", new).await?["id"])?;
    let new = json!({ "workspace_id": workspace, "name": "Stock", "purpose": "Looks at the stock" });
    let workflow = format!(
        "connections:\n  - {{ name: stock, provider: oauth2 }}\nsteps:\n  - id: look\n    title: Look at the stock\n    http: {{ method: GET, url: '{}/account', connection: stock }}\n",
        provider.base
    );
    let workflow = mia.workflow(new, &workflow).await?;

    let browser = Browser::of(&server, CARLA).await?;
    let page = format!("/portal/connections/{connection}");
    browser.go(&page).await?;
    browser.press_what_says("Connect").await?;
    consent(&browser).await?;
    browser.until_says("owner@acme.example").await?;

    let first = mia.run(&workflow).await?;
    let shown = until_status(&mia, &first, "succeeded").await?;
    ensure!(shown["steps"][0]["output"]["json"]["email"] == "owner@acme.example", "{shown}");
    // Tokens live for eight seconds: they are renewed, and nobody is asked.
    tokio::time::sleep(Duration::from_secs(9)).await;
    let second = mia.run(&workflow).await?;
    until_status(&mia, &second, "succeeded").await?;
    ensure!(provider.renewed().await? >= 1, "no token was renewed");

    provider.revoke().await?;
    tokio::time::sleep(Duration::from_secs(9)).await;
    let third = mia.run(&workflow).await?;
    let shown = until_status(&mia, &third, "waiting").await?;
    ensure!(
        shown["run"]["waits_for"] == "connection" && shown["run"]["waits_for_id"] == connection.as_str(),
        "{shown}"
    );
    browser.go(&format!("/portal/workflows/{workflow}/runs/{third}")).await?;
    browser.until_says("Waits for a connection to be renewed").await?;

    browser.go(&page).await?;
    browser.press_what_says("Reauthorize").await?;
    consent(&browser).await?;
    browser.until_says("owner@acme.example").await?;
    until_status(&mia, &third, "succeeded").await?;
    browser.go(&format!("/portal/workflows/{workflow}/runs/{third}")).await?;
    browser.until_says("Succeeded").await?;
    browser.close().await
}
