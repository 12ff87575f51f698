use super::super::words;
use super::store::{Sent, discard, store};
use crate::access::ClientScope;
use crate::entity::upload;
use crate::error::{Error, Result};
use crate::storage::Storage;
use crate::web::Files;

/// How many files come with one form.
pub const MOST_FILES: usize = 10;

const UNSTORED: &str =
    "Files cannot be stored just now, so nothing was sent. Choose them again in a minute, or send it without them.";

/// Stores the files that came with a form into `stored`, and has the verb send them on with the rest. Where it refuses,
/// they are removed again.
///
/// # Errors
/// [`Error::Invalid`] at `files` for what is empty, too large or too many, and where the storage does not take it; and what
/// the verb answers.
pub async fn taken<T>(
    scope: &ClientScope,
    storage: &Storage,
    files: &Files,
    stored: &mut Vec<upload::Model>,
    verb: impl AsyncFnOnce(&[upload::Model]) -> Result<T>,
) -> Result<T> {
    let taken = match take_all(scope, storage, files, stored).await {
        Ok(()) => verb(stored).await,
        Err(Error::TooLarge(limit)) => Err(Error::field("files", too_large(limit))),
        // What was written with them is not lost over it: the form is drawn again.
        Err(Error::Unavailable(cause)) => {
            tracing::warn!(error = ?cause, "files that came with a form were not stored");
            Err(Error::field("files", UNSTORED))
        }
        Err(error) => Err(error),
    };
    if taken.is_err() {
        discard(scope, storage, stored).await;
    }
    taken
}

async fn take_all(
    scope: &ClientScope,
    storage: &Storage,
    files: &Files,
    stored: &mut Vec<upload::Model>,
) -> Result<()> {
    while let Some(file) = files.next().await? {
        if stored.len() == MOST_FILES {
            return Err(Error::field("files", format!("At most {MOST_FILES} files fit.")));
        }
        let sent = Sent { name: file.name, sha256: None, content: file.content };
        stored.push(store(scope, storage, sent).await?);
    }
    Ok(())
}

fn too_large(limit: usize) -> String {
    let most = words::limit(limit as u64);
    format!("A file is larger than the {most} that fit. Nothing was sent.")
}
