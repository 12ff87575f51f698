use poem::http::Method;
use serde_json::json;

use crate::support::{TestApp, canaries, email};

both! {
    /// S2.138: the agency opens a client's workspace, sets it up and wires people into it.
    async fn a_workspace_is_opened_and_set_up(app: TestApp) {
        let adam = app.as_staff("adam").await;
        let new = adam.post("/workspaces", json!({ "name": "Nora & Sons" })).await.expect(201);
        assert!(new.location().starts_with("/api/v1/workspaces/"));
        let workspace = new.json();
        assert_eq!((workspace["slug"].as_str(), workspace["modules"]["billing"].as_bool()), (Some("nora-sons"), Some(false)));
        let path = format!("/workspaces/{}", workspace["id"].as_str().unwrap());
        assert_eq!(adam.post("/workspaces", json!({ "name": "Nora", "slug": "nora-sons" })).await.expect(409).code(), "slug_taken");
        for wrong in [json!({ "name": " " }), json!({ "name": "x", "slug": "Not A Slug" }), json!({ "name": "x".repeat(121) }), json!({})] {
            let answer = adam.post("/workspaces", wrong.clone()).await;
            assert!([400, 422].contains(&answer.status), "{wrong}");
        }
        let change = json!({ "name": "Nora", "slug": "nora", "modules": { "billing": true, "work": false } });
        let changed = adam.patch(&path, change).await.expect(200).json();
        assert_eq!((changed["slug"].as_str(), &changed["modules"]), (Some("nora"), &json!({ "work": false, "automation": false, "billing": true })));
        adam.ask(Method::PATCH, &path).header("if-match", "\"1\"").json(&json!({ "name": "Late" })).send().await.expect(412);
        app.as_staff("mia").await.post("/workspaces", json!({ "name": "Mine" })).await.expect(403);
        app.as_staff("henry").await.patch(&path, json!({ "name": "Mine" })).await.expect(404);
    }

    /// Switched off is gone at once, for clients who are looking, too.
    async fn a_module_that_is_switched_off_is_gone_at_once(app: TestApp) {
        let (adam, carla) = (app.as_staff("adam").await, app.as_client("carla").await);
        let path = format!("/workspaces/{}", app.cast.acme.workspace);
        adam.patch(&path, json!({ "modules": { "work": false } })).await.expect(200);
        carla.get("/portal/projects").await.expect(404);
        carla.get("/portal/requests").await.expect(404);
        adam.patch(&path, json!({ "modules": { "work": true } })).await.expect(200);
        carla.get("/portal/projects").await.expect(200);
    }

    /// S1.100–S1.102, S1.39: whom to turn to, in the agency's order, on the dashboards that are open.
    async fn s1_100_managers_stand_on_the_dashboard_as_they_are_set(app: TestApp) {
        app.hear().await;
        let (adam, carla) = (app.as_staff("adam").await, app.as_client("carla").await);
        let mut ear = carla.get("/portal/events").await.expect(200).stream.unwrap();
        let path = format!("/workspaces/{}/managers", app.cast.acme.workspace);
        let id = |person: &str| app.cast.people[person];
        let set = adam.ask(Method::PUT, &path).json(&json!({ "staff_ids": [id("olivia"), id("mia")] })).send().await.expect(200);
        let named: Vec<_> = set.json()["managers"].as_array().unwrap().iter().map(|row| row["name"].clone()).collect();
        assert_eq!(named, ["Olivia", "Mia"]);
        assert_eq!(ear.next().await.data, json!({ "topic": "notifications" }));
        let page = carla.get("/portal").await.expect(200).body;
        let team = page.split("id=\"team\"").nth(1).expect("a part that follows");
        assert!(team.find("mailto:olivia@").unwrap() < team.find("mailto:mia@").unwrap());
        assert!(team.contains("tel:+49301234567") && !page.contains(&email("adam")));
        for wrong in [vec![id("mia"), id("mia")], vec![id("henry")], vec![id("carla")]] {
            adam.ask(Method::PUT, &path).json(&json!({ "staff_ids": wrong })).send().await.expect(422);
        }
        adam.ask(Method::PUT, &path).header("if-match", "\"1\"").json(&json!({ "staff_ids": [] })).send().await.expect(412);
        let none = adam.ask(Method::PUT, &path).header("if-match", set.header("etag")).json(&json!({ "staff_ids": [] })).send().await;
        assert_eq!(none.expect(200).json()["managers"], json!([]));
        assert!(!carla.get("/portal").await.expect(200).body.contains("Your team"));
    }

    /// S2.31: who looks at a workspace that is archived is out at once; everything is there when it comes back.
    async fn an_archived_workspace_is_gone_and_comes_back_whole(app: TestApp) {
        app.hear().await;
        let (adam, carla, fiona) = (app.as_staff("adam").await, app.as_client("carla").await, app.as_client("fiona").await);
        let mut ear = carla.get("/portal/events").await.expect(200).stream.unwrap();
        let path = format!("/workspaces/{}", app.cast.acme.workspace);
        let away = adam.post(&format!("{path}/archive"), json!({})).await.expect(200).json();
        assert!(away["archived_at"].is_string());
        adam.post(&format!("{path}/archive"), json!({})).await.expect(200);
        assert!(ear.ends().await, "a page outlives its workspace");
        assert_eq!(carla.get("/portal").await.expect(303).location(), "/");
        let ids = async |list: &str| {
            adam.all(list, 50).await.iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        let own = app.cast.acme.workspace.to_string();
        assert!(!ids("/workspaces").await.contains(&own));
        assert_eq!(ids("/workspaces?archived=true").await, std::slice::from_ref(&own));
        adam.get(&path).await.expect(200);
        adam.patch(&path, json!({ "name": "x" })).await.expect(404);
        adam.post(&format!("{path}/invitations"), json!({ "email": "x@y.test", "preset": "viewer" })).await.expect(404);
        let seen = adam.get(&path).await.expect(200).header("etag").to_owned();
        adam.ask(Method::POST, &format!("{path}/restore")).header("if-match", "\"1\"").send().await.expect(412);
        adam.ask(Method::POST, &format!("{path}/restore")).header("if-match", &seen).send().await.expect(200);
        assert!(ids("/workspaces").await.contains(&own));
        assert!(carla.get("/portal/projects").await.expect(200).body.contains(canaries::ACME));
        // One of two is missed, the other stays.
        adam.post(&format!("/workspaces/{}/archive", app.cast.east.workspace), json!({})).await.expect(200);
        assert!(fiona.get("/portal/projects").await.expect(200).body.contains(canaries::WEST));
        app.as_staff("mia").await.post(&format!("{path}/archive"), json!({})).await.expect(403);
        app.as_staff("henry").await.post(&format!("{path}/archive"), json!({})).await.expect(404);
    }

    /// What an archived workspace holds is in no list, no search and no count of the staff's, unless they ask for it.
    async fn what_is_archived_leaves_the_lists_of_the_staff(app: TestApp) {
        let (adam, henry) = (app.as_staff("adam").await, app.as_staff("henry").await);
        let path = format!("/workspaces/{}", app.cast.acme.workspace);
        let holds = async |list: &str| {
            let rows = adam.all(list, 50).await;
            rows.iter().any(|row| row["workspace"]["id"] == json!(app.cast.acme.workspace))
        };
        let open = async || adam.get("/requests/counts").await.expect(200).json()["open"].as_i64().unwrap();
        let words = format!("/requests?status=all&q={}", canaries::ACME);
        let (before, own) = (open().await, adam.all(&format!("/requests?workspace_id={}", app.cast.acme.workspace), 50).await.len());
        assert!(own > 0 && holds("/requests?status=all").await && holds("/projects").await && holds(&words).await);
        assert!(!holds("/requests?status=all&archived=true").await && !holds("/projects?archived=true").await);
        adam.post(&format!("{path}/archive"), json!({})).await.expect(200);
        for list in ["/requests?status=all", "/projects", &words] {
            assert!(!holds(list).await, "{list}");
        }
        assert_eq!(open().await, before - i64::try_from(own).unwrap());
        let named = format!("workspace_id={}", app.cast.acme.workspace);
        for list in ["/requests?status=all&archived=true", "/projects?archived=true", &format!("{words}&archived=true"), &format!("/requests?status=all&{named}"), &format!("/projects?{named}")] {
            assert!(holds(list).await, "{list}");
        }
        // What is known by its id is still to be looked at.
        adam.get(&format!("/requests/{}", app.cast.acme.request)).await.expect(200);
        assert!(henry.all("/requests?status=all&archived=true", 50).await.is_empty());
        adam.post(&format!("{path}/restore"), json!({})).await.expect(200);
        assert!(holds("/requests?status=all").await && open().await == before);
    }
}
