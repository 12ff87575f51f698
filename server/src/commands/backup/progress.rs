use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// How often it says how far it is.
const OFTEN: Duration = Duration::from_millis(200);

/// Says on standard error how far something is, where a person looks on.
pub struct Progress {
    shown: bool,
    last: Option<Instant>,
    files: usize,
    bytes: u64,
}

impl Progress {
    /// Nothing is done yet.
    pub fn new() -> Self {
        Self { shown: std::io::stderr().is_terminal(), last: None, files: 0, bytes: 0 }
    }

    /// Begins with something else.
    pub fn step(&mut self, what: &str) {
        self.say(&format!("{what} …"));
        self.last = None;
    }

    /// So many bytes more.
    pub fn bytes(&mut self, more: usize) {
        self.bytes += more as u64;
        if self.last.is_none_or(|last| last.elapsed() > OFTEN) {
            self.last = Some(Instant::now());
            let (files, mebibytes) = (self.files, self.bytes / (1024 * 1024));
            self.say(&format!("{files} files, {mebibytes} MiB …"));
        }
    }

    /// One file more.
    pub fn file(&mut self) {
        self.files += 1;
    }

    fn say(&self, text: &str) {
        if self.shown {
            let mut out = std::io::stderr().lock();
            // A terminal that is gone is no reason to stop.
            drop(write!(out, "\r\x1b[K{text}").and_then(|()| out.flush()));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.say("");
    }
}
