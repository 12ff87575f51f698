use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io,
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

use uuid::Uuid;

use super::{remove, write};
use crate::{draft::Owner, queue::Queued};

/// Where a profile keeps what waits for its server, a file each. Several consoles of the profile may work on it.
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

    /// Stores what waits as it is now, unless another console has sent it or thrown it away.
    pub fn change(&self, queued: &Queued) -> io::Result<()> {
        self.replace(queued.id, |_| queued.clone()).map(drop)
    }

    /// The same for what is about to go. Answers what is there then, if anything: once another console has tried it, the
    /// server may have it as that one sent it, and it goes as that.
    pub fn claim(&self, queued: &Queued) -> io::Result<Option<Queued>> {
        self.replace(queued.id, |there| if there.tried && !queued.tried { there } else { queued.clone() })
    }

    fn replace(&self, id: Uuid, by: impl FnOnce(Queued) -> Queued) -> io::Result<Option<Queued>> {
        let _lock = self.lock()?;
        let there = match fs::read(self.file(id)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            bytes => serde_json::from_slice(&bytes?)?,
        };
        let queued = by(there);
        self.save(&queued)?;
        Ok(Some(queued))
    }

    /// Takes away what waits no more.
    pub fn forget(&self, id: Uuid) -> io::Result<()> {
        let _lock = self.lock()?;
        remove(&self.file(id))
    }

    /// Keeps other consoles of the profile from changing what waits, for as long as the answer lives.
    fn lock(&self) -> io::Result<File> {
        DirBuilder::new().recursive(true).mode(0o700).create(&self.0)?;
        let path = self.0.join("lock");
        let file = OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(path)?;
        file.lock()?;
        Ok(file)
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

    /// Two consoles of one profile: what one throws away, or edits, the other neither sends nor brings back.
    #[test]
    fn what_another_console_has_dealt_with_is_not_claimed() {
        let folder = tempfile::tempdir().unwrap();
        let (here, there) = (QueueFolder::new(folder.path(), "default"), QueueFolder::new(folder.path(), "default"));
        let one = queued(1, "Dear Carla");
        here.save(&one).unwrap();
        let mut tried = one.clone();
        tried.tried = true;
        tried.draft.seen = Some(Uuid::from_u128(5));
        assert_eq!(there.claim(&tried).unwrap(), Some(tried.clone()));
        assert_eq!(here.claim(&one).unwrap(), Some(tried.clone()), "it goes as the other has sent it");
        there.forget(one.id).unwrap();
        here.change(&tried).unwrap();
        assert_eq!(here.claim(&tried).unwrap(), None);
        assert!(there.load(&owner()).unwrap().is_empty(), "it is not brought back");
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
