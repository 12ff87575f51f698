use std::io::{Error, ErrorKind, Result};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

/// The longest command, its end included (RFC 5321, 4.5.3.1.4, with room for extensions).
const LONGEST_COMMAND: usize = 1024;

/// A connection, line by line. A line ends with CR LF and with nothing else: what other servers might take for an
/// end is content here (CVE-2023-51764).
pub struct Lines {
    stream: BufReader<TcpStream>,
    silence: Duration,
}

/// What came instead of a command.
pub enum Command {
    Line(String),
    TooLong,
    Ended,
}

/// A mail's bytes, as far as they were wanted.
pub enum Content {
    Whole(Vec<u8>),
    TooLarge,
}

impl Lines {
    pub fn new(stream: TcpStream, silence: Duration) -> Self {
        Self { stream: BufReader::new(stream), silence }
    }

    /// Whether the other side has said more than it has been answered.
    pub fn has_more(&self) -> bool {
        !self.stream.buffer().is_empty()
    }

    pub async fn say(&mut self, text: &str) -> Result<()> {
        let line = format!("{text}\r\n");
        tokio::time::timeout(self.silence, self.stream.get_mut().write_all(line.as_bytes())).await?
    }

    pub async fn command(&mut self) -> Result<Command> {
        let mut line = Vec::new();
        let ended = self.line(&mut line, LONGEST_COMMAND).await?;
        Ok(match ended {
            End::Closed => Command::Ended,
            End::TooLong => Command::TooLong,
            End::Line => Command::Line(String::from_utf8_lossy(&line).trim_end().to_owned()),
        })
    }

    /// Reads a mail up to the line that holds a dot alone, and no more than `most` bytes into memory. Of a larger
    /// one as much again is read and forgotten, to be able to say so; then the line is cut.
    pub async fn content(&mut self, most: usize) -> Result<Content> {
        let mut whole: Vec<u8> = Vec::new();
        let mut forgotten = 0;
        loop {
            let mut line = Vec::new();
            match self.line(&mut line, most.max(LONGEST_COMMAND)).await? {
                End::Closed => return Err(ErrorKind::UnexpectedEof.into()),
                End::TooLong => return Err(Error::new(ErrorKind::InvalidData, "a line longer than a mail may be")),
                End::Line if line == b".\r\n" => break,
                End::Line => {}
            }
            // RFC 5321, 4.5.2: a dot at a line's beginning was doubled on its way.
            let line = line.strip_prefix(b".").unwrap_or(&line);
            if forgotten > 0 || whole.len() + line.len() > most {
                forgotten += line.len() + whole.len();
                whole = Vec::new();
                if forgotten > most.saturating_mul(2) {
                    return Err(Error::new(ErrorKind::InvalidData, "a mail much larger than is taken"));
                }
            } else {
                whole.extend_from_slice(line);
            }
        }
        Ok(if forgotten > 0 { Content::TooLarge } else { Content::Whole(whole) })
    }

    async fn line(&mut self, line: &mut Vec<u8>, most: usize) -> Result<End> {
        loop {
            let chunk = tokio::time::timeout(self.silence, self.stream.fill_buf()).await??;
            if chunk.is_empty() {
                return Ok(End::Closed);
            }
            let feed = chunk.iter().position(|byte| *byte == b'\n').map(|at| at + 1);
            let taken = feed.unwrap_or(chunk.len());
            line.extend_from_slice(&chunk[..taken]);
            self.stream.consume(taken);
            if line.len() > most {
                return Ok(End::TooLong);
            }
            if line.ends_with(b"\r\n") {
                return Ok(End::Line);
            }
        }
    }
}

enum End {
    Line,
    TooLong,
    Closed,
}
