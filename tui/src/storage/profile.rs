use std::{
    fs::{self, OpenOptions},
    io,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use clap::ValueEnum;
use portico_openapi::TokenStore;
use serde::{Deserialize, Serialize};

use super::{
    keyring::{Entry, Keyring},
    write,
};
use crate::draft::Owner;

/// A stored sign-in. The password is never part of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// The server's address.
    pub server: String,
    /// The person's address.
    pub email: String,
    /// Where the person wants the token to be.
    #[serde(default)]
    pub storage: Storage,
    /// Whether the token is in the keyring.
    #[serde(default)]
    pub in_keyring: bool,
    /// Good for one use; absent when signed out, or when the keyring has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<String>,
}

impl Profile {
    /// Whether there is a sign-in to go on with.
    pub fn is_signed_in(&self) -> bool {
        self.in_keyring || self.refresh_token.is_some()
    }

    fn owner(&self) -> Owner {
        Owner { server: self.server.clone(), email: self.email.clone() }
    }
}

/// Where a sign-in is to be stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Storage {
    /// In the keyring where there is one, else in the file
    #[default]
    Auto,
    /// In the keyring, or not at all
    Keyring,
    /// In the file, mode 0600
    File,
}

/// The file of a profile, for one person at one server, and the keyring that may hold its secret.
#[derive(Clone)]
pub struct ProfileFile {
    path: PathBuf,
    name: String,
    owner: Owner,
    keyring: Arc<dyn Keyring>,
    chosen: Option<Storage>,
    told: Arc<Mutex<Option<String>>>,
}

impl ProfileFile {
    /// The file of a name; none when the name could be more than a name.
    pub fn new(folder: &Path, name: &str, keyring: Arc<dyn Keyring>) -> Option<Self> {
        let path = path(folder, name)?;
        let owner = Owner::default();
        Some(Self { path, name: name.to_owned(), owner, keyring, chosen: None, told: Arc::default() })
    }

    /// The same file, with a choice that replaces the stored one.
    pub fn stored_in(self, chosen: Option<Storage>) -> Self {
        Self { chosen, ..self }
    }

    /// The same file for a person, as whose it will be written.
    pub fn of(&self, owner: Owner) -> Self {
        Self { owner, ..self.clone() }
    }

    /// What is stored; an unreadable file counts as none.
    pub fn read(&self) -> Option<Profile> {
        serde_json::from_slice(&fs::read(&self.path).ok()?).ok()
    }

    /// What a person should know about where the sign-in went, once.
    pub fn news(&self) -> Option<String> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn tell(&self, news: String) {
        *self.told.lock().unwrap_or_else(PoisonError::into_inner) = Some(news);
    }

    fn entry(&self, owner: Owner) -> Entry {
        Entry { profile: self.name.clone(), owner }
    }

    /// Puts the token where it belongs, and answers whether that is the keyring.
    fn place(&self, storage: Storage, token: &str, before: &Profile) -> io::Result<bool> {
        if storage == Storage::File {
            return Ok(false);
        }
        match self.keyring.write(&self.entry(self.owner.clone()), token) {
            Ok(()) => {
                if before.refresh_token.is_some() {
                    self.tell("Your sign-in has moved from its file into the keyring.".into());
                }
                Ok(true)
            }
            Err(error) if storage == Storage::Keyring => Err(unkept(&error)),
            Err(_) => {
                if before.refresh_token.is_none() {
                    self.tell("No keyring here: your sign-in is in a file that only you can read.".into());
                }
                Ok(false)
            }
        }
    }
}

fn unkept(error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("the keyring cannot be used ({error})"))
}

impl TokenStore for ProfileFile {
    fn lock(&self) -> io::Result<Box<dyn Send>> {
        let path = self.path.with_extension("lock");
        let file = OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(path)?;
        file.lock()?;
        Ok(Box::new(file))
    }

    fn load(&self) -> io::Result<Option<String>> {
        let stored: Profile = match fs::read(&self.path) {
            Ok(bytes) => serde_json::from_slice(&bytes)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        // Someone else may have signed in under the same name meanwhile.
        if stored.owner() != self.owner {
            return Ok(None);
        }
        if stored.in_keyring {
            return self.keyring.read(&self.entry(stored.owner())).map_err(|error| unkept(&error));
        }
        Ok(stored.refresh_token)
    }

    /// The keyring is written before the file says that it has the token, and asked to forget what the file
    /// no longer says it has. Where it cannot be asked, what it keeps is a token that was used up.
    fn save(&self, token: Option<&str>) -> io::Result<()> {
        let before = self.read().unwrap_or_default();
        let storage = self.chosen.unwrap_or(before.storage);
        let in_keyring = match token {
            Some(token) => self.place(storage, token, &before)?,
            None => false,
        };
        let after = Profile {
            server: self.owner.server.clone(),
            email: self.owner.email.clone(),
            storage,
            in_keyring,
            refresh_token: token.filter(|_| !in_keyring).map(str::to_owned),
        };
        if after != before {
            write(&self.path, &serde_json::to_vec_pretty(&after)?)?;
        }
        let stays = in_keyring && before.owner() == self.owner;
        if before.in_keyring && !stays {
            let forgotten = self.keyring.forget(&self.entry(before.owner()));
            return if token.is_none() { forgotten.map_err(|error| unkept(&error)) } else { Ok(()) };
        }
        Ok(())
    }
}

/// Every stored profile by its name.
pub fn profiles(folder: &Path) -> Vec<(String, Profile)> {
    let entries = fs::read_dir(folder.join("profiles")).into_iter().flatten().flatten();
    let mut found: Vec<_> = entries
        .filter_map(|entry| {
            let name = entry.file_name().to_str()?.strip_suffix(".json")?.to_owned();
            let profile = serde_json::from_slice(&fs::read(path(folder, &name)?).ok()?).ok()?;
            Some((name, profile))
        })
        .collect();
    found.sort_by(|one: &(String, Profile), other| one.0.cmp(&other.0));
    found
}

/// Whether a profile can be called so: the name is one of a file, and nothing more.
pub fn is_profile_name(name: &str) -> bool {
    (1..=64).contains(&name.len())
        && !name.starts_with('.')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c))
}

fn path(folder: &Path, name: &str) -> Option<PathBuf> {
    is_profile_name(name).then(|| folder.join("profiles").join(format!("{name}.json")))
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeMap, os::unix::fs::PermissionsExt};

    use super::*;
    use crate::storage::NoKeyring;

    /// A keyring for tests, which can be taken away.
    #[derive(Default)]
    struct Drawer(Mutex<BTreeMap<Entry, String>>, Mutex<bool>);

    impl Drawer {
        fn open(&self) -> io::Result<std::sync::MutexGuard<'_, BTreeMap<Entry, String>>> {
            if *self.1.lock().unwrap() { Err(io::Error::other("gone")) } else { Ok(self.0.lock().unwrap()) }
        }

        fn take_away(&self) {
            *self.1.lock().unwrap() = true;
        }

        fn secrets(&self) -> Vec<String> {
            self.0.lock().unwrap().values().cloned().collect()
        }
    }

    impl Keyring for Drawer {
        fn read(&self, entry: &Entry) -> io::Result<Option<String>> {
            Ok(self.open()?.get(entry).cloned())
        }

        fn write(&self, entry: &Entry, secret: &str) -> io::Result<()> {
            self.open()?.insert(entry.clone(), secret.to_owned());
            Ok(())
        }

        fn forget(&self, entry: &Entry) -> io::Result<()> {
            self.open()?.remove(entry);
            Ok(())
        }
    }

    fn owner() -> Owner {
        Owner { server: "http://localhost:8080".into(), email: "mia@northwind.test".into() }
    }

    fn plain(folder: &Path) -> ProfileFile {
        ProfileFile::new(folder, "default", Arc::new(NoKeyring)).unwrap().of(owner())
    }

    fn kept(folder: &Path) -> (ProfileFile, Arc<Drawer>) {
        let drawer = Arc::new(Drawer::default());
        (ProfileFile::new(folder, "default", drawer.clone()).unwrap().of(owner()), drawer)
    }

    fn written(file: &ProfileFile) -> String {
        fs::read_to_string(&file.path).unwrap()
    }

    #[test]
    fn only_the_owner_can_read_a_sign_in() {
        let folder = tempfile::tempdir().unwrap();
        let file = plain(folder.path());
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
        let file = plain(folder.path());
        file.save(Some("r1")).unwrap();
        file.save(None).unwrap();
        let profile = file.read().unwrap();
        assert_eq!((profile.email.as_str(), profile.is_signed_in()), ("mia@northwind.test", false));
        assert_eq!(profiles(folder.path()).len(), 1);
    }

    #[test]
    fn a_token_is_only_for_whom_it_was_given() {
        let folder = tempfile::tempdir().unwrap();
        let (file, drawer) = kept(folder.path());
        file.save(Some("r1")).unwrap();
        let other = file.of(Owner { email: "adam@northwind.test".into(), ..owner() });
        assert_eq!(other.load().unwrap(), None);
        other.save(Some("a1")).unwrap();
        assert_eq!(drawer.secrets(), ["a1"], "the one before is forgotten");
        assert_eq!(plain(folder.path()).load().unwrap(), None);
    }

    #[test]
    fn a_name_is_only_a_name() {
        for name in ["", "../x", "a/b", ".hidden", "a b", &"x".repeat(65)] {
            assert!(path(Path::new("/s"), name).is_none(), "{name}");
        }
    }

    #[test]
    fn a_keyring_has_the_token_and_the_file_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let (file, drawer) = kept(folder.path());
        file.save(Some("secret-1")).unwrap();
        assert!(!written(&file).contains("secret-1") && file.news().is_none());
        assert!(file.read().unwrap().is_signed_in());
        assert_eq!(file.load().unwrap().as_deref(), Some("secret-1"));
        file.save(Some("secret-2")).unwrap();
        assert_eq!(drawer.secrets(), ["secret-2"], "the one before is gone");
    }

    #[test]
    fn a_sign_in_of_before_moves_into_the_keyring() {
        let folder = tempfile::tempdir().unwrap();
        plain(folder.path()).save(Some("secret-1")).unwrap();
        let (file, drawer) = kept(folder.path());
        assert_eq!(file.load().unwrap().as_deref(), Some("secret-1"));
        file.save(Some("secret-2")).unwrap();
        assert!(!written(&file).contains("secret"));
        assert_eq!(drawer.secrets(), ["secret-2"]);
        assert!(file.news().unwrap().contains("into the keyring"));
    }

    #[test]
    fn without_a_keyring_the_file_takes_over_and_says_so_once() {
        let folder = tempfile::tempdir().unwrap();
        let (file, drawer) = kept(folder.path());
        file.save(Some("secret-1")).unwrap();
        drawer.take_away();
        file.save(Some("secret-2")).unwrap();
        assert!(file.news().unwrap().contains("a file that only you can read"));
        assert_eq!(file.load().unwrap().as_deref(), Some("secret-2"));
        file.save(Some("secret-3")).unwrap();
        assert_eq!(file.news(), None);
    }

    #[test]
    fn who_wants_the_keyring_gets_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let (file, drawer) = kept(folder.path());
        let strict = file.stored_in(Some(Storage::Keyring));
        strict.save(Some("secret-1")).unwrap();
        drawer.take_away();
        assert!(strict.save(Some("secret-2")).is_err() && strict.load().is_err());
        assert!(!written(&strict).contains("secret"));
    }

    #[test]
    fn who_wants_the_file_leaves_the_keyring_alone() {
        let folder = tempfile::tempdir().unwrap();
        let (file, drawer) = kept(folder.path());
        file.save(Some("secret-1")).unwrap();
        let plain = file.clone().stored_in(Some(Storage::File));
        plain.save(Some("secret-2")).unwrap();
        assert!(drawer.secrets().is_empty(), "what was there is moved");
        file.save(Some("secret-3")).unwrap();
        assert!(drawer.secrets().is_empty(), "the choice is remembered");
        assert_eq!(file.load().unwrap().as_deref(), Some("secret-3"));
    }

    #[test]
    fn signing_out_clears_both() {
        let folder = tempfile::tempdir().unwrap();
        let (file, drawer) = kept(folder.path());
        file.save(Some("secret-1")).unwrap();
        file.save(None).unwrap();
        assert!(drawer.secrets().is_empty() && !file.read().unwrap().is_signed_in());
        file.save(Some("secret-2")).unwrap();
        drawer.take_away();
        assert!(file.save(None).is_err(), "what could not be removed is told");
        assert!(!file.read().unwrap().is_signed_in());
    }
}
