//! A mail server that is in trouble for an hour, in each of the ways in which one breaks off, on real sockets.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use chrono::TimeDelta;
use portico::mail::{Sender, Smtp};
use serde_json::json;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use super::{answers, settled};
use crate::support::{TestApp, config, email};

/// How the server does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Mood {
    /// Hangs up before it has said a word.
    Deaf,
    /// Says that it is closing.
    Closing,
    /// Takes nobody's mail for now.
    Busy,
    /// Hangs up in the middle of a mail.
    Midway,
    /// Hangs up after the whole mail, without a word about having it.
    Speechless,
    Well,
}

const TROUBLE: [Mood; 5] = [Mood::Deaf, Mood::Closing, Mood::Busy, Mood::Midway, Mood::Speechless];

/// What a server has seen: what it has said that it has, and how often each trouble was met.
#[derive(Default)]
struct Seen {
    kept: Vec<String>,
    met: BTreeMap<Mood, usize>,
}

#[derive(Clone)]
struct Double {
    mood: Arc<Mutex<Mood>>,
    seen: Arc<Mutex<Seen>>,
    port: u16,
}

impl Double {
    async fn serve() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let double = Self { mood: Arc::new(Mutex::new(Mood::Well)), seen: Arc::default(), port };
        let one = double.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let each = one.clone();
                tokio::spawn(async move { drop(each.talk(stream).await) });
            }
        });
        double
    }

    fn turn(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }

    fn mood(&self) -> Mood {
        *self.mood.lock().unwrap()
    }

    fn met(&self, mood: Mood) {
        *self.seen.lock().unwrap().met.entry(mood).or_default() += 1;
    }

    /// How often each mail arrived, by its own name.
    fn arrived(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for mail in &self.seen.lock().unwrap().kept {
            let name = mail.lines().find_map(|line| line.strip_prefix("Message-ID: ")).unwrap();
            *counts.entry(name.to_owned()).or_default() += 1;
        }
        counts
    }

    /// One conversation; a connection may outlive a mood.
    async fn talk(&self, stream: TcpStream) -> std::io::Result<()> {
        let greeted = self.mood();
        if greeted == Mood::Deaf {
            self.met(greeted);
            return Ok(());
        }
        let (read, mut write) = stream.into_split();
        let mut lines = BufReader::new(read).lines();
        // Who is told so at the door says nothing more.
        if greeted == Mood::Closing {
            self.met(greeted);
            return write.write_all(b"421 closing\r\n").await;
        }
        write.write_all(b"220 double\r\n").await?;
        let (mut mail, mut data) = (String::new(), false);
        while let Some(line) = lines.next_line().await? {
            let mood = self.mood();
            if data && line != "." {
                if mood == Mood::Midway && mail.len() > 200 {
                    self.met(mood);
                    return Ok(());
                }
                mail.push_str(line.strip_prefix('.').unwrap_or(&line));
                mail.push('\n');
                continue;
            }
            let answer = match (line.split(' ').next().unwrap_or_default(), mood) {
                (_, Mood::Deaf) => {
                    self.met(mood);
                    return Ok(());
                }
                (_, Mood::Closing) => {
                    self.met(mood);
                    write.write_all(b"421 closing\r\n").await?;
                    return Ok(());
                }
                ("RCPT", Mood::Busy) => {
                    self.met(mood);
                    "451 4.3.2 not now"
                }
                (".", Mood::Speechless) => {
                    self.met(mood);
                    return Ok(());
                }
                (".", _) => {
                    data = false;
                    self.seen.lock().unwrap().kept.push(std::mem::take(&mut mail));
                    "250 kept"
                }
                ("DATA", _) => {
                    data = true;
                    "354 go on"
                }
                ("QUIT", _) => "221 bye",
                _ => "250 ok",
            };
            write.write_all(format!("{answer}\r\n").as_bytes()).await?;
        }
        Ok(())
    }
}

async fn node(app: &TestApp, double: &Double) -> TestApp {
    let sender = Sender { address: "portal@northwind.test".into(), domains: Vec::new() };
    let letters = Arc::new(config(app.store.folder.path()).letters().unwrap());
    let smtp = Smtp::new(&format!("smtp://127.0.0.1:{}", double.port), sender, letters).unwrap();
    app.another_mailing(|_| {}, Arc::new(smtp)).await
}

both! {
    /// S1.139: an hour in which the server breaks off in every way. What is written meanwhile — answers, an invitation, a
    /// link for a forgotten password — arrives afterwards, all of it, each once, and nobody is taken for unreachable.
    async fn s1_139_a_mail_server_that_breaks_off_for_an_hour_loses_and_doubles_nothing(app: TestApp) {
        let double = Double::serve().await;
        let app = node(&app, &double).await;
        let carla = app.as_client("carla").await;
        let id = carla.request("Lanterns", "x").await;
        settled(&app).await;
        double.seen.lock().unwrap().kept.clear();
        let invitations = format!("/workspaces/{}/invitations", app.cast.acme.workspace);
        let invite = json!({ "email": "nora@acme.test", "preset": "collaborator" });
        for round in 0..12 {
            double.turn(TROUBLE[round % TROUBLE.len()]);
            // A token does not live as long as this goes on.
            let (mia, adam) = (app.as_staff("mia").await, app.as_staff("adam").await);
            if round < 5 {
                answers(&mia, &id, &format!("Answer {round}")).await;
            }
            if round == 1 {
                adam.post(&invitations, invite.clone()).await.expect(201);
            }
            if round == 2 {
                app.stranger().plain_post("/portal/forgot-password", &[("email", &email("victor"))]).await.expect(200);
            }
            app.run_jobs().await;
            app.advance(TimeDelta::minutes(5));
        }
        app.run_jobs().await;
        let written = app.store.value("SELECT count(*) FROM mail WHERE sent_at IS NULL AND failed_at IS NULL").await;
        assert_eq!(written, "7", "five answers, an invitation and a link");
        assert!(double.arrived().is_empty(), "{:?}", double.arrived());
        let met = double.seen.lock().unwrap().met.clone();
        assert!(TROUBLE.iter().all(|mood| met.get(mood).is_some_and(|times| *times > 0)), "{met:?}");

        double.turn(Mood::Well);
        for _ in 0..16 {
            app.advance(TimeDelta::minutes(5));
            app.run_jobs().await;
        }
        let arrived = double.arrived();
        assert_eq!(arrived.len(), 7, "{arrived:?}");
        assert!(arrived.values().all(|times| *times == 1), "{arrived:?}");
        for (what, none) in [
            ("mail WHERE sent_at IS NULL", "a mail is left"),
            ("mail WHERE failed_at IS NOT NULL", "a mail was given up"),
            ("job", "something still waits"),
            ("mail_bounce", "somebody is taken for unreachable"),
        ] {
            assert_eq!(app.store.value(&format!("SELECT count(*) FROM {what}")).await, "0", "{none}");
        }
        let kept = double.seen.lock().unwrap().kept.clone();
        for (who, times) in [("carla", 5), ("nora", 1), ("victor", 1)] {
            let to = format!("To: {who}@acme.test");
            assert_eq!(kept.iter().filter(|mail| mail.contains(&to)).count(), times, "{who}");
        }
        app.app.database.close().await;
    }
}
