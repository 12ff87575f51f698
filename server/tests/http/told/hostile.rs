//! The door for mail, as somebody meets it who means no good, or whose line breaks.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use portico::mail::{Arrived, Inbox, Limits, Receiver, Taken};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_util::sync::CancellationToken;

/// An inbox that keeps what it gets.
#[derive(Default)]
struct Kept {
    arrived: Mutex<Vec<(String, String, Vec<u8>)>>,
    later: bool,
}

#[async_trait::async_trait]
impl Inbox for Kept {
    fn knows(&self, recipient: &str) -> bool {
        recipient.ends_with("@in.test")
    }

    async fn take(&self, arrived: Arrived) -> Taken {
        if self.later {
            return Taken::Later;
        }
        self.arrived.lock().unwrap().push((arrived.sender, arrived.recipient, arrived.bytes.to_vec()));
        Taken::Done
    }
}

struct Door {
    address: SocketAddr,
    inbox: Arc<Kept>,
    stop: CancellationToken,
}

async fn door(limits: Limits, later: bool) -> Door {
    let inbox = Arc::new(Kept { later, ..Kept::default() });
    let receiver = Receiver::bind("127.0.0.1:0".parse().unwrap(), inbox.clone(), limits).await.unwrap();
    let (address, stop) = (receiver.address().unwrap(), CancellationToken::new());
    tokio::spawn(receiver.run(stop.clone()));
    Door { address, inbox, stop }
}

fn small() -> Limits {
    Limits { size: 2000, connections: 4, ..Limits::default() }
}

impl Door {
    /// Says things, waiting for an answer after each, and gives the answers' first lines.
    async fn say(&self, all: &[&str]) -> Vec<String> {
        let mut talk = Talk::begin(self.address).await;
        let mut answers = Vec::new();
        for text in all {
            answers.push(talk.say(text.as_bytes()).await);
        }
        answers
    }

    fn arrived(&self) -> Vec<(String, String, Vec<u8>)> {
        self.inbox.arrived.lock().unwrap().clone()
    }
}

struct Talk(TcpStream);

impl Talk {
    async fn begin(address: SocketAddr) -> Self {
        let mut talk = Self(TcpStream::connect(address).await.unwrap());
        talk.hear().await;
        talk
    }

    /// Whatever is answered; empty when the line was cut.
    async fn hear(&mut self) -> String {
        let mut bytes = [0; 4096];
        let read = tokio::time::timeout(Duration::from_secs(20), self.0.read(&mut bytes)).await.expect("an answer");
        String::from_utf8_lossy(&bytes[..read.unwrap_or(0)]).into_owned()
    }

    async fn say(&mut self, bytes: &[u8]) -> String {
        if self.0.write_all(bytes).await.is_err() {
            return String::new();
        }
        self.hear().await
    }
}

const FROM: &str = "MAIL FROM:<carla@acme.test>\r\n";
const TO: &str = "RCPT TO:<reply+x@in.test>\r\n";

#[tokio::test]
async fn a_mail_is_taken_by_smtp() {
    let door = door(small(), false).await;
    let answers =
        door.say(&["EHLO mx\r\n", FROM, TO, "DATA\r\n", "Subject: x\r\n\r\n..dots\r\n.\r\n", "QUIT\r\n"]).await;
    assert!(answers[0].contains("SIZE 2000") && answers[0].ends_with("250 ENHANCEDSTATUSCODES\r\n"), "{answers:?}");
    let codes: Vec<&str> = answers.iter().map(|answer| &answer[..3]).collect();
    assert_eq!(codes, ["250", "250", "250", "354", "250", "221"]);
    let expected =
        ("carla@acme.test".to_owned(), "reply+x@in.test".to_owned(), b"Subject: x\r\n\r\n.dots\r\n".to_vec());
    assert_eq!(door.arrived(), [expected]);
    door.stop.cancel();
}

#[tokio::test]
async fn a_mail_is_taken_by_lmtp_with_an_answer_for_each() {
    let door = door(small(), false).await;
    let answers = door.say(&["LHLO mx\r\n", FROM, TO, "RCPT TO:<b@in.test>\r\n", "DATA\r\n", "x\r\n.\r\n"]).await;
    let mut said = answers[5].clone();
    if said.lines().count() < 2 {
        said.push_str("250");
    }
    assert_eq!(said.matches("250").count(), 2, "{answers:?}");
    assert_eq!(door.arrived().len(), 2);
}

#[tokio::test]
async fn what_cannot_be_dealt_with_now_is_to_come_again() {
    let door = door(small(), true).await;
    let answers = door.say(&["EHLO mx\r\n", FROM, TO, "DATA\r\n", "x\r\n.\r\n"]).await;
    assert!(answers[4].starts_with("451"), "{answers:?}");
}

/// This is no relay, and whoever does not keep the order gets nowhere.
#[tokio::test]
async fn what_makes_no_sense_is_refused() {
    let door = door(small(), false).await;
    for (said, codes) in [
        (vec!["EHLO mx\r\n", FROM, "RCPT TO:<ben@bluebird.test>\r\n"], vec!["250", "250", "550"]),
        (vec!["EHLO mx\r\n", TO], vec!["250", "503"]),
        (vec!["EHLO mx\r\n", "DATA\r\n"], vec!["250", "503"]),
        (vec!["EHLO mx\r\n", "MAIL FROM:carla\r\n"], vec!["250", "501"]),
        (vec!["EHLO mx\r\n", FROM, "RSET\r\n", TO], vec!["250", "250", "250", "503"]),
        (vec!["EHLO mx\r\n", "MAIL FROM:<a@b.test> SIZE=2001\r\n"], vec!["250", "552"]),
        (vec!["STARTTLS\r\n", "AUTH PLAIN\r\n", "GET / HTTP/1.1\r\n"], vec!["500", "500", "500"]),
        (vec!["\u{0}\u{7f}\r\n"], vec!["500"]),
    ] {
        let answers = door.say(&said).await;
        let answered: Vec<&str> = answers.iter().map(|answer| answer.get(..3).unwrap_or_default()).collect();
        assert_eq!(answered, codes, "{said:?}");
    }
    let many: Vec<String> = (0..12).map(|n| format!("RCPT TO:<a{n}@in.test>\r\n")).collect();
    let said: Vec<&str> = ["EHLO mx\r\n", FROM].into_iter().chain(many.iter().map(String::as_str)).collect();
    assert!(door.say(&said).await[12].starts_with("452"));
    let nonsense = vec!["NONSENSE\r\n"; 14];
    let answers = door.say(&nonsense).await;
    assert!(answers.iter().any(|answer| answer.contains("421")), "{answers:?}");
    assert_eq!(answers.last().unwrap(), "", "the line was not cut");
    assert!(door.arrived().is_empty());
}

#[tokio::test]
async fn a_mail_or_a_line_that_is_too_long_is_not_kept() {
    let door = door(small(), false).await;
    let large = format!("{}.\r\n", "0123456789abcdef\r\n".repeat(200));
    let answers = door.say(&["EHLO mx\r\n", FROM, TO, "DATA\r\n", &large, FROM]).await;
    assert!(answers[4].starts_with("552") && answers[5].starts_with("250"), "{answers:?}");
    let huge = "0123456789abcdef\r\n".repeat(2000);
    let answers = door.say(&["EHLO mx\r\n", FROM, TO, "DATA\r\n", &huge]).await;
    assert_eq!(answers[4], "", "a mail without an end is read for ever");
    let answers = door.say(&["EHLO mx\r\n", FROM, TO, "DATA\r\n", &"x".repeat(9000)]).await;
    assert_eq!(answers[4], "");
    let answers = door.say(&[&"x".repeat(2000)]).await;
    assert!(answers[0].starts_with("500"), "{answers:?}");
    assert!(door.arrived().is_empty());
}

/// CVE-2023-51764: only CR LF . CR LF ends a mail; what else might be taken for an end stands in it, and nothing that
/// follows is taken for a command.
#[tokio::test]
async fn cve_2023_51764_no_mail_is_smuggled_inside_another() {
    let door = door(small(), false).await;
    for end in ["\n.\n", "\n.\r\n", "\r\n.\n", "\r.\r", "\n.\r"] {
        let body = format!("one{end}MAIL FROM:<evil@evil.test>\r\nRCPT TO:<b@in.test>\r\nDATA\r\nsmuggled\r\n.\r\n");
        let answers = door.say(&["EHLO mx\r\n", FROM, TO, "DATA\r\n", &body]).await;
        assert!(answers[4].starts_with("250"), "{end:?}: {answers:?}");
    }
    let arrived = door.arrived();
    assert_eq!(arrived.len(), 5);
    assert!(arrived.iter().all(|(sender, recipient, _)| sender == "carla@acme.test" && recipient == "reply+x@in.test"));
    // What was sent before DATA was answered is no mail.
    let answers = door.say(&["EHLO mx\r\n", &format!("{FROM}{TO}DATA\r\nhello\r\n.\r\n")]).await;
    assert!(!answers[1].contains("354") || door.arrived().len() == 5, "{answers:?}");
}

#[tokio::test]
async fn a_line_that_breaks_leaves_nothing_behind() {
    let door = door(small(), false).await;
    for said in
        [vec![], vec![FROM], vec![FROM, TO], vec![FROM, TO, "DATA\r\n"], vec![FROM, TO, "DATA\r\n", "half a mail\r\n"]]
    {
        let mut talk = Talk::begin(door.address).await;
        talk.say(b"EHLO mx\r\n").await;
        for text in &said[..said.len().min(3)] {
            talk.say(text.as_bytes()).await;
        }
        if let Some(rest) = said.get(3) {
            talk.0.write_all(rest.as_bytes()).await.unwrap();
        }
        drop(talk);
    }
    let answers = door.say(&["EHLO mx\r\n", FROM, TO, "DATA\r\n", "whole\r\n.\r\n"]).await;
    assert!(answers[4].starts_with("250"));
    assert_eq!(door.arrived().len(), 1);
}

/// Whoever says nothing is hung up on, and those who crowd the door are turned away.
#[tokio::test]
async fn the_silent_and_the_many_keep_nobody_out() {
    let door = door(Limits { silence: Duration::from_millis(300), ..small() }, false).await;
    let mut silent = Vec::new();
    for _ in 0..4 {
        silent.push(Talk::begin(door.address).await);
    }
    let mut fifth = Talk(TcpStream::connect(door.address).await.unwrap());
    assert!(fifth.hear().await.starts_with("421"));
    for talk in &mut silent {
        assert_eq!(talk.hear().await, "", "a silent line stays open");
    }
    let answers = door.say(&["EHLO mx\r\n", FROM, TO, "DATA\r\n", "x\r\n.\r\n"]).await;
    assert!(answers[4].starts_with("250"), "{answers:?}");
}
