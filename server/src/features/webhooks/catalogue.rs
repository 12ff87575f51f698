//! Every event that a webhook can be told of. A new kind of happening asks here what it is called outside, and whether
//! anybody outside is told of it at all.

use crate::entity::words::ActivityKind as Kind;

/// The event that only tries a webhook out; nobody chooses it.
pub const TEST: &str = "webhook.test";

/// An event, as it is called outside.
pub struct Event {
    pub name: &'static str,
    /// What happened, in a line.
    pub summary: &'static str,
    /// Whether clients never see that it happened. The others may say more of a thing than its client sees.
    pub internal: bool,
}

/// All events, in the order of their kinds.
pub fn all() -> impl Iterator<Item = Event> {
    Kind::ALL.iter().filter_map(|kind| of(*kind))
}

/// The event that a kind of happening is; none where it is told to people alone.
pub fn of(kind: Kind) -> Option<Event> {
    let (name, summary) = match kind {
        Kind::RequestCreated => ("request.created", "A client sent a request"),
        Kind::RequestOpened => ("request.opened", "Staff opened a request on a client's behalf"),
        Kind::RequestReplied => ("request.replied", "Somebody wrote in a request"),
        Kind::RequestNoted => ("request.noted", "Staff left an internal note on a request"),
        Kind::RequestAssigned => ("request.assigned", "A request was given to somebody"),
        Kind::RequestChanged => ("request.changed", "Priority, project, tags or the like of a request changed"),
        Kind::RequestClosed => ("request.closed", "A request was closed"),
        Kind::RequestReopened => ("request.reopened", "A request was opened again"),
        Kind::RequestMerged => ("request.merged", "A request became a part of another"),
        Kind::RequestSplit => ("request.split", "A message became a request of its own"),
        Kind::RequestWoke => ("request.woke", "A request is back that was out of sight"),
        Kind::ProjectCreated => ("project.created", "A project began"),
        Kind::ProjectCompleted => ("project.completed", "A project was completed"),
        Kind::ProjectCommented => ("project.commented", "Somebody commented on a project"),
        Kind::MilestoneCompleted => ("milestone.completed", "A milestone was reached"),
        Kind::TaskDone => ("task.done", "A task was done"),
        Kind::InvitationAccepted => ("invitation.accepted", "A client accepted an invitation"),
        Kind::ApprovalSent => ("approval.sent", "Work was sent for approval"),
        Kind::ApprovalVersionSent => ("approval.version_sent", "A new version of work was sent"),
        Kind::ApprovalNext => ("approval.step_opened", "The next step of an approval opened"),
        Kind::ApprovalReminded => ("approval.reminded", "People were reminded of a decision"),
        Kind::ApprovalCommented => ("approval.commented", "Somebody commented on an approval"),
        Kind::ApprovalApproved => ("approval.approved", "A client approved"),
        Kind::ApprovalChangesRequested => ("approval.changes_requested", "A client asked for changes"),
        Kind::ApprovalWithdrawn => ("approval.withdrawn", "A client took a decision back"),
        Kind::ApprovalSettled => ("approval.settled", "A step was approved because those who decide changed"),
        Kind::ApprovalUnreachable => ("approval.unreachable", "Nobody is left who can decide on a step"),
        Kind::ApprovalResolved => ("approval.resolved", "A comment on an approval was resolved"),
        Kind::InvoiceIssued => ("invoice.issued", "An invoice was issued"),
        Kind::CreditNoteIssued => ("credit_note.issued", "A credit note was issued"),
        Kind::InvoiceReminded => ("invoice.reminded", "A client was reminded of invoices"),
        Kind::InvoicePaid => ("invoice.paid", "An invoice is paid"),
        Kind::PaymentFailed => ("payment.failed", "A payment failed"),
        Kind::PaymentRefunded => ("payment.refunded", "A payment went back"),
        Kind::PaymentDisputed => ("payment.disputed", "A payment is disputed"),
        Kind::PaymentBeyond => ("payment.beyond", "More was paid than was outstanding"),
        Kind::FormSubmitted => ("form.submitted", "A client sent a form"),
        Kind::FormAwaited => ("form.awaited", "A run waits for a form"),
        Kind::RunFailed => ("run.failed", "A run of a workflow failed"),
        Kind::ConnectionAsked => ("connection.asked", "A client is asked to connect an account"),
        Kind::ConnectionLost => ("connection.lost", "An account has to be connected again"),
        Kind::ConnectionMended => ("connection.mended", "An account was connected"),
        Kind::FilesDelivered => ("files.delivered", "Files were delivered to a client's gallery"),
        // Said to somebody, and nothing that happened to a thing.
        Kind::RequestMentioned | Kind::StaffNotified | Kind::ClientNotified => return None,
    };
    // What staff do with requests among themselves, and what they have to mend.
    let internal = matches!(
        kind,
        Kind::RequestNoted
            | Kind::RequestAssigned
            | Kind::RequestChanged
            | Kind::RequestWoke
            | Kind::ApprovalUnreachable
    );
    Some(Event { name, summary, internal })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn an_event_is_one_thing_and_what_happened_to_it() {
        let names: Vec<&str> = all().map(|event| event.name).collect();
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "two events have one name");
        for name in &names {
            let (thing, past) = name.split_once('.').unwrap();
            let plain = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
            assert!(plain(thing) && plain(past), "{name}");
        }
        assert!(names.len() > 30 && !names.contains(&TEST));
    }

    #[test]
    fn what_clients_never_see_is_internal() {
        let internal: BTreeSet<&str> = all().filter(|event| event.internal).map(|event| event.name).collect();
        let never = ["approval.unreachable", "request.assigned", "request.changed", "request.noted", "request.woke"];
        assert_eq!(internal, BTreeSet::from(never));
    }
}
