use portico_openapi::types::StaffRole;
use uuid::Uuid;

use super::App;
use crate::{
    action::View,
    effect::Effect,
    form::{Field, Form},
    office::{self, Purpose, Subject},
    screens,
};

impl App {
    /// What the row of the pane is about, where the pane has the keys and rows.
    pub fn row(&self) -> Option<Subject> {
        let entries = screens::entries(self, usize::from(self.screen.width)).filter(|_| self.in_pane)?;
        entries.into_iter().filter_map(|entry| entry.subject).nth(self.place)
    }

    /// Whether the person may set things up.
    pub fn is_admin(&self) -> bool {
        self.me.as_ref().is_some_and(|me| matches!(me.staff.role, StaffRole::Owner | StaffRole::Admin))
    }

    /// Opens the form of what has the keys.
    pub(super) fn edit(&mut self) -> Vec<Effect> {
        let form = match (self.row(), self.view) {
            (Some(Subject::Member(id)), _) => self.member_form(id),
            (None, View::Workspaces) => self.workspace_form(),
            _ => None,
        };
        self.form = form;
        Vec::new()
    }

    fn workspace_form(&self) -> Option<Form> {
        let workspace = self.current_workspace()?;
        let fields = vec![
            Field::text("name", "Name", &workspace.name),
            Field::switch("show_team_members", "Show who works for them", workspace.show_team_members),
        ];
        Some(Form::new(Purpose::Workspace(workspace.id), &workspace.name, (self.new_key)(), fields))
    }

    fn member_form(&self, id: Uuid) -> Option<Form> {
        let workspace = self.members.id?;
        let member = self.members.data.get()?.iter().find(|member| member.id == id)?;
        let purpose = Purpose::Member { workspace, id, version: member.version };
        let fields = office::permission_fields(&member.permissions);
        Some(Form::new(purpose, &member.name, (self.new_key)(), fields))
    }
}
