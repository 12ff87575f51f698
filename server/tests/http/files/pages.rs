//! The pages of documents.

use chrono::TimeDelta;
use poem::http::Method;
use portico::ids::UploadId;
use portico::storage::Part;
use serde_json::Value;
use uuid::Uuid;

use super::{deliver, text};
use crate::support::{A4, TestApp, pdf_of, png};

const SQUARE: &str = "0.6 0.23 0.15 rg 100 300 300 300 re f";
const BAR: &str = "0.1 0.2 0.6 rg 50 50 100 700 re f";

fn upload(file: &Value) -> UploadId {
    text(&file["upload_id"]).parse::<Uuid>().unwrap().into()
}

both! {
    async fn every_page_of_a_document_is_drawn_large_enough_to_be_read(app: TestApp) {
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let file = deliver(&mia, &app.cast.acme, "menu.pdf", pdf_of(&[(A4, SQUARE), (A4, ""), (A4, BAR)])).await;
        let path = |page: &str| format!("/portal/files/{}/pages/{page}", text(&file["id"]));
        carla.get(&path("1")).await.expect(404);
        app.run_jobs().await;
        let first = carla.get(&path("1")).await.expect(200);
        for (name, value) in [
            ("content-type", "image/png"),
            ("content-security-policy", "sandbox; default-src 'none'"),
            ("x-content-type-options", "nosniff"),
            ("cache-control", "private, no-cache"),
        ] {
            assert_eq!(first.header(name), value, "{name}");
        }
        let drawn = image::load_from_memory(&first.bytes).unwrap();
        assert_eq!((drawn.width(), drawn.height()), (1130, 1600));
        let third = carla.get(&path("3")).await.expect(200);
        assert_ne!(first.bytes, third.bytes);
        for beyond in ["4", "0", "-1", "1.5", "x", "99999999999", "%00"] {
            carla.get(&path(beyond)).await.expect(404);
        }
        app.as_client("ben").await.get(&path("1")).await.expect(404);
        let picture = deliver(&mia, &app.cast.acme, "a.png", png(90, 60)).await;
        app.run_jobs().await;
        carla.get(&format!("/portal/files/{}/pages/1", text(&picture["id"]))).await.expect(404);
        let known = carla.ask(Method::GET, &path("1")).header("if-none-match", first.header("etag")).send().await;
        assert!(known.expect(304).bytes.is_empty());
        assert_ne!(first.header("etag"), third.header("etag"));
        // The file's page shows all of them, each when somebody comes near.
        let shown = carla.get(&format!("/portal/files/{}", text(&file["id"]))).await.expect(200).body;
        for page in 1..=3 {
            let img = format!("<img src=\"{}\" alt=\"Page {page} of menu.pdf\" width=\"595\" height=\"842\" loading=\"lazy\">", path(&page.to_string()));
            assert!(shown.contains(&img) && shown.contains(&format!("Page {page} of 3")), "{shown}");
        }
    }

    /// What was drawn is kept, and goes with the file.
    async fn a_page_is_drawn_once_and_removed_with_its_file(app: TestApp) {
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let file = deliver(&mia, &app.cast.acme, "menu.pdf", pdf_of(&[(A4, SQUARE), (A4, BAR)])).await;
        app.run_jobs().await;
        let path = format!("/portal/files/{}/pages/2", text(&file["id"]));
        let drawn = carla.get(&path).await.expect(200).bytes;
        let (storage, agency) = (app.app.storage(), app.cast.acme.agency.into());
        let kept = async |page| storage.read_if_there(agency, upload(&file), Part::Page(page), u64::MAX).await.unwrap();
        assert_eq!((kept(1).await, kept(2).await), (None, Some(drawn.into())));
        // What is sent is what is kept: something else there is what comes.
        let mut writer = storage.write(agency, upload(&file), Part::Page(2));
        writer.add(&png(3, 3).into()).await.unwrap();
        writer.commit().await.unwrap();
        assert_eq!(carla.get(&path).await.expect(200).bytes, png(3, 3));
        mia.ask(Method::DELETE, &format!("/files/{}", text(&file["id"]))).send().await.expect(204);
        carla.get(&path).await.expect(404);
        app.advance(TimeDelta::hours(26));
        app.run_jobs().await;
        assert_eq!(kept(2).await, None);
    }

    /// A page that cannot be drawn, since nothing of it would be seen, is a page without a picture; the others are there, and nobody tries again.
    async fn a_broken_page_fails_cleanly(app: TestApp) {
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let file = deliver(&mia, &app.cast.acme, "half.pdf", pdf_of(&[(A4, SQUARE), ("0 0 14400 1", "")])).await;
        app.run_jobs().await;
        let path = format!("/portal/files/{}", text(&file["id"]));
        carla.get(&format!("{path}/pages/1")).await.expect(200);
        carla.get(&format!("{path}/pages/2")).await.expect(404);
        let kept = app.app.storage().read_if_there(app.cast.acme.agency.into(), upload(&file), Part::Page(2), 10).await;
        assert_eq!(kept.unwrap().map(|kept| kept.len()), Some(0));
        carla.get(&format!("{path}/pages/2")).await.expect(404);
        let shown = carla.get(&path).await.expect(200);
        assert!(shown.body.contains("This page cannot be shown here"), "{}", shown.body);
    }
}
