//! How a PDF is made: a [`Document`] is put together from blocks of text, and [`render`] lays it out on A4 pages in an
//! agency's colours. Tagged for screen readers (PDF/UA-1) and made to last (PDF/A-3a). The same document gives the same
//! bytes, always: no clock, no randomness. Knows no feature.

mod breaks;
mod bundled;
mod document;
mod flow;
mod font;
mod ink;
mod kept;
mod line;
mod paint;
mod table;
mod tags;
#[cfg(test)]
pub(crate) mod tests;
mod text;

use std::sync::{Arc, LazyLock};

use tokio::sync::Semaphore;

pub use document::{Attachment, Document, Letterhead};
pub use ink::Inks;
pub use table::{Column, Table};
pub use text::Text;

use crate::error::{Error, Result};

/// Documents that are laid out at the same time.
static PRESSES: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(2)));

/// The document's bytes. Laid out on a blocking thread, a few documents at a time.
///
/// # Errors
/// [`Error::TooLarge`] for a document of more than [`flow::MOST_PAGES`] pages.
pub async fn render(document: Document) -> Result<Vec<u8>> {
    let permit = PRESSES.clone().acquire_owned().await.map_err(Error::internal)?;
    let made = tokio::task::spawn_blocking(move || {
        let made = paint::paint(&document);
        drop(permit);
        made
    });
    made.await.map_err(Error::internal)?
}
