//! Webhooks, and all that can happen to them on their way.
use crate::Double;
use crate::state::State;
use serde_json::Value;
use std::sync::PoisonError;

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
}

impl Default for Chaos {
    fn default() -> Self {
        Self { seed: 1, copies: 1, shuffle: false, lost: 0, forged: 0 }
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
}

impl State {
    pub fn post(&mut self, account: &str, event: &Value) {
        let (now, body) = (self.now(), event.to_string());
        let connected = event.get("account").is_some();
        for endpoint in self.endpoints.clone() {
            if endpoint.account.as_deref().map_or(!connected, |wanted| wanted != account) {
                continue;
            }
            let letter = |secret: &str| Letter {
                url: endpoint.url.clone(),
                signature: portico_stripe::webhook::header(body.as_bytes(), secret, now),
                body: body.clone(),
            };
            if self.chaos.roll(100) < self.chaos.forged {
                self.letters.push(letter("whsec_of_somebody_else"));
            }
            if self.chaos.roll(100) < self.chaos.lost {
                continue;
            }
            for _ in 0..=self.chaos.roll(self.chaos.copies) {
                self.letters.push(letter(&endpoint.secret));
            }
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

    /// The webhooks that are on their way, in the order in which they would come.
    #[must_use]
    pub fn letters(&self) -> Vec<Letter> {
        let mut state = self.state();
        let mut letters = std::mem::take(&mut state.letters);
        if state.chaos.shuffle {
            for last in (1..letters.len()).rev() {
                let other = usize::try_from(state.chaos.roll(last as u64 + 1)).unwrap_or_default();
                letters.swap(last, other);
            }
        }
        letters
    }

    /// Sends webhooks by itself from now on, as they are written. A receiver that does not answer 2xx is asked again.
    pub fn push(&self) {
        let _ = rustls::crypto::ring::default_provider().install_default();
        if std::mem::replace(&mut self.state().pushing, true) {
            return;
        }
        let double = self.clone();
        tokio::spawn(async move {
            let client = reqwest::Client::new();
            loop {
                let letters = double.letters();
                for letter in letters {
                    let sent = client
                        .post(&letter.url)
                        .header("stripe-signature", &letter.signature)
                        .header("content-type", "application/json")
                        .body(letter.body.clone())
                        .send()
                        .await;
                    if sent.is_err() {
                        let mut state = double.state.lock().unwrap_or_else(PoisonError::into_inner);
                        state.letters.push(letter);
                    }
                }
                tokio::time::sleep(std::time::Duration::from_millis(100)).await;
            }
        });
    }
}
