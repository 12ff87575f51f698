//! Nothing of what goes through a run reaches its client, however the run ends.

use portico::access::Paging;
use portico::features::workflows::{self, ClientRunFilter};
use serde_json::json;

use super::{Target, client, outgoing, published, started};
use crate::support::{Browser, Stream, TestApp};

const CANARY: &str = "leakcanary";

/// A run that carries a word wherever a run can carry one.
fn carrying(url: &str) -> String {
    format!(
        "steps:\n  - {{ id: {CANARY}_a, title: Prepare, set: {{ {CANARY}: {CANARY} }} }}\n  - id: call\n    title: Ask\n    http:\n      method: POST\n      url: {url}/{CANARY}?{CANARY}={CANARY}\n      headers: {{ X-{CANARY}: {CANARY} }}\n      json: {{ {CANARY}: '{{{{ vars.{CANARY} }}}}' }}\n  - {{ id: wait, title: Wait, delay: {{ hours: 1 }} }}\n"
    )
}

/// The same without the wait at its end.
fn passing(url: &str) -> String {
    let whole = carrying(url);
    whole.split_once("  - { id: wait,").unwrap().0.to_owned()
}

async fn listen(browser: &Browser) -> Stream {
    browser.get("/portal/events").await.expect(200).stream.expect("an event stream")
}

/// All that a stream says until it tells of this.
async fn heard(ear: &mut Stream, last: &str) -> String {
    let mut said = String::new();
    loop {
        let event = ear.next().await;
        said += &format!("{event:?}");
        if event.data["topic"] == last {
            return said;
        }
    }
}

both! {
    /// S2.69: nothing that goes through a run, however it ends.
    async fn s2_69_no_canary_reaches_a_client_in_any_status(app: TestApp) {
        let app = outgoing(&app).await;
        let mia = app.as_staff("mia").await;
        let said = |status| Target::answering(move |_| (status, format!("X-{CANARY}: {CANARY}\r\n"), format!("{{\"{CANARY}\": \"{CANARY}\"}}")));
        app.hear().await;
        let people = [app.as_client("carla").await, app.as_client("victor").await, app.as_client("ben").await];
        let mut ears = Vec::new();
        for person in &people {
            ears.push(listen(person).await);
        }
        let mut runs = Vec::new();
        for status in [200, 500, 400] {
            let target = said(status).await;
            let workflow = published(&mia, &app.cast.acme, &carrying(&target.url)).await;
            runs.push((workflow, started(&mia, workflow).await));
        }
        let target = said(200).await;
        let workflow = published(&mia, &app.cast.acme, &passing(&target.url)).await;
        runs.push((workflow, started(&mia, workflow).await));
        let target = said(200).await;
        let workflow = published(&mia, &app.cast.acme, &carrying(&target.url)).await;
        let cancelled = started(&mia, workflow).await;
        app.run_jobs().await;
        mia.post(&format!("/runs/{cancelled}/cancel"), json!({})).await.expect(200);
        let queued = started(&mia, workflow).await;
        runs.extend([(workflow, cancelled), (workflow, queued)]);
        let mut seen = std::collections::BTreeSet::new();
        let carla = client(&app, "carla", "one").await;
        let mut told = format!("{:?}", workflows::client_workflows(&carla).ask().await.unwrap());
        told += &format!("{:?}", workflows::client_runs(&carla, ClientRunFilter::default(), &Paging::first(200)).unwrap().ask().await.unwrap());
        for (workflow, run) in runs.clone() {
            let staff = mia.get(&format!("/runs/{run}")).await.expect(200);
            seen.insert(staff.json()["run"]["status"].as_str().unwrap().to_owned());
            let (shown, steps) = workflows::client_run(&carla, workflow.into(), run.into()).await.unwrap();
            told += &format!("{shown:?}{steps:?}");
            // It is there for staff, or the test proves nothing.
            assert!(run == queued || staff.body.contains(CANARY));
        }
        assert_eq!(seen.into_iter().collect::<Vec<_>>(), ["cancelled", "failed", "queued", "running", "succeeded", "waiting"]);
        assert!(!told.contains(CANARY), "{told}");
        // Every page on which a run or its workflow stands, as who may do all, as who may do nothing, and as another client.
        for (person, theirs) in people.iter().zip([true, true, false]) {
            for page in ["/portal", "/portal/notifications", "/portal/projects", "/portal/workflows", "/portal/runs", "/portal/runs?status=failed"] {
                assert!(!person.get(page).await.expect(200).everything().contains(CANARY), "{page}");
            }
            for (workflow, run) in &runs {
                let detail = format!("/portal/workflows/{workflow}");
                for page in [format!("{detail}/runs/{run}"), format!("/portal/runs?workflow={workflow}"), detail] {
                    let shown = person.get(&page).await;
                    assert!(!shown.everything().contains(CANARY), "{page}");
                    let list = page.starts_with("/portal/runs");
                    assert_eq!(shown.status, if theirs || list { 200 } else { 404 }, "{page}");
                    // It stands there for its own client, or the test proves nothing.
                    let named = shown.body.contains(&run.to_string());
                    assert!(if theirs { named } else { !list || !named }, "{page}");
                }
            }
        }
        // What pages are told while they are open.
        for (ear, project) in ears.iter_mut().zip([app.cast.acme.project, app.cast.acme.project, app.cast.bluebird.project]) {
            mia.patch(&format!("/projects/{project}"), json!({ "summary": "so" })).await.expect(200);
            let told = heard(ear, &format!("project:{project}")).await;
            assert!(!told.contains(CANARY), "{told}");
            assert_eq!(told.contains("\"runs\""), project == app.cast.acme.project, "{told}");
        }
        for mail in app.mails() {
            assert!(!format!("{mail:?}").contains(CANARY) , "{mail:?}");
        }
    }
}
