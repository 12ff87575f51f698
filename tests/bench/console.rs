//! The console over 10,000 requests, in a terminal of the bench's own, beside what that terminal itself needs.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};
use portico_tests::people::{MIA, PASSWORD};
use portico_tests::{binary, process};

use crate::fill::Size;
use crate::ground::filled;
use crate::load::{Load, ROUNDS};
use crate::table::verdict;
use crate::terminal::Terminal;

const SIZE: Size = Size { workspaces: 50, requests: 200, messages: 2 };
/// A word of every request.
const WORD: &str = "Homepage";
/// How often the console is started.
const STARTS: usize = 9;
/// How many keys are pressed in a round.
const KEYS: usize = 100;
/// How long it is left alone, and the most that it may use of one processor meanwhile.
const IDLE: Duration = Duration::from_secs(10);
const SHARE: f64 = 0.01;
/// The longest until the first frame, and above the terminal's own time until one is drawn for a key.
const FIRST: Duration = Duration::from_millis(60);
const KEY: Duration = Duration::from_millis(8);
/// The most memory, in MiB.
const MEMORY: u64 = 30;

/// Measures, and prints what that came to.
pub async fn measure() -> Result<()> {
    let server = filled(None, SIZE).await?;
    let desk = Desk {
        program: binary::console().await?,
        server: server.url(""),
        folder: tempfile::Builder::new().prefix("portico-console-").tempdir()?,
    };
    // What is watched here is watched by waiting for it.
    tokio::task::spawn_blocking(move || watch(&desk)).await?
}

/// What is needed to start the console.
struct Desk {
    program: PathBuf,
    server: String,
    folder: tempfile::TempDir,
}

impl Desk {
    fn open(&self) -> Result<Terminal> {
        Terminal::open(self.program.as_os_str(), |command| self.prepare(self.folder.path(), command))
    }

    fn prepare(&self, folder: &Path, command: &mut Command) {
        command.args(["--server", &self.server, "--email", MIA]);
        for name in ["DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "VISUAL", "NO_COLOR", "COLORFGBG"] {
            command.env_remove(name);
        }
        command.env("EDITOR", "true").env("PORTICO_PASSWORD", PASSWORD);
        command.env("XDG_STATE_HOME", folder).env("XDG_CONFIG_HOME", folder.join("config"));
    }
}

fn watch(desk: &Desk) -> Result<()> {
    // The first time somebody signs in; from then on the console goes on where they were.
    let mut console = desk.open()?;
    console.settled(WORD)?;
    console.close()?;
    let (mut first, mut settled) = (Vec::new(), Vec::new());
    for _ in 0..STARTS {
        let mut console = desk.open()?;
        first.push(console.first_frame()?);
        settled.push(console.settled(WORD)?);
        console.close()?;
    }

    let mut console = desk.open()?;
    console.settled(WORD)?;
    let own = std::env::current_exe()?;
    let mut floor = Terminal::open(own.as_os_str(), |command| {
        command.arg("redraw");
    })?;
    floor.settled("Row")?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        for _ in 0..KEYS {
            ours.push(console.press("j")?);
        }
        for _ in 0..KEYS {
            theirs.push(floor.press("j")?);
        }
    }
    floor.close()?;
    console.settled(WORD)?;
    let before = process::processor(console.process())?;
    std::thread::sleep(IDLE);
    let used = process::processor(console.process())? - before;
    let memory = process::memory(console.process(), "VmRSS")?;
    console.close()?;

    let (first, settled) = (middle(first)?, middle(settled)?);
    let (ours, theirs) = (Load::of(ours, IDLE), Load::of(theirs, IDLE));
    let share = used.as_secs_f64() / IDLE.as_secs_f64();
    println!("\nThe console over {} requests, {STARTS} starts, {} keys\n", SIZE.all(), ROUNDS * KEYS);
    println!("| what | | the terminal itself | bar | |");
    println!("| --- | --- | --- | --- | --- |");
    println!("| start to first frame | {first:.1?} | | {FIRST:?} | {} |", verdict(first <= FIRST));
    println!("| start to settled frame | {settled:.1?} | | | |");
    println!("| key to frame, p50 | {:.1?} | {:.1?} | | |", ours.p50, theirs.p50);
    println!(
        "| key to frame, p99 | {:.1?} | {:.1?} | {KEY:?} more | {} |",
        ours.p99,
        theirs.p99,
        verdict(ours.p99 <= theirs.p99 + KEY)
    );
    println!("| processor time while idle, share of one | {share:.3} | | {SHARE} | {} |", verdict(share <= SHARE));
    println!("| memory, MiB | {memory} | | {MEMORY} | {} |", verdict(memory <= MEMORY));
    Ok(())
}

fn middle(mut times: Vec<Duration>) -> Result<Duration> {
    times.sort_unstable();
    times.get(times.len() / 2).copied().context("no rounds")
}
