//! The real terminal: taken over, and given back whatever happens.

use std::io::{self, IsTerminal, Stdout, stdout};
use std::mem::ManuallyDrop;

use crossterm::{
    cursor::Show,
    event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture},
    execute,
    terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode},
};
use ratatui::{Terminal, backend::CrosstermBackend, layout::Rect};

use crate::{app::App, screens};

/// The terminal while the console has it. ratatui's own is never dropped: where the terminal is gone, it would say so on
/// standard error, which is gone as well, and panic before what is written is on disk.
pub struct Screen(ManuallyDrop<Terminal<CrosstermBackend<Stdout>>>);

impl Screen {
    /// Takes the terminal over. A panic gives it back before it is told.
    pub fn take() -> io::Result<Self> {
        if !stdout().is_terminal() {
            return Err(io::Error::other("the console needs a terminal to draw on"));
        }
        let told = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            drop(give_back());
            told(panic);
        }));
        let screen = Self(ManuallyDrop::new(Terminal::new(CrosstermBackend::new(stdout()))?));
        enter()?;
        Ok(screen)
    }

    /// The size in columns and rows.
    pub fn size(&self) -> io::Result<(u16, u16)> {
        let size = self.0.size()?;
        Ok((size.width, size.height))
    }

    /// Draws what is so; only what differs reaches the terminal.
    pub fn draw(&mut self, app: &App) -> io::Result<()> {
        self.0.draw(|f| screens::draw(app, f)).map(drop)
    }

    /// Lends the terminal to another program.
    pub fn lend(&mut self) -> io::Result<()> {
        give_back()
    }

    /// Takes the terminal back from another program, and draws everything anew.
    pub fn take_back(&mut self) -> io::Result<()> {
        enter()?;
        // Not `clear`: that asks the terminal where its cursor is, and the keys' stream takes the answer.
        let (width, height) = self.size()?;
        self.0.resize(Rect::new(0, 0, width, height))
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        drop(give_back());
    }
}

fn enter() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(stdout(), EnterAlternateScreen, EnableMouseCapture, EnableBracketedPaste)
}

fn give_back() -> io::Result<()> {
    disable_raw_mode()?;
    execute!(stdout(), DisableBracketedPaste, DisableMouseCapture, LeaveAlternateScreen, Show)
}
