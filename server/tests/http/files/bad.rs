//! What is sent to break something.

use futures_util::future::join_all;
use futures_util::stream;
use poem::http::Method;
use poem::{Body, Endpoint, Request};
use serde_json::json;

use super::{text, upload};
use crate::support::TestApp;

async fn uploads(app: &TestApp) -> String {
    app.store.value("SELECT count(*) FROM upload").await
}

both! {
    async fn an_empty_file_and_one_over_the_limit_are_refused_with_words(app: TestApp) {
        let small = app.another(|config| config.upload_limit = 1000).await;
        let mia = small.as_staff("mia").await;
        let before = uploads(&app).await;
        let empty = upload(&mia, "a", b"".as_slice()).await.expect(422).json();
        assert_eq!(empty["errors"][0]["message"], "This file is empty.");
        assert_eq!(empty["errors"][0]["field"], "body");
        upload(&mia, "a", vec![1; 1000]).await.expect(201);
        let large = upload(&mia, "a", vec![1; 1001]).await.expect(413);
        assert!(large.code() == "too_large" && large.body.contains("1000"), "{}", large.body);
        upload(&mia, "a", vec![1; 200_000]).await.expect(413);
        let carla = small.as_client("carla").await;
        let path = format!("/portal/requests/{}/messages", app.cast.acme.request);
        let page = carla.send(&path, &[("body", "x")], &[("a", &[1; 1001])]).await.expect(422);
        assert!(page.body.contains("larger than the 1.0 KB that fit"), "{}", page.body);
        assert_ne!(uploads(&app).await, before, "one fitted");
    }

    async fn an_agency_without_room_is_told_so(app: TestApp) {
        let full = app.another(|config| config.agency_storage = Some(100_000)).await;
        let mia = full.as_staff("mia").await;
        upload(&mia, "a", vec![1; 90_000]).await.expect(201);
        let refused = upload(&mia, "a", vec![1; 20_000]).await.expect(409);
        assert!(refused.code() == "storage_full" && refused.body.contains("100 KB"), "{}", refused.body);
        upload(&full.as_staff("henry").await, "a", vec![1; 50_000]).await.expect(201);
    }

    /// However many upload at once, all of them together stay within what the agency may store, and what fits is taken.
    async fn uploads_at_once_never_go_beyond_an_agencys_room(app: TestApp) {
        let own = "agency_id = (SELECT id FROM agency WHERE name = 'Northwind Studio')";
        let before = app.store.value(&format!("SELECT coalesce(sum(size), 0) FROM upload WHERE {own}")).await;
        let before: u64 = before.parse().unwrap();
        let small = app.another(|config| config.agency_storage = Some(before + 35_000)).await;
        let mia = small.as_staff("mia").await;
        let names: Vec<String> = (0..12).map(|number| number.to_string()).collect();
        let answers = join_all(names.iter().map(|name| upload(&mia, name, vec![1; 10_000]))).await;
        let taken = answers.iter().filter(|answer| answer.status == 201).count();
        assert!(answers.iter().all(|answer| answer.status == 201 || answer.code() == "storage_full"));
        assert_eq!(taken, 3, "as many as fit");
        // A client's form is a sender like any other, and what is refused holds no room.
        let carla = small.as_client("carla").await;
        let path = format!("/portal/requests/{}/messages", app.cast.acme.request);
        carla.send(&path, &[("body", "too much")], &[("a", &[1; 4000]), ("b", &[1; 4000])]).await.expect(409);
        upload(&mia, "b", b"".as_slice()).await.expect(422);
        carla.send(&path, &[("body", "fits")], &[("a", &[1; 4000])]).await.expect(303);
        // The same again, under the same key, takes no more room.
        let again = async || mia.ask(Method::POST, "/uploads?name=c").header("idempotency-key", "the-same").body("application/octet-stream", vec![7; 500]).send().await;
        for _ in 0..4 {
            again().await.expect(201);
        }
        upload(&mia, "d", vec![1; 501]).await.expect(409);
        upload(&mia, "d", vec![1; 500]).await.expect(201);
        assert_eq!(upload(&mia, "e", b"x".as_slice()).await.expect(409).code(), "storage_full");
        assert_eq!(app.store.value("SELECT coalesce(sum(size), 0) FROM upload_start").await, "0", "no room is kept for what came in");
    }

    /// Cut off half-way, or shorter than it was said to be: nothing is there afterwards.
    async fn what_is_cut_off_leaves_nothing_behind(app: TestApp) {
        let folder = tempfile::tempdir().unwrap();
        let storage = portico::storage::Storage::open(&format!("file://{}", folder.path().display()), None).unwrap();
        let node = app.another_storing(storage).await;
        let mia = node.as_staff("mia").await;
        let before = uploads(&app).await;
        for sent in [1, 9 * 1024 * 1024] {
            let piece = bytes::Bytes::from(vec![1; sent]);
            let broken = stream::iter([Ok(piece), Err(std::io::Error::other("gone"))]);
            let request = Request::builder()
                .method(Method::POST)
                .uri_str("/api/v1/uploads?name=a")
                .header("host", &mia.host)
                .header("authorization", format!("Bearer {}", mia.access))
                .header("content-type", "application/octet-stream")
                .body(Body::from_bytes_stream(broken));
            let answer = node.served.get_response(request).await;
            assert_eq!(answer.status().as_u16(), 400);
        }
        assert_eq!(uploads(&app).await, before);
        // What is on its way to the disk gets there before it is removed.
        for _ in 0..200 {
            if left(folder.path()) == 0 {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(25)).await;
        }
        assert_eq!(left(folder.path()), 0);
    }

    async fn a_name_harms_nobody_and_every_script_survives(app: TestApp) {
        let mia = app.as_staff("mia").await;
        for (sent, kept) in [
            ("../../../etc/passwd", "passwd"),
            ("..", "file"),
            ("", "file"),
            ("a\0b.txt", "ab.txt"),
            ("Angebot für Müller — 見積書 (عرض) 🎉.pdf", "Angebot für Müller — 見積書 (عرض) 🎉.pdf"),
        ] {
            let stored = upload(&mia, sent, "x").await.expect(201).json();
            assert_eq!(stored["name"], kept, "{sent:?}");
        }
        let long = "見".repeat(100) + ".pdf";
        let stored = upload(&mia, &long, "x").await.expect(201).json();
        let name = text(&stored["name"]);
        assert!(name.len() <= 240 && name.ends_with("見.pdf"), "{name}");
        // The same name twice is two files.
        let ids = [0, 1].map(|_| upload(&mia, "twice.txt", "x"));
        let [one, two] = futures_util::future::join_all(ids).await.try_into().unwrap_or_else(|_| panic!("two"));
        let (one, two) = (one.expect(201).json()["id"].clone(), two.expect(201).json()["id"].clone());
        let to = format!("/workspaces/{}/files", app.cast.acme.workspace);
        let both = mia.post(&to, json!({ "upload_ids": [one, two] })).await.expect(201).json();
        assert_eq!(both["items"][0]["name"], both["items"][1]["name"]);
    }
}

/// How many files are below a folder.
fn left(folder: &std::path::Path) -> usize {
    let entries = std::fs::read_dir(folder).unwrap().flatten();
    entries.map(|entry| if entry.path().is_dir() { left(&entry.path()) } else { 1 }).sum()
}
