use chrono::TimeDelta;
use portico::mail::Taken;

use super::post::{Post, answering, arrive};
use super::{answers, mails_to, settled};
use crate::support::{TestApp, email};

/// A request of Carla's, and the address at which she may answer on it.
async fn open(app: &TestApp) -> (String, String) {
    let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
    let id = carla.request("Lanterns", "x").await;
    settled(app).await;
    answers(&mia, &id, "Which colour?").await;
    app.run_jobs().await;
    let address = mails_to(app, "carla").pop().unwrap().reply_to.unwrap();
    (id, address)
}

/// The last message of a request: who wrote it, and what.
async fn last(app: &TestApp, id: &str) -> (String, String) {
    let thread = app.as_staff("mia").await.all(&format!("/requests/{id}/messages"), 100).await;
    let last = thread.last().unwrap();
    (last["author"]["name"].as_str().unwrap().to_owned(), last["body"].as_str().unwrap().to_owned())
}

/// How many messages there are in all.
async fn messages(app: &TestApp) -> String {
    app.store.value("SELECT count(*) FROM request_message").await
}

const GMAIL: &str = "The **blue** one.\r\n\r\nOn Thu, 12 Nov 2026 at 10:00, Northwind Studio <portal@northwind.test>\r\nwrote:\r\n\r\n> Which colour?\r\n";

both! {
    /// S1.139: what a client answers by mail stands in the thread as theirs, and staff are told as of any message.
    async fn s1_139_an_answer_by_mail_is_a_message(app: TestApp) {
        let app = answering(&app).await;
        let (id, address) = open(&app).await;
        let mail = mails_to(&app, "carla").pop().unwrap();
        assert!(mail.text.contains("Mia wrote:\nWhich colour?") && mail.text.contains("reply to this mail"), "{}", mail.text);
        assert!(address.starts_with("reply+") && address.ends_with("@in.northwind.test"), "{address}");
        let carla = app.as_client("carla").await;
        carla.post(&format!("/portal/requests/{id}/close"), &[]).await.expect(303);
        assert_eq!(Post::new("carla", &address, GMAIL).arrive(&app).await, Taken::Done);
        assert_eq!(last(&app, &id).await, ("Carla".into(), "The **blue** one.".into()));
        let page = carla.get(&format!("/portal/requests/{id}")).await.expect(200);
        assert!(page.body.contains("The <strong>blue</strong> one."), "{}", page.body);
        let state = "SELECT status || ' ' || waits_on FROM request WHERE subject = 'Lanterns'";
        assert_eq!(app.store.value(state).await, "open agency");
        app.run_jobs().await;
        assert!(app.as_staff("mia").await.get("/notifications").await.expect(200).body.contains("Carla replied to “Lanterns”"));
        assert!(carla.get("/portal/requests?q=blue").await.expect(200).body.contains("Lanterns"));
        // Answers go on under the same address, whatever the case of it.
        Post::new("carla", &address.to_uppercase(), "And soon.").arrive(&app).await;
        assert_eq!(last(&app, &id).await.1, "And soon.");
    }

    /// A mail that comes twice is one message, also when the second comes days later.
    async fn a_mail_that_comes_twice_is_one_message(app: TestApp) {
        let app = answering(&app).await;
        let (id, address) = open(&app).await;
        let before: i64 = messages(&app).await.parse().unwrap();
        let post = Post::new("carla", &address, "Once.").named("one@acme.test");
        let (first, second) = tokio::join!(post.arrive(&app), post.arrive(&app));
        assert!(first == Taken::Done || second == Taken::Done);
        for _ in 0..3 {
            assert_eq!(post.arrive(&app).await, Taken::Done);
        }
        app.advance(TimeDelta::days(5));
        app.run_jobs().await;
        assert_eq!(post.arrive(&app).await, Taken::Done);
        assert_eq!(messages(&app).await, (before + 1).to_string());
        assert_eq!(last(&app, &id).await.1, "Once.");
        // Without a name of its own, a mail is known by all that it says.
        let bare = format!("From: {}\r\nTo: {address}\r\n\r\nBare.", email("carla")).into_bytes();
        for _ in 0..2 {
            arrive(&app, &email("carla"), &address, bare.clone()).await;
        }
        assert_eq!(messages(&app).await, (before + 2).to_string());
    }

    /// What programs write is not answered and is no message: two machines would write to each other for ever.
    async fn what_a_program_writes_is_left_alone(app: TestApp) {
        let app = answering(&app).await;
        let (_, address) = open(&app).await;
        let (before, mails) = (messages(&app).await, app.mails().len());
        for head in [
            "Auto-Submitted: auto-replied (vacation)",
            "Auto-Submitted: auto-generated",
            "Precedence: bulk",
            "Precedence: auto_reply",
            "X-Autoreply: yes",
            "X-Auto-Response-Suppress: OOF",
            "List-Unsubscribe: <https://x.test>",
        ] {
            assert_eq!(Post::new("carla", &address, "I am on holiday").head(head).arrive(&app).await, Taken::Done, "{head}");
        }
        let null = Post::new("carla", &address, "I am on holiday").bytes();
        assert_eq!(arrive(&app, "", &address, null).await, Taken::Done);
        // Our own mail, sent back to us as it was.
        let own = mails_to(&app, "carla").pop().unwrap();
        let own = Post::new("carla", &address, &own.text).head("Auto-Submitted: auto-generated");
        own.arrive(&app).await;
        app.run_jobs().await;
        assert_eq!((messages(&app).await, app.mails().len()), (before, mails));
    }

    /// The sender must be whom the address was made for. Somebody else whom we know is told; a stranger is not.
    async fn an_address_is_good_for_one_person(app: TestApp) {
        let app = answering(&app).await;
        let (_, address) = open(&app).await;
        let before = messages(&app).await;
        Post::new("ben", &address, "From another client").arrive(&app).await;
        Post::new("victor", &address, "From a colleague").arrive(&app).await;
        Post::from("stranger@evil.test", &address, "From nobody").arrive(&app).await;
        Post::new("hana", &address, "From another agency's client").arrive(&app).await;
        Post::new("mia", &address, "From staff").arrive(&app).await;
        Post::from("carla@acme.test>, <ben@bluebird.test", &address, "From two").arrive(&app).await;
        app.run_jobs().await;
        assert_eq!(messages(&app).await, before);
        let refused = |person: &str| mails_to(&app, person).iter().filter(|mail| mail.subject == "Your mail was not taken").count();
        assert_eq!((refused("ben"), refused("victor"), refused("hana"), refused("mia")), (1, 1, 0, 0));
        assert!(!app.mails().iter().any(|mail| mail.recipient.contains("evil")));
        // Once, and not once for each try.
        for _ in 0..5 {
            Post::new("ben", &address, "Again").arrive(&app).await;
        }
        app.run_jobs().await;
        assert_eq!(refused("ben"), 1);
        let said = mails_to(&app, "ben").pop().unwrap().text;
        assert!(!said.contains("Lanterns") && !said.contains("carla"), "the refusal says whose it is: {said}");
    }

    /// S2.31, S1.12, S1.125: who was removed, disabled or lost the right writes no more, from the next mail on.
    async fn s2_31_who_may_not_write_any_more_writes_no_mail(app: TestApp) {
        let app = answering(&app).await;
        let (id, address) = open(&app).await;
        let before = messages(&app).await;
        for (away, back) in [
            ("UPDATE membership SET can_submit_requests = FALSE", "UPDATE membership SET can_submit_requests = TRUE"),
            ("UPDATE workspace SET work_on = FALSE", "UPDATE workspace SET work_on = TRUE"),
            ("UPDATE workspace SET archived_at = created_at", "UPDATE workspace SET archived_at = NULL"),
            ("UPDATE client_user SET disabled_at = created_at", "UPDATE client_user SET disabled_at = NULL"),
        ] {
            app.store.sql(away).await;
            assert_eq!(Post::new("carla", &address, "still here").arrive(&app).await, Taken::Done, "{away}");
            assert_eq!(messages(&app).await, before, "{away}");
            app.store.sql(back).await;
        }
        app.run_jobs().await;
        let refused = mails_to(&app, "carla").iter().filter(|mail| mail.subject == "Your mail was not taken").count();
        assert_eq!(refused, 1);
        Post::new("carla", &address, "back again").arrive(&app).await;
        assert_eq!(last(&app, &id).await.1, "back again");
        let removed = "DELETE FROM membership WHERE client_user_id IN (SELECT id FROM client_user WHERE email = 'carla@acme.test')";
        assert_eq!(app.store.sql(removed).await, 1);
        assert_eq!(app.store.value("SELECT count(*) FROM reply_address").await, "0");
        let before = messages(&app).await;
        Post::new("carla", &address, "still here").arrive(&app).await;
        assert_eq!(messages(&app).await, before);
    }

    /// What cannot be a message is said to whoever wrote it.
    async fn what_cannot_be_taken_is_said(app: TestApp) {
        let app = answering(&app).await;
        let (id, address) = open(&app).await;
        let refusals = async || {
            app.run_jobs().await;
            let mails = mails_to(&app, "carla");
            app.advance(TimeDelta::hours(2));
            mails.last().unwrap().text.clone()
        };
        Post::new("carla", &address, "> Which colour?\r\n").arrive(&app).await;
        assert!(refusals().await.contains("We found no text of yours"));
        Post::new("carla", &address, &"too long ".repeat(4000)).arrive(&app).await;
        assert!(refusals().await.contains("too long for a message"));
        let with_file = Post::new("carla", &address, "--b\r\nContent-Type: text/plain\r\n\r\nSee the file.\r\n--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\n\r\n%PDF\r\n--b--\r\n");
        with_file.head("Content-Type: multipart/mixed; boundary=b").arrive(&app).await;
        assert!(refusals().await.contains("The files that came with it are not"));
        assert_eq!(last(&app, &id).await.1, "See the file.");
    }

    /// A mail server's report that a letter will never arrive marks the address, and nothing but such a report does.
    async fn a_report_of_a_mail_server_marks_the_address(app: TestApp) {
        let app = answering(&app).await;
        open(&app).await;
        let mail = mails_to(&app, "carla").pop().unwrap();
        let letters = crate::support::config(app.store.folder.path());
        let letters = portico::config::Config { inbound_domain: Some("in.northwind.test".into()), ..letters }.letters().unwrap();
        let address = letters.bounce_address(mail.id).unwrap();
        let report = |action: &str, status: &str| {
            format!(
                "From: MAILER-DAEMON@mx.test\r\nTo: {address}\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n\
                 --b\r\nContent-Type: text/plain\r\n\r\nSorry\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n\
                 Reporting-MTA: dns; mx.test\r\n\r\nFinal-Recipient: rfc822; carla@acme.test\r\nAction: {action}\r\nStatus: {status}\r\n\
                 Diagnostic-Code: smtp; 550 no such user\r\n--b--\r\n"
            )
            .into_bytes()
        };
        let marked = async || app.store.value("SELECT count(*) FROM mail_bounce").await;
        for (address, bytes) in [
            (&address, report("delayed", "4.4.1")),
            (&address, report("delivered", "2.0.0")),
            (&address, b"From: carla@acme.test\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n".to_vec()),
            (&address, b"\0garbage".to_vec()),
            (&format!("x{address}"), report("failed", "5.1.1")),
            (&"bounce+aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@in.northwind.test".to_owned(), report("failed", "5.1.1")),
        ] {
            assert_eq!(arrive(&app, "", address, bytes).await, Taken::Done);
            assert_eq!(marked().await, "0");
        }
        for _ in 0..2 {
            arrive(&app, "", &address, report("failed", "5.1.1")).await;
            assert_eq!(app.store.value("SELECT address || ' ' || reason FROM mail_bounce").await, "carla@acme.test 550 no such user");
        }
        let reply = mail.reply_to.unwrap();
        arrive(&app, "", &reply, report("failed", "5.1.1")).await;
        assert_eq!(marked().await, "1");
    }

    /// While the database does not answer, mail is to come again.
    async fn a_mail_that_meets_a_fault_is_to_come_again(app: TestApp) {
        let node = answering(&app).await;
        let (_, address) = open(&node).await;
        node.app.database.close().await;
        assert_eq!(Post::new("carla", &address, "x").arrive(&node).await, Taken::Later);
    }

    /// Without a domain nothing invites to answer.
    async fn without_a_domain_no_mail_invites_an_answer(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let id = carla.request("Lanterns", "x").await;
        answers(&mia, &id, "Which colour?").await;
        app.run_jobs().await;
        let mail = mails_to(&app, "carla").pop().unwrap();
        assert!(mail.reply_to.is_none() && !mail.text.contains("Which colour?") && !mail.text.contains("reply to this mail"));
        assert!(!app.app.mailroom().knows("reply+x@in.northwind.test"));
    }
}
