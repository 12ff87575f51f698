//! The main job, by the people who do it: Carla asks in the portal, Mia answers from the terminal, and
//! what stays inside stays inside.

use anyhow::{Context, Result, ensure};
use futures_util::StreamExt;
use portico_tests::people::{BEN, CARLA, MIA};
use portico_tests::{Browser, Console, Server, Staff, Visitor, mails, pages, until};
use tokio::task::JoinHandle;

const SUBJECT: &str = "Photographs for the spring menu";
const QUESTION: &str = "Can we use the pictures of last year once more?";
const NOTE: &str = "CANARY-7319: they never paid for those pictures";
const ANSWER: &str = "Yes, all but the cover; we send a selection tomorrow.";

/// S1.3, S1.15, S1.70, S1.74, S1.96: asked in the portal, answered from the console, without a mail.
#[tokio::test]
async fn carla_asks_mia_answers_and_the_note_stays_inside() -> Result<()> {
    let server = Server::demo().await?;
    let console = Console::open(&server, MIA, 140, 40).await?;
    console.until_shows("● live").await?;

    // Carla looks at her projects and asks.
    let carla = Browser::of(&server, CARLA).await?;
    carla.press("a[href='/portal/projects']").await?;
    carla.until_says("Site refresh").await?;
    let events = Overheard::of(&Visitor::sign_in(&server, CARLA).await?)?;
    carla.press("a[href='/portal/requests']").await?;
    carla.press_what_says("New request").await?;
    carla.until_at("/portal/requests/new").await?;
    carla.choose("#job_category", "design").await?;
    carla.fill("#subject", SUBJECT).await?;
    carla.fill("#body", QUESTION).await?;
    carla.press_what_says("Send request").await?;
    carla.until_says(QUESTION).await?;
    let request = carla.path().await?;
    carla.run("window.stayed = true").await?;

    // Mia sees it arrive without asking for it, and works on it.
    console.press(&["4"])?;
    console.until_shows("Photographs").await?;
    open(&console).await?;
    console.until_shows("nobody assigned").await?;
    console.press(&["m"])?;
    console.until_gone("nobody assigned").await?;
    console.press(&["p"])?;
    choose(&console, "high").await?;
    console.until_shows("△ high").await?;
    console.press(&["l"])?;
    choose(&console, "Autumn").await?;
    console.until_shows("▸ Autumn blends").await?;
    console.press(&["n"])?;
    console.until_shows("the client never sees this").await?;
    console.write(NOTE)?;
    console.press(&["C-n"])?;
    console.until_gone("the client never sees this").await?;
    let screen = console.until_shows("CANARY-7319").await?;
    ensure!(screen.contains("INTERNAL"), "a note looks like a message:\n{screen}");
    console.press(&["r"])?;
    console.until_shows("send to the client").await?;
    console.write(ANSWER)?;
    console.press(&["C-s"])?;
    console.until_gone("send to the client").await?;

    // Carla sees the answer where she is.
    carla.until_says(ANSWER).await?;
    assert_eq!(carla.run("return window.stayed").await?, true, "the page was loaded anew");
    carla.until_says("Autumn blends campaign").await?;
    carla.until_says("Waiting for you").await?;

    let staff = Staff::sign_in(&server, MIA).await?;
    let seen = staff.request(SUBJECT).await?;
    assert_eq!(seen.assignee.context("nobody is assigned")?.name, "Mia Lindqvist");
    assert_eq!(seen.priority.to_string(), "high");
    assert_eq!((seen.message_count, seen.note_count), (2, 1));

    nothing_leaks(&server, &carla, &request).await?;
    let heard = events.end().await?;
    ensure!(heard.contains("request"), "the stream of events was silent: {heard:?}");
    ensure!(!heard.contains("CANARY"), "the note is in the stream of events: {heard}");
    for mail in until("the mail about the answer", async || {
        let all = mails::all(&server)?;
        Ok(all.iter().any(|mail| mail.contains(CARLA) && mail.contains(SUBJECT)).then_some(all))
    })
    .await?
    {
        let inside = mail.contains("@northwind.test");
        ensure!(inside || !mail.contains("CANARY"), "the note is in a mail to a client:\n{mail}");
    }

    ben_sees_nothing(&server, &request).await?;
    console.press(&["q"])?;
    console.until_gone("● live").await?;
    carla.close().await
}

/// Puts the newest request under the cursor and opens it.
async fn open(console: &Console) -> Result<()> {
    console.press(&["g", "Enter"])?;
    console.until_shows(QUESTION).await.map(drop)
}

/// Chooses from a picker.
async fn choose(console: &Console, words: &str) -> Result<()> {
    console.until_shows("choose").await?;
    console.write(words)?;
    console.press(&["Enter"])?;
    console.until_gone("leave as it is").await.map(drop)
}

/// Everything that Carla can lay her eyes on.
async fn nothing_leaks(server: &Server, carla: &Browser, request: &str) -> Result<()> {
    let visitor = Visitor::sign_in(server, CARLA).await?;
    let mut paths = pages::of(&visitor).await?;
    paths.extend([
        request.to_owned(),
        format!("{request}/messages"),
        "/portal/requests?q=CANARY-7319".into(),
        "/portal/requests?q=paid&status=all".into(),
    ]);
    for path in &paths {
        carla.go(path).await?;
        let source = carla.source().await?;
        // What was searched for stands in the search field, and in links that keep it.
        let source = if path.contains("q=") {
            carla.run("return document.querySelector('#main').innerText").await?.to_string()
        } else {
            source
        };
        ensure!(!source.contains("CANARY"), "the note is on {path}");
        ensure!(!source.to_lowercase().contains("internal note"), "{path} speaks of internal notes");
    }
    carla.go("/portal/requests?q=CANARY-7319").await?;
    ensure!(!carla.text().await?.contains(SUBJECT), "the search finds a request by its note");
    carla.go("/portal/requests?q=once+more").await?;
    carla.until_says(SUBJECT).await?;
    carla.go(request).await?;
    carla.until_says(ANSWER).await
}

/// Another client of the same agency.
async fn ben_sees_nothing(server: &Server, request: &str) -> Result<()> {
    let ben = Browser::of(server, BEN).await?;
    ben.go("/portal/requests?status=all").await?;
    ensure!(!ben.text().await?.contains(SUBJECT), "Ben's list shows Carla's request");
    ben.go("/portal/requests?status=all&q=Photographs").await?;
    ensure!(!ben.run("return document.querySelector('#main').innerText").await?.to_string().contains(SUBJECT));
    ben.go(request).await?;
    ensure!(!ben.source().await?.contains(SUBJECT), "Ben guessed the address");

    let mut visitor = Visitor::sign_in(server, BEN).await?;
    let guessed = visitor.get(request).await?;
    let nowhere = "/portal/requests/01890000-0000-7000-8000-000000000000";
    let missing = visitor.get(nowhere).await?;
    assert_eq!((guessed.status, missing.status), (404, 404));
    let page = visitor.get("/portal").await?;
    let token = page.hidden("csrf")?;
    for action in ["messages", "close", "reopen", "seen"] {
        let form = [("csrf", token.as_str()), ("body", "Hello")];
        let guessed = visitor.post(&format!("{request}/{action}"), &form).await?;
        let missing = visitor.post(&format!("{nowhere}/{action}"), &form).await?;
        assert_eq!(guessed.status, missing.status, "{action} tells Ben that there is something");
        ensure!(guessed.status == 404 || action == "seen", "{action} answers Ben {}", guessed.status);
    }
    for path in pages::of(&visitor).await? {
        let body = visitor.get(&path).await?.body;
        ensure!(!body.contains(SUBJECT) && !body.contains("CANARY"), "{path} shows Ben what is Carla's");
    }
    ben.close().await
}

/// Somebody's stream of events, written down while it flows.
struct Overheard {
    listening: JoinHandle<Result<()>>,
    heard: std::sync::Arc<std::sync::Mutex<String>>,
}

impl Overheard {
    fn of(visitor: &Visitor) -> Result<Self> {
        let request = visitor.listening("/portal/events")?;
        let heard = std::sync::Arc::new(std::sync::Mutex::new(String::new()));
        let pad = heard.clone();
        let listening = tokio::spawn(async move {
            let mut stream = request.send().await?.error_for_status()?.bytes_stream();
            while let Some(bytes) = stream.next().await {
                let text = String::from_utf8_lossy(&bytes?).into_owned();
                pad.lock().map_err(|_| anyhow::anyhow!("the pad is torn"))?.push_str(&text);
            }
            Ok(())
        });
        Ok(Self { listening, heard })
    }

    async fn end(self) -> Result<String> {
        ensure!(!self.listening.is_finished(), "the stream ended: {:?}", self.listening.await);
        self.listening.abort();
        Ok(self.heard.lock().map_err(|_| anyhow::anyhow!("the pad is torn"))?.clone())
    }
}
