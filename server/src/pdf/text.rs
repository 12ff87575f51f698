/// How a piece of text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Face {
    Plain,
    Strong,
    /// All letters as wide as each other, for what is compared letter by letter.
    Mono,
}

impl Face {
    /// How large it is set beside the others, so that they look alike in size.
    pub fn scale(self) -> f32 {
        if self == Self::Mono { 0.88 } else { 1.0 }
    }
}

/// Which of the document's colours a piece of text has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    Text,
    Muted,
    Accent,
    Positive,
}

/// A piece of text that looks the same throughout.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub text: String,
    pub face: Face,
    pub ink: Ink,
    /// Where it leads.
    pub link: Option<String>,
    /// Whether its direction is its own, and that of what stands around it is not told by it.
    pub apart: bool,
}

impl Part {
    /// Whether it can be set in one stretch with another.
    pub fn goes_with(&self, other: &Self) -> bool {
        let look = |part: &Self| (part.face, part.ink, part.apart);
        look(self) == look(other) && self.link == other.link
    }
}

/// A text of one or more looks. A line break within it begins a new line.
#[derive(Clone, Debug, Default)]
pub struct Text(pub(super) Vec<Part>);

impl Text {
    /// As it is.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::default().and(text, Face::Plain, Ink::Text)
    }

    /// What matters.
    pub fn strong(text: impl Into<String>) -> Self {
        Self::default().and(text, Face::Strong, Ink::Text)
    }

    /// What is said in passing.
    pub fn muted(text: impl Into<String>) -> Self {
        Self::default().and(text, Face::Plain, Ink::Muted)
    }

    /// What is compared letter by letter: hashes, keys, codes.
    pub fn mono(text: impl Into<String>) -> Self {
        Self::default().and(text, Face::Mono, Ink::Text)
    }

    /// What is well.
    pub fn positive(text: impl Into<String>) -> Self {
        Self::default().and(text, Face::Strong, Ink::Positive)
    }

    /// What leads to an address.
    pub fn link(text: impl Into<String>, address: impl Into<String>) -> Self {
        let mut text = Self::default().and(text, Face::Plain, Ink::Accent);
        let address = address.into();
        text.0.iter_mut().for_each(|part| part.link = Some(address.clone()));
        text
    }

    /// A name within a sentence of ours, which goes to the right, in whatever direction the name is written.
    pub fn apart(name: impl Into<String>) -> Self {
        let mut text = Self::plain(name);
        text.0.iter_mut().for_each(|part| part.apart = true);
        text
    }

    /// This and then that.
    #[must_use]
    pub fn then(mut self, other: impl Into<Self>) -> Self {
        self.0.extend(other.into().0);
        self
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|part| part.text.trim().is_empty())
    }

    pub(super) fn and(mut self, text: impl Into<String>, face: Face, ink: Ink) -> Self {
        self.0.push(Part { text: text.into(), face, ink, link: None, apart: false });
        self
    }

    /// All of it in this look, but for the letters that are compared.
    pub(super) fn all(mut self, face: Face, ink: Ink) -> Self {
        for part in &mut self.0 {
            part.ink = ink;
            if part.face == Face::Plain {
                part.face = face;
            }
        }
        self
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::plain(text)
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::plain(text)
    }
}
