use serde_json::json;

use super::{connected, crm, need, set_up, set_up_key};
use crate::support::{Provider, TestApp, World};

both! {
    async fn the_catalogue_knows_whom_agencies_ask_for(app: TestApp) {
        let items = app.as_staff("mia").await.get("/providers").await.expect(200).json()["items"].clone();
        let keys: Vec<&str> = items.as_array().unwrap().iter().map(|item| item["key"].as_str().unwrap()).collect();
        assert_eq!(keys, ["google_drive", "hubspot", "salesforce", "slack", "oauth2", "api_key"]);
    }

    /// S2.9: integrations. What is set up tells where the provider must let browsers come back, and never its secret.
    async fn s2_9_a_provider_is_set_up_and_changed(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let made = olivia.post("/provider-clients", json!({ "provider": "slack", "oauth_client": "1", "oauth_secret": "2hush" })).await.expect(201);
        assert!(!made.body.contains("2hush"));
        let made = made.json();
        assert_eq!((made["name"].as_str(), made["has_secret"].as_bool()), (Some("Slack"), Some(true)));
        assert_eq!(made["callback_urls"][0], "http://northwind.localhost/portal/connections/callback");
        let path = format!("/provider-clients/{}", made["id"].as_str().unwrap());
        let change = json!({ "settings": { "scopes": ["chat:write"] } });
        let changed = olivia.ask(poem::http::Method::PATCH, &path).header("if-match", "\"1\"").json(&change).send().await.expect(200);
        assert_eq!((changed.header("etag"), changed.json()["settings"]["scopes"].clone()), ("\"2\"", json!(["chat:write"])));
        olivia.ask(poem::http::Method::PATCH, &path).header("if-match", "\"1\"").json(&change).send().await.expect(412);
        let wrong = olivia.patch(&path, json!({ "settings": { "token_url": "https://evil.test/" } })).await.expect(422);
        assert!(wrong.body.contains("token_url"), "a known provider is elsewhere: {}", wrong.body);
        olivia.post("/provider-clients", json!({ "provider": "slack", "oauth_client": "1" })).await.expect(409);
        olivia.post("/provider-clients", json!({ "provider": "nobody", "oauth_client": "1" })).await.expect(422);
        olivia.post("/provider-clients", json!({ "provider": "hubspot" })).await.expect(422);
        olivia.ask(poem::http::Method::DELETE, &path).send().await.expect(204);
    }

    async fn what_is_in_use_is_not_removed(app: TestApp) {
        let (provider, id) = crm(&app).await;
        connected(&app.as_client("carla").await, &provider, &id).await;
        let olivia = app.as_staff("olivia").await;
        let client = crate::connections::seen(&app, &id).await["provider_client"]["id"].as_str().unwrap().to_owned();
        let remove = |path: String| olivia.ask(poem::http::Method::DELETE, &path).send();
        assert_eq!(remove(format!("/provider-clients/{client}")).await.expect(409).code(), "provider_client_used");
        remove(format!("/connections/{id}")).await.expect(204);
        assert_eq!(provider.revoked(), 1, "the provider did not hear");
        assert_eq!(app.store.value("SELECT count(*) FROM connection_secret").await, "0");
        remove(format!("/provider-clients/{client}")).await.expect(204);
    }

    async fn a_name_is_one_connection_of_a_workspace(app: TestApp) {
        let provider = Provider::serve().await;
        let made_with = set_up(&app, &provider).await;
        let id = need(&app, &made_with, "CRM").await;
        let new = json!({ "workspace_id": app.cast.acme.workspace, "provider_client_id": made_with["id"], "name": "CRM" });
        assert_eq!(app.as_staff("mia").await.post("/connections", new).await.expect(409).code(), "connection_name_taken");
        let scope = crate::connections::house(&app);
        let (workspace, other) = (app.cast.acme.workspace, app.cast.bluebird.workspace);
        use portico::features::connections::named;
        assert_eq!(named(&scope, workspace.into(), "crm", "oauth2").await.unwrap().to_string(), id);
        assert!(named(&scope, workspace.into(), "crm", "slack").await.is_err());
        let first = named(&scope, workspace.into(), "another", "oauth2").await.unwrap();
        assert_eq!(uuid::Uuid::from(first), app.cast.acme.connection, "of several the first");
        let only = named(&scope, other.into(), "another", "oauth2").await.unwrap();
        assert_eq!(uuid::Uuid::from(only), app.cast.bluebird.connection);
    }

    /// `provider_client_name_taken`: two of one name could not be told apart, whatever they are for.
    async fn a_name_is_one_provider_of_an_agency(app: TestApp) {
        let provider = Provider::serve().await;
        set_up(&app, &provider).await;
        let search = set_up_key(&app, &provider).await;
        let olivia = app.as_staff("olivia").await;
        let before = olivia.get("/provider-clients").await.expect(200).json();
        let slack = json!({ "provider": "slack", "name": "CRM", "oauth_client": "1" });
        let second = olivia.post("/provider-clients", slack.clone()).await.expect(409);
        assert_eq!(second.code(), "provider_client_name_taken");
        let path = format!("/provider-clients/{}", search["id"].as_str().unwrap());
        let renamed = olivia.patch(&path, json!({ "name": "CRM" })).await.expect(409);
        assert_eq!(renamed.code(), "provider_client_name_taken");
        assert_eq!(olivia.get("/provider-clients").await.expect(200).json(), before);
        // Another agency's names are its own.
        app.as_staff("henry").await.post("/provider-clients", slack).await.expect(201);
    }

    /// `too_many_connections`: a client's list stays one that can be read.
    async fn a_workspace_has_only_so_many_connections(app: TestApp) {
        let provider = Provider::serve().await;
        let made_with = set_up(&app, &provider).await;
        let mia = app.as_staff("mia").await;
        let new = |world: &World, name: &str| json!({ "workspace_id": world.workspace, "provider_client_id": made_with["id"], "name": name });
        let theirs = format!("/connections?workspace_id={}", app.cast.acme.workspace);
        let before = mia.all(&theirs, 200).await.len();
        for number in before..200 {
            mia.post("/connections", new(&app.cast.acme, &format!("Account {number}"))).await.expect(201);
        }
        let refused = mia.post("/connections", new(&app.cast.acme, "One more")).await.expect(409);
        assert_eq!(refused.code(), "too_many_connections");
        assert!(refused.body.contains("at most 200"), "{}", refused.body);
        assert_eq!(mia.all(&theirs, 200).await.len(), 200);
        mia.post("/connections", new(&app.cast.bluebird, "One more")).await.expect(201);
    }
}
