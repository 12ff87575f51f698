use poem::http::Method;
use serde_json::{Value, json};

use super::answer::{Answer, Ask, Served};
use super::cast::{self, PASSWORD};

/// Somebody of the staff with a pair of tokens.
pub struct Staff {
    served: Served,
    pub host: String,
    pub access: String,
    pub refresh: String,
}

impl Staff {
    /// Signs in over the API.
    pub async fn sign_in(served: &Served, person: &str) -> Self {
        let host = cast::host(person).to_owned();
        let answer = Self::try_in(served, &host, &cast::email(person), PASSWORD).await.expect(200).json();
        let text = |name: &str| answer[name].as_str().unwrap().to_owned();
        Self { served: served.clone(), host, access: text("access_token"), refresh: text("refresh_token") }
    }

    /// The same person with the same tokens at another node.
    pub fn moved(&self, served: &Served) -> Self {
        let (host, access, refresh) = (self.host.clone(), self.access.clone(), self.refresh.clone());
        Self { served: served.clone(), host, access, refresh }
    }

    /// What signing in answers.
    pub async fn try_in(served: &Served, host: &str, email: &str, password: &str) -> Answer {
        let body = json!({ "email": email, "password": password });
        Ask::new(served, Method::POST, "/api/v1/auth/token", host).json(&body).send().await
    }

    /// The same person with the same tokens at another host.
    pub fn moved_to(&self, host: &str) -> Self {
        Self { host: host.to_owned(), ..self.moved(&self.served) }
    }

    /// A request with the token; the path begins after `/api/v1`.
    pub fn ask(&self, method: Method, path: &str) -> Ask {
        let ask = Ask::new(&self.served, method, format!("/api/v1{path}"), &self.host);
        ask.header("authorization", &format!("Bearer {}", self.access))
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.ask(Method::GET, path).send().await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.ask(Method::POST, path).json(&body).send().await
    }

    pub async fn patch(&self, path: &str, body: Value) -> Answer {
        self.ask(Method::PATCH, path).json(&body).send().await
    }

    /// All items of a list, page by page.
    pub async fn all(&self, path: &str, limit: u32) -> Vec<Value> {
        let mut items = Vec::new();
        let mut cursor = String::new();
        let glue = if path.contains('?') { '&' } else { '?' };
        loop {
            let page = self.get(&format!("{path}{glue}limit={limit}{cursor}")).await.expect(200).json();
            items.extend(page["items"].as_array().unwrap().clone());
            match page["next_cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return items,
            }
        }
    }
}
