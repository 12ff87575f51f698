//! Every key of the console, once. The dispatcher, the bottom line, the help and the palette all read
//! this table, so that none of them can promise what another does not do.

mod table;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
pub use table::{BINDINGS, HEADINGS};

use crate::action::Action;

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
    /// While something waits that can be taken back.
    Held,
    /// In a list.
    List,
    /// In the requests inbox.
    Inbox,
    /// On a request, in the inbox or in its pane.
    Request,
    /// On a view that is kept, for who may change it.
    Kept,
    /// While looking for something by its words.
    Searching,
    /// While writing what an answer that is ready can go into.
    Ready,
    /// In a pane of text.
    Pane,
    /// On a project.
    Project,
    /// Among the approvals.
    Board,
    /// Among their columns.
    Columns,
    /// On an approval.
    Approval,
    /// On an approval that is open.
    Opened,
    /// On an approval that waits for a decision.
    Undecided,
    /// On a step of it that is approved.
    Step,
    /// On an entry of its history.
    Event,
    /// On a file of it.
    File,
    /// On a comment of it.
    Remark,
    /// Among the invoices.
    Ledger,
    /// Among them, for who may change what is in the books.
    Books,
    /// On an invoice that its client can see.
    Invoice,
    /// On an invoice that can be taken back.
    Issued,
    /// On an invoice that can be void.
    Voidable,
    /// On an invoice on which something is outstanding.
    Owed,
    /// On money that came for an invoice.
    Payment,
    /// On a draft of an invoice.
    Drafted,
    /// On a draft, for who may issue it.
    Issuable,
    /// In a report.
    Report,
    /// On something that Stripe told.
    Told,
    /// On the same, where it could not be taken.
    Untaken,
    /// Among what is sold, for who may sell.
    Goods,
    /// On a product.
    Product,
    /// On a price.
    Price,
    /// On a subscription.
    Subscription,
    /// On one that runs.
    Running,
    /// Drafting an invoice.
    Sheet,
    /// On the head of a draft.
    Head,
    /// On a line of a draft.
    Line,
    /// On a draft that somebody else changed.
    Clash,
    /// Among what is done by itself.
    Shelves,
    /// Where one can be made.
    Made,
    /// On a workflow.
    Workflow,
    /// On one that is not in the archive.
    Living,
    /// On one that can be done now.
    Startable,
    /// On one that rests, or can.
    Pausable,
    /// On what starts it.
    Trigger,
    /// On a version of it.
    Definition,
    /// On a run in its pane.
    Past,
    /// On a run.
    Run,
    /// On one that has not ended.
    Unfinished,
    /// On one that failed.
    Failed,
    /// On one that waits for something that can be looked at.
    Awaiting,
    /// On a step of it.
    RunStep,
    /// On a client's account elsewhere.
    Connection,
    /// The same, for who may take it away.
    Disconnectable,
    /// On somebody who is asked for accounts.
    Asked,
    /// On a provider, for who may take it away.
    Provider,
    /// On what clients fill in.
    Questions,
    /// On what was sent of it.
    Submission,
    /// On a document that is written.
    Document,
    /// On a client.
    Client,
    /// On a client's person.
    Member,
    /// On an invitation.
    Invited,
    /// In the team.
    Team,
    /// On a teammate.
    Teammate,
    /// On a teammate to whom the agency can be offered.
    Heir,
    /// On the offer of the agency, for who may accept it.
    Offered,
    /// The same, for who may call it off.
    Offer,
    /// In the settings.
    Settings,
    /// In the brand.
    Brand,
    /// On an image of it.
    Image,
    /// Among the hosts.
    Domains,
    /// On a host.
    Domain,
    /// In one's own account.
    Account,
    /// On a part of it that can be changed.
    Own,
    /// On a sign-in.
    Session,
    /// On a token.
    Token,
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
    /// While writing what files can go with.
    Attaching,
    /// While writing the first version of an approval that is to be.
    Planning,
    /// While filling in the steps of one.
    Steps,
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
    /// While something is looked at.
    Picture,
    /// While something is read that has an address.
    Address,
    /// While something is read that is not shown again.
    Once,
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
    use super::{table::ENTER, *};
    use crate::action::Action::{Accept, Send};

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
            Searching,
            SignIn,
        ] {
            for key in within(context).flat_map(|binding| binding.keys) {
                assert!(key.ctrl || !matches!(key.code, KeyCode::Char(_)), "{key:?}");
            }
        }
    }
}
