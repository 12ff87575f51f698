use std::{
    env, fs,
    fs::OpenOptions,
    io::{self, Write},
    os::unix::fs::OpenOptionsExt,
    process::Stdio,
};

use tokio::process::Command;
use uuid::Uuid;

/// Lets the person's editor change a text. The file is theirs alone and gone afterwards.
pub async fn edit(text: &str) -> Result<String, String> {
    let path = env::temp_dir().join(format!("portico-{}.md", Uuid::new_v4()));
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
