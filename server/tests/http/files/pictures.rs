use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use serde_json::json;

use super::{deliver, text, upload};
use crate::support::{Holder, Kind, TestApp, pdf, png};

/// A PNG that says it is huge, and whose pixels come to gigabytes of nothing.
fn bomb() -> Vec<u8> {
    let side: u32 = 20_000;
    let mut all = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut chunk = |kind: &[u8], content: &[u8]| {
        all.extend((content.len() as u32).to_be_bytes());
        let mut crc = flate2::Crc::new();
        crc.update(kind);
        crc.update(content);
        all.extend(kind);
        all.extend(content);
        all.extend(crc.sum().to_be_bytes());
    };
    let head = [&side.to_be_bytes()[..], &side.to_be_bytes()[..], &[8, 6, 0, 0, 0]].concat();
    chunk(b"IHDR", &head);
    chunk(b"IDAT", &zeros(64 * 1024 * 1024));
    chunk(b"IEND", &[]);
    all
}

/// Compressed nothing.
fn zeros(count: usize) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    for _ in 0..count / 65_536 {
        encoder.write_all(&[0; 65_536]).unwrap();
    }
    encoder.finish().unwrap()
}

/// A PDF whose one page is a quarter of a gigabyte of nothing, twice compressed.
fn pdf_bomb() -> Vec<u8> {
    let mut again = ZlibEncoder::new(Vec::new(), Compression::fast());
    again.write_all(&zeros(256 * 1024 * 1024)).unwrap();
    let content = again.finish().unwrap();
    let mut all = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n\
        2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
        3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>\nendobj\n"
        .to_vec();
    all.extend(
        format!("4 0 obj\n<< /Length {} /Filter [/FlateDecode /FlateDecode] >>\nstream\n", content.len()).as_bytes(),
    );
    all.extend(content);
    all.extend(b"\nendstream\nendobj\ntrailer << /Size 5 /Root 1 0 R >>\n%%EOF");
    all
}

/// Where the drawing and a delivery meet, what was delivered does not wait for its picture for good.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_drawn_while_it_is_delivered_is_shown_postgres() {
    TestApp::run(Kind::Postgres, async |app| {
        let mia = app.as_staff("mia").await;
        let uploaded = upload(&mia, "a.png", png(30, 20)).await.expect(201).json();
        // It was drawn, and this is about to be said, as it is delivered.
        let drawn = "UPDATE upload SET preview = 'made', width = 30, height = 20 WHERE preview = 'waiting'";
        let drawing = Holder::of(&app.store, drawn).await;
        let to = format!("/workspaces/{}/files", app.cast.acme.workspace);
        let delivering = mia.post(&to, json!({ "upload_ids": [uploaded["id"]] }));
        let file = drawing.let_go_for(delivering).await.expect(201).json()["items"][0].clone();
        let settled = mia.get(&format!("/files/{}", text(&file["id"]))).await.expect(200).json();
        assert_eq!(settled["preview"], "made", "{settled}");
    })
    .await;
}

both! {
    async fn images_and_documents_get_small_pictures(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        for (name, content, size, pages) in [("a.png", png(900, 600), (900, 600), None), ("b.pdf", pdf(), (595, 842), Some(1))] {
            let file = deliver(&mia, &app.cast.acme, name, content).await;
            assert_eq!(file["preview"], "waiting");
            let path = format!("/files/{}", text(&file["id"]));
            carla.get(&format!("/portal{path}/preview")).await.expect(404);
            app.run_jobs().await;
            let made = mia.get(&path).await.expect(200).json();
            assert_eq!(made["preview"], "made", "{made}");
            assert_eq!((made["width"].as_i64(), made["height"].as_i64()), (Some(size.0), Some(size.1)));
            assert_eq!(made["pages"].as_i64(), pages);
            let picture = carla.get(&format!("/portal{path}/preview")).await.expect(200);
            assert_eq!(picture.header("content-type"), "image/jpeg");
            assert_eq!(picture.header("content-security-policy"), "sandbox; default-src 'none'");
            let page = carla.get(&format!("/portal{path}")).await.expect(200);
            let shown = if pages.is_some() { "/pages/1" } else { "stage-picture" };
            assert!(page.body.contains(shown) && page.body.contains(text(&file["sha256"])), "{}", page.body);
            mia.get(&format!("{path}/preview")).await.expect(200);
        }
    }

    /// What came to wait for a picture that is drawn already is set right within the hour, wherever the upload went.
    async fn a_file_that_was_left_waiting_is_shown_within_the_hour(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let file = deliver(&mia, &app.cast.acme, "left.png", png(30, 20)).await;
        let plain = deliver(&mia, &app.cast.acme, "notes.txt", "nothing to draw").await;
        app.run_jobs().await;
        let left = "UPDATE file SET preview = 'waiting', width = NULL, height = NULL WHERE name = 'left.png'";
        assert_eq!(app.store.sql(left).await, 1);
        let path = |file: &serde_json::Value| format!("/files/{}", text(&file["id"]));
        assert_eq!(mia.get(&path(&file)).await.expect(200).json()["preview"], "waiting");
        app.advance(chrono::TimeDelta::minutes(61));
        app.run_jobs().await;
        let mia = app.as_staff("mia").await;
        let settled = mia.get(&path(&file)).await.expect(200).json();
        assert_eq!((&settled["preview"], &settled["width"], &settled["height"]), (&json!("made"), &json!(30), &json!(20)));
        assert_eq!(mia.get(&path(&plain)).await.expect(200).json()["preview"], "none");
    }

    /// A file that is made to burst whoever opens it is a file without a picture, and the gallery still works.
    async fn a_bomb_fails_cleanly(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        for (name, content) in [("bomb.png", bomb()), ("bomb.pdf", pdf_bomb()), ("broken.png", png(50, 50)[..60].to_vec()), ("broken.pdf", b"%PDF-1.7 nothing".to_vec())] {
            let file = deliver(&mia, &app.cast.acme, name, content).await;
            app.run_jobs().await;
            let settled = mia.get(&format!("/files/{}", text(&file["id"]))).await.json();
            assert!(["failed", "made"].contains(&text(&settled["preview"])), "{settled}");
            assert!(name == "bomb.pdf" || settled["preview"] == "failed", "{settled}");
            carla.get(&format!("/portal/files/{}", text(&file["id"]))).await.expect(200);
            let shown = carla.get(&format!("/portal/files/{}/content?inline=true", text(&file["id"]))).await.expect(200);
            assert!(name.ends_with("pdf") || shown.header("content-disposition").starts_with("attachment"));
            let page = carla.get(&format!("/portal/files/{}/pages/1", text(&file["id"]))).await;
            assert!(page.status == 404 || name == "bomb.pdf", "{name}: {}", page.status);
        }
        carla.get("/portal/files").await.expect(200);
    }
}
