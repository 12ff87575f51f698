//! Every key of the console, once. The dispatcher, the bottom line, the help and the palette all read
//! this table, so that none of them can promise what another does not do. A config file may change the keys
//! of its lines (`changing`), never what they mean.

mod changing;
mod headings;
mod key;
mod table;

pub use changing::Wish;
use crossterm::event::KeyEvent;
pub use headings::HEADINGS;
pub use key::Key;
pub use table::BINDINGS;

use crate::action::Action;

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
    /// On a request that is open in the pane.
    Thread,
    /// On a request that is part of another.
    Merged,
    /// While rows are marked.
    Marked,
    /// While what was done last can be taken back.
    Undoable,
    /// Looking at what would come of something.
    Plan,
    /// On a view that is kept, for who may change it.
    Kept,
    /// While looking for something by its words.
    Searching,
    /// While writing what an answer that is ready can go into.
    Ready,
    /// While somebody else has said something that the answer does not know of.
    Overtaken,
    /// While something else was written elsewhere in the same place.
    Parted,
    /// In a pane of text.
    Pane,
    /// In the overview.
    Overview,
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
    /// On a step of it.
    AnyStep,
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
    /// Where rows are of clients.
    Narrowable,
    /// Where one can be made.
    Made,
    /// On a workflow.
    Workflow,
    /// On one that is not in the archive.
    Living,
    /// On one that is written here.
    Written,
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
    /// On another engine.
    Engine,
    /// The same, for who may change it.
    Machine,
    /// On something that it has.
    Remote,
    /// On what is written once for many clients.
    Template,
    /// On a client's workflow that was made of it.
    Instance,
    /// Looking at what would come of bringing them up to date.
    RollOut,
    /// On what clients fill in.
    Questions,
    /// On what was sent of it.
    Submission,
    /// On a document that is written.
    Document,
    /// On a client.
    Client,
    /// On a client that is not in the archive.
    Gallery,
    /// On a client's person.
    Member,
    /// On a client's person, for all of the staff.
    Sight,
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
    /// Among the answers that are ready.
    Answers,
    /// On one of them.
    Answer,
    /// Among the rules for requests that come in.
    Rules,
    /// On one of them.
    Rule,
    /// In the audit trail.
    Audit,
    /// On an entry of it.
    Entry,
    /// Among the webhooks.
    Webhooks,
    /// On one of them.
    Webhook,
    /// On something that it was told.
    Delivery,
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
    /// While commenting a version of an approval.
    Remarking,
    /// While writing what files can go with.
    Attaching,
    /// While writing the first version of an approval that is to be.
    Planning,
    /// While filling in the steps of one.
    Steps,
    /// While choosing files for a client's gallery.
    Delivering,
    /// While filling in what is only looked at, at first or at all.
    Looking,
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
    /// While looking at something that waits for the server.
    Unsent,
    /// The same, for a reply that is not sent by itself.
    UnsentReply,
    /// The same, for a note.
    UnsentNote,
    /// While something is read that has an address.
    Address,
    /// While something is read that is not shown again.
    Once,
}

/// One line of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// The table as it holds for the person.
#[derive(Clone, Debug, PartialEq)]
pub struct Keymap(Vec<Binding>);

impl Default for Keymap {
    fn default() -> Self {
        Self(BINDINGS.to_vec())
    }
}

impl Keymap {
    /// All lines of the table.
    pub fn lines(&self) -> &[Binding] {
        &self.0
    }

    /// What a key does where the user is; contexts come nearest first.
    pub fn lookup(&self, contexts: &[Context], event: KeyEvent) -> Option<Action> {
        let key = Key::of(event)?;
        contexts.iter().find_map(|context| {
            let mut here = self.within(*context);
            here.find(|binding| binding.keys.contains(&key)).map(|binding| binding.action)
        })
    }

    /// The lines of the table that hold in a context.
    pub fn within(&self, context: Context) -> impl Iterator<Item = &Binding> {
        self.0.iter().filter(move |binding| binding.context == context)
    }

    /// The keys a frame tells: those of the bottom line that mean one of the actions, each by its first key.
    pub fn told(&self, contexts: &[Context], which: impl Fn(Action) -> bool) -> String {
        let lines = contexts.iter().flat_map(|context| self.within(*context));
        let mut told: Vec<(String, String)> = Vec::new();
        for binding in lines.filter(|binding| binding.is_hinted() && which(binding.action)) {
            let key = binding.first();
            // What is nearer has the key.
            if told.iter().all(|(earlier, _)| *earlier != key) {
                told.push((key, binding.label.to_string()));
            }
        }
        told.into_iter().map(|(key, label)| format!("{key} {label}")).collect::<Vec<_>>().join(" · ")
    }

    /// The key to name in a sentence; where none is bound, the way by the palette.
    pub fn key(&self, context: Context, action: Action) -> String {
        let mut here = self.within(context).filter(|binding| binding.action == action);
        here.find(|binding| !binding.keys.is_empty()).map_or_else(|| ":".into(), Binding::first)
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

    /// Whether the bottom line shows it: it is worth it, and there is a key to show.
    pub fn is_hinted(&self) -> bool {
        self.hint && !self.keys.is_empty()
    }

    /// What a config file calls the line.
    pub fn name(&self) -> String {
        format!("{}.{}", named(self.context), named(self.action))
    }
}

/// What a config file calls a context or an action: as it is called here, in small letters.
pub fn named(thing: impl std::fmt::Debug) -> String {
    let mut name = String::new();
    for letter in format!("{thing:?}").chars() {
        match letter {
            '(' => name.push('-'),
            ')' => {}
            letter if letter.is_uppercase() => {
                if !name.is_empty() && !name.ends_with('-') {
                    name.push('-');
                }
                name.extend(letter.to_lowercase());
            }
            letter => name.push(letter),
        }
    }
    name
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
        let keymap = Keymap::default();
        assert!(HEADINGS.iter().all(|(context, _)| keymap.within(*context).next().is_some()));
    }

    #[test]
    fn a_note_is_not_sent_with_the_key_of_a_reply() {
        let keymap = Keymap::default();
        let keys = |context| keymap.within(context).find(|b| b.action == Send).map(Binding::names);
        assert_ne!(keys(Context::Reply), keys(Context::Note));
    }

    #[test]
    fn the_key_that_closes_is_not_the_key_that_chooses() {
        let keymap = Keymap::default();
        let confirm = keymap.within(Context::ConfirmClose).find(|b| b.action == Accept).unwrap();
        assert!(!confirm.keys.contains(&ENTER));
    }

    #[test]
    fn keys_that_type_are_never_bound_where_text_is_typed() {
        for context in changing::TYPING {
            let keymap = Keymap::default();
            for key in keymap.within(context).flat_map(|binding| binding.keys) {
                assert!(!key.types(), "{key:?}");
            }
        }
    }

    #[test]
    fn every_line_has_a_name_of_its_own() {
        let names: Vec<_> = BINDINGS.iter().map(Binding::name).collect();
        for (index, name) in names.iter().enumerate() {
            assert!(!names[index + 1..].contains(name), "{name}");
        }
        assert!(names.contains(&"request.reply".into()) && names.contains(&"everywhere.show-mine".into()));
    }
}
