use std::{
    fs, io,
    path::{Path, PathBuf},
};

use uuid::Uuid;

use super::{remove, write};
use crate::{draft::Owner, queue::Queued};

/// Where a profile keeps what waits for its server, a file each.
#[derive(Clone, Debug)]
pub struct QueueFolder(PathBuf);

impl QueueFolder {
    /// Beside the profile's file.
    pub fn new(folder: &Path, profile: &str) -> Self {
        Self(folder.join("queue").join(profile))
    }

    fn file(&self, id: Uuid) -> PathBuf {
        self.0.join(format!("{id}.json"))
    }

    /// Stores what waits; it is on disk when this is done.
    pub fn save(&self, queued: &Queued) -> io::Result<()> {
        write(&self.file(queued.id), &serde_json::to_vec_pretty(queued)?)
    }

    /// Takes away what waits no more.
    pub fn forget(&self, id: Uuid) -> io::Result<()> {
        remove(&self.file(id))
    }

    /// What waits of a person. A file that cannot be read as such is passed over.
    pub fn load(&self, owner: &Owner) -> io::Result<Vec<Queued>> {
        let entries = match fs::read_dir(&self.0) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut all = Vec::new();
        for entry in entries {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "json") {
                all.extend(serde_json::from_slice::<Queued>(&fs::read(path)?));
            }
        }
        all.retain(|queued| queued.draft.owner == *owner);
        Ok(all)
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;
    use crate::fixture::*;

    #[test]
    fn what_waits_comes_back_with_its_key_and_what_was_seen() {
        let folder = tempfile::tempdir().unwrap();
        let queue = QueueFolder::new(folder.path(), "default");
        let mut one = queued(1, "Grüße 👋");
        one.tried = true;
        one.own = vec!["Before".into()];
        queue.save(&one).unwrap();
        assert_eq!(queue.load(&owner()).unwrap(), [one.clone()]);
        let mode = fs::metadata(queue.file(one.id)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "only who wrote it reads it");
        queue.forget(one.id).unwrap();
        assert!(queue.load(&owner()).unwrap().is_empty());
    }

    #[test]
    fn what_others_wrote_and_broken_files_are_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let queue = QueueFolder::new(folder.path(), "default");
        queue.save(&queued(1, "x")).unwrap();
        fs::write(queue.0.join("broken.json"), "{").unwrap();
        let other = Owner { email: "adam@northwind.test".into(), ..owner() };
        assert!(queue.load(&other).unwrap().is_empty());
        assert_eq!(queue.load(&owner()).unwrap().len(), 1);
    }
}
