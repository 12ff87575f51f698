//! Every key of the console, once. The dispatcher, the bottom line, the help and the palette all read
//! this table, so that none of them can promise what another does not do.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::{
    action::{Action, Action::*, View},
    office::Section,
};

/// A key as the table names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    code: KeyCode,
    ctrl: bool,
}

/// Where a binding holds. Several hold at once; the nearest wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Context {
    /// Wherever no text is being typed.
    Everywhere,
    /// In a list.
    List,
    /// In the requests inbox.
    Inbox,
    /// On a request, in the inbox or in its pane.
    Request,
    /// In a pane of text.
    Pane,
    /// On a project.
    Project,
    /// On a client.
    Client,
    /// On a client's person.
    Member,
    /// In the audit trail.
    Audit,
    /// On an entry of it.
    Entry,
    /// In a pane of rows.
    Rows,
    /// In the notifications.
    Notifications,
    /// While writing to a client.
    Reply,
    /// While writing a note that stays inside.
    Note,
    /// While commenting a project.
    Comment,
    /// On a path in a form.
    FormPath,
    /// In a line of a form.
    FormLine,
    /// In a form.
    Form,
    /// While choosing from a list.
    Picker,
    /// While choosing several from a list.
    Ticks,
    /// While typing a filter.
    Filter,
    /// When asked whether to close.
    ConfirmClose,
    /// When asked before a deed, with a name to type.
    ConfirmName,
    /// When asked before a deed.
    ConfirmDeed,
    /// When asked whether to throw a draft away.
    ConfirmDiscard,
    /// When asked whether to leave.
    ConfirmQuit,
    /// On the sign-in screen.
    SignIn,
    /// While help is open.
    Help,
    /// While something is read.
    Reading,
}

/// One line of the table.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// The keys that do it; none for what only the palette offers.
    pub keys: &'static [Key],
    /// What is done.
    pub action: Action,
    /// Where.
    pub context: Context,
    /// In a few words.
    pub label: &'static str,
    /// Whether the bottom line shows it.
    pub hint: bool,
}

const fn on(code: KeyCode) -> Key {
    Key { code, ctrl: false }
}

const fn ch(letter: char) -> Key {
    on(KeyCode::Char(letter))
}

const fn ctrl(letter: char) -> Key {
    Key { code: KeyCode::Char(letter), ctrl: true }
}

const ENTER: Key = on(KeyCode::Enter);
const ESC: Key = on(KeyCode::Esc);
const TAB: Key = on(KeyCode::Tab);
const UP: Key = on(KeyCode::Up);
const DOWN: Key = on(KeyCode::Down);

const fn bind(context: Context, keys: &'static [Key], action: Action, label: &'static str, hint: bool) -> Binding {
    Binding { keys, action, context, label, hint }
}

/// The table.
#[rustfmt::skip]
pub const BINDINGS: &[Binding] = {
    use Context::*;
    &[
        bind(Request, &[ch('r')], Action::Reply, "reply", true),
        bind(Request, &[ch('n')], Action::Note, "note", true),
        bind(Request, &[ch('a')], Assign, "assign", true),
        bind(Request, &[ch('p')], Prioritise, "priority", true),
        bind(Request, &[ch('s')], ChangeStatus, "status", true),
        bind(Request, &[ch('l')], LinkProject, "link a project", false),
        bind(Request, &[ch('t')], EditTags, "tags", false),
        bind(Request, &[ch('m')], AssignMe, "assign to me", false),
        bind(Request, &[ch('o')], Browse, "open in the portal", false),
        bind(Inbox, &[ch(' ')], Mark, "mark", true),
        bind(Inbox, &[ch('*')], MarkAll, "mark all shown, or none", false),
        bind(Inbox, &[ch('/')], Action::Filter, "filter", true),
        bind(Inbox, &[ch('S')], Sort, "sort", false),
        bind(Project, &[ch('c')], Action::Comment, "comment", true),
        bind(Project, &[ch('o')], Browse, "open in the portal", false),
        bind(Client, &[ch('e')], Edit, "change the client", true),
        bind(Member, &[ch('e'), ENTER], Edit, "what they may do", true),
        bind(Entry, &[ENTER], Look, "all of it", true),
        bind(Entry, &[ch('t')], SameTarget, "only of this thing, or of all", true),
        bind(Audit, &[ch('/'), ch('f')], Narrow, "look only at", true),
        bind(Audit, &[ch('E')], Export, "export", true),
        bind(Notifications, &[ch('x')], MarkRead, "mark as read", true),
        bind(Notifications, &[ch('X')], MarkAllRead, "mark all as read", true),
        bind(List, &[ch('j'), DOWN], Down, "down", false),
        bind(List, &[ch('k'), UP], Up, "up", false),
        bind(List, &[on(KeyCode::PageDown), ctrl('d')], PageDown, "a page down", false),
        bind(List, &[on(KeyCode::PageUp), ctrl('u')], PageUp, "a page up", false),
        bind(List, &[ch('g'), on(KeyCode::Home)], Top, "to the top", false),
        bind(List, &[ch('G'), on(KeyCode::End)], Bottom, "to the end", false),
        bind(List, &[ENTER], Open, "open", false),
        bind(List, &[TAB], SwitchPane, "to the other pane", false),
        bind(List, &[ESC], Back, "marks or filter away", false),
        bind(Rows, &[ch('j'), DOWN], Down, "down", false),
        bind(Rows, &[ch('k'), UP], Up, "up", false),
        bind(Rows, &[on(KeyCode::PageDown), ctrl('d')], PageDown, "a page down", false),
        bind(Rows, &[on(KeyCode::PageUp), ctrl('u')], PageUp, "a page up", false),
        bind(Rows, &[ch('g'), on(KeyCode::Home)], Top, "to the first", false),
        bind(Rows, &[ch('G'), on(KeyCode::End)], Bottom, "to the last", false),
        bind(Rows, &[TAB], SwitchPane, "to the other pane", false),
        bind(Rows, &[ESC], Back, "back to the list", true),
        bind(Pane, &[ch('j'), DOWN], Down, "scroll down", false),
        bind(Pane, &[ch('k'), UP], Up, "scroll up", false),
        bind(Pane, &[ch(' '), on(KeyCode::PageDown), ctrl('d')], PageDown, "a page down", false),
        bind(Pane, &[on(KeyCode::PageUp), ctrl('u')], PageUp, "a page up", false),
        bind(Pane, &[ch('g'), on(KeyCode::Home)], Top, "to the beginning", false),
        bind(Pane, &[ch('G'), on(KeyCode::End)], Bottom, "to the newest", false),
        bind(Pane, &[TAB], SwitchPane, "to the other pane", false),
        bind(Pane, &[ESC], Back, "back to the list", true),
        bind(Everywhere, &[ch('1')], Show(View::Mine), "Mine", false),
        bind(Everywhere, &[ch('2')], Show(View::Unassigned), "Unassigned", false),
        bind(Everywhere, &[ch('3')], Show(View::Waiting), "Waiting on us", false),
        bind(Everywhere, &[ch('4')], Show(View::Open), "All open", false),
        bind(Everywhere, &[ch('5')], Show(View::Closed), "Closed", false),
        bind(Everywhere, &[ch('6')], Show(View::Projects), "Projects", false),
        bind(Everywhere, &[ch('7')], Show(View::Workspaces), "Workspaces", false),
        bind(Everywhere, &[ch('8')], Show(View::Notifications), "Notifications", false),
        bind(Everywhere, &[ch('9')], Show(View::Agency), "Agency", false),
        bind(Everywhere, &[ch('0')], Show(View::Overview), "Overview", false),
        bind(Everywhere, &[], Go(Section::Audit), "audit trail", false),
        bind(Everywhere, &[ch(':')], Palette, "command", true),
        bind(Everywhere, &[ctrl('p')], Jump, "jump to a request, project or client", false),
        bind(Everywhere, &[ch('D')], Drafts, "drafts", false),
        bind(Everywhere, &[ch('R'), ctrl('r')], Reload, "reload and reconnect", false),
        bind(Everywhere, &[ch('?')], Action::Help, "help", true),
        bind(Everywhere, &[ch('q'), ctrl('c')], Quit, "quit", false),
        bind(Everywhere, &[], SignOut, "sign out", false),
        bind(Context::Reply, &[ctrl('s')], Send, "send to the client", true),
        bind(Context::Reply, &[ctrl('e')], Editor, "write in $EDITOR", true),
        bind(Context::Reply, &[ctrl('g')], Discard, "throw away", true),
        bind(Context::Reply, &[ESC], Back, "leave, keep the draft", true),
        bind(Context::Note, &[ctrl('n')], Send, "save the note", true),
        bind(Context::Note, &[ctrl('e')], Editor, "write in $EDITOR", true),
        bind(Context::Note, &[ctrl('g')], Discard, "throw away", true),
        bind(Context::Note, &[ESC], Back, "leave, keep the draft", true),
        bind(Context::Comment, &[ctrl('s')], Send, "send to the client", true),
        bind(Context::Comment, &[ctrl('e')], Editor, "write in $EDITOR", true),
        bind(Context::Comment, &[ctrl('g')], Discard, "throw away", true),
        bind(Context::Comment, &[ESC], Back, "leave, keep the draft", true),
        bind(FormPath, &[TAB], Complete, "complete", true),
        bind(FormLine, &[ENTER], Accept, "next, or save", true),
        bind(FormLine, &[DOWN], Down, "next field", false),
        bind(FormLine, &[UP], Up, "field before", false),
        bind(Context::Form, &[ctrl('s')], Send, "save", true),
        bind(Context::Form, &[TAB], Down, "next field", true),
        bind(Context::Form, &[on(KeyCode::BackTab)], Up, "field before", false),
        bind(Context::Form, &[ESC, ctrl('c')], Back, "leave", true),
        bind(Picker, &[ENTER], Accept, "choose", true),
        bind(Ticks, &[TAB], Toggle, "tick", true),
        bind(Picker, &[DOWN, ctrl('n')], Down, "down", true),
        bind(Picker, &[UP, ctrl('p')], Up, "up", true),
        bind(Picker, &[on(KeyCode::PageDown)], PageDown, "a page down", false),
        bind(Picker, &[on(KeyCode::PageUp)], PageUp, "a page up", false),
        bind(Picker, &[ESC, ctrl('c')], Back, "leave as it is", true),
        bind(Context::Filter, &[ENTER], Accept, "keep the filter", true),
        bind(Context::Filter, &[ESC, ctrl('c')], Back, "no filter", true),
        bind(ConfirmClose, &[ch('c')], Accept, "close it", true),
        bind(ConfirmClose, &[ESC], Back, "leave it open", true),
        bind(ConfirmName, &[ENTER], Accept, "do it", true),
        bind(ConfirmName, &[ESC, ctrl('c')], Back, "leave it as it is", true),
        bind(ConfirmDeed, &[ch('Y')], Accept, "yes, do it", true),
        bind(ConfirmDeed, &[ESC], Back, "leave it as it is", true),
        bind(ConfirmDiscard, &[ch('x')], Accept, "throw it away", true),
        bind(ConfirmDiscard, &[ESC], Back, "keep it", true),
        bind(ConfirmQuit, &[ch('q'), ctrl('c')], Accept, "quit, drafts are kept", true),
        bind(ConfirmQuit, &[ESC], Back, "stay", true),
        bind(SignIn, &[ENTER], Accept, "next, or sign in", true),
        bind(SignIn, &[TAB, DOWN], Down, "next field", true),
        bind(SignIn, &[on(KeyCode::BackTab), UP], Up, "field before", false),
        bind(SignIn, &[ctrl('c'), ctrl('q')], Quit, "quit", true),
        bind(Reading, &[ch('j'), DOWN], Down, "scroll down", true),
        bind(Reading, &[ch('k'), UP], Up, "scroll up", false),
        bind(Reading, &[ch(' '), on(KeyCode::PageDown)], PageDown, "a page down", false),
        bind(Reading, &[on(KeyCode::PageUp)], PageUp, "a page up", false),
        bind(Reading, &[ch('y')], Copy, "copy", true),
        bind(Reading, &[ESC, ch('q'), ENTER], Back, "close", true),
        bind(Context::Help, &[ch('j'), DOWN], Down, "scroll down", true),
        bind(Context::Help, &[ch('k'), UP], Up, "scroll up", true),
        bind(Context::Help, &[ch(' '), on(KeyCode::PageDown)], PageDown, "a page down", false),
        bind(Context::Help, &[on(KeyCode::PageUp)], PageUp, "a page up", false),
        bind(Context::Help, &[ESC, ch('q'), ch('?')], Back, "close", true),
    ]
};

/// The contexts in the order help tells them, with their headings.
pub const HEADINGS: &[(Context, &str)] = &[
    (Context::Everywhere, "Everywhere"),
    (Context::Request, "On a request, or all marked ones"),
    (Context::Inbox, "In the inbox"),
    (Context::List, "In a list"),
    (Context::Pane, "In a pane"),
    (Context::Project, "On a project"),
    (Context::Client, "On a client"),
    (Context::Member, "On a client’s person"),
    (Context::Audit, "In the audit trail"),
    (Context::Entry, "On an entry of the audit trail"),
    (Context::Rows, "In a pane of rows"),
    (Context::Notifications, "In the notifications"),
    (Context::Reply, "Writing a reply"),
    (Context::Note, "Writing a note"),
    (Context::Comment, "Writing a comment"),
    (Context::Form, "Filling in a form"),
    (Context::FormPath, "On a path in a form"),
    (Context::FormLine, "In a line of a form"),
    (Context::Picker, "Choosing"),
    (Context::Ticks, "Choosing several"),
    (Context::Filter, "Filtering"),
    (Context::ConfirmClose, "Asked whether to close"),
    (Context::ConfirmName, "Asked before what reaches far"),
    (Context::ConfirmDeed, "Asked before what cannot be taken back"),
    (Context::ConfirmDiscard, "Asked whether to throw away"),
    (Context::ConfirmQuit, "Asked whether to quit"),
    (Context::Reading, "Reading something"),
    (Context::SignIn, "Signing in"),
    (Context::Help, "In this help"),
];

/// What a key does where the user is; contexts come nearest first.
pub fn lookup(contexts: &[Context], event: KeyEvent) -> Option<Action> {
    let key = Key::of(event)?;
    contexts.iter().find_map(|context| {
        BINDINGS
            .iter()
            .find(|binding| binding.context == *context && binding.keys.contains(&key))
            .map(|binding| binding.action)
    })
}

/// The lines of the table that hold in a context.
pub fn within(context: Context) -> impl Iterator<Item = &'static Binding> {
    BINDINGS.iter().filter(move |binding| binding.context == context)
}

/// The keys a frame tells: those of the bottom line that mean one of the actions, each by its first key.
pub fn told(contexts: &[Context], which: impl Fn(Action) -> bool) -> String {
    let lines = contexts.iter().flat_map(|context| within(*context));
    let each: Vec<_> = lines
        .filter(|binding| binding.hint && which(binding.action))
        .map(|binding| format!("{} {}", binding.first(), binding.label))
        .collect();
    each.join(" · ")
}

impl Key {
    fn of(event: KeyEvent) -> Option<Self> {
        let modifiers = event.modifiers - KeyModifiers::SHIFT;
        let ctrl = modifiers == KeyModifiers::CONTROL;
        (ctrl || modifiers.is_empty()).then_some(Self { code: event.code, ctrl })
    }

    /// The key as people write it.
    pub fn name(self) -> String {
        let name = match self.code {
            KeyCode::Char(' ') => "space".into(),
            KeyCode::Char(letter) => letter.to_string(),
            KeyCode::Up => "↑".into(),
            KeyCode::Down => "↓".into(),
            KeyCode::BackTab => "shift-tab".into(),
            KeyCode::PageDown => "pgdn".into(),
            KeyCode::PageUp => "pgup".into(),
            code => code.to_string().to_lowercase(),
        };
        if self.ctrl { format!("ctrl-{name}") } else { name }
    }
}

impl Binding {
    /// The key to tell where there is room for one.
    pub fn first(&self) -> String {
        self.keys.first().map(|key| key.name()).unwrap_or_default()
    }

    /// All keys of the line.
    pub fn names(&self) -> String {
        self.keys.iter().map(|key| key.name()).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_means_two_things_in_one_place() {
        for (index, one) in BINDINGS.iter().enumerate() {
            for other in &BINDINGS[index + 1..] {
                let shared = one.keys.iter().any(|key| other.keys.contains(key));
                assert!(one.context != other.context || !shared, "{one:?} {other:?}");
            }
        }
    }

    #[test]
    fn every_context_has_a_heading_and_every_heading_a_line() {
        for binding in BINDINGS {
            let headings = HEADINGS.iter().filter(|(context, _)| *context == binding.context);
            assert_eq!(headings.count(), 1, "{binding:?}");
        }
        assert!(HEADINGS.iter().all(|(context, _)| within(*context).next().is_some()));
    }

    #[test]
    fn a_note_is_not_sent_with_the_key_of_a_reply() {
        let keys = |context| within(context).find(|b| b.action == Send).map(Binding::names);
        assert_ne!(keys(Context::Reply), keys(Context::Note));
    }

    #[test]
    fn the_key_that_closes_is_not_the_key_that_chooses() {
        let confirm = within(Context::ConfirmClose).find(|b| b.action == Accept).unwrap();
        assert!(!confirm.keys.contains(&ENTER));
    }

    #[test]
    fn keys_that_type_are_never_bound_where_text_is_typed() {
        use Context::*;
        for context in [
            Context::Reply,
            Context::Note,
            Context::Comment,
            FormLine,
            FormPath,
            Context::Form,
            Picker,
            Context::Filter,
            SignIn,
        ] {
            for key in within(context).flat_map(|binding| binding.keys) {
                assert!(key.ctrl || !matches!(key.code, KeyCode::Char(_)), "{key:?}");
            }
        }
    }
}
