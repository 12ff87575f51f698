use uuid::Uuid;

use super::App;
use crate::{
    form::{Field, Form},
    office::{self, Purpose},
};

impl App {
    pub(super) fn workspace_form(&self) -> Option<Form> {
        let workspace = self.current_workspace()?;
        let fields = vec![
            Field::text("name", "Name", &workspace.name),
            Field::switch("show_team_members", "Show who works for them", workspace.show_team_members),
        ];
        Some(Form::new(Purpose::Workspace(workspace.id), &workspace.name, (self.new_key)(), fields))
    }

    pub(super) fn member_form(&self, id: Uuid) -> Option<Form> {
        let workspace = self.members.id?;
        let member = self.members.data.get()?.iter().find(|member| member.id == id)?;
        let purpose = Purpose::Member { workspace, id, version: member.version };
        let fields = office::permission_fields(&member.permissions);
        Some(Form::new(purpose, &member.name, (self.new_key)(), fields))
    }
}
