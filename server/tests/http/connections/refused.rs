use chrono::TimeDelta;

use super::{connected, crm, health, leave, lent, need, sent, set_up_key};
use crate::support::{KEY, Provider, TestApp};
use crate::workflows::{Target, publish, published, ran, seen, started, status, steps};

both! {
    /// The way back is for the browser that was sent, once, and for ten minutes.
    async fn nobody_comes_back_in_somebody_elses_place(app: TestApp) {
        let (provider, id) = crm(&app).await;
        let carla = app.as_client("carla").await;
        let back = provider.consent(&leave(&carla, &id).await);
        for person in ["ben", "victor"] {
            app.as_client(person).await.get(&back).await.expect(404);
        }
        app.stranger().get(&back).await.expect(404);
        // Another session of the very person.
        app.as_client("carla").await.get(&back).await.expect(404);
        app.as_client("hana").await.get(&back).await.expect(404);
        let other = back.replace("state=", "state=A");
        carla.get(&other).await.expect(404);
        carla.get("/portal/connections/callback?code=x&state=").await.expect(404);
        let answer = carla.get(&back).await.expect(303);
        assert_eq!(answer.location(), format!("/portal/connections/{id}?done=connected"));
        let before = sent(&lent(&app, &id).await.unwrap());
        let again = carla.get(&back).await.expect(404);
        assert!(again.body.contains("come back twice"), "{}", again.body);
        assert_eq!(sent(&lent(&app, &id).await.unwrap()), before);
        let late = provider.consent(&leave(&carla, &id).await);
        app.advance(TimeDelta::minutes(10));
        carla.get(&late).await.expect(404);
    }

    /// Of many that come back at once with one state, one does.
    async fn a_state_counts_once_however_many_bring_it(app: TestApp) {
        let (provider, id) = crm(&app).await;
        let carla = app.as_client("carla").await;
        let back = provider.consent(&leave(&carla, &id).await);
        let all = futures_util::future::join_all((0..20).map(|_| carla.get(&back))).await;
        let statuses: Vec<u16> = all.iter().map(|answer| answer.status).collect();
        assert_eq!(statuses.iter().filter(|status| **status == 303).count(), 1, "{statuses:?}");
        assert!(statuses.iter().all(|status| [303, 404].contains(status)));
    }

    /// A permission that was taken away while somebody was away does not come back with them.
    async fn who_may_not_any_more_connects_nothing(app: TestApp) {
        let (provider, id) = crm(&app).await;
        let carla = app.as_client("carla").await;
        let back = provider.consent(&leave(&carla, &id).await);
        assert!(app.store.sql("UPDATE membership SET can_manage_connections = FALSE").await > 0);
        carla.get(&back).await.expect(404);
        assert_eq!(health(&app, &id).await, "needs_reauthorization");
        assert!(app.store.sql("UPDATE membership SET can_manage_connections = TRUE").await > 0);
        let back = provider.consent(&leave(&carla, &id).await);
        assert!(app.store.sql("UPDATE workspace SET automation_on = FALSE").await > 0);
        carla.get(&back).await.expect(404);
        assert!(lent(&app, &id).await.is_err());
    }

    /// An answer in another provider's name is none (RFC 9207).
    async fn another_issuer_is_not_believed(app: TestApp) {
        let (provider, id) = crm(&app).await;
        let olivia = app.as_staff("olivia").await;
        let client = crate::connections::seen(&app, &id).await["provider_client"]["id"].as_str().unwrap().to_owned();
        let change = serde_json::json!({ "settings": { "issuer": "https://crm.test" } });
        olivia.patch(&format!("/provider-clients/{client}"), change).await.expect(200);
        let carla = app.as_client("carla").await;
        let back = provider.consent(&leave(&carla, &id).await);
        let wrong = carla.get(&format!("{back}&iss=https%3A%2F%2Fevil.test")).await.expect(303);
        assert!(wrong.location().ends_with("?done=failed"), "{}", wrong.location());
        let back = provider.consent(&leave(&carla, &id).await);
        let right = carla.get(&format!("{back}&iss=https%3A%2F%2Fcrm.test")).await.expect(303);
        assert!(right.location().ends_with("?done=connected"));
    }

    /// What a run gets is its own workspace's, and goes to its provider alone.
    async fn cve_2026_56348_a_credential_goes_to_its_own_hosts_alone(app: TestApp) {
        let (provider, id) = crm(&app).await;
        connected(&app.as_client("carla").await, &provider, &id).await;
        let lent = lent(&app, &id).await.unwrap();
        for url in ["https://evil.test/", "https://127.0.0.1.evil.test/", "http://127.0.0.2/", "https://x@127.0.0.1/"] {
            let mut headers = poem::http::HeaderMap::new();
            assert!(lent.put(&url::Url::parse(url).unwrap(), &mut headers).is_err(), "{url}");
            assert!(headers.is_empty());
        }
        let uuid: uuid::Uuid = id.parse().unwrap();
        for world in [&app.cast.bluebird, &app.cast.harbor] {
            let scope = app.app.database.system().agency(world.agency.into());
            let theirs = portico::features::connections::credentials(&scope, app.app.connector(), world.workspace.into(), uuid.into());
            assert!(theirs.await.is_err());
        }
    }

    /// The same in a run: `credential_elsewhere` ends it, and nobody else hears anything.
    async fn cve_2026_56348_a_run_takes_a_credential_nowhere_else(app: TestApp) {
        let (provider, id) = crm(&app).await;
        connected(&app.as_client("carla").await, &provider, &id).await;
        let target = Target::answering(|_| (200, String::new(), "{}".into())).await;
        let elsewhere = target.url.replace("127.0.0.1", "localhost");
        let mia = app.as_staff("mia").await;
        let run = ran(&app, &mia, &format!(
            "connections:\n  - {{ name: sales_crm, provider: oauth2 }}\nsteps:\n  - {{ id: call, http: {{ method: GET, url: '{elsewhere}/me', connection: sales_crm }} }}\n"
        )).await;
        assert_eq!((run["run"]["status"].as_str(), steps(&run)), (Some("failed"), vec!["call failed".to_owned()]), "{run}");
        assert_eq!(run["steps"][0]["error"]["code"], "credential_elsewhere");
        assert_eq!(run["steps"][0]["error"]["retryable"], false);
        assert!(target.heard().is_empty(), "{:?}", target.heard());
        assert!(!run.to_string().contains(&sent(&lent(&app, &id).await.unwrap())));
    }

    /// What works goes on when the client is asked for another account at the same provider; the name decides where one has
    /// it, and what has to be connected first is told by its name.
    async fn another_account_at_a_provider_takes_nothing_from_the_one_that_works(app: TestApp) {
        let provider = Provider::serve().await;
        let made_with = set_up_key(&app, &provider).await;
        let older = need(&app, &made_with, "Old search").await;
        let id = need(&app, &made_with, "Shop search").await;
        let carla = app.as_client("carla").await;
        let connect = async |id: &str| {
            carla.post(&format!("/portal/connections/{id}/key"), &[("api_key", KEY)]).await.expect(303);
            app.run_jobs().await;
        };
        let mia = app.as_staff("mia").await;
        let asks = |name: &str| format!(
            "connections: [{{ name: {name}, provider: api_key }}]\nsteps: [{{ id: who, http: {{ method: GET, url: '{}/me', connection: {name} }} }}]\n",
            provider.base
        );
        let workflow = published(&mia, &app.cast.acme, &asks("search")).await;
        let runs = async || {
            let run = started(&mia, workflow).await;
            app.run_jobs().await;
            run
        };
        let waits = runs().await;
        let seen_waiting = seen(&mia, waits).await;
        assert_eq!(seen_waiting["run"]["status"], "waiting");
        assert!(seen_waiting.to_string().contains("Old search"), "it does not say what for: {seen_waiting}");
        // The other one is connected: it is the only one there is, also for what has waited.
        connect(id.as_str()).await;
        assert_eq!(status(&mia, waits).await, "succeeded");
        need(&app, &made_with, "Search two").await;
        assert_eq!(status(&mia, runs().await).await, "succeeded", "it works, whatever else is asked for");
        let used = async |name: &str| app.store.value(&format!("SELECT count(*) FROM connection WHERE name = '{name}' AND last_used_at IS NOT NULL")).await;
        assert_eq!((used("Shop search").await, used("Old search").await), ("1".into(), "0".into()));
        // Of two that are connected, the one that was connected first, also once that is connected anew.
        connect(older.as_str()).await;
        assert_eq!(status(&mia, runs().await).await, "succeeded");
        connect(id.as_str()).await;
        assert_eq!(status(&mia, runs().await).await, "succeeded");
        assert_eq!(used("Old search").await, "0", "what is done in one account goes on in the other");
        // What somebody disconnects makes way.
        carla.post(&format!("/portal/connections/{id}/disconnect"), &[]).await.expect(303);
        assert_eq!(status(&mia, runs().await).await, "succeeded");
        assert_eq!(used("Old search").await, "1");
        // What is called by its name is it, connected or not.
        publish(&mia, workflow, &asks("search_two")).await;
        let named = seen(&mia, runs().await).await;
        assert_eq!(named["run"]["status"], "waiting");
        assert!(named.to_string().contains("Search two"), "{named}");
    }

    /// `takes_a_key`, `takes_no_key`: a connection is made as its provider has it, whatever form is sent.
    async fn a_connection_is_made_in_its_own_way(app: TestApp) {
        let (provider, crm) = crm(&app).await;
        let search = need(&app, &set_up_key(&app, &provider).await, "Search").await;
        let carla = app.as_client("carla").await;
        let away = carla.post(&format!("/portal/connections/{search}/connect"), &[]).await.expect(409);
        assert!(away.body.contains("This connection takes a key."), "{}", away.body);
        let key = carla.post(&format!("/portal/connections/{crm}/key"), &[("api_key", KEY)]).await.expect(409);
        assert!(key.body.contains("This connection is made at the provider.") && !key.body.contains(KEY), "{}", key.body);
        for id in [&crm, &search] {
            assert_eq!(health(&app, id).await, "needs_reauthorization");
        }
        for table in ["oauth_attempt", "connection_secret"] {
            assert_eq!(app.store.value(&format!("SELECT count(*) FROM {table}")).await, "0", "{table}");
        }
    }
}
