//! How many statements a page costs (bar 3 of the performance goals), and that rows do not change it.

use serde_json::json;

use crate::support::{Browser, TestApp};

/// The statements that a page costs once it has been seen, so that what is written once is not counted.
async fn cost(app: &TestApp, browser: &Browser, path: &str) -> u64 {
    browser.get(path).await.expect(200);
    let before = app.app.database.statements();
    browser.get(path).await.expect(200);
    app.app.database.statements() - before
}

async fn costs(app: &TestApp, browser: &Browser) -> Vec<(String, u64)> {
    let (request, project) = (app.cast.acme.request, app.cast.acme.project);
    let mut costs = Vec::new();
    for path in [
        "/portal/account",
        "/portal/requests",
        "/portal/requests?q=acmecanary&status=all",
        "/portal/projects",
        "/portal/notifications",
        "/portal/requests/new",
        "/portal/billing",
        "/portal/billing/invoices",
        "/portal/billing/invoices?status=overdue&sort=due",
        &format!("/portal/billing/invoices/{}", app.cast.acme.invoice),
        &format!("/portal/requests/{request}"),
        &format!("/portal/projects/{project}"),
        "/portal",
    ] {
        costs.push((path.to_owned(), cost(app, browser, path).await));
    }
    costs
}

both! {
    async fn a_page_costs_few_statements_whatever_it_shows(app: TestApp) {
        let carla = app.as_client("carla").await;
        let few = costs(&app, &carla).await;
        for (path, cost) in &few {
            let most = match path.as_str() {
                "/portal/account" => 2,
                "/portal" => 10,
                "/portal/billing" => 9,
                path if path.starts_with("/portal/billing/") => 8,
                path if path.starts_with("/portal/projects/") => 8,
                _ => 6,
            };
            assert!((1..=most).contains(cost), "{path} costs {cost} statements");
        }
        let mia = app.as_staff("mia").await;
        let (request, project, workspace) = (app.cast.acme.request, app.cast.acme.project, app.cast.acme.workspace);
        for number in 0..12 {
            carla.request(&format!("acmecanary {number}"), "x").await;
            mia.post(&format!("/requests/{request}/messages"), json!({ "body": "x" })).await.expect(201);
            mia.post(&format!("/projects/{project}/tasks"), json!({ "title": "x", "assignee_ids": [app.cast.people["mia"]] })).await.expect(201);
            mia.post(&format!("/projects/{project}/comments"), json!({ "body": "x" })).await.expect(201);
            mia.post("/projects", json!({ "workspace_id": workspace, "name": format!("More {number}") })).await.expect(201);
        }
        app.run_jobs().await;
        assert_eq!(costs(&app, &carla).await, few, "rows cost statements");
    }

    /// The same of the lists that staff read.
    async fn a_list_of_the_api_costs_the_same_for_one_row_and_for_fifty(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        for number in 0..50 {
            carla.request(&format!("Numbered {number}"), "x").await;
        }
        for path in ["/requests?status=all", "/projects?", "/workspaces?", "/staff?", "/clients?", "/invitations?", "/notifications?"] {
            let cost = async |limit: u32| {
                let before = app.app.database.statements();
                mia.get(&format!("{path}&limit={limit}")).await.expect(200);
                app.app.database.statements() - before
            };
            let (one, fifty) = (cost(1).await, cost(50).await);
            assert!(fifty == one && fifty <= 6, "{path}: {one} and {fifty}");
        }
    }

    async fn a_stranger_costs_little(app: TestApp) {
        let stranger = app.stranger();
        for (path, most) in [("/portal/login", 2), ("/portal", 1), ("/portal/requests", 1), ("/static/x/y.css", 0), ("/healthz", 0)] {
            let before = app.app.database.statements();
            stranger.get(path).await;
            let cost = app.app.database.statements() - before;
            assert!(cost <= most, "{path} costs {cost}");
        }
    }
}
