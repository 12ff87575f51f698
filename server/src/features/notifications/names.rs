//! What single events are called where mails about them are chosen.

use super::catalogue;
use crate::entity::words::{ClientGroup, ClientNews};

/// An event's name for a client.
pub const fn client(news: ClientNews) -> &'static str {
    match news {
        ClientNews::RequestReplied => "The team answered",
        ClientNews::RequestClosed => "A request was closed",
        ClientNews::RequestReopened => "A request was opened again",
        ClientNews::RequestMerged => "A request goes on in another",
        ClientNews::RequestSplit => "A request became two",
        ClientNews::RequestOpened => "The team opened a request for you",
        ClientNews::ProjectCreated => "A project begins",
        ClientNews::ProjectCompleted => "A project is done",
        ClientNews::ProjectCommented => "A comment on a project",
        ClientNews::MilestoneCompleted => "A milestone is reached",
        ClientNews::ApprovalSent => "Work was sent",
        ClientNews::ApprovalVersionSent => "A new version was sent",
        ClientNews::ApprovalNext => "The next step waits",
        ClientNews::ApprovalReminded => "A reminder to decide",
        ClientNews::ApprovalCommented => "A comment on an approval",
        ClientNews::ApprovalApproved => "A colleague approved",
        ClientNews::ApprovalChangesRequested => "A colleague asked for changes",
        ClientNews::ApprovalWithdrawn => "A colleague took back a decision",
        ClientNews::ApprovalResolved => "Your comment was resolved",
        ClientNews::InvoiceIssued => "A new invoice",
        ClientNews::CreditNoteIssued => "A credit note",
        ClientNews::InvoiceReminded => "A reminder to pay",
        ClientNews::InvoicePaid => "An invoice is paid",
        ClientNews::PaymentFailed => "A payment failed",
        ClientNews::FormAwaited => "A form waits",
        ClientNews::ClientNotified => "Something has news",
        ClientNews::ConnectionAsked => "An account is needed",
        ClientNews::ConnectionLost => "An account was lost",
        ClientNews::FilesDelivered => "New files",
    }
}

/// The events of a group, where there is more than one to choose about.
pub fn within(group: ClientGroup) -> Vec<ClientNews> {
    let all: Vec<ClientNews> =
        ClientNews::ALL.iter().copied().filter(|news| catalogue::client(*news).group == group).collect();
    if all.len() > 1 { all } else { Vec::new() }
}
