//! Webhooks that answer with errors, hang, redirect, talk without end, or are not who they say.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use data_encoding::BASE64;
use portico::features::{agencies, webhooks};
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;

use super::{act, deliveries, header, reply, seen, states, webhook, whole};
use crate::support::TestApp;
use crate::workflows::Target;

/// A certificate for this machine that nobody vouches for, and its key.
const OWN: &str = "MIIBmjCCAUGgAwIBAgIULjj4xBHobInPP0DWFfmUir1iys8wCgYIKoZIzj0EAwIwFDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMzA4NDgzMVoYDzIxMjYxMDMwMDg0ODMxWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQJ3oScfJjdONhD8oxqyT+V8/XknWqF9VrsVLEESrod4ES8za8QIa5RYj9vQXECQ2U/RSMMjxqFQIu3/Np8PGkno28wbTAdBgNVHQ4EFgQUlixJqe0QmD04T8ygOmyfwEyfcd8wHwYDVR0jBBgwFoAUlixJqe0QmD04T8ygOmyfwEyfcd8wDwYDVR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZIzj0EAwIDRwAwRAIgbIL5CdU/Mk5eTwgG/fDxqm7ZRLMJ4iRo1h6WT23cFiQCIAMKcNzsdnpFYC2TLNKwUCvPbz6JInAlSdNAWWcGTcGX";
const KEY: &str = "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgejNR13qQiXJWQ0x06Q4FvTJnue9D+KQvwOfMGFo46yWhRANCAAQJ3oScfJjdONhD8oxqyT+V8/XknWqF9VrsVLEESrod4ES8za8QIa5RYj9vQXECQ2U/RSMMjxqFQIu3/Np8PGkn";

/// Somebody who deals with each caller so, and how many there were.
async fn serve<F>(deal: impl Fn(TcpStream) -> F + Send + 'static) -> (String, Arc<AtomicUsize>)
where
    F: Future<Output = ()> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let callers = Arc::new(AtomicUsize::new(0));
    let counted = callers.clone();
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            counted.fetch_add(1, Ordering::Relaxed);
            tokio::spawn(deal(socket));
        }
    });
    (url, callers)
}

/// Somebody who says nothing.
async fn hanging() -> (String, Arc<AtomicUsize>) {
    serve(|socket| async move {
        let _open = socket;
        std::future::pending().await
    })
    .await
}

/// The only delivery of a webhook.
async fn only(app: &TestApp, hook: &Value) -> Value {
    let mut all = deliveries(app, hook).await;
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0)
}

both! {
    async fn what_fails_is_tried_again_later_under_the_same_id(app: TestApp) {
        let target = Target::by_turns([(500, "out of order\u{1b}[2J"), (503, ""), (200, "thank you")]).await;
        let hook = webhook(&app, &target.url, &["request.replied"]).await;
        reply(&app, "so").await;
        app.run_jobs().await;
        let waiting = only(&app, &hook).await;
        assert_eq!((&waiting["state"], &waiting["attempts"], &waiting["last_status"]), (&json!("waiting"), &json!(1), &json!(500)));
        assert!(seen(&app, &hook).await["failing_since"].is_string());
        // Not before its time, whoever looks.
        app.advance(TimeDelta::seconds(40));
        app.run_jobs().await;
        assert_eq!(target.heard().len(), 1);
        app.advance(TimeDelta::minutes(1));
        app.run_jobs().await;
        assert_eq!(target.heard().len(), 2);
        app.advance(TimeDelta::minutes(2));
        app.run_jobs().await;
        assert_eq!(target.heard().len(), 2);
        app.advance(TimeDelta::minutes(5));
        app.run_jobs().await;
        let heard = target.heard();
        assert_eq!((heard.len(), states(&app, &hook).await), (3, vec!["delivered".to_owned()]));
        assert!(heard.iter().all(|one| header(one, "webhook-id") == header(&heard[0], "webhook-id")));
        let times: Vec<i64> = heard.iter().map(|one| header(one, "webhook-timestamp").unwrap().parse().unwrap()).collect();
        assert!(times[1] >= times[0] + 60 && times[2] >= times[1] + 240, "{times:?}");
        let whole = whole(&app, &only(&app, &hook).await).await;
        let tries: Vec<_> = whole["attempts"].as_array().unwrap().iter().map(|one| (one["number"].clone(), one["status"].clone())).collect();
        assert_eq!(tries, [(json!(1), json!(500)), (json!(2), json!(503)), (json!(3), json!(200))]);
        // What is kept of an answer does nothing to a terminal.
        assert_eq!(whole["attempts"][0]["response"], "out of order[2J");
        assert_eq!(whole["attempts"][2]["response"], "thank you");
        assert!(seen(&app, &hook).await["failing_since"].is_null());
    }

    async fn a_redirect_is_not_followed(app: TestApp) {
        let inner = Target::answering(|_| (200, String::new(), String::new())).await;
        for status in [301, 302, 303, 307, 308] {
            let place = format!("location: {}/\r\n", inner.url);
            let outer = Target::answering(move |_| (status, place.clone(), String::new())).await;
            let hook = webhook(&app, &outer.url, &["request.replied"]).await;
            act(&app, &hook, "test", json!({})).await.expect(201);
            app.run_jobs().await;
            let tried = only(&app, &hook).await;
            assert_eq!((&tried["state"], &tried["last_status"]), (&json!("waiting"), &json!(status)));
            assert!(tried["last_error"].as_str().unwrap().contains("redirects are not followed"), "{tried}");
            assert_eq!(outer.heard().len(), 1);
        }
        assert!(inner.heard().is_empty(), "{:?}", inner.heard());
    }

    /// It takes its time once, and what else waits for it is not tried into the same wall.
    async fn who_hangs_is_left_and_holds_nobody_up(app: TestApp) {
        let (url, callers) = hanging().await;
        let well = Target::answering(|_| (200, String::new(), String::new())).await;
        // What comes back by itself has been, and is not due for a minute.
        app.run_jobs().await;
        let hanging = webhook(&app, &url, &["request.replied"]).await;
        let other = webhook(&app, &well.url, &["request.replied"]).await;
        reply(&app, "one").await;
        reply(&app, "two").await;
        app.run_jobs().await;
        assert_eq!(callers.load(Ordering::Relaxed), 1);
        assert_eq!(states(&app, &other).await, ["delivered"; 2]);
        let tried = deliveries(&app, &hanging).await;
        assert_eq!((&tried[0]["last_error"], &tried[0]["attempts"]), (&json!("no answer in time"), &json!(1)));
        assert!(tried[0]["last_status"].is_null());
        assert_eq!(tried[1]["attempts"], 0);
    }

    /// The node goes on with everything else, and forgets none of them.
    async fn those_of_several_agencies_that_hang_hold_no_mail_up(app: TestApp) {
        let (url, callers) = hanging().await;
        app.run_jobs().await;
        let system = app.app.database.system();
        for number in 0..4 {
            let slug = format!("hanging-{number}");
            let host = format!("{slug}.localhost");
            let hosts = [host.as_str()];
            let new = agencies::NewAgency { name: "Hanging", slug: &slug, time_zone: "Etc/UTC", accent: None, hosts: &hosts };
            let admin = system.agency(agencies::create(&system, new).await.unwrap()).admin().unwrap();
            let event_types = vec!["task.done".to_owned()];
            let new = webhooks::NewWebhook { url: url.clone(), description: String::new(), event_types };
            let hook = webhooks::create(&admin, &app.app.connector().outgoing, new).await.unwrap();
            webhooks::send_test(&admin, hook.id).await.unwrap();
        }
        let well = Target::answering(|_| (200, String::new(), String::new())).await;
        webhook(&app, &well.url, &["request.replied"]).await;
        reply(&app, "so").await;
        let before = app.mails().len();
        app.stranger().plain_post("/portal/forgot-password", &[("email", "carla@acme.test")]).await.expect(200);
        let stop = CancellationToken::new();
        let runner = tokio::spawn(app.app.runner().run(stop.clone()));
        let asked = || callers.load(Ordering::Relaxed) == 4 && well.heard().len() == 1;
        let until = Instant::now() + Duration::from_secs(60);
        while !(asked() && app.mails().len() > before) && Instant::now() < until {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        assert_eq!((callers.load(Ordering::Relaxed), well.heard().len()), (4, 1));
        // None of those that hang has been given up meanwhile: nobody stood in line behind them.
        let given_up = "SELECT count(*) FROM webhook_delivery WHERE last_attempt_at IS NOT NULL AND last_status IS NULL";
        assert_eq!((app.mails().len() > before, app.store.value(given_up).await), (true, "0".into()));
        stop.cancel();
        runner.await.unwrap();
    }

    /// It has said that it took it; nobody waits for the rest.
    async fn who_answers_and_does_not_end_has_answered(app: TestApp) {
        let (url, _) = serve(|mut socket| async move {
            let mut heard = [0; 16384];
            let _ = socket.read(&mut heard).await;
            let _ = socket.write_all(b"HTTP/1.1 200 So\r\ncontent-length: 1000\r\n\r\nslow").await;
            std::future::pending().await
        })
        .await;
        let hook = webhook(&app, &url, &["request.replied"]).await;
        reply(&app, "so").await;
        app.run_jobs().await;
        let told = only(&app, &hook).await;
        assert_eq!((&told["state"], &told["last_status"]), (&json!("delivered"), &json!(200)));
        assert_eq!(whole(&app, &told).await["attempts"][0]["response"], "slow");
    }

    async fn of_a_long_answer_the_beginning_is_kept(app: TestApp) {
        let target = Target::answering(|_| (500, String::new(), "x".repeat(6 * 1024 * 1024))).await;
        let hook = webhook(&app, &target.url, &["request.replied"]).await;
        reply(&app, "so").await;
        app.run_jobs().await;
        let told = only(&app, &hook).await;
        assert_eq!((&told["state"], &told["last_status"]), (&json!("waiting"), &json!(500)));
        assert_eq!(whole(&app, &told).await["attempts"][0]["response"].as_str().unwrap().len(), 2048);
    }

    async fn who_cannot_prove_who_they_are_is_told_nothing(app: TestApp) {
        let decoded = |text: &str| BASE64.decode(text.as_bytes()).unwrap();
        let chain = vec![CertificateDer::from(decoded(OWN))];
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = rustls::ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
        let config = config.with_no_client_auth().with_single_cert(chain, PrivatePkcs8KeyDer::from(decoded(KEY)).into());
        let acceptor = tokio_rustls::TlsAcceptor::from(Arc::new(config.unwrap()));
        let admitted = Arc::new(AtomicUsize::new(0));
        let counted = admitted.clone();
        let (url, callers) = serve(move |socket| {
            let (acceptor, counted) = (acceptor.clone(), counted.clone());
            async move {
                let Ok(mut stream) = acceptor.accept(socket).await else { return };
                let mut heard = [0; 1024];
                counted.fetch_add(stream.read(&mut heard).await.unwrap_or_default(), Ordering::Relaxed);
            }
        })
        .await;
        let hook = webhook(&app, &url.replace("http://127.0.0.1", "https://localhost"), &["request.replied"]).await;
        reply(&app, "so").await;
        app.run_jobs().await;
        assert_eq!((callers.load(Ordering::Relaxed), admitted.load(Ordering::Relaxed)), (1, 0));
        let told = only(&app, &hook).await;
        assert_eq!(told["state"], "waiting");
        assert!(told["last_error"].as_str().unwrap().contains("certificate"), "{told}");
    }
}
