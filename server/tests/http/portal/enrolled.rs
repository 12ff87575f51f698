//! Somebody with a second factor.

use data_encoding::BASE32_NOPAD;
use portico::codes;

use crate::support::{Browser, PASSWORD, TestApp};

/// An authenticator, and the recovery codes that came with it.
pub struct Authenticator {
    secret: Vec<u8>,
    pub recovery: Vec<String>,
}

impl Authenticator {
    /// Begins the set-up and reads the secret off the page.
    pub async fn begin(browser: &Browser) -> Self {
        browser.post("/portal/account/second-factor", &[]).await.expect(303);
        let page = browser.get("/portal/account/second-factor").await.expect(200).body;
        assert!(page.contains("<svg class=\"qr\""), "{page}");
        let key = between(&page, "<code class=\"secret\">", "</code>").replace(' ', "");
        Self { secret: BASE32_NOPAD.decode(key.as_bytes()).unwrap(), recovery: Vec::new() }
    }

    /// Sets a second factor up, from the first page to the last.
    pub async fn of(app: &TestApp, browser: &Browser) -> Self {
        let mut new = Self::begin(browser).await;
        let fields = [("password", PASSWORD), ("code", &new.code(app))];
        let page = browser.post("/portal/account/second-factor/confirm", &fields).await.expect(200).body;
        new.recovery = recovery_codes(&page);
        assert_eq!(new.recovery.len(), 10, "{page}");
        // The code that confirmed it is used up.
        app.advance(chrono::TimeDelta::seconds(30));
        new
    }

    /// The code that it shows now.
    pub fn code(&self, app: &TestApp) -> String {
        codes::code_at(&self.secret, app.app.database.system().now())
    }

    /// A code that it does not show.
    pub fn wrong(&self, app: &TestApp) -> String {
        let now = app.app.database.system().now();
        let near: Vec<String> =
            (-3..=3).map(|step| codes::code_at(&self.secret, now + chrono::TimeDelta::seconds(30 * step))).collect();
        (100_000..).map(|number| number.to_string()).find(|code| !near.contains(code)).unwrap()
    }
}

/// What stands between two marks.
pub fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    let from = page.find(before).unwrap_or_else(|| panic!("no {before} in {page}")) + before.len();
    let to = from + page[from..].find(after).unwrap();
    &page[from..to]
}

/// The recovery codes that a page shows.
pub fn recovery_codes(page: &str) -> Vec<String> {
    let list = between(page, "<ol class=\"codes\">", "</ol>");
    list.split("<code>").skip(1).filter_map(|rest| rest.split('<').next()).map(str::to_owned).collect()
}
