use std::io::{Read, Write, stdin, stdout};

use anyhow::Result;
use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};

use crate::terminal::{COLUMNS, ROWS};

/// Draws a list, and with every key moves the mark in it by one row: all that a terminal itself needs for that.
pub fn redraw() -> Result<()> {
    let mut mode = tcgetattr(stdin())?;
    mode.make_raw();
    tcsetattr(stdin(), OptionalActions::Now, &mode)?;
    let all: String = (0..ROWS).map(|row| line(row, row == 0)).collect();
    draw(&format!("\x1b[?1049h{all}"))?;
    let mut marked = 0;
    for key in stdin().lock().bytes() {
        key?;
        let before = line(marked, false);
        marked = (marked + 1) % ROWS;
        draw(&format!("{before}{}", line(marked, true)))?;
    }
    Ok(())
}

/// A row, at its place.
fn line(row: u16, marked: bool) -> String {
    let (place, look, width) = (row + 1, if marked { 7 } else { 0 }, usize::from(COLUMNS));
    let text = format!("Row {place}");
    format!("\x1b[{place};1H\x1b[{look}m{text:width$}\x1b[0m")
}

fn draw(frame: &str) -> Result<()> {
    let mut screen = stdout().lock();
    screen.write_all(frame.as_bytes())?;
    Ok(screen.flush()?)
}
