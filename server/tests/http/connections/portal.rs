use serde_json::json;
use uuid::Uuid;

use super::{connected, crm, health, leave, lent, need, seen, sent, set_up_key};
use crate::support::{KEY, Mood, Provider, TestApp, number_beside};
use crate::workflows;

both! {
    /// S2.70, S2.71, S2.73, S2.74, S2.77, S2.12: the client connects, at the provider, and sees what is connected.
    async fn s2_70_a_client_connects_an_account_at_its_provider(app: TestApp) {
        let (provider, id) = crm(&app).await;
        let carla = app.as_client("carla").await;
        let list = carla.get("/portal/connections").await.expect(200);
        assert!(list.body.contains("Sales CRM") && list.body.contains("Not connected yet"));
        let page = carla.get(&format!("/portal/connections/{id}")).await.expect(200);
        assert!(page.header("content-security-policy").contains(&format!(" {};", provider.base)), "the browser would not go");
        assert!(page.body.contains("hx-boost=\"false\""), "a script would go, and not the browser");
        connected(&carla, &provider, &id).await;
        let page = carla.get(&format!("/portal/connections/{id}?done=connected")).await.expect(200).body;
        assert!(page.contains("The account is connected.") && page.contains("sales@crm.test") && page.contains("Carla"));
        let seen = seen(&app, &id).await;
        assert_eq!((seen["health"].as_str(), seen["account"].as_str()), (Some("healthy"), Some("sales@crm.test")));
        assert_eq!(seen["connected_by"], "Carla");
        assert!(sent(&lent(&app, &id).await.unwrap()).starts_with("Bearer at-"));
        assert!(seen["last_used_at"].is_null() && crate::connections::seen(&app, &id).await["last_used_at"].is_string());
        app.run_jobs().await;
        let told = app.as_staff("mia").await.get("/notifications").await.expect(200).body;
        assert!(told.contains("Sales CRM is connected"), "{told}");
    }

    /// What staff ask for is told to whoever can connect it, and stands first where they arrive until they have; who
    /// disconnects it knows.
    async fn an_account_that_is_asked_for_is_told_to_whoever_can_connect_it(app: TestApp) {
        let (provider, id) = crm(&app).await;
        app.run_jobs().await;
        let told: Vec<_> = app.mails().into_iter().filter(|mail| mail.subject.contains("Sales CRM")).collect();
        let to: Vec<_> = told.iter().map(|mail| mail.recipient.as_str()).collect();
        assert_eq!(to, ["carla@acme.test"], "victor cannot connect it");
        assert!(told[0].subject.contains("asks you to connect") && told[0].text.contains("/portal/connections"));
        let (carla, victor) = (app.as_client("carla").await, app.as_client("victor").await);
        assert!(carla.get("/portal/notifications").await.body.contains("asks you to connect Sales CRM"));
        let link = format!("href=\"/portal/connections/{id}\"");
        let needs = carla.get("/portal").await.expect(200).body;
        let needs = needs.split("Needs you").nth(1).unwrap_or_else(|| panic!("{needs}"));
        assert!(needs.contains(&link) && !needs.contains("Connect again"), "{needs}");
        assert!(!victor.get("/portal").await.expect(200).body.contains("Sales CRM"));
        assert!(!victor.get("/portal/notifications").await.expect(200).body.contains("Sales CRM"));
        let calls = async || number_beside(&carla.get("/portal/account").await.expect(200).body, "/portal/connections");
        let before = calls().await;
        connected(&carla, &provider, &id).await;
        assert!(!carla.get("/portal").await.expect(200).body.contains(&link), "it still waits");
        assert_eq!(calls().await + 1, before, "the entry still calls for it");
        carla.post(&format!("/portal/connections/{id}/disconnect"), &[]).await.expect(303);
        assert!(!carla.get("/portal").await.expect(200).body.contains(&link), "she took it away herself");
        assert_eq!(calls().await + 1, before);
    }

    /// A run that needs an account which nobody has connected yet says so once more to whoever can, however many wait; the
    /// run's page leads there.
    async fn a_run_that_waits_for_an_account_that_was_never_there_is_told(app: TestApp) {
        let (provider, id) = crm(&app).await;
        app.run_jobs().await;
        let told = async || app.store.value("SELECT count(*) FROM client_notification WHERE kind = 'connection_asked' AND title LIKE '%Sales CRM%'").await;
        assert_eq!(told().await, "1");
        let run = waiting_run(&app, &provider, &id).await;
        app.run_jobs().await;
        assert_eq!(told().await, "2");
        waiting_run(&app, &provider, &id).await;
        app.run_jobs().await;
        assert_eq!(told().await, "2", "she knows");
        let nobodys = "SELECT count(*) FROM client_notification WHERE title LIKE 'System %'";
        assert_eq!(app.store.value(nobodys).await, "0", "it is asked in somebody's name");
        let carla = app.as_client("carla").await;
        let page = carla.get(&run_page(&app, run).await).await.expect(200).body;
        assert!(page.contains("Connect it") && !page.contains("Connect it again"), "{page}");
        let needs = carla.get("/portal").await.expect(200).body;
        assert!(needs.contains(&format!("href=\"/portal/connections/{id}\"")), "{needs}");
    }

    /// S2.75, S2.76, S2.79: an account that was lost is connected again, in its place; who can mend it is told, and
    /// what waits goes on.
    async fn s2_75_a_lost_account_is_connected_again_in_its_place(app: TestApp) {
        let (provider, id) = crm(&app).await;
        let carla = app.as_client("carla").await;
        connected(&carla, &provider, &id).await;
        app.run_jobs().await;
        provider.take_back();
        let mia = app.as_staff("mia").await;
        let checked = mia.post(&format!("/connections/{id}/check"), serde_json::json!({})).await.expect(200).json();
        assert_eq!(checked["health"], "needs_reauthorization");
        mia.post(&format!("/connections/{id}/check"), serde_json::json!({})).await.expect(200);
        app.run_jobs().await;
        let mails = app.mails();
        let told: Vec<_> = mails.iter().filter(|mail| mail.recipient == "carla@acme.test" && mail.subject.contains("Sales CRM needs")).collect();
        assert_eq!(told.len(), 1, "told once: {:?}", mails.iter().map(|mail| (&mail.recipient, &mail.subject)).collect::<Vec<_>>());
        assert!(told[0].text.contains("/portal/connections"), "{}", told[0].text);
        assert!(!mails.iter().any(|mail| mail.recipient == "victor@acme.test"), "victor cannot mend it");
        assert!(carla.get("/portal/notifications").await.body.contains("Sales CRM needs to be connected again"));
        assert!(app.as_staff("olivia").await.get("/notifications").await.body.contains("Sales CRM needs to be connected again"));
        assert!(carla.get("/portal/connections").await.body.contains("Connect again"));
        // Who can mend it finds it where they arrive, and nobody else.
        let (hers, his) = (carla.get("/portal").await, app.as_client("victor").await.get("/portal").await);
        let needs = hers.expect(200).body;
        let needs = needs.split("Needs you").nth(1).unwrap();
        let way = needs.find(&format!("href=\"/portal/connections/{id}\"")).unwrap_or_else(|| panic!("{needs}"));
        assert!(needs[..way].contains("Sales CRM") && needs[way..].contains("Connect again"), "{needs}");
        assert!(!his.expect(200).body.contains(&format!("/portal/connections/{id}")));
        let run = waiting_run(&app, &provider, &id).await;
        let (page, mend) = (run_page(&app, run).await, format!("href=\"/portal/connections/{id}\""));
        let carlas = carla.get(&page).await.expect(200).body;
        let way = carlas.find(&mend).unwrap_or_else(|| panic!("{carlas}"));
        let waits = &carlas[carlas.find("Waits for an account").unwrap()..way];
        assert!(waits.contains("Sales CRM (sales@crm.test)") && !waits.contains("Turn to"), "{waits}");
        assert!(waits.contains("hx-boost:inherited=\"false\""), "a script would go, and could not leave from there");
        let victors = app.as_client("victor").await.get(&page).await.expect(200).body;
        assert!(victors.contains("Waits for an account") && !victors.contains("Sales CRM"), "{victors}");
        assert!(victors.contains("Turn to Carla.") && !victors.contains("sales@crm.test"), "whom to turn to: {victors}");
        // Staff read the same as data.
        let known = workflows::seen(&mia, run).await;
        let (name, account) = (&known["run"]["waits_for_name"], &known["run"]["waits_for_account"]);
        assert_eq!((name, account), (&json!("Sales CRM"), &json!("sales@crm.test")), "{known}");
        assert_eq!(known["helpers"], json!([{ "kind": "client", "id": app.cast.people["carla"], "name": "Carla" }]));
        let listed = mia.all("/runs?status=waiting", 50).await;
        assert!(listed.iter().any(|row| row["waits_for_name"] == "Sales CRM"), "{listed:?}");
        connected(&carla, &provider, &id).await;
        assert_eq!(health(&app, &id).await, "healthy");
        assert!(!carla.get("/portal").await.body.contains("Connect again"), "it still stands on the dashboard");
        app.run_jobs().await;
        assert_eq!(workflows::status(&mia, run).await, "succeeded");
        lent(&app, &id).await.unwrap();
    }

    /// What works goes on working, however the attempt to replace it ends.
    async fn an_attempt_that_fails_leaves_what_works(app: TestApp) {
        let (provider, id) = crm(&app).await;
        let carla = app.as_client("carla").await;
        connected(&carla, &provider, &id).await;
        let before = sent(&lent(&app, &id).await.unwrap());
        let page = format!("/portal/connections/{id}");
        // Given up on the way.
        leave(&carla, &id).await;
        let no = carla.get(&provider.decline(&leave(&carla, &id).await)).await.expect(303);
        assert_eq!(no.location(), format!("{page}?done=declined"));
        let said = carla.get(no.location()).await.expect(200).body;
        assert!(said.contains("Access was not given") && !said.contains("<b>no</b>"));
        let back = provider.consent(&leave(&carla, &id).await);
        let wrong = back.replace("code=", "code=x");
        assert_eq!(carla.get(&wrong).await.expect(303).location(), format!("{page}?done=failed"));
        for mood in [Mood::Broken, Mood::LosesAnswers] {
            let back = provider.consent(&leave(&carla, &id).await);
            provider.turn(mood);
            assert_eq!(carla.get(&back).await.expect(303).location(), format!("{page}?done=failed"), "{mood:?}");
            provider.turn(Mood::Well);
        }
        assert!(carla.get(&format!("{page}?done=failed")).await.body.contains("what was connected before still is"));
        assert_eq!(health(&app, &id).await, "healthy");
        assert_eq!(sent(&lent(&app, &id).await.unwrap()), before);
    }

    /// S2.72: a key is tried before it is kept, replaced by one that works, and never shown.
    async fn s2_72_a_key_is_tried_before_it_is_kept(app: TestApp) {
        let provider = Provider::serve().await;
        let id = need(&app, &set_up_key(&app, &provider).await, "Search").await;
        let carla = app.as_client("carla").await;
        let path = format!("/portal/connections/{id}/key");
        for (typed, said) in [("", "Paste the key."), ("sk-wrong", "does not take this key"), ("a\u{7}b", "does not look like a key")] {
            let answer = carla.post(&path, &[("api_key", typed)]).await.expect(422);
            assert!(answer.body.contains(said), "{typed}: {}", answer.body);
            assert!(typed.is_empty() || !answer.body.contains(typed), "it stands on the page");
        }
        provider.turn(Mood::Broken);
        assert!(carla.post(&path, &[("api_key", KEY)]).await.expect(422).body.contains("did not answer"));
        provider.turn(Mood::Well);
        assert!(lent(&app, &id).await.is_err(), "something was kept");
        carla.post(&path, &[("api_key", KEY)]).await.expect(303);
        assert_eq!(sent(&lent(&app, &id).await.unwrap()), KEY);
        let page = carla.get(&format!("/portal/connections/{id}")).await.expect(200).body;
        assert!(page.contains("sales@crm.test") && !page.contains(KEY));
        carla.post(&path, &[("api_key", "sk-wrong")]).await.expect(422);
        assert_eq!(sent(&lent(&app, &id).await.unwrap()), KEY, "a key that works was given up");
        carla.post(&format!("/portal/connections/{id}/connect"), &[]).await.expect(409);
    }

    async fn a_client_disconnects_and_the_provider_hears_of_it(app: TestApp) {
        let (provider, id) = crm(&app).await;
        let carla = app.as_client("carla").await;
        connected(&carla, &provider, &id).await;
        carla.post(&format!("/portal/connections/{id}/disconnect"), &[]).await.expect(303);
        assert_eq!(provider.revoked(), 1);
        assert!(lent(&app, &id).await.is_err());
        assert_eq!(app.store.value("SELECT count(*) FROM connection_secret").await, "0");
        let page = carla.get(&format!("/portal/connections/{id}")).await.expect(200).body;
        assert!(page.contains("Not connected yet") && !page.contains("sales@crm.test"));
        connected(&carla, &provider, &id).await;
    }
}

/// Where clients see a run.
async fn run_page(app: &TestApp, run: Uuid) -> String {
    let seen = workflows::seen(&app.as_staff("mia").await, run).await;
    format!("/portal/workflows/{}/runs/{run}", workflows::id_of(&seen["run"]["workflow"]))
}

/// A run that waits for the connection.
async fn waiting_run(app: &TestApp, provider: &Provider, id: &str) -> Uuid {
    let (who, url) = ("connections: [{ name: sales_crm, provider: oauth2 }]", &provider.base);
    let asks =
        format!("{who}\nsteps: [{{ id: who, http: {{ method: GET, url: '{url}/me', connection: sales_crm }} }}]");
    let run = workflows::ran(app, &app.as_staff("mia").await, &asks).await["run"].clone();
    assert_eq!((&run["status"], &run["waits_for"]), (&json!("waiting"), &json!("connection")), "{run}");
    assert_eq!(run["waits_for_id"], id);
    workflows::id_of(&run)
}
