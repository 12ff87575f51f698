use chrono::TimeDelta;
use futures_util::future::join_all;

use super::enrolled::Authenticator;
use crate::support::{Browser, PASSWORD, TestApp, email};

const NEW: &str = "carla.ortiz@elsewhere.test";

/// Asks for a new address.
async fn ask(browser: &Browser, password: &str, address: &str) -> u16 {
    browser.post("/portal/account/email", &[("email_password", password), ("email", address)]).await.status
}

/// The link in the latest mail to an address.
fn link(app: &TestApp, to: &str) -> String {
    let mails = app.mails();
    let mail = mails.iter().rev().find(|mail| mail.recipient == to).unwrap_or_else(|| panic!("no mail to {to}"));
    let url = mail.text.split_whitespace().find(|word| word.contains("/portal/")).unwrap();
    url.strip_prefix("http://northwind.localhost").expect("the agency's own address").to_owned()
}

/// Asks for a new address and reads the link in its mailbox.
async fn asked(app: &TestApp, browser: &Browser, address: &str) -> String {
    assert_eq!(ask(browser, PASSWORD, address).await, 303);
    app.run_jobs().await;
    link(app, address)
}

both! {
    async fn s2_102_a_new_address_confirms_itself_before_anything_changes(app: TestApp) {
        let (carla, there) = (app.as_client("carla").await, app.as_client("carla").await);
        let path = asked(&app, &carla, NEW).await;
        // Mail scanners look at links; looking uses nothing up.
        for _ in 0..3 {
            let page = app.stranger().get(&path).await.expect(200);
            assert!(page.body.contains(NEW));
            assert_eq!(page.header("referrer-policy"), "no-referrer");
        }
        app.stranger().sign_in("carla", PASSWORD).await.expect(303);
        there.get("/portal").await.expect(200);
        carla.plain_post(&path, &[]).await.expect(200);
        carla.get("/portal").await.expect(200);
        there.get("/portal").await.expect(303);
        app.stranger().sign_in("carla", PASSWORD).await.expect(422);
        let login = [("email", NEW), ("password", PASSWORD)];
        app.stranger().plain_post("/portal/login", &login).await.expect(303);
        assert!(carla.get("/portal/account").await.expect(200).body.contains(NEW));
        carla.plain_post(&path, &[]).await.expect(404);
        app.run_jobs().await;
        let told = app.mails().into_iter().rfind(|mail| mail.recipient == email("carla")).unwrap();
        assert!(told.subject == "Your address was changed" && told.text.contains(NEW), "{told:?}");
    }

    async fn it_takes_the_password_and_an_address(app: TestApp) {
        let carla = app.as_client("carla").await;
        for (password, address) in
            [("wrong", NEW), ("", NEW), (PASSWORD, "nothing"), (PASSWORD, "a@b@c.test"), (PASSWORD, "carla@acme.test"), (PASSWORD, "x\r\nBcc: y@z.test")]
        {
            assert_eq!(ask(&carla, password, address).await, 422, "{address}");
        }
        app.run_jobs().await;
        assert!(app.mails().is_empty());
        let mut last = 0;
        for number in 0..30 {
            last = ask(&carla, &format!("guess {number}"), NEW).await;
        }
        assert_eq!(last, 429);
    }

    /// Nobody learns here who has an account: the answer is the same, and the mail to the address says it.
    async fn a_taken_address_is_told_so_and_nobody_else_is(app: TestApp) {
        let carla = app.as_client("carla").await;
        let answer = async |address: &str| {
            let answer = carla.post("/portal/account/email", &[("email_password", PASSWORD), ("email", address)]).await;
            (answer.status, answer.location().to_owned(), answer.body)
        };
        assert_eq!(answer(&email("ben")).await, answer("nobody@nowhere.test").await);
        app.run_jobs().await;
        let to_ben = app.mails().into_iter().find(|mail| mail.recipient == email("ben")).unwrap();
        assert_eq!(to_ben.subject, "This address has an account");
        assert!(!to_ben.text.contains("/portal/email/") && !to_ben.text.contains("carla"), "{}", to_ben.text);
        app.as_client("ben").await;
        // Staff and another agency's clients are strangers here.
        for stranger in [email("mia"), email("hana")] {
            asked(&app, &carla, &stranger).await;
        }
        assert_eq!(app.store.value("SELECT count(*) FROM client_user WHERE email = 'ben@bluebird.test'").await, "1");
    }

    /// `email_taken`: whoever comes second keeps the address they had.
    async fn an_address_that_was_taken_meanwhile_stays_its_owners(app: TestApp) {
        let (carla, victor) = (app.as_client("carla").await, app.as_client("victor").await);
        let (mine, his) = (asked(&app, &carla, NEW).await, asked(&app, &victor, NEW).await);
        app.stranger().plain_post(&his, &[]).await.expect(200);
        let late = app.stranger().plain_post(&mine, &[]).await.expect(409);
        assert!(late.body.contains("This address is in use"));
        app.stranger().sign_in("carla", PASSWORD).await.expect(303);
    }

    async fn a_newer_wish_ends_the_older_and_one_of_two_at_once_wins(app: TestApp) {
        let carla = app.as_client("carla").await;
        let first = asked(&app, &carla, "first@elsewhere.test").await;
        let second = asked(&app, &carla, NEW).await;
        app.stranger().get(&first).await.expect(404);
        let tries = (0..8).map(|_| async { app.stranger().plain_post(&second, &[]).await.status });
        let statuses = join_all(tries).await;
        assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
        assert!(statuses.iter().all(|status| [200, 404].contains(status)), "{statuses:?}");
        // A link that was on its way when the address changed otherwise changes nothing.
        let third = asked(&app, &carla_again(&app).await, "third@elsewhere.test").await;
        app.store.sql("UPDATE client_user SET email = 'fourth@elsewhere.test' WHERE name = 'Carla'").await;
        app.stranger().plain_post(&third, &[]).await.expect(404);
    }

    async fn links_run_out_and_are_of_their_own_agency(app: TestApp) {
        let carla = app.as_client("carla").await;
        let path = asked(&app, &carla, NEW).await;
        let elsewhere = Browser::at(&app.served, "harbor.localhost");
        elsewhere.get(&path).await.expect(404);
        elsewhere.plain_post(&path, &[]).await.expect(404);
        // A link to confirm takes nothing back.
        app.stranger().plain_post(&format!("{path}/undo"), &[]).await.expect(404);
        app.advance(TimeDelta::hours(24));
        app.stranger().get(&path).await.expect(404);
        app.stranger().plain_post(&path, &[]).await.expect(404);
        for token in ["", "x", &"A".repeat(43), &"A".repeat(500), "%00"] {
            let status = app.stranger().plain_post(&format!("/portal/email/{token}"), &[]).await.status;
            assert!([404, 405].contains(&status), "{token}: {status}");
        }
    }

    /// Somebody who has taken an account over loses it to the mailbox that it came from.
    async fn the_old_address_takes_a_change_back_for_seven_days(app: TestApp) {
        let thief = app.as_client("carla").await;
        let path = asked(&app, &thief, NEW).await;
        thief.plain_post(&path, &[]).await.expect(200);
        app.run_jobs().await;
        let undo = link(&app, &email("carla"));
        // The thief goes on: a second factor of their own, and another address.
        let phone = Authenticator::of(&app, &thief).await;
        let path = asked(&app, &thief, "further@elsewhere.test").await;
        thief.plain_post(&path, &[]).await.expect(200);
        app.run_jobs().await;
        let thiefs_undo = link(&app, NEW);
        app.advance(TimeDelta::days(6));
        let login = [("email", "further@elsewhere.test"), ("password", PASSWORD)];
        let again = app.stranger();
        again.plain_post("/portal/login", &login).await.expect(303);
        again.plain_post("/portal/login/code", &[("code", &phone.code(&app))]).await.expect(303);
        again.get("/portal").await.expect(200);

        assert!(app.stranger().get(&undo).await.expect(200).body.contains(&email("carla")));
        again.get("/portal").await.expect(200);
        app.stranger().plain_post(&undo, &[]).await.expect(200);
        again.get("/portal").await.expect(303);
        thief.get("/portal").await.expect(303);
        app.stranger().plain_post(&undo, &[]).await.expect(404);
        app.stranger().plain_post(&thiefs_undo, &[]).await.expect(404);
        app.stranger().plain_post("/portal/login", &login).await.expect(422);
        app.stranger().sign_in("carla", PASSWORD).await.expect(422);
        app.run_jobs().await;
        let reset = link(&app, &email("carla"));
        app.stranger().plain_post(&reset, &[("password", "nine patient herons")]).await.expect(303);
        let carla = app.stranger();
        assert_eq!(carla.sign_in("carla", "nine patient herons").await.expect(303).location(), "/portal");
    }

    async fn a_change_cannot_be_taken_back_after_seven_days(app: TestApp) {
        let carla = app.as_client("carla").await;
        let phone = Authenticator::of(&app, &carla).await;
        let path = asked(&app, &carla, NEW).await;
        carla.plain_post(&path, &[]).await.expect(200);
        app.run_jobs().await;
        let undo = link(&app, &email("carla"));
        app.advance(TimeDelta::days(7));
        app.stranger().plain_post(&undo, &[]).await.expect(404);
        let browser = app.stranger();
        browser.plain_post("/portal/login", &[("email", NEW), ("password", PASSWORD)]).await.expect(303);
        browser.plain_post("/portal/login/code", &[("code", &phone.code(&app))]).await.expect(303);
    }
}

/// Carla at her new address.
async fn carla_again(app: &TestApp) -> Browser {
    let browser = app.stranger();
    browser.plain_post("/portal/login", &[("email", NEW), ("password", PASSWORD)]).await.expect(303);
    browser
}
