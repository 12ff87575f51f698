//! A client of the portal without a browser: plain requests, plain forms.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use reqwest::header::{COOKIE, LOCATION, SET_COOKIE};
use uuid::Uuid;

use crate::server::reqwest_client;
use crate::{Server, people};

/// Somebody who visits the portal.
pub struct Visitor {
    http: reqwest::Client,
    base: String,
    cookies: BTreeMap<String, String>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub location: Option<String>,
    pub headers: String,
    pub body: String,
}

impl Visitor {
    /// Nobody yet.
    ///
    /// # Errors
    /// When no HTTP client can be made.
    pub fn stranger(server: &Server) -> Result<Self> {
        Ok(Self { http: reqwest_client()?, base: server.url(""), cookies: BTreeMap::new() })
    }

    /// Somebody who is signed in.
    ///
    /// # Errors
    /// When the portal lets them not in.
    pub async fn sign_in(server: &Server, email: &str) -> Result<Self> {
        let mut visitor = Self::stranger(server)?;
        let answer = visitor.post("/portal/login", &[("email", email), ("password", people::PASSWORD)]).await?;
        ensure!(answer.status == 303, "{email} could not sign in: {answer:?}");
        Ok(visitor)
    }

    /// A page.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn get(&self, path: &str) -> Result<Answer> {
        let request = self.http.get(format!("{}{path}", self.base)).header(COOKIE, self.cookie());
        answer(request.send().await?).await
    }

    /// Sends a form as our own page would.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Result<Answer> {
        let response = self.sending(path, fields).header("sec-fetch-site", "same-origin").send().await?;
        for cookie in response.headers().get_all(SET_COOKIE) {
            let pair = cookie.to_str()?.split(';').next().unwrap_or_default();
            let (name, value) = pair.split_once('=').context("a cookie without a name")?;
            self.cookies.insert(name.into(), value.into());
        }
        answer(response).await
    }

    /// Sends a request for support.
    ///
    /// # Errors
    /// When the portal does not take it.
    pub async fn ask(&mut self, subject: &str, body: &str) -> Result<()> {
        let page = self.get("/portal/requests/new").await?;
        let (token, once) = (page.hidden("csrf")?, page.hidden("once")?);
        let fields = [
            ("csrf", token.as_str()),
            ("once", &once),
            ("kind", "support"),
            ("support_category", "bugs"),
            ("subject", subject),
            ("body", body),
        ];
        let answer = self.post("/portal/requests", &fields).await?;
        ensure!(answer.status == 303, "{subject:?} was not taken: {answer:?}");
        Ok(())
    }

    /// Writes to a request.
    ///
    /// # Errors
    /// When the portal does not take it.
    pub async fn write(&mut self, request: Uuid, body: &str) -> Result<()> {
        let page = self.get(&format!("/portal/requests/{request}")).await?;
        let (token, once) = (page.hidden("csrf")?, page.hidden("once")?);
        let fields = [("csrf", token.as_str()), ("once", &once), ("body", body)];
        let answer = self.post(&format!("/portal/requests/{request}/messages"), &fields).await?;
        ensure!([200, 303].contains(&answer.status), "{body:?} was not taken: {answer:?}");
        Ok(())
    }

    /// A form on its way, which does not yet say where from.
    pub fn sending(&self, path: &str, fields: &[(&str, &str)]) -> reqwest::RequestBuilder {
        self.http.post(format!("{}{path}", self.base)).header(COOKIE, self.cookie()).form(fields)
    }

    /// A stream on its way.
    ///
    /// # Errors
    /// When no HTTP client can be made.
    pub fn listening(&self, path: &str) -> Result<reqwest::RequestBuilder> {
        let http = reqwest::Client::builder().no_proxy().build()?;
        Ok(http.get(format!("{}{path}", self.base)).header(COOKIE, self.cookie()))
    }

    /// What the browser would send as its cookies.
    pub fn cookie(&self) -> String {
        self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }
}

impl Answer {
    /// The value of a form's hidden field.
    ///
    /// # Errors
    /// When the page has no such field.
    pub fn hidden(&self, name: &str) -> Result<String> {
        let from = self.body.find(&format!("name=\"{name}\"")).with_context(|| format!("no hidden {name}"))?;
        let value = self.body[from..].split_once("value=\"").context("a hidden field without a value")?.1;
        Ok(value.split('"').next().unwrap_or_default().to_owned())
    }
}

async fn answer(response: reqwest::Response) -> Result<Answer> {
    let location = response.headers().get(LOCATION).map(|value| value.to_str().map(str::to_owned)).transpose()?;
    Ok(Answer {
        status: response.status().as_u16(),
        location,
        headers: format!("{:?}", response.headers()),
        body: response.text().await?,
    })
}
