//! How Mia gets about: each key is followed by what the screen shows then, never by a time.

use anyhow::{Context, Result, bail};
use portico_openapi::types::Request;
use portico_tests::{Console, until};

use super::sent::{SUGAR, said};

/// The columns of the list, without the pane beside it.
const LIST: usize = 98;
/// What the console says where something was changed while a key was on its way.
const AGAIN: &str = "look and repeat";
/// How often a person repeats it.
const TRIES: usize = 4;

/// Goes to a request by what it is called.
pub async fn open(mia: &Console, request: &Request) -> Result<()> {
    mia.press(&["C-p"])?;
    mia.until_shows("Jump to").await?;
    mia.write(&request.subject)?;
    mia.until_shows(&listed(request)).await?;
    mia.press(&["Enter"])?;
    mia.until_gone("Jump to").await?;
    mia.until_shows(&said(&request.subject)).await.map(drop)
}

/// A request as a line to choose, which nothing else on the screen looks like.
pub fn listed(request: &Request) -> String {
    format!("  #{} {}", request.number, request.subject)
}

/// Writes to the client.
pub async fn reply(mia: &Console, words: &str) -> Result<()> {
    mia.press(&["r"])?;
    mia.until_shows("send to the client").await?;
    mia.write(words)?;
    mia.until_shows(words).await?;
    mia.press(&["C-s"])?;
    mia.until_gone("send to the client").await.map(drop)
}

/// Types a filter and keeps it.
pub async fn narrow(mia: &Console, filter: &str) -> Result<()> {
    mia.press(&["/"])?;
    mia.until_shows("keep the filter").await?;
    mia.write(filter)?;
    mia.until_shows(&format!("/ {filter}")).await?;
    mia.press(&["Enter"])?;
    mia.until_gone("keep the filter").await?;
    mia.until_shows(&format!("by subject · {filter}")).await.map(drop)
}

/// Takes the filter away; everything is there again.
pub async fn widen(mia: &Console) -> Result<()> {
    mia.press(&["Escape"])?;
    mia.until_gone("by subject · ").await?;
    until_rows(mia, "Lantern", 6).await?;
    until_rows(mia, SUGAR, 1).await
}

/// Fills in what many are to become, and looks at what would come of it.
pub async fn foresee(mia: &Console, title: &str, keys: &[&str], what: &str) -> Result<()> {
    mia.press(&["B"])?;
    mia.until_shows(title).await?;
    mia.press(keys)?;
    mia.press(&["C-s"])?;
    mia.until_shows(what).await?;
    mia.until_shows("yes, do it").await.map(drop)
}

/// Chooses from a picker by what is typed, until it is so.
pub async fn choose(mia: &Console, key: &str, title: &str, typed: &str, so: &str) -> Result<()> {
    for _ in 0..TRIES {
        mia.press(&[key])?;
        mia.until_shows(title).await?;
        mia.write(typed)?;
        mia.until_shows(&format!("› {typed}")).await?;
        mia.press(&["Enter"])?;
        mia.until_gone(title).await?;
        if is_so(mia, so).await? {
            return Ok(());
        }
    }
    bail!("it is never {so:?}")
}

/// Presses a key until it is so.
pub async fn change(mia: &Console, key: &str, so: &str) -> Result<()> {
    for _ in 0..TRIES {
        mia.press(&[key])?;
        if is_so(mia, so).await? {
            return Ok(());
        }
    }
    bail!("it is never {so:?}")
}

/// Waits until it is so, or until it has to be repeated.
async fn is_so(mia: &Console, so: &str) -> Result<bool> {
    let seen = until(so, async || {
        let screen = mia.screen()?;
        Ok((screen.contains(so) || screen.contains(AGAIN)).then_some(screen))
    });
    let screen = seen.await.with_context(|| format!("the console shows:\n{}", mia.screen().unwrap_or_default()))?;
    Ok(!screen.contains(AGAIN))
}

/// Waits until so many rows of the list hold these words.
pub async fn until_rows(mia: &Console, words: &str, count: usize) -> Result<()> {
    let what = format!("{count} rows with {words:?}");
    until_list(mia, &what, |list| list.iter().filter(|row| row.contains(words)).count() == count).await
}

/// Waits until the list looks like that.
pub async fn until_list(mia: &Console, what: &str, is_it: impl Fn(&[String]) -> bool) -> Result<()> {
    let seen = until(what, async || {
        let list: Vec<String> = mia.screen()?.lines().map(|line| line.chars().take(LIST).collect()).collect();
        Ok(is_it(&list).then_some(()))
    });
    seen.await.with_context(|| format!("the console shows:\n{}", mia.screen().unwrap_or_default()))
}
