use poem::http::Method;
use serde_json::json;

use super::{deliver, text, upload};
use crate::support::{TestApp, multipart, png};

both! {
    async fn staff_upload_a_file_and_deliver_it_to_a_client(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let content = png(40, 30);
        let stored = upload(&mia, "Logo final.png", content.clone()).await.expect(201).json();
        assert_eq!(stored["media_type"], "image/png");
        assert_eq!(stored["size"], content.len());
        assert_eq!(stored["sha256"], portico::secrets::hash_bytes(&content));
        let world = &app.cast.acme;
        let to = format!("/workspaces/{}/files", world.workspace);
        let body = json!({ "upload_ids": [stored["id"]], "project_id": world.project });
        let file = mia.post(&to, body).await.expect(201).json()["items"][0].clone();
        assert_eq!((&file["place"], &file["author"]["kind"]), (&json!("gallery"), &json!("staff")));
        let listed = mia.all(&format!("/files?project_id={}&kind=images&place=gallery", world.project), 50).await;
        assert!(listed.iter().any(|row| row["id"] == file["id"]));
        let documents = mia.all(&format!("/files?project_id={}&kind=documents", world.project), 50).await;
        assert!(documents.iter().all(|row| row["id"] != file["id"]));
        let carla = app.as_client("carla").await;
        let page = carla.get("/portal/files").await.expect(200);
        assert!(page.body.contains("Logo final.png"));
    }

    async fn the_same_key_with_the_same_file_is_one_upload(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let send = async |name: &str, content: &[u8]| {
            let ask = mia.ask(Method::POST, &format!("/uploads?name={name}")).header("idempotency-key", "k");
            ask.body("application/octet-stream", content).send().await
        };
        let first = send("a.txt", b"one").await.expect(201).json();
        assert_eq!(send("a.txt", b"one").await.expect(201).json(), first);
        for (name, content) in [("a.txt", b"two".as_slice()), ("b.txt", b"one")] {
            assert_eq!(send(name, content).await.expect(409).code(), "idempotency_key_reused");
        }
        let to = format!("/workspaces/{}/files", app.cast.acme.workspace);
        let body = json!({ "upload_ids": [first["id"], first["id"]] });
        let deliver = async || mia.ask(Method::POST, &to).header("idempotency-key", "d").json(&body).send().await;
        let delivered = deliver().await.expect(201).json();
        assert_eq!(delivered["items"].as_array().unwrap().len(), 2);
        assert_eq!(deliver().await.expect(201).json(), delivered);
    }

    async fn a_form_with_one_file_is_taken_too(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let (kind, body) = multipart(&[], &[("見積書 %22neu%22.txt", b"hello")]);
        let stored = mia.ask(Method::POST, "/uploads").body(&kind, body).send().await.expect(201).json();
        assert_eq!((&stored["name"], &stored["size"]), (&json!("見積書 \"neu\".txt"), &json!(5)));
        let (kind, body) = multipart(&[("a", "b")], &[]);
        mia.ask(Method::POST, "/uploads").body(&kind, body).send().await.expect(422);
        let (kind, body) = multipart(&[], &[("one.txt", b"one"), ("two.txt", b"two")]);
        let refused = mia.ask(Method::POST, "/uploads").body(&kind, body).send().await.expect(422).json();
        assert_eq!(refused["errors"][0]["field"], "files", "the second is not lost without a word: {refused}");
    }

    async fn what_arrives_has_to_have_the_hash_that_was_said(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let right = portico::secrets::hash_bytes(b"hello");
        let send = async |hash: &str| {
            let ask = mia.ask(Method::POST, &format!("/uploads?name=a&sha256={hash}"));
            ask.body("application/octet-stream", b"hello".as_slice()).send().await
        };
        send(&right).await.expect(201);
        send(&right.to_uppercase()).await.expect(201);
        let refused = send(&"0".repeat(64)).await.expect(422).json();
        assert_eq!(refused["errors"][0]["field"], "sha256");
    }

    async fn a_file_is_taken_out_of_a_gallery_and_that_is_on_record(app: TestApp) {
        let (olivia, carla) = (app.as_staff("olivia").await, app.as_client("carla").await);
        let file = deliver(&olivia, &app.cast.acme, "draft.txt", "x").await;
        let path = format!("/files/{}", text(&file["id"]));
        let page = format!("/portal{path}");
        carla.get(&page).await.expect(200);
        olivia.ask(Method::DELETE, &path).send().await.expect(204);
        olivia.ask(Method::DELETE, &path).send().await.expect(404);
        carla.get(&page).await.expect(404);
        let trail = olivia.all("/audit?action=file", 50).await;
        assert!(trail.iter().any(|entry| entry["action"] == "file.removed"), "{trail:?}");
        let body = json!({ "body": "so", "files": [file["upload_id"]] });
        let messages = format!("/requests/{}/messages", app.cast.acme.request);
        let said = olivia.post(&messages, body).await.expect(201).json();
        let path = format!("/files/{}", text(&said["files"][0]["id"]));
        let refused = olivia.ask(Method::DELETE, &path).send().await.expect(409);
        assert_eq!(refused.code(), "file_stands_elsewhere");
    }
}
