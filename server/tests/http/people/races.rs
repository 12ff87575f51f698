//! What many do at once, and what may happen but once.

use futures_util::future::join_all;
use poem::http::Method;
use serde_json::json;

use super::made::{NEW, invite, path};
use crate::support::{TestApp, email};

both! {
    /// Sentry GHSA-jv85-mqxj-3f9j: one invitation, many at once, one account and one membership.
    async fn cve_ghsa_jv85_an_invitation_makes_one_account(app: TestApp) {
        let adam = app.as_staff("adam").await;
        for round in 0..3 {
            let address = format!("nora{round}@acme.test");
            let path = path(&invite(&adam, &app.cast.acme, &address).await);
            let tries = (0..12).map(|number| {
                let (app, path) = (&app, path.as_str());
                async move {
                    let name = format!("Nora {number}");
                    app.stranger().plain_post(path, &[("name", &name), ("password", NEW)]).await
                }
            });
            let answers = join_all(tries).await;
            let statuses: Vec<(u16, &str)> = answers.iter().map(|answer| (answer.status, answer.location())).collect();
            // 429: who would wait too long for a hashing thread is sent away. A 303 to the invitation says that
            // there is an account by now.
            assert!(statuses.iter().all(|(status, _)| [303, 404, 429].contains(status)), "{statuses:?}");
            assert_eq!(statuses.iter().filter(|(_, to)| *to == "/portal/welcome").count(), 1, "{statuses:?}");
            let count = format!("SELECT count(*) FROM membership m JOIN client_user c ON c.id = m.client_user_id WHERE c.email = '{address}'");
            assert_eq!(app.store.value(&count).await, "1");
        }
    }

    /// Two tabs of one person, and two invitations into one workspace's names: one membership.
    async fn joining_twice_at_once_is_joining_once(app: TestApp) {
        let adam = app.as_staff("adam").await;
        let path = path(&invite(&adam, &app.cast.acme, &email("ben")).await);
        let ben = app.as_client("ben").await;
        ben.token().await;
        let join = format!("{path}/join");
        let answers = join_all((0..8).map(|_| ben.post(&join, &[]))).await;
        assert!(answers.iter().all(|answer| answer.location() == "/portal"), "whoever presses twice is in");
        let count = format!("SELECT count(*) FROM membership m JOIN client_user c ON c.id = m.client_user_id WHERE c.email = '{}'", email("ben"));
        assert_eq!(app.store.value(&count).await, "2");
    }

    /// Two invitations of one new address, accepted at once: one account (`email_taken`). The other waits for it to sign
    /// in.
    async fn two_invitations_of_one_address_make_one_account(app: TestApp) {
        let adam = app.as_staff("adam").await;
        let mut paths = Vec::new();
        for world in [&app.cast.acme, &app.cast.bluebird] {
            paths.push(path(&invite(&adam, world, "nora@acme.test").await));
        }
        let answers = join_all(paths.iter().map(|path| {
            let app = &app;
            async move { app.stranger().plain_post(path, &[("name", "Nora"), ("password", NEW)]).await }
        }));
        let answers = answers.await;
        let to: Vec<&str> = answers.iter().map(|answer| answer.location()).collect();
        assert_eq!(to.iter().filter(|to| **to == "/portal/welcome").count(), 1, "{to:?}");
        assert!(to.iter().all(|to| *to == "/portal/welcome" || paths.iter().any(|path| path == to)), "{to:?}");
        assert_eq!(app.store.value("SELECT count(*) FROM client_user WHERE email = 'nora@acme.test'").await, "1");
        let pending = adam.all("/invitations?state=pending", 50).await;
        assert_eq!(pending.iter().filter(|row| row["email"] == "nora@acme.test").count(), 1, "the other is not used up");
    }

    async fn inviting_at_once_is_inviting_once(app: TestApp) {
        let adam = app.as_staff("adam").await;
        for (path, body) in [
            (format!("/workspaces/{}/invitations", app.cast.acme.workspace), json!({ "email": "nora@acme.test", "preset": "viewer" })),
            ("/staff-invitations".into(), json!({ "email": "nora@northwind.test", "role": "member" })),
        ] {
            let answers = join_all((0..12).map(|_| adam.post(&path, body.clone()))).await;
            let statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
            assert_eq!(statuses.iter().filter(|status| **status == 201).count(), 1, "{path}: {statuses:?}");
            assert!(answers.iter().filter(|answer| answer.status != 201).all(|answer| answer.code() == "already_invited"), "{statuses:?}");
        }
        app.run_jobs().await;
        assert_eq!(app.mails().len(), 2);
    }

    /// Zammad CVE-2022-35490, Sylius CVE-2026-31824: however it is raced, there is exactly one owner, and it is one
    /// who was promised.
    async fn cve_2022_35490_there_is_always_one_owner(app: TestApp) {
        let people = ["olivia", "adam", "mia"];
        let mut owner = "olivia";
        for _ in 0..6 {
            let place = people.iter().position(|person| *person == owner).unwrap();
            let next = people[(place + 1) % 3];
            let (giver, taker) = (app.as_staff(owner).await, app.as_staff(next).await);
            let id = |person: &str| app.cast.people[person];
            giver.post("/ownership-transfer", json!({ "staff_id": id(next) })).await.expect(200);
            let role = format!("/staff/{}", id(next));
            let third = people.iter().copied().find(|person| *person != owner && *person != next).unwrap();
            let (accepts, offers, roles, cancels) = tokio::join!(
                join_all((0..4).map(|_| taker.post("/ownership-transfer/accept", json!({})))),
                join_all((0..2).map(|_| giver.post("/ownership-transfer", json!({ "staff_id": id(third) })))),
                join_all((0..2).map(|_| giver.patch(&role, json!({ "role": "member" })))),
                join_all((0..2).map(|_| giver.ask(Method::DELETE, "/ownership-transfer").send())),
            );
            let all: Vec<u16> = [&accepts, &offers, &roles, &cancels].into_iter().flatten().map(|answer| answer.status).collect();
            assert!(all.iter().all(|status| *status < 500), "{all:?}");
            let taken = accepts.iter().filter(|answer| answer.status == 200).count();
            assert!(taken <= 1, "{all:?}");
            let owners = "SELECT count(*) || ' ' || min(name) FROM staff_user WHERE role = 'owner' AND email LIKE '%northwind.test'";
            owner = if taken == 1 { next } else { owner };
            let name = owner[..1].to_uppercase() + &owner[1..];
            assert_eq!(app.store.value(owners).await, format!("1 {name}"));
            app.store.sql("DELETE FROM ownership_transfer").await;
        }
    }

    /// Of many changes of one version, one is taken.
    async fn changes_of_a_teammate_at_once_are_one(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let path = format!("/staff/{}", app.cast.people["mia"]);
        let seen = olivia.get(&path).await.expect(200).header("etag").to_owned();
        let answers = join_all((0..10).map(|number| {
            let body = json!({ "title": format!("Title {number}") });
            olivia.ask(Method::PATCH, &path).header("if-match", &seen).json(&body).send()
        }));
        let statuses: Vec<u16> = answers.await.iter().map(|answer| answer.status).collect();
        assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
        assert_eq!(statuses.iter().filter(|status| **status == 412).count(), 9, "{statuses:?}");
    }
}
