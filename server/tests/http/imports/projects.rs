use poem::http::Method;
use serde_json::json;

use super::{faults, outcomes, send, trail};
use crate::support::TestApp;

const HEAD: &str = "workspace,name,status,starts_on,due_on,description\n";

both! {
    async fn a_file_becomes_projects_and_nobody_is_told(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        app.run_jobs().await;
        let told = app.mails().len();
        let acme = app.cast.acme.workspace;
        let file = format!("{HEAD}acme,Shop,paused,2026-01-02,2026-02-03,\"=1+1\n- a list\"\n{acme},Zeppelin,,,,\n");
        let dry = send(&olivia, "projects?dry_run=true", file.clone()).await.expect(200).json();
        assert_eq!(outcomes(&dry), [(2, "created"), (4, "created")]);
        let mine = format!("/projects?workspace_id={acme}");
        let before = olivia.all(&mine, 200).await.len();
        let done = send(&olivia, "projects", file).await.expect(200).json();
        assert_eq!(olivia.all(&mine, 200).await.len(), before + 2);
        let shop = olivia.get(&format!("/projects/{}", done["items"][0]["id"].as_str().unwrap())).await.expect(200).json();
        assert_eq!((&shop["name"], &shop["status"]), (&json!("Shop"), &json!("paused")));
        assert_eq!((&shop["starts_on"], &shop["due_on"]), (&json!("2026-01-02"), &json!("2026-02-03")));
        assert_eq!(shop["summary"], "=1+1\n- a list", "text is text");
        app.run_jobs().await;
        assert_eq!(app.mails().len(), told);
        assert_eq!(trail(&olivia, "projects.imported").await["detail"]["created"], 2);
        assert!(app.as_client("carla").await.get("/portal/projects").await.body.contains("Zeppelin"), "clients see them");
    }

    async fn what_is_there_is_refused_skipped_or_updated_as_was_said(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let file = format!("{HEAD}acme,Shop,active,2026-01-02,,Old\n");
        let made = send(&olivia, "projects", file.clone()).await.expect(200).json();
        let path = format!("/projects/{}", made["items"][0]["id"].as_str().unwrap());
        assert_eq!(faults(&olivia, "projects", file.clone()).await, ["line.2.name"]);
        let skipped = send(&olivia, "projects?existing=skip", file.replace("Old", "New")).await.expect(200).json();
        assert_eq!((outcomes(&skipped), &skipped["items"][0]["id"]), (vec![(2, "skipped")], &made["items"][0]["id"]));
        assert_eq!(olivia.get(&path).await.expect(200).json()["summary"], "Old");
        let updated = send(&olivia, "projects?existing=update", format!("{HEAD}acme,Shop,paused,,,New\n")).await;
        assert_eq!(outcomes(&updated.expect(200).json()), [(2, "updated")]);
        let seen = olivia.get(&path).await.expect(200).json();
        assert_eq!((&seen["summary"], &seen["status"]), (&json!("New"), &json!("paused")));
        assert_eq!(seen["starts_on"], "2026-01-02", "what was left empty stays");
        // The same name of another client is another project.
        let other = send(&olivia, "projects", file.replace("acme", "bluebird")).await.expect(200).json();
        assert_eq!(outcomes(&other), [(2, "created")]);
    }

    async fn one_bad_row_and_no_project_is_made(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let before = olivia.all("/projects", 200).await.len();
        let long = "x".repeat(20_001);
        let file = format!(
            "{HEAD}acme,Fine,,,,\nharbor,Foreign,,,,\nacme,,,,,\nacme,Odd,done,,,\nacme,Early,,2026-02-02,2026-02-01,\n\
             acme,Never,,2026-02-30,,\nacme,=cmd|x,,,,\nacme,Fine,,,,\nacme,Long,,,,{long}\nacme,Wide,,,,,,more\n"
        );
        let wanted = [
            "line.3.workspace", "line.4.name", "line.5.status", "line.6.due_on", "line.7.starts_on", "line.8.name",
            "line.9.name", "line.10.description", "line.11",
        ];
        for query in ["projects", "projects?dry_run=true"] {
            assert_eq!(faults(&olivia, query, file.clone()).await, wanted, "{query}");
        }
        assert_eq!(olivia.all("/projects", 200).await.len(), before);
    }

    async fn one_key_imports_once(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let mut answers = Vec::new();
        for _ in 0..2 {
            let ask = olivia.ask(Method::POST, "/imports/projects").header("idempotency-key", "one");
            answers.push(ask.body("text/csv", format!("{HEAD}acme,Shop,,,,\n")).send().await.expect(200).json());
        }
        assert_eq!(answers[0], answers[1]);
    }
}
