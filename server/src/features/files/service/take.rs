use super::store::{Sent, discard, store};
use crate::access::ClientScope;
use crate::entity::upload;
use crate::error::{Error, Result};
use crate::storage::Storage;
use crate::web::Files;

/// How many files come with one form.
pub const MOST_FILES: usize = 10;

/// Stores the files that came with a form, which a verb then sends on. Where the verb refuses, whoever called removes
/// them again with [`discard`].
///
/// # Errors
/// [`Error::Invalid`] at `files` for what is empty, too large or too many; nothing is stored then.
pub async fn take(scope: &ClientScope, storage: &Storage, files: &Files) -> Result<Vec<upload::Model>> {
    let mut stored = Vec::new();
    let taken = take_all(scope, storage, files, &mut stored).await;
    if taken.is_err() {
        discard(storage, &stored).await;
    }
    match taken {
        Ok(()) => Ok(stored),
        Err(Error::TooLarge(limit)) => Err(Error::field("files", too_large(limit))),
        Err(error) => Err(error),
    }
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
    let most = super::super::words::size(i64::try_from(limit).unwrap_or(i64::MAX));
    format!("A file is larger than the {most} that fit. Nothing was sent.")
}
