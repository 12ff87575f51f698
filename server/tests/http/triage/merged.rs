//! What follows a request that was merged: what it waits for, its files, and what its people are told.

use poem::http::Method;
use serde_json::{Value, json};

use super::merge::{merge, said, say, unmerge};
use super::seen;
use crate::files::upload;
use crate::staff_api::made::request;
use crate::support::TestApp;
use crate::told::post::answering;
use crate::told::{answers, mails_to, patient, settled};

both! {
    /// Two who take apart at once what was put together through others lose nothing; one may have to look again.
    async fn taking_apart_at_once_loses_nothing(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        for _ in 0..4 {
            let mut made = Vec::new();
            for name in ["a", "b", "c"] {
                let id = request(&carla, "job", name).await;
                say(&mia, &id, name).await;
                made.push(id);
            }
            let [a, b, c] = [&made[0], &made[1], &made[2]];
            merge(&mia, a, b).await.expect(200);
            merge(&mia, b, c).await.expect(200);
            let (one, other) = tokio::join!(unmerge(&mia, a), unmerge(&mia, b));
            for (answer, id) in [(one, a), (other, b)] {
                if answer.status != 200 {
                    assert_eq!(answer.expect(412).code(), "stale");
                    unmerge(&mia, id).await.expect(200);
                }
            }
            for (id, name) in made.iter().zip(["a", "b", "c"]) {
                assert_eq!(said(&mia, id).await, ["in a few words", name]);
            }
        }
        assert_eq!(app.store.value("SELECT count(*) FROM request_message WHERE home_id IS NOT NULL").await, "0");
    }

    /// What waits for an answer opens what was done and brings back what was out of sight; what is done does neither.
    async fn what_waits_is_seen_where_it_went(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let mut made = Vec::new();
        for name in ["waits", "done", "closed", "asleep"] {
            made.push(request(&carla, "job", name).await);
        }
        let [waits, done, closed, asleep] = [&made[0], &made[1], &made[2], &made[3]];
        for id in [done, closed] {
            mia.patch(&format!("/requests/{id}"), json!({ "status": "closed" })).await.expect(200);
        }
        let until = json!({ "until": app.app.database.system().now() + chrono::TimeDelta::hours(5) });
        mia.ask(Method::PUT, &format!("/requests/{asleep}/snooze")).json(&until).send().await.expect(200);
        let sleeps = async |id: &str| seen(&mia, id).await.get("snoozed_until").is_some_and(Value::is_string);
        settled(&app).await;

        merge(&mia, done, asleep).await.expect(200);
        assert!(sleeps(asleep).await, "nothing of it waits");
        merge(&mia, waits, closed).await.expect(200);
        assert_eq!(seen(&mia, closed).await["status"], "waiting_on_agency");
        app.run_jobs().await;
        let told = carla.get("/portal/notifications").await.expect(200).body;
        assert!(told.contains("reopened “closed”"), "whose it is is told that it goes on");
        merge(&mia, closed, asleep).await.expect(200);
        assert!(!sleeps(asleep).await);
        assert_eq!(said(&mia, asleep).await.len(), 4);
    }

    /// What merging has opened or brought back is as it was once that is undone, unless something was said since.
    async fn undoing_closes_again_and_puts_out_of_sight_again(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let mut made = Vec::new();
        for name in ["waits", "done", "asleep"] {
            made.push(request(&carla, "job", name).await);
        }
        let [waits, done, asleep] = [&made[0], &made[1], &made[2]];
        mia.patch(&format!("/requests/{done}"), json!({ "status": "closed" })).await.expect(200);
        let until = json!({ "until": app.app.database.system().now() + chrono::TimeDelta::hours(5) });
        mia.ask(Method::PUT, &format!("/requests/{asleep}/snooze")).json(&until).send().await.expect(200);
        let stands = async |id: &str| {
            let now = seen(&mia, id).await;
            ["status", "waits_on", "waits_since", "closed_at", "snoozed_until"].map(|field| now.get(field).cloned())
        };
        for into in [done, asleep] {
            let before = (stands(waits).await, stands(into).await);
            merge(&mia, waits, into).await.expect(200);
            assert_ne!(stands(into).await, before.1, "it is wanted");
            unmerge(&mia, waits).await.expect(200);
            assert_eq!((stands(waits).await, stands(into).await), before);
        }
        let before = stands(asleep).await;
        merge(&mia, asleep, waits).await.expect(200);
        unmerge(&mia, asleep).await.expect(200);
        assert_eq!(stands(asleep).await, before, "what was out of sight itself is so again");

        merge(&mia, waits, done).await.expect(200);
        say(&mia, done, "We look at it.").await;
        unmerge(&mia, waits).await.expect(200);
        assert_eq!(seen(&mia, done).await["status"], "waiting_on_client", "something was said since");
    }

    /// Two that were put into one are taken apart in either order: it is as it was, unless something was said between the two.
    async fn undoing_two_ends_the_same_in_either_order(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let mut made = Vec::new();
        for name in ["one", "other", "done", "asleep", "answered"] {
            made.push(request(&carla, "job", name).await);
        }
        let [one, other, done, asleep, answered] = [&made[0], &made[1], &made[2], &made[3], &made[4]];
        say(&mia, answered, "Which?").await;
        mia.patch(&format!("/requests/{done}"), json!({ "status": "closed" })).await.expect(200);
        let until = json!({ "until": app.app.database.system().now() + chrono::TimeDelta::hours(5) });
        mia.ask(Method::PUT, &format!("/requests/{asleep}/snooze")).json(&until).send().await.expect(200);
        let stands = async |id: &str| {
            let now = seen(&mia, id).await;
            ["status", "waits_on", "closed_at", "snoozed_until"].map(|field| now.get(field).cloned())
        };
        for into in [done, asleep, answered] {
            let before = stands(into).await;
            for order in [[one, other], [other, one]] {
                merge(&mia, one, into).await.expect(200);
                merge(&mia, other, into).await.expect(200);
                unmerge(&mia, order[0]).await.expect(200);
                assert_ne!(stands(into).await, before, "what is left of it is still wanted");
                unmerge(&mia, order[1]).await.expect(200);
                assert_eq!(stands(into).await, before);
            }
        }
        merge(&mia, one, done).await.expect(200);
        say(&mia, done, "We look at it.").await;
        merge(&mia, other, done).await.expect(200);
        for id in [one, other] {
            unmerge(&mia, id).await.expect(200);
        }
        assert_eq!(seen(&mia, done).await["status"], "waiting_on_client", "something was said since");
    }

    /// Files belong to the project of the request where they stand, there and back.
    async fn files_go_to_the_project_of_the_other_and_back(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let (a, b) = (request(&carla, "job", "Amber lamp").await, request(&carla, "job", "Brass lamp").await);
        let project = json!(app.cast.acme.project);
        mia.patch(&format!("/requests/{a}"), json!({ "project_id": project })).await.expect(200);
        let stored = upload(&mia, "plan.txt", "inside").await.expect(201).json();
        let with = json!({ "body": "look", "files": [stored["id"]] });
        mia.post(&format!("/requests/{a}/messages"), with).await.expect(201);
        let of = async |id: &str| {
            let messages = mia.all(&format!("/requests/{id}/messages"), 100).await;
            let files = messages.iter().flat_map(|message| message["files"].as_array().unwrap().clone());
            let files: Vec<Value> = files.map(|file| file.get("project_id").cloned().unwrap_or_default()).collect();
            files
        };
        assert_eq!(of(&a).await, std::slice::from_ref(&project));
        merge(&mia, &a, &b).await.expect(200);
        assert_eq!(of(&b).await, [Value::Null]);
        unmerge(&mia, &a).await.expect(200);
        assert_eq!(of(&a).await, [project]);
    }

    /// Whoever looks at where it went has seen what was told of the one that was merged, and needs no mail about it.
    async fn what_was_told_of_the_one_is_seen_on_the_other(app: TestApp) {
        let app = patient(&app).await;
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let (a, b) = (carla.request("Amber lamp", "x").await, carla.request("Brass lamp", "x").await);
        settled(&app).await;
        answers(&mia, &a, "Which?").await;
        merge(&mia, &a, &b).await.expect(200);
        app.run_jobs().await;
        let unread = "SELECT count(*) FROM client_notification WHERE read_at IS NULL \
            AND request_id = (SELECT id FROM request WHERE subject = 'Amber lamp')";
        assert_eq!(app.store.value(unread).await, "2", "an answer, and that it was merged");
        carla.post(&format!("/portal/requests/{b}/seen"), &[]).await.expect(204);
        assert_eq!(app.store.value(unread).await, "0");
        app.advance(chrono::TimeDelta::minutes(6));
        app.run_jobs().await;
        assert!(mails_to(&app, "carla").is_empty());
    }

    /// A mail about an answer repeats it, also where the request was merged before the mail was written.
    async fn a_mail_still_says_what_was_said(app: TestApp) {
        let app = answering(&app).await;
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let (a, b) = (carla.request("Amber lamp", "x").await, carla.request("Brass lamp", "x").await);
        settled(&app).await;
        answers(&mia, &a, "Which amber?").await;
        answers(&mia, &b, "Which brass?").await;
        merge(&mia, &a, &b).await.expect(200);
        app.run_jobs().await;
        let mails = mails_to(&app, "carla");
        let of = |subject: &str| mails.iter().find(|mail| mail.subject.starts_with(subject)).unwrap().text.clone();
        let (amber, brass) = (of("Amber lamp"), of("Brass lamp"));
        assert!(amber.contains("Which amber?") && !amber.contains("Which brass?"), "{amber}");
        assert!(brass.contains("Which brass?") && !brass.contains("Which amber?"), "{brass}");
    }
}
