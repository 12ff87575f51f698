//! The mirror: staff see what a client would see, and are told why; nothing changes by it.

use std::collections::BTreeSet;

use poem::http::Method;
use portico::app::pages;
use portico::web::Audience;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Cast, TestApp, World, canaries};

fn worlds(cast: &Cast) -> [(&'static str, &World); 4] {
    [("acme", &cast.acme), ("bluebird", &cast.bluebird), ("east", &cast.east), ("west", &cast.west)]
}

/// Every page of the portal's inside with the ids of a world, but for the stream and one's own account.
fn paths(world: &World) -> BTreeSet<String> {
    let inside = |audience| !matches!(audience, Audience::Public | Audience::StaffDoor | Audience::SignedIn);
    let all = pages().table().to_vec().into_iter().filter(|page| page.method == Method::GET && inside(page.audience));
    all.filter(|page| page.path != "/portal/events")
        .map(|page| {
            let things = [
                (":request_id", world.request),
                (":project_id", world.project),
                (":approval_id", world.approval),
                (":step_id", world.step),
                (":file_id", world.file),
                (":invoice_id", world.invoice),
                (":form_id", world.form),
                (":submission_id", world.submission),
                (":workflow_id", world.workflow),
                (":run_id", world.run),
                (":connection_id", world.connection),
            ];
            things.iter().fold(page.path.replace(":page", "1"), |path, (name, id)| path.replace(name, &id.to_string()))
        })
        .collect()
}

async fn explained(app: &TestApp, person: Uuid, workspace: Uuid, path: &str) -> Value {
    let mia = app.as_staff("mia").await;
    let asked = format!("/clients/{person}/access?workspace_id={workspace}&path={path}");
    mia.get(&asked).await.expect(200).json()
}

both! {
    /// What the explanation says is what the portal does, for everybody, everywhere.
    async fn an_explanation_is_what_the_portal_decides(app: TestApp) {
        assert_eq!(app.store.sql("UPDATE workspace SET work_on = false WHERE slug = 'bluebird'").await, 1);
        let mut refused = 0;
        for person in ["carla", "victor", "ben", "fiona"] {
            let browser = app.as_client(person).await;
            for (name, world) in worlds(&app.cast) {
                let member = match name {
                    "acme" => ["carla", "victor"].contains(&person),
                    "bluebird" => person == "ben",
                    _ => person == "fiona",
                };
                if member {
                    let here = world.workspace.to_string();
                    browser.post("/portal/workspace", &[("workspace_id", &here)]).await.expect(303);
                }
                for path in paths(world).into_iter().chain(paths(&app.cast.acme)) {
                    let said = explained(&app, app.cast.people[person], world.workspace, &path).await;
                    let shown = member && browser.get(&path).await.status == 200;
                    assert_eq!(said["allowed"], shown, "{person} in {name} at {path}: {said}");
                    let checks = said["checks"].as_array().unwrap();
                    let passed = checks.iter().all(|check| check["passed"] == true);
                    assert_eq!(passed, shown, "{person} in {name} at {path}: {said}");
                    refused += usize::from(!shown);
                }
            }
        }
        assert!(refused > 30, "{refused}");
    }

    /// The reason is the one that counts, in words.
    async fn an_explanation_names_the_reason(app: TestApp) {
        let reason = async |person: &str, workspace, path: String| {
            let said = explained(&app, app.cast.people[person], workspace, &path).await;
            let failed = said["checks"].as_array().unwrap().iter().find(|check| check["passed"] == false).cloned();
            failed.map(|check| (check["name"].as_str().unwrap().to_owned(), check["text"].as_str().unwrap().to_owned()))
        };
        let (acme, bluebird) = (&app.cast.acme, &app.cast.bluebird);
        let (name, text) = reason("victor", acme.workspace, "/portal/requests".into()).await.unwrap();
        assert_eq!(name, "permission");
        assert!(text.contains("Victor does not have the permission can_submit_requests"), "{text}");
        let (name, _) = reason("carla", bluebird.workspace, "/portal".into()).await.unwrap();
        assert_eq!(name, "membership");
        let (name, text) = reason("carla", acme.workspace, format!("/portal/requests/{}", bluebird.request)).await.unwrap();
        assert_eq!(name, "thing");
        assert!(text.contains(canaries::BLUEBIRD), "staff are told whose it is: {text}");
        let (name, text) = reason("carla", acme.workspace, format!("/portal/projects/{}", Uuid::now_v7())).await.unwrap();
        assert_eq!((name.as_str(), text.as_str()), ("thing", "There is no such thing."));
        assert_eq!(reason("carla", acme.workspace, format!("/portal/requests/{}", acme.request)).await, None);
    }

    /// A person's own account is nobody else's to look at: it shows where they are signed in, and a secret while a
    /// second factor is set up.
    async fn nobody_looks_into_an_account(app: TestApp) {
        let (olivia, carla) = (app.as_staff("olivia").await, app.as_client("carla").await);
        carla.post("/portal/account/second-factor", &[]).await.expect(303);
        let (person, workspace) = (app.cast.people["carla"], app.cast.acme.workspace);
        for path in ["/portal/account", "/portal/account/security", "/portal/account/second-factor"] {
            for what in ["mirror", "access"] {
                let asked = format!("/clients/{person}/{what}?workspace_id={workspace}&path={path}");
                olivia.get(&asked).await.expect(422);
            }
        }
        olivia.patch(&format!("/workspaces/{workspace}"), json!({ "requires_second_factor": true })).await.expect(200);
        let said = explained(&app, person, workspace, "/portal/projects").await;
        assert_eq!(said["allowed"], false);
        let checks = said["checks"].as_array().unwrap();
        let reason = checks.iter().find(|check| check["passed"] == false).unwrap();
        assert!(reason["name"] == "second_factor" && reason["text"].as_str().unwrap().contains("Carla has none"), "{said}");
    }

    /// S1.98 and beyond: the mirror shows the page the person would get, and no more.
    async fn the_mirror_shows_what_the_person_would_see(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let (carla, acme) = (app.cast.people["carla"], &app.cast.acme);
        let look = async |path: String| {
            let asked = format!("/clients/{carla}/mirror?workspace_id={}&path={path}", acme.workspace);
            mia.get(&asked).await.expect(200)
        };
        let unread = app.store.value("SELECT count(*) FROM client_notification WHERE read_at IS NULL").await;
        let sessions = app.store.value("SELECT count(*) FROM client_session").await;
        let home = look("/portal".into()).await;
        assert!(home.body.contains(canaries::ACME) && !home.body.contains(canaries::BLUEBIRD), "{}", home.body);
        let request = look(format!("/portal/requests/{}", acme.request)).await;
        let page = request.json();
        assert_eq!(page["status"], 200);
        assert!(page["title"].as_str().unwrap().contains("acmecanary subject"), "{page}");
        assert!(request.body.contains("acmecanary reply") && !request.body.contains(canaries::NOTE));
        let links = home.json()["links"].as_array().unwrap().clone();
        assert!(links.iter().any(|link| link["path"] == json!(format!("/portal/projects/{}", acme.project))), "{links:?}");
        let project = look(format!("/portal/projects/{}", acme.project)).await.body;
        assert!(project.contains("0 of 1 tasks") && !project.contains("0 of 1 0 of 1"), "told once: {project}");
        // What is not theirs is not there, and nothing was changed by looking.
        let foreign = look(format!("/portal/requests/{}", app.cast.bluebird.request)).await.json();
        assert_eq!(foreign["status"], 404);
        assert_eq!(app.store.value("SELECT count(*) FROM client_notification WHERE read_at IS NULL").await, unread);
        assert_eq!(app.store.value("SELECT count(*) FROM client_session").await, sessions);
    }

    /// Each look is in the audit trail, and none is possible into another agency's portal or as nobody.
    async fn a_look_leaves_a_trace(app: TestApp) {
        let (mia, olivia) = (app.as_staff("mia").await, app.as_staff("olivia").await);
        let (carla, acme) = (app.cast.people["carla"], app.cast.acme.workspace);
        mia.get(&format!("/clients/{carla}/mirror?workspace_id={acme}")).await.expect(200);
        let entries = olivia.all("/audit?action=client.mirrored", 10).await;
        assert_eq!((entries.len(), &entries[0]["actor_name"]), (1, &json!("Mia")));
        assert_eq!(entries[0]["detail"]["path"], "/portal");
        let hana = app.cast.people["hana"];
        mia.get(&format!("/clients/{hana}/mirror?workspace_id={acme}")).await.expect(404);
        let harbor = app.cast.harbor.workspace;
        mia.get(&format!("/clients/{carla}/mirror?workspace_id={harbor}")).await.expect(422);
        let bluebird = app.cast.bluebird.workspace;
        let nowhere = mia.get(&format!("/clients/{carla}/mirror?workspace_id={bluebird}")).await.expect(409);
        assert_eq!(nowhere.code(), "sees_nothing");
        for path in ["/portal/login", "/portal/events", "/dashboard", "https://evil.test/portal", "/portal/nothing", "%20"] {
            mia.get(&format!("/clients/{carla}/mirror?workspace_id={acme}&path={path}")).await.expect(422);
        }
        assert_eq!(olivia.all("/audit?action=client.mirrored", 10).await.len(), 1);
    }
}
