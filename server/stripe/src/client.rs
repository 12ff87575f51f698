use crate::error::Trouble;
use std::fmt;
use std::time::Duration;
use stripe::{IdempotencyKey, RequestStrategy, StripeRequest};

/// Whose account to act for, and how patiently.
#[derive(Clone)]
pub struct Settings {
    pub secret_key: String,
    /// Where the API is, if not at Stripe.
    pub api_base: Option<String>,
    /// The connected account to act for, with a platform's key.
    pub account: Option<String>,
    /// How long one attempt may take.
    pub timeout: Duration,
    pub attempts: u32,
    /// How long to wait before the second attempt; doubled before each one after.
    pub pause: Duration,
}

impl Settings {
    #[must_use]
    pub fn new(secret_key: impl Into<String>) -> Self {
        Self {
            secret_key: secret_key.into(),
            api_base: None,
            account: None,
            timeout: Duration::from_secs(8),
            attempts: 3,
            pause: Duration::from_millis(300),
        }
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Settings").field("account", &self.account).finish_non_exhaustive()
    }
}

/// One account at Stripe.
#[derive(Clone)]
pub struct Stripe {
    client: stripe::Client,
    attempts: u32,
    pause: Duration,
}

impl fmt::Debug for Stripe {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Stripe")
    }
}

impl Stripe {
    /// # Errors
    /// `Misconfigured` if the key or the address cannot be sent at all.
    pub fn new(settings: &Settings) -> Result<Self, Trouble> {
        // Whoever comes first decides for the process; with two providers about, none would be taken.
        let _ = rustls::crypto::ring::default_provider().install_default();
        if settings.secret_key.is_empty() || !settings.secret_key.is_ascii() {
            return Err(Trouble::Misconfigured);
        }
        let mut builder = stripe::ClientBuilder::new(settings.secret_key.clone()).timeout(settings.timeout);
        if let Some(base) = &settings.api_base {
            builder = builder.url(format!("{}/", base.trim_end_matches('/')));
        }
        if let Some(account) = &settings.account {
            builder = builder.account_id(account.parse().map_err(|_| Trouble::Misconfigured)?);
        }
        let client = builder.build().map_err(|_| Trouble::Misconfigured)?;
        Ok(Self { client, attempts: settings.attempts.max(1), pause: settings.pause })
    }

    pub(crate) async fn read<T: miniserde::Deserialize>(&self, request: &impl StripeRequest) -> Result<T, Trouble> {
        self.send(request, &RequestStrategy::Once).await
    }

    /// Asks with the caller's key, so that however often it is asked, it happens once.
    pub(crate) async fn write<T: miniserde::Deserialize>(
        &self,
        key: &str,
        request: &impl StripeRequest,
    ) -> Result<T, Trouble> {
        let key = IdempotencyKey::new(key).map_err(|_| Trouble::Misconfigured)?;
        self.send(request, &RequestStrategy::Idempotent(key)).await
    }

    /// The library tries a keyed call once only, so the trying again is ours.
    async fn send<T: miniserde::Deserialize>(
        &self,
        request: &impl StripeRequest,
        strategy: &RequestStrategy,
    ) -> Result<T, Trouble> {
        let mut pause = self.pause;
        let mut attempt = 1;
        loop {
            let asked = request.build().customize::<T>().request_strategy(strategy.clone());
            match asked.send(&self.client).await.map_err(Trouble::from) {
                Err(trouble) if trouble.passes() && attempt < self.attempts => {}
                answer => return answer,
            }
            tokio::time::sleep(pause).await;
            pause *= 2;
            attempt += 1;
        }
    }
}
