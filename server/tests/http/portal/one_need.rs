//! What all pages of the portal have in common: each is for one thing, says which, and is nothing but that.

use std::collections::BTreeMap;

use portico::app::pages;

use crate::support::{Browser, TestApp, attribute_after, text_of};

/// The pages that the navigation leads to, by what it calls them.
const SIDEBAR: [(&str, &str); 7] = [
    ("Dashboard", "/portal"),
    ("Workflows", "/portal/workflows"),
    ("Runs", "/portal/runs"),
    ("Connections", "/portal/connections"),
    ("Forms", "/portal/forms"),
    ("Billing", "/portal/billing"),
    ("Account", "/portal/account"),
];

async fn carla(app: &TestApp) -> Browser {
    app.store.sql("UPDATE workspace SET automation_on = true, billing_on = true").await;
    app.as_client("carla").await
}

/// Where the navigation at the side leads, by what it says.
fn entries(page: &str) -> BTreeMap<String, String> {
    let nav = page.split("<nav").find(|part| part.contains("href=\"/portal/account\"")).unwrap();
    let nav = nav.split("</nav>").next().unwrap();
    let links = nav.split("<a ").skip(1).map(|link| {
        let href = link.split("href=\"").nth(1).unwrap().split('"').next().unwrap();
        (text_of(&format!("<a {}", link.split("</a>").next().unwrap())), href.to_owned())
    });
    links.collect()
}

fn title(page: &str) -> String {
    text_of(page.split("<title>").nth(1).unwrap().split("</title>").next().unwrap())
}

fn heading(page: &str) -> Vec<String> {
    page.split("<h1").skip(1).map(|part| text_of(&format!("<h1{}", part.split("</h1>").next().unwrap()))).collect()
}

both! {
    /// S1.32–S1.34: each page is for one thing and says which, in its heading, its title and the navigation; nothing on
    /// it is for staff.
    async fn s1_32_every_page_serves_one_need_and_names_it(app: TestApp) {
        let carla = carla(&app).await;
        let home = carla.get("/portal").await.expect(200).body;
        let mut titles = BTreeMap::new();
        for (said, path) in entries(&home) {
            // Without how many wait there.
            let name = said.trim_end_matches(|last: char| last.is_ascii_digit()).trim_end();
            let page = carla.get(&path).await.expect(200).body;
            let headings = heading(&page);
            assert_eq!(headings.len(), 1, "{path} has {headings:?}");
            let title = title(&page);
            assert!(title.starts_with(name) || path == "/portal", "{path} is called {title}, and {name} in the navigation");
            assert!(titles.insert(title.clone(), path.clone()).is_none(), "{title} is the title of two pages");
            let current = page.split("aria-current=\"page\"").nth(1).expect(&path);
            assert!(text_of(current.split("</a>").next().unwrap()).contains(name), "{path} does not say where one is");
            // Whatever can be followed or sent stays in the portal.
            for part in page.split(" href=\"/").skip(1).chain(page.split(" action=\"/").skip(1)) {
                let to = part.split('"').next().unwrap();
                assert!(["portal", "static/", "brand/"].iter().any(|place| to.starts_with(place)), "{path} leads to /{to}");
            }
        }
        assert!(titles.len() >= 10, "{titles:?}");
    }

    /// S2.37: seven entries, each of which leads to a page; what the agency's work needs stands beside them.
    async fn s2_37_the_sidebar_has_its_seven_entries(app: TestApp) {
        let carla = carla(&app).await;
        let entries = entries(&carla.get("/portal").await.expect(200).body);
        for (name, path) in SIDEBAR {
            let found = entries.iter().find(|(said, _)| said.starts_with(name)).unwrap_or_else(|| panic!("no {name}: {entries:?}"));
            assert_eq!(found.1, path);
            carla.get(path).await.expect(200);
        }
    }

    /// S2.2: workflows, runs, billing and account, and each of them is the agency's.
    async fn s2_2_the_portal_covers_automation_billing_and_account_under_the_agencys_brand(app: TestApp) {
        let carla = carla(&app).await;
        let agency = carla.get("/portal").await.expect(200).body;
        let colours = attribute_after(&agency, "/brand/", "href").map(str::to_owned);
        for path in ["/portal/workflows", "/portal/runs", "/portal/billing", "/portal/account"] {
            let page = carla.get(path).await.expect(200).body;
            assert!(title(&page).ends_with("Northwind Studio"), "{path}: {}", title(&page));
            assert_eq!(attribute_after(&page, "/brand/", "href").map(str::to_owned), colours, "{path}");
            assert!(!page.to_lowercase().contains("portico"), "{path} names whoever made it");
        }
    }

    /// S2.119: an agency's plan is no client's to see: there is none, neither a page of it nor a word.
    async fn s2_119_no_page_is_about_an_agencys_plan(app: TestApp) {
        for page in pages().table() {
            let word = page.path.split('/').find(|word| ["plan", "plans", "pricing", "upgrade", "settings"].contains(word));
            assert_eq!(word, None, "{}", page.path);
        }
        let carla = carla(&app).await;
        for (_, path) in entries(&carla.get("/portal").await.expect(200).body) {
            let said = text_of(&carla.get(&path).await.expect(200).body).to_lowercase();
            for word in ["your plan", "upgrade", "free trial", "per seat"] {
                assert!(!said.contains(word), "{path} speaks of {word}");
            }
        }
    }
}
