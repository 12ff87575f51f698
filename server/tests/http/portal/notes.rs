use serde_json::json;

use crate::support::{Answer, TestApp, canaries};

both! {
    /// S1.74, S1.98: after staff have left notes, nothing that a client can ask for is other than it was: no page,
    /// fragment, search, count, time, version, notification, event or mail.
    async fn s1_98_internal_notes_never_reach_clients(app: TestApp) {
        app.hear().await;
        let carla = app.as_client("carla").await;
        let (mia, olivia) = (app.as_staff("mia").await, app.as_staff("olivia").await);
        let id = carla.request("Lanterns", "x").await;
        app.run_jobs().await;
        let mails = app.mails().len();
        let before = all_that_carla_reads(&app, &id).await;
        let row = "SELECT version || ' ' || updated_at || ' ' || last_message_at || ' ' || message_count || ' ' || waits_on FROM request \
                   WHERE subject = 'Lanterns'";
        let before_row = app.store.value(row).await;
        let mut events = carla.get("/portal/events").await.expect(200).stream.unwrap();
        for staff in [&mia, &olivia] {
            for text in [format!("{} zanzibar", canaries::NOTE), format!("# {} @carla\n\n[x](/portal)", canaries::NOTE)] {
                staff.post(&format!("/requests/{id}/notes"), json!({ "body": text })).await.expect(201);
            }
        }
        app.run_jobs().await;
        let after = all_that_carla_reads(&app, &id).await;
        for ((path, before), (_, after)) in before.iter().zip(&after) {
            assert!(!after.contains(canaries::NOTE), "{path}");
            assert_eq!(before, after, "{path} is not as it was");
        }
        assert_eq!(app.store.value(row).await, before_row, "the request's row shows that something happened");
        assert_eq!(app.mails().len(), mails, "somebody got a mail");
        let told = "SELECT count(*) FROM client_notification WHERE kind = 'request_noted'";
        assert_eq!(app.store.value(told).await, "0");
        // The next thing that the stream says is what happens next; nothing was said of the notes.
        carla.post(&format!("/portal/requests/{id}/messages"), &[("body", "hello")]).await.expect(303);
        let event = events.next().await;
        assert_eq!(event.data["topic"], format!("request:{id}"), "{event:?}");
    }

    /// S1.75, S1.97, S1.99: staff read them, with who and when, in order, beside the thread and not in it.
    async fn s1_99_staff_read_notes_with_author_and_time(app: TestApp) {
        let (mia, olivia, henry) = (app.as_staff("mia").await, app.as_staff("olivia").await, app.as_staff("henry").await);
        let id = app.cast.acme.request;
        let path = format!("/requests/{id}/notes");
        let before = mia.all(&path, 200).await.len();
        let note = mia.post(&path, json!({ "body": "call them **first**" })).await.expect(201).json();
        olivia.post(&path, json!({ "body": "done" })).await.expect(201);
        let notes = olivia.all(&path, 1).await;
        assert_eq!(notes.len(), before + 2);
        assert_eq!(notes[before], note);
        assert_eq!(note["author"]["name"], "Mia");
        assert!(note["created_at"].as_str().unwrap().contains('T'));
        assert_eq!(notes[before + 1]["author"]["name"], "Olivia");
        let thread = olivia.get(&format!("/requests/{id}/messages")).await.expect(200);
        assert!(!thread.body.contains("call them"));
        assert_eq!(henry.get(&path).await.expect(404).code(), "not_found");
        app.run_jobs().await;
        let told = olivia.get("/notifications").await.expect(200);
        assert!(told.body.contains("Mia left a note"), "{}", told.body);
    }

    /// Zammad CVE-2022-40816, Znuny CVE-2025-26846: the second channel has the filter of the first. A search for
    /// a note's words finds nothing on either side of the portal's lists.
    async fn cve_2022_40816_no_search_finds_a_note(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let id = app.cast.acme.request;
        mia.post(&format!("/requests/{id}/notes"), json!({ "body": "zanzibar" })).await.expect(201);
        let carla = app.as_client("carla").await;
        let found: Answer = carla.get("/portal/requests?status=all&q=zanzibar").await.expect(200);
        assert!(!found.body.contains(&id.to_string()));
        let found = carla.get("/portal/search?q=zanzibar").await.expect(200);
        assert!(!found.body.contains(&id.to_string()));
        let indexed = "SELECT count(*) FROM search_entry WHERE body LIKE '%zanzibar%' OR body LIKE '%notecanary%'";
        assert_eq!(app.store.value(indexed).await, "0");
    }
}

/// Everything of a request that Carla can ask for, without what differs each time.
async fn all_that_carla_reads(app: &TestApp, id: &str) -> Vec<(String, String)> {
    let carla = app.as_client("carla").await;
    let project = app.cast.acme.project;
    let mut all = Vec::new();
    for path in [
        format!("/portal/requests/{id}"),
        format!("/portal/requests/{id}/messages"),
        "/portal/requests?status=all".into(),
        "/portal/requests?status=all&q=zanzibar".into(),
        "/portal/requests?q=lantern".into(),
        "/portal/search?q=zanzibar".into(),
        "/portal/search?q=lantern".into(),
        "/portal".into(),
        "/portal/notifications".into(),
        format!("/portal/projects/{project}"),
        "/portal/projects".into(),
    ] {
        let answer = carla.get(&path).await.expect(200);
        let number = answer.header("x-request-id").to_owned();
        let mut headers: Vec<String> = answer
            .headers
            .iter()
            .filter(|(name, _)| *name != "x-request-id")
            .map(|(name, value)| format!("{name}: {value:?}"))
            .collect();
        headers.sort();
        all.push((path, format!("{headers:?}{}", steady(&answer.body).replace(&number, ""))));
    }
    all
}

/// A page without the tokens of its forms and without "just now" and "1 minute ago".
fn steady(page: &str) -> String {
    let mut text = String::new();
    for tag in page.split('<') {
        let tag = if tag.starts_with("body ") || tag.starts_with("input type=\"hidden\"") { "" } else { tag };
        let tag = if tag.starts_with("time ") { tag.split('>').next().unwrap_or_default() } else { tag };
        text.push_str(tag);
    }
    text
}
