//! What can go wrong, without a word about HTTP. A kind exists only where a caller behaves differently.

use std::borrow::Cow;
use std::time::Duration;

/// The outcome of every verb.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a verb did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such thing here, or it is somebody else's: the two must look the same.
    #[error("there is nothing here")]
    NotFound,
    /// This host shows no agency.
    #[error("this host shows no agency")]
    Misdirected,
    /// Nobody is signed in, or not in a way that counts here.
    #[error("{message}")]
    Unauthenticated { code: &'static str, message: &'static str },
    /// The person is known and may not do this.
    #[error("{message}")]
    Forbidden { code: &'static str, message: &'static str },
    /// The input says something that cannot be.
    #[error("some fields need another look")]
    Invalid(FieldErrors),
    /// The state of things does not allow this now.
    #[error("{message}")]
    Conflict { code: &'static str, message: String },
    /// The caller has seen an older version than the one there is.
    #[error("this has changed since you read it")]
    Stale,
    /// Two texts of one person's stand against each other, and neither may take the other's place unseen.
    #[error("this was written on elsewhere meanwhile")]
    Diverged(Box<Diverged>),
    /// The request is not well-formed.
    #[error("{0}")]
    Malformed(String),
    /// More bytes than are taken here.
    #[error("this is larger than the {0} bytes that are taken here")]
    TooLarge(usize),
    /// Too many tries; the caller may come back later.
    #[error("too many tries; wait a little")]
    TooMany { retry_after: Duration },
    /// Something that we depend on does not answer; nothing was changed.
    #[error("{}", if is_full(.0) { FULL } else { "something we depend on does not answer right now" })]
    Unavailable(#[source] anyhow::Error),
    /// A defect or a failure of ours.
    #[error("something went wrong on our side")]
    Internal(#[source] anyhow::Error),
}

impl Error {
    /// A conflict with a stable code and a sentence for people.
    pub fn conflict(code: &'static str, message: impl Into<String>) -> Self {
        Self::Conflict { code, message: message.into() }
    }

    /// One field's fault.
    pub fn field(field: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        let mut errors = FieldErrors::default();
        errors.add(field, message);
        Self::Invalid(errors)
    }

    /// A failure of ours that no caller can mend.
    pub fn internal(error: impl Into<anyhow::Error>) -> Self {
        Self::Internal(error.into())
    }
}

/// What was sent, and what is kept in its place. Both are the caller's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diverged {
    /// Empty where nothing was to be kept any more.
    pub yours: String,
    /// Empty where nothing is kept any more.
    pub theirs: String,
    /// The version of what is kept; 0 where nothing is.
    pub version: i64,
}

/// Where in a text something is wrong: how many characters come before it, and the word itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub at: usize,
    pub word: String,
}

/// Messages at fields, in the order in which they were found, and where the first of them points to.
#[derive(Debug, Default, Clone)]
pub struct FieldErrors(Vec<(Cow<'static, str>, String)>, Option<Place>);

impl FieldErrors {
    /// Adds a message at a field.
    pub fn add(&mut self, field: impl Into<Cow<'static, str>>, message: impl Into<String>) {
        self.0.push((field.into(), message.into()));
    }

    /// Goes on when a field cannot be, so that all faults are found at once; its value is then empty.
    ///
    /// # Errors
    /// Whatever is not about a field.
    pub fn keep<T: Default>(&mut self, outcome: Result<T>) -> Result<T> {
        match outcome {
            Err(Error::Invalid(found)) => {
                self.0.extend(found.0);
                self.1 = self.1.take().or(found.1);
                Ok(T::default())
            }
            other => other,
        }
    }

    /// Points to where in the text it is wrong.
    pub fn pointing(mut self, place: Place) -> Self {
        self.1 = Some(place);
        self
    }

    /// Where in the text it is wrong, where that is known.
    pub fn place(&self) -> Option<&Place> {
        self.1.as_ref()
    }

    /// The first message at a field.
    pub fn at(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| name == field).map(|(_, message)| message.as_str())
    }

    /// All messages.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(field, message)| (field.as_ref(), message.as_str()))
    }

    /// `Ok` when nothing was found.
    ///
    /// # Errors
    /// [`Error::Invalid`] with what was found.
    pub fn into_result(self) -> Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::Invalid(self)) }
    }
}

impl From<sea_orm::DbErr> for Error {
    /// Turns the database's refusals into ours; constraints that people can run into are named here.
    fn from(error: sea_orm::DbErr) -> Self {
        use sea_orm::{DbErr, SqlErr};
        match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(text)) => {
                let known = [
                    ("invitation", "already_invited", "this address is invited already; send that invitation again"),
                    ("membership", "already_member", "this person is in the workspace already"),
                    ("slug", "slug_taken", "this short name is taken"),
                    ("email", "email_taken", "this email address is taken"),
                    ("domain", "domain_there", "this host is on the agency's list already"),
                ];
                match known.iter().find(|(part, ..)| text.contains(part)) {
                    Some((_, code, message)) => Self::conflict(code, *message),
                    None => Self::Internal(error.into()),
                }
            }
            Some(SqlErr::ForeignKeyConstraintViolation(_)) => Self::NotFound,
            _ => match error {
                DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => Self::Unavailable(error.into()),
                other if is_busy(&other) => Self::Unavailable(other.into()),
                other => Self::Internal(other.into()),
            },
        }
    }
}

/// Whether the database was locked for longer than we wait, or by somebody who waited for us, or its link broke.
fn is_busy(error: &sea_orm::DbErr) -> bool {
    let text = error.to_string();
    [
        "database is locked",
        "database table is locked",
        "deadlock detected",
        "Connection reset",
        "Broken pipe",
        "closed connection",
        "terminating connection",
        "connection closed",
        "expected to read",
    ]
    .iter()
    .any(|part| text.contains(part))
}

/// What is said where nothing more can be kept.
const FULL: &str = "there is no room left where this would be kept; whoever runs this server has to make some";

/// Whether something failed for want of room.
pub fn is_full(cause: &anyhow::Error) -> bool {
    use std::io::{Error, ErrorKind};
    let mut kinds = cause.chain().filter_map(|cause| cause.downcast_ref::<Error>()).map(Error::kind);
    kinds.any(|kind| matches!(kind, ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge))
}

/// An error for whoever typed a command: what went wrong, and why.
pub fn explain(error: &Error) -> String {
    match error {
        Error::Internal(cause) | Error::Unavailable(cause) => format!("{error}: {cause:#}"),
        Error::Invalid(fields) => {
            fields.iter().map(|(field, message)| format!("{field}: {message}")).collect::<Vec<_>>().join("; ")
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{self, ErrorKind};

    use super::Error;

    #[test]
    fn a_full_disk_is_said() {
        let said = |kind: ErrorKind| {
            let cause = anyhow::Error::new(io::Error::from(kind)).context("keeping a file");
            Error::Unavailable(cause).to_string()
        };
        assert!(said(ErrorKind::StorageFull).contains("no room left"));
        assert!(said(ErrorKind::ConnectionRefused).contains("does not answer"));
    }
}
