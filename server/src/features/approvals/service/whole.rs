use std::collections::HashMap;

use sea_orm::{ColumnTrait, DerivePartialModel};
use uuid::Uuid;

use crate::access::{Joinable, Reach};
use crate::entity::words::FilePlace;
use crate::entity::{
    approval_comment, approval_decision, approval_reviewer, approval_step, approval_version, client_user, file,
};
use crate::error::Result;
use crate::ids::{ApprovalId, ApprovalStepId, ClientId};

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
    pub decisions: Vec<approval_decision::Model>,
    /// All comments and answers, the earliest first.
    pub comments: Vec<approval_comment::Model>,
}

/// Somebody whom a step names.
#[derive(Clone, Debug)]
pub struct Reviewer {
    pub id: ClientId,
    pub name: String,
}

#[derive(DerivePartialModel)]
#[sea_orm(entity = "approval_reviewer::Entity")]
struct Named {
    step_id: ApprovalStepId,
    client_user_id: ClientId,
    #[sea_orm(nested)]
    person: Option<Person>,
}

#[derive(DerivePartialModel)]
#[sea_orm(entity = "client_user::Entity")]
struct Person {
    name: String,
}

/// All of an approval: its steps in their order, with everything that was sent and said.
///
/// # Errors
/// When the database fails.
pub async fn whole<R: Reach>(scope: &R, id: ApprovalId) -> Result<Vec<Step>>
where
    client_user::Entity: Joinable<R::Side>,
{
    use approval_comment::{Column as C, Entity as Comment};
    use approval_decision::{Column as D, Entity as Decision};
    use file::{Column as F, Entity as File};
    let mut steps = steps_of(scope, &[id]).await?.remove(&id).unwrap_or_default();
    let files = scope.rows::<File>().filter(F::ApprovalId.eq(id)).filter(F::Place.eq(FilePlace::ApprovalVersion));
    let mut files = by(files.asc(F::Position).all().await?, |row| row.place_id.unwrap_or_default());
    let decisions = scope.rows::<Decision>().filter(D::ApprovalId.eq(id)).asc(D::Id).all().await?;
    let mut decisions = by(decisions, |row| row.version_id);
    let comments = scope.rows::<Comment>().filter(C::ApprovalId.eq(id)).asc(C::Id).all().await?;
    let mut comments = by(comments, |row| row.version_id);
    for version in steps.iter_mut().flat_map(|step| &mut step.versions) {
        let id = version.version.id;
        version.files = files.remove(&Uuid::from(id)).unwrap_or_default();
        version.decisions = decisions.remove(&id).unwrap_or_default();
        version.comments = comments.remove(&id).unwrap_or_default();
    }
    Ok(steps)
}

/// The steps of these approvals in their order, with whom they name and their versions; what was said of these is not
/// looked up.
///
/// # Errors
/// When the database fails.
pub async fn steps_of<R: Reach>(scope: &R, approvals: &[ApprovalId]) -> Result<HashMap<ApprovalId, Vec<Step>>>
where
    client_user::Entity: Joinable<R::Side>,
{
    use approval_reviewer::{Column as R_, Entity as Reviewers};
    use approval_step::{Column as S, Entity as Steps};
    use approval_version::{Column as V, Entity as Versions};
    let ids = || approvals.iter().copied();
    let steps = scope.rows::<Steps>().filter(S::ApprovalId.is_in(ids())).asc(S::ApprovalId).asc(S::Position);
    let steps = steps.all().await?;
    let named = scope.rows::<Reviewers>().filter(R_::StepId.is_in(steps.iter().map(|step| step.id)));
    let named = named.join::<client_user::Entity>(R_::ClientUserId, client_user::Column::Id);
    let named: Vec<Named> = named.asc(client_user::Column::Name).all_as().await?;
    let mut named = by(named, |row| row.step_id);
    let versions = scope.rows::<Versions>().filter(V::ApprovalId.is_in(ids())).asc(V::Number).all().await?;
    let mut versions = by(versions, |row| row.step_id);
    let mut all: HashMap<ApprovalId, Vec<Step>> = HashMap::new();
    for step in steps {
        let named = named.remove(&step.id).unwrap_or_default().into_iter();
        let reviewers = named.map(|row| Reviewer {
            id: row.client_user_id,
            name: row.person.map(|person| person.name).unwrap_or_default(),
        });
        let bare = |version| Version { version, files: Vec::new(), decisions: Vec::new(), comments: Vec::new() };
        let versions = versions.remove(&step.id).unwrap_or_default().into_iter().map(bare).collect();
        let reviewers = reviewers.collect();
        all.entry(step.approval_id).or_default().push(Step { step, reviewers, versions });
    }
    Ok(all)
}

fn by<K: std::hash::Hash + Eq, T>(rows: Vec<T>, key: impl Fn(&T) -> K) -> HashMap<K, Vec<T>> {
    let mut map: HashMap<K, Vec<T>> = HashMap::new();
    for row in rows {
        map.entry(key(&row)).or_default().push(row);
    }
    map
}
