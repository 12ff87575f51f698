use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use chrono::TimeDelta;
use portico::entity::mail::Model;
use portico::error::Error;
use portico::jobs::Failure;
use portico::mail::{Mailer, Outgoing};

use super::{answers, settled};
use crate::support::{TestApp, email};

/// A mail server that can be down, and that knows some addresses not to exist.
#[derive(Default)]
struct Server {
    down: AtomicBool,
    tried: AtomicUsize,
    nobody: Mutex<Option<String>>,
    arrived: Mutex<Vec<Model>>,
}

#[async_trait::async_trait]
impl Mailer for Server {
    async fn send(&self, Outgoing { mail, .. }: &Outgoing) -> Result<(), Failure> {
        self.tried.fetch_add(1, Ordering::Relaxed);
        if self.down.load(Ordering::Relaxed) {
            return Err(Failure::Retry(Error::Unavailable(std::io::Error::other("connection refused").into())));
        }
        if self.nobody.lock().unwrap().as_ref() == Some(&mail.recipient) {
            return Err(Failure::Fail(Error::Malformed("550 5.1.1 no such user".into())));
        }
        self.arrived.lock().unwrap().push(mail.clone());
        Ok(())
    }
}

impl Server {
    fn arrived(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for mail in self.arrived.lock().unwrap().iter() {
            *counts.entry(format!("{} {}", mail.recipient, mail.subject)).or_default() += 1;
        }
        counts
    }
}

both! {
    /// S1.139: the mail server is down for an hour; nothing is lost and nothing is doubled.
    async fn s1_139_a_mail_server_may_be_down_for_an_hour(app: TestApp) {
        let server = Arc::new(Server::default());
        let app = app.another_mailing(|_| {}, server.clone()).await;
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        settled(&app).await;
        server.arrived.lock().unwrap().clear();
        server.down.store(true, Ordering::Relaxed);
        for number in 0..5 {
            let id = carla.request(&format!("Numbered {number}"), "x").await;
            answers(&mia, &id, "x").await;
            app.run_jobs().await;
        }
        let waiting = app.store.value("SELECT count(*) FROM mail WHERE sent_at IS NULL").await;
        for _ in 0..12 {
            app.advance(TimeDelta::minutes(5));
            app.run_jobs().await;
        }
        assert!(server.arrived().is_empty());
        assert_eq!(app.store.value("SELECT count(*) FROM mail WHERE sent_at IS NULL").await, waiting);
        assert_eq!(app.store.value("SELECT count(*) FROM mail WHERE failed_at IS NOT NULL").await, "0");
        // Tries grow rarer: a server that comes back is not met by a crowd.
        let tries = server.tried.load(Ordering::Relaxed) / waiting.parse::<usize>().unwrap();
        assert!((5..=12).contains(&tries), "{tries}");
        server.down.store(false, Ordering::Relaxed);
        for _ in 0..16 {
            app.advance(TimeDelta::minutes(5));
            app.run_jobs().await;
        }
        let arrived = server.arrived();
        assert_eq!(arrived.len().to_string(), waiting, "{arrived:?}");
        assert!(arrived.values().all(|times| *times == 1), "{arrived:?}");
        assert_eq!(arrived.keys().filter(|key| key.starts_with("carla@")).count(), 5);
        assert_eq!(app.store.value("SELECT count(*) FROM mail WHERE sent_at IS NULL").await, "0");
        assert_eq!(app.store.value("SELECT count(*) FROM job").await, "0");
    }

    /// After half a day it is given up, and that is on record; what the letter said is not.
    async fn a_mail_that_never_goes_out_is_given_up_and_on_record(app: TestApp) {
        let server = Arc::new(Server::default());
        let app = app.another_mailing(|_| {}, server.clone()).await;
        settled(&app).await;
        server.down.store(true, Ordering::Relaxed);
        app.stranger().plain_post("/portal/forgot-password", &[("email", &email("carla"))]).await.expect(200);
        for _ in 0..60 {
            app.run_jobs().await;
            app.advance(TimeDelta::minutes(80));
        }
        let tried = server.tried.load(Ordering::Relaxed);
        assert_eq!(tried, 20);
        let row = "SELECT tries || ' ' || last_error || ' [' || text || html || ']' FROM mail WHERE failed_at IS NOT NULL";
        let row = app.store.value(row).await;
        assert!(row.starts_with("20 ") && row.contains("connection refused") && row.ends_with("[]"), "{row}");
        assert_eq!(app.store.value("SELECT state FROM job WHERE kind = 'deliver_mail'").await, "failed");
        server.down.store(false, Ordering::Relaxed);
        app.run_jobs().await;
        assert_eq!(server.tried.load(Ordering::Relaxed), tried);
    }

    /// An address at which nobody is: the mail is not tried again, staff see it, and notifications spare it; a reset
    /// link is tried all the same.
    async fn an_address_without_anybody_is_marked(app: TestApp) {
        let server = Arc::new(Server::default());
        let app = app.another_mailing(|_| {}, server.clone()).await;
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let id = carla.request("Lanterns", "x").await;
        settled(&app).await;
        let members = format!("/workspaces/{}/members", app.cast.acme.workspace);
        let state = async || {
            let all = app.as_staff("mia").await.all(&members, 10).await;
            let carla = all.iter().find(|member| member["name"] == "Carla").unwrap().clone();
            let victor = all.iter().find(|member| member["name"] == "Victor").unwrap();
            assert_eq!(victor["mail_state"], "ok");
            (carla["mail_state"].as_str().unwrap().to_owned(), carla["mail_error"].as_str().map(str::to_owned))
        };
        assert_eq!(state().await, ("ok".into(), None));
        *server.nobody.lock().unwrap() = Some(email("carla"));
        answers(&mia, &id, "x").await;
        app.run_jobs().await;
        let tried = server.tried.load(Ordering::Relaxed);
        let (mail_state, error) = state().await;
        assert_eq!(mail_state, "bouncing");
        assert!(error.unwrap().contains("550 5.1.1 no such user"));
        app.advance(TimeDelta::hours(3));
        answers(&app.as_staff("mia").await, &id, "x").await;
        app.run_jobs().await;
        assert_eq!(server.tried.load(Ordering::Relaxed), tried, "a mail was tried again");
        app.stranger().plain_post("/portal/forgot-password", &[("email", &email("carla"))]).await.expect(200);
        app.run_jobs().await;
        assert_eq!(server.tried.load(Ordering::Relaxed), tried + 1);
        // Another agency's member with the same address is another matter.
        let henry = app.as_staff("henry").await;
        app.store.sql("UPDATE client_user SET email = 'carla@acme.test' WHERE email LIKE 'hana@%'").await;
        let theirs = henry.all(&format!("/workspaces/{}/members", app.cast.harbor.workspace), 10).await;
        assert_eq!(theirs[0]["mail_state"], "ok");
        *server.nobody.lock().unwrap() = None;
        app.advance(TimeDelta::days(31));
        app.run_jobs().await;
        assert_eq!(state().await.0, "ok", "a mark is not for ever");
    }
}
