use serde_json::{Value, json};

use super::{coded, seen};
use crate::staff_api::made::request;
use crate::support::{Staff, TestApp, canaries, text_of};

async fn found(staff: &Staff, query: &str) -> Vec<Value> {
    staff.get(&format!("/search?{query}")).await.expect(200).json()["items"].as_array().unwrap().clone()
}

fn kinds(items: &[Value]) -> Vec<&str> {
    items.iter().map(|item| item["kind"].as_str().unwrap()).collect()
}

both! {
    /// Each kind of thing, with where it stands and the part that says it.
    async fn staff_find_everything_by_its_words(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let id = request(&carla, "job", "Übergroße Lanterns").await;
        carla.post(&format!("/portal/requests/{id}/messages"), &[("body", "for the <b>zanzibar</b> gate")]).await.expect(303);
        mia.post(&format!("/requests/{id}/notes"), json!({ "body": "zanzibar is costly" })).await.expect(201);
        let project = json!({ "workspace_id": app.cast.acme.workspace, "name": "Zanzibar fair", "summary": "x" });
        mia.post("/projects", project).await.expect(201);
        let items = found(&mia, "q=ZANZ").await;
        assert_eq!(items.len(), 3, "{items:?}");
        assert_eq!(kinds(&found(&mia, "q=zanzibar&kind=note").await), ["note"]);
        assert_eq!(kinds(&found(&mia, "q=zanzibar&kind=project").await), ["project"]);
        let message = found(&mia, "q=zanzibar+gate").await.remove(0);
        assert_eq!((&message["kind"], &message["request"]["id"]), (&json!("message"), &json!(id)));
        let hit: Vec<&Value> = message["snippet"].as_array().unwrap().iter().filter(|part| part["hit"] == true).collect();
        assert_eq!(hit[0]["text"], "zanzibar");
        assert!(message["snippet"][0]["text"].as_str().unwrap().contains("<b>"), "as data, escaped by whoever draws it");
        assert_eq!(kinds(&found(&mia, "q=%C3%BCbergro&kind=request").await), ["request"]);
        let number = seen(&mia, &id).await["number"].to_string();
        assert!(found(&mia, &format!("q={number}")).await.iter().any(|item| item["id"] == json!(id)));
        assert_eq!(kinds(&found(&mia, "q=carla&kind=person").await), ["person"]);
        assert_eq!(kinds(&found(&mia, "q=carla%40acme.test&kind=person").await), ["person"]);
        assert!(found(&mia, "q=").await.is_empty() && found(&mia, "q=%21%21").await.is_empty());
        mia.get("/search").await.expect(400);
        mia.get("/search?q=x&kind=invoice").await.expect(400);
        mia.get(&format!("/search?q={}", "x".repeat(201))).await.expect(400);
        mia.get("/search?q=x&limit=101").await.expect(400);
    }

    /// The best first: a name counts for more than a word in a text.
    async fn a_name_counts_for_more_than_a_word(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let id = request(&carla, "job", "a poster").await;
        let text = format!("somewhere in here a zeppelin, {}", "and many other words ".repeat(20));
        carla.post(&format!("/portal/requests/{id}/messages"), &[("body", &text)]).await.expect(303);
        request(&carla, "job", "zeppelin").await;
        assert_eq!(kinds(&found(&mia, "q=zeppelin").await), ["request", "message"]);
        // However late the text comes.
        carla.post(&format!("/portal/requests/{id}/messages"), &[("body", &text)]).await.expect(303);
        assert_eq!(kinds(&found(&mia, "q=zeppelin").await), ["request", "message", "message"]);
        assert_eq!(kinds(&found(&mia, "q=zeppelin+other").await), ["message", "message"]);
        // What no database counts as a word finds nothing, rather than everything.
        assert!(found(&mia, "q=%C2%BD").await.is_empty());
    }

    /// What is changed, thrown away or put into the archive is found as it is now, however it came about.
    async fn what_is_found_is_what_there_is(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let new = json!({ "workspace_id": app.cast.bluebird.workspace, "name": "Zanzibar", "summary": "a fair" });
        let project = mia.post("/projects", new).await.expect(201).json();
        let path = format!("/projects/{}", project["id"].as_str().unwrap());
        mia.patch(&path, json!({ "name": "Timbuktu" })).await.expect(200);
        assert!(found(&mia, "q=zanzibar").await.is_empty());
        assert_eq!(found(&mia, "q=timbuktu+fair").await.len(), 1);
        app.store.sql("UPDATE request_message SET body = 'about timbuktu'").await;
        assert!(found(&mia, "q=timbuktu&kind=message").await.len() > 1);
        let olivia = app.as_staff("olivia").await;
        olivia.post(&format!("/workspaces/{}/archive", app.cast.bluebird.workspace), json!({})).await;
        let left = found(&mia, "q=timbuktu&limit=100").await;
        assert!(!left.is_empty() && left.iter().all(|item| item["workspace"]["id"] != json!(app.cast.bluebird.workspace)));
        app.store.sql("DELETE FROM request_message").await;
        app.store.sql("DELETE FROM note_file").await;
        app.store.sql("DELETE FROM request_note").await;
        assert!(found(&mia, "q=timbuktu&kind=message").await.is_empty());
        assert!(found(&mia, &format!("q={}", canaries::NOTE)).await.is_empty());
        assert_eq!(app.store.value("SELECT count(*) FROM search_entry WHERE kind = 'message'").await, "0");
        assert_eq!(app.store.value("SELECT count(*) FROM search_staff_entry WHERE kind = 'note'").await, "0");
    }

    /// S1.97, S1.99: colleagues find a note; S1.98: no client does, nor anything of it.
    async fn s1_98_a_client_finds_no_note_and_nothing_of_others(app: TestApp) {
        let mia = app.as_staff("mia").await;
        assert!(!found(&mia, &format!("q={}", canaries::NOTE)).await.is_empty());
        let carla = app.as_client("carla").await;
        let (agency, other) = (app.cast.acme.agency.simple().to_string(), app.cast.bluebird.workspace.simple().to_string());
        for words in [
            canaries::NOTE, canaries::BLUEBIRD, canaries::HARBOR, canaries::EAST, "carla", "ben@", "mia", "note", "person",
            &agency, &other, &format!("a{agency}"), &format!("w{other}"),
            &format!("owner : w{other}"), &format!("\" OR owner : \"w{other}"), "kind:note", "*", "\"", "' OR 1=1 --", ":*", "NEAR(a b)",
        ] {
            let page = carla.get(&format!("/portal/search?q={}", coded(words))).await.expect(200).body;
            let said = page.split("id=\"found\"").nth(1).unwrap();
            for canary in canaries::ALL.iter().filter(|canary| **canary != canaries::ACME) {
                assert!(!said.contains(canary), "{words}: {canary}");
            }
            assert!(!said.contains("class=\"row\"") || said.contains(canaries::ACME), "{words}: {said}");
        }
        let henry = app.as_staff("henry").await;
        for words in [canaries::ACME, canaries::NOTE, "carla"] {
            let answer = henry.get(&format!("/search?q={words}")).await.expect(200);
            assert!(!answer.body.contains(canaries::ACME) && !answer.body.contains("carla@acme.test"), "{words}");
        }
    }

    /// Clients find their own, without a script, escaped; and only what they may open.
    async fn a_client_finds_ones_own(app: TestApp) {
        let carla = app.as_client("carla").await;
        let id = carla.request("Lanterns", "made of <script>alert(1)</script> paper").await;
        let page = carla.get("/portal/search?q=PAPER").await.expect(200).body;
        assert!(page.contains("<mark>paper</mark>") && page.contains("&lt;script&gt;alert(1)"), "{page}");
        assert!(page.contains(&format!("/portal/requests/{id}#message-")));
        assert!(text_of(&page).contains("1 result"));
        let page = carla.get("/portal/search?q=lant").await.expect(200).body;
        assert!(page.contains(&format!("href=\"/portal/requests/{id}\"")));
        let page = carla.get(&format!("/portal/search?q={}", canaries::ACME)).await.expect(200).body;
        assert!(page.contains(&format!("/portal/projects/{}", app.cast.acme.project)));
        assert!(text_of(&carla.get("/portal/search").await.expect(200).body).contains("What are you looking for"));
        assert!(carla.get("/portal").await.expect(200).body.contains("action=\"/portal/search\""), "reached from every page");
        // Victor may not see requests: he finds projects alone.
        let victor = app.as_client("victor").await;
        let page = victor.get(&format!("/portal/search?q={}", canaries::ACME)).await.expect(200).body;
        assert!(page.contains("/portal/projects/") && !page.contains("/portal/requests/"), "{page}");
        assert!(text_of(&victor.get("/portal/search?q=paper").await.expect(200).body).contains("Nothing found"));
        for odd in ["%00", "%E2%80%AE", &"a%20".repeat(300), &"x".repeat(3000), "%F0%9F%90%99"] {
            carla.get(&format!("/portal/search?q={odd}")).await.expect(200);
        }
    }
}
