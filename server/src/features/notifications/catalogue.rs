//! Every event that anybody is told of, in one place: who hears of it, what it says in the portal and in a mail,
//! and whether mails are sent by default. To add one is to add a word to `ActivityKind` and to the news of the
//! sides that hear of it; the compiler then asks here for the rest. See `docs/notifications.md`.
//!
//! A client can only be told what `ClientNews` has a word for: an internal note has none.

use crate::entity::words::{ActivityKind as Kind, ClientGroup, ClientNews, MailChoice, StaffGroup, StaffNews};
use crate::web::components::Icon;

/// What a kind of event is to each side.
pub struct News {
    pub staff: Option<StaffNews>,
    pub client: Option<ClientNews>,
}

/// Whom an event concerns at the agency. Nobody is told of what they did themselves.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum StaffAudience {
    /// When a client did it: the request's assignee; without one the workspace's project managers.
    InCharge,
    /// When a client did it: the workspace's project managers.
    Managers,
    /// The assignee and the project managers, whoever did it.
    Everybody,
    /// The one whom it is about.
    Named,
    /// The one whom it is about; without one the project managers.
    NamedOrManagers,
    /// The project managers, whoever did it: it may have been nobody of theirs.
    Watchers,
    /// When a client did it: who sent the approval, and the workspace's project managers.
    Senders,
    /// Who sent the approval, and the project managers, whoever did it.
    Keepers,
    /// As `Senders`; and the one whom it answers, whoever did it.
    Talkers,
    /// Who manages the agency's settings, whoever did it.
    Admins,
}

/// Whom an event concerns among the client's people.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum ClientAudience {
    /// Who sent the request, or what was merged into it, while they may see requests; everybody who may, where it is the
    /// whole client's.
    Author,
    /// Every member of the workspace.
    Members,
    /// Those whom it names, while they may still decide or comment.
    Named,
    /// Every member who may see invoices.
    Billed,
    /// Every member who sees what runs for the workspace.
    Automated,
    /// Every member who may send the form.
    Answerers,
    /// Every member who may connect accounts.
    Connectors,
}

/// An event as staff are told of it.
pub struct ForStaff {
    pub audience: StaffAudience,
    pub group: StaffGroup,
    /// The line in the console, from who did it and the name of the thing.
    pub line: fn(&str, &str) -> String,
}

/// An event as clients are told of it.
pub struct ForClient {
    pub audience: ClientAudience,
    pub group: ClientGroup,
    pub icon: Icon,
    /// The line in the portal, from who did it and the name of the thing.
    pub line: fn(&str, &str) -> String,
    /// What a mail says below that line.
    pub mail: &'static str,
}

/// Events about which one choice is made.
pub struct Group {
    pub label: &'static str,
    pub help: &'static str,
    /// When mails are sent to those who chose nothing.
    pub default: MailChoice,
}

/// Who hears of a kind of event at all.
pub const fn news(kind: Kind) -> News {
    let (staff, client) = match kind {
        Kind::RequestCreated => (Some(StaffNews::RequestCreated), None),
        Kind::RequestReplied => (Some(StaffNews::RequestReplied), Some(ClientNews::RequestReplied)),
        Kind::RequestNoted => (Some(StaffNews::RequestNoted), None),
        Kind::RequestMentioned => (Some(StaffNews::RequestMentioned), None),
        Kind::RequestAssigned => (Some(StaffNews::RequestAssigned), None),
        Kind::RequestClosed => (Some(StaffNews::RequestClosed), Some(ClientNews::RequestClosed)),
        Kind::RequestReopened => (Some(StaffNews::RequestReopened), Some(ClientNews::RequestReopened)),
        Kind::RequestMerged => (None, Some(ClientNews::RequestMerged)),
        Kind::RequestSplit => (None, Some(ClientNews::RequestSplit)),
        Kind::RequestOpened => (None, Some(ClientNews::RequestOpened)),
        Kind::RequestWoke => (Some(StaffNews::RequestWoke), None),
        Kind::ProjectCreated => (None, Some(ClientNews::ProjectCreated)),
        Kind::ProjectCompleted => (None, Some(ClientNews::ProjectCompleted)),
        Kind::ProjectCommented => (Some(StaffNews::ProjectCommented), Some(ClientNews::ProjectCommented)),
        Kind::MilestoneCompleted => (None, Some(ClientNews::MilestoneCompleted)),
        Kind::InvitationAccepted => (Some(StaffNews::InvitationAccepted), None),
        Kind::ApprovalSent => (None, Some(ClientNews::ApprovalSent)),
        Kind::ApprovalVersionSent => (None, Some(ClientNews::ApprovalVersionSent)),
        Kind::ApprovalNext => (None, Some(ClientNews::ApprovalNext)),
        Kind::ApprovalReminded => (None, Some(ClientNews::ApprovalReminded)),
        Kind::ApprovalCommented => (Some(StaffNews::ApprovalCommented), Some(ClientNews::ApprovalCommented)),
        Kind::ApprovalApproved => (Some(StaffNews::ApprovalApproved), Some(ClientNews::ApprovalApproved)),
        Kind::ApprovalChangesRequested => {
            (Some(StaffNews::ApprovalChangesRequested), Some(ClientNews::ApprovalChangesRequested))
        }
        Kind::ApprovalWithdrawn => (Some(StaffNews::ApprovalWithdrawn), Some(ClientNews::ApprovalWithdrawn)),
        Kind::ApprovalSettled => (Some(StaffNews::ApprovalSettled), None),
        Kind::ApprovalUnreachable => (Some(StaffNews::ApprovalUnreachable), None),
        Kind::ApprovalResolved => (Some(StaffNews::ApprovalResolved), Some(ClientNews::ApprovalResolved)),
        Kind::InvoiceIssued => (None, Some(ClientNews::InvoiceIssued)),
        Kind::CreditNoteIssued => (None, Some(ClientNews::CreditNoteIssued)),
        Kind::InvoiceReminded => (None, Some(ClientNews::InvoiceReminded)),
        Kind::InvoicePaid => (Some(StaffNews::InvoicePaid), Some(ClientNews::InvoicePaid)),
        Kind::PaymentFailed => (Some(StaffNews::PaymentFailed), Some(ClientNews::PaymentFailed)),
        Kind::FormSubmitted => (Some(StaffNews::FormSubmitted), None),
        Kind::FormAwaited => (None, Some(ClientNews::FormAwaited)),
        Kind::RunFailed => (Some(StaffNews::RunFailed), None),
        Kind::StaffNotified => (Some(StaffNews::StaffNotified), None),
        Kind::ClientNotified => (None, Some(ClientNews::ClientNotified)),
        Kind::ConnectionAsked => (None, Some(ClientNews::ConnectionAsked)),
        Kind::ConnectionLost => (Some(StaffNews::ConnectionLost), Some(ClientNews::ConnectionLost)),
        Kind::ConnectionMended => (Some(StaffNews::ConnectionMended), None),
        Kind::PaymentRefunded => (Some(StaffNews::PaymentRefunded), None),
        Kind::PaymentDisputed => (Some(StaffNews::PaymentDisputed), None),
        Kind::PaymentBeyond => (Some(StaffNews::PaymentBeyond), None),
        Kind::FilesDelivered => (None, Some(ClientNews::FilesDelivered)),
        Kind::RequestChanged | Kind::TaskDone => (None, None),
    };
    News { staff, client }
}

/// An event as staff are told of it.
pub fn staff(news: StaffNews) -> ForStaff {
    use StaffAudience::{
        Admins, Everybody, InCharge, Keepers, Managers, Named, NamedOrManagers, Senders, Talkers, Watchers,
    };
    use StaffGroup::{Approvals, Assignments, Automation, Connections, Invoices, Notes, People, Projects, Requests};
    let (audience, group, line): (_, _, fn(&str, &str) -> String) = match news {
        StaffNews::RequestCreated => (InCharge, Requests, |who, what| format!("{who} sent “{what}”")),
        StaffNews::RequestReplied => (InCharge, Requests, |who, what| format!("{who} replied to “{what}”")),
        StaffNews::RequestNoted => (Everybody, Notes, |who, what| format!("{who} left a note on “{what}”")),
        StaffNews::RequestMentioned => (Named, Assignments, |who, what| format!("{who} mentioned you on “{what}”")),
        StaffNews::RequestAssigned => (Named, Assignments, |who, what| format!("{who} gave you “{what}”")),
        StaffNews::RequestClosed => (InCharge, Requests, |who, what| format!("{who} closed “{what}”")),
        StaffNews::RequestReopened => (InCharge, Requests, |who, what| format!("{who} reopened “{what}”")),
        StaffNews::RequestWoke => (Named, Assignments, |_, what| format!("“{what}” is back")),
        StaffNews::ProjectCommented => (Managers, Projects, |who, what| format!("{who} commented on “{what}”")),
        StaffNews::InvitationAccepted => {
            (NamedOrManagers, People, |who, what| format!("{who} accepted the invitation to {what}"))
        }
        StaffNews::ApprovalCommented => (Talkers, Approvals, |who, what| format!("{who} commented on “{what}”")),
        StaffNews::ApprovalApproved => (Senders, Approvals, |who, what| format!("{who} approved “{what}”")),
        StaffNews::ApprovalChangesRequested => {
            (Senders, Approvals, |who, what| format!("{who} asked for changes to “{what}”"))
        }
        StaffNews::ApprovalWithdrawn => {
            (Senders, Approvals, |who, what| format!("{who} took back a decision on “{what}”"))
        }
        StaffNews::ApprovalSettled => {
            (Keepers, Approvals, |_, what| format!("“{what}” moved on: all who are left to decide have approved"))
        }
        StaffNews::ApprovalUnreachable => {
            (Keepers, Approvals, |_, what| format!("Nobody is left who can decide on “{what}”"))
        }
        StaffNews::ApprovalResolved => {
            (Named, Approvals, |who, what| format!("{who} resolved your comment on “{what}”"))
        }
        StaffNews::FormSubmitted => (Managers, Automation, |who, what| format!("{who} sent “{what}”")),
        StaffNews::InvoicePaid => (Watchers, Invoices, |_, what| format!("Invoice {what} is paid")),
        StaffNews::ConnectionLost => (Watchers, Connections, |_, what| format!("{what} needs to be connected again")),
        StaffNews::ConnectionMended => (Watchers, Connections, |_, what| format!("{what} is connected")),
        StaffNews::PaymentFailed => (Watchers, Invoices, |_, what| format!("A payment of invoice {what} failed")),
        StaffNews::PaymentRefunded => (Watchers, Invoices, |_, what| format!("A payment of invoice {what} went back")),
        StaffNews::PaymentDisputed => (Watchers, Invoices, |_, what| format!("A payment of invoice {what}")),
        StaffNews::PaymentBeyond => (Watchers, Invoices, |_, what| {
            format!("More was paid on invoice {what} than was outstanding; the rest is the client's credit")
        }),
        StaffNews::RunFailed => (Watchers, Automation, |_, what| format!("A run of “{what}” failed")),
        StaffNews::StaffNotified => (Watchers, Automation, |_, what| what.to_owned()),
        StaffNews::WebhookPaused => (Admins, Connections, |_, what| format!("The webhook to {what} is paused")),
    };
    ForStaff { audience, group, line }
}

/// Whether an event is for staff to know at once: who answers a dispute too late has lost it.
pub const fn is_urgent(news: StaffNews) -> bool {
    matches!(news, StaffNews::PaymentDisputed)
}

/// An event as clients are told of it.
pub fn client(news: ClientNews) -> ForClient {
    match news {
        ClientNews::RequestReplied => ForClient {
            audience: ClientAudience::Author,
            group: ClientGroup::Answers,
            icon: Icon::Message,
            line: |who, what| format!("{who} replied to “{what}”"),
            mail: "Read and answer it in your portal.",
        },
        ClientNews::RequestClosed => ForClient {
            audience: ClientAudience::Author,
            group: ClientGroup::Requests,
            icon: Icon::Check,
            line: |who, what| format!("{who} closed “{what}”"),
            mail: "If something is still open, write there again and it opens.",
        },
        ClientNews::RequestReopened => ForClient {
            audience: ClientAudience::Author,
            group: ClientGroup::Requests,
            icon: Icon::Refresh,
            line: |who, what| format!("{who} reopened “{what}”"),
            mail: "Follow it in your portal.",
        },
        ClientNews::RequestMerged => ForClient {
            audience: ClientAudience::Author,
            group: ClientGroup::Requests,
            icon: Icon::Requests,
            line: |who, what| format!("{who} put “{what}” together with another request"),
            mail: "All that was said stands there, and goes on there.",
        },
        ClientNews::RequestSplit => ForClient {
            audience: ClientAudience::Author,
            group: ClientGroup::Requests,
            icon: Icon::Requests,
            line: |who, what| format!("{who} made “{what}” a request of its own"),
            mail: "Follow it in your portal.",
        },
        ClientNews::RequestOpened => ForClient {
            audience: ClientAudience::Author,
            group: ClientGroup::Answers,
            icon: Icon::Message,
            line: |who, what| format!("{who} opened “{what}” for you"),
            mail: "Read and answer it in your portal.",
        },
        ClientNews::ProjectCreated => ForClient {
            audience: ClientAudience::Members,
            group: ClientGroup::Projects,
            icon: Icon::Projects,
            line: |who, what| format!("{who} started the project “{what}”"),
            mail: "Its plan is in your portal.",
        },
        ClientNews::ProjectCompleted => ForClient {
            audience: ClientAudience::Members,
            group: ClientGroup::Projects,
            icon: Icon::Check,
            line: |who, what| format!("{who} completed the project “{what}”"),
            mail: "What was done is in your portal.",
        },
        ClientNews::ProjectCommented => ForClient {
            audience: ClientAudience::Members,
            group: ClientGroup::Comments,
            icon: Icon::Message,
            line: |who, what| format!("{who} commented on “{what}”"),
            mail: "Read it in your portal.",
        },
        ClientNews::MilestoneCompleted => ForClient {
            audience: ClientAudience::Members,
            group: ClientGroup::Projects,
            icon: Icon::Flag,
            line: |_, what| format!("The milestone “{what}” is reached"),
            mail: "What comes next is in your portal.",
        },
        ClientNews::ApprovalSent => ForClient {
            audience: ClientAudience::Named,
            group: ClientGroup::Approvals,
            icon: Icon::Approvals,
            line: |who, what| format!("{who} sent “{what}” for your approval"),
            mail: "Look at it, comment and decide in your portal.",
        },
        ClientNews::ApprovalVersionSent => ForClient {
            audience: ClientAudience::Named,
            group: ClientGroup::Approvals,
            icon: Icon::Approvals,
            line: |who, what| format!("{who} sent a new version of “{what}”"),
            mail: "Compare it with the one before, and decide in your portal.",
        },
        ClientNews::ApprovalNext => ForClient {
            audience: ClientAudience::Named,
            group: ClientGroup::Approvals,
            icon: Icon::Approvals,
            line: |_, what| format!("The next step of “{what}” waits for you"),
            mail: "Look at it, comment and decide in your portal.",
        },
        ClientNews::ApprovalReminded => ForClient {
            audience: ClientAudience::Named,
            group: ClientGroup::Approvals,
            icon: Icon::Clock,
            line: |_, what| format!("“{what}” waits for your decision"),
            mail: "It takes you one look: approve it, or say what should change.",
        },
        ClientNews::ApprovalCommented => ForClient {
            audience: ClientAudience::Named,
            group: ClientGroup::Comments,
            icon: Icon::Message,
            line: |who, what| format!("{who} commented on “{what}”"),
            mail: "Read it in your portal.",
        },
        ClientNews::ApprovalApproved => ForClient {
            audience: ClientAudience::Named,
            group: ClientGroup::Approvals,
            icon: Icon::Check,
            line: |who, what| format!("{who} approved “{what}”"),
            mail: "This step needs no decision of yours any more. All that was said is in your portal.",
        },
        ClientNews::ApprovalChangesRequested => ForClient {
            audience: ClientAudience::Named,
            group: ClientGroup::Approvals,
            icon: Icon::Refresh,
            line: |who, what| format!("{who} asked for changes to “{what}”"),
            mail: "The next version will come. What should change is in your portal.",
        },
        ClientNews::ApprovalWithdrawn => ForClient {
            audience: ClientAudience::Named,
            group: ClientGroup::Approvals,
            icon: Icon::Approvals,
            line: |who, what| format!("{who} took back a decision on “{what}”"),
            mail: "It is open again. Look at it and decide in your portal.",
        },
        ClientNews::ApprovalResolved => ForClient {
            audience: ClientAudience::Named,
            group: ClientGroup::Comments,
            icon: Icon::Check,
            line: |who, what| format!("{who} resolved your comment on “{what}”"),
            mail: "Look at it in your portal. If it is not dealt with, open it again there.",
        },
        ClientNews::InvoiceIssued => ForClient {
            audience: ClientAudience::Billed,
            group: ClientGroup::Invoices,
            icon: Icon::Billing,
            line: |_, what| format!("New invoice {what}"),
            mail: "What it is for, and how to pay it, is in your portal.",
        },
        ClientNews::CreditNoteIssued => ForClient {
            audience: ClientAudience::Billed,
            group: ClientGroup::Invoices,
            icon: Icon::Billing,
            line: |_, what| format!("Credit note {what}"),
            mail: "What it takes back is in your portal.",
        },
        ClientNews::ConnectionAsked => ForClient {
            audience: ClientAudience::Connectors,
            group: ClientGroup::Connections,
            icon: Icon::Connections,
            line: |who, what| format!("{who} asks you to connect {what}"),
            mail: "Whatever needs this account begins, or goes on, by itself then.",
        },
        ClientNews::ConnectionLost => ForClient {
            audience: ClientAudience::Connectors,
            group: ClientGroup::Connections,
            icon: Icon::Connections,
            line: |_, what| format!("{what} needs to be connected again"),
            mail: "What is done for you with this account waits until then, and goes on by itself.",
        },
        ClientNews::InvoiceReminded => ForClient {
            audience: ClientAudience::Billed,
            group: ClientGroup::Invoices,
            icon: Icon::Clock,
            line: |_, what| what.to_owned(),
            mail: "What is open, and how to pay it, is in your portal. If you have paid already, there is nothing to do.",
        },
        ClientNews::InvoicePaid => ForClient {
            audience: ClientAudience::Billed,
            group: ClientGroup::Invoices,
            icon: Icon::Check,
            line: |_, what| format!("Invoice {what} is paid"),
            mail: "How and when stands on it in your portal.",
        },
        ClientNews::PaymentFailed => ForClient {
            audience: ClientAudience::Billed,
            group: ClientGroup::Invoices,
            icon: Icon::Billing,
            line: |_, what| format!("The payment of invoice {what} did not go through"),
            mail: "No money came. What is open, and how to pay it, is in your portal.",
        },
        ClientNews::FormAwaited => ForClient {
            audience: ClientAudience::Answerers,
            group: ClientGroup::Automation,
            icon: Icon::Forms,
            line: |_, what| format!("“{what}” waits for your answers"),
            mail: "What is done for you goes on as soon as you have sent it.",
        },
        ClientNews::ClientNotified => ForClient {
            audience: ClientAudience::Automated,
            group: ClientGroup::Automation,
            icon: Icon::Bell,
            line: |_, what| what.to_owned(),
            mail: "What runs for you is in your portal.",
        },
        ClientNews::FilesDelivered => ForClient {
            audience: ClientAudience::Members,
            group: ClientGroup::Projects,
            icon: Icon::Files,
            line: |_, what| format!("New in your files: {what}"),
            mail: "Look at it and download it in your portal.",
        },
    }
}

/// What clients choose by.
pub const fn client_group(group: ClientGroup) -> Group {
    let (label, help, default) = match group {
        ClientGroup::Answers => {
            ("Answers", "The team wrote in one of your requests, or opened one for you", MailChoice::Now)
        }
        ClientGroup::Requests => {
            ("Requests", "One of your requests was closed, reopened, merged or split", MailChoice::Now)
        }
        ClientGroup::Approvals => {
            ("Approvals", "Work waits for your decision, or a colleague decided", MailChoice::Now)
        }
        ClientGroup::Projects => {
            ("Projects", "A project begins or ends, a milestone is reached, files are there", MailChoice::Digest)
        }
        ClientGroup::Comments => (
            "Comments",
            "Somebody commented on a project or an approval, or a comment of yours was resolved",
            MailChoice::Now,
        ),
        ClientGroup::Invoices => (
            "Invoices",
            "An invoice or a credit note is there, is to be paid or is paid, or a payment failed",
            MailChoice::Now,
        ),
        ClientGroup::Automation => {
            ("Workflows", "Something that runs for you has news, or waits for a form", MailChoice::Now)
        }
        ClientGroup::Connections => {
            ("Connections", "An account has to be connected, or connected again", MailChoice::Now)
        }
    };
    Group { label, help, default }
}

/// What staff choose by.
pub const fn staff_group(group: StaffGroup) -> Group {
    let (label, help, default) = match group {
        StaffGroup::Assignments => {
            ("For you", "You were given a request or mentioned, or one is back from its snooze", MailChoice::Now)
        }
        StaffGroup::Requests => ("Requests", "A client sent, answered, closed or reopened a request", MailChoice::Now),
        StaffGroup::Notes => ("Notes", "A colleague left a note", MailChoice::Off),
        StaffGroup::Approvals => (
            "Approvals",
            "A client decided or commented on work, or a comment of yours was answered or resolved",
            MailChoice::Now,
        ),
        StaffGroup::Projects => ("Projects", "A client commented on a project", MailChoice::Now),
        StaffGroup::People => ("People", "A client accepted an invitation", MailChoice::Digest),
        StaffGroup::Connections => {
            ("Connections", "A client's account was lost or connected, or a webhook is paused", MailChoice::Now)
        }
        StaffGroup::Invoices => {
            ("Invoices", "An invoice was paid, a payment failed or is disputed, or money went back", MailChoice::Digest)
        }
        StaffGroup::Automation => {
            ("Workflows", "A client sent a form, a run failed, or a workflow has news", MailChoice::Now)
        }
    };
    Group { label, help, default }
}
