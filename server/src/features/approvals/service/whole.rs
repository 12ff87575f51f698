use std::collections::HashMap;

use sea_orm::{ColumnTrait, DerivePartialModel};
use uuid::Uuid;

use crate::access::{Joinable, Part, Reach, together};
use crate::entity::{
    approval_comment, approval_decision, approval_reviewer, approval_step, approval_version, client_user, file,
};
use crate::error::Result;
use crate::ids::{ApprovalId, ClientId};

/// A step, whom it names, and what was sent for it.
#[derive(Debug)]
pub struct Step {
    pub step: approval_step::Model,
    /// Nobody where it is for all who may approve work.
    pub reviewers: Vec<Reviewer>,
    /// The earliest first; the last is the one that counts.
    pub versions: Vec<Version>,
}

impl Step {
    /// The version that counts now.
    pub fn current(&self) -> Option<&Version> {
        self.versions.last()
    }
}

/// A version with what was said of it.
#[derive(Debug)]
pub struct Version {
    pub version: approval_version::Model,
    pub files: Vec<file::Model>,
    /// The files that came with its comments.
    pub attached: Vec<file::Model>,
    pub decisions: Vec<approval_decision::Model>,
    /// All comments and answers, the earliest first.
    pub comments: Vec<approval_comment::Model>,
}

impl Version {
    fn bare(version: approval_version::Model) -> Self {
        let (files, attached) = (Vec::new(), Vec::new());
        Self { version, files, attached, decisions: Vec::new(), comments: Vec::new() }
    }
}

/// Somebody whom a step names.
#[derive(Clone, Debug)]
pub struct Reviewer {
    pub id: ClientId,
    pub name: String,
}

#[derive(DerivePartialModel)]
#[sea_orm(entity = "approval_step::Entity")]
struct StepRow {
    #[sea_orm(nested)]
    step: approval_step::Model,
    #[sea_orm(nested)]
    person: Option<Person>,
}

#[derive(DerivePartialModel)]
#[sea_orm(entity = "client_user::Entity")]
struct Person {
    id: ClientId,
    name: String,
}

#[derive(DerivePartialModel)]
#[sea_orm(entity = "approval_version::Entity")]
struct VersionRow {
    #[sea_orm(nested)]
    version: approval_version::Model,
    #[sea_orm(nested)]
    decision: Option<approval_decision::Model>,
}

/// All of an approval: its steps in their order, with everything that was sent and said.
///
/// # Errors
/// When the database fails.
pub async fn whole<R: Reach>(scope: &R, id: ApprovalId) -> Result<Vec<Step>>
where
    client_user::Entity: Joinable<R::Side>,
    approval_reviewer::Entity: Joinable<R::Side>,
    approval_decision::Entity: Joinable<R::Side>,
{
    Ok(whole_and(scope, id, Part::known(())).await?.0)
}

/// The same, and more that is asked with it.
///
/// # Errors
/// When the database fails.
pub async fn whole_and<'s, R: Reach, T: 's>(scope: &'s R, id: ApprovalId, more: Part<'s, T>) -> Result<(Vec<Step>, T)>
where
    client_user::Entity: Joinable<R::Side>,
    approval_reviewer::Entity: Joinable<R::Side>,
    approval_decision::Entity: Joinable<R::Side>,
{
    use approval_comment::{Column as C, Entity as Comment};
    use approval_decision::Column as D;
    use approval_version::{Column as V, Entity as Versions};
    use file::{Column as F, Entity as File};
    let versions = scope.rows::<Versions>().filter(V::ApprovalId.eq(id)).asc(V::Number).asc(V::Id);
    let versions = versions.join::<approval_decision::Entity>(V::Id, D::VersionId).asc(D::Id).part_as();
    let files = scope.rows::<File>().filter(F::ApprovalId.eq(id)).asc(F::PlaceId).asc(F::Position).part();
    let comments = scope.rows::<Comment>().filter(C::ApprovalId.eq(id)).asc(C::Id).part();
    let (mut steps, versions) = together((named_steps(scope, &[id]), versions)).ask().await?;
    let (files, comments, more) = together((files, comments, more)).ask().await?;
    let mut files = by(files, |row| row.place_id.unwrap_or_default());
    let mut comments = by(comments, |row| row.version_id);
    for mut version in decided(versions) {
        version.files = files.remove(&Uuid::from(version.version.id)).unwrap_or_default();
        version.comments = comments.remove(&version.version.id).unwrap_or_default();
        let with = version.comments.iter().filter_map(|comment| files.remove(&Uuid::from(comment.id)));
        version.attached = with.flatten().collect();
        if let Some(step) = steps.iter_mut().find(|step| step.step.id == version.version.step_id) {
            step.versions.push(version);
        }
    }
    Ok((steps, more))
}

/// The steps of these approvals in their order, with whom they name and their versions; what was said of these is not
/// looked up.
///
/// # Errors
/// When the database fails.
pub async fn steps_of<R: Reach>(scope: &R, approvals: &[ApprovalId]) -> Result<HashMap<ApprovalId, Vec<Step>>>
where
    client_user::Entity: Joinable<R::Side>,
    approval_reviewer::Entity: Joinable<R::Side>,
{
    use approval_version::{Column as V, Entity as Versions};
    let ids = approvals.iter().copied();
    let versions = scope.rows::<Versions>().filter(V::ApprovalId.is_in(ids)).asc(V::Number).part();
    let (versions, mut steps) = together((versions, named_steps(scope, approvals))).ask().await?;
    let mut versions = by(versions, |row| row.step_id);
    for step in &mut steps {
        step.versions = versions.remove(&step.step.id).into_iter().flatten().map(Version::bare).collect();
    }
    Ok(by(steps, |step| step.step.approval_id))
}

/// The steps in their order, with whom they name.
fn named_steps<'s, R: Reach>(scope: &'s R, approvals: &[ApprovalId]) -> Part<'s, Vec<Step>>
where
    client_user::Entity: Joinable<R::Side>,
    approval_reviewer::Entity: Joinable<R::Side>,
{
    use approval_reviewer::{Column as Named, Entity as Reviewers};
    use approval_step::{Column as S, Entity as Steps};
    use client_user::{Column as P, Entity as People};
    let steps = scope.rows::<Steps>().filter(S::ApprovalId.is_in(approvals.iter().copied()));
    let steps = steps.asc(S::ApprovalId).asc(S::Position).asc(P::Name);
    let named = steps.join::<Reviewers>(S::Id, Named::StepId).join_on::<Reviewers, People>(Named::ClientUserId, P::Id);
    named.part_as().map(gathered)
}

/// One step per step: the database answers with one row per person whom it names.
fn gathered(rows: Vec<StepRow>) -> Vec<Step> {
    let mut all: Vec<Step> = Vec::new();
    for StepRow { step, person } in rows {
        let person = person.map(|person| Reviewer { id: person.id, name: person.name });
        match all.last_mut().filter(|last| last.step.id == step.id) {
            Some(last) => last.reviewers.extend(person),
            None => all.push(Step { step, reviewers: person.into_iter().collect(), versions: Vec::new() }),
        }
    }
    all
}

/// One version per version: the database answers with one row per decision on it.
fn decided(rows: Vec<VersionRow>) -> Vec<Version> {
    let mut all: Vec<Version> = Vec::new();
    for VersionRow { version, decision } in rows {
        match all.last_mut().filter(|last| last.version.id == version.id) {
            Some(last) => last.decisions.extend(decision),
            None => all.push(Version { decisions: decision.into_iter().collect(), ..Version::bare(version) }),
        }
    }
    all
}

fn by<K: std::hash::Hash + Eq, T>(rows: Vec<T>, key: impl Fn(&T) -> K) -> HashMap<K, Vec<T>> {
    let mut map: HashMap<K, Vec<T>> = HashMap::new();
    for row in rows {
        map.entry(key(&row)).or_default().push(row);
    }
    map
}
