//! Live events: what a client's page and a console hear, what they never hear, and when they hear no more.

use poem::http::Method;
use serde_json::{Value, json};

use crate::support::{Answer, Browser, Staff, Stream, TestApp};

async fn portal(browser: &Browser) -> Stream {
    browser.get("/portal/events").await.expect(200).stream.expect("an event stream")
}

async fn ask(staff: &Staff) -> Answer {
    staff.ask(Method::GET, "/events").header("accept", "text/event-stream").send().await
}

async fn console(staff: &Staff) -> Stream {
    ask(staff).await.expect(200).stream.expect("an event stream")
}

/// Something that every member and everybody of the staff hears of.
async fn stir(staff: &Staff, project: uuid::Uuid) {
    staff.patch(&format!("/projects/{project}"), json!({ "summary": "new" })).await.expect(200);
}

async fn topic(stream: &mut Stream) -> String {
    stream.next().await.data["topic"].as_str().unwrap().to_owned()
}

/// The next event that tells of a change in the agency's things, and not of what somebody was told.
async fn change(stream: &mut Stream) -> Value {
    loop {
        let event = stream.next().await;
        assert_eq!(event.kind, "change");
        if event.data["kind"] != "notification_created" {
            return event.data;
        }
    }
}

both! {
    /// S1.74, S1.98, Zammad CVE-2022-40816: what is the agency's own business does not even stir a client's page.
    async fn cve_2022_40816_no_note_and_no_triage_is_heard_by_a_client(app: TestApp) {
        app.hear().await;
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        app.run_jobs().await;
        let mut ear = portal(&carla).await;
        let request = format!("/requests/{}", app.cast.acme.request);
        mia.post(&format!("{request}/notes"), json!({ "body": "between us" })).await.expect(201);
        for change in [
            json!({ "assignee_id": app.cast.people["adam"] }),
            json!({ "priority": "urgent", "tags": ["difficult"] }),
            json!({ "clear": ["assignee"] }),
        ] {
            mia.patch(&request, change).await.expect(200);
        }
        app.run_jobs().await;
        mia.post(&format!("{request}/messages"), json!({ "body": "for you" })).await.expect(201);
        // Were anything of the above told, it would have come before this, or have made this come twice.
        let heard = [topic(&mut ear).await, topic(&mut ear).await];
        assert_eq!(heard, [format!("request:{}", app.cast.acme.request), "requests".into()]);
        stir(&mia, app.cast.acme.project).await;
        assert_eq!(topic(&mut ear).await, format!("project:{}", app.cast.acme.project));
    }

    /// A topic names a thing and holds nothing of it.
    async fn a_client_hears_what_changed_and_nothing_of_what_it_says(app: TestApp) {
        app.hear().await;
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let mut ear = portal(&carla).await;
        mia.patch(&format!("/requests/{}", app.cast.acme.request), json!({ "status": "closed" })).await.expect(200);
        let event = ear.next().await;
        assert_eq!(event.kind, "change");
        assert_eq!(event.data, json!({ "topic": format!("request:{}", app.cast.acme.request) }));
    }

    async fn a_client_who_signs_out_hears_no_more(app: TestApp) {
        app.hear().await;
        let (carla, elsewhere, mia) =
            (app.as_client("carla").await, app.as_client("carla").await, app.as_staff("mia").await);
        let (mut here, mut there) = (portal(&carla).await, portal(&elsewhere).await);
        carla.post("/portal/logout", &[]).await.expect(303);
        stir(&mia, app.cast.acme.project).await;
        assert!(here.ends().await, "a stream outlives its session");
        assert_eq!(topic(&mut there).await, format!("project:{}", app.cast.acme.project));
    }

    /// A permission that was taken away is missed from the next event on, on a page that stays open.
    async fn a_permission_taken_away_silences_its_topics(app: TestApp) {
        app.hear().await;
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let mut ear = portal(&carla).await;
        assert!(app.store.sql("UPDATE membership SET can_submit_requests = FALSE").await > 0);
        stir(&mia, app.cast.acme.project).await;
        assert_eq!(topic(&mut ear).await, format!("project:{}", app.cast.acme.project));
        let messages = format!("/requests/{}/messages", app.cast.acme.request);
        mia.post(&messages, json!({ "body": "so" })).await.expect(201);
        stir(&mia, app.cast.acme.second_project).await;
        assert_eq!(topic(&mut ear).await, format!("project:{}", app.cast.acme.second_project));
    }

    /// Who asks comes before what is asked for.
    async fn a_console_needs_a_token_first_and_the_right_accept_then(app: TestApp) {
        let mia = app.as_staff("mia").await;
        for accept in ["text/event-stream", "application/json", "*/*"] {
            let nobody = app.ask(Method::GET, "/api/v1/events").header("accept", accept).send().await.expect(401);
            assert_eq!(nobody.code(), "token_missing");
            let wrong =
                app.ask(Method::GET, "/api/v1/events").header("accept", accept).header("authorization", "Bearer x");
            assert_eq!(wrong.send().await.expect(401).code(), "token_invalid");
        }
        assert_eq!(mia.get("/events").await.expect(406).code(), "not_acceptable");
        let json = mia.ask(Method::GET, "/events").header("accept", "application/json").send().await.expect(406);
        assert_eq!(json.code(), "not_acceptable");
        let answer = ask(&mia).await.expect(200);
        assert!(answer.header("content-type").starts_with("text/event-stream"));
        assert!(["no-store", "no-cache"].contains(&answer.header("cache-control")));
    }

    async fn a_console_hears_of_its_own_agency_alone(app: TestApp) {
        app.hear().await;
        let (mia, adam, henry) = (app.as_staff("mia").await, app.as_staff("adam").await, app.as_staff("henry").await);
        let carla = app.as_client("carla").await;
        app.run_jobs().await;
        let (mut ours, mut theirs) = (console(&adam).await, console(&henry).await);
        let request = format!("/requests/{}", app.cast.acme.request);
        mia.post(&format!("{request}/notes"), json!({ "body": "so" })).await.expect(201);
        mia.patch(&request, json!({ "priority": "urgent" })).await.expect(200);
        mia.post(&format!("{request}/messages"), json!({ "body": "so" })).await.expect(201);
        carla
            .post(&format!("/portal/requests/{}/messages", app.cast.acme.request), &[("body", "so")])
            .await
            .expect(303);
        stir(&mia, app.cast.acme.project).await;
        for (kind, who) in [
            ("note_created", "mia"),
            ("request_changed", "mia"),
            ("message_created", "mia"),
            ("message_created", "carla"),
        ] {
            let event = change(&mut ours).await;
            assert_eq!((&event["kind"], &event["actor_id"]), (&json!(kind), &json!(app.cast.people[who])), "{event}");
            assert_eq!(event["request_id"], json!(app.cast.acme.request));
            assert_eq!(event["workspace_id"], json!(app.cast.acme.workspace));
        }
        assert_eq!(change(&mut ours).await["project_id"], json!(app.cast.acme.project));
        app.run_jobs().await;
        stir(&henry, app.cast.harbor.project).await;
        // The first thing that Henry hears is his own agency's.
        assert_eq!(change(&mut theirs).await["project_id"], json!(app.cast.harbor.project));
    }

    /// What somebody is told is told to them.
    async fn a_notification_is_heard_by_whom_it_is_for(app: TestApp) {
        app.hear().await;
        let (mia, adam, olivia) = (app.as_staff("mia").await, app.as_staff("adam").await, app.as_staff("olivia").await);
        app.run_jobs().await;
        let (mut for_adam, mut for_olivia) = (console(&adam).await, console(&olivia).await);
        let request = format!("/requests/{}", app.cast.bluebird.request);
        mia.patch(&request, json!({ "assignee_id": app.cast.people["adam"] })).await.expect(200);
        app.run_jobs().await;
        stir(&mia, app.cast.bluebird.project).await;
        let kinds = async |stream: &mut Stream, count: usize| {
            let mut kinds = Vec::new();
            for _ in 0..count {
                kinds.push(stream.next().await.data["kind"].as_str().unwrap().to_owned());
            }
            kinds
        };
        assert_eq!(kinds(&mut for_adam, 3).await, ["request_changed", "notification_created", "project_changed"]);
        assert_eq!(kinds(&mut for_olivia, 2).await, ["request_changed", "project_changed"]);
    }

    async fn a_console_that_is_signed_out_or_disabled_hears_no_more(app: TestApp) {
        app.hear().await;
        let (mia, adam, olivia) = (app.as_staff("mia").await, app.as_staff("adam").await, app.as_staff("olivia").await);
        let mut ears = [console(&mia).await, console(&adam).await];
        mia.post("/auth/revoke", json!({ "refresh_token": mia.refresh })).await.expect(204);
        let disabled = "UPDATE staff_user SET disabled_at = created_at WHERE email = 'adam@northwind.test'";
        assert_eq!(app.store.sql(disabled).await, 1);
        stir(&olivia, app.cast.acme.project).await;
        for ear in &mut ears {
            assert!(ear.ends().await, "a stream outlives its sign-in");
        }
        ask(&mia).await.expect(401);
    }

    async fn every_stream_ends_when_the_node_stops(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let mut ears = [portal(&carla).await, console(&mia).await];
        app.app.stop.cancel();
        for ear in &mut ears {
            assert!(ear.ends().await);
        }
    }
}
