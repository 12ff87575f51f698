use serde_json::json;

use crate::support::{TestApp, text_of};

both! {
    /// S1.1, S1.36: a client sees their projects and how far they are.
    async fn s1_1_a_client_sees_their_projects_and_progress(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let project = app.cast.acme.project;
        let path = format!("/projects/{project}/tasks");
        for title in ["Second", "Third", "Fourth"] {
            mia.post(&path, json!({ "title": title })).await.expect(201);
        }
        let task = app.cast.acme.task;
        mia.patch(&format!("{path}/{task}"), json!({ "status": "done" })).await.expect(200);
        for page in ["/portal".to_owned(), "/portal/projects".into(), format!("/portal/projects/{project}")] {
            let text = text_of(&carla.get(&page).await.expect(200).body);
            assert!(text.contains("1 of 4"), "{page}: {text}");
        }
        let page = carla.get(&format!("/portal/projects/{project}")).await.expect(200).body;
        for text in ["acmecanary project", "acmecanary summary", "acmecanary milestone", "acmecanary task", "acmecanary comment", "Second"] {
            assert!(page.contains(text), "{text}");
        }
        mia.patch(&format!("/projects/{project}"), json!({ "status": "completed" })).await.expect(200);
        assert!(!text_of(&carla.get("/portal").await.expect(200).body).contains("1 of 4"), "it is not active any more");
        assert!(carla.get("/portal/projects").await.expect(200).body.contains(&project.to_string()));
    }

    /// The milestone's day stands with its name, and the project's own is said to be one.
    async fn the_dashboard_says_which_day_is_the_milestones_and_which_the_projects(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let path = format!("/projects/{}", app.cast.acme.project);
        mia.patch(&path, json!({ "due_on": "2131-06-30" })).await.expect(200);
        let milestone = format!("{path}/milestones/{}", app.cast.acme.milestone);
        mia.patch(&milestone, json!({ "due_on": "2131-05-03" })).await.expect(200);
        let page = app.as_client("carla").await.get("/portal").await.expect(200).body;
        assert!(page.contains("Next: acmecanary milestone, <time datetime=\"2131-05-03\""), "{page}");
        assert!(page.contains("due <time datetime=\"2131-06-30\""), "{page}");
    }

    /// S1.5, S1.103, S1.104: the team by its setting, wherever the page's data is served.
    async fn s1_104_the_team_is_shown_where_the_workspace_shows_it(app: TestApp) {
        let (carla, adam) = (app.as_client("carla").await, app.as_staff("adam").await);
        let (workspace, project) = (app.cast.acme.workspace, app.cast.acme.project);
        // Mia works on the task; she must be found by that alone.
        app.store.sql("DELETE FROM project_manager").await;
        app.store.sql("DELETE FROM project_comment").await;
        let page = async || {
            let whole = carla.get(&format!("/portal/projects/{project}")).await.expect(200).body;
            whole + &carla.fragment(&format!("/portal/projects/{project}")).await.expect(200).body + &carla.get("/portal/projects").await.body
        };
        assert!(page().await.contains("Mia"));
        let path = format!("/workspaces/{workspace}");
        adam.patch(&path, json!({ "show_team_members": false })).await.expect(200);
        assert!(!page().await.contains("Mia"), "hidden and there");
        adam.patch(&path, json!({ "show_team_members": true })).await.expect(200);
        assert!(page().await.contains("Mia"));
    }

    /// S1.39, S1.100–S1.102: whom to turn to, with the ways to reach them.
    async fn s1_100_the_dashboard_shows_the_managers(app: TestApp) {
        let page = app.as_client("carla").await.get("/portal").await.expect(200).body;
        for text in ["mailto:mia@northwind.test", "tel:+49", "Mia", "Olivia"] {
            assert!(page.contains(text), "{text}");
        }
        let ben = app.as_client("ben").await;
        app.store.sql("UPDATE staff_user SET disabled_at = created_at WHERE email = 'mia@northwind.test'").await;
        let page = ben.get("/portal").await.expect(200).body;
        assert!(!page.contains("mailto:mia@northwind.test") && page.contains("mailto:olivia@northwind.test"));
    }

    /// S1.133: comments by `can_comment`, and by nothing else.
    async fn s1_133_who_may_comment_does(app: TestApp) {
        let (carla, victor) = (app.as_client("carla").await, app.as_client("victor").await);
        let project = app.cast.acme.project;
        let path = format!("/portal/projects/{project}/comments");
        let answer = carla.post(&path, &[("body", "The green one, **please**")]).await.expect(303);
        assert!(answer.location().starts_with(&format!("/portal/projects/{project}#message-")));
        let page = victor.get(&format!("/portal/projects/{project}")).await.expect(200).body;
        assert!(page.contains("The green one, <strong>please</strong>"));
        assert!(!page.contains(&path) || !page.contains("name=\"body\""), "a form that answers 404");
        victor.post(&path, &[("body", "Mine too")]).await.expect(404);
        carla.post(&path, &[("body", " ")]).await.expect(422);
        app.store.sql("UPDATE membership SET can_submit_requests = FALSE").await;
        carla.post(&path, &[("body", "Still")]).await.expect(303);
        app.store.sql("UPDATE membership SET can_comment = FALSE").await;
        carla.post(&path, &[("body", "Not any more")]).await.expect(404);
        let said = app.as_staff("mia").await.get(&format!("/projects/{project}/comments")).await.expect(200).body;
        assert!(said.contains("Still") && !said.contains("Not any more") && !said.contains("Mine too"));
    }
}
