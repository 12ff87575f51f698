//! What is cancelled here is stopped where another engine runs it: the engine is told, again while it cannot be reached,
//! and staff read whether it was.

use chrono::TimeDelta;
use serde_json::{Value, json};
use uuid::Uuid;

use super::callbacks::{backed, proof};
use super::{Target, client, engines, header, id_of, outgoing, published, seen, started, status};
use crate::support::{N8n, Staff, TestApp};

/// A run at an n8n, which has begun there, and the execution's name.
async fn running(app: &TestApp, mia: &Staff, n8n: &N8n) -> (Uuid, u64) {
    let engine = engines::engine(app, n8n).await;
    let workflow = engines::brought(app, mia, &engine, "wf1").await;
    let run = started(mia, workflow).await;
    app.run_jobs().await;
    let shown = seen(mia, run).await;
    assert_eq!(shown["run"]["engine_can_stop"], true, "{shown}");
    (run, shown["run"]["engine_run_id"].as_str().unwrap().parse().unwrap())
}

async fn cancel(app: &TestApp, mia: &Staff, run: Uuid) {
    let cancelled = mia.post(&format!("/runs/{run}/cancel"), json!({})).await.expect(200).json();
    assert_eq!(cancelled["status"], "cancelled");
    app.run_jobs().await;
}

/// What staff read of whether the engine was told.
async fn stop_of(mia: &Staff, run: Uuid) -> Value {
    seen(mia, run).await["engine_stop"].clone()
}

both! {
    async fn n8n_is_told_what_is_cancelled_here(app: TestApp) {
        let app = outgoing(&app).await;
        let (mia, n8n) = (app.as_staff("mia").await, N8n::serve().await);
        let (run, execution) = running(&app, &mia, &n8n).await;
        assert!(stop_of(&mia, run).await.is_null(), "nothing was cancelled yet");
        cancel(&app, &mia, run).await;
        assert_eq!((n8n.wished(), n8n.status(execution)), (vec![execution], "canceled"));
        let stop = stop_of(&mia, run).await;
        assert_eq!((&stop["state"], stop["settled_at"].is_string()), (&json!("told"), true), "{stop}");
        // Once is enough, and what n8n says of it afterwards is no news.
        mia.post(&format!("/runs/{run}/cancel"), json!({})).await.expect(200);
        app.advance(TimeDelta::seconds(61));
        app.run_jobs().await;
        assert_eq!((n8n.wished().len(), status(&mia, run).await.as_str()), (1, "cancelled"));
        // Its client reads that it was cancelled, and nothing of engines.
        client(&app, "carla", "one").await;
        let workflow = id_of(&seen(&mia, run).await["run"]["workflow"]);
        let carla = app.as_client("carla").await;
        let page = carla.get(&format!("/portal/workflows/{workflow}/runs/{run}")).await.expect(200);
        assert!(page.body.contains("Cancelled") && !page.everything().contains("n8n"), "{}", page.body);
    }

    async fn an_execution_without_a_name_is_looked_for_and_stopped(app: TestApp) {
        let app = outgoing(&app).await;
        let (mia, n8n) = (app.as_staff("mia").await, N8n::serve().await);
        let engine = engines::engine(&app, &n8n).await;
        let workflow = engines::brought(&app, &mia, &engine, "wf1").await;
        // Its answer is lost: it runs there, and is not known here.
        n8n.loses_answers(true);
        let run = started(&mia, workflow).await;
        app.run_jobs().await;
        assert!(seen(&mia, run).await["run"]["engine_run_id"].is_null() && n8n.count() == 1);
        cancel(&app, &mia, run).await;
        assert_eq!((n8n.status(1000), &stop_of(&mia, run).await["state"]), ("canceled", &json!("told")));
    }

    async fn what_had_ended_there_is_said_to_have(app: TestApp) {
        let app = outgoing(&app).await;
        let (mia, n8n) = (app.as_staff("mia").await, N8n::serve().await);
        let (run, execution) = running(&app, &mia, &n8n).await;
        n8n.ends("success");
        cancel(&app, &mia, run).await;
        assert_eq!((n8n.status(execution), &stop_of(&mia, run).await["state"]), ("success", &json!("over")));
        assert_eq!(status(&mia, run).await, "cancelled", "what is cancelled here stays so");
    }

    async fn an_engine_that_refuses_to_stop_is_named_as_such(app: TestApp) {
        let app = outgoing(&app).await;
        let (mia, n8n) = (app.as_staff("mia").await, N8n::serve().await);
        let (run, execution) = running(&app, &mia, &n8n).await;
        n8n.keeps_executions();
        cancel(&app, &mia, run).await;
        let stop = stop_of(&mia, run).await;
        assert_eq!((n8n.status(execution), &stop["state"]), ("running", &json!("untold")), "{stop}");
        assert!(stop["message"].as_str().unwrap().contains("execution:stop"), "{stop}");
        // A refusal is an answer: it is not asked again.
        app.advance(TimeDelta::hours(1));
        app.run_jobs().await;
        assert_eq!(n8n.wished().len(), 1);
    }

    async fn an_engine_that_is_down_is_told_when_it_is_back_or_given_up(app: TestApp) {
        let app = outgoing(&app).await;
        let (mia, n8n) = (app.as_staff("mia").await, N8n::serve().await);
        let (run, execution) = running(&app, &mia, &n8n).await;
        n8n.is_busy(true);
        cancel(&app, &mia, run).await;
        let stop = stop_of(&mia, run).await;
        assert_eq!((&stop["state"], &stop["settled_at"]), (&json!("asking"), &Value::Null), "{stop}");
        assert!(stop["message"].as_str().unwrap().contains("503"), "{stop}");
        n8n.is_busy(false);
        app.advance(TimeDelta::minutes(1));
        app.run_jobs().await;
        assert_eq!((n8n.status(execution), &stop_of(&mia, run).await["state"]), ("canceled", &json!("told")));
        // Not for ever.
        let workflow = id_of(&seen(&mia, run).await["run"]["workflow"]);
        let other = started(&mia, workflow).await;
        app.run_jobs().await;
        n8n.is_busy(true);
        cancel(&app, &mia, other).await;
        for _ in 0..12 {
            app.advance(TimeDelta::minutes(80));
            app.run_jobs().await;
        }
        let mia = app.as_staff("mia").await;
        let stop = stop_of(&mia, other).await;
        assert_eq!((&stop["state"], stop["settled_at"].is_string()), (&json!("untold"), true), "{stop}");
    }

    async fn any_other_engine_is_told_at_its_own_address(app: TestApp) {
        let app = outgoing(&app).await;
        let mia = app.as_staff("mia").await;
        let target = Target::by_turns([(202, r#"{"id": "a/b"}"#), (204, ""), (202, ""), (410, ""), (204, "")]).await;
        let more = json!({ "cancel_url": format!("{}/runs/{{id}}/cancel", target.url) });
        let (workflow, secret) = backed(&app, &mia, &target, more).await;
        let run = started(&mia, workflow).await;
        app.run_jobs().await;
        assert_eq!(seen(&mia, run).await["run"]["engine_can_stop"], true);
        cancel(&app, &mia, run).await;
        let heard = target.heard();
        let (head, body) = heard[1].split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("POST /runs/a%2Fb/cancel "), "{head}");
        assert_eq!(header(head, "x-signature-256").unwrap(), proof(&secret, body));
        let said: Value = serde_json::from_str(body).unwrap();
        assert_eq!((&said["run_id"], &said["id"], &said["status"]), (&json!(run), &json!("a/b"), &json!("cancelled")));
        assert_ne!(header(head, "idempotency-key"), header(&heard[0], "idempotency-key"), "it looks like the start");
        assert_eq!(stop_of(&mia, run).await["state"], "told");
        // One that has no name there is told by ours, and what has ended there by then is said to have.
        let other = started(&mia, workflow).await;
        app.run_jobs().await;
        mia.post(&format!("/workflows/{workflow}/archive"), json!({})).await.expect(200);
        app.run_jobs().await;
        assert!(target.heard()[3].starts_with(&format!("POST /runs/{other}/cancel ")), "{}", target.heard()[3]);
        assert_eq!(stop_of(&mia, other).await["state"], "over");
    }

    /// It said that there is no such run, and began it then.
    async fn an_engine_that_takes_what_was_cancelled_meanwhile_is_told_by_its_name(app: TestApp) {
        let app = outgoing(&app).await;
        let mia = app.as_staff("mia").await;
        let (go, wait) = std::sync::mpsc::channel::<()>();
        let wait = std::sync::Mutex::new(wait);
        let target = Target::answering(move |nth| match nth {
            1 => {
                tokio::task::block_in_place(|| wait.lock().unwrap().recv()).unwrap();
                (202, String::new(), r#"{"id": "late"}"#.into())
            }
            2 => (410, String::new(), String::new()),
            _ => (204, String::new(), String::new()),
        })
        .await;
        let more = json!({ "cancel_url": format!("{}/runs/{{id}}/cancel", target.url) });
        let (workflow, _) = backed(&app, &mia, &target, more).await;
        let run = started(&mia, workflow).await;
        let cancelled = async {
            while target.heard().is_empty() {
                tokio::time::sleep(std::time::Duration::from_millis(5)).await;
            }
            cancel(&app, &mia, run).await;
            let stop = stop_of(&mia, run).await;
            go.send(()).unwrap();
            stop
        };
        let (_, stop) = tokio::join!(app.run_jobs(), cancelled);
        assert_eq!(stop["state"], "over");
        app.run_jobs().await;
        assert!(target.heard()[2].starts_with("POST /runs/late/cancel "), "{:?}", target.heard());
        assert_eq!((status(&mia, run).await.as_str(), &stop_of(&mia, run).await["state"]), ("cancelled", &json!("told")));
    }

    async fn an_engine_that_cannot_be_told_is_not_and_staff_read_so(app: TestApp) {
        let app = outgoing(&app).await;
        let mia = app.as_staff("mia").await;
        let target = Target::answering(|_| (202, String::new(), String::new())).await;
        let (workflow, _) = backed(&app, &mia, &target, json!({})).await;
        let run = started(&mia, workflow).await;
        app.run_jobs().await;
        assert_eq!(seen(&mia, run).await["run"]["engine_can_stop"], false);
        cancel(&app, &mia, run).await;
        assert_eq!((target.heard().len(), &stop_of(&mia, run).await["state"]), (1, &json!("no_way")));
        // What the engine was never asked for is nothing to be told of.
        let other = started(&mia, workflow).await;
        mia.post(&format!("/runs/{other}/cancel"), json!({})).await.expect(200);
        app.run_jobs().await;
        assert!(stop_of(&mia, other).await.is_null() && target.heard().len() == 1);
        // Nor is anything told of what runs here.
        let own = published(&mia, &app.cast.acme, "steps:\n  - { id: wait, delay: { days: 1 } }\n").await;
        let own = started(&mia, own).await;
        app.run_jobs().await;
        assert!(seen(&mia, own).await["run"]["engine_can_stop"].is_null());
        cancel(&app, &mia, own).await;
        assert!(stop_of(&mia, own).await.is_null());
    }

    async fn what_the_engine_itself_cancelled_is_not_told_to_it(app: TestApp) {
        let app = outgoing(&app).await;
        let (mia, n8n) = (app.as_staff("mia").await, N8n::serve().await);
        let (run, _) = running(&app, &mia, &n8n).await;
        n8n.ends("canceled");
        app.advance(TimeDelta::seconds(6));
        app.run_jobs().await;
        assert_eq!(status(&mia, run).await, "cancelled");
        assert!(stop_of(&mia, run).await.is_null() && n8n.wished().is_empty());
    }
}
