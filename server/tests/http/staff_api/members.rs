use futures_util::future::join_all;
use serde_json::{Value, json};

use crate::support::TestApp;

fn permissions(submit: bool, comment: bool) -> Value {
    json!({ "permissions": {
        "can_view_invoices": true, "can_approve_work": true, "can_comment": comment, "can_submit_requests": submit,
        "can_run_workflows": true, "can_manage_connections": true, "can_invite_colleagues": true
    } })
}

/// The path of somebody's membership.
async fn membership(app: &TestApp, workspace: uuid::Uuid, person: &str) -> String {
    let adam = app.as_staff("adam").await;
    let members = adam.all(&format!("/workspaces/{workspace}/members"), 200).await;
    let theirs = members.iter().find(|member| member["person_id"] == json!(app.cast.people[person])).unwrap();
    format!("/workspaces/{workspace}/members/{}", theirs["id"].as_str().unwrap())
}

both! {
    /// S1.26, S1.123–S1.125: the agency decides per person, and it counts from the very next request.
    async fn s1_123_what_an_admin_sets_counts_from_the_next_request_on(app: TestApp) {
        let (carla, victor) = (app.as_client("carla").await, app.as_client("victor").await);
        let path = membership(&app, app.cast.acme.workspace, "carla").await;
        let request = format!("/portal/requests/{}", app.cast.acme.request);
        let comments = format!("/portal/projects/{}/comments", app.cast.acme.project);
        for person in ["adam", "olivia"] {
            let staff = app.as_staff(person).await;
            let off = staff.patch(&path, permissions(false, true)).await.expect(200).json();
            assert_eq!(off["permissions"]["can_submit_requests"], false);
            carla.get(&request).await.expect(404);
            carla.post(&format!("{request}/messages"), &[("body", "still here?")]).await.expect(404);
            carla.post(&comments, &[("body", "still here")]).await.expect(303);
            staff.patch(&path, permissions(true, false)).await.expect(200);
            carla.get(&request).await.expect(200);
            carla.post(&comments, &[("body", "no more")]).await.expect(404);
            staff.patch(&path, permissions(true, true)).await.expect(200);
            carla.post(&comments, &[("body", "again")]).await.expect(303);
        }
        // A colleague in the same workspace has permissions of their own.
        victor.get("/portal/requests").await.expect(404);
    }

    /// A preset stands for all of its permissions, and for them alone: said with others it is refused.
    async fn a_member_is_permitted_by_a_preset_too(app: TestApp) {
        let (adam, carla) = (app.as_staff("adam").await, app.as_client("carla").await);
        let path = membership(&app, app.cast.acme.workspace, "carla").await;
        let invite = format!("/workspaces/{}/invitations", app.cast.acme.workspace);
        let mut both = permissions(true, true);
        both["preset"] = json!("viewer");
        for wrong in [both.clone(), json!({})] {
            assert!(adam.patch(&path, wrong.clone()).await.expect(422).body.contains("\"permissions\""));
            let mut new = json!({ "email": "new@acme.test" });
            new.as_object_mut().unwrap().extend(wrong.as_object().unwrap().clone());
            adam.post(&invite, new).await.expect(422);
        }
        // Some of the permissions beside a preset: the others are not asked for.
        let some = json!({ "email": "new@acme.test", "preset": "viewer", "permissions": { "can_comment": true } });
        let refused = adam.post(&invite, some).await.expect(422).body;
        assert!(refused.contains("either the permissions or a preset") && !refused.contains("can_"), "{refused}");
        adam.patch(&path, json!({ "preset": "emperor" })).await.expect(422);
        let viewer = adam.patch(&path, json!({ "preset": "viewer" })).await.expect(200).json();
        assert!(viewer["permissions"].as_object().unwrap().values().all(|on| *on == false), "{viewer}");
        carla.get("/portal/requests").await.expect(404);
        let all = adam.patch(&path, json!({ "preset": "everything" })).await.expect(200).json();
        assert!(all["permissions"].as_object().unwrap().values().all(|on| *on == true), "{all}");
        carla.get("/portal/requests").await.expect(200);
    }

    /// What a member of the staff may not, is not done.
    async fn s2_19_only_owners_and_admins_change_what_clients_may(app: TestApp) {
        let (mia, henry, carla) =
            (app.as_staff("mia").await, app.as_staff("henry").await, app.as_client("carla").await);
        let path = membership(&app, app.cast.acme.workspace, "carla").await;
        assert_eq!(mia.patch(&path, permissions(false, false)).await.expect(403).code(), "admin_only");
        // Whether there is such a member is not told to whoever may not ask.
        let nowhere = format!("/workspaces/{}/members/{}", app.cast.acme.workspace, uuid::Uuid::now_v7());
        mia.patch(&nowhere, permissions(false, false)).await.expect(403);
        henry.patch(&path, permissions(false, false)).await.expect(404);
        let workspace = format!("/workspaces/{}", app.cast.acme.workspace);
        mia.patch(&workspace, json!({ "show_team_members": false })).await.expect(403);
        henry.patch(&workspace, json!({ "show_team_members": false })).await.expect(404);
        carla.get("/portal/requests").await.expect(200);
    }

    /// A person in two workspaces has a membership in each.
    async fn a_permission_is_of_one_workspace(app: TestApp) {
        let (adam, fiona) = (app.as_staff("adam").await, app.as_client("fiona").await);
        let path = membership(&app, app.cast.east.workspace, "fiona").await;
        adam.patch(&path, permissions(false, true)).await.expect(200);
        for (world, status) in [(&app.cast.east, 404), (&app.cast.west, 200)] {
            fiona.post("/portal/workspace", &[("workspace_id", &world.workspace.to_string())]).await.expect(303);
            fiona.get("/portal/requests").await.expect(status);
        }
        // A membership is looked for in its own workspace alone.
        let wrong = path.replace(&app.cast.east.workspace.to_string(), &app.cast.west.workspace.to_string());
        adam.patch(&wrong, permissions(true, true)).await.expect(404);
    }

    /// Once the answer to taking it away is there, no request that is made after it still has it.
    async fn a_permission_taken_away_is_gone_for_every_request_that_follows(app: TestApp) {
        let (adam, carla) = (app.as_staff("adam").await, app.as_client("carla").await);
        let path = membership(&app, app.cast.acme.workspace, "carla").await;
        let page = format!("/portal/requests/{}", app.cast.acme.request);
        for _ in 0..10 {
            let asked = join_all((0..4).map(|_| carla.get(&page)));
            let (before, off) = tokio::join!(asked, adam.patch(&path, permissions(false, true)));
            off.expect(200);
            assert!(before.iter().all(|answer| [200, 404].contains(&answer.status)));
            for answer in join_all((0..4).map(|_| carla.get(&page))).await {
                answer.expect(404);
            }
            adam.patch(&path, permissions(true, true)).await.expect(200);
            carla.get(&page).await.expect(200);
        }
    }
}
