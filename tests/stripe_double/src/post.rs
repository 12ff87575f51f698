//! Webhooks, and all that can happen to them on their way.
use crate::Double;
use crate::state::State;
use serde_json::Value;

/// Who listens to an account: a URL and the secret of its signatures.
#[derive(Debug, Clone)]
pub struct Endpoint {
    pub url: String,
    pub secret: String,
    /// The account listened to; without one, all connected accounts.
    pub account: Option<String>,
}

/// A webhook on its way.
#[derive(Debug, Clone)]
pub struct Letter {
    pub url: String,
    pub body: String,
    pub signature: String,
}

/// A webhook that has not been taken yet.
pub struct Waiting {
    /// When it comes, or comes again.
    due: i64,
    url: String,
    secret: String,
    body: String,
    tries: u32,
}

impl Waiting {
    /// Signed when it is sent, as Stripe does each time.
    fn letter(&self, now: i64) -> Letter {
        let signature = portico_stripe::webhook::header(self.body.as_bytes(), &self.secret, now);
        Letter { url: self.url.clone(), body: self.body.clone(), signature }
    }
}

/// How often one is sent before it is given up.
const MOST_TRIES: u32 = 16;
/// The longest pause between two tries, in seconds.
const LONGEST_PAUSE: i64 = 60;

/// What happens to webhooks on their way. Seeded: the same seed, the same mischief.
#[derive(Debug, Clone, Copy)]
pub struct Chaos {
    pub seed: u64,
    /// Each comes between once and this often.
    pub copies: u64,
    pub shuffle: bool,
    /// Of a hundred, so many never come.
    pub lost: u64,
    /// Of a hundred, so many have a false copy signed by somebody else beside them.
    pub forged: u64,
    /// Each comes up to so many seconds late.
    pub late: u64,
}

impl Default for Chaos {
    fn default() -> Self {
        Self { seed: 1, copies: 1, shuffle: false, lost: 0, forged: 0, late: 0 }
    }
}

impl Chaos {
    /// The next number below `limit`.
    fn roll(&mut self, limit: u64) -> u64 {
        self.seed ^= self.seed << 13;
        self.seed ^= self.seed >> 7;
        self.seed ^= self.seed << 17;
        self.seed % limit.max(1)
    }

    /// By how many seconds the next one is late.
    fn delay(&mut self) -> i64 {
        if self.late == 0 { 0 } else { i64::try_from(self.roll(self.late + 1)).unwrap_or_default() }
    }
}

impl State {
    pub fn post(&mut self, account: &str, event: &Value) {
        let (now, body) = (self.now(), event.to_string());
        let connected = event.get("account").is_some();
        for endpoint in self.endpoints.clone() {
            if endpoint.account.as_deref().map_or(!connected, |wanted| wanted != account) {
                continue;
            }
            let waiting = |secret: &str, delay: i64| Waiting {
                due: now + delay,
                url: endpoint.url.clone(),
                secret: secret.to_owned(),
                body: body.clone(),
                tries: 0,
            };
            if self.chaos.roll(100) < self.chaos.forged {
                self.waiting.push(waiting("whsec_of_somebody_else", 0));
            }
            if self.chaos.roll(100) < self.chaos.lost {
                continue;
            }
            for _ in 0..=self.chaos.roll(self.chaos.copies) {
                let delay = self.chaos.delay();
                self.waiting.push(waiting(&endpoint.secret, delay));
            }
        }
    }

    /// Takes what comes by now, in the order in which it comes.
    fn coming(&mut self) -> Vec<Waiting> {
        let now = self.now();
        let waiting = std::mem::take(&mut self.waiting);
        let (mut coming, later): (Vec<_>, Vec<_>) = waiting.into_iter().partition(|it| it.due <= now);
        self.waiting = later;
        coming.sort_by_key(|it| it.due);
        if self.chaos.shuffle {
            for last in (1..coming.len()).rev() {
                let other = usize::try_from(self.chaos.roll(last as u64 + 1)).unwrap_or_default();
                coming.swap(last, other);
            }
        }
        coming
    }

    /// Keeps what was not taken, to send it again after a pause that grows.
    fn again(&mut self, mut refused: Waiting) {
        refused.tries += 1;
        if refused.tries < MOST_TRIES {
            refused.due = self.now() + (1_i64 << refused.tries.min(6)).min(LONGEST_PAUSE) - 1;
            self.waiting.push(refused);
        }
    }
}

impl Double {
    pub fn listen(&self, endpoint: Endpoint) {
        self.state().endpoints.push(endpoint);
    }

    pub fn set_chaos(&self, chaos: Chaos) {
        self.state().chaos = chaos;
    }

    /// The webhooks that come by now, in the order in which they would. Those that are late stay on their way.
    #[must_use]
    pub fn letters(&self) -> Vec<Letter> {
        let mut state = self.state();
        let now = state.now();
        state.coming().iter().map(|it| it.letter(now)).collect()
    }

    /// Sends webhooks by itself from now on, as they are written. A receiver that does not answer 2xx is asked again,
    /// later and later, and left alone one day.
    pub fn push(&self) {
        let _ = rustls::crypto::ring::default_provider().install_default();
        if std::mem::replace(&mut self.state().pushing, true) {
            return;
        }
        let double = self.clone();
        tokio::spawn(async move {
            let client = reqwest::Client::new();
            loop {
                let (now, coming) = {
                    let mut state = double.state();
                    (state.now(), state.coming())
                };
                for waiting in coming {
                    let letter = waiting.letter(now);
                    let sent = client
                        .post(&letter.url)
                        .header("stripe-signature", &letter.signature)
                        .header("content-type", "application/json")
                        .body(letter.body)
                        .send()
                        .await;
                    if !sent.is_ok_and(|answer| answer.status().is_success()) {
                        double.state().again(waiting);
                    }
                }
                tokio::time::sleep(std::time::Duration::from_millis(100)).await;
            }
        });
    }
}
