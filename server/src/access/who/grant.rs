use crate::error::{Error, Result};

/// What a sign-in may do of what its person may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Grant {
    /// All of it.
    Whole,
    /// Nothing before a second factor is set up.
    SetUpFirst,
    /// What these words open: an API token's.
    Scoped(Vec<String>),
}

impl Grant {
    /// Whether something about `subject` is open, which changes something or does not. `read` and `write` open
    /// all subjects, `requests:read` one of them.
    ///
    /// # Errors
    /// [`Error::Forbidden`].
    pub fn demand(&self, subject: &str, changes: bool) -> Result<()> {
        let verb = if changes { "write" } else { "read" };
        let named = format!("{subject}:{verb}");
        match self {
            Self::Whole => Ok(()),
            Self::Scoped(words) if words.iter().any(|word| word == verb || *word == named) => Ok(()),
            Self::Scoped(_) => {
                Err(Error::Forbidden { code: "scope_missing", message: "this API token does not open this" })
            }
            Self::SetUpFirst => Err(Error::Forbidden {
                code: "second_factor_setup_required",
                message: "set up a second factor first: this agency asks for one",
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Grant;

    #[test]
    fn a_scope_opens_what_it_says_and_nothing_beside_it() {
        let open = |words: &str, subject: &str, changes: bool| {
            Grant::Scoped(words.split(' ').map(str::to_owned).collect()).demand(subject, changes).is_ok()
        };
        assert!(open("read", "requests", false) && open("requests:read", "requests", false));
        assert!(open("write", "projects", true) && open("read projects:write", "projects", true));
        for (words, subject, changes) in [
            ("read", "requests", true),
            ("write", "requests", false),
            ("requests:read", "requests", true),
            ("requests:read", "projects", false),
            ("requests:write", "requests", false),
            ("", "requests", false),
            ("requests", "requests", false),
        ] {
            assert!(!open(words, subject, changes), "{words} {subject} {changes}");
        }
        assert!(Grant::SetUpFirst.demand("requests", false).is_err() && Grant::Whole.demand("x", true).is_ok());
    }
}
