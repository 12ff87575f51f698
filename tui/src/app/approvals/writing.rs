use portico_openapi::types::{ApprovalStatus, ApprovalStep};
use uuid::Uuid;

use super::App;
use crate::{
    draft::{About, Kind, Place},
    effect::Effect,
    office::Subject,
};

impl App {
    /// Writes the next version of the step under the cursor, or of the one it is the turn of.
    pub(super) fn write_version(&mut self, row: Option<Subject>) -> Vec<Effect> {
        let Some((approval, step)) = self.approval.id.zip(self.step_at(row.as_ref())) else {
            return Vec::new();
        };
        if step.status == ApprovalStatus::Approved {
            return self.say("This step is approved; it takes no more versions.");
        }
        let number = step.versions.last().map_or(1, |version| version.number + 1);
        let title = format!("{} · version {number}", step.title);
        let place = Place { kind: Kind::Version, subject: step.id };
        self.compose(place, title, Some(About::Version { approval }));
        Vec::new()
    }

    /// Answers the comment under the cursor, or says something on the version there.
    pub(super) fn write_remark(&mut self, row: Option<Subject>) -> Vec<Effect> {
        let Some(approval) = self.approval.id else {
            return Vec::new();
        };
        let answered = match &row {
            Some(Subject::Remark(id)) => self.remark(*id),
            _ => None,
        };
        let (version, parent, title) = match answered {
            Some(comment) => (comment.version_id, Some(comment.id), format!("Answer to {}", comment.author.name)),
            None => {
                let of = match &row {
                    Some(Subject::Version(id)) => Some(*id),
                    Some(Subject::ApprovalFile(id)) => self.version_with(*id),
                    _ => self.step_at(row.as_ref()).and_then(|step| Some(step.versions.last()?.id)),
                };
                match of {
                    Some(id) => (id, None, "Comment on the version".to_owned()),
                    None => return self.say("There is no version to say something on yet."),
                }
            }
        };
        let place = Place { kind: Kind::Remark, subject: parent.unwrap_or(version) };
        self.compose(place, title, Some(About::Remark { approval, version, parent, anchor: None }));
        if let Some(Subject::ApprovalFile(id)) = row {
            self.form = self.spot_form(Some(id));
        }
        Vec::new()
    }

    /// Whether what is written answers a comment, which has its place already.
    pub(in crate::app) fn answers(&self) -> bool {
        let about = self.draft().and_then(|draft| draft.about.as_ref());
        matches!(about, Some(About::Remark { parent: Some(_), .. }))
    }

    /// The version that a file belongs to.
    fn version_with(&self, file: Uuid) -> Option<Uuid> {
        let steps = self.approval.data.get()?.approval.steps.iter();
        let mut versions = steps.flat_map(|step| &step.versions);
        versions.find(|version| version.files.iter().flatten().any(|one| one.id == file)).map(|version| version.id)
    }

    /// The step that a row belongs to; without one, the first that is not approved.
    fn step_at(&self, row: Option<&Subject>) -> Option<&ApprovalStep> {
        let steps = &self.approval.data.get()?.approval.steps;
        let has = |step: &ApprovalStep, wanted: Uuid| {
            step.versions
                .iter()
                .any(|version| version.id == wanted || version.files.iter().flatten().any(|file| file.id == wanted))
        };
        let named = match row {
            Some(Subject::Step(id)) => steps.iter().find(|step| step.id == *id),
            Some(Subject::Version(id) | Subject::ApprovalFile(id)) => steps.iter().find(|step| has(step, *id)),
            _ => None,
        };
        named.or_else(|| steps.iter().find(|step| step.status != ApprovalStatus::Approved)).or(steps.last())
    }
}
