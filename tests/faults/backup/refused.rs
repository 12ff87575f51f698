use std::path::Path;

use anyhow::{Context, Result, ensure};
use data_encoding::HEXLOWER;
use portico_tests::{Server, postgres};
use serde_json::{Value, json};

use super::place::{Place, files, names, refusal};

/// A server's backup, and the folder that it is in.
struct Made {
    server: Server,
    outside: tempfile::TempDir,
    bytes: Vec<u8>,
}

impl Made {
    async fn new() -> Result<Self> {
        let mut server = Server::demo().await?;
        server.terminate().await?;
        let outside = tempfile::tempdir()?;
        let name = outside.path().join("good").display().to_string();
        Place::of(&server, None).done(&["backup", &name]).await?;
        let bytes = std::fs::read(&name)?;
        Ok(Self { server, outside, bytes })
    }

    fn name(&self, name: &str) -> String {
        self.outside.path().join(name).display().to_string()
    }

    fn file(&self, name: &str, bytes: &[u8]) -> Result<String> {
        std::fs::write(self.name(name), bytes)?;
        Ok(self.name(name))
    }

    /// What an empty place with the right key says of a file, and that it leaves nothing there.
    async fn said_of(&self, bytes: &[u8]) -> Result<String> {
        let file = self.file("tried", bytes)?;
        let folder = tempfile::tempdir()?;
        let place = Place::of(&self.server, None).empty(folder.path())?;
        let said = place.refused(&["restore", &file]).await?;
        place.is_untouched()?;
        Ok(said)
    }

    /// Where some bytes are in the backup.
    fn at(&self, what: &str) -> Result<usize> {
        let found = self.bytes.windows(what.len()).rposition(|window| window == what.as_bytes());
        found.with_context(|| format!("there is no {what}"))
    }
}

#[tokio::test]
async fn a_backup_that_was_cut_off_or_changed_is_refused_and_nothing_is_left() -> Result<()> {
    let made = Made::new().await?;
    let length = made.bytes.len();
    for kept in [0, 1, 511, 512, 1024, length / 2, length / 512 / 2 * 512, length - 1024, length - 512, length - 1] {
        let said = made.said_of(&made.bytes[..kept]).await?;
        ensure!(said.contains("no backup of Portico's, or it was cut off"), "{kept} bytes: {said}");
    }
    let longer = [made.bytes.as_slice(), &[0; 512]].concat();
    ensure!(made.said_of(&longer).await?.contains("cut off"));

    let (manifest, seal) = (made.at("manifest.json\0")?, made.at("seal.json\0")?);
    let database = made.at("database.sqlite\0")?;
    // In a header, a file, the database, its padding or the manifest, the seal, and what fills the last blocks.
    let places =
        [0, 140, 600, database + 700, manifest - 1, manifest + 900, seal - 1, seal + 530, seal + 620, length - 1];
    for at in places {
        let mut other = made.bytes.clone();
        other[at] ^= 1;
        let said = made.said_of(&other).await?;
        ensure!(said.contains(&made.name("tried")), "byte {at}: {said}");
    }
    let mut newer = made.bytes.clone();
    newer[made.at("\"format\": 1")? + 10] = b'2';
    ensure!(made.said_of(&newer).await?.contains("made by a newer Portico"));
    ensure!(made.said_of(b"PK\x03\x04, and no tar at all").await?.contains("no backup of Portico's"));
    Ok(())
}

#[tokio::test]
async fn no_name_in_a_backup_leads_anywhere_else() -> Result<()> {
    let made = Made::new().await?;
    for name in ["../../../evil", "/etc/evil", "files/../../secret.key", "secret.key"] {
        let file = forged(name, b"gotcha")?;
        let said = made.said_of(&file).await?;
        ensure!(said.contains("is nothing that belongs into a backup"), "{name}: {said}");
    }
    // What fits in every hash, and was not made by anybody who has the key.
    let own = rewritten(&made.bytes, "\"lost\": []", "\"lost\": [ ]")?;
    ensure!(made.said_of(&own).await?.contains("somebody who has not got this install's key"));
    Ok(())
}

#[tokio::test]
async fn only_an_empty_place_with_the_right_key_takes_a_backup() -> Result<()> {
    let made = Made::new().await?;
    let (good, here) = (made.name("good"), Place::of(&made.server, None));
    ensure!(here.refused(&["restore", &good]).await?.contains("there is a database here already"));
    ensure!(here.refused(&["backup", &good]).await?.contains("there is a file of this name"));

    let folder = tempfile::tempdir()?;
    let place = here.empty(folder.path())?;
    let stored = folder.path().join("files/somebody/elses");
    std::fs::create_dir_all(stored.parent().context("a folder")?)?;
    std::fs::write(&stored, "kept")?;
    ensure!(place.refused(&["restore", &good]).await?.contains("the file storage is not empty"));
    ensure!(std::fs::read(&stored)? == b"kept" && !folder.path().join("portico.db").exists());

    let folder = tempfile::tempdir()?;
    let mut place = here.empty(folder.path())?;
    std::fs::remove_file(folder.path().join("secret.key"))?;
    let said = place.refused(&["restore", &good]).await?;
    ensure!(said.contains("there is none here") && said.contains("Otherwise what was sealed under it"), "{said}");
    ensure!(files(folder.path())?.is_empty(), "a key was made");
    place.settings = vec![("PORTICO_SECRET_KEY", "A".repeat(43))];
    let said = place.refused(&["restore", &good]).await?;
    ensure!(said.contains("the one here is") && said.contains("--without-key"), "{said}");
    place.is_untouched()?;
    place.done(&["restore", "--check", &good]).await?;
    place.is_untouched()?;

    let postgres = postgres::database().await?;
    let place = Place { settings: vec![("PORTICO_DATABASE_URL", postgres)], ..here.empty(folder.path())? };
    let said = place.refused(&["restore", &good]).await?;
    ensure!(said.contains("this is a backup of SQLite, and PORTICO_DATABASE_URL names PostgreSQL"), "{said}");
    place.is_untouched()
}

#[tokio::test]
async fn a_backup_of_a_later_database_is_refused() -> Result<()> {
    let mut server = Server::demo().await?;
    server.terminate().await?;
    let statement = "INSERT INTO seaql_migrations VALUES ('m20991231_999999_later', 1)";
    let program = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2]); c.commit()";
    let database = server.folder().join("portico.db");
    let run = tokio::process::Command::new("python3").args(["-c", program]).arg(database).arg(statement).status();
    ensure!(run.await?.success(), "the database was not changed");
    let outside = tempfile::tempdir()?;
    let name = outside.path().join("later").display().to_string();
    let here = Place::of(&server, None);
    here.done(&["backup", &name]).await?;
    let folder = tempfile::tempdir()?;
    let place = here.empty(folder.path())?;
    ensure!(place.refused(&["restore", &name]).await?.contains("made by a newer Portico"));
    place.is_untouched()
}

#[tokio::test]
async fn a_disk_that_is_full_leaves_nothing_half_way() -> Result<()> {
    let made = Made::new().await?;
    let here = Place::of(&made.server, None);
    let database = made.server.folder().join("portico.db").metadata()?.len();
    // Files fit, and the database does not.
    let blocks = u32::try_from(database / 512 / 2)?;
    let before = names(made.outside.path())?;
    refusal(&here.limited(Some(blocks), &["backup", &made.name("second")]).await?)?;
    ensure!(names(made.outside.path())? == before, "something half written is left");

    let folder = tempfile::tempdir()?;
    let place = here.empty(folder.path())?;
    refusal(&place.limited(Some(blocks), &["restore", &made.name("good")]).await?)?;
    place.is_untouched()?;
    place.done(&["restore", &made.name("good")]).await.map(drop)
}

/// A file that is a backup in every respect but for what is in it, made by somebody without the key.
fn forged(name: &str, content: &[u8]) -> Result<Vec<u8>> {
    let mut bytes = part(name, content)?;
    bytes.extend(part("database.sqlite", b"none")?);
    let piece = |name: &str, size: usize| json!({ "name": name, "size": size, "sha256": "" });
    let manifest = json!({
        "format": 1, "program": "0.1.0", "made_at": "2026-11-22T00:00:00Z", "database": "sqlite", "migration": "none",
        "keys": { "secret_key": "", "credential_keys": {} }, "tables": {}, "audit": [], "lost": [],
        "parts": [piece(name, content.len()), piece("database.sqlite", 4)],
    });
    bytes.extend(part("manifest.json", manifest.to_string().as_bytes())?);
    sealed(bytes, "")
}

/// The same backup with other words in its manifest, and everything that can be made to fit without the key.
fn rewritten(backup: &[u8], old: &str, new: &str) -> Result<Vec<u8>> {
    let find = |what: &[u8]| backup.windows(what.len()).rposition(|window| window == what).context("nothing found");
    let (manifest, seal) = (find(b"manifest.json\0")?, find(b"seal.json\0")?);
    let text = std::str::from_utf8(&backup[manifest + 512..seal])?.trim_end_matches('\0').replace(old, new);
    let proof: Value = serde_json::from_slice(backup[seal + 512..].split(|byte| *byte == 0).next().context("a seal")?)?;
    let bytes = [&backup[..manifest], &part("manifest.json", text.as_bytes())?].concat();
    sealed(bytes, proof["proof"].as_str().context("a proof")?)
}

fn sealed(mut bytes: Vec<u8>, proof: &str) -> Result<Vec<u8>> {
    let sha256 = HEXLOWER.encode(&sha256(&bytes)?);
    bytes.extend(part("seal.json", json!({ "sha256": sha256, "proof": proof }).to_string().as_bytes())?);
    bytes.extend([0; 1024]);
    Ok(bytes)
}

fn sha256(bytes: &[u8]) -> Result<Vec<u8>> {
    let file = tempfile::NamedTempFile::new()?;
    std::fs::write(file.path(), bytes)?;
    let said = std::process::Command::new("sha256sum").arg(Path::new(file.path())).output()?;
    Ok(HEXLOWER.decode(said.stdout.get(..64).context("no hash")?)?)
}

/// A file of a tar, as POSIX has it.
fn part(name: &str, content: &[u8]) -> Result<Vec<u8>> {
    let mut header = [0_u8; 512];
    let size = format!("{:011o}\0", content.len());
    let fields = [(0, name), (100, "0000600\0"), (108, "0000000\0"), (116, "0000000\0"), (124, &size)];
    let rest = [(136, "00000000000\0"), (148, "        "), (156, "0"), (257, "ustar\x0000")];
    for (at, text) in fields.into_iter().chain(rest) {
        header[at..at + text.len()].copy_from_slice(text.as_bytes());
    }
    let sum: u32 = header.iter().map(|byte| u32::from(*byte)).sum();
    header[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    let filling = vec![0; content.len().next_multiple_of(512) - content.len()];
    Ok([header.as_slice(), content, &filling].concat())
}
