use poem::http::Method;
use serde_json::json;

use super::{text, upload};
use crate::support::{TestApp, multipart, png};

both! {
    async fn a_client_sends_files_with_a_request_an_answer_and_a_comment(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let world = &app.cast.acme;
        let fields = [("once", "k1"), ("kind", "job"), ("job_category", "design"), ("subject", "Poster"), ("body", "See the file.")];
        let picture = png(20, 10);
        let files: [(&str, &[u8]); 2] = [("Plakat Entwurf.png", &picture), ("notes.txt", b"one\ntwo")];
        let sent = carla.send("/portal/requests", &fields, &files).await.expect(303);
        // Sent twice, it is one request; with another file it is not that request.
        let again = carla.send("/portal/requests", &fields, &files).await.expect(303);
        assert_eq!(again.location(), sent.location());
        carla.send("/portal/requests", &fields, &[("notes.txt", b"three")]).await.expect(409);
        let page = carla.get(sent.location()).await.expect(200);
        assert!(page.body.contains("Plakat Entwurf.png") && page.body.contains("notes.txt"), "{}", page.body);
        assert!(page.body.contains("enctype=\"multipart/form-data\"") && page.body.contains("Up to 10 files"));
        let answer = format!("{}/messages", sent.location());
        carla.send(&answer, &[("body", "One more.")], &[("three.txt", b"3")]).await.expect(303);
        let comment = format!("/portal/projects/{}/comments", world.project);
        carla.send(&comment, &[("body", "For the project.")], &[("four.txt", b"4")]).await.expect(303);
        carla.send(&comment, &[("body", "Without any.")], &[("", b"")]).await.expect(303);
        let gallery = carla.get("/portal/files?view=list").await.expect(200);
        for name in ["Plakat Entwurf.png", "notes.txt", "three.txt", "four.txt"] {
            assert!(gallery.body.contains(name), "{name}");
        }
        let request = sent.location().rsplit('/').next().unwrap();
        let messages = mia.all(&format!("/requests/{request}/messages"), 50).await;
        assert_eq!(text(&messages[0]["files"][0]["name"]), "Plakat Entwurf.png");
        assert_eq!(text(&messages[1]["files"][0]["name"]), "three.txt");
        let said = mia.all(&format!("/projects/{}/comments", world.project), 50).await;
        assert!(said.iter().any(|one| one["files"][0]["name"] == "four.txt"));
    }

    async fn staff_answer_with_files(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let stored = upload(&mia, "answer.txt", "yes").await.expect(201).json();
        let path = format!("/requests/{}/messages", app.cast.acme.request);
        mia.post(&path, json!({ "body": "Here.", "files": [stored["id"]] })).await.expect(201);
        let refused = mia.post(&path, json!({ "body": "x", "files": [app.cast.harbor.upload] })).await.expect(422);
        assert_eq!(refused.json()["errors"][0]["field"], "files");
        let page = carla.get(&format!("/portal{}", path.strip_suffix("/messages").unwrap())).await.expect(200);
        assert!(page.body.contains("answer.txt"));
        let comment = format!("/projects/{}/comments", app.cast.acme.project);
        let said = mia.post(&comment, json!({ "body": "Here.", "files": [stored["id"]] })).await.expect(201).json();
        assert_eq!(said["files"][0]["place"], "project_comment");
    }

    /// Nothing of a file is read for whoever may not send one, and its form is no way round the other rules.
    async fn a_form_with_files_keeps_every_rule_of_forms(app: TestApp) {
        let carla = app.as_client("carla").await;
        let path = format!("/portal/requests/{}/messages", app.cast.acme.request);
        let file: [(&str, &[u8]); 1] = [("a.txt", b"a")];
        let (kind, body) = multipart(&[("csrf", "wrong"), ("body", "x")], &file);
        carla.ask(Method::POST, &path).body(&kind, body).send().await.expect(403);
        // The token behind the file is none.
        let token = carla.token().await;
        let (_, late) = multipart(&[("body", "x")], &file);
        let tail = format!("\r\n------portico\r\ncontent-disposition: form-data; name=\"csrf\"\r\n\r\n{token}\r\n------portico--\r\n");
        let late = [&late[..late.len() - 17], tail.as_bytes()].concat();
        carla.ask(Method::POST, &path).body(&kind, late).send().await.expect(403);
        let (_, body) = multipart(&[("csrf", &token), ("body", "x")], &file);
        let foreign = carla.ask(Method::POST, &path).header("sec-fetch-site", "cross-site");
        foreign.body(&kind, body.clone()).send().await.expect(403);
        app.stranger().ask(Method::POST, &path).body(&kind, body.clone()).send().await.expect(303);
        carla.moved_to("harbor.localhost").ask(Method::POST, &path).body(&kind, body).send().await.expect(303);
        let (_, large) = multipart(&[("csrf", &token), ("body", &"x".repeat(70_000))], &file);
        carla.ask(Method::POST, &path).body(&kind, large).send().await.expect(413);
        // Without the permission there is no such page.
        let victor = app.as_client("victor").await;
        victor.send(&path, &[("body", "x")], &file).await.expect(404);
        // A page that takes no files says so, or does without them.
        let account = carla.send("/portal/account", &[("name", "Carla")], &file).await;
        assert!(account.status < 500, "{}", account.everything());
    }

    async fn what_is_wrong_with_a_form_is_said_at_its_field_and_no_file_stays(app: TestApp) {
        let carla = app.as_client("carla").await;
        let before = app.store.value("SELECT count(*) FROM upload").await;
        let path = format!("/portal/requests/{}/messages", app.cast.acme.request);
        let page = carla.send(&path, &[("body", "")], &[("a.txt", b"a")]).await.expect(422);
        assert!(page.body.contains("Write something here.") && page.body.contains("Choose the files again"), "{}", page.body);
        let empty = carla.send(&path, &[("body", "x")], &[("a.txt", b"")]).await.expect(422);
        assert!(empty.body.contains("This file is empty."));
        let many: Vec<(&str, &[u8])> = (0..11).map(|_| ("a.txt", b"a".as_slice())).collect();
        let many = carla.send(&path, &[("body", "x")], &many).await.expect(422);
        assert!(many.body.contains("At most 10 files fit."));
        let fields = [("kind", "job"), ("subject", "x"), ("body", "kept words")];
        let page = carla.send("/portal/requests", &fields, &[("a.txt", b"a")]).await.expect(422);
        assert!(page.body.contains("kept words") && page.body.contains("Choose the files again"));
        assert_eq!(app.store.value("SELECT count(*) FROM upload").await, before);
    }
}
