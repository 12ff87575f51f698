use crate::access::AgencyScope;
use crate::error::Result;
use crate::mail::{self, Letter};

/// The letter with a reset link for somebody of the staff.
pub async fn reset(scope: &AgencyScope, agency: &str, to: &str, link: &str) -> Result<()> {
    let subject = "Choose a new password";
    let (text, html) = mail::body(
        agency,
        subject,
        &[
            "Somebody, probably you, asked to set a new password for your account as a member of the team.",
            "The link works for 30 minutes, and once. Your API tokens end with the old password.",
        ],
        ("Choose a new password", link),
        "If it was not you, leave this be: nothing has changed.",
    );
    let letter = Letter { to: to.to_owned(), from_name: agency.to_owned(), subject: subject.to_owned(), text, html };
    mail::post(scope, letter).await
}
