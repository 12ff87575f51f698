//! What opens clients' accounts elsewhere: set up, asked for, connected and removed, each in the trail with who did it.

use poem::http::Method;
use serde_json::{Value, json};

use super::told;
use crate::approvals::text;
use crate::billing::id;
use crate::connections::{connected, crm, need, set_up, set_up_key};
use crate::support::{KEY, Provider, Staff, TestApp};

/// Nobody is signed in who connects by a link: the latest entry says whose link it was, and from where they came.
async fn by_link(reader: &Staff, name: &str) {
    let entry = reader.all("/audit?action=connection.connected", 50).await.remove(0);
    assert_eq!((&entry["actor_name"], &entry["target_name"]), (&json!("System"), &json!(name)), "{entry}");
    assert_eq!(entry["detail"]["by"], "it@acme.test", "{entry}");
    assert!(entry["address"].is_string(), "{entry}");
}

both! {
    async fn what_accounts_are_made_with_is_in_the_trail(app: TestApp) {
        let (olivia, adam) = (app.as_staff("olivia").await, app.as_staff("adam").await);
        let new = json!({ "provider": "slack", "name": "Team chat", "oauth_client": "1", "oauth_secret": "2hush" });
        let made = adam.post("/provider-clients", new).await.expect(201).json();
        told(&olivia, "provider_client.created", "Adam", ("provider_client", "Team chat")).await;
        let path = format!("/provider-clients/{}", id(&made));
        adam.patch(&path, json!({ "name": "Chat" })).await.expect(200);
        told(&olivia, "provider_client.changed", "Adam", ("provider_client", "Chat")).await;
        adam.ask(Method::DELETE, &path).send().await.expect(204);
        told(&olivia, "provider_client.removed", "Adam", ("provider_client", "Chat")).await;
        // What it is opened with is told to nobody.
        let trail = olivia.get("/audit?action=provider_client").await.expect(200).body;
        assert!(!trail.contains("2hush"), "{trail}");
    }

    async fn accounts_of_clients_are_in_the_trail(app: TestApp) {
        let (olivia, adam) = (app.as_staff("olivia").await, app.as_staff("adam").await);
        let (carla, target) = (app.as_client("carla").await, ("connection", "Sales CRM"));
        let (provider, sales) = crm(&app).await;
        told(&olivia, "connection.created", "Mia", target).await;
        connected(&carla, &provider, &sales).await;
        told(&olivia, "connection.connected", "Carla", target).await;
        carla.post(&format!("/portal/connections/{sales}/disconnect"), &[]).await.expect(303);
        told(&olivia, "connection.disconnected", "Carla", target).await;
        let search = need(&app, &set_up_key(&app, &provider).await, "Search").await;
        carla.post(&format!("/portal/connections/{search}/key"), &[("api_key", KEY)]).await.expect(303);
        told(&olivia, "connection.connected", "Carla", ("connection", "Search")).await;
        adam.ask(Method::DELETE, &format!("/connections/{sales}")).send().await.expect(204);
        told(&olivia, "connection.removed", "Adam", target).await;
    }

    async fn who_is_asked_for_accounts_is_in_the_trail(app: TestApp) {
        let (olivia, mia) = (app.as_staff("olivia").await, app.as_staff("mia").await);
        let provider = Provider::serve().await;
        let sales = need(&app, &set_up(&app, &provider).await, "Sales CRM").await;
        let search = need(&app, &set_up_key(&app, &provider).await, "Search").await;
        let target = ("credential_request", "it@acme.test");
        let ask = async |wanted: Value| {
            let workspace = app.cast.acme.workspace;
            let new = json!({ "workspace_id": workspace, "email": "it@acme.test", "connection_ids": wanted });
            mia.post("/credential-requests", new).await.expect(201).json()
        };
        let first = ask(json!([sales])).await;
        told(&olivia, "credential_request.sent", "Mia", target).await;
        mia.post(&format!("/credential-requests/{}/revoke", id(&first)), json!({})).await.expect(204);
        told(&olivia, "credential_request.revoked", "Mia", target).await;
        let second = ask(json!([sales, search])).await;
        let path = text(&second, "link").strip_prefix("http://northwind.localhost").unwrap();
        let it = app.stranger();
        let key = [("connection_id", search.as_str()), ("api_key", KEY)];
        it.plain_post(&format!("{path}/key"), &key).await.expect(303);
        by_link(&olivia, "Search").await;
        let away = it.plain_post(&format!("{path}/start"), &[("connection_id", &sales)]).await.expect(303);
        it.get(&provider.consent(away.location())).await.expect(303);
        by_link(&olivia, "Sales CRM").await;
    }
}
