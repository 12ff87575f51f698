use std::{
    io,
    sync::Arc,
    time::{Duration, Instant},
};

use progenitor_client::ClientInfo;
use tokio::sync::Mutex;
use uuid::Uuid;

use super::{
    Answer,
    address::Address,
    error::{ApiError, Kind},
    events::{self, Events},
    generated::{Client, ResponseValue, types},
    store::TokenStore,
    transport::{self, within},
    upload::{self, Parcel},
};

/// What a person types to sign in.
#[derive(Clone)]
pub struct Credentials {
    /// The staff member's address.
    pub email: String,
    /// Never stored.
    pub password: String,
    /// The code of the second step, where it is on.
    pub totp: Option<String>,
}

/// A signed-in staff member at one server. Copies share the sign-in.
#[derive(Clone)]
pub struct Session {
    client: Client,
    carrier: Client,
    store: Arc<dyn TokenStore>,
    grant: Arc<Mutex<Grant>>,
}

/// The access token's place in the row of tokens, and when to fetch the next.
struct Grant {
    generation: u64,
    renew_at: Instant,
}

/// Pauses before a create is tried again.
const PAUSES: [Duration; 2] = [Duration::from_millis(250), Duration::from_millis(1000)];

impl Session {
    /// Signs in with a password and stores the refresh token.
    pub async fn sign_in(
        address: &Address,
        credentials: Credentials,
        store: Arc<dyn TokenStore>,
    ) -> Result<Self, ApiError> {
        let session = Self::new(address, store)?;
        let body = types::TokenRequest {
            email: Some(credentials.email),
            password: Some(credentials.password),
            totp: credentials.totp,
            api_token: None,
        };
        let pair = within(async { Ok(session.client.auth_token().body(body).send().await?.into_inner()) }).await?;
        let mut grant = session.grant.lock().await;
        session.keep(&mut grant, &pair).await?;
        drop(grant);
        Ok(session)
    }

    /// Goes on with a stored refresh token.
    pub async fn resume(address: &Address, store: Arc<dyn TokenStore>) -> Result<Self, ApiError> {
        let session = Self::new(address, store)?;
        let mut grant = session.grant.lock().await;
        session.renew(&mut grant).await?;
        drop(grant);
        Ok(session)
    }

    /// Joins an agency's team by an invitation. Nobody is signed in by it.
    pub async fn join(
        address: &Address,
        invitation: types::AcceptedInvitation,
    ) -> Result<types::StaffMember, ApiError> {
        let client = transport::client(address)?;
        within(async { Ok(client.staff_invitation_accept().body(invitation).send().await?.into_inner()) }).await
    }

    fn new(address: &Address, store: Arc<dyn TokenStore>) -> Result<Self, ApiError> {
        let grant = Grant { generation: 0, renew_at: Instant::now() };
        let client = transport::client(address)?;
        let carrier = transport::carrier(address, &client)?;
        Ok(Self { client, carrier, store, grant: Arc::new(Mutex::new(grant)) })
    }

    /// Ends the sign-in here and at the server. The token here is gone even if the server is.
    pub async fn sign_out(&self) -> Result<(), ApiError> {
        let _grant = self.grant.lock().await;
        let token = self.with_store(|store| store.load()).await?;
        let forgotten = self.with_store(|store| store.save(None)).await;
        self.client.inner().set(None);
        if let Some(refresh_token) = token {
            let body = types::RefreshRequest { refresh_token };
            within(async { Ok(self.client.auth_revoke().body(body).send().await?) }).await?;
        }
        forgotten
    }

    /// Runs an operation with a valid token; when the server refuses the token, once more with a new one.
    pub async fn call<T, F, Fut>(&self, operation: F) -> Result<ResponseValue<T>, ApiError>
    where
        F: Fn(Client) -> Fut,
        Fut: Future<Output = Answer<T>>,
    {
        let generation = self.ready().await?;
        let run = || async { operation(self.client.clone()).await.map_err(ApiError::from) };
        match within(run()).await {
            Err(error) if error.kind == Kind::Unauthorized => {
                self.renew_after(generation).await?;
                within(run()).await
            }
            answer => answer,
        }
    }

    /// Runs an operation that makes something, again when no answer came. The key stays the same, so
    /// the thing is made once.
    pub async fn create<T, F, Fut>(&self, key: Uuid, operation: F) -> Result<T, ApiError>
    where
        F: Fn(Client, String) -> Fut,
        Fut: Future<Output = Answer<T>>,
    {
        let run = || self.call(|client| operation(client, key.to_string()));
        for pause in PAUSES {
            match run().await {
                Err(error) if error.kind == Kind::Unreachable => tokio::time::sleep(pause).await,
                answer => return answer.map(ResponseValue::into_inner),
            }
        }
        run().await.map(ResponseValue::into_inner)
    }

    /// Uploads a file from the disk, piece by piece, for as long as pieces go out. Nothing is there until all of
    /// it is; sent again under its key, it is there once. `told` hears how many bytes have gone.
    pub async fn upload(
        &self,
        parcel: &Parcel,
        told: impl Fn(u64) + Clone + Send + Sync + 'static,
    ) -> Result<types::Upload, ApiError> {
        let generation = self.ready().await?;
        match upload::send(&self.carrier, parcel, told.clone()).await {
            Err(error) if error.kind == Kind::Unauthorized => {
                self.renew_after(generation).await?;
                upload::send(&self.carrier, parcel, told).await
            }
            answer => answer,
        }
    }

    /// Opens the stream of what happens. It ends when the connection does; opening it anew, and when,
    /// is the caller's.
    pub async fn events(&self) -> Result<Events, ApiError> {
        let generation = self.ready().await?;
        match within(events::open(&self.client)).await {
            Err(error) if error.kind == Kind::Unauthorized => {
                self.renew_after(generation).await?;
                within(events::open(&self.client)).await
            }
            answer => answer,
        }
    }

    /// Waits until no refresh is under way, so that ending the program cannot lose a token.
    pub async fn settle(&self) {
        drop(self.grant.lock().await);
    }

    /// A token that will live for the next call, and its generation.
    async fn ready(&self) -> Result<u64, ApiError> {
        let mut grant = self.grant.lock().await;
        if Instant::now() >= grant.renew_at {
            self.renew(&mut grant).await?;
        }
        Ok(grant.generation)
    }

    /// Refreshes, unless someone did since that generation.
    async fn renew_after(&self, generation: u64) -> Result<(), ApiError> {
        let mut grant = self.grant.lock().await;
        if grant.generation == generation { self.renew(&mut grant).await } else { Ok(()) }
    }

    async fn renew(&self, grant: &mut Grant) -> Result<(), ApiError> {
        let lock = self.with_store(|store| store.lock()).await?;
        let refresh_token = self.with_store(|store| store.load()).await?.ok_or_else(ApiError::signed_out)?;
        let body = types::RefreshRequest { refresh_token };
        // An expired bearer beside it would be refused before the refresh token is looked at.
        self.client.inner().set(None);
        let answer = within(async { Ok(self.client.auth_refresh().body(body).send().await?.into_inner()) }).await;
        match answer {
            Ok(pair) => self.keep(grant, &pair).await?,
            Err(error) => {
                if error.kind == Kind::Unauthorized {
                    self.with_store(|store| store.save(None)).await?;
                }
                return Err(error);
            }
        }
        drop(lock);
        Ok(())
    }

    async fn keep(&self, grant: &mut Grant, pair: &types::TokenPair) -> Result<(), ApiError> {
        self.client.inner().set(Some(&pair.access_token));
        grant.generation += 1;
        grant.renew_at = Instant::now() + lead(pair.expires_in);
        let token = pair.refresh_token.clone();
        self.with_store(move |store| store.save(token.as_deref())).await
    }

    /// Runs what may block, such as a file's lock or a keyring, where it stops nothing else.
    async fn with_store<T: Send + 'static>(
        &self,
        act: impl FnOnce(&dyn TokenStore) -> io::Result<T> + Send + 'static,
    ) -> Result<T, ApiError> {
        let store = self.store.clone();
        let done = tokio::task::spawn_blocking(move || act(store.as_ref())).await;
        done.map_err(io::Error::other).flatten().map_err(ApiError::unstored)
    }
}

/// When to fetch the next token: a minute early, or at half time for short lives.
fn lead(seconds: i64) -> Duration {
    let life = Duration::from_secs(u64::try_from(seconds).unwrap_or_default());
    life.saturating_sub(Duration::from_secs(60)).max(life / 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_renewed_before_it_ends() {
        assert_eq!(lead(600), Duration::from_secs(540));
        assert_eq!(lead(60), Duration::from_secs(30));
        assert_eq!(lead(-1), Duration::ZERO);
    }
}
