use std::sync::{Arc, LazyLock};
use std::time::Duration;

use chrono::TimeDelta;
use data_encoding::BASE64URL_NOPAD;
use poem::http::Method;
use portico::access::Database;
use portico::app::App;
use portico::clock::Clock;
use portico::config::{Config, Demand};
use portico::entity::mail;
use portico::mail::{Kept, Mailer, Outgoing};
use portico::passwords;
use portico::storage::Storage;
use portico_stripe_double::Double;
use tempfile::TempDir;
use uuid::Uuid;

use super::answer::{Answer, Ask, Served};
use super::browser::Browser;
use super::cast::{self, Cast, PASSWORD};
use super::database::{Kind, Store};
use super::staff::Staff;
use crate::audit::tamper;

/// What a hash costs here, in KiB, so that signing in costs nothing.
pub const CHEAP: u32 = 8;

/// One node over one test's database, and everybody who uses it.
pub struct TestApp {
    pub app: App,
    pub cast: Arc<Cast>,
    pub store: Arc<Store>,
    pub served: Served,
    clock: Clock,
    kept: Kept,
}

impl TestApp {
    /// Runs a test over a fresh, peopled database.
    pub async fn run(kind: Kind, case: impl AsyncFnOnce(Self)) {
        let (store, cast) = Store::peopled(kind).await;
        let store = Arc::new(store);
        let app = Self::over(store.clone(), cast, |_| {}).await;
        let database = app.app.database.clone();
        case(app).await;
        database.close().await;
        if let Some(store) = Arc::into_inner(store) {
            store.remove().await;
        }
    }

    /// A node over a database, configured as `change` says.
    pub async fn over(store: Arc<Store>, cast: Arc<Cast>, change: impl FnOnce(&mut Config)) -> Self {
        passwords::at_cost(CHEAP, 1);
        let kept = Kept::default();
        Self::mailing(store, cast, change, kept.clone(), Arc::new(kept)).await
    }

    /// Another node over the same database, whose mails go this way.
    pub async fn another_mailing(&self, change: impl FnOnce(&mut Config), mailer: Arc<dyn Mailer>) -> Self {
        Self::mailing(self.store.clone(), self.cast.clone(), change, Kept::default(), mailer).await
    }

    async fn mailing(
        store: Arc<Store>,
        cast: Arc<Cast>,
        change: impl FnOnce(&mut Config),
        kept: Kept,
        mailer: Arc<dyn Mailer>,
    ) -> Self {
        let mut config = config(store.folder.path());
        change(&mut config);
        let clock = Clock::default();
        let database = Database::connect(&store.url, clock.clone(), &config.master_key().unwrap()).await.unwrap();
        let app = App::new(&config, database, mailer).unwrap().drawing_with(DRAWER.into());
        let served = Arc::new(app.endpoint());
        Self { app, cast, store, served, clock, kept }
    }

    /// Another node over the same database.
    pub async fn another(&self, change: impl FnOnce(&mut Config)) -> Self {
        Self::over(self.store.clone(), self.cast.clone(), change).await
    }

    /// Has the node hear what is announced through the database, as a served one does from its start. On
    /// SQLite it hears itself anyway.
    pub async fn hear(&self) {
        if self.store.kind == Kind::Sqlite {
            return;
        }
        let (database, url, stop) = (self.app.database.clone(), self.store.url.clone(), self.app.stop.clone());
        let mut heard = database.hub().listen();
        tokio::spawn(async move { database.listen_to_other_nodes(&url, stop).await });
        for _ in 0..200 {
            self.store.sql("SELECT pg_notify('portico_events', '{\"Work\":\"here\"}')").await;
            if tokio::time::timeout(Duration::from_millis(25), heard.recv()).await.is_ok() {
                return;
            }
        }
        panic!("the node hears nothing");
    }

    /// Another node over the same database, which keeps its files there.
    pub async fn another_storing(&self, storage: Storage) -> Self {
        let another = self.another(|_| {}).await;
        let Self { app, cast, store, clock, kept, .. } = another;
        let app = app.storing(storage);
        let served = Arc::new(app.endpoint());
        Self { app, cast, store, served, clock, kept }
    }

    /// Takes the other agency off the install, with whatever stands in the way of that.
    pub async fn alone(&self) {
        for table in ["note_file", "request_note", "file", "approval", "upload", "subscription"] {
            self.store.sql(&format!("DELETE FROM {table}")).await;
        }
        tamper(self, "DELETE FROM audit_entry").await;
        self.store.sql("DELETE FROM audit_head").await;
        assert_eq!(self.store.sql("DELETE FROM agency WHERE slug = 'harbor'").await, 1);
    }

    /// Moves the time forward.
    pub fn advance(&self, by: TimeDelta) {
        self.clock.advance(by);
    }

    /// Does every job that is due, and what that brings about.
    pub async fn run_jobs(&self) -> usize {
        self.app.runner().drain().await.unwrap()
    }

    /// What was sent so far.
    pub fn mails(&self) -> Vec<mail::Model> {
        self.kept.mails()
    }

    /// The link that ends a person's mails about answers.
    pub fn unsubscribe_link(&self, agency: Uuid, person: Uuid) -> String {
        let letters = config(self.store.folder.path()).letters().unwrap();
        let mut bytes = [b"c".as_slice(), person.as_bytes(), b"answers"].concat();
        let said = format!("unsubscribe/{agency}/{}", BASE64URL_NOPAD.encode(&bytes));
        bytes.extend(letters.seal(&said));
        BASE64URL_NOPAD.encode(&bytes)
    }

    /// Nobody in particular, at the first agency's host.
    pub fn stranger(&self) -> Browser {
        Browser::at(&self.served, "northwind.localhost")
    }

    /// A client who has signed in at the portal of their own agency.
    pub async fn as_client(&self, person: &str) -> Browser {
        let browser = Browser::at(&self.served, cast::host(person));
        let answer = browser.sign_in(person, PASSWORD).await;
        assert_eq!((answer.status, answer.location()), (303, "/portal"), "{person}: {}", answer.body);
        browser
    }

    /// Somebody of the staff who has signed in over the API.
    pub async fn as_staff(&self, person: &str) -> Staff {
        Staff::sign_in(&self.served, person).await
    }

    /// The same, with where answers go.
    pub fn outgoing(&self) -> Vec<Outgoing> {
        self.kept.outgoing()
    }

    /// A bare request at the first agency's host.
    pub fn ask(&self, method: Method, path: &str) -> Ask {
        Ask::new(&self.served, method, path, "northwind.localhost")
    }

    /// What signing in over the API answers, at the first agency's host.
    pub async fn staff_sign_in(&self, email: &str, password: &str) -> Answer {
        Staff::try_in(&self.served, "northwind.localhost", email, password).await
    }
}

/// The Stripe of all tests that bring none of their own: nobody else is ever asked.
static STRIPE: LazyLock<String> = LazyLock::new(|| {
    let (tell, told) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            tell.send(Double::start("127.0.0.1:0").await.unwrap().base().to_owned()).unwrap();
            std::future::pending::<()>().await;
        });
    });
    told.recv().unwrap()
});

/// What draws small pictures.
pub const DRAWER: &str = env!("CARGO_BIN_EXE_portico");

/// Where all tests of a run keep their files, under keys that are nobody else's: the people's are there before them.
static FILES: LazyLock<TempDir> = LazyLock::new(|| tempfile::tempdir().unwrap());

/// The configuration of a test's node. Loopback, which is where everything comes from here, counts as a
/// trusted proxy, so that tests can say where they come from.
pub fn config(folder: &std::path::Path) -> Config {
    Config {
        secret_key: Some("A".repeat(43)),
        data_dir: folder.to_owned(),
        storage_url: Some(format!("file://{}", FILES.path().display())),
        base_url: Some("http://northwind.localhost".into()),
        trusted_proxies: vec!["127.0.0.0/8".parse().unwrap()],
        api_rate: 10_000_000,
        // Where tests have somebody to connect to.
        outgoing_networks: vec!["127.0.0.0/8".parse().unwrap()],
        // Nobody answers there: what wants DNS brings its own.
        dns_resolver: Some(([127, 0, 0, 1], 1).into()),
        dns_timeout: 1,
        stripe_api_base: Some(STRIPE.clone()),
        stripe_secret_key: Some("sk_test_install".into()),
        staff_second_factor: Demand::Optional,
        // What happens comes by mail with the next jobs; tests of the waiting say otherwise.
        mail_grouping: 0,
        ..Config::default()
    }
}
