//! Passwords: hashed with Argon2id (19 MiB, 2 passes) on blocking threads, a few at a time, so that a storm
//! of sign-ins slows sign-ins and nothing else.

use std::sync::{Arc, LazyLock, OnceLock};
use std::time::Duration;

use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use tokio::sync::Semaphore;

use crate::error::{Error, FieldErrors, Result};

/// The shortest password taken without a second factor.
pub const SHORTEST: usize = 15;
/// The shortest password taken beside a second factor.
pub const SHORTEST_WITH_CODES: usize = 12;
/// The longest password taken.
pub const LONGEST: usize = 256;

/// Hashing threads at once.
static HASHERS: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(2)));
/// Whoever waits longer than this for a hashing thread is sent away.
const QUEUE: Duration = Duration::from_secs(5);

/// What a hash costs, where something else than usual was said.
static COST: OnceLock<Params> = OnceLock::new();

/// Has hashes cost so much memory and so many passes from the start. For tests and measurements, which sign in by the
/// thousand; whatever is served costs what [`Argon2::default`] does.
pub fn at_cost(kibibytes: u32, passes: u32) {
    if let Ok(params) = Params::new(kibibytes, passes, 1, None) {
        let _ = COST.set(params);
    }
}

fn hasher() -> Argon2<'static> {
    let params = COST.get().cloned().unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// Whether a hash was made at another cost than ours is today, so that it is worth making anew.
pub fn is_outdated(hash: &str) -> bool {
    let ours = hasher();
    let cost = argon2::PasswordHash::new(hash).ok().and_then(|hash| Params::try_from(&hash).ok());
    cost.is_none_or(|cost| {
        let same = |part: fn(&Params) -> u32| part(&cost) == part(ours.params());
        !(same(Params::m_cost) && same(Params::t_cost) && same(Params::p_cost))
    })
}

/// A hash of a password nobody has, so that unknown accounts cost the same work.
static NOBODY: LazyLock<String> = LazyLock::new(|| {
    let password = crate::secrets::random_token().unwrap_or_default();
    hasher().hash_password(password.as_bytes()).map(|hash| hash.to_string()).unwrap_or_default()
});

/// Hashes a password.
///
/// # Errors
/// [`Error::TooMany`] when too many wait.
pub async fn hash(password: String) -> Result<String> {
    on_hashing_thread(move || {
        let hash = hasher().hash_password(password.as_bytes());
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
            .is_ok_and(|hash| hasher().verify_password(password.as_bytes(), &hash).is_ok());
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

/// Whether this may become the password of somebody without a second factor: length in characters, not a known
/// one, and not made of the person's own words, the agency's or the workspace's (NIST SP 800-63B, 3.1.1.2).
///
/// # Errors
/// [`Error::Invalid`] at `field`.
pub fn check_strength(field: &'static str, password: &str, own_words: &[&str]) -> Result<()> {
    check(field, password, own_words, SHORTEST)
}

/// The same for somebody who may have a second factor, beside which a shorter one does.
///
/// # Errors
/// [`Error::Invalid`] at `field`.
pub fn check_strength_of(field: &'static str, password: &str, own_words: &[&str], has_codes: bool) -> Result<()> {
    check(field, password, own_words, if has_codes { SHORTEST_WITH_CODES } else { SHORTEST })
}

fn check(field: &'static str, password: &str, own_words: &[&str], shortest: usize) -> Result<()> {
    let mut errors = FieldErrors::default();
    let length = password.chars().count();
    let folded = password.to_lowercase();
    if length < shortest {
        errors.add(field, format!("Use at least {shortest} characters; a few words in a row do well."));
    } else if length > LONGEST {
        errors.add(field, format!("Use at most {LONGEST} characters."));
    } else if is_common(&folded) {
        errors.add(field, "This one is on the lists that attackers try first. Choose another.");
    } else if is_mostly(&folded, own_words) {
        errors.add(field, "Leave out your name, your email address, and the names of the agency and of workspaces.");
    }
    errors.into_result()
}

/// Whether what is left without somebody's own words, however they are spaced and parted, is too little to be a secret.
fn is_mostly(folded: &str, own_words: &[&str]) -> bool {
    let letters = |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>();
    let mut own = Vec::new();
    for words in own_words {
        let words = words.to_lowercase();
        own.push(letters(&words));
        own.extend(words.split(|letter: char| !letter.is_alphanumeric()).map(str::to_owned));
    }
    own.retain(|word| word.chars().count() > 3);
    // A name goes before its parts, which may stand in others.
    own.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let whole = letters(folded);
    let left = own.iter().fold(whole.clone(), |left, word| left.replace(word, ""));
    left != whole && left.chars().count() < 8
}

/// Whether a password of the length we take is of one kind of letter, a run, a part repeated, one of a few
/// sentences, or was found in a breach.
fn is_common(folded: &str) -> bool {
    const KNOWN: &[&str] = &include!("passwords_common.in");
    let distinct = folded.chars().collect::<std::collections::HashSet<_>>().len();
    let run = folded.chars().zip(folded.chars().skip(1)).filter(|(a, b)| *b as u32 == *a as u32 + 1).count();
    let repeated = (1..=folded.len() / 2).any(|part| {
        folded.is_char_boundary(part)
            && folded.len().is_multiple_of(part)
            && folded[..part].repeat(folded.len() / part) == folded
    });
    distinct < 5 || run + 3 > folded.chars().count() || repeated || KNOWN.contains(&folded) || was_breached(folded)
}

/// Whether a password, in small letters, is among the million and a half of `assets/passwords`; of others, fewer than
/// one in a thousand is taken for one of them.
fn was_breached(folded: &str) -> bool {
    static BLOOM: &[u8] = include_bytes!("../../assets/passwords/breached.bloom");
    const PROBES: u64 = 10;
    let digest = ring::digest::digest(&ring::digest::SHA256, folded.as_bytes());
    let part = |at: usize| digest.as_ref()[at..at + 8].iter().rev().fold(0, |sum, byte| sum << 8 | u64::from(*byte));
    let (first, stride, bits) = (part(0), part(8), BLOOM.len() as u64 * 8);
    (0..PROBES).all(|probe| {
        let bit = first.wrapping_add(stride.wrapping_mul(probe)) % bits;
        BLOOM[(bit / 8) as usize] >> (bit % 8) & 1 == 1
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_found_in_breaches_is_refused() {
        for known in ["thankyoujesus100", "q2w3e4r5t6y7u8i9", "pereiradasilva123", "ichliebedich333", "VFLgladbach2011"]
        {
            assert!(check_strength("password", known, &[]).is_err(), "{known}");
        }
        for known in ["iloveyou1234", "1q2w3e4r5t6y", "michaeljackson"] {
            assert!(check_strength_of("password", known, &[], true).is_err(), "{known}");
        }
    }

    /// The list holds a filter's share of strangers, and no more.
    #[test]
    fn few_other_passwords_are_taken_for_known_ones() {
        let taken = (0..20_000).filter(|number| was_breached(&format!("four quiet words {number}"))).count();
        assert!(taken < 40, "{taken} of 20000");
    }

    /// Staff have no company here, and a client may be in several workspaces.
    #[test]
    fn what_to_leave_out_is_said_in_words_that_fit_everybody() {
        let said = format!("{:?}", check_strength("password", "northwindstudio", &["Northwind Studio"]));
        assert!(said.contains("the names of the agency and of workspaces"), "{said}");
    }

    #[test]
    fn own_words_are_found_however_they_are_spaced_and_parted() {
        let own = ["nina@acme.test", "Nina Berg", "Northwind Studio", "Acme Coffee"];
        for weak in
            ["northwindstudio", "Northwind-Studio", "Nina Acme Coffee", "coffee.northwind!!", "nina@acme.test!!"]
        {
            assert!(check_strength("password", weak, &own).is_err(), "{weak}");
            assert!(check_strength("password", weak, &[]).is_ok(), "{weak}");
        }
        for fine in ["northwind patient herons", "a studio of quiet lamps", "!$&%/()=?{[]}+-#~"] {
            assert!(check_strength("password", fine, &own).is_ok(), "{fine}");
        }
    }

    #[test]
    fn a_second_factor_makes_room_for_a_shorter_one() {
        let words = "heron patient";
        assert!(check_strength("password", words, &[]).is_err());
        assert!(check_strength_of("password", words, &[], false).is_err());
        assert!(check_strength_of("password", words, &[], true).is_ok());
        assert!(check_strength_of("password", "heron patie", &[], true).is_err());
    }

    #[test]
    fn a_hash_of_another_cost_is_outdated() -> Result<()> {
        let cheap = Params::new(8, 1, 1, None).map_err(|error| Error::internal(anyhow::anyhow!("{error}")))?;
        let cheap = Argon2::new(Algorithm::Argon2id, Version::V0x13, cheap).hash_password(b"x");
        let cheap = cheap.map_err(|error| Error::internal(anyhow::anyhow!("{error}")))?.to_string();
        assert!(is_outdated(&cheap) && is_outdated("no hash"));
        let ours = hasher().hash_password(b"x").map_err(|error| Error::internal(anyhow::anyhow!("{error}")))?;
        assert!(!is_outdated(&ours.to_string()));
        Ok(())
    }
}
