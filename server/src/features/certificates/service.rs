use sea_orm::ColumnTrait;
use serde::Deserialize;
use uuid::Uuid;

use super::record::{self, FORMAT, Record};
use super::{draw, seal};
use crate::access::{AgencyScope, Reach};
use crate::brand::Look;
use crate::entity::words::{FilePlace, ReviewRule};
use crate::entity::{approval, approval_decision, approval_event, approval_step, approval_version, file};
use crate::error::{Error, Result};
use crate::features::approvals::{Entry, approval_that_stands};
use crate::features::{agencies, brand, workspaces};
use crate::ids::{ApprovalId, ApprovalStepId};
use crate::pdf::{Inks, Letterhead};

/// A certificate, ready to be handed out.
pub struct Issued {
    pub file_name: String,
    pub content: Vec<u8>,
}

/// The certificate of what was last approved of a step that the scope sees, on its agency's paper, also where a next
/// version was sent since. The same approval gives the same certificate each time, as long as the agency looks the same.
///
/// # Errors
/// [`Error::NotFound`] for what the scope does not see; [`Error::Conflict`] where no version of it is approved.
pub async fn issue(
    scope: &impl Reach,
    house: &AgencyScope,
    approval: ApprovalId,
    step: ApprovalStepId,
) -> Result<Issued> {
    let record = record(scope, house, approval, step).await?;
    let agency = agencies::find(house).await?;
    let look = Look::of(agency.brand.as_deref(), agency.accent.as_deref());
    let logo = match &look.images.logo_light {
        Some(picture) => Some(brand::picture(house, &picture.hash).await?),
        None => None,
    };
    let signer = house.signer()?;
    let letterhead = Letterhead { name: agency.name, logo, inks: Inks::of(&look) };
    let style = draw::Style { zone: agency.time_zone.parse().unwrap_or(chrono_tz::UTC), key: signer.public_key() };
    let content = seal::sealed(draw::document(&record, letterhead, &style), &record, &signer).await?;
    let file_name = format!("certificate-{}-{}.pdf", record.approval.number, record.step.position);
    Ok(Issued { file_name, content })
}

async fn record(scope: &impl Reach, house: &AgencyScope, id: ApprovalId, step: ApprovalStepId) -> Result<Record> {
    use {approval_event as event, approval_step as steps};
    let approval = scope.rows::<approval::Entity>().filter(approval::Column::Id.eq(id)).one().await?;
    let step =
        scope.rows::<steps::Entity>().filter(steps::Column::ApprovalId.eq(id)).filter(steps::Column::Id.eq(step));
    let step = step.one().await?;
    let not_approved = || Error::conflict("not_approved", "this is not approved, so there is no certificate of it");
    let history = scope.rows::<event::Entity>().filter(event::Column::ApprovalId.eq(id)).asc(event::Column::Sequence);
    let mut history = history.all().await?;
    let end = approval_that_stands(&history, step.id).ok_or_else(not_approved)?;
    history.truncate(end + 1);
    let last = history.last().ok_or_else(not_approved)?;
    // Who decides may be another matter for the next version.
    let ruled = serde_json::from_str(&last.detail).unwrap_or(Ruled { rule: step.rule, quorum: step.quorum });
    let version = last.version_id.ok_or(Error::NotFound)?;
    let approved_at = last.created_at;
    let agency = agencies::find(house).await?;
    let workspace = workspaces::find(house, approval.workspace_id).await?;
    Ok(Record {
        format: FORMAT.into(),
        agency: record::Named { id: agency.id.into(), name: agency.name },
        workspace: record::Named { id: workspace.id.into(), name: workspace.name },
        approval: record::Approval { id: approval.id.into(), number: approval.number, title: approval.title },
        version: shown(scope, version).await?,
        decisions: decisions(scope, version, approved_at).await?,
        step: record::Step {
            id: step.id.into(),
            position: step.position,
            title: step.title,
            rule: ruled.rule.as_str().into(),
            quorum: ruled.quorum,
        },
        approved_at,
        events: history.iter().map(Entry::from).collect(),
    })
}

/// On what rule a step was approved.
#[derive(Deserialize)]
struct Ruled {
    rule: ReviewRule,
    quorum: Option<i32>,
}

async fn shown(scope: &impl Reach, id: crate::ids::ApprovalVersionId) -> Result<record::Version> {
    use approval_version::{Column, Entity};
    use file::Column as F;
    let version = scope.rows::<Entity>().filter(Column::Id.eq(id)).one().await?;
    let files = scope.rows::<file::Entity>().filter(F::PlaceId.eq(Uuid::from(id)));
    let files = files.filter(F::Place.eq(FilePlace::ApprovalVersion)).asc(F::Position).all().await?;
    let file = |row: file::Model| record::File {
        name: row.name,
        media_type: row.media_type,
        size: row.size,
        sha256: row.sha256,
    };
    Ok(record::Version {
        id: version.id.into(),
        number: version.number,
        sent_at: version.created_at,
        text_sha256: version.body_sha256,
        files: files.into_iter().map(file).collect(),
    })
}

/// What was decided until the step was approved, in its order.
async fn decisions(
    scope: &impl Reach,
    version: crate::ids::ApprovalVersionId,
    until: chrono::DateTime<chrono::Utc>,
) -> Result<Vec<record::Decision>> {
    use approval_decision::{Column, Entity, Model};
    let made = scope.rows::<Entity>().filter(Column::VersionId.eq(version)).filter(Column::CreatedAt.lte(until));
    let decision = |row: Model| record::Decision {
        id: row.id.into(),
        person: row.client_user_id.into(),
        name: row.author_name,
        verdict: row.verdict.as_str().into(),
        feedback: row.feedback,
        at: row.created_at,
    };
    Ok(made.asc(Column::Id).all().await?.into_iter().map(decision).collect())
}
