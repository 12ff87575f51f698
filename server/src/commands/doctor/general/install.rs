use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use super::Findings;
use crate::config::Config;
use crate::secrets::MasterKey;
use crate::text::counted;

/// Where a restart leaves nothing.
const FLEETING: [&str; 4] = ["/tmp", "/var/tmp", "/dev/shm", "/run"];

/// Whether the configuration can be, and fits together.
pub fn configuration(found: &mut Findings, config: &Config) {
    const WHAT: &str = "configuration";
    let checks =
        [config.home().map(drop), config.cashier().map(drop), config.issuer().map(drop), config.outgoing().map(drop)];
    for check in checks {
        found.keep(WHAT, check);
    }
    if config.inbound_bind.is_some() && config.inbound_domain.as_deref().unwrap_or_default().is_empty() {
        found.fault(WHAT, "PORTICO_INBOUND_BIND needs PORTICO_INBOUND_DOMAIN");
    }
    if config.storage_key.is_some() != config.storage_secret.is_some() {
        found.fault(WHAT, "PORTICO_STORAGE_KEY and PORTICO_STORAGE_SECRET belong together: set both, or neither");
    }
    let base = config.base_url();
    if config.base_url.is_none() {
        found.warning(WHAT, format!("PORTICO_BASE_URL is not set, so links in mails lead to {base}: set it"));
    } else if !base.starts_with("https://") && !base.contains("localhost") && !base.contains("//127.") {
        found.warning(WHAT, format!("{base} is plain HTTP, which others can read on the way: put TLS before it"));
    }
    if !config.bind.ip().is_loopback() && config.tls_bind.is_none() && config.trusted_proxies.is_empty() {
        let bind = config.bind;
        found.warning(
            WHAT,
            format!("{bind} can be reached without TLS, and no proxy is trusted: see PORTICO_TRUSTED_PROXIES"),
        );
    }
    found.ok_otherwise(WHAT, format!("can be read and fits together; browsers come to {base}"));
}

/// Whether the keys are there, and are likely to stay. None is made.
pub fn keys(found: &mut Findings, config: &Config) -> Option<MasterKey> {
    const WHAT: &str = "keys";
    let file = config.key_file();
    let shown = file.display();
    let Some(master) = found.keep(WHAT, config.known_key())? else {
        found.fault(
            WHAT,
            format!(
                "there is none: put the one that was in use into PORTICO_SECRET_KEY or {shown}. A new install makes one at \
                 its first start"
            ),
        );
        return None;
    };
    let print = master.fingerprint();
    if config.secret_key.is_none() {
        private(found, WHAT, &file);
        if FLEETING.iter().any(|place| std::path::absolute(&file).is_ok_and(|file| file.starts_with(place))) {
            found.warning(WHAT, format!("{shown} is where files do not stay: name another PORTICO_DATA_DIR"));
        }
    } else if let Ok(Some(other)) = MasterKey::load(&file)
        && other.fingerprint() != print
    {
        let other = other.fingerprint();
        found.warning(
            WHAT,
            format!("PORTICO_SECRET_KEY is {print}, and {shown} holds another, {other}: remove the one not in use"),
        );
    }
    found.keep(WHAT, crate::envelope::Envelopes::new(&master, &config.credential_keys).map(drop));
    let (place, named) = match config.secret_key {
        Some(_) => ("PORTICO_SECRET_KEY".to_owned(), config.credential_keys.len()),
        None => (shown.to_string(), config.credential_keys.len()),
    };
    found.ok_otherwise(
        WHAT,
        format!(
            "the secret key {print} is in {place}, and {} for credentials in the configuration; no backup holds them",
            counted(named, "key")
        ),
    );
    Some(master)
}

/// Whether nobody else on the machine can read a file.
pub fn private(found: &mut Findings, what: &'static str, file: &Path) {
    let mode = |path: &Path| path.metadata().map(|there| there.permissions().mode()).unwrap_or_default();
    // A folder that nobody else gets into hides what is in it.
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if mode(file) & 0o077 != 0 && mode(folder) & 0o011 != 0 {
        let file = file.display();
        found.fault(what, format!("others on this machine can read {file}: chmod 600 {file}"));
    }
}
