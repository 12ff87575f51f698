use serde_json::json;
use uuid::Uuid;

use super::seen;
use crate::staff_api::made::{patch_if, request};
use crate::support::TestApp;

both! {
    /// S1.76: a request stands where the last word puts it, or where staff put it.
    async fn s1_76_a_request_stands_where_words_and_staff_put_it(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let id = request(&carla, "job", "a poster").await;
        let (path, thread) = (format!("/requests/{id}"), format!("/portal/requests/{id}/messages"));
        let stands = async |status: &str, turn: &str, badge: &str| {
            let now = seen(&mia, &id).await;
            assert_eq!((&now["status"], &now["waits_on"]), (&json!(status), &json!(turn)), "{now}");
            let page = carla.get(&format!("/portal/requests/{id}")).await.expect(200).body;
            assert!(page.contains(badge), "{status}: no {badge}");
        };
        let set = async |status: &str| mia.patch(&path, json!({ "status": status })).await.expect(200);
        stands("new", "agency", "With the team").await;
        carla.post(&thread, &[("body", "in blue, please")]).await.expect(303);
        stands("new", "agency", "With the team").await;
        mia.post(&format!("{path}/messages"), json!({ "body": "which blue?" })).await.expect(201);
        stands("waiting_on_client", "client", "Waiting for you").await;
        carla.post(&thread, &[("body", "sky")]).await.expect(303);
        stands("waiting_on_agency", "agency", "With the team").await;
        set("open").await;
        stands("open", "agency", "With the team").await;
        set("waiting_on_client").await;
        stands("waiting_on_client", "client", "Waiting for you").await;
        set("resolved").await;
        stands("resolved", "nobody", "Resolved").await;
        assert!(carla.get("/portal/requests?status=closed").await.expect(200).body.contains("a poster"));
        carla.post(&thread, &[("body", "not quite")]).await.expect(303);
        stands("waiting_on_agency", "agency", "With the team").await;
        set("closed").await;
        stands("closed", "nobody", "Closed").await;
        carla.post(&format!("/portal/requests/{id}/reopen"), &[]).await.expect(303);
        stands("waiting_on_agency", "agency", "With the team").await;
        let back = mia.patch(&path, json!({ "status": "new" })).await.expect(422).json();
        assert_eq!(back["errors"][0]["field"], "status", "what was answered is not new");
        mia.patch(&path, json!({ "status": "sleeping" })).await.expect(422);
    }

    async fn what_is_resolved_and_then_closed_was_done_when_it_was_resolved(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let id = request(&carla, "job", "a poster").await;
        let path = format!("/requests/{id}");
        let done = mia.patch(&path, json!({ "status": "resolved" })).await.expect(200).json();
        app.advance(chrono::TimeDelta::hours(2));
        let mia = app.as_staff("mia").await;
        let closed = mia.patch(&path, json!({ "status": "closed" })).await.expect(200).json();
        assert_eq!((&closed["closed_at"], &closed["status"]), (&done["closed_at"], &json!("closed")));
    }

    async fn a_due_date_is_set_shown_and_taken_away(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let path = format!("/requests/{}", app.cast.acme.request);
        let set = mia.patch(&path, json!({ "due_on": "2026-12-24" })).await.expect(200);
        assert_eq!(set.json()["due_on"], "2026-12-24");
        assert_eq!(mia.patch(&path, json!({ "priority": "low" })).await.expect(200).json()["due_on"], "2026-12-24");
        let both = mia.patch(&path, json!({ "due_on": "2026-12-25", "clear": ["due_on"] })).await.expect(422);
        assert_eq!(both.json()["errors"][0]["field"], "clear");
        mia.patch(&path, json!({ "due_on": "2026-02-30" })).await.expect(422);
        assert_eq!(patch_if(&mia, &path, "\"1\"", &json!({ "due_on": "2026-12-26" })).await.code(), "stale");
        let none = mia.patch(&path, json!({ "clear": ["due_on"] })).await.expect(200).json();
        assert_eq!(none.get("due_on"), None);
    }

    /// S1.77: who follows is told of what happens, also of what colleagues do, and nobody else is.
    async fn s1_77_who_follows_a_request_is_told(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let (me, adam, olivia) = (app.cast.people["mia"], app.cast.people["adam"], app.cast.people["olivia"]);
        let id = request(&carla, "job", "a kite").await;
        let path = format!("/requests/{id}");
        let set = mia.patch(&path, json!({ "follower_ids": [adam, adam], "assignee_id": me })).await.expect(200).json();
        assert_eq!(set["followers"], json!([{ "id": adam, "name": set["followers"][0]["name"] }]));
        let listed = mia.get(&format!("/requests?assignee={me}")).await.expect(200).json();
        assert_eq!(listed["items"][0]["followers"], set["followers"]);
        app.run_jobs().await;
        let told = async |person: &str| {
            let staff = app.as_staff(person).await;
            staff.get("/notifications").await.expect(200).body.matches("a kite").count()
        };
        let before = told("adam").await;
        let others = told("olivia").await;
        carla.post(&format!("/portal/requests/{id}/messages"), &[("body", "a red one")]).await.expect(303);
        mia.post(&format!("{path}/messages"), json!({ "body": "very well" })).await.expect(201);
        app.run_jobs().await;
        assert!(told("adam").await > before + 1, "of the client's word and of the colleague's");
        assert_eq!(told("olivia").await, others);
        let none = mia.patch(&path, json!({ "follower_ids": [] })).await.expect(200).json();
        assert_eq!(none["followers"], json!([]));
        for wrong in [app.cast.people["henry"], app.cast.people["carla"], Uuid::now_v7()] {
            let answer = mia.patch(&path, json!({ "follower_ids": [olivia, wrong] })).await.expect(422).json();
            assert_eq!(answer["errors"][0]["field"], "follower_ids");
        }
        assert_eq!(seen(&mia, &id).await["followers"], json!([]));
        // Who has left follows nothing, so that the list as it is read can be sent again.
        mia.patch(&path, json!({ "follower_ids": [adam, me] })).await.expect(200);
        app.store.sql("UPDATE staff_user SET disabled_at = created_at WHERE email = 'adam@northwind.test'").await;
        let left = seen(&mia, &id).await["followers"].as_array().unwrap().iter().map(|one| one["id"].clone()).collect::<Vec<_>>();
        assert_eq!(left, [json!(me)]);
        mia.patch(&path, json!({ "follower_ids": left })).await.expect(200);
        let many = vec![olivia; 51];
        mia.patch(&path, json!({ "follower_ids": many })).await.expect(422);
    }
}
