/// What a state means to the reader. Every tone has a shape of its own, so colour is never alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Nothing to do, nothing to know.
    Neutral,
    /// Done, paid, healthy.
    Positive,
    /// Soon late, or needs a look.
    Warning,
    /// Late, failed, refused.
    Negative,
    /// Going on now.
    Accent,
}

impl Tone {
    /// The word the stylesheet knows this tone by.
    pub(in crate::web::components) const fn name(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Positive => "positive",
            Self::Warning => "warning",
            Self::Negative => "negative",
            Self::Accent => "accent",
        }
    }
}
