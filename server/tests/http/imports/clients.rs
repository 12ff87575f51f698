use chrono::TimeDelta;
use poem::http::Method;
use serde_json::json;

use super::{faults, outcomes, send, trail};
use crate::people::made::{NEW, mailed, sign_in};
use crate::support::{TestApp, email};

const HEAD: &str = "workspace,short_name,work,automation,billing,name,email,permissions\n";

both! {
    async fn a_file_becomes_clients_and_their_people_without_a_single_mail(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let file = format!(
            "{HEAD}Blue Door,,yes,no,,Nora,Nora@Door.test,approver\nBlue Door,,,,,Nils,nils@door.test,\nLone,lone-one,,,no,,,\n\
             Green,,,,,Nora,nora@door.test,can_view_invoices can_comment\n"
        );
        let dry = send(&olivia, "clients?dry_run=true", file.clone()).await.expect(200).json();
        assert_eq!((&dry["dry_run"], &dry["created"]), (&json!(true), &json!(4)));
        assert!(dry["items"][0].get("id").is_none());
        assert!(!olivia.get("/workspaces?limit=200").await.expect(200).body.contains("blue-door"), "a dry run keeps nothing");
        let done = send(&olivia, "clients", file).await.expect(200).json();
        assert_eq!(outcomes(&done), [(2, "created"), (3, "created"), (4, "created"), (5, "created")]);
        let door = done["items"][0]["id"].as_str().unwrap();
        let seen = olivia.get(&format!("/workspaces/{door}")).await.expect(200).json();
        assert_eq!((&seen["name"], &seen["slug"]), (&json!("Blue Door"), &json!("blue-door")));
        assert_eq!(seen["modules"], json!({ "work": true, "automation": false, "billing": true }));
        let members = olivia.all(&format!("/workspaces/{door}/members"), 50).await;
        let may = |name: &str, what: &str| members.iter().find(|one| one["name"] == name).unwrap()["permissions"][what] == true;
        assert!(may("Nora", "can_approve_work") && !may("Nora", "can_view_invoices"));
        assert!(may("Nils", "can_submit_requests") && !may("Nils", "can_approve_work"));
        let green = done["items"][3]["id"].as_str().unwrap();
        let members = olivia.all(&format!("/workspaces/{green}/members"), 50).await;
        assert_eq!((members.len(), &members[0]["email"]), (1, &json!("nora@door.test")), "one person in two workspaces");
        assert_eq!(olivia.all("/clients?q=door.test", 50).await.len(), 2);
        app.run_jobs().await;
        assert!(app.mails().is_empty(), "{:?}", app.mails());
        let entry = trail(&olivia, "clients.imported").await;
        assert_eq!(entry["detail"], json!({ "created": 4, "updated": 0, "skipped": 0 }));
        assert_eq!(trail(&olivia, "member.added").await["target_name"], "Nora");
        assert_eq!(trail(&olivia, "workspace.created").await["actor_name"], "Olivia");
    }

    /// Nobody has a password that they did not choose, and whoever reads the mail of the address chooses one.
    async fn whoever_was_imported_comes_in_by_a_link_to_their_own_address_and_in_no_other_way(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        send(&olivia, "clients", format!("{HEAD}Blue Door,,,,,Nora,nora@door.test,\n")).await.expect(200);
        for password in ["", " ", NEW] {
            let answer = app.stranger().plain_post("/portal/login", &[("email", "nora@door.test"), ("password", password)]).await;
            assert_ne!(answer.status, 303, "{password}");
        }
        app.stranger().plain_post("/portal/forgot-password", &[("email", "nora@door.test")]).await.expect(200);
        let link = mailed(&app, "nora@door.test", "/portal/reset/").await;
        app.stranger().plain_post(&link, &[("password", NEW)]).await.expect(303);
        let nora = sign_in(&app, "nora@door.test").await;
        assert!(nora.get("/portal/welcome").await.expect(200).body.contains("Nora"));
    }

    async fn whoever_is_invited_is_asked_by_mail_once_and_is_nowhere_before_they_come(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let file = format!("{HEAD}Blue Door,,,,,Nora,nora@door.test,viewer\n");
        let done = send(&olivia, "clients?invite=true", file.clone()).await.expect(200).json();
        let door = done["items"][0]["id"].as_str().unwrap();
        mailed(&app, "nora@door.test", "/portal/invite/").await;
        assert!(olivia.all(&format!("/workspaces/{door}/members"), 50).await.is_empty());
        let sent = app.mails().len();
        let again = send(&olivia, "clients?invite=true&existing=skip", file).await.expect(200).json();
        assert_eq!(outcomes(&again), [(2, "skipped")]);
        app.run_jobs().await;
        assert_eq!(app.mails().len(), sent, "her link still works");
        let state = olivia.all(&format!("/invitations?workspace_id={door}&state=pending"), 50).await;
        assert_eq!((state.len(), &state[0]["permissions"]["can_comment"]), (1, &json!(false)));
    }

    /// Mails in the agency's name are not sent by a program that may not invite.
    async fn a_token_invites_only_where_it_may(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let until = app.app.database.system().now() + TimeDelta::days(1);
        for (scopes, status) in [(json!(["workspaces:write"]), 403), (json!(["workspaces:write", "invitations:write"]), 200)] {
            let new = json!({ "name": "Intake", "scopes": scopes, "expires_at": until });
            let token = olivia.post("/api-tokens", new).await.expect(201).json()["token"].clone();
            let access = app.ask(Method::POST, "/api/v1/auth/token").json(&json!({ "api_token": token })).send().await;
            let access = format!("Bearer {}", access.expect(200).json()["access_token"].as_str().unwrap());
            let ask = async |query: &str, row: &str| {
                let ask = app.ask(Method::POST, &format!("/api/v1/imports/clients?{query}")).header("authorization", &access);
                ask.body("text/csv", format!("{HEAD}{row}")).send().await
            };
            let row = "Blue Door,,,,,Nora,nora@door.test,\n";
            for query in ["invite=true&dry_run=true", "invite=true"] {
                let answer = ask(query, row).await.expect(status);
                assert!(status == 200 || answer.code() == "scope_missing", "{}", answer.body);
            }
            app.run_jobs().await;
            let asked = app.mails().iter().filter(|mail| mail.recipient == "nora@door.test").count();
            assert_eq!(asked, usize::from(status == 200));
            ask("existing=skip", &format!("Red {status},,,,,Nils,nils{status}@red.test,\n")).await.expect(200);
        }
    }

    async fn what_is_there_is_refused_skipped_or_updated_as_was_said(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let (acme, carla) = (app.cast.acme.workspace, email("carla"));
        let path = format!("/workspaces/{acme}");
        let before = olivia.get(&path).await.expect(200).json();
        let file = format!("{HEAD}Acme Renamed,acme,,no,,Carla,{carla},viewer\nAcme Renamed,acme,,,,Nora,nora@acme.test,\n");
        assert_eq!(faults(&olivia, "clients", file.clone()).await, ["line.2.workspace"]);
        let skipped = send(&olivia, "clients?existing=skip", file.clone()).await.expect(200).json();
        assert_eq!(outcomes(&skipped), [(2, "skipped"), (3, "created")]);
        assert_eq!(olivia.get(&path).await.expect(200).json()["name"], before["name"]);
        let updated = send(&olivia, "clients?existing=update", file.clone()).await.expect(200).json();
        assert_eq!(outcomes(&updated), [(2, "updated"), (3, "skipped")]);
        let after = olivia.get(&path).await.expect(200).json();
        assert_eq!((&after["name"], &after["slug"]), (&json!("Acme Renamed"), &json!("acme")));
        assert_eq!(after["modules"], json!({ "work": true, "automation": false, "billing": true }), "what was left empty stays");
        let members = olivia.all(&format!("{path}/members"), 50).await;
        let hers = members.iter().find(|one| one["email"] == carla).unwrap();
        assert_eq!(hers["permissions"]["can_submit_requests"], false);
        assert_eq!(members.iter().find(|one| one["email"] == email("victor")).unwrap()["permissions"], hers["permissions"]);
        // A third time changes nothing more.
        let again = send(&olivia, "clients?existing=skip", file).await.expect(200).json();
        assert_eq!((&again["created"], &again["updated"], &again["skipped"]), (&json!(0), &json!(0), &json!(2)));
    }

    async fn one_bad_row_and_no_client_is_made(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let victor = app.cast.people["victor"];
        olivia.post(&format!("/clients/{victor}/disable"), json!({})).await.expect(200);
        let before = olivia.all("/workspaces", 200).await.len();
        let file = format!(
            "{HEAD}Fine,,,,,Nora,nora@fine.test,\n,x,,,,,,\nBad,Bad Name,,,,,,\nRun,=run,,,,,,\n@Run,run,,,,,,\nMaybe,,perhaps,,,,,\n\
             Fine,,,,,Nils,nils,\nFine,,,,,,nils@fine.test,\nFine,,,,,Nora,NORA@fine.test,\nFine,,,,,Nils,nils@fine.test,king\n\
             Fine,,no,,,,,\nFine,,,,,Victor,{},\nEmoji 🙂,,,,,\u{202e}evil,{}@x.test,\nLong {},,,,,,,\n",
            email("victor"), "a".repeat(65), "x".repeat(120)
        );
        let wanted = [
            "line.3.workspace", "line.4.short_name", "line.5.short_name", "line.6.workspace", "line.7.work", "line.8.email",
            "line.9.name", "line.10.email", "line.11.permissions", "line.12.work", "line.13.email", "line.14.email",
            "line.15.workspace",
        ];
        for query in ["clients", "clients?dry_run=true", "clients?existing=skip", "clients?existing=update&invite=true"] {
            assert_eq!(faults(&olivia, query, file.clone()).await, wanted, "{query}");
        }
        assert_eq!(olivia.all("/workspaces", 200).await.len(), before);
        send(&olivia, "clients?existing=perhaps", file).await.expect(400);
    }

    async fn a_name_that_would_stand_for_another_client_needs_a_short_name(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        assert_eq!(faults(&olivia, "clients?existing=update", format!("{HEAD}ACME,,,,,,,\n")).await, ["line.2.short_name"]);
        assert_eq!(faults(&olivia, "clients?existing=update", format!("{HEAD}日本,,,,,,,\n")).await, ["line.2.short_name"]);
        let done = send(&olivia, "clients", format!("{HEAD}日本,nihon,,,,,,\n")).await.expect(200).json();
        let id = done["items"][0]["id"].as_str().unwrap();
        assert_eq!(olivia.get(&format!("/workspaces/{id}")).await.expect(200).json()["name"], "日本");
        olivia.post(&format!("/workspaces/{id}/archive"), json!({})).await.expect(200);
        assert_eq!(faults(&olivia, "clients?existing=update", format!("{HEAD}日本,nihon,,,,,,\n")).await, ["line.2.workspace"]);
    }

    async fn one_key_imports_once_and_answers_the_same(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let file = format!("{HEAD}Blue Door,,,,,Nora,nora@door.test,\n");
        let ask = async |file: String| {
            let ask = olivia.ask(Method::POST, "/imports/clients").header("idempotency-key", "one");
            ask.body("text/csv", file).send().await
        };
        let first = ask(file.clone()).await.expect(200);
        let second = ask(file.clone()).await.expect(200);
        assert_eq!(first.json(), second.json());
        assert_eq!(first.json()["created"], 1);
        assert_eq!(ask(file.replace("Nora", "Nina")).await.expect(409).code(), "idempotency_key_reused");
        // A file that was refused has used nothing up.
        let other = async |file: String| {
            let ask = olivia.ask(Method::POST, "/imports/clients").header("idempotency-key", "two");
            ask.body("text/csv", file).send().await.status
        };
        assert_eq!((other(format!("{HEAD},,,,,,,x\n")).await, other(format!("{HEAD}Two,,,,,,,\n")).await), (422, 200));
    }
}
