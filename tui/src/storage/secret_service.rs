//! The keyring of a Linux or BSD desktop: the Secret Service, which GNOME Keyring, KWallet and KeePassXC
//! speak. Each use connects anew, as it is needed once in ten minutes.

use std::{collections::HashMap, io, thread, time::Duration};

use secret_service::{EncryptionType, Item, SecretService};
use tokio::{runtime::Builder, time::timeout};

use super::keyring::{Entry, Keyring};

/// How long the service may take to answer. Longer, and it counts as not there.
const PATIENCE: Duration = Duration::from_secs(2);

/// How long a person may take to unlock it.
const UNLOCKING: Duration = Duration::from_secs(30);

/// The desktop's keyring.
#[derive(Debug)]
pub struct DesktopKeyring;

impl Keyring for DesktopKeyring {
    fn read(&self, entry: &Entry) -> io::Result<Option<String>> {
        aside(async {
            let service = within(PATIENCE, SecretService::connect(EncryptionType::Dh)).await?;
            let found = within(PATIENCE, service.search_items(attributes(entry))).await?;
            let item = match (found.unlocked.first(), found.locked.first()) {
                (Some(item), _) => item,
                (None, Some(item)) => {
                    within(UNLOCKING, item.unlock()).await?;
                    item
                }
                (None, None) => return Ok(None),
            };
            secret(item).await.map(Some)
        })
    }

    fn write(&self, entry: &Entry, secret: &str) -> io::Result<()> {
        aside(async {
            let service = within(PATIENCE, SecretService::connect(EncryptionType::Dh)).await?;
            let collection = within(PATIENCE, service.get_default_collection()).await?;
            if within(PATIENCE, collection.is_locked()).await? {
                return Err(io::Error::other("it is locked"));
            }
            let label = format!("Portico console: {} at {}", entry.owner.email, entry.owner.server);
            let made = collection.create_item(&label, attributes(entry), secret.as_bytes(), true, "text/plain");
            within(PATIENCE, made).await.map(drop)
        })
    }

    fn forget(&self, entry: &Entry) -> io::Result<()> {
        aside(async {
            let service = within(PATIENCE, SecretService::connect(EncryptionType::Dh)).await?;
            let found = within(PATIENCE, service.search_items(attributes(entry))).await?;
            for item in found.unlocked.iter().chain(&found.locked) {
                within(PATIENCE, item.delete()).await?;
            }
            Ok(())
        })
    }
}

fn attributes(entry: &Entry) -> HashMap<&str, &str> {
    HashMap::from([
        ("application", "portico-console"),
        ("profile", entry.profile.as_str()),
        ("server", entry.owner.server.as_str()),
        ("email", entry.owner.email.as_str()),
    ])
}

async fn secret(item: &Item<'_>) -> io::Result<String> {
    let secret = within(PATIENCE, item.get_secret()).await?;
    String::from_utf8(secret).map_err(|_| io::Error::other("what it holds is no sign-in"))
}

async fn within<T>(patience: Duration, act: impl Future<Output = Result<T, secret_service::Error>>) -> io::Result<T> {
    match timeout(patience, act).await {
        Ok(done) => done.map_err(io::Error::other),
        Err(_) => Err(io::Error::new(io::ErrorKind::TimedOut, "it did not answer in time")),
    }
}

/// Runs on a thread of its own, so that it can be called from wherever blocking is allowed.
fn aside<T: Send>(act: impl Future<Output = io::Result<T>> + Send) -> io::Result<T> {
    thread::scope(|scope| {
        let thread = scope.spawn(|| Builder::new_current_thread().enable_all().build()?.block_on(act));
        thread.join().unwrap_or_else(|_| Err(io::Error::other("it broke")))
    })
}
