use std::path::PathBuf;

use super::super::files;
use super::{Findings, in_time};
use crate::config::Config;
use crate::error::explain;
use crate::mail::{Protection, Smtp};

/// Bytes that must be left, and those below which somebody should look.
const LEAST: u64 = 256 * 1024 * 1024;
const LITTLE: u64 = 2 * 1024 * 1024 * 1024;

/// Whether the mail server takes us in, with TLS as the configuration says. Nothing is sent.
pub async fn mail(found: &mut Findings, config: &Config) {
    const WHAT: &str = "mail";
    let Some(url) = &config.smtp_url else {
        let folder = config.data_dir.join("mails");
        let folder = folder.display();
        return found.warning(WHAT, format!("nothing is sent, but written into {folder}: set PORTICO_SMTP_URL"));
    };
    let from = &config.mail_from;
    if from.parse::<lettre::Address>().is_err() {
        found.fault(WHAT, format!("{from} is no address: see PORTICO_MAIL_FROM"));
    } else if from.ends_with("@localhost.localdomain") {
        found.warning(WHAT, format!("mails come from {from}, which no other server believes: set PORTICO_MAIL_FROM"));
    }
    let Some(protection) = found.keep(WHAT, in_time(Smtp::reach(url)).await) else { return };
    match protection {
        Protection::Tls => found.ok_otherwise(WHAT, format!("the server takes us in by TLS; mails come from {from}")),
        Protection::StartTls => {
            found.ok_otherwise(WHAT, format!("the server takes us in by STARTTLS; mails come from {from}"));
        }
        Protection::Within => found.ok_otherwise(WHAT, format!("the server on this machine takes us in, from {from}")),
        Protection::Perhaps => found.warning(
            WHAT,
            "the server takes us in, by STARTTLS only where nobody on the way takes that out: say tls=required",
        ),
        Protection::None => {
            found.warning(WHAT, "the server takes us in without TLS, which others can read on the way: use smtps://");
        }
    }
}

/// Whether the storage takes, keeps, gives and removes files.
pub async fn storage(found: &mut Findings, config: &Config) {
    const WHAT: &str = "storage";
    match in_time(files::probe(config)).await {
        Ok(true) => found.ok(WHAT, "takes, keeps, gives and removes files"),
        Ok(false) => found.ok(WHAT, format!("takes, keeps, gives and removes files. {}", files::RULE)),
        Err(error) => found.fault(WHAT, explain(&error)),
    }
}

/// Whether there is room left where files grow.
pub fn room(found: &mut Findings, config: &Config) {
    const WHAT: &str = "room";
    let files = match &config.storage_url {
        None => Some(config.data_dir.join("files")),
        Some(url) => url.strip_prefix("file://").map(PathBuf::from),
    };
    let data = config.database_file().and_then(|file| file.parent().map(PathBuf::from));
    let mut said = Vec::new();
    for folder in files.into_iter().chain(data).filter(|folder| folder.is_dir()) {
        let shown = folder.display();
        let free = match rustix::fs::statvfs(&folder) {
            Ok(there) => there.f_bavail.saturating_mul(there.f_frsize),
            Err(error) => {
                found.warning(WHAT, format!("{shown} does not say how much it takes: {error}"));
                continue;
            }
        };
        let mebibytes = free / (1024 * 1024);
        match free {
            ..LEAST => found.fault(WHAT, format!("{shown} takes {mebibytes} MiB more: make room")),
            LEAST..LITTLE => found.warning(WHAT, format!("{shown} takes {mebibytes} MiB more: make room soon")),
            _ => said.push(format!("{mebibytes} MiB in {shown}")),
        }
    }
    if !said.is_empty() {
        found.ok_otherwise(WHAT, said.join(", "));
    }
}
