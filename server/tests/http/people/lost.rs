//! A phone that is gone, and an address that bounced and works again: what the agency does about it.

use poem::http::Method;
use portico::access::AdminScope;
use portico::features::staff_account;
use serde_json::json;

use super::made::bounce;
use crate::access::own;
use crate::portal::enrolled::Authenticator;
use crate::support::{PASSWORD, Staff, TestApp, email};

async fn delete(staff: &Staff, path: &str) -> crate::support::Answer {
    staff.ask(Method::DELETE, path).send().await
}

async fn audited(app: &TestApp, action: &str) -> String {
    app.store.value(&format!("SELECT count(*) FROM audit_entry WHERE action = '{action}'")).await
}

both! {
    async fn a_client_s_lost_second_factor_is_taken_away_by_an_admin(app: TestApp) {
        app.hear().await;
        let (adam, mia, carla) = (app.as_staff("adam").await, app.as_staff("mia").await, app.as_client("carla").await);
        let path = format!("/clients/{}", app.cast.people["carla"]);
        let lost = format!("{path}/second-factor");
        // Where there is none, nothing happens.
        delete(&adam, &lost).await.expect(204);
        carla.get("/portal").await.expect(200);
        assert_eq!(audited(&app, "second_factor.taken_away").await, "0");
        let phone = Authenticator::of(&app, &carla).await;
        assert_eq!(mia.get(&path).await.expect(200).json()["second_factor"], true);
        let waiting = app.stranger();
        waiting.sign_in("carla", PASSWORD).await.expect(303);
        assert_eq!(delete(&mia, &lost).await.expect(403).code(), "admin_only");
        delete(&app.as_staff("henry").await, &lost).await.expect(404);
        carla.get("/portal").await.expect(200);
        let mut ear = carla.get("/portal/events").await.expect(200).stream.unwrap();
        delete(&adam, &lost).await.expect(204);
        assert!(ear.ends().await, "a page outlives its session");
        carla.get("/portal").await.expect(303);
        waiting.plain_post("/portal/login/code", &[("code", &phone.code(&app))]).await.expect(404);
        assert_eq!(app.store.value("SELECT count(*) FROM client_recovery_code").await, "0");
        assert_eq!(mia.get(&path).await.expect(200).json()["second_factor"], false);
        assert_eq!(audited(&app, "second_factor.taken_away").await, "1");
        app.run_jobs().await;
        let mail = app.mails().into_iter().rev().find(|mail| mail.recipient == email("carla")).expect("a mail");
        assert!(mail.subject.contains("second factor") && mail.text.contains("http://northwind.localhost/portal/login"));
        let again = app.stranger();
        assert_eq!(again.sign_in("carla", PASSWORD).await.expect(303).location(), "/portal");
    }

    async fn a_teammate_s_lost_second_factor_is_taken_away_but_never_one_s_own_or_the_owner_s(app: TestApp) {
        let (olivia, adam) = (app.as_staff("olivia").await, app.as_staff("adam").await);
        for person in ["mia", "olivia", "adam"] {
            own::code(&app, person, true).await;
        }
        let path = |person: &str| format!("/staff/{}/second-factor", app.cast.people[person]);
        let seen = adam.get(&format!("/staff/{}", app.cast.people["mia"])).await.expect(200).json();
        assert_eq!(seen["second_factor"], true);
        own::session(&app, "mia", None).await;
        assert_eq!(delete(&adam, &path("adam")).await.expect(409).code(), "not_yourself");
        assert_eq!(delete(&adam, &path("olivia")).await.expect(403).code(), "owner_protected");
        delete(&olivia, &format!("/staff/{}/second-factor", app.cast.people["henry"])).await.expect(404);
        delete(&adam, &path("mia")).await.expect(204);
        let ended = "SELECT count(*) FROM staff_session WHERE ended_at IS NULL AND staff_user_id = (SELECT id FROM staff_user WHERE name = 'Mia')";
        assert_eq!(app.store.value(ended).await, "0");
        app.as_staff("mia").await.get("/me").await.expect(200);
        delete(&app.as_staff("mia").await, &path("adam")).await.expect(403);
        app.run_jobs().await;
        assert!(app.mails().iter().any(|mail| mail.recipient == email("mia") && mail.subject.contains("second factor")));
        // Who runs the server may, also where it is the owner's.
        let system: AdminScope = app.app.database.system().agency(app.cast.acme.agency.into()).admin().unwrap();
        let id = app.cast.people["olivia"].into();
        assert!(staff_account::take_away(&system, id, "http://x").await.unwrap());
        assert!(!staff_account::take_away(&system, id, "http://x").await.unwrap());
        olivia.get("/me").await.expect(401);
        assert_eq!(audited(&app, "second_factor.taken_away").await, "2");
    }

    async fn an_address_that_works_again_is_written_to_again(app: TestApp) {
        let (adam, mia) = (app.as_staff("adam").await, app.as_staff("mia").await);
        let people = [("clients", "carla"), ("staff", "adam")].map(|(kind, person)| (format!("/{kind}/{}", app.cast.people[person]), person));
        for (path, person) in &people {
            assert_eq!(mia.get(path).await.expect(200).json()["mail_state"], "ok");
            bounce(&app, &email(person)).await;
            let marked = mia.get(path).await.expect(200).json();
            assert_eq!((&marked["mail_state"], &marked["mail_error"]), (&json!("bouncing"), &json!("550 nobody")));
            let list = path.rsplit_once('/').unwrap().0;
            assert!(mia.all(list, 50).await.iter().any(|row| row["mail_state"] == "bouncing"));
            let clear = format!("{path}/mail-bounce");
            delete(&app.as_staff("henry").await, &clear).await.expect(404);
            for _ in 0..2 {
                let cleared = delete(&mia, &clear).await.expect(200).json();
                assert_eq!((&cleared["mail_state"], cleared.get("mail_error")), (&json!("ok"), None));
            }
        }
        assert_eq!(audited(&app, "mail_bounce.cleared").await, "2");
        bounce(&app, &email("carla")).await;
        assert_eq!(adam.get("/me").await.expect(200).json()["staff"]["mail_state"], "ok");
        adam.post(&format!("/requests/{}/messages", app.cast.acme.request), json!({ "body": "x" })).await.expect(201);
        app.run_jobs().await;
        assert!(app.mails().iter().all(|mail| mail.recipient != email("carla")));
        delete(&mia, &format!("{}/mail-bounce", people[0].0)).await.expect(200);
        adam.post(&format!("/requests/{}/messages", app.cast.acme.request), json!({ "body": "x" })).await.expect(201);
        app.run_jobs().await;
        assert!(app.mails().iter().any(|mail| mail.recipient == email("carla")));
    }
}
