use portico::access::Database;
use portico::clock::Clock;
use portico::features::connections as feature;

use super::{connected, crm, leave, lent, need, sent, set_up, set_up_key};
use crate::support::{KEY, Kind, Provider, TestApp};

/// Everything that the database keeps, as whoever stole it would read it.
async fn everything(app: &TestApp) -> String {
    match app.store.kind {
        Kind::Sqlite => {
            let files = std::fs::read_dir(app.store.folder.path()).unwrap().map(|file| file.unwrap().path());
            let bytes = files.filter(|path| path.is_file()).flat_map(|path| std::fs::read(path).unwrap());
            String::from_utf8_lossy(&bytes.collect::<Vec<u8>>()).into_owned()
        }
        Kind::Postgres => {
            let tables =
                app.store.value("SELECT string_agg(tablename, ',') FROM pg_tables WHERE schemaname = 'public'").await;
            let mut all = String::new();
            for table in tables.split(',') {
                all += &app.store.value(&format!("SELECT string_agg(t::text, ' ') FROM \"{table}\" t")).await;
            }
            all
        }
    }
}

both! {
    /// Nothing that opens anything stands in the database, in an answer of the API, or on a page.
    async fn nobody_reads_what_opens_an_account(app: TestApp) {
        let (provider, id) = crm(&app).await;
        let search = need(&app, &set_up_key(&app, &provider).await, "Search").await;
        let carla = app.as_client("carla").await;
        connected(&carla, &provider, &id).await;
        carla.post(&format!("/portal/connections/{search}/key"), &[("api_key", KEY)]).await.expect(303);
        app.advance(chrono::TimeDelta::hours(2));
        lent(&app, &id).await.unwrap();
        leave(&carla, &id).await;
        app.run_jobs().await;
        let olivia = app.as_staff("olivia").await;
        let mut seen = everything(&app).await;
        assert!(seen.contains("sales@crm.test"), "this reads nothing");
        for list in ["/connections", "/provider-clients", "/credential-requests", "/audit", "/notifications", "/providers"] {
            seen += &olivia.get(list).await.expect(200).body;
        }
        for page in ["/portal/connections".to_owned(), format!("/portal/connections/{id}"), format!("/portal/connections/{search}")] {
            seen += &carla.get(&page).await.expect(200).body;
        }
        for secret in provider.secrets() {
            assert!(!seen.contains(&secret), "{secret} can be read");
        }
        assert!(provider.secrets().len() > 6);
    }

    /// The keys are changed while the portal is used; what is sealed under the old one opens until all is sealed anew.
    async fn keys_are_changed_in_passing(app: TestApp) {
        let (provider, id) = crm(&app).await;
        connected(&app.as_client("carla").await, &provider, &id).await;
        let before = sent(&lent(&app, &id).await.unwrap());
        let key = format!("next:{}", "N".repeat(42) + "A");
        let two = app.another(|config| config.credential_keys = vec![key.clone()]).await;
        assert_eq!(sent(&lent(&two, &id).await.unwrap()), before, "the old key opens");
        let mut config = crate::support::config(app.store.folder.path());
        config.credential_keys = vec![key];
        let database = Database::connect(&app.store.url, Clock::default(), &config.master_key().unwrap()).await.unwrap();
        let keys = config.envelopes().unwrap();
        let (one, other) = {
            let system = database.system();
            futures_util::join!(feature::reseal(&system, &keys), feature::reseal(&system, &keys))
        };
        let sealed: u64 = app.store.value("SELECT (SELECT count(*) FROM connection_secret) + (SELECT count(*) FROM provider_client)").await.parse().unwrap();
        assert_eq!(one.unwrap() + other.unwrap(), sealed, "each once, by whomever");
        assert_eq!(feature::reseal(&database.system(), &keys).await.unwrap(), 0);
        assert_eq!(app.store.value("SELECT count(*) FROM connection_secret WHERE key_id <> 'next'").await, "0");
        assert_eq!(sent(&lent(&two, &id).await.unwrap()), before);
        assert!(lent(&app, &id).await.is_err(), "a node without the key opens it");
        two.advance(chrono::TimeDelta::hours(2));
        lent(&two, &id).await.unwrap();
        assert_eq!(provider.renewals(), 1, "with the client's secret under the new key");
        database.close().await;
        two.app.database.close().await;
    }

    /// A sealed thing does not open in another's place.
    async fn what_is_sealed_cannot_be_moved(app: TestApp) {
        let provider = Provider::serve().await;
        let made_with = set_up(&app, &provider).await;
        let (one, two) = (need(&app, &made_with, "One").await, need(&app, &made_with, "Two").await);
        let carla = app.as_client("carla").await;
        connected(&carla, &provider, &one).await;
        connected(&carla, &provider, &two).await;
        let first = "(SELECT min(access) FROM connection_secret)";
        assert_eq!(app.store.sql(&format!("UPDATE connection_secret SET access = {first}")).await, 2);
        let opened = [lent(&app, &one).await.is_ok(), lent(&app, &two).await.is_ok()];
        assert_eq!(opened.into_iter().filter(|opened| *opened).count(), 1, "it opens only where it was sealed");
        app.store.sql("UPDATE connection_secret SET version = version + 1").await;
        assert!(lent(&app, &one).await.is_err() && lent(&app, &two).await.is_err(), "an old one stands for a new one");
    }
}
