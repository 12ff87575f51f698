//! The server's source, as text.

use std::path::{Path, PathBuf};

/// A file and what it says.
pub struct Source {
    /// From `server/src/`.
    pub path: String,
    pub text: String,
}

impl Source {
    /// What is compiled into the server: without the tests at the end, without comments.
    pub fn code(&self) -> String {
        let text = self.text.split("#[cfg(test)]").next().unwrap_or_default();
        let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        lines.collect::<Vec<_>>().join("\n")
    }

    /// The feature that the file is of.
    pub fn feature(&self) -> Option<&str> {
        let name = self.path.strip_prefix("features/")?.split('/').next()?;
        Some(name.trim_end_matches(".rs")).filter(|name| *name != "mod")
    }

    /// Whether views are written in it.
    pub fn is_view(&self) -> bool {
        self.path.ends_with("/views.rs") || self.path.contains("/views/")
    }
}

/// The repository.
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// All files of a folder of the repository.
pub fn of(folder: &str) -> Vec<Source> {
    let root = repository().join(folder);
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
                found.push(Source { path: name, text: std::fs::read_to_string(&path).unwrap() });
            }
        }
    }
    assert!(found.len() > 1, "{folder} is empty");
    found
}

/// The server's own.
pub fn server() -> Vec<Source> {
    of("server/src")
}
