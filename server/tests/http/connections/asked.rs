use chrono::TimeDelta;
use serde_json::{Value, json};

use super::{health, need, set_up, set_up_key};
use crate::support::{Browser, KEY, Provider, TestApp};

struct Asked {
    provider: Provider,
    crm: String,
    ads: String,
    search: String,
    path: String,
    request: Value,
}

/// Somebody without an account is asked for three accounts.
async fn asked(app: &TestApp) -> Asked {
    let provider = Provider::serve().await;
    let made_with = set_up(app, &provider).await;
    let (crm, ads) = (need(app, &made_with, "Sales CRM").await, need(app, &made_with, "Ads").await);
    let search = need(app, &set_up_key(app, &provider).await, "Search").await;
    let new = json!({
        "workspace_id": app.cast.acme.workspace, "email": "it@acme.test", "message": "For the new shop.",
        "connection_ids": [crm, ads, search]
    });
    let request = app.as_staff("mia").await.post("/credential-requests", new).await.expect(201).json();
    let path = request["link"].as_str().unwrap().strip_prefix("http://northwind.localhost").unwrap().to_owned();
    Asked { provider, crm, ads, search, path, request }
}

async fn start(browser: &Browser, asked: &Asked, id: &str) -> String {
    let answer = browser.plain_post(&format!("{}/start", asked.path), &[("connection_id", id)]).await.expect(303);
    asked.provider.consent(answer.location())
}

both! {
    /// Without an account, by a link in a mail: one after the other, and the page counts.
    async fn somebody_without_an_account_connects_what_they_were_asked_for(app: TestApp) {
        let asked = asked(&app).await;
        app.run_jobs().await;
        let mail = app.mails().into_iter().find(|mail| mail.recipient == "it@acme.test").unwrap();
        assert!(mail.text.contains(&asked.path) && mail.text.contains("For the new shop.") && mail.text.contains("Ads, Sales CRM and Search") | mail.text.contains("Search"));
        assert!(!format!("{} {} {}", mail.subject, mail.text, mail.html).to_lowercase().contains("portico"));
        let it = app.stranger();
        let page = it.get(&asked.path).await.expect(200);
        assert!(page.body.contains("0 of 3 connected") && page.body.contains("For the new shop."));
        assert!(!page.body.to_lowercase().contains("portico"));
        assert_eq!(page.header("referrer-policy"), "no-referrer");
        assert!(page.header("content-security-policy").contains(&asked.provider.base));
        let back = start(&it, &asked, &asked.crm).await;
        let answer = it.get(&back).await.expect(303);
        assert_eq!(answer.location(), format!("{}?done=connected", asked.path));
        let key = format!("{}/key", asked.path);
        let wrong = it.plain_post(&key, &[("connection_id", &asked.search), ("api_key", "sk-wrong")]).await.expect(422);
        assert!(wrong.body.contains("does not take this key") && !wrong.body.contains("sk-wrong"));
        it.plain_post(&key, &[("connection_id", &asked.search), ("api_key", KEY)]).await.expect(303);
        let page = it.get(&asked.path).await.expect(200).body;
        assert!(page.contains("2 of 3 connected") && !page.contains(KEY), "{page}");
        assert_eq!((health(&app, &asked.crm).await.as_str(), health(&app, &asked.search).await.as_str()), ("healthy", "healthy"));
        // Each once.
        it.plain_post(&key, &[("connection_id", &asked.search), ("api_key", KEY)]).await.expect(404);
        it.plain_post(&format!("{}/start", asked.path), &[("connection_id", &asked.crm)]).await.expect(404);
        let back = start(&it, &asked, &asked.ads).await;
        it.get(&back).await.expect(303);
        let view = format!("/credential-requests/{}", asked.request["id"].as_str().unwrap());
        let request = app.as_staff("mia").await.get(&view).await.expect(200).json();
        assert_eq!((request["state"].as_str(), request.get("link")), (Some("completed"), None));
        assert!(it.get(&asked.path).await.expect(200).body.contains("Everything is connected"));
        assert_eq!(crate::connections::seen(&app, &asked.ads).await["connected_by"], "it@acme.test");
    }

    /// The link opens what it asks for, to whoever began there, as long as it works.
    async fn a_link_opens_nothing_else(app: TestApp) {
        let asked = asked(&app).await;
        let it = app.stranger();
        let start_at = format!("{}/start", asked.path);
        let others = [app.cast.acme.connection, app.cast.bluebird.connection, app.cast.harbor.connection];
        for id in others.map(|id| id.to_string()).iter().map(String::as_str).chain(["", "x"]) {
            it.plain_post(&start_at, &[("connection_id", id)]).await.expect(404);
        }
        let back = start(&it, &asked, &asked.crm).await;
        app.stranger().get(&back).await.expect(404);
        app.as_client("carla").await.get(&back).await.expect(404);
        // Begun in another browser, it is another attempt.
        let two = app.stranger();
        start(&two, &asked, &asked.crm).await;
        two.get(&back).await.expect(404);
        // Begun twice, by one and the same: the first that comes back counts.
        let again = start(&it, &asked, &asked.crm).await;
        it.get(&again).await.expect(303);
        it.get(&back).await.expect(404);
        Browser::at(&app.served, "harbor.localhost").get(&asked.path).await.expect(404);
        app.stranger().get(&asked.path.replace("connect/", "connect/A")).await.expect(404);
    }

    async fn a_link_ends_when_it_is_taken_back_or_after_a_week(app: TestApp) {
        let first = asked(&app).await;
        let it = app.stranger();
        let back = start(&it, &first, &first.crm).await;
        let revoke = format!("/credential-requests/{}/revoke", first.request["id"].as_str().unwrap());
        app.as_staff("mia").await.post(&revoke, json!({})).await.expect(204);
        let spent = it.get(&first.path).await.expect(404);
        assert!(spent.body.contains("This link does not work"));
        it.get(&back).await.expect(404);
        assert_eq!(health(&app, &first.crm).await, "needs_reauthorization");
        let new = json!({ "workspace_id": app.cast.acme.workspace, "email": "it@acme.test", "connection_ids": [first.crm] });
        let second = app.as_staff("mia").await.post("/credential-requests", new).await.expect(201).json();
        let path = second["link"].as_str().unwrap().strip_prefix("http://northwind.localhost").unwrap().to_owned();
        app.advance(TimeDelta::days(7) - TimeDelta::minutes(1));
        it.get(&path).await.expect(200);
        app.advance(TimeDelta::minutes(1));
        it.get(&path).await.expect(404);
        it.plain_post(&format!("{path}/start"), &[("connection_id", &first.crm)]).await.expect(404);
    }

    /// `takes_a_key`, `takes_no_key`: nor does a link turn one way of connecting into the other.
    async fn a_link_connects_each_in_its_own_way(app: TestApp) {
        let asked = asked(&app).await;
        let it = app.stranger();
        let away = it.plain_post(&format!("{}/start", asked.path), &[("connection_id", &asked.search)]).await.expect(409);
        assert!(away.body.contains("This connection takes a key."), "{}", away.body);
        let key = [("connection_id", asked.crm.as_str()), ("api_key", KEY)];
        let key = it.plain_post(&format!("{}/key", asked.path), &key).await.expect(409);
        assert!(key.body.contains("This connection is made at the provider.") && !key.body.contains(KEY), "{}", key.body);
        assert!(it.get(&asked.path).await.expect(200).body.contains("0 of 3 connected"));
    }

    /// `credential_request_completed`: what was done is not taken back.
    async fn a_request_of_which_everything_is_done_stands(app: TestApp) {
        let provider = Provider::serve().await;
        let search = need(&app, &set_up_key(&app, &provider).await, "Search").await;
        let (mia, adam) = (app.as_staff("mia").await, app.as_staff("adam").await);
        let new = json!({ "workspace_id": app.cast.acme.workspace, "email": "it@acme.test", "connection_ids": [search] });
        let request = mia.post("/credential-requests", new).await.expect(201).json();
        let path = request["link"].as_str().unwrap().strip_prefix("http://northwind.localhost").unwrap();
        let key = [("connection_id", search.as_str()), ("api_key", KEY)];
        app.stranger().plain_post(&format!("{path}/key"), &key).await.expect(303);
        let view = format!("/credential-requests/{}", request["id"].as_str().unwrap());
        let refused = mia.post(&format!("{view}/revoke"), json!({})).await.expect(409);
        assert_eq!(refused.code(), "credential_request_completed");
        assert_eq!(mia.get(&view).await.expect(200).json()["state"], "completed");
        assert_eq!(health(&app, &search).await, "healthy");
        assert!(adam.all("/audit?action=credential_request.revoked", 50).await.is_empty());
    }
}
