//! Workflows that are written once for many clients: who has one, and what would come of bringing them up to date.

use portico_openapi::types::{Ref, WorkflowStatus, WorkflowTemplate};
use uuid::Uuid;

use super::{counted, laid_out};

/// A template with those who have it.
#[derive(Clone, Debug, PartialEq)]
pub struct TemplateView {
    /// The template.
    pub template: WorkflowTemplate,
    /// The workflows that were made of it.
    pub instances: Vec<Instance>,
}

/// A client's workflow that was made of a template.
#[derive(Clone, Debug, PartialEq)]
pub struct Instance {
    /// The workflow.
    pub workflow: Uuid,
    /// Whose it is.
    pub client: Ref,
    /// Where it stands.
    pub status: WorkflowStatus,
    /// Which of the template's versions it was last given.
    pub number: i32,
}

impl TemplateView {
    /// Those that were given an earlier version.
    pub fn behind(&self) -> impl Iterator<Item = &Instance> {
        self.instances.iter().filter(|one| one.number < self.template.number)
    }

    /// Those that can be paused, or go on: all that run, or, where none does, all that are paused. The word is whether
    /// they would be paused.
    pub fn pausable(&self) -> (bool, Vec<Uuid>) {
        let of = |status| {
            let stand = self.instances.iter().filter(move |one| one.status == status);
            stand.map(|one| one.workflow).collect::<Vec<_>>()
        };
        match of(WorkflowStatus::Published) {
            running if running.is_empty() => (false, of(WorkflowStatus::Paused)),
            running => (true, running),
        }
    }
}

impl Instance {
    /// Whether bringing it up to date leaves it alone.
    pub fn rests(&self) -> bool {
        matches!(self.status, WorkflowStatus::Paused | WorkflowStatus::Archived)
    }
}

/// What would come of bringing a template's workflows up to date, before anybody does.
#[derive(Clone, Debug, PartialEq)]
pub struct RollOut {
    /// The template, as it was looked at.
    pub template: WorkflowTemplate,
    /// Those that have an earlier version.
    pub lines: Vec<Reach>,
}

/// A workflow that would be brought up to date.
#[derive(Clone, Debug, PartialEq)]
pub struct Reach {
    /// The workflow.
    pub instance: Instance,
    /// What it does as it was written last; nothing is known of one that is left alone.
    pub before: Option<String>,
    /// Whether it is to get the template's version.
    pub is_ticked: bool,
}

impl Reach {
    /// One that gets the version where nobody says otherwise.
    pub fn new(instance: Instance, before: Option<String>) -> Self {
        let is_ticked = !instance.rests();
        Self { instance, before, is_ticked }
    }
}

impl RollOut {
    /// How many lines a workflow would gain and lose.
    pub fn counted(&self, line: &Reach) -> Option<(usize, usize)> {
        line.before.as_ref().map(|before| counted(&laid_out(before), &laid_out(&self.template.definition)))
    }

    /// Turns the tick of a line over; of what is left alone there is none.
    pub fn tick(&mut self, at: usize) {
        if let Some(line) = self.lines.get_mut(at).filter(|line| !line.instance.rests()) {
            line.is_ticked = !line.is_ticked;
        }
    }

    /// Ticks all, or none where all are.
    pub fn tick_all(&mut self) {
        let so = self.lines.iter().any(|line| !line.is_ticked && !line.instance.rests());
        for line in self.lines.iter_mut().filter(|line| !line.instance.rests()) {
            line.is_ticked = so;
        }
    }

    /// Those that are ticked.
    pub fn ticked(&self) -> Vec<&Instance> {
        self.lines.iter().filter(|line| line.is_ticked).map(|line| &line.instance).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::id;

    fn line(number: u128, status: WorkflowStatus) -> Reach {
        let client = Ref { id: id(number), name: "A client".into() };
        let instance = Instance { workflow: id(number), client, status, number: 1 };
        Reach::new(instance, Some("a\nb".into()))
    }

    #[test]
    fn what_is_left_alone_cannot_be_ticked() {
        use WorkflowStatus::{Archived, Draft, Paused, Published};
        let template = crate::fixture::template();
        let lines = [Published, Paused, Draft, Archived].into_iter().zip(1..);
        let mut roll = RollOut { template, lines: lines.map(|(status, number)| line(number, status)).collect() };
        let ticked = |roll: &RollOut| roll.ticked().iter().map(|one| one.workflow).collect::<Vec<_>>();
        assert_eq!(ticked(&roll), [id(1), id(3)]);
        roll.tick(1);
        roll.tick(2);
        assert_eq!(ticked(&roll), [id(1)]);
        roll.tick_all();
        assert_eq!(ticked(&roll), [id(1), id(3)]);
        roll.tick_all();
        assert!(ticked(&roll).is_empty());
    }

    #[test]
    fn all_that_run_are_paused_and_only_then_all_go_on() {
        use WorkflowStatus::{Draft, Paused, Published};
        let view = |statuses: &[WorkflowStatus]| TemplateView {
            template: crate::fixture::template(),
            instances: statuses.iter().zip(1..).map(|(status, number)| line(number, *status).instance).collect(),
        };
        assert_eq!(view(&[Published, Paused, Draft, Published]).pausable(), (true, vec![id(1), id(4)]));
        assert_eq!(view(&[Draft, Paused]).pausable(), (false, vec![id(2)]));
    }
}
