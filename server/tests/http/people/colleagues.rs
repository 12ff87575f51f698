use chrono::TimeDelta;
use serde_json::json;

use super::made::{mailed, register};
use crate::support::{TestApp, email};

const FIELDS: [&str; 7] = [
    "can_view_invoices",
    "can_approve_work",
    "can_comment",
    "can_submit_requests",
    "can_run_workflows",
    "can_manage_connections",
    "can_invite_colleagues",
];

fn may(person: &str, fields: &str) -> String {
    format!(
        "UPDATE membership SET {fields} WHERE client_user_id IN (SELECT id FROM client_user WHERE email = '{}')",
        email(person)
    )
}

both! {
    /// S1.124: a client who may invite colleagues does, into the own workspace.
    async fn a_client_invites_a_colleague(app: TestApp) {
        let (carla, adam) = (app.as_client("carla").await, app.as_staff("adam").await);
        let page = carla.get("/portal/team").await.expect(200);
        assert!(page.body.contains(&email("victor")) && page.body.contains(&email("carla")));
        assert!(!page.body.contains(&email("ben")) && !page.body.contains("adam@"));
        let form = [("email", "Nora@Acme.test"), ("name", "Nora"), ("can_comment", "true")];
        assert_eq!(carla.post("/portal/team", &form).await.expect(303).location(), "/portal/team?done=sent");
        let page = carla.get("/portal/team?done=sent").await.expect(200);
        assert!(page.body.contains("nora@acme.test") && page.body.contains("on its way"));
        let path = mailed(&app, "nora@acme.test", "/portal/invite/").await;
        let nora = app.stranger();
        assert!(nora.get(&path).await.expect(200).body.contains("Carla"));
        register(&nora, &path).await.expect(303);
        nora.get("/portal/requests").await.expect(404);
        nora.get("/portal/team").await.expect(404);
        let listed = adam.all("/invitations?state=accepted", 50).await;
        assert_eq!((listed[0]["inviter"]["kind"].as_str(), listed[0]["inviter"]["name"].as_str()), (Some("client"), Some("Carla")));
        app.as_client("victor").await.get("/portal/team").await.expect(404);
    }

    /// Never above what the inviter has: not by the form, not by a forged one, and not by having had it once.
    async fn nobody_gives_more_than_they_have(app: TestApp) {
        app.store.sql(&may("victor", "can_invite_colleagues = TRUE, can_comment = TRUE")).await;
        let victor = app.as_client("victor").await;
        let page = victor.get("/portal/team").await.expect(200);
        for field in FIELDS {
            let offered = page.body.contains(&format!("name=\"{field}\""));
            assert_eq!(offered, ["can_comment", "can_invite_colleagues"].contains(&field), "{field}");
            let forged = [("email", "nora@acme.test"), (field, "true")];
            if !offered {
                let refused = victor.post("/portal/team", &forged).await.expect(422);
                assert!(refused.body.contains("no more"), "{field}");
            }
        }
        let form = [("email", "nora@acme.test"), ("can_comment", "true"), ("can_invite_colleagues", "true")];
        victor.post("/portal/team", &form).await.expect(303);
        let path = mailed(&app, "nora@acme.test", "/portal/invite/").await;
        app.store.sql(&may("victor", "can_comment = FALSE")).await;
        let nora = app.stranger();
        register(&nora, &path).await.expect(303);
        let given = "SELECT count(*) FROM membership m JOIN client_user c ON c.id = m.client_user_id \
            WHERE c.email = 'nora@acme.test' AND NOT m.can_comment AND m.can_invite_colleagues AND NOT m.can_approve_work";
        assert_eq!(app.store.value(given).await, "1");
    }

    /// Whoever does not see the page is led to the permissions, and hears what is wrong with them.
    async fn a_permission_too_many_is_said_at_the_permissions(app: TestApp) {
        app.store.sql(&may("victor", "can_invite_colleagues = TRUE")).await;
        let victor = app.as_client("victor").await;
        let group = |page: &str| page.split("fieldset").nth(1).unwrap().to_owned();
        let asked = group(&victor.get("/portal/team").await.expect(200).body);
        assert!(asked.contains("aria-describedby=\"permissions-help\"") && !asked.contains("aria-invalid"), "{asked}");
        let forged = [("email", "nora@acme.test"), ("can_approve_work", "true")];
        let page = victor.post("/portal/team", &forged).await.expect(422).body;
        let refused = group(&page);
        assert!(refused.contains("aria-describedby=\"permissions-error permissions-help\""), "{refused}");
        let said = refused.split("id=\"permissions-error\"").nth(1).and_then(|rest| rest.split("</p>").next());
        assert!(said.is_some_and(|said| said.contains("and no more.")), "{refused}");
        let begun: Vec<_> = page.split("<input").filter(|input| input.contains(" autofocus")).collect();
        assert!(begun.len() == 1 && begun[0].contains("id=\"permissions-0\""), "{page}");
    }

    /// An invitation is worth nothing once who sent it is gone, or may not invite any more.
    async fn an_invitation_does_not_outlive_the_right_to_send_it(app: TestApp) {
        let (carla, adam) = (app.as_client("carla").await, app.as_staff("adam").await);
        carla.post("/portal/team", &[("email", "nora@acme.test")]).await.expect(303);
        let path = mailed(&app, "nora@acme.test", "/portal/invite/").await;
        app.stranger().get(&path).await.expect(200);
        let may_invite = |may: bool| may_all(may);
        let stands = async || {
            let row = adam.all("/invitations", 50).await.into_iter().find(|row| row["email"] == "nora@acme.test").unwrap();
            (row["state"].clone(), row["void"].clone())
        };
        assert_eq!(stands().await, (json!("pending"), json!(null)));
        app.store.sql(&may("victor", "can_invite_colleagues = TRUE")).await;
        let victor = app.as_client("victor").await;
        let said = async || victor.get("/portal/team").await.expect(200).body.contains("Carla cannot invite any more");
        assert!(!said().await);
        let member = format!("/workspaces/{}/members/{}", app.cast.acme.workspace, app.cast.acme.member);
        adam.patch(&member, may_invite(false)).await.expect(200);
        app.stranger().get(&path).await.expect(404);
        register(&app.stranger(), &path).await.expect(404);
        assert_eq!(stands().await, (json!("void"), json!("inviter_gone")));
        assert!(said().await);
        adam.patch(&member, may_invite(true)).await.expect(200);
        app.stranger().get(&path).await.expect(200);
        assert_eq!(stands().await, (json!("pending"), json!(null)));
        adam.ask(poem::http::Method::DELETE, &member).send().await.expect(204);
        register(&app.stranger(), &path).await.expect(404);
        assert_eq!(stands().await, (json!("void"), json!("inviter_gone")));
        assert!(said().await);
    }

    /// What staff send again is the agency's from then on: it works whatever has become of who sent it first.
    async fn staff_take_over_an_invitation_by_sending_it_again(app: TestApp) {
        let (carla, adam) = (app.as_client("carla").await, app.as_staff("adam").await);
        carla.post("/portal/team", &[("email", "nora@acme.test"), ("can_comment", "true")]).await.expect(303);
        let first = mailed(&app, "nora@acme.test", "/portal/invite/").await;
        let member = format!("/workspaces/{}/members/{}", app.cast.acme.workspace, app.cast.acme.member);
        adam.patch(&member, may_all(false)).await.expect(200);
        app.stranger().get(&first).await.expect(404);
        let pending = adam.all("/invitations?state=pending", 50).await;
        assert!(pending.iter().all(|row| row["email"] != "nora@acme.test"), "{pending:?}");
        let listed = adam.all("/invitations?state=void", 50).await;
        let id = listed.iter().find(|row| row["email"] == "nora@acme.test").unwrap()["id"].as_str().unwrap().to_owned();
        let again = adam.post(&format!("/invitations/{id}/resend"), json!({})).await.expect(200);
        let said = again.json();
        assert_eq!((said["inviter"]["kind"].as_str(), said["inviter"]["name"].as_str()), (Some("staff"), Some("Adam")));
        assert_eq!(said["state"], "pending");
        let second = mailed(&app, "nora@acme.test", "/portal/invite/").await;
        app.stranger().get(&first).await.expect(404);
        register(&app.stranger(), &second).await.expect(303);
        let given = "SELECT count(*) FROM membership m JOIN client_user c ON c.id = m.client_user_id \
            WHERE c.email = 'nora@acme.test' AND m.can_comment AND NOT m.can_approve_work AND NOT m.can_invite_colleagues";
        assert_eq!(app.store.value(given).await, "1");
    }

    /// One's own invitations can be sent again and taken back; a colleague's are seen, the agency's are not.
    async fn an_invitation_is_its_senders(app: TestApp) {
        app.store.sql(&may("victor", "can_invite_colleagues = TRUE")).await;
        let (carla, victor, adam) = (app.as_client("carla").await, app.as_client("victor").await, app.as_staff("adam").await);
        carla.post("/portal/team", &[("email", "nora@acme.test")]).await.expect(303);
        crate::people::made::invite(&adam, &app.cast.acme, "agencys@acme.test").await;
        let listed = adam.all(&format!("/invitations?workspace_id={}", app.cast.acme.workspace), 50).await;
        let id = |email: &str| listed.iter().find(|row| row["email"] == email).unwrap()["id"].as_str().unwrap().to_owned();
        let page = victor.get("/portal/team").await.expect(200);
        assert!(page.body.contains("nora@acme.test") && !page.body.contains("agencys@acme.test"));
        for email in ["nora@acme.test", "agencys@acme.test"] {
            for what in ["resend", "revoke"] {
                assert!(!page.body.contains(&format!("/portal/team/{}/{what}", id(email))));
                victor.post(&format!("/portal/team/{}/{what}", id(email)), &[]).await.expect(404);
            }
        }
        let first = mailed(&app, "nora@acme.test", "/portal/invite/").await;
        let own = format!("/portal/team/{}", id("nora@acme.test"));
        carla.post(&format!("{own}/resend"), &[]).await.expect(303);
        let second = mailed(&app, "nora@acme.test", "/portal/invite/").await;
        app.stranger().get(&first).await.expect(404);
        app.stranger().get(&second).await.expect(200);
        carla.post(&format!("{own}/revoke"), &[]).await.expect(303);
        app.stranger().get(&second).await.expect(404);
        carla.post(&format!("{own}/resend"), &[]).await.expect(409);
        assert!(!carla.get("/portal/team").await.expect(200).body.contains("nora@acme.test"));
    }

    /// Who has an account elsewhere at the agency is not told; who is in the own workspace is.
    async fn inviting_tells_nothing_of_others(app: TestApp) {
        let (carla, adam) = (app.as_client("carla").await, app.as_staff("adam").await);
        adam.post(&format!("/clients/{}/disable", app.cast.people["fiona"]), json!({})).await.expect(200);
        for address in ["nobody@acme.test".to_owned(), email("ben"), email("fiona"), email("mia"), email("hana")] {
            let answer = carla.post("/portal/team", &[("email", &address)]).await.expect(303);
            assert_eq!(answer.location(), "/portal/team?done=sent", "{address}");
        }
        for known in [email("victor"), email("ben")] {
            assert!(carla.post("/portal/team", &[("email", &known)]).await.expect(422).body.contains("already"));
        }
        carla.post("/portal/team", &[("email", "no address")]).await.expect(422);
    }

    /// The letters are the agency's: nobody is flooded in its name.
    async fn a_client_sends_only_so_many(app: TestApp) {
        let carla = app.as_client("carla").await;
        let mut sent = 0;
        for number in 0..25 {
            let answer = carla.post("/portal/team", &[("email", &format!("n{number}@acme.test"))]).await;
            assert!([303, 429].contains(&answer.status), "{}", answer.everything());
            sent += usize::from(answer.status == 303);
        }
        assert!((15..=20).contains(&sent), "{sent}");
        app.advance(TimeDelta::days(1));
        app.as_client("carla").await.post("/portal/team", &[("email", "later@acme.test")]).await.expect(303);
    }

    /// `sent_often`: one address gets only so many letters of an invitation, and the last of them keeps working.
    async fn an_invitation_is_sent_again_only_so_often(app: TestApp) {
        let (carla, adam) = (app.as_client("carla").await, app.as_staff("adam").await);
        carla.post("/portal/team", &[("email", "nora@acme.test")]).await.expect(303);
        let listed = adam.all("/invitations?state=pending", 50).await;
        let sent = listed.iter().find(|row| row["email"] == "nora@acme.test").unwrap();
        let again = format!("/portal/team/{}/resend", sent["id"].as_str().unwrap());
        for _ in 1..10 {
            carla.post(&again, &[]).await.expect(303);
        }
        let path = mailed(&app, "nora@acme.test", "/portal/invite/").await;
        for _ in 0..2 {
            let refused = carla.post(&again, &[]).await.expect(409);
            assert!(refused.body.contains("This invitation was sent often enough; ask your colleague."), "{}", refused.body);
        }
        app.run_jobs().await;
        assert_eq!(app.mails().iter().filter(|mail| mail.recipient == "nora@acme.test").count(), 10);
        register(&app.stranger(), &path).await.expect(303);
    }

    /// A form that is sent twice invites once.
    async fn a_form_that_is_sent_twice_invites_once(app: TestApp) {
        let carla = app.as_client("carla").await;
        let form = [("email", "nora@acme.test"), ("once", "one-and-the-same")];
        carla.post("/portal/team", &form).await.expect(303);
        carla.post("/portal/team", &form).await.expect(303);
        app.run_jobs().await;
        assert_eq!(app.mails().iter().filter(|mail| mail.recipient == "nora@acme.test").count(), 1);
    }
}

fn may_all(invite: bool) -> serde_json::Value {
    json!({ "permissions": {
        "can_view_invoices": true, "can_approve_work": true, "can_comment": true, "can_submit_requests": true,
        "can_run_workflows": true, "can_manage_connections": true, "can_invite_colleagues": invite
    } })
}
