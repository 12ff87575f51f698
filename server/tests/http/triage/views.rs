use poem::http::Method;
use serde_json::{Value, json};

use crate::staff_api::made::patch_if;
use crate::support::{Staff, TestApp};

async fn kept(staff: &Staff, view: Value) -> String {
    let view = staff.post("/saved-views", view).await.expect(201).json();
    format!("/saved-views/{}", view["id"].as_str().unwrap())
}

async fn names(staff: &Staff) -> Vec<String> {
    let all = staff.all("/saved-views", 2).await;
    all.iter().map(|view| view["name"].as_str().unwrap().to_owned()).collect()
}

both! {
    /// A view of one's own is nobody else's business; a shared one is everybody's.
    async fn views_are_ones_own_or_everybodys(app: TestApp) {
        let (mia, adam, henry) = (app.as_staff("mia").await, app.as_staff("adam").await, app.as_staff("henry").await);
        let own = kept(&mia, json!({ "name": "Mine", "filter": "assignee:me", "position": 3 })).await;
        let shared = kept(&mia, json!({ "name": "Late", "filter": "due:overdue", "sort": "waiting", "position": 1, "shared": true })).await;
        kept(&mia, json!({ "name": "All", "filter": "", "position": 2 })).await;
        assert_eq!(names(&mia).await, ["Late", "All", "Mine"]);
        assert_eq!(names(&adam).await, ["Late"]);
        assert_eq!(names(&henry).await, Vec::<String>::new());
        let seen = mia.get(&shared).await.expect(200).json();
        assert_eq!((&seen["sort"], &seen["filter"], &seen["editable"]), (&json!("waiting"), &json!("due:overdue"), &json!(true)));
        for (staff, path) in [(&adam, &own), (&henry, &own), (&henry, &shared)] {
            assert_eq!(staff.get(path).await.expect(404).code(), "not_found");
            staff.patch(path, json!({ "name": "x" })).await.expect(404);
            staff.ask(Method::DELETE, path).send().await.expect(404);
        }
        mia.patch(&shared, json!({ "shared": false })).await.expect(200);
        assert_eq!(names(&adam).await, Vec::<String>::new());
        let mine = mia.patch(&own, json!({ "position": 0, "name": " My  own " })).await.expect(200).json();
        assert_eq!((&mine["name"], &mine["version"]), (&json!("My own"), &json!(2)));
        assert_eq!(names(&mia).await[0], "My own");
        mia.ask(Method::DELETE, &own).send().await.expect(204);
        mia.get(&own).await.expect(404);
    }

    async fn a_shared_view_is_changed_by_whoever_made_it_or_an_admin(app: TestApp) {
        let (mia, adam) = (app.as_staff("mia").await, app.as_staff("adam").await);
        let admins = kept(&adam, json!({ "name": "Urgent", "filter": "priority:urgent", "shared": true })).await;
        assert_eq!(mia.get(&admins).await.expect(200).json()["editable"], false);
        assert_eq!(mia.patch(&admins, json!({ "name": "x" })).await.expect(403).code(), "not_yours");
        assert_eq!(mia.ask(Method::DELETE, &admins).send().await.expect(403).code(), "not_yours");
        let members = kept(&mia, json!({ "name": "New", "filter": "status:new", "shared": true })).await;
        adam.patch(&members, json!({ "filter": "status:new kind:job" })).await.expect(200);
        assert_eq!(adam.patch(&members, json!({ "shared": false })).await.expect(403).code(), "not_yours");
        adam.ask(Method::DELETE, &members).send().await.expect(204);
        let trail = app.as_staff("olivia").await.get("/audit?action=saved_view").await.expect(200).json();
        let actions: Vec<&str> = trail["items"].as_array().unwrap().iter().map(|entry| entry["action"].as_str().unwrap()).collect();
        assert_eq!(actions, ["saved_view.deleted", "saved_view.changed", "saved_view.shared", "saved_view.shared"]);
    }

    /// A view that could not be asked for is not kept; the fault is told with its place.
    async fn a_view_holds_a_filter_that_works(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let wrong = json!({ "name": "", "filter": "status:opened" });
        mia.post("/saved-views", wrong).await.expect(422);
        let problem = mia.post("/saved-views", json!({ "name": "x", "filter": "is:open status:opened" })).await.expect(422).json();
        assert_eq!((&problem["errors"][0]["field"], &problem["place"]["offset"]), (&json!("filter"), &json!(15)));
        let path = kept(&mia, json!({ "name": "x", "filter": "is:open" })).await;
        mia.patch(&path, json!({ "filter": "\"no end" })).await.expect(422);
        mia.patch(&path, json!({ "name": "\u{7}" })).await.expect(422);
        for odd in [json!({ "position": -1 }), json!({ "sort": "x" }), json!({ "filter": 3 })] {
            mia.patch(&path, odd).await.expect(422);
        }
        mia.patch(&path, json!({ "owner": "me" })).await.expect(400);
        assert_eq!(patch_if(&mia, &path, "\"7\"", &json!({ "name": "y" })).await.expect(412).code(), "stale");
        let twice = json!({ "name": "once", "filter": "" });
        let send = async || mia.ask(Method::POST, "/saved-views").header("idempotency-key", "k1").json(&twice).send().await;
        assert_eq!(send().await.expect(201).json()["id"], send().await.expect(201).json()["id"]);
    }

    async fn nobody_keeps_more_than_a_hundred_views(app: TestApp) {
        let (mia, adam) = (app.as_staff("mia").await, app.as_staff("adam").await);
        let mut last = String::new();
        for number in 0..100 {
            last = kept(&mia, json!({ "name": format!("View {number}"), "filter": "is:open" })).await;
        }
        let one_more = json!({ "name": "One more", "filter": "" });
        assert_eq!(mia.post("/saved-views", one_more.clone()).await.expect(409).code(), "too_many_views");
        kept(&adam, one_more.clone()).await;
        mia.ask(Method::DELETE, &last).send().await.expect(204);
        kept(&mia, one_more).await;
    }
}
