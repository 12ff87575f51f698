use portico_openapi::types::{BulkClear, BulkEdit, NewBulkChange, Priority, RequestStatus};
use uuid::Uuid;

use super::{Deed, SETTABLE, verb};
use crate::{
    form::{Field, Form, Pick},
    office::Fault,
};

/// Which requests are changed at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// These.
    Marked(Vec<Uuid>),
    /// All that a filter asks for.
    Like(String),
}

/// What chooses that nothing is to become of it.
const AS_IT_IS: &str = "";

/// What chooses that it is emptied.
const NOBODY: &str = "none";

/// What many can become at once; projects only where all are of one client.
pub fn bulk_fields(staff: Vec<(Uuid, String)>, projects: Vec<(Uuid, String)>) -> Vec<Field> {
    let begun = |more: Vec<Pick>| [vec![Pick::new(AS_IT_IS, "as it is")], more].concat();
    let named = |all: Vec<(Uuid, String)>| all.into_iter().map(|(id, name)| Pick::new(id.to_string(), name));
    let statuses = SETTABLE.map(|status| Pick::new(status.to_string(), verb(status).0)).to_vec();
    let priorities = [Priority::Urgent, Priority::High, Priority::Normal, Priority::Low];
    let priorities = priorities.map(|one| Pick::new(one.to_string(), one.to_string())).to_vec();
    let staff = [Pick::new(NOBODY, "nobody")].into_iter().chain(named(staff)).collect();
    let mut fields = vec![
        Field::choice("status", "Status", begun(statuses), AS_IT_IS),
        Field::choice("priority", "Priority", begun(priorities), AS_IT_IS),
        Field::choice("assignee_id", "Assigned to", begun(staff), AS_IT_IS),
    ];
    if !projects.is_empty() {
        let projects = [Pick::new(NOBODY, "no project")].into_iter().chain(named(projects)).collect();
        fields.push(Field::choice("project_id", "Project", begun(projects), AS_IT_IS));
    }
    fields.push(Field::text("add_tags", "Tags to add", "").helped("such as launch, hero"));
    fields.push(Field::text("remove_tags", "Tags to take away", ""));
    fields
}

/// What the form asks to be looked at first.
pub fn read_bulk(which: Which, form: &Form) -> Result<Deed, Fault> {
    let tags = |name: &str| {
        let text = form.text(name);
        let tags = text.split([',', ' ']).map(|tag| tag.trim().trim_start_matches('#')).filter(|tag| !tag.is_empty());
        Some(tags.map(str::to_owned).collect::<Vec<_>>()).filter(|tags| !tags.is_empty())
    };
    let clears = [("assignee_id", BulkClear::Assignee), ("project_id", BulkClear::Project)];
    let clear: Vec<_> =
        clears.into_iter().filter(|(name, _)| form.text(name) == NOBODY).map(|(_, what)| what).collect();
    let change = BulkEdit {
        add_tags: tags("add_tags"),
        remove_tags: tags("remove_tags"),
        assignee_id: form.text("assignee_id").parse().ok(),
        project_id: form.text("project_id").parse().ok(),
        clear: Some(clear).filter(|clear| !clear.is_empty()),
        priority: form.text("priority").parse::<Priority>().ok(),
        status: form.text("status").parse::<RequestStatus>().ok(),
    };
    if change == BulkEdit::default() {
        return Err(("status", "Say what is to become of them."));
    }
    let (request_ids, filter) = match which {
        Which::Marked(ids) => (Some(ids), None),
        Which::Like(filter) => (None, Some(filter)),
    };
    Ok(Deed::Foresee(NewBulkChange { change, filter, request_ids }))
}
