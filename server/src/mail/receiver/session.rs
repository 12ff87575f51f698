use std::io::Result;
use std::sync::Arc;

use tokio::net::TcpStream;
use tokio_util::sync::CancellationToken;

use super::lines::{Command, Content, Lines};
use super::{Arrived, Inbox, Limits, Taken};

/// Addresses of one mail.
const MOST_RECIPIENTS: usize = 10;
/// Commands that make no sense, and commands in all, before the connection is closed.
const MOST_MISTAKES: usize = 10;
const MOST_COMMANDS: usize = 500;

/// What was said of the mail that is coming.
#[derive(Default)]
struct Envelope {
    sender: Option<String>,
    recipients: Vec<String>,
}

/// Talks with one server until it has said all.
pub async fn serve(stream: TcpStream, inbox: Arc<dyn Inbox>, limits: Limits, stop: CancellationToken) -> Result<()> {
    let mut lines = Lines::new(stream, limits.silence);
    lines.say("220 mail ESMTP").await?;
    let mut session = Session { lines, inbox, limits, envelope: Envelope::default(), local: false, mistakes: 0 };
    for _ in 0..MOST_COMMANDS {
        let command = tokio::select! {
            () = stop.cancelled() => return session.lines.say("421 4.3.2 closing").await,
            command = session.lines.command() => command?,
        };
        let line = match command {
            Command::Line(line) => line,
            Command::TooLong => return session.lines.say("500 5.5.2 line too long").await,
            Command::Ended => return Ok(()),
        };
        if !session.answer(&line).await? {
            return Ok(());
        }
        if session.mistakes > MOST_MISTAKES {
            break;
        }
    }
    session.lines.say("421 4.7.0 too much of this").await
}

struct Session {
    lines: Lines,
    inbox: Arc<dyn Inbox>,
    limits: Limits,
    envelope: Envelope,
    /// LMTP (RFC 2033): each recipient is answered for by itself.
    local: bool,
    mistakes: usize,
}

impl Session {
    /// Answers a command; `false` when it was the last.
    async fn answer(&mut self, line: &str) -> Result<bool> {
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        match verb.to_ascii_uppercase().as_str() {
            "HELO" => self.greet(false, "250 mail").await?,
            "EHLO" => self.greet(false, &self.extensions()).await?,
            "LHLO" => self.greet(true, &self.extensions()).await?,
            "MAIL" => self.mail(rest).await?,
            "RCPT" => self.recipient(rest).await?,
            "DATA" => self.data().await?,
            "RSET" => {
                self.envelope = Envelope::default();
                self.lines.say("250 2.0.0 ok").await?;
            }
            "NOOP" => self.lines.say("250 2.0.0 ok").await?,
            "VRFY" => self.lines.say("252 2.5.0 send it and see").await?,
            "QUIT" => {
                self.lines.say("221 2.0.0 bye").await?;
                return Ok(false);
            }
            _ => self.refuse("500 5.5.2 unknown command").await?,
        }
        Ok(true)
    }

    fn extensions(&self) -> String {
        format!(
            "250-mail\r\n250-SIZE {}\r\n250-8BITMIME\r\n250-PIPELINING\r\n250 ENHANCEDSTATUSCODES",
            self.limits.size
        )
    }

    async fn refuse(&mut self, text: &str) -> Result<()> {
        self.mistakes += 1;
        self.lines.say(text).await
    }

    async fn greet(&mut self, local: bool, text: &str) -> Result<()> {
        self.local = local;
        self.envelope = Envelope::default();
        self.lines.say(text).await
    }

    async fn mail(&mut self, rest: &str) -> Result<()> {
        let Some((sender, options)) = path("FROM:", rest) else {
            return self.refuse("501 5.5.4 MAIL FROM:<address>").await;
        };
        let size =
            options.split(' ').find_map(|option| option.to_ascii_uppercase().strip_prefix("SIZE=")?.parse().ok());
        if size.is_some_and(|size: usize| size > self.limits.size) {
            return self.refuse("552 5.3.4 too large").await;
        }
        self.envelope = Envelope { sender: Some(sender), recipients: Vec::new() };
        self.lines.say("250 2.1.0 ok").await
    }

    async fn recipient(&mut self, rest: &str) -> Result<()> {
        if self.envelope.sender.is_none() {
            return self.refuse("503 5.5.1 MAIL first").await;
        }
        let Some((recipient, _)) = path("TO:", rest) else {
            return self.refuse("501 5.5.4 RCPT TO:<address>").await;
        };
        if self.envelope.recipients.len() >= MOST_RECIPIENTS {
            return self.refuse("452 4.5.3 too many recipients").await;
        }
        if !self.inbox.knows(&recipient) {
            return self.refuse("550 5.1.2 not here").await;
        }
        self.envelope.recipients.push(recipient);
        self.lines.say("250 2.1.5 ok").await
    }

    async fn data(&mut self) -> Result<()> {
        if self.envelope.recipients.is_empty() {
            return self.refuse("503 5.5.1 RCPT first").await;
        }
        // What follows a DATA that was not answered yet was not meant as content (RFC 2920, 3.1).
        if self.lines.has_more() {
            return self.refuse("503 5.5.0 wait for the answer").await;
        }
        self.lines.say("354 go on").await?;
        let envelope = std::mem::take(&mut self.envelope);
        let bytes = match self.lines.content(self.limits.size).await? {
            Content::Whole(bytes) => Arc::new(bytes),
            Content::TooLarge => {
                let answers = if self.local { envelope.recipients.len() } else { 1 };
                for _ in 0..answers {
                    self.lines.say("552 5.3.4 too large").await?;
                }
                return Ok(());
            }
        };
        let sender = envelope.sender.unwrap_or_default();
        let mut worst = Taken::Done;
        for recipient in envelope.recipients {
            let arrived = Arrived { sender: sender.clone(), recipient, bytes: bytes.clone() };
            let taken = self.inbox.take(arrived).await;
            if self.local {
                self.lines.say(said(taken)).await?;
            } else if taken == Taken::Later {
                // Those that are done know the mail when it comes again.
                worst = Taken::Later;
            }
        }
        if self.local { Ok(()) } else { self.lines.say(said(worst)).await }
    }
}

fn said(taken: Taken) -> &'static str {
    match taken {
        Taken::Done => "250 2.0.0 taken",
        Taken::Later => "451 4.3.0 come again later",
    }
}

/// The address and the options of `FROM:<address> OPTION=…`.
fn path(word: &str, rest: &str) -> Option<(String, String)> {
    let rest = rest.trim_start();
    let named = rest.get(..word.len()).filter(|named| named.eq_ignore_ascii_case(word))?;
    let rest = rest[named.len()..].trim_start().strip_prefix('<')?;
    let (address, options) = rest.split_once('>')?;
    // RFC 5321, appendix C: a route before the address means nothing any more.
    let address = address.rsplit_once(':').map_or(address, |(_, address)| address);
    let plain = address.len() <= 320 && address.chars().all(|c| !c.is_control() && c != ' ' && c != '<');
    plain.then(|| (address.to_owned(), options.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::path;

    #[test]
    fn a_path_is_an_address_in_angle_brackets() {
        let read = |rest| path("FROM:", rest);
        assert_eq!(read("FROM:<a@b.test>"), Some(("a@b.test".into(), String::new())));
        assert_eq!(
            read("from: <a@b.test> SIZE=12 BODY=8BITMIME"),
            Some(("a@b.test".into(), "SIZE=12 BODY=8BITMIME".into()))
        );
        assert_eq!(read("FROM:<>"), Some((String::new(), String::new())));
        assert_eq!(read("FROM:<@relay.test:a@b.test>"), Some(("a@b.test".into(), String::new())));
        for wrong in ["FROM:a@b.test", "TO:<a@b.test>", "FROM:<a@b.test", "FROM:<a b@b.test>", "é", ""] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
