use crate::{automation::Part, office::Section};

/// What a person can tell the console to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Write to the client.
    Reply,
    /// Write a note that stays inside.
    Note,
    /// Write under a project.
    Comment,
    /// Choose who works on it.
    Assign,
    /// Take it.
    AssignMe,
    /// Choose how urgent it is.
    Prioritise,
    /// Close or reopen.
    ChangeStatus,
    /// Choose the project it belongs to.
    LinkProject,
    /// Choose its tags.
    EditTags,
    /// Open the portal's page.
    Browse,
    /// Change it, in a form.
    Edit,
    /// Make another one.
    New,
    /// Ask somebody in.
    Invite,
    /// Send it once more.
    Resend,
    /// Take it away.
    Remove,
    /// Shut somebody out, or let them in again.
    Disable,
    /// Choose who looks after a client.
    Managers,
    /// Put it away, or take it out again.
    Archive,
    /// Find out why somebody sees what they see.
    Why,
    /// See what somebody sees.
    Mirror,
    /// Offer the agency to another owner.
    HandOver,
    /// Accept what is offered.
    Agree,
    /// Put an image into the draft.
    Upload,
    /// Look at the draft.
    Preview,
    /// Make the draft what clients see.
    Publish,
    /// Throw the draft away.
    DiscardDraft,
    /// Look in DNS now.
    Check,
    /// Have mails name it.
    MakePrimary,
    /// Sign out everywhere else.
    EndOthers,
    /// Read all of it.
    Look,
    /// Choose what to look at.
    Narrow,
    /// Look only at what was done to the same thing.
    SameTarget,
    /// Put it into a file.
    Export,
    /// A part of the agency's own affairs.
    Go(Section),
    /// Take it to the clipboard.
    Copy,
    /// What is typed, as far as it is known.
    Complete,
    /// Mark the row for a change of several.
    Mark,
    /// Mark all rows, or none if all are.
    MarkAll,
    /// Narrow the list.
    Filter,
    /// Choose the order.
    Sort,
    /// One notification is read.
    MarkRead,
    /// All notifications are read.
    MarkAllRead,
    /// To the next row or line.
    Down,
    /// To the row or line before.
    Up,
    /// A page on.
    PageDown,
    /// A page back.
    PageUp,
    /// To the beginning.
    Top,
    /// To the end.
    Bottom,
    /// Look at the row.
    Open,
    /// To the other pane.
    SwitchPane,
    /// One step back.
    Back,
    /// Another screen.
    Show(View),
    /// All commands.
    Palette,
    /// Anything by its name.
    Jump,
    /// What is written and not sent.
    Drafts,
    /// What waits for the server.
    Queue,
    /// Fetch again.
    Reload,
    /// The keys.
    Help,
    /// Leave.
    Quit,
    /// Forget the sign-in.
    SignOut,
    /// Send what is written.
    Send,
    /// Send it although somebody else came first.
    SendAnyway,
    /// Write it elsewhere.
    Editor,
    /// Throw what is written away.
    Discard,
    /// Yes to what is asked or chosen.
    Accept,
    /// Tick one of several.
    Toggle,
    /// Take back what waits to be sent.
    Undo,
    /// To the column before.
    Left,
    /// To the next column.
    Right,
    /// Remind those who have not decided.
    Remind,
    /// Put it into a file here.
    Save,
    /// Say that it is dealt with, or is not after all.
    Resolve,
    /// Write the next version.
    Version,
    /// Let a file go with what is written.
    Attach,
    /// Take a file off.
    Detach,
    /// Another step.
    Step,
    /// Say where on a version it is.
    Pinpoint,
    /// Another file.
    AnotherFile,
    /// Deliver files to a client's gallery.
    Deliver,
    /// Go back to what was filled in.
    Plan,
    /// Look at drafts, or at what is issued.
    TurnDrafts,
    /// Look at what is outstanding.
    ShowAging,
    /// Look at what came.
    ShowRevenue,
    /// Look at what Stripe told.
    ShowStripe,
    /// Issue it.
    Issue,
    /// Make it void.
    Void,
    /// Take it back, or a part of it.
    CreditNote,
    /// Record what has come.
    Pay,
    /// Record what went back.
    Refund,
    /// Have a credit pay it.
    UseCredit,
    /// Give a client a credit.
    GiveCredit,
    /// Whom a client's invoices are made out to.
    Party,
    /// Another line.
    AddLine,
    /// The line moves up.
    LineUp,
    /// The line moves down.
    LineDown,
    /// Keep what is written.
    Keep,
    /// Save over what somebody else made of it.
    Overwrite,
    /// Take what somebody else made of it.
    TakeTheirs,
    /// A part of what is done by itself.
    Turn(Part),
    /// Have it done now.
    Start,
    /// Let it rest, or go on.
    Pause,
    /// What it is called, and the like.
    Rename,
    /// Have something start it.
    AddTrigger,
    /// Each time that it was done.
    ShowRuns,
    /// No more of it.
    Cancel,
    /// Once more from where it failed.
    Retry,
    /// Once more from the beginning.
    Replay,
    /// Try it out.
    Try,
    /// Have another secret.
    Rotate,
    /// Ask somebody for an account.
    Ask,
    /// Let clients have it.
    Give,
    /// Let all that was made of it rest, or go on.
    PauseAll,
    /// The views that are kept.
    Views,
    /// The next of them.
    NextView,
    /// The one before.
    ViewBefore,
    /// Keep what the filter asks.
    KeepView,
    /// Change the view.
    ChangeView,
    /// Keep the view no more.
    DropView,
    /// The view changes places with the one before.
    ViewEarlier,
    /// The view changes places with the next one.
    ViewLater,
    /// Look for something by its words.
    Find,
    /// Look for things of another kind.
    TurnKind,
    /// Say when it is due.
    SetDue,
    /// Follow it, or no longer.
    Follow,
    /// Choose who follows it.
    Followers,
    /// Look at what is sold.
    ShowProducts,
    /// Look at what clients pay for again and again.
    ShowSubscriptions,
    /// Another price.
    AddPrice,
    /// Take in what comes from elsewhere.
    Import,
    /// Take clients, projects or requests out of a file.
    TakeIn,
    /// Put clients, projects or requests into a file.
    TakeOut,
    /// Put in an answer that is ready.
    Canned,
    /// Make it a part of another.
    Merge,
    /// Make it one of its own again.
    Unmerge,
    /// Go to what it is part of.
    ShowWhole,
    /// Put it out of sight for a while, or back into it.
    Snooze,
    /// Make a message a request of its own.
    Split,
    /// Change many at once.
    Bulk,
    /// Open a request on a client's behalf.
    OpenFor,
    /// Take back what was done last.
    TakeBack,
    /// Look at how requests went: by person, type or week, or what is open now.
    TurnCharts,
    /// Have the bars of it show something else: what is open, or how long it took.
    TurnMeasure,
}

impl Action {
    /// Whether it changes something at the server, or begins to.
    pub fn changes(self) -> bool {
        use Action::*;
        match self {
            Reply | Note | Comment | Assign | AssignMe | Prioritise | ChangeStatus | LinkProject | EditTags | Edit
            | New | Invite | Resend | Remove | Disable | Managers | Archive | HandOver | Agree | Upload | Preview
            | Publish | DiscardDraft | Check | MakePrimary | EndOthers | MarkRead | MarkAllRead | Undo | Remind
            | Resolve | Version | Attach | Detach | Step | Pinpoint | AnotherFile | Deliver | Plan | Issue | Void
            | CreditNote | Pay | Refund | UseCredit | GiveCredit | Party | AddLine | LineUp | LineDown | Keep
            | Overwrite | TakeTheirs | Start | Pause | Rename | AddTrigger | Cancel | Retry | Replay | Try | Rotate
            | Ask | Give | PauseAll | KeepView | ChangeView | DropView | ViewEarlier | ViewLater | SetDue | Follow
            | Followers | SendAnyway | AddPrice | Import | TakeIn | Canned | Merge | Unmerge | Snooze | Split
            | Bulk | OpenFor | TakeBack => true,
            Browse | Why | Mirror | Look | Narrow | SameTarget | Export | Go(_) | Copy | Complete | Mark | MarkAll
            | Filter | Sort | Down | Up | PageDown | PageUp | Top | Bottom | Open | SwitchPane | Back | Show(_)
            | Palette | Jump | Drafts | Queue | Reload | Help | Quit | SignOut | Send | Editor | Discard | Accept
            | Toggle | Left | Right | Save | TurnDrafts | ShowAging | ShowRevenue | ShowStripe | Turn(_) | ShowRuns
            | Views | NextView | ViewBefore | Find | TurnKind | ShowProducts | ShowSubscriptions | ShowWhole
            | TakeOut | TurnCharts | TurnMeasure => false,
        }
    }
}

/// A screen, and for requests a selection of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// Open requests of the person.
    #[default]
    Mine,
    /// Open requests of nobody.
    Unassigned,
    /// Open requests whose next step is the agency's.
    Waiting,
    /// All open requests.
    Open,
    /// Closed requests.
    Closed,
    /// Requests that are out of sight for a while.
    Snoozed,
    /// Requests of a view that is kept.
    Saved,
    /// What clients decide on.
    Approvals,
    /// What clients owe.
    Billing,
    /// What is done by itself.
    Automation,
    /// Projects.
    Projects,
    /// Clients.
    Workspaces,
    /// What the person was told.
    Notifications,
    /// Who has how much to do.
    Overview,
    /// The agency's own affairs.
    Agency,
}

impl View {
    /// Whether it shows requests as rows.
    pub fn is_inbox(self) -> bool {
        use View::{Closed, Mine, Open, Saved, Snoozed, Unassigned, Waiting};
        matches!(self, Mine | Unassigned | Waiting | Open | Closed | Snoozed | Saved)
    }
}
