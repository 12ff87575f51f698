//! What staff do with runs, and what is forgotten of them.

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::{Target, id_of, outgoing, published, ran, seen, started, status, steps};
use crate::support::TestApp;

fn portal_page(run: &Value) -> String {
    let (workflow, id) = (id_of(&run["run"]["workflow"]), id_of(&run["run"]));
    format!("/portal/workflows/{workflow}/runs/{id}")
}

both! {
    async fn a_run_goes_on_with_the_step_that_failed(app: TestApp) {
        let app = outgoing(&app).await;
        let mia = app.as_staff("mia").await;
        let target = Target::by_turns([(400, "no"), (200, "{}")]).await;
        let text = format!("steps:\n  - {{ id: one, email: {{ to: once@else.test, subject: x, text: x }} }}\n  - {{ id: call, http: {{ method: GET, url: '{}' }} }}\n", target.url);
        let run = ran(&app, &mia, &text).await;
        let id = id_of(&run["run"]);
        assert_eq!(steps(&run), ["one succeeded", "call failed"]);
        let (carla, page) = (app.as_client("carla").await, portal_page(&run));
        let told = async || carla.get(&page).await.expect(200).body;
        assert!(told().await.contains("The team has been told"));
        mia.post(&format!("/runs/{id}/retry"), json!({})).await.expect(200);
        app.run_jobs().await;
        let (run, body) = (seen(&mia, id).await, told().await);
        assert!(body.contains("Tried again below") && !body.contains("The team has been told"), "{body}");
        // What went wrong stays written; what went well is not done again.
        assert_eq!(steps(&run), ["one succeeded", "call failed", "call succeeded"]);
        assert_eq!(run["run"]["status"], "succeeded");
        assert!(run["run"]["ended_at"].is_string());
        assert_eq!(app.mails().iter().filter(|mail| mail.recipient == "once@else.test").count(), 1);
        assert_eq!(mia.post(&format!("/runs/{id}/retry"), json!({})).await.expect(409).code(), "run_not_failed");
    }

    async fn a_run_is_cancelled_wherever_it_stands(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let workflow = published(&mia, &app.cast.acme, "steps:\n  - { id: wait, delay: { hours: 1 } }\n  - { id: after, set: { x: 1 } }\n").await;
        let (waiting, queued) = (started(&mia, workflow).await, started(&mia, workflow).await);
        mia.post(&format!("/runs/{queued}/cancel"), json!({})).await.expect(200);
        app.run_jobs().await;
        assert_eq!((status(&mia, waiting).await, status(&mia, queued).await), ("waiting".into(), "cancelled".into()));
        for _ in 0..2 {
            mia.post(&format!("/runs/{waiting}/cancel"), json!({})).await.expect(200);
        }
        app.advance(TimeDelta::hours(2));
        app.run_jobs().await;
        let mia = app.as_staff("mia").await;
        let run = seen(&mia, waiting).await;
        assert_eq!((steps(&run), &run["run"]["status"]), (vec!["wait cancelled".into()], &json!("cancelled")));
        let done = ran(&app, &mia, "steps:\n  - { id: one, set: { x: 1 } }\n").await;
        let path = format!("/runs/{}/cancel", id_of(&done["run"]));
        assert_eq!(mia.post(&path, json!({})).await.expect(409).code(), "run_ended");
    }

    async fn a_run_is_replayed_with_what_it_was_given(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let text = "inputs:\n  - { name: month, type: text }\nsteps:\n  - { id: one, set: { x: '{{ input.month }}' } }\n";
        let workflow = published(&mia, &app.cast.acme, text).await;
        let first = mia.post(&format!("/workflows/{workflow}/runs"), json!({ "inputs": { "month": "May" } })).await;
        let first = id_of(&first.expect(201).json());
        app.run_jobs().await;
        let again = mia.post(&format!("/runs/{first}/replay"), json!({})).await.expect(201).json();
        assert_eq!(again["replay_of"], json!(first));
        app.run_jobs().await;
        assert_eq!(seen(&mia, id_of(&again)).await["vars"]["x"], "May");
    }

    async fn what_went_through_runs_is_forgotten_after_a_while(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let run = ran(&app, &mia, "steps:\n  - { id: one, set: { x: 1 } }\n").await;
        let waits = ran(&app, &mia, "steps:\n  - { id: one, set: { x: 1 } }\n  - { id: wait, delay: { days: 300 } }\n").await;
        let olivia = app.as_staff("olivia").await;
        for wrong in [0, -1, 3651] {
            assert!(olivia.patch("/agency", json!({ "keep_runs_days": wrong })).await.status >= 400, "{wrong} days");
        }
        for days in [1, 3650, 7] {
            assert_eq!(olivia.patch("/agency", json!({ "keep_runs_days": days })).await.expect(200).json()["keep_runs_days"], days);
        }
        mia.patch("/agency", json!({ "keep_runs_days": 9 })).await.expect(403);
        app.advance(TimeDelta::days(8));
        app.run_jobs().await;
        let mia = app.as_staff("mia").await;
        let shown = seen(&mia, id_of(&run["run"])).await;
        assert_eq!((&shown["run"]["status"], shown["steps"][0]["output"].is_null()), (&json!("succeeded"), true), "{shown}");
        assert!(shown["input"].is_null());
        let path = format!("/runs/{}/replay", id_of(&run["run"]));
        assert_eq!(mia.post(&path, json!({})).await.expect(409).code(), "run_forgotten");
        // What has not ended keeps what it needs.
        assert!(seen(&mia, id_of(&waits["run"])).await["input"].is_object());
    }
}
