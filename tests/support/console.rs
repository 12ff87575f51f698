//! The console in a real terminal, which is tmux.

use std::path::Path;
use std::process::{Command, Output};

use anyhow::{Context, Result, bail, ensure};
use tempfile::TempDir;

use crate::{Server, binary, people, until};

/// A terminal with a console in it; ended when dropped.
pub struct Console {
    folder: TempDir,
}

impl Console {
    /// Opens the console at a server, in a terminal of this size.
    ///
    /// # Errors
    /// When the terminal does not open.
    pub async fn open(server: &Server, email: &str, columns: u16, rows: u16) -> Result<Self> {
        let console = Self { folder: tempfile::Builder::new().prefix("portico-console-").tempdir()? };
        console.open_again(server, email, columns, rows).await?;
        Ok(console)
    }

    /// Opens another console for the same person after the first one ended.
    ///
    /// # Errors
    /// When the terminal does not open.
    pub async fn open_again(&self, server: &Server, email: &str, columns: u16, rows: u16) -> Result<()> {
        self.start(server, email, columns, rows, "true").await
    }

    /// Opens the console for somebody who writes with this command.
    ///
    /// # Errors
    /// When the terminal does not open.
    pub async fn open_writing(server: &Server, email: &str, columns: u16, rows: u16, editor: &str) -> Result<Self> {
        let console = Self { folder: tempfile::Builder::new().prefix("portico-console-").tempdir()? };
        console.start(server, email, columns, rows, editor).await?;
        Ok(console)
    }

    /// Opens the console for somebody who has this config file.
    ///
    /// # Errors
    /// When the terminal does not open.
    pub async fn chosen(server: &Server, email: &str, columns: u16, rows: u16, config: &str) -> Result<Self> {
        let console = Self { folder: tempfile::Builder::new().prefix("portico-console-").tempdir()? };
        let folder = console.folder.path().join("config/portico");
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join("console.toml"), config)?;
        console.start(server, email, columns, rows, "true").await?;
        Ok(console)
    }

    /// Opens the console by the link of an invitation to a team.
    ///
    /// # Errors
    /// When the terminal does not open.
    pub async fn accepting(link: &str, columns: u16, rows: u16) -> Result<Self> {
        let console = Self { folder: tempfile::Builder::new().prefix("portico-console-").tempdir()? };
        let command = format!(
            "env -u DBUS_SESSION_BUS_ADDRESS -u XDG_RUNTIME_DIR -u VISUAL XDG_STATE_HOME={0} XDG_CONFIG_HOME={0}/config \
             {1} accept '{link}'",
            console.folder.path().display(),
            binary::console().await?.display(),
        );
        console.run(&command, columns, rows)?;
        Ok(console)
    }

    async fn start(&self, server: &Server, email: &str, columns: u16, rows: u16, editor: &str) -> Result<()> {
        let console = binary::console().await?;
        let command = format!(
            "env -u DBUS_SESSION_BUS_ADDRESS -u XDG_RUNTIME_DIR -u VISUAL 'EDITOR={editor}' XDG_STATE_HOME={0} \
             XDG_CONFIG_HOME={0}/config PORTICO_PASSWORD={1} {2} --server {3} --email {email}",
            self.folder.path().display(),
            people::PASSWORD,
            console.display(),
            server.url(""),
        );
        self.run(&command, columns, rows)
    }

    /// Opens a terminal on a desktop, where there is a keyring, which is unlocked. It has the console's
    /// program as `$console`; what it keeps is there for the next desktop of the same console.
    ///
    /// # Errors
    /// When the terminal does not open.
    pub async fn on_a_desktop(folder: TempDir, command: &str) -> Result<Self> {
        let console = Self { folder };
        let path = console.folder.path().display();
        let unlock = "printf keyring | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1";
        let command = format!(
            "env XDG_STATE_HOME={path} XDG_CONFIG_HOME={path}/config XDG_DATA_HOME={path} XDG_RUNTIME_DIR={path} console={} \
             dbus-run-session -- sh -c '{unlock}; {command}'",
            binary::console().await?.display(),
        );
        console.run(&command, 120, 40)?;
        Ok(console)
    }

    /// Ends the terminal, and leaves what it kept.
    pub fn close(mut self) -> Result<TempDir> {
        let left = tempfile::Builder::new().prefix("portico-console-").tempdir()?;
        let _ended = self.tmux(&["kill-server"]);
        Ok(std::mem::replace(&mut self.folder, left))
    }

    fn run(&self, command: &str, columns: u16, rows: u16) -> Result<()> {
        let (columns, rows) = (columns.to_string(), rows.to_string());
        self.tmux(&["-f", "/dev/null", "new-session", "-d", "-x", &columns, "-y", &rows, command])?;
        self.tmux(&["set-option", "-g", "remain-on-exit", "on"]).map(drop)
    }

    /// Closes the terminal's window, and waits until the console has ended with it.
    ///
    /// # Errors
    /// When there is none, or it does not end.
    pub async fn die(&self) -> Result<()> {
        let shown = self.tmux(&["display-message", "-p", "#{pane_pid}"])?;
        let process = Path::new("/proc").join(String::from_utf8_lossy(&shown.stdout).trim());
        ensure!(process.join("stat").exists(), "nothing runs in the terminal");
        self.tmux(&["kill-server"])?;
        until("the terminal to be gone", async || Ok(self.tmux(&["list-sessions"]).is_err().then_some(()))).await?;
        until("the console to be gone with it", async || Ok((!process.exists()).then_some(()))).await
    }

    /// Kills the console at once, as a power cut would, and closes its terminal.
    ///
    /// # Errors
    /// When there is none.
    pub async fn kill(&self) -> Result<()> {
        let shown = self.tmux(&["display-message", "-p", "#{pane_pid}"])?;
        let process = String::from_utf8_lossy(&shown.stdout).trim().to_owned();
        // A shell may stand between the terminal and the console.
        let kill = format!("kill -9 $(cat /proc/{process}/task/{process}/children) {process}");
        ensure!(Command::new("sh").args(["-c", &kill]).status()?.success(), "nothing runs in the terminal");
        self.tmux(&["kill-server"])?;
        until("the terminal to be gone", async || Ok(self.tmux(&["list-sessions"]).is_err().then_some(()))).await
    }

    /// Waits until words are on the disk of whoever types them.
    ///
    /// # Errors
    /// When they are not.
    pub async fn until_stored(&self, words: &str) -> Result<()> {
        until(words, async || Ok(stored(self.folder.path(), words).then_some(()))).await
    }

    /// Has a file take down all that is written to the terminal from now on.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn record(&self, path: &Path) -> Result<()> {
        self.tmux(&["pipe-pane", &format!("cat > '{}'", path.display())]).map(drop)
    }

    /// The title that programs have given the terminal.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn title(&self) -> Result<String> {
        let shown = self.tmux(&["display-message", "-p", "#{pane_title}"])?;
        Ok(String::from_utf8_lossy(&shown.stdout).into_owned())
    }

    /// Presses keys, as tmux names them.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn press(&self, keys: &[&str]) -> Result<()> {
        self.tmux(&[&["send-keys"], keys].concat()).map(drop)
    }

    /// Types text.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn write(&self, text: &str) -> Result<()> {
        self.tmux(&["send-keys", "-l", text]).map(drop)
    }

    /// Makes the terminal another size.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn resize(&self, columns: u16, rows: u16) -> Result<()> {
        let (columns, rows) = (columns.to_string(), rows.to_string());
        self.tmux(&["resize-window", "-x", &columns, "-y", &rows]).map(drop)
    }

    /// What the terminal shows.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn screen(&self) -> Result<String> {
        Ok(String::from_utf8_lossy(&self.tmux(&["capture-pane", "-p"])?.stdout).into_owned())
    }

    /// What the terminal shows, with its colours.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn colours(&self) -> Result<String> {
        Ok(String::from_utf8_lossy(&self.tmux(&["capture-pane", "-p", "-e"])?.stdout).into_owned())
    }

    /// Waits until the terminal shows this.
    ///
    /// # Errors
    /// When it does not.
    pub async fn until_shows(&self, words: &str) -> Result<String> {
        self.until_screen(words, |screen| screen.contains(words)).await
    }

    /// Waits until the terminal does not show this any more.
    ///
    /// # Errors
    /// When it still does.
    pub async fn until_gone(&self, words: &str) -> Result<String> {
        self.until_screen(&format!("{words:?} to go"), |screen| !screen.contains(words)).await
    }

    async fn until_screen(&self, what: &str, is_it: impl Fn(&str) -> bool) -> Result<String> {
        match until(what, async || Ok(Some(self.screen()?).filter(|screen| is_it(screen)))).await {
            Ok(screen) => Ok(screen),
            Err(error) => bail!("{error}; the console shows:\n{}", self.screen()?),
        }
    }

    fn tmux(&self, arguments: &[&str]) -> Result<Output> {
        let mut command = Command::new("tmux");
        command.arg("-S").arg(self.folder.path().join("tmux")).args(arguments).env("LC_ALL", "C.UTF-8");
        let output = command.output().context("tmux is not installed; `./tests/run tools` installs it")?;
        ensure!(output.status.success(), "tmux {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        Ok(output)
    }
}

impl Drop for Console {
    fn drop(&mut self) {
        // It may have ended by itself.
        self.tmux(&["kill-server"]).ok();
    }
}

fn stored(folder: &Path, words: &str) -> bool {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).any(|path| {
        if path.is_dir() {
            return stored(&path, words);
        }
        // A file that is still being written ends otherwise, and does not count before it has its name.
        let whole = path.extension().is_some_and(|extension| extension == "json");
        whole && std::fs::read_to_string(&path).is_ok_and(|text| text.contains(words))
    })
}
