//! Which of what waits goes into which mail: a rule without I/O.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::entity::words::MailChoice;
use crate::features::notifications::wishes::{Grouped, Wishes};
use crate::ids::{ApprovalId, FormId, InvoiceId, NotificationId, ProjectId, RequestId, RunId, WorkflowId, WorkspaceId};

/// A notification that waits to go into a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<G> {
    pub id: NotificationId,
    pub group: G,
    /// The event's word.
    pub event: &'static str,
    pub title: String,
    /// What the mail says below the title.
    pub hint: &'static str,
    /// Whether it tells of a message that the mail may repeat.
    pub is_message: bool,
    pub workspace: Option<WorkspaceId>,
    pub request: Option<RequestId>,
    pub project: Option<ProjectId>,
    pub approval: Option<ApprovalId>,
    pub invoice: Option<InvoiceId>,
    pub run: Option<(WorkflowId, RunId)>,
    pub form: Option<FormId>,
    pub created_at: DateTime<Utc>,
    pub mail_at: DateTime<Utc>,
}

/// What a mail is about: mails about the same come as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    Request(RequestId),
    Project(ProjectId),
    Approval(ApprovalId),
    Invoice(InvoiceId),
    Form(FormId),
    Run(WorkflowId, RunId),
    Itself(NotificationId),
}

impl<G> Line<G> {
    pub fn topic(&self) -> Topic {
        let first = self.invoice.map(Topic::Invoice).or(self.approval.map(Topic::Approval));
        let work = first.or(self.request.map(Topic::Request)).or(self.project.map(Topic::Project));
        let automated = self.form.map(Topic::Form).or(self.run.map(|(workflow, run)| Topic::Run(workflow, run)));
        work.or(automated).unwrap_or(Topic::Itself(self.id))
    }
}

/// What becomes of the lines.
#[derive(Debug, PartialEq, Eq)]
pub struct Sorted<G> {
    /// No mail is wanted.
    pub off: Vec<NotificationId>,
    /// They wait until then.
    pub later: Vec<(NotificationId, DateTime<Utc>)>,
    /// A mail each.
    pub mails: Vec<Vec<Line<G>>>,
    /// A mail each, about many things of one kind.
    pub heaps: Vec<Vec<Line<G>>>,
    /// One mail.
    pub digest: Vec<Line<G>>,
}

/// More things of one kind than this at once are one mail; a message is always one of its own, so that it can be answered.
const MOST_AT_ONCE: usize = 5;

/// Sorts one person's lines, the earliest first.
pub fn sort<G: Grouped>(lines: Vec<Line<G>>, wishes: &Wishes<G>, now: DateTime<Utc>, zone: Tz) -> Sorted<G> {
    let mut sorted =
        Sorted { off: Vec::new(), later: Vec::new(), mails: Vec::new(), heaps: Vec::new(), digest: Vec::new() };
    let quiet = wishes.quiet_until(now, zone);
    for line in lines {
        let digest_at = wishes.digest_after(line.created_at, zone);
        match (wishes.of_one(line.group, line.event), quiet) {
            (MailChoice::Off, _) => sorted.off.push(line.id),
            (_, Some(until)) if line.mail_at <= now => sorted.later.push((line.id, until)),
            (_, Some(_)) => {}
            (MailChoice::Digest, None) if digest_at <= now => sorted.digest.push(line),
            (MailChoice::Digest, None) => sorted.later.push((line.id, digest_at)),
            (MailChoice::Now, None) => {
                match sorted.mails.iter_mut().find(|mail| mail.iter().any(|other| other.topic() == line.topic())) {
                    Some(mail) => mail.push(line),
                    None => sorted.mails.push(vec![line]),
                }
            }
        }
    }
    // The first line of a mail has waited long enough for others to come with it, or all wait on.
    sorted.mails.retain(|mail| mail.iter().any(|line| line.mail_at <= now));
    heap(&mut sorted);
    sorted
}

/// Puts together what would be too many mails.
fn heap<G: Grouped>(sorted: &mut Sorted<G>) {
    let kind = |mail: &Vec<Line<G>>| match mail.last() {
        Some(last) if !mail.iter().any(|line| line.is_message) => Some(last.group.word()),
        _ => None,
    };
    let mut kinds: Vec<_> = sorted.mails.iter().filter_map(kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    for word in kinds {
        let of_kind = |mail: &Vec<Line<G>>| kind(mail) == Some(word);
        if sorted.mails.iter().filter(|mail| of_kind(mail)).count() > MOST_AT_ONCE {
            let (many, others): (Vec<_>, Vec<_>) = std::mem::take(&mut sorted.mails).into_iter().partition(of_kind);
            sorted.mails = others;
            sorted.heaps.push(many.into_iter().flatten().collect());
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::entity::words::ClientGroup::{self, Answers, Projects};
    use crate::ids::Id;

    fn now() -> DateTime<Utc> {
        "2026-11-12T12:00:00Z".parse().expect("a time")
    }

    fn line(group: ClientGroup, request: RequestId, minutes_ago: i64) -> Line<ClientGroup> {
        let created_at = now() - TimeDelta::minutes(minutes_ago);
        Line {
            id: NotificationId::new(),
            group,
            event: "",
            title: String::new(),
            hint: "",
            is_message: false,
            workspace: None,
            request: Some(request),
            project: None,
            approval: None,
            invoice: None,
            run: None,
            form: None,
            created_at,
            mail_at: created_at + TimeDelta::minutes(5),
        }
    }

    #[test]
    fn a_thread_waits_for_its_first_line_and_then_takes_all() {
        let (hot, cold) = (RequestId::new(), RequestId::new());
        let lines = vec![line(Answers, hot, 5), line(Answers, cold, 4), line(Answers, hot, 1)];
        let sorted = sort(lines.clone(), &Wishes::default(), now(), Tz::UTC);
        assert_eq!(sorted.mails, [vec![lines[0].clone(), lines[2].clone()]]);
        assert!(sorted.later.is_empty() && sorted.off.is_empty() && sorted.digest.is_empty());
    }

    #[test]
    fn many_things_of_one_kind_are_one_mail_and_messages_are_not() {
        let closed = |count| (0..count).map(|_| line(ClientGroup::Requests, RequestId::new(), 9)).collect::<Vec<_>>();
        let few = sort(closed(MOST_AT_ONCE), &Wishes::default(), now(), Tz::UTC);
        assert_eq!((few.mails.len(), few.heaps.len()), (MOST_AT_ONCE, 0));
        let said = (0..40).map(|_| Line { is_message: true, ..line(Answers, RequestId::new(), 9) });
        let many = sort(closed(40).into_iter().chain(said).collect(), &Wishes::default(), now(), Tz::UTC);
        assert_eq!((many.mails.len(), many.heaps.len()), (40, 1));
        assert_eq!(many.heaps[0].len(), 40);
    }

    #[test]
    fn a_digest_takes_what_happened_before_its_hour() {
        let (old, new) = (line(Projects, RequestId::new(), 60 * 5), line(Projects, RequestId::new(), 30));
        let sorted = sort(vec![old.clone(), new.clone()], &Wishes::default(), now(), Tz::UTC);
        assert_eq!(sorted.digest, [old]);
        assert_eq!(sorted.later, [(new.id, now() + TimeDelta::hours(20))]);
    }

    #[test]
    fn in_quiet_hours_everything_waits_and_what_is_off_goes() {
        let mut wishes = Wishes::at(8, Some((11, 13)));
        wishes.choose(Projects, MailChoice::Off);
        let (due, fresh, off) = (
            line(Answers, RequestId::new(), 9),
            line(Answers, RequestId::new(), 1),
            line(Projects, RequestId::new(), 9),
        );
        let sorted = sort(vec![due.clone(), fresh, off.clone()], &wishes, now(), Tz::UTC);
        assert_eq!(sorted.later, [(due.id, now() + TimeDelta::hours(1))]);
        assert_eq!(sorted.off, [off.id]);
        assert!(sorted.mails.is_empty() && sorted.digest.is_empty());
    }
}
