//! A terminal of the bench's own: what runs in it draws into it, and every byte is known with its time.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{Read, Write, stdin, stdout};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use portico_tests::PATIENCE;
use rustix::fs::{Mode, OFlags, open};
use rustix::io::{FdFlags, fcntl_setfd};
use rustix::process::{Pid, Signal, ioctl_tiocsctty, kill_process, setsid};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

/// Its size.
pub const COLUMNS: u16 = 120;
pub const ROWS: u16 = 40;
/// What a process says right before it becomes the program; nothing that is shown.
const BEGINS: u8 = 5;
/// A frame is over when nothing came for so long; more than one part of it comes in one go.
const FRAME: Duration = Duration::from_millis(2);
/// Everything is drawn when nothing came for so long.
const QUIET: Duration = Duration::from_millis(300);

/// A terminal with a program in it, which is ended with it.
pub struct Terminal {
    child: Child,
    keys: File,
    parts: Receiver<(Instant, Vec<u8>)>,
    drawn: Vec<u8>,
    began: Instant,
    last: Instant,
}

impl Terminal {
    /// Opens it, and waits until its program begins. `prepare` adds arguments and what stands in the environment.
    pub fn open(program: &OsStr, prepare: impl FnOnce(&mut Command)) -> Result<Self> {
        let outer = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY)?;
        fcntl_setfd(&outer, FdFlags::CLOEXEC)?;
        grantpt(&outer)?;
        unlockpt(&outer)?;
        let name = ptsname(&outer, Vec::<u8>::new())?;
        let inner = open(name.as_c_str(), OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC, Mode::empty())?;
        tcsetwinsize(&inner, Winsize { ws_row: ROWS, ws_col: COLUMNS, ws_xpixel: 0, ws_ypixel: 0 })?;
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("terminal").arg(program);
        prepare(&mut command);
        command.env("TERM", "xterm-256color");
        command.stdin(inner.try_clone()?).stdout(inner.try_clone()?).stderr(inner);
        let child = command.spawn()?;
        // With it go the last handles on the inner side that are not the program's.
        drop(command);
        let mut output = File::from(outer.try_clone()?);
        let (sender, parts) = channel();
        std::thread::spawn(move || {
            let mut part = vec![0; 65536];
            // Where the program has ended there is an error, and no end.
            while let Ok(length @ 1..) = output.read(&mut part) {
                if sender.send((Instant::now(), part[..length].to_vec())).is_err() {
                    return;
                }
            }
        });
        let now = Instant::now();
        let mut terminal = Self { child, keys: File::from(outer), parts, drawn: Vec::new(), began: now, last: now };
        let begins = loop {
            terminal.more(PATIENCE).context("the program does not begin")?;
            if let Some(place) = terminal.drawn.iter().position(|byte| *byte == BEGINS) {
                break place;
            }
        };
        terminal.drawn.drain(..=begins);
        terminal.began = terminal.last;
        Ok(terminal)
    }

    /// How long after its beginning the first frame was drawn that shows anything.
    pub fn first_frame(&mut self) -> Result<Duration> {
        while words(&self.drawn).trim().is_empty() {
            self.more(PATIENCE).context("nothing is drawn")?;
        }
        while self.more(FRAME).is_some() {}
        Ok(self.last - self.began)
    }

    /// How long after its beginning the last frame was drawn before all was quiet, which shows this.
    pub fn settled(&mut self, what: &str) -> Result<Duration> {
        let waiting = Instant::now();
        loop {
            let quiet = self.more(QUIET).is_none();
            if quiet && words(&self.drawn).contains(what) {
                return Ok(self.last - self.began);
            }
            ensure!(waiting.elapsed() < PATIENCE, "{what:?} is not shown, or it is never quiet");
        }
    }

    /// Presses a key when nothing was drawn for a moment, and tells how long it took until the next frame was drawn.
    pub fn press(&mut self, key: &str) -> Result<Duration> {
        while self.more(10 * FRAME).is_some() {}
        let pressed = Instant::now();
        self.keys.write_all(key.as_bytes())?;
        self.more(PATIENCE).with_context(|| format!("nothing is drawn for {key:?}"))?;
        while self.more(FRAME).is_some() {}
        Ok(self.last - pressed)
    }

    /// The program's process.
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// Asks the program to end, and waits until it has.
    pub fn close(mut self) -> Result<()> {
        let id = Pid::from_raw(self.child.id().cast_signed()).context("no process")?;
        kill_process(id, Signal::TERM)?;
        let asked = Instant::now();
        while self.child.try_wait()?.is_none() {
            ensure!(asked.elapsed() < PATIENCE, "the program does not end");
            std::thread::sleep(FRAME);
        }
        Ok(())
    }

    /// Takes in what is drawn next, if that is within this time.
    fn more(&mut self, time: Duration) -> Option<()> {
        let (at, part) = self.parts.recv_timeout(time).ok()?;
        self.last = at;
        self.drawn.extend(part);
        Some(())
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // It may have ended by itself.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// Makes the terminal that this process stands in its own, says that it begins, and becomes the program.
pub fn become_program(program: &str, arguments: &[&str]) -> Result<()> {
    setsid()?;
    ioctl_tiocsctty(stdin())?;
    stdout().write_all(&[BEGINS])?;
    stdout().flush()?;
    Err(Command::new(program).args(arguments).exec().into())
}

/// What stands in what was drawn, without the commands to the terminal.
fn words(drawn: &[u8]) -> String {
    let drawn = String::from_utf8_lossy(drawn);
    let (mut shown, mut rest) = (String::new(), drawn.chars());
    while let Some(one) = rest.next() {
        if one != '\u{1b}' {
            shown.push(if one.is_control() { ' ' } else { one });
            continue;
        }
        match rest.next() {
            // A command ends with a letter or a sign, a title with a bell or a backslash.
            Some('[') => while rest.next().is_some_and(|one| !('@'..='~').contains(&one)) {},
            Some(']') => while rest.next().is_some_and(|one| !matches!(one, '\u{7}' | '\\')) {},
            _ => {}
        }
    }
    shown
}
