//! The database's history: there and back, with data in it, broken off, and from two sides at once.

use std::collections::BTreeMap;

use futures_util::future::join_all;
use portico::access::Database;

use crate::support::{Kind, Store, TestApp};

/// All tables and their columns, to compare.
async fn shape(store: &Store) -> String {
    match store.kind {
        Kind::Sqlite => store.value("SELECT group_concat(sql, char(10)) FROM (SELECT sql FROM sqlite_master WHERE name NOT LIKE 'seaql%' AND sql IS NOT NULL ORDER BY name)").await,
        Kind::Postgres => {
            let triggers = store.value("SELECT string_agg(DISTINCT event_object_table || ' ' || trigger_name, ',') \
                FROM information_schema.triggers WHERE trigger_schema = 'public'").await;
            triggers + &store.value("SELECT string_agg(table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable, ',' ORDER BY table_name, column_name) \
                FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE 'seaql%'").await
        }
    }
}

/// Takes back the last `steps`.
#[expect(clippy::disallowed_methods, reason = "nothing of the server takes a step back")]
async fn down(store: &Store, steps: u32) {
    use portico_migrations::Migrator;
    use sea_orm_migration::MigratorTrait;
    use sea_orm_migration::sea_orm::Database;
    let db = Database::connect(&store.url).await.unwrap();
    Migrator::down(&db, Some(steps)).await.unwrap();
    db.close().await.unwrap();
}

async fn up(store: &Store) {
    Database::migrate(&store.url).await.unwrap();
}

fn steps() -> u32 {
    use sea_orm_migration::MigratorTrait;
    u32::try_from(portico_migrations::Migrator::migrations().len()).unwrap()
}

/// How many steps there are from this one on.
fn since(name: &str) -> u32 {
    use sea_orm_migration::MigratorTrait;
    let all = portico_migrations::Migrator::migrations();
    u32::try_from(all.iter().rev().position(|step| step.name().ends_with(name)).unwrap() + 1).unwrap()
}

async fn there_and_back(kind: Kind) {
    let store = Store::migrated(kind).await;
    let all = shape(&store).await;
    assert!(all.contains("request_note") && all.contains("client_session"));
    for step in 1..=steps() {
        down(&store, step).await;
        up(&store).await;
        assert_eq!(shape(&store).await, all, "{step} back and forth");
    }
    down(&store, steps()).await;
    assert_eq!(shape(&store).await, "", "something is left");
    up(&store).await;
    up(&store).await;
    assert_eq!(shape(&store).await, all);
    store.remove().await;
}

#[tokio::test]
async fn every_step_goes_there_and_back_sqlite() {
    there_and_back(Kind::Sqlite).await;
}

#[tokio::test]
async fn every_step_goes_there_and_back_postgres() {
    there_and_back(Kind::Postgres).await;
}

/// Two nodes that start together migrate once, and both start.
async fn from_two_sides(kind: Kind) {
    let store = Store::empty(kind).await;
    let outcomes = join_all((0..4).map(|_| Database::migrate(&store.url))).await;
    for outcome in outcomes {
        outcome.unwrap();
    }
    assert_eq!(store.value("SELECT count(*) FROM seaql_migrations").await, steps().to_string());
    store.remove().await;
}

#[tokio::test]
async fn nodes_that_start_together_migrate_once_sqlite() {
    from_two_sides(Kind::Sqlite).await;
}

#[tokio::test]
async fn nodes_that_start_together_migrate_once_postgres() {
    from_two_sides(Kind::Postgres).await;
}

/// How many rows each table has, but for the migrations' own and what SQLite keeps behind its search.
async fn counts(store: &Store) -> BTreeMap<String, String> {
    let names = match store.kind {
        Kind::Sqlite => {
            "SELECT group_concat(name) FROM pragma_table_list WHERE schema = 'main' \
            AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'seaql%'"
        }
        Kind::Postgres => {
            "SELECT string_agg(table_name, ',') FROM information_schema.tables \
            WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name NOT LIKE 'seaql%'"
        }
    };
    let names = store.value(names).await;
    let each = names.split(',').map(|name| format!("'{name} ' || (SELECT count(*) FROM \"{name}\")"));
    let all = store.value(&format!("SELECT {}", each.collect::<Vec<_>>().join(" || ',' || "))).await;
    let rows = all.split(',').filter_map(|row| row.split_once(' '));
    rows.map(|(name, count)| (name.to_owned(), count.to_owned())).collect()
}

both! {
    /// An install of the step before, with people and their work in it, is brought up to date: all that was there
    /// before is there after, in whatever table, and what the last step adds works.
    async fn an_install_of_the_step_before_keeps_its_data(app: TestApp) {
        let rows = counts(&app.store).await;
        assert!(rows.len() > 50 && rows["request_message"] != "0" && rows["audit_entry"] != "0", "{rows:?}");
        let before = app.store.value("SELECT count(*) || ' ' || min(name) || ' ' || max(name) FROM project").await;
        let people = app.store.value("SELECT count(*) || ' ' || min(email) FROM client_user").await;
        down(&app.store, 1).await;
        let mut kept = rows.clone();
        let there = counts(&app.store).await;
        kept.retain(|name, _| there.contains_key(name));
        up(&app.store).await;
        let mut now = counts(&app.store).await;
        assert_eq!(now.keys().collect::<Vec<_>>(), rows.keys().collect::<Vec<_>>());
        now.retain(|name, _| kept.contains_key(name));
        assert_eq!(now, kept);
        assert_eq!(app.store.value("SELECT count(*) || ' ' || min(name) || ' ' || max(name) FROM project").await, before);
        assert_eq!(app.store.value("SELECT count(*) || ' ' || min(email) FROM client_user").await, people);
        let node = app.another(|_| {}).await;
        let carla = node.as_client("carla").await;
        assert!(carla.get("/portal/projects").await.expect(200).body.contains("acmecanary project"));
        let id = carla.request("After the step", "x").await;
        carla.get(&format!("/portal/requests/{id}")).await.expect(200);
        assert!(carla.get("/portal/requests?q=step").await.expect(200).body.contains("After the step"));
        node.app.database.close().await;
    }

    /// A step that fails leaves the database as it was, says so, and works once what was in its way is gone.
    async fn a_step_that_fails_changes_nothing(app: TestApp) {
        down(&app.store, since("known_networks")).await;
        let before = shape(&app.store).await;
        // The table that the step makes is there already.
        app.store.sql("CREATE TABLE known_network (x integer)").await;
        let broken = shape(&app.store).await;
        assert!(Database::migrate(&app.store.url).await.is_err());
        assert_eq!(shape(&app.store).await, broken, "half a step is left");
        app.store.sql("DROP TABLE known_network").await;
        assert_eq!(shape(&app.store).await, before);
        up(&app.store).await;
    }
}
