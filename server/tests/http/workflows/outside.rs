//! What runs ask of others: again when it may help, under one name, and never of what is inside.

use chrono::TimeDelta;
use portico::features::workflows::connection_mended;
use serde_json::json;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;

use super::{Target, header, id_of, outgoing, ran, request, seen, steps};
use crate::support::TestApp;

fn calls(url: &str) -> String {
    format!(
        "redact: [iban]\nsteps:\n  - id: call\n    http:\n      method: POST\n      url: {url}/so?page=1\n      headers: {{ X-Api-Key: topsecret, X-Plain: seen }}\n      json: {{ run: '{{{{ run.id }}}}', iban: DE00 }}\n  - {{ id: after, set: {{ got: '{{{{ steps.call.json.answer }}}}' }} }}\n"
    )
}

/// A server that says nothing to whoever comes first, and answers the next one.
async fn silent_at_first() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (silent, _) = listener.accept().await.unwrap();
        let (mut socket, _) = listener.accept().await.unwrap();
        request(&mut socket).await;
        let answer = "HTTP/1.1 200 So\r\nconnection: close\r\ncontent-length: 14\r\n\r\n{\"answer\": 42}";
        socket.write_all(answer.as_bytes()).await.unwrap();
        drop(silent);
    });
    url
}

both! {
    async fn what_is_asked_and_answered_is_kept_scrubbed(app: TestApp) {
        let app = outgoing(&app).await;
        let mia = app.as_staff("mia").await;
        let body = r#"{"answer": 42, "access_token": "leaked", "iban": "DE99"}"#;
        let target = Target::answering(move |_| (200, "set-cookie: sid=leaked\r\n".into(), body.into())).await;
        let run = ran(&app, &mia, &calls(&target.url)).await;
        assert_eq!(run["run"]["status"], "succeeded", "{run}");
        assert_eq!(run["vars"]["got"], 42);
        let heard = target.heard();
        assert_eq!(heard.len(), 1);
        assert!(heard[0].starts_with("POST /so?page=1 ") && heard[0].contains("DE00"), "{}", heard[0]);
        assert_eq!(header(&heard[0], "x-api-key").as_deref(), Some("topsecret"));
        assert_eq!(header(&heard[0], "idempotency-key").as_deref(), run["steps"][0]["id"].as_str());
        let kept = run.to_string();
        for secret in ["topsecret", "leaked", "DE00", "DE99"] {
            assert!(!kept.contains(secret), "{secret} is kept: {kept}");
            for table in ["run_payload", "run_step_payload"] {
                let columns = if table == "run_payload" { "input || data" } else { "coalesce(input, '') || coalesce(output, '')" };
                let found = app.store.value(&format!("SELECT count(*) FROM {table} WHERE {columns} LIKE '%{secret}%'")).await;
                assert_eq!(found, "0", "{secret} in {table}");
            }
        }
        assert_eq!(run["steps"][0]["input"]["headers"]["x-plain"], "seen");
    }

    async fn what_may_pass_is_tried_again_later_under_the_same_name(app: TestApp) {
        let app = outgoing(&app).await;
        let mia = app.as_staff("mia").await;
        let target = Target::answering(|number| match number {
            1 => (503, String::new(), "busy".into()),
            2 => (429, "retry-after: 600\r\n".into(), String::new()),
            _ => (200, String::new(), r#"{"answer": "at last"}"#.into()),
        })
        .await;
        let run = ran(&app, &mia, &calls(&target.url)).await;
        let id = run["run"]["id"].as_str().unwrap().parse().unwrap();
        assert_eq!((target.heard().len(), &run["run"]["status"]), (1, &json!("running")));
        assert_eq!(run["steps"][0]["error"], json!({
            "code": "http_status", "message": "the answer was 503", "provider_status": 503, "retryable": true, "detail": "busy"
        }));
        // Not before its time, whoever looks.
        app.run_jobs().await;
        assert_eq!(target.heard().len(), 1);
        app.advance(TimeDelta::seconds(5));
        app.run_jobs().await;
        assert_eq!(target.heard().len(), 2);
        // Whoever asks for peace gets it.
        app.advance(TimeDelta::seconds(500));
        app.run_jobs().await;
        assert_eq!(target.heard().len(), 2);
        app.advance(TimeDelta::seconds(200));
        app.run_jobs().await;
        let mia = app.as_staff("mia").await;
        let run = seen(&mia, id).await;
        assert_eq!(steps(&run), ["call succeeded", "after succeeded"]);
        assert_eq!((&run["steps"][0]["attempts"], &run["vars"]["got"]), (&json!(3), &json!("at last")));
        let names: std::collections::BTreeSet<_> = target.heard().iter().map(|heard| header(heard, "idempotency-key")).collect();
        assert_eq!(names.len(), 1, "it was asked under {names:?}");
    }

    async fn what_does_not_pass_ends_the_run(app: TestApp) {
        let app = outgoing(&app).await;
        let mia = app.as_staff("mia").await;
        let target = Target::answering(|_| (500, String::new(), "x".repeat(5000))).await;
        let run = ran(&app, &mia, &calls(&target.url)).await;
        let id = run["run"]["id"].as_str().unwrap().parse().unwrap();
        for _ in 0..4 {
            app.advance(TimeDelta::minutes(2));
            app.run_jobs().await;
        }
        let mia = app.as_staff("mia").await;
        let run = seen(&mia, id).await;
        assert_eq!((target.heard().len(), &run["run"]["status"]), (3, &json!("failed")));
        assert_eq!(run["steps"][0]["error"]["detail"].as_str().unwrap().len(), 2000);
        let refused = Target::answering(|_| (404, String::new(), r#"{"password": "leaked", "why": "gone"}"#.into())).await;
        let run = ran(&app, &mia, &calls(&refused.url)).await;
        assert_eq!((refused.heard().len(), &run["run"]["status"]), (1, &json!("failed")));
        assert_eq!(run["steps"][0]["error"]["provider_status"], 404);
        assert!(!run.to_string().contains("leaked"));
    }

    async fn nothing_inside_is_asked(app: TestApp) {
        let app = app.another(|config| config.outgoing_networks = Vec::new()).await;
        let mia = app.as_staff("mia").await;
        let target = Target::answering(|_| (200, String::new(), "{}".into())).await;
        let port = target.url.rsplit(':').next().unwrap();
        for host in ["127.0.0.1", "localhost", "[::1]", "2130706433"] {
            let run = ran(&app, &mia, &calls(&format!("http://{host}:{port}"))).await;
            assert_eq!(run["run"]["status"], "failed", "{host}");
            assert_eq!(run["steps"][0]["error"]["code"], "address_refused", "{host}: {run}");
        }
        let run = ran(&app, &mia, &calls("http://169.254.169.254")).await;
        assert_eq!(run["steps"][0]["error"]["code"], "address_refused");
        assert!(target.heard().is_empty());
    }

    async fn a_step_waits_for_its_connection(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let run = ran(&app, &mia, "connections:\n  - { name: crm, provider: hubspot }\nsteps:\n  - { id: call, http: { method: GET, url: 'https://example.com/', connection: crm } }\n").await;
        assert_eq!((&run["run"]["status"], &run["run"]["waits_for"]), (&json!("waiting"), &json!("connection")), "{run}");
        // There is none yet: it is for the agency to set up, and nobody of the client's can do anything about it.
        assert_eq!(run["helpers"][0], json!({ "kind": "staff", "id": app.cast.people["mia"], "name": "Mia" }), "{run}");
        let page = format!("/portal/workflows/{}/runs/{}", id_of(&run["run"]["workflow"]), id_of(&run["run"]));
        let shown = app.as_client("carla").await.get(&page).await.expect(200).body;
        assert!(shown.contains("Turn to Mia, Olivia or Adam of the team."), "{shown}");
        let scope = app.app.database.system().agency(app.cast.acme.agency.into());
        let connection = app.cast.acme.connection.into();
        let mended = async || scope.transaction(async |scope| connection_mended(&scope, connection).await).await;
        assert_eq!(mended().await.unwrap(), 1);
        assert_eq!(mended().await.unwrap(), 0);
        // It tries its step again, and waits again as long as there is none.
        app.run_jobs().await;
        let run = seen(&mia, run["run"]["id"].as_str().unwrap().parse().unwrap()).await;
        assert_eq!(steps(&run), ["call waiting"]);
    }

    async fn who_does_not_answer_in_time_is_asked_again(app: TestApp) {
        let app = outgoing(&app).await;
        let mia = app.as_staff("mia").await;
        let url = silent_at_first().await;
        let text = format!("steps:\n  - {{ id: call, timeout_seconds: 1, http: {{ method: GET, url: '{url}' }} }}\n  - {{ id: after, set: {{ got: '{{{{ steps.call.json.answer }}}}' }} }}\n");
        let run = ran(&app, &mia, &text).await;
        assert_eq!((&run["run"]["status"], &run["steps"][0]["error"]["code"]), (&json!("running"), &json!("timeout")), "{run}");
        assert_eq!(run["steps"][0]["error"]["retryable"], true);
        app.advance(TimeDelta::seconds(10));
        app.run_jobs().await;
        let run = seen(&mia, id_of(&run["run"])).await;
        assert_eq!((steps(&run), &run["vars"]["got"]), (vec!["call succeeded".to_owned(), "after succeeded".into()], &json!(42)));
        assert_eq!(run["steps"][0]["attempts"], 2);
    }
}
