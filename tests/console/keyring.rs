//! The sign-in in a real keyring: GNOME's, on a bus of its own.

use anyhow::{Result, ensure};
use portico_tests::people::{MIA, PASSWORD};
use portico_tests::{Console, Server};

#[tokio::test]
async fn a_sign_in_lives_in_the_keyring_and_leaves_it_on_signing_out() -> Result<()> {
    let server = Server::demo().await?;
    let folder = tempfile::Builder::new().prefix("portico-desktop-").tempdir()?;
    let profile = folder.path().join("portico/profiles/default.json");
    let url = server.url("");

    let sign_in = format!("PORTICO_PASSWORD={PASSWORD} $console --server {url} --email {MIA}");
    let console = Console::on_a_desktop(folder, &sign_in).await?;
    console.until_shows("● live").await?;
    let stored = std::fs::read_to_string(&profile)?;
    ensure!(stored.contains(r#""in_keyring": true"#) && !stored.contains("refresh_token"), "{stored}");
    console.press(&["q"])?;
    console.until_gone("● live").await?;

    // Another day: the keyring is unlocked, and no password is asked for.
    let console = Console::on_a_desktop(console.close()?, "$console").await?;
    console.until_shows("● live").await?;
    console.press(&["q"])?;
    console.until_gone("● live").await?;

    let find = "secret-tool search --all application portico-console";
    let ask = format!("{find}; $console profiles; $console sign-out; {find}; echo done; sleep 600");
    let console = Console::on_a_desktop(console.close()?, &ask).await?;
    let screen = console.until_shows("done").await?;
    let (before, after) = screen.split_once("Signed out.").unwrap_or_default();
    ensure!(before.contains("Portico console: mia@northwind.test"), "{screen}");
    ensure!(before.contains("signed in, keyring") && !after.contains("Portico console"), "{screen}");
    Ok(())
}
