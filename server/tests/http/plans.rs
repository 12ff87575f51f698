//! How many times a page goes to the database: few, and as often for sixty rows as for one.

use serde_json::json;

use crate::staff_api::made::request;
use crate::support::{Browser, TestApp};
use crate::workflows;

const ROWS: usize = 60;

/// The pages, each with the most statements that it may cost, session and layout among them.
fn pages(app: &TestApp) -> Vec<(String, u64)> {
    let world = &app.cast.acme;
    let (request, project) = (world.request, world.project);
    vec![
        // Nothing of its own: what is left is session and layout.
        ("/portal/account".into(), 2),
        ("/portal/requests".into(), 2),
        ("/portal/requests?status=all&q=canary".into(), 2),
        ("/portal/search?q=canary".into(), 3),
        ("/portal/requests/new".into(), 3),
        (format!("/portal/requests/{request}"), 2),
        ("/portal/projects".into(), 2),
        (format!("/portal/projects/{project}"), 4),
        ("/portal/approvals".into(), 2),
        (format!("/portal/approvals/{}", world.approval), 5),
        ("/portal/files".into(), 2),
        (format!("/portal/files/{}", world.file), 4),
        (format!("/portal/files/{}/pages/1", world.file), 3),
        ("/portal/notifications".into(), 2),
        ("/portal/team".into(), 5),
        ("/portal/workflows".into(), 2),
        (format!("/portal/workflows/{}", world.workflow), 3),
        (format!("/portal/workflows/{}/runs/{}", world.workflow, world.run), 5),
        ("/portal/runs".into(), 2),
        ("/portal/connections".into(), 3),
        (format!("/portal/connections/{}", world.connection), 4),
        ("/portal/billing".into(), 5),
        ("/portal/billing/invoices".into(), 3),
        (format!("/portal/billing/invoices/{}", world.invoice), 5),
        ("/portal/billing/statement".into(), 5),
        ("/portal/forms".into(), 3),
        (format!("/portal/forms/{}", world.form), 5),
        (format!("/portal/forms/{}/submissions", world.form), 4),
        (format!("/portal/forms/{}/submissions/{}", world.form, world.submission), 5),
        ("/portal".into(), 2),
    ]
}

async fn cost(app: &TestApp, browser: &Browser, path: &str) -> u64 {
    let before = app.app.database.statements();
    browser.get(path).await.expect(200);
    app.app.database.statements() - before
}

both! {
    async fn a_page_asks_the_database_no_more_for_more_rows(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        carla.get("/portal").await.expect(200);
        carla.get(&format!("/portal/approvals/{}", app.cast.acme.approval)).await.expect(200);
        let (mut few, mut over) = (Vec::new(), Vec::new());
        for (path, most) in pages(&app) {
            let cost = cost(&app, &carla, &path).await;
            if !(1..=most).contains(&cost) {
                over.push(format!("{path} costs {cost} statements, of at most {most}"));
            }
            few.push((path, cost));
        }
        assert!(over.is_empty(), "{over:#?}");
        let (world, me) = (&app.cast.acme, app.cast.people["mia"]);
        for number in 0..ROWS {
            request(&carla, "job", &format!("canary {number}")).await;
            let words = json!({ "body": format!("canary {number}") });
            mia.post(&format!("/requests/{}/messages", world.request), words.clone()).await.expect(201);
            mia.post(&format!("/projects/{}/comments", world.project), words).await.expect(201);
            let version = app.cast.acme.version;
            let remark = json!({ "version_id": version, "body": format!("canary {number}") });
            mia.post(&format!("/approvals/{}/comments", world.approval), remark).await.expect(201);
            let steps = json!([{ "title": "so", "version": { "body": "so" } }]);
            let approval = json!({ "workspace_id": world.workspace, "title": "so", "project_id": world.project, "steps": steps });
            mia.post("/approvals", approval).await.expect(201);
            let task = json!({ "title": "so", "milestone_id": world.milestone, "assignee_ids": [me] });
            mia.post(&format!("/projects/{}/tasks", world.project), task).await.expect(201);
            mia.post(&format!("/projects/{}/milestones", world.project), json!({ "name": "so" })).await.expect(201);
            let status = if number % 2 == 0 { "active" } else { "completed" };
            let project = json!({ "workspace_id": world.workspace, "name": "so", "status": status });
            mia.post("/projects", project).await.expect(201);
        }
        let provider = app.cast.acme.provider_client;
        for number in 0..ROWS / 2 {
            let schema = "pages: [{ fields: [{ name: a, type: text, label: A }] }]";
            let form = json!({ "workspace_id": world.workspace, "title": format!("so {number}"), "schema": schema });
            mia.post("/forms", form).await.expect(201);
            let connection =
                json!({ "workspace_id": world.workspace, "provider_client_id": provider, "name": format!("so {number}") });
            mia.post("/connections", connection).await.expect(201);
            let workflow = workflows::published(&mia, world, "steps: [{ id: one, set: { x: 1 } }]").await;
            workflows::started(&mia, workflow).await;
            workflows::started(&mia, world.workflow).await;
        }
        app.run_jobs().await;
        for (path, before) in few {
            assert_eq!(cost(&app, &carla, &path).await, before, "{path} with {ROWS} rows");
        }
    }
}
