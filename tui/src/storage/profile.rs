use std::{
    fs::{self, OpenOptions},
    io,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use portico_openapi::TokenStore;
use serde::{Deserialize, Serialize};

use super::write;
use crate::draft::Owner;

/// A stored sign-in. The password is never part of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// The server's address.
    pub server: String,
    /// The person's address.
    pub email: String,
    /// Good for one use; absent when signed out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<String>,
}

/// The file of a profile, for one person at one server.
#[derive(Clone, Debug)]
pub struct ProfileFile {
    path: PathBuf,
    owner: Owner,
}

impl ProfileFile {
    /// The file of a name; none when the name could be more than a name.
    pub fn new(folder: &Path, name: &str) -> Option<Self> {
        let sound = (1..=64).contains(&name.len())
            && !name.starts_with('.')
            && name.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c));
        let path = folder.join("profiles").join(format!("{name}.json"));
        sound.then(|| Self { path, owner: Owner::default() })
    }

    /// The same file for a person, as whose it will be written.
    pub fn of(&self, owner: Owner) -> Self {
        Self { path: self.path.clone(), owner }
    }

    /// What is stored; an unreadable file counts as none.
    pub fn read(&self) -> Option<Profile> {
        serde_json::from_slice(&fs::read(&self.path).ok()?).ok()
    }
}

impl TokenStore for ProfileFile {
    fn lock(&self) -> io::Result<Box<dyn Send>> {
        let path = self.path.with_extension("lock");
        let file = OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(path)?;
        file.lock()?;
        Ok(Box::new(file))
    }

    fn load(&self) -> io::Result<Option<String>> {
        match fs::read(&self.path) {
            Ok(bytes) => {
                let stored: Profile = serde_json::from_slice(&bytes)?;
                // Someone else may have signed in under the same name meanwhile.
                let own = stored.server == self.owner.server && stored.email == self.owner.email;
                Ok(stored.refresh_token.filter(|_| own))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn save(&self, token: Option<&str>) -> io::Result<()> {
        let profile = Profile {
            server: self.owner.server.clone(),
            email: self.owner.email.clone(),
            refresh_token: token.map(str::to_owned),
        };
        write(&self.path, &serde_json::to_vec_pretty(&profile)?)
    }
}

/// Every stored profile by its name.
pub fn profiles(folder: &Path) -> Vec<(String, Profile)> {
    let entries = fs::read_dir(folder.join("profiles")).into_iter().flatten().flatten();
    let mut found: Vec<_> = entries
        .filter_map(|entry| {
            let name = entry.file_name().to_str()?.strip_suffix(".json")?.to_owned();
            let profile = ProfileFile::new(folder, &name)?.read()?;
            Some((name, profile))
        })
        .collect();
    found.sort_by(|one, other| one.0.cmp(&other.0));
    found
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn owner() -> Owner {
        Owner { server: "http://localhost:8080".into(), email: "mia@northwind.test".into() }
    }

    #[test]
    fn only_the_owner_can_read_a_sign_in() {
        let folder = tempfile::tempdir().unwrap();
        let file = ProfileFile::new(folder.path(), "default").unwrap().of(owner());
        file.save(Some("r1")).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&file.path), 0o600);
        assert_eq!(mode(file.path.parent().unwrap()), 0o700);
        assert_eq!(file.load().unwrap().as_deref(), Some("r1"));
        drop(file.lock().unwrap());
        assert_eq!(mode(&file.path.with_extension("lock")), 0o600);
    }

    #[test]
    fn signing_out_keeps_who_and_where() {
        let folder = tempfile::tempdir().unwrap();
        let file = ProfileFile::new(folder.path(), "default").unwrap().of(owner());
        file.save(Some("r1")).unwrap();
        file.save(None).unwrap();
        let profile = file.read().unwrap();
        assert_eq!((profile.email.as_str(), profile.refresh_token), ("mia@northwind.test", None));
        assert_eq!(profiles(folder.path()).len(), 1);
    }

    #[test]
    fn a_token_is_only_for_whom_it_was_given() {
        let folder = tempfile::tempdir().unwrap();
        let file = ProfileFile::new(folder.path(), "default").unwrap();
        file.of(owner()).save(Some("r1")).unwrap();
        let other = Owner { email: "adam@northwind.test".into(), ..owner() };
        assert_eq!(file.of(other).load().unwrap(), None);
    }

    #[test]
    fn a_name_is_only_a_name() {
        for name in ["", "../x", "a/b", ".hidden", "a b", &"x".repeat(65)] {
            assert!(ProfileFile::new(Path::new("/s"), name).is_none(), "{name}");
        }
    }
}
