use poem::http::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{TestApp, canaries};

/// A method and a path, the field that holds an id, a body with one, and ids that are somebody else's.
type Try<'a> = (Method, &'a str, &'static str, fn(Uuid) -> Value, Vec<Uuid>);

both! {
    /// Zammad CVE-2026-34722: an id in a body reaches no further than one in a path, and naming what is
    /// somebody else's is answered like naming nothing.
    async fn cve_2026_34722_no_id_in_a_body_reaches_beyond_its_owner(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let (acme, bluebird, harbor) = (&app.cast.acme, &app.cast.bluebird, &app.cast.harbor);
        let people = &app.cast.people;
        let (henry, carla) = (people["henry"], people["carla"]);
        let request = format!("/requests/{}", acme.request);
        let task = format!("/projects/{}/tasks/{}", acme.project, acme.task);
        let tasks = format!("/projects/{}/tasks", acme.project);
        let project = |workspace: Uuid| json!({ "workspace_id": workspace, "name": "planted" });
        let planted = |field: &str, id: Uuid| json!({ "title": "planted", field: id });
        let tries: [Try; 4] = [
            (
                Method::PATCH,
                &request,
                "assignee_id",
                |id| json!({ "assignee_id": id }),
                vec![henry, carla, harbor.workspace],
            ),
            (
                Method::PATCH,
                &request,
                "project_id",
                |id| json!({ "project_id": id }),
                vec![harbor.project, bluebird.project, app.cast.east.project, acme.workspace],
            ),
            (
                Method::POST,
                &tasks,
                "assignee_ids",
                |id| json!({ "title": "planted", "assignee_ids": [id] }),
                vec![henry, carla],
            ),
            (
                Method::PATCH,
                &task,
                "assignee_ids",
                |id| json!({ "assignee_ids": [id] }),
                vec![henry, carla, harbor.agency],
            ),
        ];
        let before = (mia.get(&request).await.json()["version"].clone(), mia.all(&tasks, 200).await);
        let number = |answer: &crate::support::Answer| answer.body.replace(answer.header("x-request-id"), "");
        for (method, path, field, body, foreign) in tries {
            let missing = mia.ask(method.clone(), path).json(&body(Uuid::now_v7())).send().await.expect(422);
            assert_eq!(missing.json()["errors"][0]["field"], field);
            for id in foreign {
                let answer = mia.ask(method.clone(), path).json(&body(id)).send().await.expect(422);
                assert_eq!(number(&answer), number(&missing), "{method} {path} {field}");
            }
        }
        for id in [harbor.workspace, harbor.agency, acme.project] {
            assert_eq!(
                mia.post("/projects", project(id)).await.expect(422).json()["errors"][0]["field"],
                "workspace_id"
            );
        }
        for id in [harbor.milestone, bluebird.milestone, acme.second_milestone, acme.task] {
            let answer = mia.post(&tasks, planted("milestone_id", id)).await.expect(422);
            assert_eq!(answer.json()["errors"][0]["field"], "milestone_id");
        }
        assert_eq!((mia.get(&request).await.json()["version"].clone(), mia.all(&tasks, 200).await), before);
        let henry = app.as_staff("henry").await;
        for list in ["/projects".to_owned(), format!("/projects/{}/tasks", harbor.project)] {
            let theirs = henry.all(&list, 200).await;
            assert!(!json!(theirs).to_string().contains("planted"), "{list}");
        }
    }

    /// One wrong id among right ones, and nothing is done.
    async fn a_change_that_is_half_wrong_is_not_half_done(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let path = format!("/requests/{}", app.cast.acme.request);
        let before = mia.get(&path).await.expect(200);
        let project = app.cast.bluebird.project;
        let half = json!({ "priority": "urgent", "status": "closed", "tags": ["new"], "project_id": project });
        mia.patch(&path, half).await.expect(422);
        let (mia_id, henry) = (app.cast.people["mia"], app.cast.people["henry"]);
        let task = format!("/projects/{}/tasks/{}", app.cast.acme.project, app.cast.acme.task);
        mia.patch(&task, json!({ "title": "half", "assignee_ids": [mia_id, henry] })).await.expect(422);
        assert_eq!(mia.get(&path).await.expect(200).header("etag"), before.header("etag"));
        let tasks = mia.get(&format!("/projects/{}/tasks", app.cast.acme.project)).await.expect(200);
        assert!(!tasks.body.contains("half"));
    }

    /// The same on the portal's side: a client links no project of another client.
    async fn cve_2026_34722_a_client_links_no_foreign_project(app: TestApp) {
        let carla = app.as_client("carla").await;
        let before = app.store.value("SELECT count(*) FROM request").await;
        for project in [app.cast.bluebird.project, app.cast.harbor.project, Uuid::now_v7(), app.cast.acme.workspace] {
            let project = project.to_string();
            let form = [
                ("kind", "job"),
                ("job_category", "design"),
                ("subject", "planted"),
                ("body", "planted"),
                ("project_id", project.as_str()),
                ("workspace_id", &app.cast.bluebird.workspace.to_string()),
                ("agency_id", &app.cast.harbor.agency.to_string()),
                ("author_id", &app.cast.people["ben"].to_string()),
            ];
            let answer = carla.post("/portal/requests", &form).await.expect(422);
            assert!(
                !answer.everything().contains(canaries::BLUEBIRD) && !answer.everything().contains(canaries::HARBOR)
            );
        }
        assert_eq!(app.store.value("SELECT count(*) FROM request").await, before);
    }

    /// S1.98: the id of a note is nothing to a client, wherever it is put; staff find the note by it.
    async fn s1_98_the_id_of_a_note_opens_nothing_for_a_client(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let (request, note) = (app.cast.acme.request, app.cast.acme.note);
        carla.get(&format!("/portal/requests/{note}")).await.expect(404);
        let after = carla.get(&format!("/portal/requests/{request}/messages?after={note}")).await;
        assert!(!after.everything().contains(canaries::NOTE), "{}", after.everything());
        carla.post(&format!("/portal/requests/{note}/messages"), &[("body", "so")]).await.expect(404);
        let notes = mia.all(&format!("/requests/{request}/notes"), 200).await;
        assert!(notes.iter().any(|row| row["id"] == json!(note)), "{notes:?}");
    }
}
