use std::{
    env, fs,
    fs::OpenOptions,
    io::{self, Write},
    os::unix::fs::OpenOptionsExt,
    path::PathBuf,
    process::Stdio,
};

use crossterm::{clipboard::CopyToClipboard, execute};
use tokio::process::Command;
use uuid::Uuid;

/// Lets the person's editor change a text. The file is theirs alone and gone afterwards.
pub async fn edit(text: &str, kind: &str) -> Result<String, String> {
    let path = env::temp_dir().join(format!("portico-{}.{kind}", Uuid::new_v4()));
    let edited = edit_at(&path, text).await.map_err(|error| error.to_string());
    drop(fs::remove_file(&path));
    edited
}

async fn edit_at(path: &std::path::Path, text: &str) -> io::Result<String> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(text.as_bytes())?;
    drop(file);
    let editor = ["VISUAL", "EDITOR"]
        .iter()
        .find_map(|name| env::var(name).ok().filter(|value| !value.trim().is_empty()))
        .unwrap_or_else(|| "vi".into());
    // The variable may hold arguments, so a shell takes it apart, as other programs do.
    let ended = Command::new("sh").args(["-c", &format!("{editor} \"$1\""), "sh"]).arg(path).status().await?;
    if !ended.success() {
        return Err(io::Error::other(format!("“{editor}” ended with {ended}; the text is as it was")));
    }
    fs::read_to_string(path)
}

/// Opens an address in a browser; answers the address when there is none to open it with.
pub fn browse(address: String) -> Option<String> {
    let desktop =
        cfg!(target_os = "macos") || ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| env::var_os(name).is_some());
    let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    if !desktop {
        return Some(address);
    }
    let spawned =
        Command::new(opener).arg(&address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    spawned.is_err().then_some(address)
}

/// Takes a text to the clipboard of the terminal, wherever that is, by OSC 52.
pub fn copy(text: String) -> io::Result<()> {
    execute!(io::stdout(), CopyToClipboard::to_clipboard_from(text))
}

/// What a path can become: the files that begin so, folders with a slash.
pub fn complete(path: &str) -> Vec<String> {
    let (folder, start) = path.rsplit_once('/').map_or(("", path), |(folder, start)| (folder, start));
    let shown = if path.contains('/') { format!("{folder}/") } else { String::new() };
    let entries = fs::read_dir(whole(if shown.is_empty() { "." } else { &shown })).into_iter().flatten().flatten();
    let mut found: Vec<_> = entries
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let fits = name.starts_with(start) && (start.starts_with('.') || !name.starts_with('.'));
            let slash = if entry.path().is_dir() { "/" } else { "" };
            fits.then(|| format!("{shown}{name}{slash}"))
        })
        .collect();
    found.sort();
    found
}

/// Where a file is from wherever one looks, and how large, if it is one that can be read.
pub fn measure(path: &str) -> Result<(String, u64), String> {
    let whole = whole(path);
    let found = fs::metadata(&whole).and_then(|known| {
        // A pipe would wait to be opened.
        let file = if known.is_file() { fs::File::open(&whole).map(drop) } else { Ok(()) };
        file.and_then(|()| Ok((known, std::path::absolute(&whole)?)))
    });
    match found {
        Ok((known, _)) if !known.is_file() => Err("This is no file.".into()),
        Ok((known, path)) => {
            let path = path.into_os_string().into_string().map_err(|_| "Its name cannot be written here.")?;
            Ok((path, known.len()))
        }
        Err(error) => Err(format!("It cannot be read: {error}.")),
    }
}

/// A path as it was typed, with `~` as the person's home.
pub fn whole(path: &str) -> PathBuf {
    match (path.strip_prefix("~/"), env::var_os("HOME")) {
        (Some(rest), Some(home)) => PathBuf::from(home).join(rest),
        _ => PathBuf::from(path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_measured_before_it_goes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("poster.png");
        fs::write(&path, [0; 7]).unwrap();
        let path = path.to_str().unwrap();
        assert_eq!(measure(path), Ok((path.to_owned(), 7)));
        assert_eq!(measure(folder.path().to_str().unwrap()), Err("This is no file.".into()));
        assert!(measure("/nowhere/at/all").unwrap_err().contains("cannot be read"));
    }

    #[test]
    fn a_path_becomes_what_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| format!("{}/{name}", folder.path().display());
        for name in ["logo.png", "logo-dark.png", ".hidden"] {
            fs::write(path(name), "").unwrap();
        }
        fs::create_dir(path("letters")).unwrap();
        assert_eq!(complete(&path("l")), [path("letters/"), path("logo-dark.png"), path("logo.png")]);
        assert_eq!(complete(&path(".h")), [path(".hidden")]);
        assert!(complete(&path("nothing")).is_empty() && complete("/nowhere/at/all").is_empty());
    }
}
