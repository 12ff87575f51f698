//! A console as somebody chose it: other keys, other colours, and one that changes nothing.

use anyhow::{Result, ensure};
use portico_tests::people::MIA;
use portico_tests::{Console, Server, Staff};

#[tokio::test]
async fn other_keys_and_colours_are_used_and_told() -> Result<()> {
    let server = Server::demo().await?;
    let config = "theme = \"bright\"\n[colours]\nnote = \"#ff8800\"\n[keys.request]\nreply = \"y\"\nnote = \"e\"\n";
    let console = Console::chosen(&server, MIA, 120, 40, config).await?;
    console.until_shows("● live").await?;
    console.press(&["4"])?;
    console.until_shows("y reply  e note").await?;
    console.press(&["?"])?;
    console.until_shows("╭ Keys ").await?;
    console.press(&["Escape"])?;
    console.until_gone("╭ Keys ").await?;
    console.until_shows("All open ·").await?;
    console.press(&["g", "Enter"])?;
    console.until_shows("nobody assigned").await?;
    console.press(&["e"])?;
    console.until_shows("the client never sees this").await?;
    ensure!(console.colours()?.contains("38;2;255;136;0"), "the note has another colour than was chosen");
    console.press(&["Escape"])?;
    console.until_gone("the client never sees this").await?;
    console.press(&["y"])?;
    console.until_shows("send to the client").await.map(drop)
}

#[tokio::test]
async fn a_read_only_console_shows_everything_and_changes_nothing() -> Result<()> {
    let server = Server::demo().await?;
    let staff = Staff::sign_in(&server, MIA).await?;
    let console = Console::chosen(&server, MIA, 120, 40, "read_only = true\n").await?;
    console.until_shows("read-only · ● live").await?;
    console.press(&["4"])?;
    console.until_shows("All open ·").await?;
    console.press(&["g", "Enter"])?;
    console.until_shows("nobody assigned").await?;
    for key in ["r", "n", "m", "s", "p", "t"] {
        console.press(&[key])?;
        console.until_shows("This console is read-only").await?;
        console.press(&["j"])?;
        console.until_gone("This console is read-only").await?;
    }
    console.press(&["v"])?;
    console.until_shows("▲ Needs changes").await?;
    let open = staff.session.call(|api| async move { api.request_list().limit(200).send().await }).await?;
    ensure!(open.into_inner().items.iter().any(|request| request.assignee.is_none()), "somebody was assigned");
    Ok(())
}
