use crate::access::AgencyScope;
use crate::error::Result;
use crate::mail::{self, Letter};

/// The letter with a reset link.
pub fn reset_letter(agency: &str, to: &str, link: &str) -> Letter {
    let subject = "Choose a new password";
    let (text, html) = mail::body(
        agency,
        subject,
        &[
            "Somebody, probably you, asked to set a new password for your portal.",
            "The link works for 30 minutes, and once.",
        ],
        ("Choose a new password", link),
        "If it was not you, leave this be: nothing has changed.",
    );
    Letter { to: to.to_owned(), from_name: agency.to_owned(), subject: subject.to_owned(), text, html }
}

/// Sends it.
pub async fn reset(scope: &AgencyScope, agency: &str, to: &str, link: &str) -> Result<()> {
    mail::post(scope, reset_letter(agency, to, link)).await
}
