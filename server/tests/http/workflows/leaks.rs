//! Nothing of what goes through a run reaches its client, however the run ends.

use portico::access::Paging;
use portico::features::workflows::{self, ClientRunFilter};

use super::{Target, client, outgoing, published, started};
use crate::support::TestApp;

const CANARY: &str = "leakcanary";

/// A run that carries a word wherever a run can carry one.
fn carrying(url: &str) -> String {
    format!(
        "steps:\n  - {{ id: {CANARY}_a, title: Prepare, set: {{ {CANARY}: {CANARY} }} }}\n  - id: call\n    title: Ask\n    http:\n      method: POST\n      url: {url}/{CANARY}?{CANARY}={CANARY}\n      headers: {{ X-{CANARY}: {CANARY} }}\n      json: {{ {CANARY}: '{{{{ vars.{CANARY} }}}}' }}\n  - {{ id: wait, title: Wait, delay: {{ hours: 1 }} }}\n"
    )
}

both! {
    /// S2.69: nothing that goes through a run, however it ends.
    async fn s2_69_no_canary_reaches_a_client_in_any_status(app: TestApp) {
        let app = outgoing(&app).await;
        let mia = app.as_staff("mia").await;
        let said = |status| Target::answering(move |_| (status, format!("X-{CANARY}: {CANARY}\r\n"), format!("{{\"{CANARY}\": \"{CANARY}\"}}")));
        let mut runs = Vec::new();
        for status in [200, 500, 400] {
            let target = said(status).await;
            let workflow = published(&mia, &app.cast.acme, &carrying(&target.url)).await;
            runs.push((workflow, started(&mia, workflow).await));
        }
        let target = said(200).await;
        let workflow = published(&mia, &app.cast.acme, &carrying(&target.url)).await;
        let cancelled = started(&mia, workflow).await;
        app.run_jobs().await;
        mia.post(&format!("/runs/{cancelled}/cancel"), serde_json::json!({})).await.expect(200);
        let queued = started(&mia, workflow).await;
        runs.extend([(workflow, cancelled), (workflow, queued)]);
        let mut seen = std::collections::BTreeSet::new();
        let carla = client(&app, "carla", "one").await;
        let mut told = format!("{:?}", workflows::client_workflows(&carla).await.unwrap());
        told += &format!("{:?}", workflows::client_runs(&carla, ClientRunFilter::default(), &Paging::first(200)).await.unwrap());
        for (workflow, run) in runs {
            let staff = mia.get(&format!("/runs/{run}")).await.expect(200);
            seen.insert(staff.json()["run"]["status"].as_str().unwrap().to_owned());
            let (shown, steps) = workflows::client_run(&carla, workflow.into(), run.into()).await.unwrap();
            told += &format!("{shown:?}{steps:?}");
            // It is there for staff, or the test proves nothing.
            assert!(run == queued || staff.body.contains(CANARY));
        }
        assert_eq!(seen.into_iter().collect::<Vec<_>>(), ["cancelled", "failed", "queued", "running", "waiting"]);
        assert!(!told.contains(CANARY), "{told}");
        let browser = app.as_client("carla").await;
        for page in ["/portal", "/portal/notifications", "/portal/projects", "/portal/requests"] {
            assert!(!browser.get(page).await.everything().contains(CANARY), "{page}");
        }
        for mail in app.mails() {
            assert!(!format!("{mail:?}").contains(CANARY) , "{mail:?}");
        }
    }
}
