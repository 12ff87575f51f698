use crate::support::{Browser, TestApp, attribute_after, canaries, text_of};

async fn page(browser: &Browser, query: &str) -> String {
    browser.get(&format!("/portal/requests?{query}")).await.expect(200).body
}

both! {
    async fn the_list_shows_open_requests_and_counts_both(app: TestApp) {
        let carla = app.as_client("carla").await;
        let id = carla.request("Lanterns for the door", "x").await;
        carla.request("Candles", "x").await;
        carla.post(&format!("/portal/requests/{id}/close"), &[]).await.expect(303);
        let open = page(&carla, "").await;
        assert!(open.contains("Candles") && !open.contains("Lanterns"));
        let text = text_of(&open);
        assert!(text.contains("Open 2") && text.contains("Closed 1") && text.contains("All 3"), "{text}");
        let closed = page(&carla, "status=closed").await;
        assert!(!closed.contains("Candles") && closed.contains("Lanterns"));
        let all = page(&carla, "status=all").await;
        assert!(all.contains("Candles") && all.contains("Lanterns"));
        for odd in ["status=nonsense", "kind=nonsense", "project=nonsense", "mine=maybe"] {
            page(&carla, odd).await;
        }
    }

    async fn filters_narrow_together(app: TestApp) {
        let carla = app.as_client("carla").await;
        carla.request("Candles", "x").await;
        let support = [("kind", "support"), ("support_category", "bugs"), ("subject", "It flickers"), ("body", "x")];
        carla.post("/portal/requests", &support).await.expect(303);
        let tickets = page(&carla, "kind=support").await;
        assert!(tickets.contains("It flickers") && !tickets.contains("Candles"));
        assert!(text_of(&tickets).contains("All 1"));
        let project = page(&carla, &format!("project={}", app.cast.acme.project)).await;
        assert!(project.contains("acmecanary subject") && !project.contains("Candles"));
        app.store.sql("UPDATE membership SET can_submit_requests = TRUE").await;
        let victor = app.as_client("victor").await;
        assert!(text_of(&page(&victor, "mine=true").await).contains("All 0"));
    }

    /// Words are found in subjects and messages of one's own workspace, and counted there alone.
    async fn a_search_finds_and_counts_ones_own(app: TestApp) {
        let carla = app.as_client("carla").await;
        let id = carla.request("Lanterns", "made of paper").await;
        carla.post(&format!("/portal/requests/{id}/messages"), &[("body", "Übergrößen, bitte 🐙")]).await.expect(303);
        for words in ["lantern", "PAPER", "paper+lanterns", "%C3%9Cbergr", "lan"] {
            let found = page(&carla, &format!("q={words}")).await;
            assert!(found.contains("Lanterns") && text_of(&found).contains("All 1"), "{words}");
        }
        for words in [canaries::BLUEBIRD, canaries::HARBOR, canaries::NOTE, "owner", "bluebirdcan"] {
            let found = text_of(&page(&carla, &format!("q={words}")).await);
            assert!(found.contains("All 0"), "{words}: {found}");
        }
    }

    /// What the database's own search language means something in, is words like any other.
    async fn a_search_is_words_and_no_language(app: TestApp) {
        let carla = app.as_client("carla").await;
        let owner = app.cast.bluebird.workspace.simple().to_string();
        for words in [
            "%22", "*", "-", "a%20OR%20b", "NEAR(a%20b)", "owner%3A", "body%3A%5E", "%27%27", "%27%20OR%201%3D1--", "a%20%26%20%21b",
            "%00", "%3A*", "%28", "%29%20OR%20owner%20%3A", "%5C", "%F0%9F%90%99", "%E2%80%AE", &"a%20".repeat(300), &"x".repeat(3000),
            &format!("owner%3A{owner}"), &format!("%22{owner}%22%20OR%20bluebirdcanary"), &owner,
        ] {
            let found = page(&carla, &format!("status=all&q={words}")).await;
            assert!(!found.contains("bluebirdcanary subject") && !found.contains("bluebirdcanary body"), "{words}");
        }
    }

    /// Page by page everything once, however many come meanwhile.
    async fn a_long_list_is_read_to_its_end(app: TestApp) {
        let carla = app.as_client("carla").await;
        for number in 0..60 {
            carla.request(&format!("Numbered {number:03}"), "x").await;
        }
        let mut seen = Vec::new();
        let mut next = "/portal/requests?q=numbered".to_owned();
        for round in 0..5 {
            let part = carla.get(&next).await.expect(200).body;
            let found = part.split("Numbered ").skip(1).map(|rest| rest[..3].to_owned());
            seen.extend(found.filter(|number| number.parse::<u32>().is_ok()));
            if round == 0 {
                carla.request("Numbered 999", "x").await;
            }
            match attribute_after(&part, "cursor=", "href") {
                Some(href) => next = href.replace("&amp;", "&"),
                None => break,
            }
        }
        seen.dedup();
        let expected: Vec<String> = (0..60).rev().map(|number| format!("{number:03}")).collect();
        assert_eq!(seen, expected);
        for cursor in ["x", "%00", "eyJrIjoibiJ9", &"A".repeat(2000)] {
            let answer = carla.get(&format!("/portal/requests?cursor={cursor}")).await;
            assert_eq!(answer.status, 422, "{cursor}");
        }
    }
}
