use std::collections::BTreeMap;
use std::sync::Mutex;

use poem::http::Method;

use super::answer::{Answer, Ask, Served};
use super::cast;
use super::html::attribute_after;
use super::multipart::multipart;

/// A browser with its cookies. It sends what browsers send, and forms with the token of a page it has seen.
pub struct Browser {
    served: Served,
    pub host: String,
    cookies: Mutex<BTreeMap<String, String>>,
    token: Mutex<Option<String>>,
}

impl Browser {
    /// Somebody who has not signed in, at a host.
    pub fn at(served: &Served, host: &str) -> Self {
        Self { served: served.clone(), host: host.to_owned(), cookies: Mutex::default(), token: Mutex::default() }
    }

    /// Signs a person in through the form.
    pub async fn sign_in(&self, person: &str, password: &str) -> Answer {
        let email = cast::email(person);
        self.plain_post("/portal/login", &[("email", &email), ("password", password)]).await
    }

    /// Asks for a page.
    pub async fn get(&self, path: &str) -> Answer {
        self.keep(self.ask(Method::GET, path).send().await)
    }

    /// Asks for a fragment, as htmx does.
    pub async fn fragment(&self, path: &str) -> Answer {
        let ask = self.ask(Method::GET, path).header("hx-request", "true").header("hx-request-type", "partial");
        self.keep(ask.send().await)
    }

    /// Sends a form with the session's token.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.token().await;
        let mut all = vec![("csrf", token.as_str())];
        all.extend(fields);
        self.plain_post(path, &all).await
    }

    /// Sends a form as it is.
    pub async fn plain_post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.keep(self.ask(Method::POST, path).form(fields).send().await)
    }

    /// Sends a form with files, as browsers do: the fields first.
    pub async fn send(&self, path: &str, fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Answer {
        let token = self.token().await;
        let mut all = vec![("csrf", token.as_str())];
        all.extend(fields);
        let (kind, body) = multipart(&all, files);
        self.keep(self.ask(Method::POST, path).body(&kind, body).send().await)
    }

    /// Sends a request for a design job and gives its id.
    pub async fn request(&self, subject: &str, body: &str) -> String {
        let fields = [("kind", "job"), ("job_category", "design"), ("subject", subject), ("body", body)];
        let answer = self.post("/portal/requests", &fields).await.expect(303);
        answer.location().strip_prefix("/portal/requests/").unwrap().to_owned()
    }

    /// A request with this browser's headers and cookies.
    pub fn ask(&self, method: Method, path: &str) -> Ask {
        let mut ask = Ask::new(&self.served, method.clone(), path, &self.host).header("accept", "text/html");
        if !method.is_safe() {
            ask = ask.header("origin", &format!("http://{}", self.host)).header("sec-fetch-site", "same-origin");
        }
        let cookies = self.cookies.lock().unwrap();
        let line: Vec<String> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if line.is_empty() { ask } else { ask.header("cookie", &line.join("; ")) }
    }

    /// The token that this session's forms carry, from a page that everybody has.
    pub async fn token(&self) -> String {
        let known = self.token.lock().unwrap().clone();
        if let Some(token) = known {
            return token;
        }
        let page = self.get("/portal/account").await;
        let token = attribute_after(&page.body, "name=\"csrf\"", "value").unwrap_or_default().to_owned();
        *self.token.lock().unwrap() = Some(token.clone());
        token
    }

    /// A cookie's value.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().unwrap().get(name).cloned()
    }

    /// Puts a cookie there.
    pub fn set_cookie(&self, name: &str, value: &str) {
        self.cookies.lock().unwrap().insert(name.to_owned(), value.to_owned());
    }

    /// Another browser with the same cookies, at another host.
    pub fn moved_to(&self, host: &str) -> Self {
        let cookies = Mutex::new(self.cookies.lock().unwrap().clone());
        Self { served: self.served.clone(), host: host.to_owned(), cookies, token: Mutex::default() }
    }

    fn keep(&self, answer: Answer) -> Answer {
        for cookie in answer.headers.get_all("set-cookie") {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap_or_default();
            let (name, value) = pair.split_once('=').unwrap();
            let mut cookies = self.cookies.lock().unwrap();
            if value.is_empty() {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
            if name.ends_with("sid") {
                *self.token.lock().unwrap() = None;
            }
        }
        answer
    }
}
