use rustix::process::{Resource, Rlimit, setrlimit};

use super::said;
use crate::drawing;
use crate::error::{Error, Result};

/// The most memory that drawing may take, and the most seconds.
const MEMORY: u64 = 1536 * 1024 * 1024;
const SECONDS: u64 = 20;

/// Draws a picture of the file that comes in, a small one or one page of a PDF, for the server that calls.
#[derive(clap::Args)]
pub struct Draw {
    /// What the file is.
    media_type: String,
    /// Which page to draw, large, where it is a PDF.
    #[arg(long)]
    page: Option<u32>,
}

impl Draw {
    /// Limits itself, then draws.
    pub fn run(&self) -> Result<()> {
        for (resource, most) in [(Resource::As, MEMORY), (Resource::Cpu, SECONDS), (Resource::Core, 0)] {
            let limit = Rlimit { current: Some(most), maximum: Some(most) };
            setrlimit(resource, limit).map_err(Error::internal)?;
        }
        let file = std::io::stdin().lock();
        let drawn = match self.page {
            Some(page) => drawing::draw_page(page, file),
            None => drawing::draw(&self.media_type, file),
        };
        let drawn = drawn.ok_or_else(|| Error::Malformed("this cannot be drawn".into()))?;
        said::bytes(&drawn);
        Ok(())
    }
}
