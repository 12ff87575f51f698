//! What stands on the wire: our SMTP against a server of a few lines.

use std::sync::{Arc, Mutex};

use portico::mail::{Letters, Sender, Smtp};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use super::{answers, settled};
use crate::support::{TestApp, config};

type Mails = Arc<Mutex<Vec<(String, String)>>>;

/// A mail server that keeps what it gets, with the envelope's sender. It refuses one name.
async fn sink() -> (u16, Mails) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let mails = Mails::default();
    let kept = mails.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(talk(stream, kept.clone()));
        }
    });
    (port, mails)
}

async fn talk(stream: TcpStream, kept: Mails) {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"220 sink\r\n").await.unwrap();
    let (mut sender, mut mail, mut data) = (String::new(), String::new(), false);
    while let Ok(Some(line)) = lines.next_line().await {
        if data && line != "." {
            mail.push_str(line.strip_prefix('.').unwrap_or(&line));
            mail.push('\n');
            continue;
        }
        let answer = match line.split(' ').next().unwrap_or_default() {
            "." => {
                data = false;
                kept.lock().unwrap().push((std::mem::take(&mut sender), std::mem::take(&mut mail)));
                "250 kept"
            }
            "MAIL" => {
                sender = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                "250 ok"
            }
            "RCPT" if line.contains("<victor@") => "550 5.1.1 no such user",
            "DATA" => {
                data = true;
                "354 go on"
            }
            "QUIT" => "221 bye",
            _ => "250 ok",
        };
        write.write_all(format!("{answer}\r\n").as_bytes()).await.unwrap();
    }
}

/// A header with its folded lines put together.
fn header(mail: &str, name: &str) -> Option<String> {
    let head = mail.split("\n\n").next()?.replace("\n ", " ").replace("\n\t", " ");
    let found: Vec<&str> = head.lines().filter_map(|line| line.strip_prefix(&format!("{name}: "))).collect();
    assert!(found.len() <= 1, "{name} stands there {} times", found.len());
    found.first().map(|value| (*value).to_owned())
}

async fn over_the_wire(app: &TestApp) -> (TestApp, Mails) {
    let (port, mails) = sink().await;
    let mut config = config(app.store.folder.path());
    config.inbound_domain = Some("in.northwind.test".into());
    let letters: Letters = config.letters().unwrap();
    let sender = Sender { address: "portal@northwind.test".into(), domains: Vec::new() };
    let smtp = Smtp::new(&format!("smtp://127.0.0.1:{port}"), sender, Arc::new(letters)).unwrap();
    let change = |config: &mut portico::config::Config| config.inbound_domain = Some("in.northwind.test".into());
    (app.another_mailing(change, Arc::new(smtp)).await, mails)
}

both! {
    /// RFC 2369, 3834, 5322, 8058: mail programs thread it, end it with one click and do not answer it by themselves.
    async fn a_mail_carries_what_mail_programs_need(app: TestApp) {
        let (app, mails) = over_the_wire(&app).await;
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        settled(&app).await;
        let id = carla.request("Laternen für München 🏮", "x").await;
        app.run_jobs().await;
        mails.lock().unwrap().clear();
        for text in ["one", "two"] {
            answers(&mia, &id, text).await;
            app.run_jobs().await;
        }
        let mails = mails.lock().unwrap().clone();
        assert_eq!(mails.len(), 2);
        let [(sender, first), (_, second)] = &mails[..] else { panic!() };
        let own = |mail: &str| header(mail, "Message-ID").unwrap();
        assert!(own(first).starts_with('<') && own(first).ends_with("@northwind.localhost>"), "{}", own(first));
        assert_ne!(own(first), own(second));
        let thread = format!("<request-{id}@northwind.localhost>");
        for mail in [first, second] {
            assert_eq!(header(mail, "References").as_deref(), Some(thread.as_str()));
            assert_eq!(header(mail, "In-Reply-To").as_deref(), Some(thread.as_str()));
            assert_eq!(header(mail, "Auto-Submitted").as_deref(), Some("auto-generated"));
            assert_eq!(header(mail, "Precedence"), None);
            assert_eq!(header(mail, "List-Unsubscribe-Post").as_deref(), Some("List-Unsubscribe=One-Click"));
            let unsubscribe = header(mail, "List-Unsubscribe").unwrap();
            assert!(unsubscribe.starts_with("<http://northwind.localhost/portal/unsubscribe/") && unsubscribe.ends_with('>'), "{unsubscribe}");
            assert!(header(mail, "From").unwrap().contains("<portal@northwind.test>"));
            assert!(header(mail, "From").unwrap().contains("Northwind Studio"));
            let reply_to = header(mail, "Reply-To").unwrap();
            assert!(reply_to.contains("<reply+") && reply_to.contains("@in.northwind.test>"), "{reply_to}");
            assert!(header(mail, "Content-Type").unwrap().starts_with("multipart/alternative"));
            assert!(mail.contains("text/plain; charset=utf-8") && mail.contains("text/html; charset=utf-8"));
            assert!(header(mail, "Date").is_some());
            assert!(mail.lines().all(|line| line.len() < 998 && line.is_ascii()), "a line that mail servers may break");
            assert!(!mail.to_lowercase().contains("portico"), "{mail}");
        }
        assert_eq!(header(first, "Subject"), header(second, "Subject"));
        assert!(sender.starts_with("bounce+") && sender.ends_with("@in.northwind.test"), "{sender}");
    }

    /// A letter that is no notification carries no way to end it; an address that is refused is marked.
    async fn a_refused_address_is_marked_and_a_reset_link_cannot_be_ended(app: TestApp) {
        let (app, mails) = over_the_wire(&app).await;
        settled(&app).await;
        mails.lock().unwrap().clear();
        for person in ["carla", "victor"] {
            app.stranger().plain_post("/portal/forgot-password", &[("email", &crate::support::email(person))]).await.expect(200);
        }
        app.run_jobs().await;
        let mails = mails.lock().unwrap().clone();
        let [(_, mail)] = &mails[..] else { panic!("{mails:?}") };
        assert_eq!((header(mail, "List-Unsubscribe"), header(mail, "Reply-To"), header(mail, "References")), (None, None, None));
        assert_eq!(header(mail, "Auto-Submitted").as_deref(), Some("auto-generated"));
        assert!(header(mail, "Message-ID").unwrap().ends_with("@northwind.test>"));
        let bounced = "SELECT address || ' ' || reason FROM mail_bounce";
        let bounced = app.store.value(bounced).await;
        assert!(bounced.starts_with("victor@acme.test ") && bounced.contains("no such user"), "{bounced}");
    }

    /// What people call themselves and their things stands in no header line of its own.
    async fn cve_2021_32740_a_name_writes_no_header(app: TestApp) {
        let (app, mails) = over_the_wire(&app).await;
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        settled(&app).await;
        let id = carla.request("Lanterns\r\nBcc: evil@evil.test", "x").await;
        app.run_jobs().await;
        mails.lock().unwrap().clear();
        answers(&mia, &id, "x\r\n.\r\nMAIL FROM:<evil@evil.test>").await;
        app.run_jobs().await;
        let mails = mails.lock().unwrap().clone();
        let [(_, mail)] = &mails[..] else { panic!("{mails:?}") };
        assert_eq!(header(mail, "Bcc"), None);
        assert_eq!(header(mail, "To").as_deref(), Some("carla@acme.test"));
    }
}
