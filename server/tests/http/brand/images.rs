use image::{GrayImage, ImageFormat};
use poem::http::Method;
use serde_json::Value;

use crate::support::{Answer, Staff, TestApp, png};

async fn put(staff: &Staff, kind: &str, content: Vec<u8>) -> Answer {
    staff.ask(Method::PUT, &format!("/agency/images/{kind}")).body("application/octet-stream", content).send().await
}

fn encoded(image: impl Into<image::DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut out = std::io::Cursor::new(Vec::new());
    image.into().write_to(&mut out, format).unwrap();
    out.into_inner()
}

fn refusal(answer: Answer) -> String {
    let problem: Value = answer.expect(422).json();
    assert_eq!(problem["errors"][0]["field"], "image", "{problem}");
    problem["errors"][0]["message"].as_str().unwrap().to_owned()
}

both! {
    async fn s2_124_the_logo_stands_on_every_page_and_in_mails(app: TestApp) {
        let adam = app.as_staff("adam").await;
        let light = put(&adam, "logo_light", png(300, 100)).await.expect(200).json();
        let dark = put(&adam, "logo_dark", png(301, 100)).await.expect(200).json();
        let icon = put(&adam, "icon", png(64, 64)).await.expect(200).json();
        let [light, dark, icon] = [light, dark, icon].map(|image| image["path"].as_str().unwrap().to_owned());
        let carla = app.as_client("carla").await;
        for (browser, path) in [(&app.stranger(), "/portal/login"), (&app.stranger(), "/"), (&carla, "/portal"), (&carla, "/portal/nothing")] {
            let page = browser.get(path).await;
            assert!(page.body.contains(&format!("src=\"{light}\" alt=\"Northwind Studio\"")), "{path}: {}", page.body);
            assert!(page.body.contains(&format!("media=\"(prefers-color-scheme: dark)\" srcset=\"{dark}\"")), "{path}");
            assert!(page.body.contains(&format!("rel=\"icon\" type=\"image/png\" href=\"{icon}\"")), "{path}");
        }
        let image = carla.get(&light).await.expect(200);
        assert_eq!(image.header("content-type"), "image/png");
        assert_eq!(image.header("x-content-type-options"), "nosniff");
        assert!(image.header("cache-control").contains("immutable"));
        assert!(image.header("content-security-policy").contains("sandbox"));
        app.stranger().plain_post("/portal/forgot-password", &[("email", "carla@acme.test")]).await.expect(200);
        app.run_jobs().await;
        let mail = app.mails().pop().unwrap();
        assert!(mail.html.contains(&format!("src=\"http://northwind.localhost{light}\"")), "{}", mail.html);

        adam.ask(Method::DELETE, "/agency/images/logo_light").send().await.expect(204);
        adam.ask(Method::DELETE, "/agency/images/logo_light").send().await.expect(204);
        assert!(!carla.get("/portal").await.body.contains(&light));
        carla.get(&light).await.expect(200);
    }

    async fn an_image_is_its_agencys_alone(app: TestApp) {
        let path = put(&app.as_staff("adam").await, "icon", png(64, 64)).await.expect(200).json();
        let path = path["path"].as_str().unwrap();
        app.stranger().get(path).await.expect(200);
        let hana = app.as_client("hana").await;
        let foreign = hana.get(path).await.expect(404);
        assert!(!foreign.body.contains("Northwind"));
        hana.get(&format!("/brand/{}.png", "0".repeat(64))).await.expect(404);
        assert_eq!(app.as_staff("henry").await.get("/agency/brand").await.json()["published"].get("icon"), None);
    }

    async fn what_a_file_says_beside_its_pixels_is_left_behind(app: TestApp) {
        let mut told = png(64, 64);
        let chunk = |name: &[u8], content: &[u8]| {
            let mut crc = flate2::Crc::new();
            crc.update(&[name, content].concat());
            [&u32::try_from(content.len()).unwrap().to_be_bytes(), name, content, &crc.sum().to_be_bytes()].concat()
        };
        told.splice(33..33, chunk(b"tEXt", b"Comment\0taken at home by secretname"));
        let path = put(&app.as_staff("adam").await, "icon", told).await.expect(200).json();
        let kept = app.stranger().get(path["path"].as_str().unwrap()).await.expect(200);
        assert!(!kept.body.contains("secretname"));
    }

    async fn a_hostile_file_is_refused_with_the_limit_that_it_breaks(app: TestApp) {
        let adam = app.as_staff("adam").await;
        let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".to_vec();
        assert!(refusal(put(&adam, "logo_light", svg).await).contains("SVG"));
        assert!(refusal(put(&adam, "logo_light", b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec()).await).contains("SVG"));
        assert!(refusal(put(&adam, "icon", b"GIF89a\x01\x00\x01\x00".to_vec()).await).contains("PNG, a JPEG or a WebP"));
        assert!(refusal(put(&adam, "icon", b"<html><script>1</script>".to_vec()).await).contains("PNG, a JPEG or a WebP"));
        assert!(refusal(put(&adam, "icon", Vec::new()).await).contains("PNG, a JPEG or a WebP"));
        let fifty = encoded(GrayImage::new(10_000, 5_000), ImageFormat::Png);
        assert!(fifty.len() < 512 * 1024, "it is small on the wire: {}", fifty.len());
        assert!(refusal(put(&adam, "icon", fifty).await).contains("10000 × 5000 pixels; at most 4096 × 4096"));
        let nine = encoded(GrayImage::new(3_000, 3_000), ImageFormat::Png);
        assert!(refusal(put(&adam, "icon", nine).await).contains("at most 8 megapixels"));
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
            let whole = encoded(image::RgbImage::from_fn(200, 200, |x, y| image::Rgb([x as u8, y as u8, 9])), format);
            let cut = whole[..whole.len() * 2 / 3].to_vec();
            assert!(refusal(put(&adam, "icon", cut).await).contains("cut off or damaged"), "{format:?}");
        }
        assert_eq!(adam.get("/agency/brand").await.json()["version"], 1, "nothing has changed");
    }

    async fn a_file_that_is_too_large_is_refused_with_its_limit(app: TestApp) {
        let adam = app.as_staff("adam").await;
        let mut large = png(64, 64);
        large.resize(512 * 1024 + 1, 0);
        let refused = put(&adam, "icon", large.clone()).await.expect(413);
        assert!(refused.json()["detail"].as_str().unwrap().contains("524288"), "{}", refused.body);
        put(&adam, "logo_light", large).await.expect(200);
        let refused = put(&adam, "logo_light", vec![0; 1024 * 1024 + 1]).await.expect(413);
        assert!(refused.json()["detail"].as_str().unwrap().contains("1048576"), "{}", refused.body);
        adam.ask(Method::PUT, "/agency/brand/draft").body("application/json", vec![b' '; 65_537]).send().await.expect(413);
        let none = put(&adam, "banner", png(64, 64)).await.expect(400).json();
        let said = none["detail"].as_str().unwrap();
        assert!(said.contains("none of the words") && !said.contains("BrandImageKind"), "{said}");
        // What it is called does not count; what it is does.
        let named = adam.ask(Method::PUT, "/agency/images/icon");
        named.body("image/jpeg", png(64, 64)).send().await.expect(200);
        let json = adam.ask(Method::PUT, "/agency/images/icon").json(&serde_json::json!({})).send().await;
        assert!(refusal(json).contains("something else"));
    }

    async fn the_same_image_is_kept_once_and_old_ones_go_in_the_end(app: TestApp) {
        let adam = app.as_staff("adam").await;
        let first = put(&adam, "icon", png(20, 20)).await.expect(200).json();
        put(&adam, "favicon", png(20, 20)).await.expect(200);
        assert_eq!(app.store.value("SELECT count(*) FROM brand_image").await, "1");
        for size in 21..70 {
            app.advance(chrono::TimeDelta::seconds(1));
            put(&adam, "logo_light", png(size, 20)).await.expect(200);
        }
        let kept: usize = app.store.value("SELECT count(*) FROM brand_image").await.parse().unwrap();
        assert!(kept <= 44, "{kept}");
        app.stranger().get(first["path"].as_str().unwrap()).await.expect(200);
    }
}
