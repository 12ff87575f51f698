use std::time::{Duration, Instant};

use anyhow::{Result, bail};

/// How long something may take that a person would wait for.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// How often one looks.
const PAUSE: Duration = Duration::from_millis(50);

/// Looks again and again until there is something to see.
///
/// # Errors
/// When patience ends first, or looking fails.
pub async fn until<T>(what: &str, look: impl AsyncFnMut() -> Result<Option<T>>) -> Result<T> {
    until_within(PATIENCE, what, look).await
}

/// The same with a limit of one's own.
///
/// # Errors
/// When the limit is reached first, or looking fails.
pub async fn until_within<T>(
    limit: Duration,
    what: &str,
    mut look: impl AsyncFnMut() -> Result<Option<T>>,
) -> Result<T> {
    let started = Instant::now();
    loop {
        if let Some(seen) = look().await? {
            return Ok(seen);
        }
        if started.elapsed() > limit {
            bail!("waited {limit:?} in vain for {what}");
        }
        tokio::time::sleep(PAUSE).await;
    }
}
