use uuid::Uuid;

use super::App;
use crate::{app::Overlay, effect::Effect, input::Input, office::Deed};

/// Asks before a deed that cannot be taken back.
#[derive(Clone, Debug)]
pub struct Confirm {
    /// What is about to be done.
    pub title: String,
    /// What comes of it.
    pub words: String,
    /// Lines that come and go by it, marked with `+` and `-`.
    pub changes: Vec<String>,
    /// What has to be typed before it is done; a key of its own does where there is nothing to type.
    pub name: Option<String>,
    /// What is typed.
    pub typed: Input,
    deed: Deed,
    key: Uuid,
}

impl Confirm {
    /// Whether it can be done now.
    pub fn is_sure(&self) -> bool {
        self.name.as_ref().is_none_or(|name| self.typed.text().trim() == name.trim())
    }
}

impl App {
    /// Asks before a deed, with another key than the one that led here.
    pub(in crate::app) fn confirm(&mut self, title: &str, words: impl Into<String>, deed: Deed) {
        self.confirm_under((self.new_key)(), title, words, deed);
    }

    /// The same, sent under a key that there is already.
    pub(in crate::app) fn confirm_under(&mut self, key: Uuid, title: &str, words: impl Into<String>, deed: Deed) {
        self.overlay = Some(asked(key, title, words.into(), deed));
    }

    /// The same, as soon as nothing else is open: what somebody types meanwhile is no answer to it.
    pub(in crate::app) fn confirm_later(&mut self, title: &str, words: String, deed: Deed) {
        self.later.push_back(asked((self.new_key)(), title, words, deed));
    }

    /// Asks before a deed that reaches far: the name of what it is done to has to be typed.
    pub(in crate::app) fn confirm_by_name(&mut self, title: &str, words: impl Into<String>, name: &str, deed: Deed) {
        self.confirm(title, words, deed);
        if let Some(Overlay::Confirm(asked)) = &mut self.overlay {
            // What cannot be typed cannot be asked for.
            asked.name = Some(crate::foreign::line(name));
        }
    }

    /// Does what was asked about, if that is sure; until then it goes on asking.
    pub(in crate::app) fn confirmed(&mut self, asked: Box<Confirm>) -> Vec<Effect> {
        if asked.is_sure() {
            return self.ask_from_form(asked.key, asked.deed);
        }
        if let Some(name) = &asked.name {
            self.fail(format!("Nothing was done: type {name} first."));
        }
        self.overlay = Some(Overlay::Confirm(asked));
        Vec::new()
    }
}

fn asked(key: Uuid, title: &str, words: String, deed: Deed) -> Overlay {
    let title = title.to_owned();
    Overlay::Confirm(Box::new(Confirm {
        title,
        words,
        changes: Vec::new(),
        name: None,
        typed: Input::default(),
        deed,
        key,
    }))
}
