use poem::http::Method;
use serde_json::json;

use super::{applied, asked, assignee, for_all, rule};
use crate::support::TestApp;
use crate::triage::seen;

both! {
    async fn a_request_that_fits_is_given_ranked_tagged_and_linked(app: TestApp) {
        let (carla, mia, adam) = (app.as_client("carla").await, app.as_staff("mia").await, app.as_staff("adam").await);
        let project = mia.get(&format!("/projects/{}", app.cast.acme.project)).await.expect(200).json();
        let actions = json!({
            "assignee_ids": [app.cast.people["mia"]], "priority": "high", "add_tags": [" Print ", "print", "quoted"],
            "project_name": project["name"].as_str().unwrap().to_uppercase(),
        });
        rule(&adam, json!({ "name": "Posters", "filter": "kind:job poster", "actions": actions })).await;
        let other = asked(&app, "a lamp").await;
        assert_eq!((assignee(&other), &other["priority"], &other["tags"]), ("nobody".into(), &json!("normal"), &json!([])));
        let poster = asked(&app, "a poster").await;
        assert_eq!((assignee(&poster), &poster["priority"]), ("Mia".into(), &json!("high")));
        assert_eq!((&poster["tags"], &poster["project"]["id"]), (&json!(["print", "quoted"]), &json!(app.cast.acme.project)));
        assert_eq!(poster["status"], "new", "nobody has said anything");
        let trail = applied(&app).await;
        assert_eq!(trail.len(), 1, "{trail:?}");
        assert_eq!((&trail[0]["target_name"], &trail[0]["detail"]["request_id"]), (&json!("Posters"), &poster["id"]));
        assert_eq!(trail[0]["detail"]["done"][0], json!(["assign", "Mia"]));
        app.run_jobs().await;
        assert!(mia.get("/notifications").await.expect(200).body.contains("a poster"), "who was given it is told");
        let page = carla.get(&format!("/portal/requests/{}", poster["id"].as_str().unwrap())).await.expect(200).body;
        assert!(!page.contains("quoted") && !page.contains("Posters"), "triage is no client's business");
    }

    /// The first that sets something wins, tags add up, and one that stops is the last.
    async fn rules_are_followed_in_their_order_up_to_one_that_stops(app: TestApp) {
        let adam = app.as_staff("adam").await;
        let people = &app.cast.people;
        for_all(&adam, 2, json!({ "assignee_ids": [people["adam"]], "add_tags": ["two"] })).await;
        let first = for_all(&adam, 5, json!({ "assignee_ids": [people["mia"]], "priority": "low" })).await;
        rule(&adam, json!({ "name": "Free", "filter": "assignee:none", "actions": { "add_tags": ["free"] }, "position": 6 })).await;
        let stop = json!({ "name": "Stop", "filter": "tag:two", "actions": { "add_tags": ["stop"] }, "position": 7, "stops": true });
        let stop = rule(&adam, stop).await;
        for_all(&adam, 8, json!({ "add_tags": ["late"] })).await;
        let seen = asked(&app, "one").await;
        assert_eq!((assignee(&seen), &seen["priority"], &seen["tags"]), ("Adam".into(), &json!("low"), &json!(["stop", "two"])));
        adam.patch(&format!("/request-rules/{first}"), json!({ "position": 1 })).await.expect(200);
        adam.patch(&format!("/request-rules/{stop}"), json!({ "stops": false })).await.expect(200);
        let seen = asked(&app, "two").await;
        assert_eq!((assignee(&seen), &seen["tags"]), ("Mia".into(), &json!(["late", "stop", "two"])));
        adam.patch(&format!("/request-rules/{first}"), json!({ "enabled": false })).await.expect(200);
        assert_eq!(assignee(&asked(&app, "three").await), "Adam");
        adam.ask(Method::DELETE, &format!("/request-rules/{stop}")).send().await.expect(204);
        assert_eq!(asked(&app, "four").await["tags"], json!(["late", "two"]));
    }

    /// Rules that call for each other end: each is followed once, and what rules do sets off none.
    async fn rules_that_call_for_each_other_end(app: TestApp) {
        let adam = app.as_staff("adam").await;
        for (position, from, to) in [(1, "normal", "high"), (2, "high", "low"), (3, "low", "normal")] {
            let (filter, name) = (format!("priority:{from}"), format!("{from} to {to}"));
            rule(&adam, json!({ "name": name, "filter": filter, "actions": { "priority": to }, "position": position })).await;
        }
        let seen = asked(&app, "round and round").await;
        assert_eq!(seen["priority"], "high");
        let trail = applied(&app).await;
        assert_eq!(trail.len(), 2, "the third did not fit, and none came again: {trail:?}");
        assert_eq!(trail[0]["detail"]["not_done"][0], json!(["priority", "a rule before it has done this"]));
        adam.patch(&format!("/requests/{}", seen["id"].as_str().unwrap()), json!({ "priority": "normal" })).await.expect(200);
        assert_eq!(applied(&app).await.len(), 2, "nor when somebody changes it");
    }

    /// Rules are for what clients open: what staff open for them, and what comes out of a file, follows none.
    async fn what_staff_open_or_import_follows_no_rule(app: TestApp) {
        let adam = app.as_staff("adam").await;
        for_all(&adam, 1, json!({ "priority": "urgent" })).await;
        let new = json!({
            "workspace_id": app.cast.acme.workspace, "client_id": app.cast.people["carla"], "kind": "support",
            "category": "bugs", "subject": "Broken lamp", "body": "You rang."
        });
        let opened = adam.post("/requests", new).await.expect(201).json();
        assert_eq!(opened["priority"], "normal");
        let file = "external_id,workspace,subject,body\nT-1,acme,Lamp,It is dark.\n";
        let import = adam.ask(Method::POST, "/imports/requests").body("text/csv", file).send().await.expect(200).json();
        let taken = seen(&adam, import["items"][0]["id"].as_str().unwrap()).await;
        assert_eq!(taken["priority"], "normal");
        assert!(applied(&app).await.is_empty());
        // Nor are rules tried on what staff opened.
        let run = adam.post("/request-rules/dry-run", json!({ "requests": 100 })).await.expect(200).json();
        let tried = run["rules"][0]["matches"].as_array().unwrap();
        assert!(!tried.is_empty() && tried.iter().all(|one| one["request"]["id"] != opened["id"]), "{run}");
    }
}
