//! What is filled in: fields in an order, one of which has the keys. A form knows what it is for, not how
//! it is sent; the state makes a deed of it, and gives it back what the server found wrong.

mod field;

use crossterm::event::KeyEvent;
use portico_openapi::{ApiError, Kind as Reason};
use uuid::Uuid;

pub use field::{Field, Kind, Pick};

use crate::{office::Purpose, remote::Ticket};

/// A form that is being filled in.
#[derive(Clone, Debug)]
pub struct Form {
    /// What it is for.
    pub purpose: Purpose,
    /// What it is called.
    pub title: String,
    /// What to know before it is filled in.
    pub note: String,
    /// What is drawn beside it as a code that a telephone reads.
    pub code: Option<String>,
    /// Its fields.
    pub fields: Vec<Field>,
    /// The field that has the keys.
    pub at: usize,
    /// What is wrong with all of it.
    pub message: Option<String>,
    /// The attempt under way.
    pub sending: Option<Ticket>,
    /// Sent along, so that what is made is made once.
    pub key: Uuid,
    begun: Vec<Kind>,
}

impl Form {
    /// A form as it begins.
    pub fn new(purpose: Purpose, title: impl Into<String>, key: Uuid, fields: Vec<Field>) -> Self {
        let begun = fields.iter().map(|field| field.kind.clone()).collect();
        let (title, note) = (title.into(), String::new());
        Self { purpose, title, note, code: None, fields, at: 0, message: None, sending: None, key, begun }
    }

    /// The same form with what a telephone reads.
    pub fn coding(self, code: impl Into<String>) -> Self {
        Self { code: Some(code.into()), ..self }
    }

    /// The same form with something to know before.
    pub fn noting(self, note: impl Into<String>) -> Self {
        Self { note: note.into(), ..self }
    }

    /// Whether anything is other than it was.
    pub fn is_changed(&self) -> bool {
        self.fields.iter().zip(&self.begun).any(|(field, begun)| !field.kind.same(begun))
    }

    /// Goes to the next field, or back; from the last to the first.
    pub fn step(&mut self, by: isize) {
        let count = isize::try_from(self.fields.len()).unwrap_or(1).max(1);
        let at = isize::try_from(self.at).unwrap_or(0) + by.signum();
        self.at = usize::try_from(at.rem_euclid(count)).unwrap_or(0);
    }

    /// Whether the last field has the keys.
    pub fn is_at_end(&self) -> bool {
        self.at + 1 >= self.fields.len()
    }

    /// The field that has the keys.
    pub fn field(&mut self) -> Option<&mut Field> {
        self.fields.get_mut(self.at)
    }

    /// Gives a key to the field that has them.
    pub fn key(&mut self, key: KeyEvent) {
        self.with_field(|field| field.kind.key(key));
    }

    /// Gives pasted text to the field that has the keys.
    pub fn paste(&mut self, text: &str) {
        self.with_field(|field| field.kind.paste(text));
    }

    fn with_field(&mut self, change: impl FnOnce(&mut Field) -> bool) {
        let Some(field) = self.fields.get_mut(self.at).filter(|_| self.sending.is_none()) else {
            return;
        };
        if !change(field) {
            return;
        }
        field.error = None;
        if let Some(held) = field.kind.sets() {
            for field in &mut self.fields {
                if let Kind::Switch(on) = &mut field.kind {
                    *on = held.contains(&field.name.as_ref());
                }
            }
        } else if matches!(field.kind, Kind::Switch(_)) {
            self.settle_presets();
        }
    }

    /// A preset whose switches were changed is no longer that preset.
    fn settle_presets(&mut self) {
        let on: Vec<_> =
            self.fields.iter().filter(|field| field.kind.is_on()).map(|field| field.name.clone()).collect();
        for field in &mut self.fields {
            if let Kind::Choice { picks, at } = &mut field.kind
                && picks.iter().any(|pick| pick.sets.is_some())
            {
                let same = |pick: &Pick| {
                    pick.sets.is_some_and(|held| {
                        held.len() == on.len() && held.iter().all(|name| on.iter().any(|one| one == name))
                    })
                };
                let other = picks.iter().position(|pick| pick.sets.is_none()).unwrap_or(0);
                *at = picks.iter().position(same).unwrap_or(other);
            }
        }
    }

    fn named(&self, name: &str) -> Option<&Kind> {
        self.fields.iter().find(|field| field.name == name).map(|field| &field.kind)
    }

    /// What is typed or chosen in a field.
    pub fn text(&self, name: &str) -> String {
        self.named(name).map(Kind::text).unwrap_or_default()
    }

    /// What people call what is chosen in a field.
    pub fn chosen(&self, name: &str) -> Option<String> {
        match self.named(name)? {
            Kind::Choice { picks, at } => picks.get(*at).map(|pick| pick.label.clone()),
            _ => None,
        }
    }

    /// What is typed in a field, if anything is.
    pub fn given(&self, name: &str) -> Option<String> {
        Some(self.text(name).trim().to_owned()).filter(|text| !text.is_empty())
    }

    /// What is typed or chosen in a field, if that is other than it was.
    pub fn changed(&self, name: &str) -> Option<String> {
        let (field, begun) = self.fields.iter().zip(&self.begun).find(|(field, _)| field.name == name)?;
        (!field.kind.same(begun)).then(|| field.kind.text().trim().to_owned())
    }

    /// The same form with more fields at its end.
    pub fn extend(&mut self, fields: Vec<Field>) {
        self.begun.extend(fields.iter().map(|field| field.kind.clone()));
        self.fields.extend(fields);
    }

    /// Whether it has a field.
    pub fn has(&self, name: &str) -> bool {
        self.named(name).is_some()
    }

    /// Whether a switch is on.
    pub fn is_on(&self, name: &str) -> bool {
        self.named(name).is_some_and(Kind::is_on)
    }

    /// Offers other things to choose from in a field; what is chosen stays where it is among them.
    pub fn offer(&mut self, name: &str, offered: Vec<Pick>) {
        let chosen = self.text(name);
        let field = self.fields.iter_mut().find(|field| field.name == name);
        if let Some(Kind::Choice { picks, at }) = field.map(|field| &mut field.kind) {
            *at = offered.iter().position(|pick| pick.value == chosen).unwrap_or(0);
            *picks = offered;
        }
    }

    /// Says what is wrong with a field, and gives it the keys.
    pub fn refuse(&mut self, name: &str, message: &str) {
        match self.fields.iter().position(|field| field.name == name) {
            Some(index) => {
                self.at = index;
                self.fields[index].error = Some(message.to_owned());
            }
            None => self.message = Some(message.to_owned()),
        }
    }

    /// Forgets what was wrong, before another attempt.
    pub fn clear(&mut self) {
        self.message = None;
        for field in &mut self.fields {
            field.error = None;
        }
    }

    /// The field that a fault is about, and which of what it lists. `/permissions/can_comment` and
    /// `permissions.can_comment` are both about `can_comment`, and `inputs.1.name` is about the second of `inputs`.
    fn about(&self, fault: &str) -> Option<(usize, Option<usize>)> {
        let find = |name: &str| self.fields.iter().position(|field| field.name == name);
        if let Some(index) = find(fault) {
            return Some((index, None));
        }
        let parts: Vec<&str> = fault.split(['.', '/']).filter(|part| !part.is_empty()).collect();
        let listed = parts.windows(2).find_map(|pair| Some((find(pair[0])?, Some(pair[1].parse::<usize>().ok()?))));
        listed.or_else(|| Some((find(parts.last()?)?, None)))
    }

    /// Takes what the server found wrong: faults stand at their fields, the rest above all of them. Another
    /// key is needed where the server is sure to have refused, as it remembers that under the key.
    pub fn failed(&mut self, error: &ApiError, reference: &str, new_key: fn() -> Uuid) {
        self.sending = None;
        if !error.is_passing() {
            self.key = new_key();
        }
        let mut strays = Vec::new();
        let mut first = None;
        if let Reason::Invalid(faults) = &error.kind {
            for fault in faults {
                match self.about(&fault.field) {
                    Some((index, which)) => {
                        first = Some(first.map_or(index, |first: usize| first.min(index)));
                        let message = &fault.message;
                        let message = which.map_or_else(|| message.clone(), |at| format!("No. {}: {message}", at + 1));
                        self.fields[index].error = Some(message);
                    }
                    None => strays.push(format!("{}: {}", fault.field, fault.message)),
                }
            }
        }
        self.at = first.unwrap_or(self.at);
        self.message = match (first, strays.is_empty()) {
            (Some(_), true) => None,
            (None, true) if error.kind == Reason::Stale => {
                Some("Someone changed this meanwhile. Leave the form, look again and repeat.".into())
            }
            (None, true) => Some(format!("{}{reference}", error.message)),
            (_, false) => Some(strays.join(" ")),
        };
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::{KeyCode, KeyModifiers};
    use portico_openapi::types::ProblemField;

    use super::*;

    fn form() -> Form {
        let picks = vec![
            Pick::new("all", "Everything").setting(&["can_comment", "can_approve_work"]),
            Pick::new("look", "Only look").setting(&[]),
            Pick::new("own", "As chosen below"),
        ];
        let fields = vec![
            Field::text("name", "Name", "Acme"),
            Field::choice("preset", "May", picks, "look"),
            Field::switch("can_comment", "comment", false),
            Field::switch("can_approve_work", "approve work", false),
        ];
        Form::new(Purpose::Export, "Probe", Uuid::nil(), fields)
    }

    fn press(form: &mut Form, code: KeyCode) {
        form.key(KeyEvent::new(code, KeyModifiers::NONE));
    }

    #[test]
    fn what_is_changed_back_is_unchanged() {
        let mut form = form();
        press(&mut form, KeyCode::Char('!'));
        assert!(form.is_changed());
        press(&mut form, KeyCode::Backspace);
        assert!(!form.is_changed());
    }

    #[test]
    fn a_preset_sets_switches_and_a_switch_leaves_the_preset() {
        let mut form = form();
        form.step(1);
        press(&mut form, KeyCode::Left);
        assert_eq!(form.text("preset"), "all");
        assert!(form.is_on("can_comment") && form.is_on("can_approve_work"));
        form.step(1);
        press(&mut form, KeyCode::Char(' '));
        assert_eq!((form.is_on("can_comment"), form.text("preset").as_str()), (false, "own"));
        form.step(1);
        press(&mut form, KeyCode::Right);
        assert_eq!(form.text("preset"), "look");
    }

    #[test]
    fn fields_go_round() {
        let mut form = form();
        form.step(-1);
        assert!(form.is_at_end());
        form.step(1);
        assert_eq!(form.at, 0);
    }

    #[test]
    fn faults_stand_at_their_fields_and_strangers_above() {
        let mut form = form();
        let fault = |field: &str| ProblemField { field: field.into(), message: "No.".into() };
        let mut error = ApiError::unreachable("Refused.");
        error.kind = Reason::Invalid(vec![fault("permissions.can_comment"), fault("name")]);
        form.step(-1);
        form.failed(&error, "", Uuid::max);
        assert_eq!((form.at, form.message.as_deref()), (0, None));
        assert!(form.fields[0].error.is_some() && form.fields[2].error.is_some());
        assert_eq!(form.key, Uuid::max(), "what was refused is not asked again under its key");
        error.kind = Reason::Invalid(vec![fault("moon")]);
        form.clear();
        form.failed(&error, "", Uuid::max);
        assert_eq!(form.message.as_deref(), Some("moon: No."));
    }

    #[test]
    fn a_fault_in_something_that_is_listed_stands_at_the_list() {
        let mut form = form();
        form.extend(vec![Field::lines("inputs", "Asked", "")]);
        let mut error = ApiError::unreachable("Refused.");
        let fault = |field: &str| ProblemField { field: field.into(), message: "No.".into() };
        error.kind = Reason::Invalid(vec![fault("inputs.1.name")]);
        form.failed(&error, "", Uuid::max);
        assert_eq!((form.at, form.fields[0].error.as_deref()), (4, None), "its name is not the name of the whole");
        assert_eq!(form.fields[4].error.as_deref(), Some("No. 2: No."));
    }

    #[test]
    fn without_an_answer_the_key_stays() {
        let mut form = form();
        form.failed(&ApiError::unreachable("Gone."), " [req-1]", Uuid::max);
        assert_eq!((form.key, form.message.as_deref()), (Uuid::nil(), Some("Gone. [req-1]")));
    }
}
