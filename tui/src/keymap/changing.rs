use super::{Binding, Context, Key, Keymap, named};
use crate::action::Action;

/// What a config file wants of the keys: those of one line of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// What the file calls where it holds.
    pub context: String,
    /// What the file calls what is done.
    pub action: String,
    /// The keys, by their names; none takes the line's keys away.
    pub keys: Vec<String>,
}

/// What is wrong with a wish, by its place among the wishes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Which of them.
    pub wish: usize,
    /// Why it cannot be.
    pub message: String,
}

/// Where letters are typed, so that a letter can mean nothing else.
pub(super) const TYPING: [Context; 21] = [
    Context::Reply,
    Context::Note,
    Context::Comment,
    Context::Remarking,
    Context::Overtaken,
    Context::Parted,
    Context::Ready,
    Context::Attaching,
    Context::Planning,
    Context::Steps,
    Context::Delivering,
    Context::Looking,
    Context::FormLine,
    Context::FormPath,
    Context::Form,
    Context::Picker,
    Context::Ticks,
    Context::Filter,
    Context::Searching,
    Context::SignIn,
    Context::ConfirmName,
];

/// What holds at once while something is written, so that one key cannot hide how it is sent or left.
const TOGETHER: [&[Context]; 7] = [
    &[Context::Overtaken, Context::Parted, Context::Ready, Context::Attaching, Context::Planning, Context::Reply],
    &[Context::Parted, Context::Attaching, Context::Note],
    &[Context::Attaching, Context::Remarking, Context::Comment],
    &[Context::Steps, Context::Delivering, Context::Looking, Context::FormPath, Context::FormLine, Context::Form],
    &[Context::Ticks, Context::Picker],
    &[Context::Searching],
    &[Context::Filter],
];

/// What is nearer than a request while it holds, so that its keys hide those of the request.
const OVER_A_REQUEST: [Context; 6] =
    [Context::Held, Context::Merged, Context::Marked, Context::Undoable, Context::Thread, Context::Inbox];

impl Keymap {
    /// The built-in table with other keys; or everything that is wrong with them.
    pub fn with(wishes: &[Wish]) -> Result<Self, Vec<Fault>> {
        let mut map = Self::default();
        let mut faults = Vec::new();
        let mut changed = Vec::new();
        for (wish, wanted) in wishes.iter().enumerate() {
            match map.change(wanted) {
                Ok(index) => changed.push((wish, index)),
                Err(message) => faults.push(Fault { wish, message }),
            }
        }
        for (wish, index) in changed {
            faults.extend(map.clash(index).map(|message| Fault { wish, message }));
        }
        if faults.is_empty() { Ok(map) } else { Err(faults) }
    }

    /// Gives a line of the table its keys; answers which.
    fn change(&mut self, wanted: &Wish) -> Result<usize, String> {
        let here: Vec<_> = self.0.iter().filter(|line| named(line.context) == wanted.context).collect();
        if here.is_empty() {
            let near = nearest(&wanted.context, self.0.iter().map(|line| named(line.context)));
            return Err(format!("there is no place “{}”{near}; `portico-console keys` has all", wanted.context));
        }
        let is_it = |line: &Binding| named(line.context) == wanted.context && named(line.action) == wanted.action;
        let Some(index) = self.0.iter().position(is_it) else {
            let near = nearest(&wanted.action, here.iter().map(|line| named(line.action)));
            return Err(format!(
                "there is no action “{}” in “{}”{near}; `portico-console keys` has all",
                wanted.action, wanted.context
            ));
        };
        let keys: Vec<_> = wanted.keys.iter().map(|name| Key::read(name)).collect::<Result<_, _>>()?;
        let line = &mut self.0[index];
        if let Some(key) = keys.iter().find(|key| TYPING.contains(&line.context) && key.types()) {
            return Err(format!("“{}” is typed as text there; take a key with ctrl", key.name()));
        }
        if keys.is_empty() && line.is_needed() {
            return Err(format!("“{}” needs a key, or there is no way out", line.name()));
        }
        // The table lives as long as the program does.
        line.keys = Box::leak(keys.into_boxed_slice());
        Ok(index)
    }

    /// What a changed line cannot share with the others.
    fn clash(&self, index: usize) -> Option<String> {
        let line = &self.0[index];
        let others = self.0.iter().enumerate().filter(|(other, _)| *other != index).map(|(_, other)| other);
        for other in others {
            let shared = line.keys.iter().find(|key| other.keys.contains(key));
            let Some(key) = shared else { continue };
            if other.context == line.context {
                return Some(format!("“{}” is “{}” there already", key.name(), named(other.action)));
            }
            let over = [line, other].map(|one| OVER_A_REQUEST.contains(&one.context));
            let about = [line, other].map(|one| one.context == Context::Request);
            let was_so = |one: &Binding| {
                super::BINDINGS.iter().any(|first| first.name() == one.name() && first.keys.contains(key))
            };
            if ((about[0] && over[1]) || (over[0] && about[1])) && !(was_so(line) && was_so(other)) {
                return Some(format!("“{}” is “{}” at the same time", key.name(), other.name()));
            }
            let together = |group: &&[Context]| group.contains(&line.context) && group.contains(&other.context);
            if TOGETHER.iter().any(together) && (line.is_way_out() || other.is_way_out()) {
                return Some(format!("“{}” is “{}” at the same time", key.name(), other.name()));
            }
            if line.is_kept_apart_from(other) {
                let name = other.name();
                return Some(format!("“{}” is “{name}”, and what clients see is sent by a key of its own", key.name()));
            }
        }
        let risky = matches!(line.context, Context::ConfirmClose | Context::ConfirmDeed | Context::Once);
        let enter = line.keys.iter().find(|key| ["enter", "space"].contains(&key.name().as_str()));
        match (risky && line.action == Action::Accept, enter) {
            (true, Some(key)) => Some(format!("“{}” is pressed too easily for what cannot be taken back", key.name())),
            _ => None,
        }
    }
}

impl Binding {
    /// Without it there is no way out, or on.
    fn is_needed(&self) -> bool {
        let on = self.is_way_out() || matches!(self.action, Action::Accept | Action::Help);
        self.action == Action::Quit || (on && self.hint)
    }

    /// How what is written is sent or left.
    fn is_way_out(&self) -> bool {
        matches!(self.action, Action::Back | Action::Send)
    }

    /// A note and what clients read are never sent by the same key.
    fn is_kept_apart_from(&self, other: &Self) -> bool {
        let side = |line: &Self| match (line.action, line.context) {
            (Action::Send, Context::Note | Context::UnsentNote) => Some(false),
            (Action::Send, Context::Reply | Context::Comment | Context::UnsentReply) | (Action::SendAnyway, _) => {
                Some(true)
            }
            (Action::Note, Context::Request) => Some(false),
            (Action::Reply, Context::Request) => Some(true),
            _ => None,
        };
        matches!((side(self), side(other)), (Some(one), Some(two)) if one != two)
    }
}

/// What was perhaps meant: a name that begins like it.
fn nearest(name: &str, all: impl Iterator<Item = String>) -> String {
    let alike = |one: &String| one.chars().zip(name.chars()).take_while(|(mine, theirs)| mine == theirs).count();
    let best = all.max_by_key(alike).filter(|one| alike(one) > 2);
    best.map(|one| format!(", perhaps “{one}”")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

    use super::*;

    fn wish(context: &str, action: &str, keys: &[&str]) -> Wish {
        let keys = keys.iter().map(|key| (*key).to_owned()).collect();
        Wish { context: context.into(), action: action.into(), keys }
    }

    fn refused(context: &str, action: &str, keys: &[&str]) -> String {
        let faults = Keymap::with(&[wish(context, action, keys)]).unwrap_err();
        assert_eq!(faults.len(), 1, "{faults:?}");
        faults[0].message.clone()
    }

    #[test]
    fn a_line_gets_other_keys_and_the_rest_stays() {
        let map = Keymap::with(&[wish("request", "reply", &["y", "ctrl-y"])]).unwrap();
        let press =
            |letter: char, modifiers| map.lookup(&[Context::Request], KeyEvent::new(KeyCode::Char(letter), modifiers));
        assert_eq!(press('y', KeyModifiers::NONE), Some(Action::Reply));
        assert_eq!(press('y', KeyModifiers::CONTROL), Some(Action::Reply));
        assert_eq!(press('r', KeyModifiers::NONE), None);
        assert_eq!(press('a', KeyModifiers::NONE), Some(Action::Assign));
        assert!(map.told(&[Context::Request], |_| true).starts_with("y reply · n note"));
    }

    #[test]
    fn keys_change_places_and_a_line_goes_without() {
        let map = Keymap::with(&[wish("request", "assign", &["p"]), wish("request", "prioritise", &["a"])]).unwrap();
        assert_eq!(
            (map.key(Context::Request, Action::Assign), map.key(Context::Request, Action::Prioritise)),
            ("p".into(), "a".into())
        );
        let map = Keymap::with(&[wish("request", "reply", &[])]).unwrap();
        assert_eq!(map.key(Context::Request, Action::Reply), ":", "by the palette");
        assert!(!map.told(&[Context::Request], |_| true).contains("reply"));
    }

    #[test]
    fn what_is_unknown_is_named_with_what_was_perhaps_meant() {
        assert!(refused("requests", "reply", &["x"]).contains("no place “requests”, perhaps “request”"));
        assert!(refused("request", "replay", &["x"]).contains("no action “replay” in “request”, perhaps “reply”"));
        assert!(refused("request", "reply", &["hyper-x"]).contains("there is no key “hyper-x”"));
    }

    #[test]
    fn what_cannot_be_is_refused() {
        assert_eq!(refused("request", "reply", &["a"]), "“a” is “assign” there already");
        assert!(refused("reply", "editor", &["e"]).contains("typed as text"));
        assert!(refused("attaching", "attach", &["ctrl-s"]).contains("at the same time"));
        assert_eq!(refused("request", "note", &["x"]), "“x” is “thread.split” at the same time");
        assert!(refused("request", "note", &["u"]).contains("“held.undo” at the same time"));
        assert!(refused("thread", "split", &["n"]).contains("“request.note” at the same time"), "nothing hides a note");
        assert!(Keymap::with(&[wish("request", "merge", &["M", "ctrl-g"])]).is_ok(), "as it was");
        assert!(refused("everywhere", "quit", &[]).contains("no way out"));
        assert!(refused("note", "send", &["ctrl-s"]).contains("by a key of its own"));
        assert!(refused("confirm-deed", "accept", &["enter"]).contains("too easily"));
    }

    #[test]
    fn all_faults_are_told_at_once() {
        let wishes = [wish("moon", "reply", &["x"]), wish("request", "reply", &["a"]), wish("request", "tags", &["t"])];
        let faults = Keymap::with(&wishes).unwrap_err();
        assert_eq!(faults.iter().map(|fault| fault.wish).collect::<Vec<_>>(), [0, 2, 1]);
    }
}
