//! What Stripe remembers.
use crate::post::{Chaos, Endpoint, Waiting};
use serde_json::{Value, json};
use std::collections::{BTreeMap, VecDeque};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// How a call of the API can go wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// 402, the card was declined.
    Declined,
    /// 429.
    Limited,
    /// 503, and nothing was done.
    Down,
    /// It is done, and then the answer is lost: 500.
    Lost,
    /// 200, and no JSON.
    Malformed,
    /// 401, as for a key that was revoked.
    Unauthorised,
    /// 403, as for a restricted key that may not do this.
    Forbidden,
    /// 404, as for an object of somebody else's.
    Missing,
    /// 400, and it would be again.
    Refused,
    /// Answers after this long.
    Slow(Duration),
}

/// An answer of the API.
pub type Answer = (u16, Value);

pub struct State {
    pub base: String,
    pub clock: Box<dyn Fn() -> i64 + Send + Sync>,
    pub accounts: BTreeMap<String, Account>,
    pub failures: VecDeque<Option<Failure>>,
    pub always: Option<Failure>,
    pub calls: Vec<String>,
    pub endpoints: Vec<Endpoint>,
    pub waiting: Vec<Waiting>,
    pub chaos: Chaos,
    pub pushing: bool,
    pub sequence: u64,
}

/// One account and everything in it, by id. Ids are numbered, so their order is that of creation.
#[derive(Default)]
pub struct Account {
    pub objects: BTreeMap<String, Value>,
    pub answered: BTreeMap<String, (String, Answer)>,
}

impl State {
    pub fn new(base: String) -> Self {
        Self {
            base,
            clock: Box::new(|| {
                let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
                i64::try_from(since.as_secs()).unwrap_or_default()
            }),
            accounts: BTreeMap::new(),
            failures: VecDeque::new(),
            always: None,
            calls: Vec::new(),
            endpoints: Vec::new(),
            waiting: Vec::new(),
            chaos: Chaos::default(),
            pushing: false,
            sequence: 0,
        }
    }

    pub fn now(&self) -> i64 {
        (self.clock)()
    }

    pub fn id(&mut self, prefix: &str) -> String {
        self.sequence += 1;
        format!("{prefix}_test_{:08}", self.sequence)
    }

    pub fn account(&mut self, id: &str) -> &mut Account {
        self.accounts.entry(id.to_owned()).or_default()
    }

    pub fn get(&self, account: &str, id: &str) -> Option<&Value> {
        self.accounts.get(account)?.objects.get(id)
    }

    pub fn keep(&mut self, account: &str, object: Value) -> Value {
        let id = object["id"].as_str().unwrap_or_default().to_owned();
        self.account(account).objects.insert(id, object.clone());
        object
    }

    /// Sets fields of an object and answers with all of it.
    pub fn set(&mut self, account: &str, id: &str, fields: &Value) -> Value {
        let Some(object) = self.account(account).objects.get_mut(id) else { return Value::Null };
        for (name, value) in fields.as_object().into_iter().flatten() {
            object[name] = value.clone();
        }
        object.clone()
    }

    /// The account in which an object is.
    pub fn home(&self, id: &str) -> Option<String> {
        self.accounts.iter().find(|(_, account)| account.objects.contains_key(id)).map(|(name, _)| name.clone())
    }

    /// The objects of a kind for which `fits`, newest first.
    pub fn all(&self, account: &str, kind: &str, fits: impl Fn(&Value) -> bool) -> Vec<Value> {
        let objects = self.accounts.get(account).into_iter().flat_map(|account| account.objects.values().rev());
        let mut found: Vec<Value> =
            objects.filter(|object| object["object"] == kind && fits(object)).cloned().collect();
        found.sort_by(|one, other| other["id"].as_str().cmp(&one["id"].as_str()));
        found
    }

    /// Says that something happened to an object, to everybody who listens.
    pub fn tell(&mut self, account: &str, kind: &str, object: &Value) {
        let connected = self.get(account, account).is_some();
        let event = json!({
            "id": self.id("evt"), "object": "event", "api_version": "2026-09-30.endive", "created": self.now(),
            "data": { "object": object }, "livemode": false, "pending_webhooks": 1,
            "request": { "id": null, "idempotency_key": null }, "type": kind,
        });
        let mut event = event;
        if connected {
            event["account"] = account.into();
        }
        self.keep(account, event.clone());
        self.post(account, &event);
    }
}

/// Replaces ids at the given paths by what they name.
pub fn expand(state: &State, account: &str, object: &mut Value, path: &[&str]) {
    let Some((first, rest)) = path.split_first() else { return };
    let Some(field) = object.get_mut(*first) else { return };
    if let Some(found) = field.as_str().and_then(|id| state.get(account, id)) {
        *field = found.clone();
    }
    expand(state, account, field, rest);
}

pub fn refused(status: u16, kind: &str, code: &str, param: &str, message: &str) -> Answer {
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    (status, json!({ "error": { "type": kind, "code": given(code), "param": given(param), "message": message } }))
}
