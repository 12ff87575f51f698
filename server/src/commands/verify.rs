use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use data_encoding::HEXLOWER;
use ring::digest;

use crate::error::{Error, Result};
use crate::features::certificates::{self, Fault, Opened, Record};
use crate::{secrets, text};

/// The certificate is not as it was signed, or was signed by somebody else.
const NOT_GENUINE: u8 = 3;
/// The certificate is genuine, and a file is not what was approved.
const OTHER_FILES: u8 = 4;
/// No file of more bytes is a version's text: four for each character, and as much again for blanks around it.
const MOST_OF_TEXT: u64 = text::LONGEST_BODY as u64 * 8;
const TRIMMED: &str =
    "matches the text that was approved, but for what is not kept of a text: blanks around it, and how its lines end";

/// What is checked.
#[derive(Args)]
pub struct Verify {
    /// The certificate, a PDF.
    certificate: PathBuf,
    /// The files that are said to be what was approved.
    #[arg(long, num_args = 1..)]
    files: Vec<PathBuf>,
    /// The agency's key, as it publishes it, or a file that holds it. Without it nothing is said of who signed.
    #[arg(long, allow_hyphen_values = true)]
    key: Option<String>,
}

impl Verify {
    /// Checks and says what it found. Exits with 0 when all is as it should be, 1 when something could not be read,
    /// 3 when the certificate is not genuine, 4 when a file is not what was approved.
    pub fn run(self) -> Result<ExitCode> {
        let opened = certificates::open(&read(&self.certificate)?)?;
        let key = self.key.as_deref().map(key_of).transpose()?;
        let hashes = self.files.iter().map(|file| Ok((file, hash_of(file)?))).collect::<Result<Vec<_>>>()?;
        let (lines, genuine) = judge(&opened, key.as_deref());
        lines.iter().for_each(|line| say!("{line}"));
        if !genuine {
            say!("\nThis certificate is NOT genuine.");
            return Ok(ExitCode::from(NOT_GENUINE));
        }
        print_about(&opened.record);
        let (mut all, mut texts) = (true, false);
        for (file, hash) in &hashes {
            let trimmed = is_text_as_kept(&opened.record, file)?;
            texts |= trimmed;
            let (says, matches) = match compare(&opened.record, file, hash) {
                (_, false) if trimmed => (TRIMMED.to_owned(), true),
                found => found,
            };
            say!("{}: {says}", file.display());
            all &= matches;
        }
        if opened.record.version.text_sha256.is_some() && !texts {
            say!("the text of the version: not given, so not compared");
        }
        for file in &opened.record.version.files {
            if !hashes.iter().any(|(_, hash)| *hash == file.sha256) {
                say!("{}: not given, so not compared", file.name);
            }
        }
        Ok(if all { ExitCode::SUCCESS } else { ExitCode::from(OTHER_FILES) })
    }
}

/// What can be said of the certificate itself, and whether it is genuine.
fn judge(opened: &Opened, key: Option<&str>) -> (Vec<String>, bool) {
    let mut lines = Vec::new();
    let mut genuine = true;
    let mut say = |holds: bool, yes: &str, no: String| {
        lines.push(if holds { format!("ok      {yes}") } else { format!("BROKEN  {no}") });
        genuine &= holds;
    };
    match key {
        Some(key) => {
            say(key == opened.key, "signed with the key you gave", format!("signed with another key: {}", opened.key));
        }
        None => say(true, &format!("key {} (give --key to be sure whose it is)", opened.key), String::new()),
    }
    say(opened.record_signed, "the record is as it was signed", "the record was changed after it was signed".into());
    say(
        opened.file_signed,
        "every byte of the PDF is as it was signed",
        "the PDF was changed or saved anew: do not trust what its pages say".into(),
    );
    let whole = opened.record.check();
    let fault = match whole {
        Ok(()) => String::new(),
        Err(Fault::Format) => "this record is of a kind that is not known here".into(),
        Err(Fault::Chain(entry)) => format!("the history breaks at entry {entry}"),
        Err(Fault::Outcome) => "the history does not end with this approval".into(),
        Err(Fault::Shown) => "somebody who approved was shown something else".into(),
    };
    let count = opened.record.events.len();
    say(whole.is_ok(), &format!("the history of {count} entries is whole and ends with this approval"), fault);
    (lines, genuine)
}

fn print_about(record: &Record) {
    let Record { agency, workspace, approval, step, version, .. } = record;
    say!("\n{}, approval {}: {}", agency.name, approval.number, approval.title);
    say!("Step {} ({}), version {}, for {}", step.position, step.title, version.number, workspace.name);
    say!("Approved at {}", record.approved_at.format("%Y-%m-%d %H:%M:%S UTC"));
    for decision in &record.decisions {
        say!("  {} by {} at {}", decision.verdict, decision.name, decision.at.format("%Y-%m-%d %H:%M:%S UTC"));
    }
    say!("");
}

/// What a file is to the record, and whether that is well.
fn compare(record: &Record, path: &Path, hash: &str) -> (String, bool) {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if let Some(file) = record.version.files.iter().find(|file| file.sha256 == hash) {
        return (format!("matches, byte for byte ({})", file.name), true);
    }
    if record.version.text_sha256.as_deref() == Some(hash) {
        return ("matches the text that was approved, byte for byte".into(), true);
    }
    if record.version.files.iter().any(|file| file.name == name) {
        return ("DOES NOT MATCH: another content was approved under this name".into(), false);
    }
    ("not part of this approval".into(), false)
}

/// Whether a file, taken as a version's text is, is the text that was approved.
fn is_text_as_kept(record: &Record, path: &Path) -> Result<bool> {
    let Some(approved) = record.version.text_sha256.as_deref() else { return Ok(false) };
    if std::fs::metadata(path).map_err(|error| unreadable(path, &error))?.len() > MOST_OF_TEXT {
        return Ok(false);
    }
    let said = String::from_utf8(read(path)?);
    Ok(said.is_ok_and(|said| secrets::hash(&text::clean(&said)) == approved))
}

fn unreadable(path: &Path, error: &std::io::Error) -> Error {
    Error::Malformed(format!("{} cannot be read: {error}", path.display()))
}

fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).map_err(|error| unreadable(path, &error))
}

/// The key as it was typed, or from the file that is named: bare, or as the API answers it.
fn key_of(text: &str) -> Result<String> {
    let path = Path::new(text);
    let text = if path.is_file() { String::from_utf8_lossy(&read(path)?).into_owned() } else { text.to_owned() };
    let answer = serde_json::from_str::<serde_json::Value>(&text).ok();
    let key = answer.and_then(|answer| Some(answer["key"].as_str()?.to_owned()));
    Ok(key.unwrap_or(text).trim().to_owned())
}

fn hash_of(path: &Path) -> Result<String> {
    let mut file = File::open(path).map_err(|error| unreadable(path, &error))?;
    let (mut hash, mut part) = (digest::Context::new(&digest::SHA256), vec![0; 64 * 1024]);
    loop {
        match file.read(&mut part).map_err(|error| unreadable(path, &error))? {
            0 => return Ok(HEXLOWER.encode(hash.finish().as_ref())),
            read => hash.update(&part[..read]),
        }
    }
}
