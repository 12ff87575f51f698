//! What commands say to whoever typed them. Somebody who stops reading, as `head` does, ends no command: it does the rest
//! without a word, so that what it began is finished and its exit code is the same. What cannot be written for another
//! reason, such as a full disk, fails it.

use std::fmt::Arguments;
use std::io::{ErrorKind, Write};
use std::sync::OnceLock;

use crate::error::{Error, Result};

/// Why the first line that was lost could not be written, where somebody would have read it.
static LOST: OnceLock<String> = OnceLock::new();

/// Says a line on standard output, as `println!` does, which panics where nobody reads on.
macro_rules! say {
    ($($text:tt)*) => { $crate::commands::said::line(format_args!($($text)*)) };
}

/// Says a line on standard error, where people look and pipes do not.
macro_rules! note {
    ($($text:tt)*) => { $crate::commands::said::aside(format_args!($($text)*)) };
}

/// Writes what `say!` was given.
pub fn line(text: Arguments<'_>) {
    keep(writeln!(std::io::stdout().lock(), "{text}"));
}

/// Writes what `note!` was given; a terminal that is gone is no reason to stop.
pub fn aside(text: Arguments<'_>) {
    drop(writeln!(std::io::stderr().lock(), "{text}"));
}

/// Writes bytes on standard output, as they are.
pub fn bytes(bytes: &[u8]) {
    keep(std::io::stdout().lock().write_all(bytes));
}

/// Whether everything was written that somebody wanted to read.
///
/// # Errors
/// [`Error::Malformed`] with the reason where it was not.
pub fn finished() -> Result<()> {
    keep(std::io::stdout().lock().flush());
    match LOST.get() {
        Some(why) => Err(Error::Malformed(format!("the output could not be written: {why}"))),
        None => Ok(()),
    }
}

fn keep(outcome: std::io::Result<()>) {
    if let Err(error) = outcome
        && error.kind() != ErrorKind::BrokenPipe
    {
        LOST.get_or_init(|| error.to_string());
    }
}
