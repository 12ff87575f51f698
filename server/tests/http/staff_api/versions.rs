use futures_util::future::join_all;
use serde_json::{Value, json};

use super::made::patch_if;
use crate::support::TestApp;

/// Everything that carries an `ETag`, with two changes of it.
fn editable(app: &TestApp) -> Vec<(String, [Value; 2])> {
    let world = &app.cast.acme;
    vec![
        (format!("/requests/{}", world.request), [json!({ "priority": "urgent" }), json!({ "priority": "low" })]),
        (format!("/projects/{}", world.project), [json!({ "summary": "one" }), json!({ "summary": "two" })]),
        (format!("/workspaces/{}", world.workspace), [json!({ "name": "One" }), json!({ "name": "Two" })]),
    ]
}

both! {
    async fn a_change_needs_the_version_that_was_seen(app: TestApp) {
        let adam = app.as_staff("adam").await;
        for (path, [one, two]) in editable(&app) {
            let seen = adam.get(&path).await.expect(200).header("etag").to_owned();
            assert!(seen.starts_with('"') && seen.ends_with('"'), "{seen}");
            let changed = patch_if(&adam, &path, &seen, &one).await.expect(200);
            let now = changed.header("etag").to_owned();
            assert_ne!(now, seen, "{path}");
            assert_eq!(adam.get(&path).await.header("etag"), now, "{path}");
            let before = adam.get(&path).await.json();
            for stale in
                [seen.as_str(), "\"0\"", "\"999999\"", "\"-1\"", "\"x\"", "W/\"1\"", "\"99999999999999999999\"", ""]
            {
                let answer = patch_if(&adam, &path, stale, &two).await;
                assert_eq!((answer.status, answer.code().as_str()), (412, "stale"), "{path} {stale}");
            }
            let (field, value) = one.as_object().unwrap().iter().next().unwrap();
            assert_eq!((&before[field], &adam.get(&path).await.json()[field]), (value, value), "{path}");
            patch_if(&adam, &path, &now, &two).await.expect(200);
            patch_if(&adam, &path, "*", &one).await.expect(200);
            adam.patch(&path, two).await.expect(200);
        }
    }

    /// Two people who have read the same do not overwrite each other.
    async fn of_many_changes_of_one_version_exactly_one_is_made(app: TestApp) {
        let adam = app.as_staff("adam").await;
        for (path, [one, _]) in editable(&app) {
            for _ in 0..3 {
                let seen = adam.get(&path).await.header("etag").to_owned();
                let answers = join_all((0..12).map(|_| patch_if(&adam, &path, &seen, &one))).await;
                let statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
                assert!(statuses.iter().all(|status| [200, 412].contains(status)), "{path} {statuses:?}");
                assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{path} {statuses:?}");
            }
        }
    }

    async fn a_member_s_permissions_have_a_version_too(app: TestApp) {
        let adam = app.as_staff("adam").await;
        let path = format!("/workspaces/{}/members/{}", app.cast.acme.workspace, app.cast.acme.member);
        let permissions = |comment: bool| {
            json!({ "permissions": {
            "can_view_invoices": true, "can_approve_work": true, "can_comment": comment, "can_submit_requests": true,
            "can_run_workflows": true, "can_manage_connections": true, "can_invite_colleagues": true
        } })
        };
        let seen = adam.patch(&path, permissions(true)).await.expect(200).header("etag").to_owned();
        let now = patch_if(&adam, &path, &seen, &permissions(false)).await.expect(200);
        assert_eq!(patch_if(&adam, &path, &seen, &permissions(true)).await.expect(412).code(), "stale");
        assert_eq!(now.json()["permissions"]["can_comment"], false);
        let back = permissions(true);
        let answers = join_all((0..12).map(|_| patch_if(&adam, &path, now.header("etag"), &back))).await;
        assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
        assert!(answers.iter().all(|answer| [200, 412].contains(&answer.status)));
    }

    /// A message moves the request on; a note does not, since a client could see that.
    async fn a_reply_is_a_new_version_and_a_note_is_none(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let path = format!("/requests/{}", app.cast.acme.request);
        let version = async || mia.get(&path).await.expect(200).header("etag").to_owned();
        let seen = version().await;
        mia.post(&format!("{path}/notes"), json!({ "body": "so" })).await.expect(201);
        assert_eq!(version().await, seen);
        mia.post(&format!("{path}/messages"), json!({ "body": "so" })).await.expect(201);
        assert_ne!(version().await, seen);
    }

    async fn the_parts_of_a_project_have_a_version_too(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let world = &app.cast.acme;
        let parts = [
            (format!("/projects/{}/milestones", world.project), world.milestone, json!({ "name": "One" }), json!({ "name": "Two" })),
            (format!("/projects/{}/tasks", world.project), world.task, json!({ "title": "One" }), json!({ "title": "Two", "assignee_ids": [] })),
        ];
        for (list, id, one, two) in parts {
            let known = async || mia.all(&list, 50).await.into_iter().find(|row| row["id"] == json!(id)).unwrap();
            let path = format!("{list}/{id}");
            let seen = format!("\"{}\"", known().await["version"]);
            let now = patch_if(&mia, &path, &seen, &one).await.expect(200).header("etag").to_owned();
            assert_eq!((format!("\"{}\"", known().await["version"]), now != seen), (now.clone(), true));
            let before = known().await;
            for stale in [seen.as_str(), "\"0\"", "\"x\""] {
                assert_eq!(patch_if(&mia, &path, stale, &two).await.expect(412).code(), "stale");
            }
            assert_eq!(known().await, before, "half a change");
            patch_if(&mia, &path, &now, &two).await.expect(200);
            mia.patch(&path, one.clone()).await.expect(200);
            let seen = format!("\"{}\"", known().await["version"]);
            let answers = join_all((0..8).map(|_| patch_if(&mia, &path, &seen, &two))).await;
            assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
        }
    }
}
