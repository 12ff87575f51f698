//! The example of `docs/automation.md`, as it stands there.

use serde_json::{Value, json};

use super::{Target, id_of, outgoing, published, seen, status, steps};
use crate::support::TestApp;

/// Where the example fetches from.
const HOST: &str = "https://reports.example.com";

/// The first YAML block of the page, asked of another host.
fn example(host: &str) -> String {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/automation.md");
    let page = std::fs::read_to_string(page).unwrap();
    let block = page.split("```yaml\n").nth(1).unwrap().split("```").next().unwrap();
    assert!(block.contains(HOST), "the example asks somebody else now");
    block.replace(HOST, host)
}

async fn began(app: &TestApp, visits: u32) -> (Target, uuid::Uuid) {
    let mia = app.as_staff("mia").await;
    let said =
        json!({ "visits": visits, "text": "Many came.", "reader": "reader@else.test", "iban": "DE00" }).to_string();
    let target = Target::answering(move |_| (200, String::new(), said.clone())).await;
    let workflow = published(&mia, &app.cast.acme, &example(&target.url)).await;
    mia.post(&format!("/workflows/{workflow}/runs"), json!({})).await.expect(422);
    let new = json!({ "inputs": { "month": "January" } });
    let run = id_of(&mia.post(&format!("/workflows/{workflow}/runs"), new).await.expect(201).json());
    app.run_jobs().await;
    (target, run)
}

fn letters(app: &TestApp) -> usize {
    app.mails().iter().filter(|mail| mail.recipient == "reader@else.test" && mail.subject == "Your report").count()
}

both! {
    async fn the_worked_example_waits_for_the_approval_and_sends_its_mail(app: TestApp) {
        let app = outgoing(&app).await;
        let mia = app.as_staff("mia").await;
        let (target, run) = began(&app, 1001).await;
        assert!(target.heard()[0].starts_with("GET /january "), "{}", target.heard()[0]);
        let shown = seen(&mia, run).await;
        assert_eq!((&shown["run"]["status"], &shown["run"]["waits_for"]), (&json!("waiting"), &json!("approval")), "{shown}");
        assert!(!shown.to_string().contains("DE00"), "what is to be redacted is kept");
        assert_eq!(letters(&app), 0);
        let approval = shown["run"]["waits_for_id"].as_str().unwrap();
        let sent = mia.get(&format!("/approvals/{approval}")).await.expect(200).json();
        assert_eq!(sent["title"], "Report for January");
        let word = |value: &Value| value.as_str().unwrap().to_owned();
        let (step, version) = (word(&sent["steps"][0]["id"]), word(&sent["steps"][0]["versions"][0]["id"]));
        let fields = [("step", step.as_str()), ("version", version.as_str()), ("verdict", "approved")];
        app.as_client("carla").await.post(&format!("/portal/approvals/{approval}/decision"), &fields).await.expect(303);
        app.run_jobs().await;
        let done = ["numbers succeeded", "good succeeded", "show succeeded", "wait succeeded", "done succeeded"];
        assert_eq!(steps(&seen(&mia, run).await), done);
        assert_eq!(letters(&app), 1);
    }

    async fn the_worked_example_tells_of_few_visits(app: TestApp) {
        let app = outgoing(&app).await;
        let mia = app.as_staff("mia").await;
        let (_target, run) = began(&app, 7).await;
        assert_eq!(status(&mia, run).await, "succeeded");
        assert_eq!(steps(&seen(&mia, run).await), ["numbers succeeded", "good succeeded", "tell succeeded", "done succeeded"]);
        let told = mia.all("/notifications", 50).await;
        assert!(told.iter().any(|row| row.to_string().contains("Few visits in January: 7")), "{told:?}");
        assert_eq!(letters(&app), 1);
    }
}
