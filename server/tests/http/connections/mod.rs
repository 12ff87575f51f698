//! Accounts of clients at other systems: connecting, losing, mending, renewing; and that nobody reads what opens them.

mod asked;
mod portal;
mod refused;
mod renewal;
mod sealed;
mod staff;

use poem::http::HeaderMap;
use portico::access::AgencyScope;
use portico::features::connections::{self, Credential, Denied};
use serde_json::{Value, json};
use url::Url;
use uuid::Uuid;

use crate::support::{Answer, Browser, CLIENT, Provider, SECRET, TestApp};

/// Has the first agency set the provider up, and gives what it is made with.
pub async fn set_up(app: &TestApp, provider: &Provider) -> Value {
    let new = json!({
        "provider": "oauth2", "name": "CRM", "oauth_client": CLIENT, "oauth_secret": SECRET, "settings": provider.settings()
    });
    app.as_staff("olivia").await.post("/provider-clients", new).await.expect(201).json()
}

/// The same for a key.
pub async fn set_up_key(app: &TestApp, provider: &Provider) -> Value {
    let settings = json!({ "ping_url": format!("{}/me", provider.base), "hosts": ["127.0.0.1"], "header": "X-Api-Key", "account": "/email" });
    let new = json!({ "provider": "api_key", "name": "Search", "settings": settings });
    app.as_staff("olivia").await.post("/provider-clients", new).await.expect(201).json()
}

/// Has the first client need an account.
pub async fn need(app: &TestApp, made_with: &Value, name: &str) -> String {
    let new = json!({ "workspace_id": app.cast.acme.workspace, "provider_client_id": made_with["id"], "name": name });
    app.as_staff("mia").await.post("/connections", new).await.expect(201).json()["id"].as_str().unwrap().to_owned()
}

/// A provider, set up, and an account there that the first client needs.
pub async fn crm(app: &TestApp) -> (Provider, String) {
    let provider = Provider::serve().await;
    let made_with = set_up(app, &provider).await;
    let id = need(app, &made_with, "Sales CRM").await;
    (provider, id)
}

/// Where the connection's button leads.
async fn leave(browser: &Browser, id: &str) -> String {
    let answer = browser.post(&format!("/portal/connections/{id}/connect"), &[]).await.expect(303);
    answer.location().to_owned()
}

/// Goes to the provider, says yes and comes back.
async fn connect(browser: &Browser, provider: &Provider, id: &str) -> Answer {
    let back = provider.consent(&leave(browser, id).await);
    browser.get(&back).await
}

/// The same, and it works.
pub async fn connected(browser: &Browser, provider: &Provider, id: &str) {
    let answer = connect(browser, provider, id).await.expect(303);
    assert_eq!(answer.location(), format!("/portal/connections/{id}?done=connected"));
}

/// How the connection does, as staff see it.
async fn seen(app: &TestApp, id: &str) -> Value {
    app.as_staff("mia").await.get(&format!("/connections/{id}")).await.expect(200).json()
}

async fn health(app: &TestApp, id: &str) -> String {
    seen(app, id).await["health"].as_str().unwrap().to_owned()
}

/// The agency's machinery, as a run has it.
fn house(app: &TestApp) -> AgencyScope {
    app.app.database.system().agency(app.cast.acme.agency.into())
}

/// What a run gets that needs the connection.
async fn lent(app: &TestApp, id: &str) -> Result<Credential, Denied> {
    let id: Uuid = id.parse().unwrap();
    connections::credentials(&house(app), app.app.connector(), app.cast.acme.workspace.into(), id.into()).await
}

/// What it sends to the provider.
fn sent(credential: &Credential) -> String {
    let mut headers = HeaderMap::new();
    credential.put(&Url::parse("http://127.0.0.1/x").unwrap(), &mut headers).unwrap();
    let value = headers.values().next().unwrap();
    assert!(value.is_sensitive(), "it can be printed");
    value.to_str().unwrap().to_owned()
}
