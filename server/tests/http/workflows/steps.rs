//! What steps do here.

use serde_json::json;

use super::{published, ran, seen, started, status, steps};
use crate::support::TestApp;

both! {
    async fn the_way_that_applies_is_walked(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let run = ran(&app, &mia, r#"
steps:
  - { id: first, set: { n: 3, list: [1, "{{ 1 + 1 }}"] } }
  - id: big
    condition:
      if: vars.n > 2 and steps.first.n == 3
      then:
        - { id: yes, set: { said: "{{ vars.list[1] }} of {{ workspace.name }}" } }
      else:
        - { id: no, set: { said: no } }
  - { id: last, set: { end: "{{ vars.said }}" } }
"#).await;
        assert_eq!(run["run"]["status"], "succeeded", "{run}");
        assert_eq!(steps(&run), ["first succeeded", "big succeeded", "yes succeeded", "last succeeded"]);
        assert_eq!(run["vars"]["end"], "2 of acmecanary workspace");
        assert_eq!(run["steps"][1]["output"], json!({ "answer": true }));
    }

    async fn a_template_that_gives_nothing_fails_its_step_and_nothing_else(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let run = ran(&app, &mia, "steps:\n  - { id: one, set: { x: 1 } }\n  - { id: two, set: { x: '{{ input.body.nothing.here }}' } }\n  - { id: three, set: { x: 1 } }\n").await;
        assert_eq!(run["run"]["status"], "failed");
        assert_eq!(steps(&run), ["one succeeded", "two failed"]);
        assert_eq!(run["steps"][1]["error"]["code"], "template");
        assert_eq!(run["steps"][1]["error"]["retryable"], false);
        // Staff are told, by the name of the workflow.
        let told = mia.all("/notifications", 50).await;
        assert!(told.iter().any(|row| row["kind"] == "run_failed" && row["title"] == "A run of “Monthly report” failed"));
    }

    async fn mails_and_news_go_out_once(app: TestApp) {
        app.store.sql("UPDATE workspace SET automation_on = true").await;
        let mia = app.as_staff("mia").await;
        let run = ran(&app, &mia, r#"
steps:
  - { id: mail, email: { to: "somebody@else.test", subject: "For {{ workspace.name }}", text: "Hello <b>\n\nyou" } }
  - { id: staff, notify: { text: "Look at {{ run.id }}" } }
  - { id: client, notify: { who: client, text: "Your report is ready" } }
"#).await;
        assert_eq!(run["run"]["status"], "succeeded", "{run}");
        let mails = app.mails();
        let ours: Vec<_> = mails.iter().filter(|mail| mail.recipient == "somebody@else.test").collect();
        assert_eq!(ours.len(), 1);
        assert_eq!(ours[0].subject, "For acmecanary workspace");
        assert!(ours[0].html.contains("&lt;b&gt;") && !ours[0].html.contains("<b>"));
        let count = |table: &str, kind: &str| format!("SELECT count(*) FROM {table} WHERE kind = '{kind}'");
        assert_eq!(app.store.value(&count("client_notification", "client_notified")).await, "2");
        assert_ne!(app.store.value(&count("staff_notification", "staff_notified")).await, "0");
        assert_eq!(app.store.value(&count("client_notification", "staff_notified")).await, "0");
    }

    async fn a_mail_to_nobody_fails_for_good(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let run = ran(&app, &mia, "steps:\n  - { id: mail, email: { to: nobody, subject: x, text: x } }\n").await;
        assert_eq!((&run["run"]["status"], &run["steps"][0]["error"]["code"]), (&json!("failed"), &json!("invalid")));
        assert_eq!(run["steps"][0]["attempts"], 1);
    }

    async fn work_is_opened_with_what_was_gathered(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let run = ran(&app, &mia, r#"
steps:
  - { id: ask, create_request: { kind: support, category: bugs, subject: "From {{ workflow.name }}", text: "So it is" } }
  - { id: show, create_approval: { title: "Look at this", text: "Number {{ steps.ask.request_id }}" } }
  - id: bill
    create_invoice_draft:
      currency: EUR
      note: "By {{ workflow.name }}"
      lines:
        - { description: Hosting, quantity: 1.5, unit_price: "{{ 10 + 2 }}.50", tax_percent: 19 }
"#).await;
        assert_eq!(run["run"]["status"], "succeeded", "{run}");
        let request = run["steps"][0]["output"]["request_id"].as_str().unwrap();
        let request = mia.get(&format!("/requests/{request}")).await.expect(200).json();
        assert_eq!((&request["subject"], &request["waits_on"]), (&json!("From Monthly report"), &json!("agency")));
        let approval = run["steps"][1]["output"]["approval_id"].as_str().unwrap();
        let approval = mia.get(&format!("/approvals/{approval}")).await.expect(200).json();
        assert_eq!(approval["author"]["name"], "Mia");
        let invoice = run["steps"][2]["output"]["invoice_id"].as_str().unwrap();
        let invoice = mia.get(&format!("/invoices/{invoice}")).await.expect(200).json();
        assert_eq!(invoice["status"], "draft");
        // 1.5 times 12.50 and 19 percent.
        assert_eq!(run["steps"][2]["output"]["total"], 2231);
    }

    async fn what_has_an_author_needs_one_who_works_here(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let workflow = published(&mia, &app.cast.acme, "steps:\n  - { id: show, create_approval: { title: x, text: x } }\n").await;
        let run = started(&mia, workflow).await;
        let olivia = app.as_staff("olivia").await;
        olivia.post(&format!("/staff/{}/disable", app.cast.people["mia"]), json!({})).await.expect(200);
        app.run_jobs().await;
        let run = seen(&olivia, run).await;
        assert_eq!(run["steps"][0]["error"]["code"], "author_disabled", "{run}");
        assert_eq!(app.store.value("SELECT count(*) FROM approval WHERE title = 'x'").await, "0");
    }

    /// A request is somebody's: where nobody of the client may send one, none is opened, and trying again helps nothing.
    async fn a_request_that_nobody_may_send_is_not_opened(app: TestApp) {
        let mia = app.as_staff("mia").await;
        app.store.sql("UPDATE membership SET can_submit_requests = FALSE").await;
        let before = app.store.value("SELECT count(*) FROM request").await;
        let run = ran(&app, &mia, r#"
steps:
  - { id: ask, create_request: { kind: support, category: bugs, subject: "From {{ workflow.name }}", text: "So it is" } }
"#).await;
        let failed = &run["steps"][0];
        assert_eq!((&failed["error"]["code"], &failed["attempts"]), (&json!("nobody_asks"), &json!(1)), "{run}");
        assert_eq!(app.store.value("SELECT count(*) FROM request").await, before);
    }

    async fn a_long_way_lets_others_have_their_turn(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let many: String = (0..60).map(|n| format!("  - {{ id: s{n}, set: {{ x: {n} }} }}\n")).collect();
        let workflow = published(&mia, &app.cast.acme, &format!("steps:\n{many}")).await;
        let run = started(&mia, workflow).await;
        app.run_jobs().await;
        assert_eq!(status(&mia, run).await, "succeeded");
        let shown = seen(&mia, run).await;
        assert_eq!(shown["steps"].as_array().unwrap().len(), 60);
        assert_eq!(shown["vars"]["x"], 59);
    }
}
