//! What a console writes to its terminal while somebody works, as an asciicast (version 2): each piece with its time, and no
//! pause that is longer than one cares to watch.

use std::fmt::Write;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Result;
use portico_tests::{Console, until};
use serde_json::json;
use tempfile::TempDir;

/// How often it is looked whether something was written.
const FRAME: Duration = Duration::from_millis(20);
/// How long somebody takes for a letter.
const LETTER: Duration = Duration::from_millis(60);
/// How long somebody takes for a key that does something; an escape and a letter at once would be another key.
const KEY: Duration = Duration::from_millis(300);
/// How long somebody looks at what came of it.
const GLANCE: Duration = Duration::from_millis(1200);
/// The longest pause there is.
const LONGEST: Duration = Duration::from_millis(1500);

/// A recording under way.
pub struct Cast<'a> {
    console: &'a Console,
    written: File,
    _folder: TempDir,
    text: String,
    unread: Vec<u8>,
    at: Duration,
    last: Instant,
}

impl<'a> Cast<'a> {
    /// Begins with what the terminal shows.
    pub fn begin(console: &'a Console, (columns, rows): (u16, u16), title: &str) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("written");
        File::create(&path)?;
        console.record(&path)?;
        let head = json!({ "version": 2, "width": columns, "height": rows, "title": title });
        let mut cast = Self {
            console,
            written: File::open(&path)?,
            _folder: folder,
            text: format!("{head}\n"),
            unread: Vec::new(),
            at: Duration::ZERO,
            last: Instant::now(),
        };
        let screen = console.colours()?.trim_end_matches('\n').replace('\n', "\r\n");
        cast.add(&format!("\u{1b}[?25l\u{1b}[2J\u{1b}[H{screen}\u{1b}[0m"))?;
        Ok(cast)
    }

    /// Presses keys, and looks at what came of it once it is there.
    pub async fn press(&mut self, keys: &[&str], shows: &str) -> Result<()> {
        for key in keys {
            self.console.press(&[key])?;
            self.watch(KEY).await?;
        }
        self.until(shows, |screen| screen.contains(shows)).await
    }

    /// The same with what is not there any more then.
    pub async fn press_away(&mut self, key: &str, gone: &str) -> Result<()> {
        self.console.press(&[key])?;
        self.until(&format!("{gone:?} to go"), |screen| !screen.contains(gone)).await
    }

    /// Types, letter by letter.
    pub async fn write(&mut self, words: &str, shows: &str) -> Result<()> {
        for letter in words.chars() {
            self.console.write(&letter.to_string())?;
            self.watch(LETTER).await?;
        }
        self.until(shows, |screen| screen.contains(shows)).await
    }

    /// Ends it, and keeps it.
    pub fn keep(mut self, path: &Path) -> Result<()> {
        self.take()?;
        Ok(std::fs::write(path, &self.text)?)
    }

    async fn until(&mut self, what: &str, is_it: impl Fn(&str) -> bool) -> Result<()> {
        until(what, async || {
            self.take()?;
            Ok(is_it(&self.console.screen()?).then_some(()))
        })
        .await?;
        self.watch(GLANCE).await
    }

    async fn watch(&mut self, time: Duration) -> Result<()> {
        let end = Instant::now() + time;
        while Instant::now() < end {
            self.take()?;
            tokio::time::sleep(FRAME).await;
        }
        self.take()
    }

    /// Takes down what was written since. What ends within a letter waits for the rest of it.
    fn take(&mut self) -> Result<()> {
        self.written.read_to_end(&mut self.unread)?;
        let whole = std::str::from_utf8(&self.unread).map_or_else(|error| error.valid_up_to(), str::len);
        if whole == 0 {
            return Ok(());
        }
        let piece = String::from_utf8(self.unread.drain(..whole).collect())?;
        self.add(&piece)
    }

    fn add(&mut self, piece: &str) -> Result<()> {
        let now = Instant::now();
        self.at += (now - self.last).min(LONGEST);
        self.last = now;
        let words = serde_json::to_string(piece)?;
        writeln!(self.text, "[{:.3}, \"o\", {words}]", self.at.as_secs_f64())?;
        Ok(())
    }
}
