use poem::http::Method;
use uuid::Uuid;

use crate::support::{Answer, Browser, TestApp, canaries, text_of};

/// Sends the form for a new request with these fields.
async fn send(browser: &Browser, fields: &[(&str, &str)]) -> Answer {
    let mut all = vec![("subject", "A poster"), ("body", "For the window, please.")];
    all.retain(|(name, _)| fields.iter().all(|(other, _)| other != name));
    all.extend(fields);
    browser.post("/portal/requests", &all).await
}

both! {
    /// S1.3, S1.68, S1.69, S1.81–S1.94: both kinds, each with its own categories.
    async fn s1_88_each_kind_has_its_own_categories(app: TestApp) {
        let carla = app.as_client("carla").await;
        let job = ["project", "revisions", "strategy", "design", "development", "content"];
        let support = ["billing", "access", "feedback", "bugs"];
        for (kind, field, own, foreign) in [("job", "job_category", &job[..], &support[..]), ("support", "support_category", &support, &job)] {
            for category in own {
                let answer = send(&carla, &[("kind", kind), (field, category)]).await.expect(303);
                let page = carla.get(answer.location()).await.expect(200).body;
                assert!(page.contains("A poster") && page.contains("For the window, please."));
            }
            for category in foreign.iter().chain(&["", "nonsense", "DESIGN"]) {
                send(&carla, &[("kind", kind), (field, category)]).await.expect(422);
            }
        }
        send(&carla, &[("kind", "order"), ("job_category", "design")]).await.expect(422);
        send(&carla, &[]).await.expect(422);
    }

    /// A refused form comes back with everything that was typed.
    async fn what_was_typed_is_kept(app: TestApp) {
        let carla = app.as_client("carla").await;
        let fields = [("kind", "job"), ("job_category", ""), ("subject", "A <b>bold</b> poster"), ("body", "Line one\nline two")];
        let page = send(&carla, &fields).await.expect(422).body;
        assert!(page.contains("A &lt;b&gt;bold&lt;/b&gt; poster") && page.contains("Line one\nline two"), "{page}");
        assert!(page.contains("Choose what this is about."));
        let fields = [("kind", "job"), ("job_category", "design"), ("subject", " "), ("body", "\n")];
        let empty = send(&carla, &fields).await.expect(422).body;
        assert!(empty.contains("Write a subject.") && empty.contains("Say what it is about."), "{empty}");
    }

    /// Zammad CVE-2026-34722: an id in the body is looked up in one's own workspace and nowhere else.
    async fn cve_2026_34722_a_foreign_project_in_the_body_is_refused(app: TestApp) {
        let carla = app.as_client("carla").await;
        let with = async |id: &str| send(&carla, &[("kind", "job"), ("job_category", "design"), ("project_id", id)]).await;
        let (foreign, elsewhere) = (app.cast.bluebird.project.to_string(), app.cast.harbor.project.to_string());
        for id in [foreign.as_str(), &elsewhere, &Uuid::now_v7().to_string(), "nonsense"] {
            let answer = with(id).await.expect(422);
            assert!(!answer.body.contains(canaries::BLUEBIRD) && !answer.body.contains(canaries::HARBOR));
        }
        with(&app.cast.acme.project.to_string()).await.expect(303);
    }

    /// FreeScout CVE-2026-40569: fields that the form does not have do nothing.
    async fn cve_2026_40569_a_form_sets_only_its_own_fields(app: TestApp) {
        let carla = app.as_client("carla").await;
        let bluebird = app.cast.bluebird.workspace.to_string();
        let ben = app.cast.people["ben"].to_string();
        let fields = [("kind", "job"), ("job_category", "design"), ("priority", "urgent"), ("status", "closed"), ("workspace_id", &bluebird),
            ("agency_id", &bluebird), ("author_id", &ben), ("author_name", "Ben"), ("assignee_id", &ben), ("number", "1"), ("id", &ben)];
        let id = send(&carla, &fields).await.expect(303).location().rsplit('/').next().unwrap().to_owned();
        let mia = app.as_staff("mia").await;
        let request = mia.get(&format!("/requests/{id}")).await.expect(200).json();
        assert_eq!(request["priority"], "normal");
        assert_eq!(request["status"], "new");
        assert_eq!(request["workspace"]["id"], app.cast.acme.workspace.to_string());
        assert_eq!(request["author"]["name"], "Carla");
        assert!(request["assignee"].is_null() && request["id"] != ben.as_str());
    }

    /// S1.70–S1.73, S1.95, S1.96: one thread, in which both sides write and colleagues read.
    async fn s1_71_a_request_is_one_thread_of_both_sides(app: TestApp) {
        let carla = app.as_client("carla").await;
        app.store.sql("UPDATE membership SET can_submit_requests = TRUE").await;
        let victor = app.as_client("victor").await;
        let mia = app.as_staff("mia").await;
        let id = carla.request("The first draft", "Here it is.").await;
        let path = format!("/portal/requests/{id}");
        mia.post(&format!("/requests/{id}/messages"), serde_json::json!({ "body": "Looks good." })).await.expect(201);
        victor.post(&format!("{path}/messages"), &[("body", "I agree.")]).await.expect(303);
        let page = text_of(&carla.get(&path).await.expect(200).body);
        let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("no {text}: {page}"));
        assert!(at("Here it is.") < at("Looks good.") && at("Looks good.") < at("I agree."));
        assert!(page.contains("Mia") && page.contains("Team") && page.contains("Victor") && page.contains("You"));
        let messages = mia.all(&format!("/requests/{id}/messages"), 200).await;
        let kinds: Vec<&str> = messages.iter().map(|message| message["author"]["kind"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["client", "staff", "client"]);
    }

    /// What htmx asks for is the page's own part, and what was said since is all that is sent.
    async fn a_fragment_holds_what_is_new(app: TestApp) {
        let carla = app.as_client("carla").await;
        let id = carla.request("Fragments", "one").await;
        let path = format!("/portal/requests/{id}/messages");
        let token = carla.token().await;
        let say = carla.ask(Method::POST, &path).header("hx-request", "true").header("hx-request-type", "partial");
        let said = say.form(&[("csrf", &token), ("body", "two")]).send().await.expect(200);
        assert!(said.body.contains("two") && !said.body.contains("<html") && !said.body.contains(">one<"));
        let all = carla.fragment(&path).await.expect(200).body;
        let first = all.split("data-message=\"").nth(1).unwrap().split('"').next().unwrap();
        let rest = carla.fragment(&format!("{path}?after={first}")).await.expect(200).body;
        assert!(rest.contains("two") && !rest.contains(">one<"), "{rest}");
        let refused = carla.ask(Method::POST, &path).header("hx-request-type", "partial").form(&[("csrf", &token), ("body", " ")]);
        assert!(!refused.send().await.expect(422).body.contains("<html"));
    }

    async fn a_request_is_closed_and_opened_again(app: TestApp) {
        let carla = app.as_client("carla").await;
        let mia = app.as_staff("mia").await;
        let id = carla.request("To close", "x").await;
        let status = async || mia.get(&format!("/requests/{id}")).await.expect(200).json()["status"].as_str().unwrap().to_owned();
        for (path, expected) in [("close", "closed"), ("close", "closed"), ("reopen", "waiting_on_agency"), ("reopen", "waiting_on_agency"), ("close", "closed")] {
            carla.post(&format!("/portal/requests/{id}/{path}"), &[]).await.expect(303);
            assert_eq!(status().await, expected);
        }
        carla.post(&format!("/portal/requests/{id}/messages"), &[("body", "One more thing")]).await.expect(303);
        assert_eq!(status().await, "waiting_on_agency", "who writes still wants something");
    }
}
