//! A client's account from the terminal: Mia needs one, asks somebody without an account here to connect it, sees that it
//! came, looks whether it still works, and takes a question back that nobody has to answer any more.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use anyhow::{Result, ensure};
use portico_tests::people::{MIA, OLIVIA};
use portico_tests::{Console, Program, Server, Visitor, mails, until};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What opens the account, which no screen of staff ever shows.
const KEY: &str = "CANARY-4711-key";
const ACCOUNT: &str = "search@acme.example";
const ASKED: &str = "it@acme.test";
const ASKED_NEXT: &str = "boss@acme.test";
const WAY: &str = "/portal/connect/";
/// How long a link's way is, with what nobody can guess.
const WHOLE: usize = WAY.len() + 43;

/// A search engine that knows one key, until it knows none.
struct Search {
    url: String,
    shut: Arc<AtomicBool>,
    asked: Arc<AtomicUsize>,
}

impl Search {
    async fn start() -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}/me", listener.local_addr()?);
        let search = Self { url, shut: Arc::default(), asked: Arc::default() };
        let (shut, asked) = (search.shut.clone(), search.asked.clone());
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                asked.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(answer(socket, shut.load(Ordering::SeqCst)));
            }
        });
        Ok(search)
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

async fn answer(mut socket: TcpStream, shut: bool) {
    let mut text = String::new();
    let mut piece = [0; 4096];
    while !text.contains("\r\n\r\n") {
        match socket.read(&mut piece).await {
            Ok(length) if length > 0 => text.push_str(&String::from_utf8_lossy(&piece[..length])),
            _ => return,
        }
    }
    let mut lines = text.lines().filter_map(|line| line.split_once(':'));
    let knows = !shut && lines.any(|(name, value)| name.eq_ignore_ascii_case("x-api-key") && value.trim() == KEY);
    let (status, body) = match knows {
        true => ("200 OK", json!({ "owner": ACCOUNT }).to_string()),
        false => ("401 Unauthorized", "{}".to_owned()),
    };
    let head = format!("HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}", body.len());
    // Nobody may be there any more.
    let _ = socket.write_all(format!("{head}\r\nconnection: close\r\n\r\n{body}").as_bytes()).await;
}

#[tokio::test]
async fn an_account_is_needed_asked_for_connected_and_lost() -> Result<()> {
    let server = Server::with(&[("PORTICO_OUTGOING_NETWORKS", r#"["127.0.0.0/8"]"#)]).await?;
    let search = Search::start().await?;
    let settings = json!({
        "ping_url": search.url, "hosts": ["127.0.0.1"], "header": "X-Api-Key", "account": "/owner"
    });
    let provider = json!({ "provider": "api_key", "name": "Lighthouse", "settings": settings });
    Program::sign_in(&server, OLIVIA).await?.post("/provider-clients", provider).await?;

    let mia = Console::open(&server, MIA, 140, 44).await?;
    mia.until_shows("● live").await?;
    mia.press(&["w", "l", "l"])?;
    mia.until_shows("How it does").await?;
    let screen = mia.until_shows("Web shop").await?;
    ensure!(screen.contains("● connected") && screen.contains("▲ in need of the client"), "{screen}");
    need(&mia).await?;
    ask(&mia, ASKED, "For the new shop.").await?;
    let way = mailed(&server, ASKED).await?;
    let screen = mia.screen()?;
    ensure!(screen.contains(&way[..WAY.len() + 12]), "the screen shows another link than {way}:\n{screen}");
    kept(&mia, ASKED).await?;
    mia.press(&["l"])?;
    mia.until_shows("Whom").await?;
    mia.until_shows(ASKED).await?;
    mia.press(&["g", "Enter"])?;
    let screen = mia.until_shows("○ Open · 0 of 1 connected").await?;
    ensure!(screen.contains("For the new shop."), "{screen}");

    // Whoever has the link needs no account, but a key that works. The screen hears of it by itself.
    let mut stranger = Visitor::stranger(&server)?;
    let page = stranger.get(&way).await?;
    ensure!(page.status == 200 && page.body.contains("Shop search"), "{page:?}");
    let id = page.hidden("connection_id")?;
    let path = format!("{way}/key");
    let wrong = stranger.post(&path, &[("connection_id", id.as_str()), ("api_key", "no-key-at-all")]).await?;
    ensure!(wrong.status == 422 && wrong.body.contains("does not take this key"), "{wrong:?}");
    ensure!(mia.screen()?.contains("○ Open · 0 of 1 connected"), "a key that does not work counts");
    let right = stranger.post(&path, &[("connection_id", id.as_str()), ("api_key", KEY)]).await?;
    ensure!(right.status == 303, "{right:?}");
    mia.until_shows("✓ Done · 1 of 1 connected").await?;

    look(&mia, &search).await?;
    ask(&mia, ASKED_NEXT, "Once more, please.").await?;
    let way = mailed(&server, ASKED_NEXT).await?;
    kept(&mia, ASKED_NEXT).await?;
    take_back(&mia).await?;
    let page = stranger.get(&way).await?;
    ensure!(page.body.contains("This link does not work") && !page.body.contains("Shop search"), "{page:?}");
    Ok(())
}

/// An account that the client of the row is to connect, at the provider that was set up.
async fn need(mia: &Console) -> Result<()> {
    mia.press(&["n"])?;
    let screen = mia.until_shows("An account that a client is to connect").await?;
    ensure!(screen.contains("‹ Acme Coffee ›"), "{screen}");
    mia.press(&["Tab"])?;
    if !screen.contains("Lighthouse") {
        mia.press(&["Right"])?;
    }
    mia.until_shows("‹ Lighthouse ›").await?;
    mia.press(&["Tab"])?;
    mia.write("Shop search")?;
    mia.press(&["C-s"])?;
    mia.until_shows("Shop search · Acme Coffee").await?;
    mia.until_shows("○ It is not connected yet.").await.map(drop)
}

/// Asks somebody to connect what the pane shows; the link stands there, once.
async fn ask(mia: &Console, whom: &str, message: &str) -> Result<()> {
    mia.press(&["a"])?;
    let screen = mia.until_shows("Ask somebody of Acme Coffee").await?;
    ensure!(screen.matches("[✓] yes").count() == 1, "only what the pane shows is asked for:\n{screen}");
    mia.write(whom)?;
    mia.press(&["Tab"])?;
    mia.write(message)?;
    mia.press(&["C-s"])?;
    mia.until_shows("Asked to connect").await?;
    mia.until_shows(WAY).await.map(drop)
}

/// Closes the link; who was asked stands with the account.
async fn kept(mia: &Console, whom: &str) -> Result<()> {
    mia.press(&["Y"])?;
    mia.until_gone(WAY).await?;
    mia.until_shows(&format!("○ {whom} · Open")).await.map(drop)
}

/// Whether it works is asked now: it does, and then it does not.
async fn look(mia: &Console, search: &Search) -> Result<()> {
    mia.press(&["h"])?;
    mia.until_shows("How it does").await?;
    mia.until_shows("Shop search").await?;
    mia.press(&["g", "Enter"])?;
    mia.until_shows(ACCOUNT).await?;
    let screen = mia.until_shows(&format!("✓ {ASKED} · Done")).await?;
    ensure!(screen.contains("● It is connected.") && !screen.contains("CANARY"), "{screen}");
    let before = search.asked();
    mia.press(&["c"])?;
    mia.until_shows("Looked: it is connected.").await?;
    ensure!(search.asked() > before, "nobody was asked");
    search.shut.store(true, Ordering::SeqCst);
    mia.press(&["c"])?;
    mia.until_shows("Looked: it is in need of the client.").await?;
    mia.until_shows("▲ It is in need of the client.").await.map(drop)
}

/// What was asked last is asked no more.
async fn take_back(mia: &Console) -> Result<()> {
    mia.press(&["l"])?;
    mia.until_shows("Whom").await?;
    mia.until_shows(ASKED_NEXT).await?;
    mia.press(&["g", "x"])?;
    let screen = mia.until_shows("Take the request back").await?;
    ensure!(screen.contains(&format!("The link that {ASKED_NEXT} has stops working")), "{screen}");
    mia.press(&["Y"])?;
    mia.until_shows("Its link works no more.").await?;
    mia.until_shows("⊘ Taken back").await.map(drop)
}

/// The way of the link in the mail to somebody.
async fn mailed(server: &Server, whom: &str) -> Result<String> {
    until("the mail with the link", async || {
        let all = mails::all(server)?;
        Ok(all.iter().filter(|mail| mail.contains(whom)).find_map(|mail| way(mail)))
    })
    .await
}

/// A mail that is still being written ends anywhere.
fn way(mail: &str) -> Option<String> {
    let rest = &mail[mail.find(WAY)?..];
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !"/-_".contains(c)).unwrap_or(rest.len());
    Some(rest[..end].to_owned()).filter(|way| way.len() == WHOLE)
}
