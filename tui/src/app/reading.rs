use super::{App, Overlay};
use crate::effect::Effect;

/// A text over the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What it is.
    pub title: String,
    /// The text.
    pub text: String,
    /// What can be taken to the clipboard.
    pub copy: Option<String>,
    /// The first line that is shown.
    pub top: usize,
    /// Whether it is not shown again, and so is not closed by accident.
    pub once: bool,
}

impl Reading {
    /// A text.
    pub fn new(title: impl Into<String>, text: impl Into<String>) -> Self {
        Self { title: title.into(), text: text.into(), copy: None, top: 0, once: false }
    }

    /// The same, with what can be taken to the clipboard.
    pub fn copying(self, text: impl Into<String>) -> Self {
        Self { copy: Some(text.into()), ..self }
    }

    /// The address that can be opened.
    pub fn address(&self) -> Option<&String> {
        self.copy.as_ref().filter(|text| text.starts_with("http"))
    }

    /// The same, closed by a key of its own.
    pub fn once(self) -> Self {
        Self { once: true, ..self }
    }
}

impl App {
    /// Takes what is read to the clipboard.
    pub(super) fn copy(&mut self) -> Vec<Effect> {
        let Some(Overlay::Reading(Reading { copy: Some(text), .. })) = &self.overlay else {
            return Vec::new();
        };
        let effect = Effect::Copy(text.clone());
        let mut effects = self.say("Copied, where your terminal allows it.");
        effects.push(effect);
        effects
    }
}
