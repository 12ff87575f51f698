//! What a terminal does to a program: it is small, it is resized, its server goes away.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use portico_openapi::types;
use portico_tests::people::{CARLA, MIA, OLIVIA};
use portico_tests::{Console, Server, Staff, Visitor, until};
use uuid::Uuid;

#[tokio::test]
async fn nothing_typed_is_lost_when_the_server_goes_away() -> Result<()> {
    let mut server = Server::demo().await?;
    let console = Console::open(&server, MIA, 120, 40).await?;
    console.until_shows("● live").await?;
    open_the_newest(&console).await?;
    console.press(&["r"])?;
    console.until_shows("send to the client").await?;
    console.write("Half a thought")?;
    server.kill().await?;
    console.until_gone("● live").await?;
    console.write(" and its end")?;
    console.press(&["C-s"])?;
    console.until_shows("Half a thought and its end").await?;
    server.start_again(Duration::from_secs(20)).await?;
    console.until_shows("● live").await?;
    // It may have tried again by itself; if not, the same key sends it.
    if console.screen()?.contains("send to the client") {
        console.press(&["C-s"])?;
    }
    console.until_gone("send to the client").await?;
    let staff = Staff::sign_in(&server, MIA).await?;
    is_sent_once(&staff, "Half a thought and its end").await
}

/// Waits for a reply to the newest request, which could be taken back for a moment; it is there once.
async fn is_sent_once(staff: &Staff, words: &str) -> Result<()> {
    until("the reply", async || {
        let newest = staff.session.call(|api| async move { api.request_list().limit(1).send().await }).await?;
        let newest = newest.into_inner().items.pop().context("there is no request")?;
        Ok(staff.messages(newest.id).await?.into_iter().find(|message| message.body == words))
    })
    .await?;
    let sent = count(staff, words).await?;
    ensure!(sent == 1, "the reply is there {sent} times");
    Ok(())
}

/// Replies are written while the server is away, and the console loses its power before it is back.
#[tokio::test]
async fn what_is_sent_without_a_server_waits_and_arrives_once() -> Result<()> {
    const REPLIES: [&str; 2] = ["The first of two", "And the second"];
    let mut server = Server::demo().await?;
    let console = Console::open(&server, MIA, 120, 40).await?;
    console.until_shows("● live").await?;
    open_the_newest(&console).await?;
    server.kill().await?;
    console.until_gone("● live").await?;
    for (words, queued) in REPLIES.into_iter().zip(["1 queued", "2 queued"]) {
        console.press(&["r"])?;
        console.until_shows("send to the client").await?;
        console.write(words)?;
        console.until_shows(words).await?;
        console.press(&["C-s"])?;
        console.until_shows(queued).await?;
    }
    console.kill().await?;
    console.open_again(&server, MIA, 120, 40).await?;
    server.start_again(Duration::from_secs(20)).await?;
    console.until_shows("● live").await?;
    let staff = Staff::sign_in(&server, MIA).await?;
    for words in REPLIES {
        is_sent_once(&staff, words).await?;
    }
    console.until_gone("queued").await.map(drop)
}

/// How often a reply is there.
async fn count(staff: &Staff, words: &str) -> Result<usize> {
    let requests = staff.session.call(|api| async move { api.request_list().limit(200).send().await }).await?;
    let mut sent = 0;
    for request in requests.into_inner().items {
        let messages = staff.messages(request.id).await?;
        sent += messages.iter().filter(|message| message.body == words).count();
    }
    Ok(sent)
}

#[tokio::test]
async fn a_draft_survives_the_death_of_the_console() -> Result<()> {
    let server = Server::demo().await?;
    let console = Console::open(&server, MIA, 100, 30).await?;
    console.until_shows("● live").await?;
    open_the_newest(&console).await?;
    console.press(&["n"])?;
    console.until_shows("the client never sees this").await?;
    console.write("Do not lose me")?;
    console.until_shows("1 draft").await?;
    console.until_stored("Do not lose me").await?;
    console.die().await?;
    console.open_again(&server, MIA, 100, 30).await?;
    console.until_shows("1 draft").await?;
    console.press(&["D"])?;
    console.until_shows("Do not lose").await?;
    console.press(&["Down", "Enter"])?;
    console.until_shows("Do not lose me").await?;
    Ok(())
}

/// The window is closed while the words are still on their way to the disk.
#[tokio::test]
async fn what_was_typed_a_moment_ago_survives_a_closed_window() -> Result<()> {
    let server = Server::demo().await?;
    let console = Console::open(&server, MIA, 100, 30).await?;
    console.until_shows("● live").await?;
    open_the_newest(&console).await?;
    console.press(&["r"])?;
    console.until_shows("send to the client").await?;
    for round in ["One", "Two", "Three"] {
        console.write(&format!("{round} breath. "))?;
        console.until_shows(&format!("{round} breath.")).await?;
        console.die().await?;
        console.open_again(&server, MIA, 100, 30).await?;
        console.until_shows("1 draft").await?;
        console.press(&["D"])?;
        console.until_shows("choose").await?;
        console.press(&["Enter"])?;
        console.until_shows(&format!("{round} breath.")).await?;
    }
    console.until_shows("One breath. Two breath. Three breath.").await.map(drop)
}

#[tokio::test]
async fn a_tiny_terminal_is_survived() -> Result<()> {
    let server = Server::demo().await?;
    let console = Console::open(&server, MIA, 80, 24).await?;
    console.until_shows("● live").await?;
    console.resize(20, 5)?;
    console.press(&["j", "k", "Enter"])?;
    console.resize(1, 1)?;
    console.press(&["j"])?;
    console.resize(200, 60)?;
    let screen = console.until_shows("4 All open").await?;
    ensure!(screen.contains("● live"), "{screen}");
    console.resize(80, 24)?;
    console.press(&["?"])?;
    console.until_shows("╭ Keys ").await?;
    Ok(())
}

#[tokio::test]
async fn what_is_being_written_survives_a_tiny_terminal() -> Result<()> {
    const WORDS: &str = "All of it, however small; and its end";
    let server = Server::demo().await?;
    let staff = Staff::sign_in(&server, MIA).await?;
    let console = Console::open(&server, MIA, 100, 30).await?;
    console.until_shows("● live").await?;
    open_the_newest(&console).await?;
    console.press(&["r"])?;
    console.until_shows("send to the client").await?;
    console.write("All of it, however small")?;
    console.until_shows("All of it, however small").await?;
    console.resize(20, 5)?;
    console.until_gone("send to the client").await?;
    console.write("; and its end")?;
    console.until_stored(WORDS).await?;
    console.resize(100, 30)?;
    console.until_shows(WORDS).await?;
    console.until_shows("send to the client").await?;
    console.press(&["C-s"])?;
    console.until_gone("send to the client").await?;
    is_sent_once(&staff, WORDS).await
}

/// What could reach the terminal past what the server takes out of texts: marks of direction that it leaves, as some
/// scripts need them.
const MARKS: &str = "\u{200f}\u{61c}";

#[tokio::test]
async fn what_clients_write_cannot_take_over_the_terminal() -> Result<()> {
    let server = Server::demo().await?;
    let names = format!("Zeta \u{1b}]0;owned\u{7}{MARKS}קפה 日本\u{202e}");
    name_things(&Staff::sign_in(&server, OLIVIA).await?, &names).await?;
    let mut carla = Visitor::sign_in(&server, CARLA).await?;
    let page = carla.get("/portal/requests/new").await?;
    let (token, once) = (page.hidden("csrf")?, page.hidden("once")?);
    let subject = format!("Look \u{1b}]0;owned\u{7}here {MARKS}\u{202e}sdrawkcab שלום 日本語 👩‍👩‍👧");
    let body = format!("\u{1b}[2J\u{1b}[31mred\u{9b}31m end{MARKS} שלום 日本語");
    let fields = [
        ("csrf", token.as_str()),
        ("once", &once),
        ("kind", "support"),
        ("support_category", "bugs"),
        ("subject", subject.as_str()),
        ("body", &body),
    ];
    let answer = carla.post("/portal/requests", &fields).await?;
    ensure!(answer.status == 303, "the server did not take the text: {answer:?}");
    let console = Console::open(&server, MIA, 120, 40).await?;
    console.until_shows("● live").await?;
    // In the list and in the pane, and the names of a client and of a project in theirs.
    console.press(&["4"])?;
    console.until_shows("Look ]0;owned").await?;
    is_unharmed(&console)?;
    open_the_newest(&console).await?;
    console.until_shows("[2J[31mred31m end").await?;
    is_unharmed(&console)?;
    for (key, column) in [("6", "Done"), ("7", "Managers")] {
        console.press(&[key])?;
        console.until_shows(column).await?;
        console.until_shows("Zeta ]0;owned").await?;
        is_unharmed(&console)?;
    }
    Ok(())
}

/// A client and a project of it, both with this name.
async fn name_things(staff: &Staff, name: &str) -> Result<()> {
    let open = |api: portico_openapi::Client, key: String| async move {
        let new = types::NewWorkspace { name: name.into(), modules: None, show_team_members: None, slug: None };
        api.workspace_create().idempotency_key(key).body(new).send().await
    };
    let client = staff.session.create(Uuid::new_v4(), open).await?.id;
    let begin = |api: portico_openapi::Client, key: String| async move {
        let new = types::NewProject {
            name: name.into(),
            workspace_id: client,
            due_on: None,
            starts_on: None,
            status: None,
            summary: None,
        };
        api.project_create().idempotency_key(key).body(new).send().await
    };
    staff.session.create(Uuid::new_v4(), begin).await?;
    Ok(())
}

/// Nothing has changed the terminal's title, and nothing that could change its screen stands on it.
fn is_unharmed(console: &Console) -> Result<()> {
    let title = console.title()?;
    ensure!(!title.contains("owned"), "the terminal's title was changed to {title:?}");
    let bytes = console.colours()?;
    let marks = MARKS.chars().chain(['\u{202e}', '\u{9b}', '\u{7}']);
    for mark in marks {
        ensure!(!bytes.contains(mark), "{} reaches the terminal:\n{bytes}", mark.escape_unicode());
    }
    ensure!(!bytes.contains("\u{1b}]"), "an escape sequence of others reaches the terminal:\n{bytes}");
    Ok(())
}

async fn open_the_newest(console: &Console) -> Result<()> {
    console.press(&["4"])?;
    console.until_shows("All open ·").await?;
    console.until_shows("Acme Coff").await?;
    console.press(&["g", "Enter"])?;
    console.until_shows("nobody assigned").await.map(drop)
}
