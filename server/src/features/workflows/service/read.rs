use sea_orm::ColumnTrait;

use crate::access::{AgencyScope, Reach};
use crate::document::Fault;
use crate::entity::{workflow, workflow_version};
use crate::error::{Error, FieldErrors, Result};
use crate::features::workflows::definition::{self, Definition};
use crate::ids::{WorkflowId, WorkflowVersionId};

/// A workflow within the scope.
///
/// # Errors
/// [`Error::NotFound`], also where it is somebody else's.
pub async fn find(scope: &impl Reach, id: WorkflowId) -> Result<workflow::Model> {
    scope.rows::<workflow::Entity>().filter(workflow::Column::Id.eq(id)).one().await
}

/// The same, held until the transaction ends.
///
/// # Errors
/// As [`find`].
pub async fn held(scope: &impl Reach, id: WorkflowId) -> Result<workflow::Model> {
    scope.rows::<workflow::Entity>().filter(workflow::Column::Id.eq(id)).locked().one().await
}

/// A version of a workflow of the agency.
///
/// # Errors
/// [`Error::NotFound`], also where it is another workflow's.
pub async fn find_version(
    scope: &AgencyScope,
    workflow: WorkflowId,
    id: WorkflowVersionId,
) -> Result<workflow_version::Model> {
    use workflow_version::{Column, Entity};
    scope.find::<Entity>().filter(Column::WorkflowId.eq(workflow)).filter(Column::Id.eq(id)).one().await
}

/// What a version says.
///
/// # Errors
/// When it is no definition any more.
pub fn written(version: &workflow_version::Model) -> Result<Definition> {
    definition::read(&version.definition).map_err(|faults| {
        let first = faults.first().map(|fault| fault.message.clone()).unwrap_or_default();
        Error::internal(anyhow::anyhow!("version {} cannot be read: {first}", version.id))
    })
}

/// Faults as messages at the document's field, each with its line and path.
pub fn refused(faults: &[Fault]) -> Error {
    let mut errors = FieldErrors::default();
    for fault in faults {
        let path = if fault.path.is_empty() { String::new() } else { format!(" {}", fault.path) };
        errors.add("definition", format!("Line {}{path}: {}", fault.line, fault.message));
    }
    Error::Invalid(errors)
}
