use uuid::Uuid;

/// What is done about the agency's own hosts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Add one.
    Add(String),
    /// Look in DNS now.
    Check(Uuid),
    /// Have mails name it.
    MakePrimary(Uuid),
    /// Do without it.
    Remove(Uuid),
}

impl Deed {
    pub(super) fn said(&self) -> &'static str {
        match self {
            Self::Add(_) => "Added. Now set its records in DNS: enter shows them.",
            Self::Check(_) => "Looked. What was found stands with it.",
            Self::MakePrimary(_) => "Mails name it from now on.",
            Self::Remove(_) => "Removed. The portal is not there any more.",
        }
    }
}
