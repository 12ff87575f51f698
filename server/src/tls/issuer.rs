use std::path::PathBuf;
use std::time::Duration;

use chrono::{DateTime, Utc};
use instant_acme::{
    Account, AccountBuilder, AuthorizationStatus, ChallengeType, Identifier, NewAccount, NewOrder, OrderStatus,
    RetryPolicy,
};

use crate::error::{Error, Result};

/// How long an authority may think about one thing.
const PATIENCE: RetryPolicy =
    RetryPolicy::new().initial_delay(Duration::from_millis(500)).timeout(Duration::from_secs(60));

/// An authority that gives certificates to whoever shows that a host is theirs.
#[derive(Clone)]
pub struct Issuer {
    /// Where it says what it can do.
    pub directory: String,
    /// Whom it writes to when something is wrong.
    pub contact: String,
    /// The certificate of an authority that the system does not know, as a PEM file.
    pub root: Option<PathBuf>,
}

/// What an authority gave.
pub struct Issued {
    /// The certificate and those above it, as PEM.
    pub chain: String,
    /// Its key, as PEM.
    pub key: String,
    pub expires_at: DateTime<Utc>,
}

/// Where an authority is to find answers, at [`super::CHALLENGES`] and the token, before it looks.
pub trait Answers: Send + Sync {
    /// Shows this answer at this token.
    ///
    /// # Errors
    /// When it cannot be kept.
    fn show(&self, token: &str, answer: &str) -> impl Future<Output = Result<()>> + Send;
}

impl Issuer {
    fn builder(&self) -> Result<AccountBuilder> {
        match &self.root {
            Some(root) => Account::builder_with_root(root).map_err(away),
            None => Account::builder().map_err(away),
        }
    }

    /// A new account, and what opens it again.
    ///
    /// # Errors
    /// When the authority does not answer, or refuses.
    pub async fn register(&self) -> Result<(Account, Vec<u8>)> {
        let contact = format!("mailto:{}", self.contact);
        let wanted = NewAccount { contact: &[&contact], terms_of_service_agreed: true, only_return_existing: false };
        let made = self.builder()?.create(&wanted, self.directory.clone(), None).await;
        let (account, credentials) = made.map_err(away)?;
        Ok((account, serde_json::to_vec(&credentials).map_err(Error::internal)?))
    }

    /// An account that was registered before.
    ///
    /// # Errors
    /// When the authority does not answer, or knows it no more.
    pub async fn open(&self, credentials: &[u8]) -> Result<Account> {
        let credentials = serde_json::from_slice(credentials).map_err(Error::internal)?;
        self.builder()?.from_credentials(credentials).await.map_err(away)
    }

    /// Gets a certificate for a host.
    ///
    /// # Errors
    /// [`Error::Unavailable`] with what the authority said.
    pub async fn certify(&self, account: &Account, host: &str, answers: &impl Answers) -> Result<Issued> {
        let name = [Identifier::Dns(host.to_owned())];
        let mut order = account.new_order(&NewOrder::new(&name)).await.map_err(away)?;
        let mut authorizations = order.authorizations();
        while let Some(authorization) = authorizations.next().await {
            let mut authorization = authorization.map_err(away)?;
            if authorization.status == AuthorizationStatus::Valid {
                continue;
            }
            let none = || refused("the authority does not offer to look by HTTP");
            let mut challenge = authorization.challenge(ChallengeType::Http01).ok_or_else(none)?;
            answers.show(&challenge.token, challenge.key_authorization().as_str()).await?;
            challenge.set_ready().await.map_err(away)?;
        }
        if order.poll_ready(&PATIENCE).await.map_err(away)? != OrderStatus::Ready {
            return Err(refused("the authority could not see that this host is served here"));
        }
        let key = order.finalize().await.map_err(away)?;
        let chain = order.poll_certificate(&PATIENCE).await.map_err(away)?;
        Ok(Issued { expires_at: expiry(&chain)?, chain, key })
    }
}

/// When the first certificate of a chain runs out.
fn expiry(chain: &str) -> Result<DateTime<Utc>> {
    let malformed = || refused("the authority sent no certificate");
    let (_, pem) = x509_parser::pem::parse_x509_pem(chain.as_bytes()).map_err(|_| malformed())?;
    let seconds = pem.parse_x509().map_err(|_| malformed())?.validity().not_after.timestamp();
    DateTime::from_timestamp(seconds, 0).ok_or_else(malformed)
}

fn away(error: instant_acme::Error) -> Error {
    Error::Unavailable(error.into())
}

fn refused(why: &'static str) -> Error {
    Error::Unavailable(anyhow::anyhow!(why))
}
