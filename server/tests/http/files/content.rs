use poem::http::Method;

use super::{deliver, text};
use crate::support::{TestApp, png};

both! {
    async fn a_download_is_safe_whole_or_a_part_and_remembered(app: TestApp) {
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let file = deliver(&mia, &app.cast.acme, "hello \"there\" — 見.txt", "0123456789").await;
        let path = format!("/portal/files/{}/content", text(&file["id"]));
        let whole = carla.get(&path).await.expect(200);
        assert_eq!(whole.body, "0123456789");
        for (name, value) in [
            ("content-type", "application/octet-stream"),
            ("content-length", "10"),
            ("x-content-type-options", "nosniff"),
            ("content-security-policy", "sandbox; default-src 'none'"),
            ("cache-control", "private, no-cache"),
            ("accept-ranges", "bytes"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(whole.header(name), value, "{name}");
        }
        let named = whole.header("content-disposition");
        assert!(named.starts_with("attachment; filename=\"hello _there_ _ _.txt\"; filename*=UTF-8''hello%20%22"), "{named}");
        let tag = whole.header("etag").to_owned();
        assert_eq!(tag, format!("\"{}\"", text(&file["sha256"])));
        let ask = |name: &'static str, value: &str| carla.ask(Method::GET, &path).header(name, value);
        let known = ask("if-none-match", &tag).send().await.expect(304);
        assert!(known.body.is_empty());
        let part = ask("range", "bytes=2-4").send().await.expect(206);
        assert_eq!((part.body.as_str(), part.header("content-range")), ("234", "bytes 2-4/10"));
        assert_eq!(ask("range", "bytes=-3").send().await.expect(206).body, "789");
        assert_eq!(ask("range", "bytes=0-1,4-5").send().await.expect(200).body, "0123456789");
        let beyond = ask("range", "bytes=10-").send().await.expect(416);
        assert_eq!(beyond.header("content-range"), "bytes */10");
        let old = ask("range", "bytes=0-1").header("if-range", "\"old\"").send().await.expect(200);
        assert_eq!(old.body, "0123456789");
        // The same over the API.
        let api = format!("/files/{}/content", text(&file["id"]));
        let part = mia.ask(Method::GET, &api).header("range", "bytes=2-4").header("accept-encoding", "gzip").send().await;
        assert_eq!((part.status, part.body.as_str(), part.header("content-encoding")), (206, "234", ""));
        // And whoever was signed out meanwhile gets nothing, however much of it they have.
        app.store.sql("DELETE FROM client_session").await;
        ask("if-none-match", &tag).send().await.expect(303);
    }

    /// An MP4 is one, whoever wrote it, and also where it was stored under another name.
    async fn a_film_is_played_whatever_its_brand(app: TestApp) {
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let of = |brand: &[u8]| [b"\0\0\0\x18ftyp".as_slice(), brand, b"\0\0\0\x01isommp42"].concat();
        for (name, brand, kind, before, player) in [
            ("a.mp4", b"M4V ", "video/mp4", "video/x-m4v", "<video"),
            ("b.m4a", b"M4A ", "audio/mp4", "audio/m4a", "<audio"),
        ] {
            let file = deliver(&mia, &app.cast.acme, name, of(brand)).await;
            assert_eq!(file["media_type"], kind);
            let page = format!("/portal/files/{}", text(&file["id"]));
            for stored in [kind, before] {
                let change = format!("UPDATE file SET media_type = '{stored}' WHERE name = '{name}'");
                assert_eq!(app.store.sql(&change).await, 1);
                assert!(carla.get(&page).await.expect(200).body.contains(player), "{stored}");
                let shown = carla.get(&format!("{page}/content?inline=true")).await.expect(200);
                assert_eq!(shown.header("content-type"), kind, "{stored}");
                assert!(shown.header("content-disposition").starts_with("inline"), "{stored}");
            }
        }
    }

    async fn nothing_that_could_run_is_shown_and_nothing_runs(app: TestApp) {
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let script = "<script>alert(document.cookie)</script>";
        let polyglot = [png(8, 8), script.as_bytes().to_vec()].concat();
        for (name, content, kind) in [
            ("a.png", format!("<!doctype html>{script}").into_bytes(), "text/html"),
            ("b.svg", format!("<svg xmlns='http://www.w3.org/2000/svg'>{script}</svg>").into_bytes(), "image/svg+xml"),
            ("c.html", polyglot, "image/png"),
        ] {
            let file = deliver(&mia, &app.cast.acme, name, content).await;
            app.run_jobs().await;
            assert_eq!(file["media_type"], kind);
            let path = format!("/portal/files/{}/content?inline=true", text(&file["id"]));
            let shown = carla.get(&path).await.expect(200);
            let expected = if kind == "image/png" { ("image/png", "inline") } else { ("application/octet-stream", "attachment") };
            let disposition = shown.header("content-disposition");
            assert_eq!(shown.header("content-type"), expected.0);
            assert!(disposition.starts_with(expected.1), "{disposition}");
            assert_eq!(shown.header("content-security-policy"), "sandbox; default-src 'none'");
            assert_eq!(shown.header("x-content-type-options"), "nosniff");
            for dest in ["script", "style", "worker", "object", "embed", "iframe", "serviceworker"] {
                carla.ask(Method::GET, &path).header("sec-fetch-dest", dest).send().await.expect(403);
                let api = mia.ask(Method::GET, &format!("/files/{}/content", text(&file["id"])));
                assert_eq!(api.header("sec-fetch-dest", dest).send().await.expect(403).code(), "not_for_this");
            }
        }
    }
}
