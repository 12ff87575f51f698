//! A person's browser: what is asked of it is what a person does and sees.

use anyhow::{Context, Result, bail, ensure};
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;
use fantoccini::{Client, Locator};
use serde_json::{Value, json};

use crate::commands::{BrowserLog, DevTools};
use crate::driver::Driver;
use crate::{Server, people, until};

/// How the browser looks at pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    pub width: u32,
    pub height: u32,
    pub dark: bool,
}

impl Look {
    pub const DESKTOP: Self = Self { width: 1440, height: 900, dark: false };
    pub const PHONE: Self = Self { width: 390, height: 844, dark: false };

    /// The same at night.
    pub const fn dark(self) -> Self {
        Self { dark: true, ..self }
    }

    /// A name for files and messages.
    pub fn name(self) -> String {
        format!("{}-{}", self.width, if self.dark { "dark" } else { "light" })
    }
}

/// A browser at one server.
pub struct Browser {
    pub client: Client,
    base: String,
    _driver: Driver,
}

impl Browser {
    /// A fresh one.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn open(server: &Server) -> Result<Self> {
        Self::opened(server, true).await
    }

    /// A fresh one that runs no script.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn without_scripts(server: &Server) -> Result<Self> {
        Self::opened(server, false).await
    }

    /// A fresh one with somebody signed in.
    ///
    /// # Errors
    /// When it does not start, or the portal lets them not in.
    pub async fn of(server: &Server, email: &str) -> Result<Self> {
        let browser = Self::open(server).await?;
        browser.sign_in(email, people::PASSWORD).await?;
        browser.until_at("/portal").await?;
        Ok(browser)
    }

    /// The same browser, which from now on asks the second agency's host.
    #[must_use]
    pub fn at_harbor(self, server: &Server) -> Self {
        Self { base: server.url("").replacen("localhost", "harbor.localhost", 1), ..self }
    }

    /// A fresh one at a host of an agency's own, behind a door that speaks TLS at this port.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn at_host(host: &str, port: u16) -> Result<Self> {
        let driver = Driver::start().await?;
        let client = driver.browser(true, &[host]).await?;
        Ok(Self { client, base: format!("https://{host}:{port}"), _driver: driver })
    }

    async fn opened(server: &Server, scripts: bool) -> Result<Self> {
        let driver = Driver::start().await?;
        let client = driver.browser(scripts, &[]).await?;
        Ok(Self { client, base: server.url(""), _driver: driver })
    }

    /// Fills the sign-in form in and sends it.
    ///
    /// # Errors
    /// When there is no such form.
    pub async fn sign_in(&self, email: &str, password: &str) -> Result<()> {
        self.go("/portal/login").await?;
        self.fill("#email", email).await?;
        self.fill("#password", password).await?;
        self.press("main button[type=submit]").await
    }

    /// Goes to an address.
    ///
    /// # Errors
    /// When the browser cannot.
    pub async fn go(&self, path: &str) -> Result<()> {
        Ok(self.client.goto(&format!("{}{path}", self.base)).await?)
    }

    /// Types into a field in place of what is there.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn fill(&self, selector: &str, text: &str) -> Result<()> {
        let field = self.client.find(Locator::Css(selector)).await.with_context(|| format!("no field {selector}"))?;
        field.clear().await?;
        Ok(field.send_keys(text).await?)
    }

    /// Presses keys wherever the focus is, as a keyboard does: it asks nothing of what has the focus, which the page
    /// may just be replacing. A modifier among them is held until the last key.
    ///
    /// # Errors
    /// When the browser cannot.
    pub async fn keys(&self, keys: &str) -> Result<()> {
        let modifiers = [Key::Shift, Key::Control, Key::Alt, Key::Meta].map(char::from);
        let mut held = Vec::new();
        let mut strokes = KeyActions::new("keys".to_owned());
        for value in keys.chars() {
            strokes = strokes.then(KeyAction::Down { value });
            if modifiers.contains(&value) {
                held.push(value);
            } else {
                strokes = strokes.then(KeyAction::Up { value });
            }
        }
        let strokes = held.into_iter().rev().fold(strokes, |strokes, value| strokes.then(KeyAction::Up { value }));
        Ok(self.client.perform_actions(strokes).await?)
    }

    /// Chooses an option by its value.
    ///
    /// # Errors
    /// When there is none.
    pub async fn choose(&self, selector: &str, value: &str) -> Result<()> {
        let field = self.client.find(Locator::Css(selector)).await.with_context(|| format!("no choice {selector}"))?;
        Ok(field.select_by_value(value).await?)
    }

    /// Clicks.
    ///
    /// # Errors
    /// When there is nothing to click.
    pub async fn press(&self, selector: &str) -> Result<()> {
        let button = until(selector, async || Ok(self.client.find(Locator::Css(selector)).await.ok()));
        Ok(button.await?.click().await?)
    }

    /// Follows the link, or presses the button, that says this.
    ///
    /// # Errors
    /// When none says it.
    pub async fn press_what_says(&self, text: &str) -> Result<()> {
        let path = format!("//main//*[self::a or self::button][normalize-space(.)='{text}']");
        let found = until(text, async || Ok(self.client.find(Locator::XPath(&path)).await.ok())).await?;
        // As a person would, who scrolls until it is free of whatever floats.
        let scroll = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })";
        self.client.execute(scroll, vec![serde_json::to_value(&found)?]).await?;
        Ok(found.click().await?)
    }

    /// The path of the page that is shown.
    ///
    /// # Errors
    /// When the browser does not say.
    pub async fn path(&self) -> Result<String> {
        Ok(self.client.current_url().await?.path().to_owned())
    }

    /// Waits for a page.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn until_at(&self, path: &str) -> Result<()> {
        until(path, async || Ok((self.path().await? == path).then_some(()))).await
    }

    /// What the page says to whoever looks at it.
    ///
    /// # Errors
    /// When there is no page.
    pub async fn text(&self) -> Result<String> {
        Ok(self.client.find(Locator::Css("body")).await?.text().await?)
    }

    /// Waits until the page says this.
    ///
    /// # Errors
    /// When it does not.
    pub async fn until_says(&self, words: &str) -> Result<()> {
        let seen = until(words, async || Ok(self.text().await.ok().filter(|text| text.contains(words)))).await;
        match seen {
            Ok(_) => Ok(()),
            Err(error) => bail!("{error}; {} says:\n{}", self.path().await?, self.text().await?),
        }
    }

    /// The page's source, as the browser has it now.
    ///
    /// # Errors
    /// When there is no page.
    pub async fn source(&self) -> Result<String> {
        Ok(self.client.source().await?)
    }

    /// Runs a script and takes what it returns.
    ///
    /// # Errors
    /// When the script fails.
    pub async fn run(&self, script: &str) -> Result<Value> {
        Ok(self.client.execute(script, Vec::new()).await?)
    }

    /// Runs a script that promises something.
    ///
    /// # Errors
    /// When the script fails.
    pub async fn promised(&self, script: &str) -> Result<Value> {
        let script = format!(
            "const done = arguments[0]; (async () => {{ {script} }})().then(done, (error) => done({{ broken: String(error) }}))"
        );
        let value = self.client.execute_async(&script, Vec::new()).await?;
        ensure!(value.get("broken").is_none(), "the script failed: {value}");
        Ok(value)
    }

    /// Changes how it looks at pages.
    ///
    /// # Errors
    /// When the browser cannot.
    pub async fn look(&self, look: Look) -> Result<()> {
        let size = json!({ "width": look.width, "height": look.height, "deviceScaleFactor": 1, "mobile": false });
        self.tool("Emulation.setDeviceMetricsOverride", size).await?;
        let scheme = if look.dark { "dark" } else { "light" };
        let features = json!([
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ]);
        self.tool("Emulation.setEmulatedMedia", json!({ "features": features })).await?;
        Ok(())
    }

    /// A picture of the whole page, as a screen would show it that is high enough.
    ///
    /// # Errors
    /// When the browser cannot.
    pub async fn picture(&self, look: Look) -> Result<Vec<u8>> {
        let height = self.run("return document.documentElement.scrollHeight").await?;
        let height = height.as_u64().and_then(|height| u32::try_from(height).ok()).unwrap_or_default();
        self.look(Look { height: height.max(look.height), ..look }).await?;
        let picture = self.tool("Page.captureScreenshot", json!({ "format": "png" })).await?;
        let data = picture["data"].as_str().context("no picture")?;
        Ok(data_encoding::BASE64.decode(data.as_bytes())?)
    }

    /// A command of the developer tools.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn tool(&self, name: &'static str, parameters: Value) -> Result<Value> {
        Ok(self.client.issue_cmd(DevTools { name, parameters }).await?)
    }

    /// What the browser complained of since it was asked last: refused by the content security policy,
    /// failed scripts, files that are not there.
    ///
    /// # Errors
    /// When the browser does not say.
    pub async fn complaints(&self) -> Result<Vec<String>> {
        let log = self.client.issue_cmd(BrowserLog).await?;
        let entries = log.as_array().cloned().unwrap_or_default();
        Ok(entries.iter().filter_map(|entry| entry["message"].as_str().map(str::to_owned)).collect())
    }

    /// Ends it in an orderly way.
    ///
    /// # Errors
    /// When it does not end.
    pub async fn close(self) -> Result<()> {
        Ok(self.client.close().await?)
    }
}
