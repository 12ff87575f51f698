use portico_openapi::types;

/// A workflow with everything about it.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkflowView {
    /// The workflow.
    pub workflow: types::Workflow,
    /// What it was to do, the latest first.
    pub versions: Vec<types::WorkflowVersion>,
    /// What starts it by itself.
    pub triggers: Vec<types::WorkflowTrigger>,
    /// Its last runs, the latest first.
    pub runs: Vec<types::Run>,
    /// How it has been doing.
    pub analytics: types::WorkflowAnalytics,
    /// The forms of its client.
    pub forms: Vec<types::Form>,
}

impl WorkflowView {
    /// The version that new runs run on.
    pub fn active(&self) -> Option<&types::WorkflowVersion> {
        self.versions.iter().find(|version| Some(version.id) == self.workflow.active_version_id)
    }

    /// The version that was written last.
    pub fn latest(&self) -> Option<&types::WorkflowVersion> {
        self.versions.first()
    }
}
