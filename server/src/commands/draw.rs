use std::io::Write;

use rustix::process::{Resource, Rlimit, setrlimit};

use crate::drawing;
use crate::error::{Error, Result};

/// The most memory that drawing may take, and the most seconds.
const MEMORY: u64 = 1536 * 1024 * 1024;
const SECONDS: u64 = 20;

/// Draws the small picture of the file that comes in, for the server that calls.
#[derive(clap::Args)]
pub struct Draw {
    /// What the file is.
    media_type: String,
}

impl Draw {
    /// Limits itself, then draws.
    pub fn run(&self) -> Result<()> {
        for (resource, most) in [(Resource::As, MEMORY), (Resource::Cpu, SECONDS), (Resource::Core, 0)] {
            let limit = Rlimit { current: Some(most), maximum: Some(most) };
            setrlimit(resource, limit).map_err(Error::internal)?;
        }
        let drawn = drawing::draw(&self.media_type, std::io::stdin().lock());
        let drawn = drawn.ok_or_else(|| Error::Malformed("this cannot be drawn".into()))?;
        std::io::stdout().write_all(&drawn).map_err(Error::internal)
    }
}
