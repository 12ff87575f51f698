//! Passwords: hashed with Argon2id (19 MiB, 2 passes) on blocking threads, a few at a time, so that a storm
//! of sign-ins slows sign-ins and nothing else.

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;

use crate::error::{Error, FieldErrors, Result};

/// The shortest password taken without a second factor.
pub const SHORTEST: usize = 15;
/// The longest password taken.
pub const LONGEST: usize = 256;

/// Hashing threads at once.
static HASHERS: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(2)));
/// Whoever waits longer than this for a hashing thread is sent away.
const QUEUE: Duration = Duration::from_secs(5);

/// A hash of a password nobody has, so that unknown accounts cost the same work.
static NOBODY: LazyLock<String> = LazyLock::new(|| {
    let password = crate::secrets::random_token().unwrap_or_default();
    Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string()).unwrap_or_default()
});

/// Hashes a password.
///
/// # Errors
/// [`Error::TooMany`] when too many wait.
pub async fn hash(password: String) -> Result<String> {
    on_hashing_thread(move || {
        let hash = Argon2::default().hash_password(password.as_bytes());
        hash.map(|hash| hash.to_string()).map_err(|error| Error::internal(anyhow::anyhow!("hashing: {error}")))
    })
    .await?
}

/// Whether the password is the one that was hashed. Without a hash the same work is done, and it is not.
///
/// # Errors
/// [`Error::TooMany`] when too many wait.
pub async fn verify(password: String, hash: Option<String>) -> Result<bool> {
    on_hashing_thread(move || {
        let known = hash.is_some();
        let text = hash.unwrap_or_else(|| NOBODY.clone());
        let fits = argon2::PasswordHash::new(&text)
            .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok());
        fits && known
    })
    .await
}

async fn on_hashing_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let permit = tokio::time::timeout(QUEUE, HASHERS.clone().acquire_owned())
        .await
        .map_err(|_| Error::TooMany { retry_after: QUEUE })?
        .map_err(Error::internal)?;
    let done = tokio::task::spawn_blocking(move || {
        let answer = work();
        drop(permit);
        answer
    });
    done.await.map_err(Error::internal)
}

/// Whether this may become somebody's password: length in characters, not a common one, and not made of
/// the agency's or the person's own words (NIST SP 800-63B, 3.1.1.2).
///
/// # Errors
/// [`Error::Invalid`] at `field`.
pub fn check_strength(field: &'static str, password: &str, own_words: &[&str]) -> Result<()> {
    let mut errors = FieldErrors::default();
    let length = password.chars().count();
    let folded = password.to_lowercase();
    if length < SHORTEST {
        errors.add(field, format!("Use at least {SHORTEST} characters; a few words in a row do well."));
    } else if length > LONGEST {
        errors.add(field, format!("Use at most {LONGEST} characters."));
    } else if is_common(&folded) {
        errors.add(field, "This one is on the lists that attackers try first. Choose another.");
    } else if own_words.iter().any(|word| word.chars().count() > 3 && is_mostly(&folded, &word.to_lowercase())) {
        errors.add(field, "Leave out your name, your email address and the agency's name.");
    }
    errors.into_result()
}

/// Whether what is left without the word is too little to be a secret.
fn is_mostly(password: &str, word: &str) -> bool {
    password.contains(word) && password.replace(word, "").chars().count() < 8
}

/// Common passwords of the length we take are a common part repeated, a run, or one of a few sentences.
fn is_common(folded: &str) -> bool {
    const KNOWN: &[&str] = &include!("passwords_common.in");
    let distinct = folded.chars().collect::<std::collections::HashSet<_>>().len();
    let run = folded.chars().zip(folded.chars().skip(1)).filter(|(a, b)| *b as u32 == *a as u32 + 1).count();
    let repeated = (1..=folded.len() / 2).any(|part| {
        folded.is_char_boundary(part)
            && folded.len().is_multiple_of(part)
            && folded[..part].repeat(folded.len() / part) == folded
    });
    distinct < 5 || run + 3 > folded.chars().count() || repeated || KNOWN.contains(&folded)
}
