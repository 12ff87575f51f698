use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{remove, write};
use crate::draft::{Draft, Owner, Place};

/// Where the drafts of a profile are, a file each.
#[derive(Clone, Debug)]
pub struct DraftFolder(PathBuf);

impl DraftFolder {
    /// Beside the profile's file.
    pub fn new(folder: &Path, profile: &str) -> Self {
        Self(folder.join("drafts").join(profile))
    }

    fn file(&self, place: Place) -> PathBuf {
        self.0.join(format!("{}-{}.json", place.kind.name(), place.subject))
    }

    /// Stores a draft, or takes it away when nothing is written.
    pub fn save(&self, draft: &Draft) -> io::Result<()> {
        if draft.is_empty() {
            return self.forget(draft.place);
        }
        write(&self.file(draft.place), &serde_json::to_vec_pretty(draft)?)
    }

    /// Takes a draft away.
    pub fn forget(&self, place: Place) -> io::Result<()> {
        remove(&self.file(place))
    }

    /// The drafts of a person. A file that is none is passed over.
    pub fn load(&self, owner: &Owner) -> io::Result<Vec<Draft>> {
        let entries = match fs::read_dir(&self.0) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut drafts = Vec::new();
        for entry in entries {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "json") {
                drafts.extend(serde_json::from_slice::<Draft>(&fs::read(path)?));
            }
        }
        drafts.retain(|draft| draft.owner == *owner);
        Ok(drafts)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::draft::Kind;

    fn owner() -> Owner {
        Owner { server: "http://localhost:8080".into(), email: "mia@northwind.test".into() }
    }

    fn draft(text: &str) -> Draft {
        let place = Place { kind: Kind::Reply, subject: Uuid::from_u128(1) };
        let draft = Draft::new(place, owner(), "#1042 Hero".into(), Uuid::from_u128(9));
        Draft { text: text.into(), ..draft }
    }

    #[test]
    fn a_draft_comes_back_with_its_key() {
        let folder = tempfile::tempdir().unwrap();
        let drafts = DraftFolder::new(folder.path(), "default");
        drafts.save(&draft("first")).unwrap();
        drafts.save(&draft("Grüße 👋")).unwrap();
        assert_eq!(drafts.load(&owner()).unwrap(), [draft("Grüße 👋")]);
    }

    #[test]
    fn an_empty_or_sent_draft_leaves_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let drafts = DraftFolder::new(folder.path(), "default");
        drafts.save(&draft("x")).unwrap();
        drafts.save(&draft("  ")).unwrap();
        drafts.forget(draft("").place).unwrap();
        assert!(drafts.load(&owner()).unwrap().is_empty());
    }

    #[test]
    fn drafts_of_others_and_broken_files_are_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let drafts = DraftFolder::new(folder.path(), "default");
        drafts.save(&draft("x")).unwrap();
        fs::write(drafts.0.join("reply-broken.json"), "{").unwrap();
        let other = Owner { email: "adam@northwind.test".into(), ..owner() };
        assert!(drafts.load(&other).unwrap().is_empty());
        assert_eq!(drafts.load(&owner()).unwrap().len(), 1);
    }
}
