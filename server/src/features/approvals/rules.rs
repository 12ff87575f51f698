//! What decisions come to, whose turn it is, and when somebody is to be reminded: rules without I/O.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};

use crate::entity::words::{ApprovalEventKind, ApprovalStatus, ReviewRule, Verdict, WaitsOn};
use crate::entity::{agency, approval_decision, approval_event, approval_step};
use crate::ids::{ApprovalStepId, ClientId};

/// Where an approval stands.
#[derive(Debug, PartialEq, Eq)]
pub struct Standing {
    pub status: ApprovalStatus,
    pub waits_on: WaitsOn,
    pub due_at: Option<DateTime<Utc>>,
    /// The steps that can be decided on now.
    pub open: BTreeSet<ApprovalStepId>,
}

/// Where an approval with these steps, in their order, stands. Of steps in a sequence the first that is not approved
/// is open, of parallel ones all that wait for the client. It is the agency's turn where nobody is left who could decide
/// on any of them.
pub fn standing(parallel: bool, archived: bool, steps: &[approval_step::Model]) -> Standing {
    let undecided = || steps.iter().filter(|step| step.status != ApprovalStatus::Approved);
    let status = undecided().next().map_or(ApprovalStatus::Approved, |step| step.status);
    let waits = |step: &&approval_step::Model| {
        step.sent_at.is_some() && matches!(step.status, ApprovalStatus::Pending | ApprovalStatus::InReview)
    };
    let at_once = if parallel { usize::MAX } else { 1 };
    let mut open: BTreeSet<_> = undecided().take(at_once).filter(waits).map(|step| step.id).collect();
    if archived {
        open.clear();
    }
    let waits_on = if archived || status == ApprovalStatus::Approved {
        WaitsOn::Nobody
    } else if steps.iter().all(|step| step.unreachable_since.is_some() || !open.contains(&step.id)) {
        WaitsOn::Agency
    } else {
        WaitsOn::Client
    };
    let due_at = undecided().take(at_once).filter_map(|step| step.due_at).min();
    Standing { status, waits_on, due_at, open }
}

/// The last word of everybody who has said something on a version and not taken it back.
pub fn latest(decisions: &[approval_decision::Model]) -> BTreeMap<ClientId, Verdict> {
    let mut latest = BTreeMap::new();
    for decision in decisions {
        latest.insert(decision.client_user_id, decision.verdict);
    }
    latest.retain(|_, verdict| *verdict != Verdict::Withdrawn);
    latest
}

/// What the decisions on a step's current version, in their order, come to. One who asks for changes is enough.
pub fn outcome(
    step: &approval_step::Model,
    reviewers: &BTreeSet<ClientId>,
    decisions: &[approval_decision::Model],
) -> ApprovalStatus {
    let latest = latest(decisions);
    if latest.values().any(|verdict| *verdict == Verdict::ChangesRequested) {
        return ApprovalStatus::NeedsChanges;
    }
    let enough = match step.rule {
        ReviewRule::Any => !latest.is_empty(),
        ReviewRule::All => !reviewers.is_empty() && reviewers.iter().all(|person| latest.contains_key(person)),
        ReviewRule::Quorum => latest.len() >= needed(step),
    };
    if enough { ApprovalStatus::Approved } else { ApprovalStatus::InReview }
}

/// How many have to approve.
fn needed(step: &approval_step::Model) -> usize {
    step.quorum.and_then(|most| usize::try_from(most).ok()).unwrap_or(1)
}

/// Whether those who may decide now could still bring about that a step is approved, after these decisions on its current
/// version.
pub fn reachable(
    step: &approval_step::Model,
    reviewers: &BTreeSet<ClientId>,
    decisions: &[approval_decision::Model],
) -> bool {
    let latest = latest(decisions);
    let undecided = reviewers.iter().filter(|person| !latest.contains_key(person)).count();
    match step.rule {
        ReviewRule::Any | ReviewRule::All => undecided > 0,
        ReviewRule::Quorum => undecided > 0 && latest.len() + undecided >= needed(step),
    }
}

/// Where in a history, the earliest first, it says that a step was approved, for the last time and without that being taken
/// back. It stands also where a next version was sent since.
pub fn approval_that_stands(events: &[approval_event::Model], step: ApprovalStepId) -> Option<usize> {
    let stands = |at: usize, event: &approval_event::Model| {
        let taken_back = |later: &approval_event::Model| {
            later.kind == ApprovalEventKind::Withdrawn && later.version_id == event.version_id
        };
        let is_approval = event.kind == ApprovalEventKind::StepApproved && event.step_id == Some(step);
        is_approval && !events[at + 1..].iter().any(taken_back)
    };
    events.iter().enumerate().rev().find(|(at, event)| stands(*at, event)).map(|(at, _)| at)
}

/// How an agency reminds.
#[derive(Clone, Copy, Debug)]
pub struct Policy {
    pub before: TimeDelta,
    pub every: TimeDelta,
    pub at_most: i32,
}

impl From<&agency::Model> for Policy {
    fn from(row: &agency::Model) -> Self {
        Self {
            before: TimeDelta::hours(row.remind_before_hours.into()),
            every: TimeDelta::hours(row.remind_every_hours.into()),
            at_most: row.remind_at_most,
        }
    }
}

/// When people are to be reminded next of what waits since `since`: once before it is due, then again and again
/// after it.
pub fn next_reminder(
    policy: Policy,
    due_at: Option<DateTime<Utc>>,
    since: DateTime<Utc>,
    reminded: i32,
) -> Option<DateTime<Utc>> {
    let due = due_at.filter(|_| reminded < policy.at_most)?;
    let first = due - policy.before;
    if policy.before > TimeDelta::zero() && first > since {
        return Some(first);
    }
    if policy.every <= TimeDelta::zero() {
        return None;
    }
    let passed = (since - due).num_seconds().max(-1).div_euclid(policy.every.num_seconds()) + 1;
    Some(due + policy.every * i32::try_from(passed.max(1)).unwrap_or(i32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{AgencyId, ApprovalDecisionId, ApprovalId, ApprovalVersionId, Id, WorkspaceId};
    use ApprovalStatus::{Approved, InReview, NeedsChanges, Pending};

    fn now() -> DateTime<Utc> {
        "2026-11-22T09:30:00Z".parse().expect("a time")
    }

    fn step(status: ApprovalStatus, sent: bool) -> approval_step::Model {
        approval_step::Model {
            id: ApprovalStepId::new(),
            agency_id: AgencyId::new(),
            workspace_id: WorkspaceId::new(),
            approval_id: ApprovalId::new(),
            position: 1,
            title: String::new(),
            instructions: String::new(),
            rule: ReviewRule::Any,
            quorum: None,
            due_at: None,
            status,
            waits_since: None,
            unreachable_since: None,
            sent_at: sent.then(now),
            decided_at: None,
            reminders: 0,
            reminded_at: None,
            remind_at: None,
        }
    }

    fn said(person: ClientId, verdict: Verdict) -> approval_decision::Model {
        approval_decision::Model {
            id: ApprovalDecisionId::new(),
            agency_id: AgencyId::new(),
            workspace_id: WorkspaceId::new(),
            approval_id: ApprovalId::new(),
            step_id: ApprovalStepId::new(),
            version_id: ApprovalVersionId::new(),
            client_user_id: person,
            author_name: String::new(),
            verdict,
            feedback: String::new(),
            evidence: String::new(),
            created_at: now(),
        }
    }

    #[test]
    fn the_first_step_that_is_not_approved_says_where_an_approval_stands() {
        for (statuses, status, waits_on, open) in [
            (vec![(Pending, true), (Pending, false)], Pending, WaitsOn::Client, 1),
            (vec![(Approved, true), (InReview, true), (Pending, true)], InReview, WaitsOn::Client, 1),
            (vec![(NeedsChanges, true), (Pending, true)], NeedsChanges, WaitsOn::Agency, 0),
            (vec![(Approved, true), (Pending, false)], Pending, WaitsOn::Agency, 0),
            (vec![(Approved, true), (Approved, true)], Approved, WaitsOn::Nobody, 0),
        ] {
            let steps: Vec<_> = statuses.into_iter().map(|(status, sent)| step(status, sent)).collect();
            let standing = standing(false, false, &steps);
            assert_eq!((standing.status, standing.waits_on, standing.open.len()), (status, waits_on, open));
        }
    }

    #[test]
    fn parallel_steps_are_open_together() {
        let steps = [step(NeedsChanges, true), step(Pending, true), step(InReview, true), step(Pending, false)];
        let together = standing(true, false, &steps);
        assert_eq!((together.status, together.waits_on), (NeedsChanges, WaitsOn::Client));
        assert_eq!(together.open, BTreeSet::from([steps[1].id, steps[2].id]));
        let archived = standing(true, true, &steps);
        assert_eq!((archived.waits_on, archived.open.len()), (WaitsOn::Nobody, 0));
    }

    #[test]
    fn the_last_word_of_everybody_counts_and_one_who_asks_for_changes_is_enough() {
        let (carla, ben) = (ClientId::new(), ClientId::new());
        let both = BTreeSet::from([carla, ben]);
        let (yes, no, back) = (Verdict::Approved, Verdict::ChangesRequested, Verdict::Withdrawn);
        for (rule, quorum, words, expected) in [
            (ReviewRule::Any, None, vec![(carla, yes)], Approved),
            (ReviewRule::All, None, vec![(carla, yes)], InReview),
            (ReviewRule::All, None, vec![(carla, yes), (ben, yes)], Approved),
            (ReviewRule::All, None, vec![(carla, yes), (ben, no)], NeedsChanges),
            (ReviewRule::Quorum, Some(2), vec![(carla, yes)], InReview),
            (ReviewRule::Quorum, Some(2), vec![(carla, yes), (ben, yes)], Approved),
            (ReviewRule::Any, None, vec![(carla, yes), (carla, back)], InReview),
            (ReviewRule::Any, None, vec![(carla, no), (carla, back), (ben, yes)], Approved),
            (ReviewRule::All, None, vec![(carla, no), (carla, yes), (ben, yes)], Approved),
        ] {
            let decisions: Vec<_> = words.iter().map(|(person, verdict)| said(*person, *verdict)).collect();
            let step = approval_step::Model { rule, quorum, ..step(InReview, true) };
            assert_eq!(outcome(&step, &both, &decisions), expected, "{rule:?} {words:?}");
        }
        // Nobody is left who could approve: nothing is approved by that.
        let step = approval_step::Model { rule: ReviewRule::All, ..step(InReview, true) };
        assert_eq!(outcome(&step, &BTreeSet::new(), &[]), InReview);
    }

    #[test]
    fn what_nobody_could_decide_is_the_agencys_turn() {
        let mut steps = [step(Pending, true), step(InReview, true)];
        steps[0].unreachable_since = Some(now());
        assert_eq!(standing(false, false, &steps).waits_on, WaitsOn::Agency);
        assert_eq!(standing(true, false, &steps).waits_on, WaitsOn::Client, "the other can be decided on");
        steps[1].unreachable_since = Some(now());
        assert_eq!(standing(true, false, &steps).waits_on, WaitsOn::Agency);
    }

    #[test]
    fn those_who_are_left_can_decide_or_they_are_too_few() {
        let (carla, ben, dora) = (ClientId::new(), ClientId::new(), ClientId::new());
        for (rule, quorum, left, approved, expected) in [
            (ReviewRule::Any, None, vec![carla], vec![], true),
            (ReviewRule::Any, None, vec![], vec![], false),
            (ReviewRule::All, None, vec![ben], vec![carla], true),
            (ReviewRule::All, None, vec![], vec![carla], false),
            (ReviewRule::Quorum, Some(2), vec![ben], vec![carla], true),
            (ReviewRule::Quorum, Some(3), vec![ben], vec![carla], false),
            (ReviewRule::Quorum, Some(2), vec![carla], vec![carla], false),
            (ReviewRule::Quorum, Some(3), vec![carla, ben, dora], vec![carla], true),
        ] {
            let decisions: Vec<_> = approved.iter().map(|person| said(*person, Verdict::Approved)).collect();
            let step = approval_step::Model { rule, quorum, ..step(InReview, true) };
            let left = left.into_iter().collect();
            assert_eq!(reachable(&step, &left, &decisions), expected, "{rule:?} {quorum:?} {left:?}");
            assert!(!expected || outcome(&step, &left, &decisions) == InReview);
        }
        // All of those who are left have approved; what people said who are gone is not asked of anybody else.
        let all = approval_step::Model { rule: ReviewRule::All, ..step(InReview, true) };
        let decisions = [said(carla, Verdict::Approved)];
        assert_eq!(outcome(&all, &BTreeSet::from([carla]), &decisions), Approved);
        assert_eq!(outcome(&all, &BTreeSet::new(), &decisions), InReview, "nobody is left whom one could ask");
    }

    #[test]
    fn people_are_reminded_before_the_deadline_and_then_again_and_again() {
        let policy = Policy { before: TimeDelta::hours(24), every: TimeDelta::hours(48), at_most: 3 };
        let due = now() + TimeDelta::days(3);
        let next = |since: DateTime<Utc>, reminded| next_reminder(policy, Some(due), since, reminded);
        assert_eq!(next(now(), 0), Some(due - TimeDelta::hours(24)));
        assert_eq!(next(due - TimeDelta::hours(24), 1), Some(due + TimeDelta::hours(48)));
        assert_eq!(next(due + TimeDelta::hours(48), 2), Some(due + TimeDelta::hours(96)));
        assert_eq!(next(due + TimeDelta::hours(70), 2), Some(due + TimeDelta::hours(96)));
        assert_eq!(next(due + TimeDelta::hours(96), 3), None);
        assert_eq!(next_reminder(policy, None, now(), 0), None);
        let never_after = Policy { every: TimeDelta::zero(), ..policy };
        assert_eq!(next_reminder(never_after, Some(due), due, 1), None);
        let only_after = Policy { before: TimeDelta::zero(), ..policy };
        assert_eq!(next_reminder(only_after, Some(due), now(), 0), Some(due + TimeDelta::hours(48)));
    }
}
