//! Somebody to connect to, of the test's own: an OAuth 2 provider with a resource behind it, on loopback. It is strict where
//! the standards are, and does on demand what providers do on bad days.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use data_encoding::BASE64URL_NOPAD;
use poem::http::StatusCode;
use poem::listener::{Acceptor, Listener, TcpListener};
use poem::web::Data;
use poem::{EndpointExt, IntoResponse, Request, Response, Route, Server, get, handler, post};
use ring::digest;
use serde_json::json;
use url::Url;
use uuid::Uuid;

/// How it does today.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mood {
    #[default]
    Well,
    /// It answers with an error of its own.
    Broken,
    /// It does what is asked, and the answer is lost.
    LosesAnswers,
}

#[derive(Default)]
struct Known {
    mood: Mood,
    life: Option<i64>,
    rotates: bool,
    /// How many answers it gave with new tokens for old.
    renewals: usize,
    /// Codes that were not exchanged yet: challenge and where they were sent.
    codes: BTreeMap<String, (String, String)>,
    refresh: BTreeSet<String>,
    access: BTreeSet<String>,
    /// All secrets that it ever gave or was given.
    secrets: BTreeSet<String>,
    revoked: Vec<String>,
}

/// The provider, and where it is. It answers until the test ends.
#[derive(Clone)]
pub struct Provider {
    known: Arc<Mutex<Known>>,
    pub base: String,
}

/// The id and the secret of our client there, and a key that works.
pub const CLIENT: &str = "portal-client";
pub const SECRET: &str = "portal-client-secret";
pub const KEY: &str = "sk-key-that-works";

impl Provider {
    /// One that gives access for an hour and rotates refresh tokens.
    pub async fn serve() -> Self {
        let acceptor = TcpListener::bind("127.0.0.1:0").into_acceptor().await.unwrap();
        let base = format!("http://{}", acceptor.local_addr()[0].as_socket_addr().unwrap());
        let known = Known { life: Some(3600), rotates: true, ..Known::default() };
        let provider = Self { known: Arc::new(Mutex::new(known)), base };
        let routes = Route::new().at("/token", post(token)).at("/revoke", post(revoke)).at("/me", get(me));
        tokio::spawn(Server::new_with_acceptor(acceptor).run(routes.data(provider.clone())));
        provider
    }

    /// What the agency says of it.
    pub fn settings(&self) -> serde_json::Value {
        json!({
            "authorize_url": format!("{}/auth", self.base), "token_url": format!("{}/token", self.base),
            "revoke_url": format!("{}/revoke", self.base), "ping_url": format!("{}/me", self.base),
            "account": "/email", "hosts": ["127.0.0.1"], "scopes": ["read", "write"]
        })
    }

    /// Has it be of another mood.
    pub fn turn(&self, mood: Mood) {
        self.known.lock().unwrap().mood = mood;
    }

    /// How long what it gives lives; for ever without a number, and without a refresh token then.
    pub fn give_for(&self, life: Option<i64>) {
        self.known.lock().unwrap().life = life;
    }

    /// Keeps old refresh tokens.
    pub fn keep_old(&self) {
        self.known.lock().unwrap().rotates = false;
    }

    /// Takes everything back that it gave.
    pub fn take_back(&self) {
        let mut known = self.known.lock().unwrap();
        known.access.clear();
        known.refresh.clear();
    }

    /// Lets access tokens be refused, and refresh tokens count on.
    pub fn end_access(&self) {
        self.known.lock().unwrap().access.clear();
    }

    pub fn renewals(&self) -> usize {
        self.known.lock().unwrap().renewals
    }

    /// What was given back to it.
    pub fn revoked(&self) -> usize {
        self.known.lock().unwrap().revoked.len()
    }

    /// Everything that nobody may read.
    pub fn secrets(&self) -> Vec<String> {
        let known = self.known.lock().unwrap();
        known.secrets.iter().cloned().chain([SECRET.to_owned(), KEY.to_owned()]).collect()
    }

    /// What the person's browser does who is sent there and says yes: the path with which it comes back.
    pub fn consent(&self, location: &str) -> String {
        let (url, query) = self.asked(location);
        assert_eq!((query["response_type"].as_str(), query["client_id"].as_str()), ("code", CLIENT), "{url}");
        assert_eq!((query["code_challenge_method"].as_str(), query["scope"].as_str()), ("S256", "read write"));
        let code = Uuid::new_v4().simple().to_string();
        let mut known = self.known.lock().unwrap();
        known.secrets.insert(code.clone());
        known.codes.insert(code.clone(), (query["code_challenge"].clone(), query["redirect_uri"].clone()));
        self.back(&query, &[("code", &code)])
    }

    /// And who says no.
    pub fn decline(&self, location: &str) -> String {
        let (_, query) = self.asked(location);
        self.back(&query, &[("error", "access_denied"), ("error_description", "<b>no</b>")])
    }

    fn asked(&self, location: &str) -> (Url, BTreeMap<String, String>) {
        assert!(location.starts_with(&format!("{}/auth?", self.base)), "{location}");
        let url = Url::parse(location).unwrap();
        let query = url.query_pairs().into_owned().collect();
        (url, query)
    }

    fn back(&self, query: &BTreeMap<String, String>, said: &[(&str, &str)]) -> String {
        let mut url = Url::parse(&query["redirect_uri"]).unwrap();
        url.query_pairs_mut().extend_pairs(said).append_pair("state", &query["state"]);
        format!("{}?{}", url.path(), url.query().unwrap())
    }
}

impl Known {
    fn give(&mut self) -> Response {
        let access = format!("at-{}", Uuid::new_v4().simple());
        self.access.insert(access.clone());
        self.secrets.insert(access.clone());
        let mut body = json!({ "access_token": access, "token_type": "Bearer" });
        if let Some(life) = self.life {
            let refresh = format!("rt-{}", Uuid::new_v4().simple());
            self.refresh.insert(refresh.clone());
            self.secrets.insert(refresh.clone());
            body["expires_in"] = json!(life);
            body["refresh_token"] = json!(refresh);
        }
        answer(StatusCode::OK, &body)
    }

    fn grant(&mut self, form: &BTreeMap<String, String>) -> Response {
        let no = |code: &str| answer(StatusCode::BAD_REQUEST, &json!({ "error": code }));
        if form.get("client_id").map(String::as_str) != Some(CLIENT)
            || form.get("client_secret").map(String::as_str) != Some(SECRET)
        {
            return no("invalid_client");
        }
        let said = |name: &str| form.get(name).cloned().unwrap_or_default();
        if said("grant_type") == "authorization_code" {
            let Some((challenge, callback)) = self.codes.remove(&said("code")) else { return no("invalid_grant") };
            let proof = digest::digest(&digest::SHA256, said("code_verifier").as_bytes());
            self.secrets.insert(said("code_verifier"));
            if BASE64URL_NOPAD.encode(proof.as_ref()) != challenge || said("redirect_uri") != callback {
                return no("invalid_grant");
            }
            return self.give();
        }
        if !self.refresh.contains(&said("refresh_token")) {
            return no("invalid_grant");
        }
        self.renewals += 1;
        if self.rotates {
            self.refresh.remove(&said("refresh_token"));
        }
        self.give()
    }
}

fn answer(status: StatusCode, body: &serde_json::Value) -> Response {
    (status, poem::web::Json(body)).into_response()
}

#[handler]
async fn token(provider: Data<&Provider>, body: String) -> Response {
    let form = form_urlencoded::parse(body.as_bytes()).into_owned().collect();
    let mut known = provider.known.lock().unwrap();
    match known.mood {
        Mood::Broken => StatusCode::BAD_GATEWAY.into_response(),
        Mood::Well => known.grant(&form),
        Mood::LosesAnswers => {
            known.grant(&form);
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

#[handler]
async fn revoke(provider: Data<&Provider>, body: String) {
    provider.known.lock().unwrap().revoked.push(body);
}

#[handler]
async fn me(provider: Data<&Provider>, request: &Request) -> Response {
    let known = provider.known.lock().unwrap();
    if known.mood == Mood::Broken {
        return StatusCode::BAD_GATEWAY.into_response();
    }
    let bearer = request.header("authorization").and_then(|value| value.strip_prefix("Bearer "));
    let fits = bearer.is_some_and(|bearer| known.access.contains(bearer)) || request.header("x-api-key") == Some(KEY);
    if fits {
        answer(StatusCode::OK, &json!({ "email": "sales@crm.test" }))
    } else {
        StatusCode::UNAUTHORIZED.into_response()
    }
}
