//! PostgreSQL's own tools, which know how to write a database out and read it in.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use tokio::process::Command;
use url::Url;

use crate::error::{Error, Result};

/// Settings of an address that libpq knows as well; the others are of our pool.
const SHARED: [&str; 6] = ["sslmode", "sslrootcert", "sslcert", "sslkey", "host", "port"];

/// Writes out the database as it was when the snapshot was taken.
///
/// # Errors
/// When there is no `pg_dump`, or it fails.
pub async fn dump(url: &str, snapshot: &str, to: &Path) -> Result<()> {
    let mut command = tool("pg_dump", url)?;
    command.args(["--format=custom", "--no-owner", "--no-privileges", "--no-password"]);
    command.arg(format!("--snapshot={snapshot}")).arg("--file").arg(to);
    run(command).await
}

/// Reads a database in, whole or not at all.
///
/// # Errors
/// When there is no `pg_restore`, or it fails.
pub async fn load(url: &str, from: &Path) -> Result<()> {
    let mut command = tool("pg_restore", url)?;
    command.args(["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", "--no-password"]);
    command.arg(from);
    run(command).await
}

async fn run(mut command: Command) -> Result<()> {
    let name = command.as_std().get_program().to_string_lossy().into_owned();
    let failed = |why: String| Error::Malformed(format!("{name}: {why}"));
    let output = command.stdin(Stdio::null()).kill_on_drop(true).output().await;
    let output = output.map_err(|error| failed(error.to_string()))?;
    if output.status.success() {
        return Ok(());
    }
    Err(failed(String::from_utf8_lossy(&output.stderr).trim().to_owned()))
}

/// The command for one of the tools, which knows the way to the database. The password is in its environment: everybody
/// on a machine may read arguments.
fn tool(name: &str, url: &str) -> Result<Command> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let program = std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file());
    let program = program.or_else(|| installed(Path::new("/usr/lib/postgresql"), name)).ok_or_else(|| {
        Error::Malformed(format!(
            "there is no {name} on the PATH or below /usr/lib/postgresql; install PostgreSQL's client programs, of the \
             server's version or a newer one"
        ))
    })?;
    let (address, password) = address(url)?;
    let mut command = Command::new(program);
    // What it is not to know.
    for (variable, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("PORTICO_")) {
        command.env_remove(variable);
    }
    if let Some(password) = password {
        command.env("PGPASSWORD", password);
    }
    command.arg(format!("--dbname={address}"));
    Ok(command)
}

/// The tool of the newest PostgreSQL there.
fn installed(folder: &Path, name: &str) -> Option<PathBuf> {
    let versions = std::fs::read_dir(folder).ok()?.flatten();
    let numbered = versions.filter_map(|version| Some((version.file_name().to_str()?.parse::<u32>().ok()?, version)));
    let tools = numbered.map(|(number, version)| (number, version.path().join("bin").join(name)));
    tools.filter(|(_, file)| file.is_file()).max().map(|(_, file)| file)
}

/// The address without its password, and the password.
fn address(url: &str) -> Result<(String, Option<String>)> {
    let mut parsed = Url::parse(url).map_err(|error| Error::Malformed(format!("PORTICO_DATABASE_URL: {error}")))?;
    // A form's decoder reads percent signs the same way, where these do not stand bare.
    let bare = |text: &str| text.replace('+', "%2B").replace('&', "%26").replace('=', "%3D");
    let password = parsed.password().map(bare);
    let password = password.and_then(|text| Some(form_urlencoded::parse(text.as_bytes()).next()?.0.into_owned()));
    let pairs: Vec<(String, String)> = parsed
        .query_pairs()
        .map(|(name, value)| (name.replace("ssl-", "ssl"), value.into_owned()))
        .filter(|(name, _)| SHARED.contains(&name.as_str()))
        .collect();
    parsed.set_query(None);
    if !pairs.is_empty() {
        parsed.query_pairs_mut().extend_pairs(pairs);
    }
    // An address that cannot have a password has none.
    let _ = parsed.set_password(None);
    Ok((parsed.into(), password))
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn the_password_is_taken_out_of_the_address() {
        let (plain, password) =
            address("postgres://ada:s%2Be%20c=r&t+%25@db:5433/portico?sslmode=require&x=1").unwrap();
        assert_eq!(plain, "postgres://ada@db:5433/portico?sslmode=require");
        assert_eq!(password.as_deref(), Some("s+e c=r&t+%"));
        assert_eq!(address("postgres://ada@db/portico").unwrap(), ("postgres://ada@db/portico".into(), None));
        assert!(address("nonsense").is_err());
    }
}
