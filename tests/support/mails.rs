//! The mails that a server without a mail server writes into its folder.

use anyhow::Result;

use crate::Server;

/// Every mail so far, decoded enough to be searched.
///
/// # Errors
/// When the folder cannot be read.
pub fn all(server: &Server) -> Result<Vec<String>> {
    let Ok(entries) = std::fs::read_dir(server.folder().join("mails")) else { return Ok(Vec::new()) };
    entries.map(|entry| Ok(decoded(&String::from_utf8_lossy(&std::fs::read(entry?.path())?)))).collect()
}

/// Quoted-printable and base64 parts as plain text, beside the mail as it was written.
pub(crate) fn decoded(mail: &str) -> String {
    let joined = mail.replace("=\r\n", "").replace("=3D", "=");
    let mut text = joined.clone();
    for part in joined.split("\r\n\r\n") {
        let packed: String = part.split("\r\n--").next().unwrap_or_default().split_whitespace().collect();
        if let Ok(bytes) = data_encoding::BASE64.decode(packed.as_bytes()) {
            text.push_str(&String::from_utf8_lossy(&bytes));
        }
    }
    text
}
