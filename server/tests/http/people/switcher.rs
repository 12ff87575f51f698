use serde_json::json;

use crate::support::{Browser, TestApp};

async fn cost(app: &TestApp, browser: &Browser, path: &str) -> u64 {
    browser.get(path).await.expect(200);
    let before = app.app.database.statements();
    browser.get(path).await.expect(200);
    app.app.database.statements() - before
}

/// What the switcher says beside a workspace's name.
fn badge(page: &str, name: &str) -> Option<String> {
    let entry = page
        .split(&format!("class=\"workspace-name\">{name}</span>"))
        .nth(2)
        .or_else(|| page.split(&format!("class=\"workspace-name\">{name}</span>")).nth(1))?;
    let entry = entry.split("</button>").next()?;
    Some(entry.split("class=\"count\">").nth(1)?.split('<').next()?.to_owned())
}

/// What "More" at the bottom of a phone says of all that is behind it.
fn behind_more(page: &str) -> u64 {
    let bar = page.split("id=\"bar\"").nth(1).expect("a bar");
    let more = bar.split("menu-summary\"").nth(1).and_then(|rest| rest.split("</summary>").next()).expect("more");
    let number = more.split("class=\"count\">").nth(1).and_then(|rest| rest.split('<').next());
    let number = number.map_or(0, |number| number.parse().expect("a number"));
    assert!(number == 0 || more.contains(&format!("aria-label=\"More: {number}\"")), "{more}");
    number
}

both! {
    /// S2.32–S2.34, S2.114: the switcher tells what is new elsewhere, of what may be opened there, and asks the database no more for it.
    async fn s2_33_the_switcher_tells_what_is_new_elsewhere(app: TestApp) {
        let (fiona, mia, carla) = (app.as_client("fiona").await, app.as_staff("mia").await, app.as_client("carla").await);
        fiona.post("/portal/workspace", &[("workspace_id", &app.cast.west.workspace.to_string())]).await.expect(303);
        fiona.post("/portal/notifications/read", &[]).await.expect(303);
        fiona.post("/portal/workspace", &[("workspace_id", &app.cast.east.workspace.to_string())]).await.expect(303);
        fiona.post("/portal/notifications/read", &[]).await.expect(303);
        let page = fiona.get("/portal/account").await.expect(200).body;
        assert_eq!(badge(&page, "west"), None);
        let before = behind_more(&page);
        for text in ["one", "two"] {
            mia.post(&format!("/requests/{}/messages", app.cast.west.request), json!({ "body": text })).await.expect(201);
        }
        mia.post(&format!("/projects/{}/comments", app.cast.west.project), json!({ "body": "three" })).await.expect(201);
        app.run_jobs().await;
        let page = fiona.get("/portal/account").await.expect(200).body;
        assert_eq!(badge(&page, "west").as_deref(), Some("3"));
        assert_eq!(behind_more(&page), before + 3, "on a phone, where the switcher is behind it");
        // What may not be opened there is not counted.
        let taken = "UPDATE membership SET can_submit_requests = FALSE WHERE workspace_id IN (SELECT id FROM workspace WHERE slug = 'west')";
        assert_eq!(app.store.sql(taken).await, 1);
        assert_eq!(badge(&fiona.get("/portal/account").await.expect(200).body, "west").as_deref(), Some("1"));
        assert_eq!(cost(&app, &fiona, "/portal/account").await, cost(&app, &carla, "/portal/account").await);
        assert!(!carla.get("/portal/account").await.expect(200).body.contains("class=\"switcher\""));
    }
}
