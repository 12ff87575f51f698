use portico_openapi::types::{self, HeldFiles};
use uuid::Uuid;

use super::App;
use crate::{
    app::Overlay,
    effect::Effect,
    form::{self, Field, Form, Pick},
    held::Waiting,
    input::Input,
    office::{
        self, Deed, Purpose,
        clients::{self, Sight, module_fields},
    },
    picker::{Choice, Item, Picker},
    text,
};

impl App {
    pub(super) fn new_workspace_form(&self) -> Form {
        let mut fields = vec![Field::text("name", "Name", ""), Field::switch("show_team_members", SHOWN, true)];
        fields.extend(module_fields(&types::Modules { work: true, automation: false, billing: false }));
        Form::new(Purpose::Clients(clients::Purpose::Open), "A new client", (self.new_key)(), fields)
    }

    pub(super) fn workspace_form(&self) -> Option<Form> {
        let workspace = self.current_workspace()?;
        let mut fields = vec![
            Field::text("name", "Name", &workspace.name),
            Field::switch("show_team_members", SHOWN, workspace.show_team_members),
            Field::switch("requires_second_factor", "Ask for a second factor", workspace.requires_second_factor),
        ];
        fields.extend(module_fields(&workspace.modules));
        let purpose = Purpose::Clients(clients::Purpose::Change(workspace.id, workspace.version));
        Some(Form::new(purpose, &workspace.name, (self.new_key)(), fields))
    }

    pub(super) fn invitation_form(&self) -> Option<Form> {
        let workspace = self.current_workspace()?;
        let mut fields =
            vec![Field::text("email", "Email", ""), Field::text("name", "Name", "").helped("if you know it")];
        let collaborator = office::held(|name| ["can_comment", "can_submit_requests"].contains(&name));
        fields.extend(office::permission_fields(&collaborator));
        let purpose = Purpose::Clients(clients::Purpose::Invite(workspace.id));
        let title = format!("Invite to {}", workspace.name);
        Some(Form::new(purpose, title, (self.new_key)(), fields))
    }

    /// Delivers files from here to the client's gallery.
    pub(in crate::app) fn deliver_form(&mut self) -> Vec<Effect> {
        let Some(workspace) = self.current_workspace() else {
            return Vec::new();
        };
        self.form = Some(self.delivery_form(workspace.id, &workspace.name, None, 1));
        Vec::new()
    }

    /// A form with room for so many files.
    fn delivery_form(&self, workspace: Uuid, client: &str, before: Option<&HeldFiles>, room: usize) -> Form {
        let none = std::iter::once(Pick::new("", "no project"));
        let known = self.directory.get().map(|all| all.projects.as_slice()).unwrap_or_default();
        let of_client = known.iter().filter(|project| project.workspace.id == workspace);
        let projects = none.chain(of_client.map(|one| Pick::new(one.id.to_string(), &one.name))).collect();
        let project = before.and_then(|files| files.project_id).map(|id| id.to_string()).unwrap_or_default();
        let mut fields = vec![path_field(0), Field::choice("project_id", "Project", projects, &project)];
        fields.extend((1..room.min(clients::PATHS.len())).map(path_field));
        let uploads = before.map(|files| files.upload_ids.clone()).unwrap_or_default();
        let purpose = Purpose::Clients(clients::Purpose::Deliver(workspace, uploads));
        let form = Form::new(purpose, format!("Files for {client}"), (self.new_key)(), fields);
        form.noting("All of the client's people see them in their gallery.")
    }

    /// Fills in a delivery again that was taken back. Files that were chosen here are read once more when it is
    /// sent, as they may be other files by then; of those chosen elsewhere only the server's copies are known.
    pub(in crate::app) fn deliver_again(&mut self, waiting: &Waiting) -> Vec<Effect> {
        let Some(files) = &waiting.held.action.file_delivery else {
            return Vec::new();
        };
        let paths = match waiting.paths.as_slice() {
            [] => vec![clients::sent_before(&files.upload_ids)],
            paths => paths.to_vec(),
        };
        if self.form.is_some() || self.overlay.is_some() || self.composer.is_some() {
            return self.say(format!("Recalled. Nothing is delivered of {}.", paths.join(", ")));
        }
        let client = &waiting.held.workspace;
        let mut form = self.delivery_form(client.id, &client.name, Some(files), paths.len());
        for (name, path) in clients::PATHS.into_iter().zip(&paths) {
            if let Some(field) = form.fields.iter_mut().find(|field| field.name == name) {
                field.kind = form::Kind::Path(Input::new(path));
            }
        }
        self.form = Some(form);
        Vec::new()
    }

    /// Adds a file to those that are delivered.
    pub(in crate::app) fn another_file(&mut self) -> Vec<Effect> {
        let Some(form) = &mut self.form else {
            return Vec::new();
        };
        let number = clients::PATHS.iter().take_while(|name| form.has(name)).count();
        if number == clients::PATHS.len() {
            return self.say(format!("{number} files go at once; the next ones go after them."));
        }
        form.at = form.fields.len();
        form.extend(vec![path_field(number)]);
        Vec::new()
    }

    /// Asks before a client goes into the archive, or takes it out.
    pub(super) fn archive(&mut self) -> Vec<Effect> {
        let Some(workspace) = self.current_workspace().cloned() else {
            return Vec::new();
        };
        let away = workspace.archived_at.is_none();
        let deed = Deed::Clients(clients::Deed::Archive(workspace.id, workspace.version, away));
        let words = match away {
            true => {
                "Its people are out at once and its invitations stop working. Nothing is deleted, and it can be \
                     taken out again."
            }
            false => "Its people can come in again, and everything is as it was.",
        };
        if away {
            self.confirm_by_name("Archive", words, &workspace.name, deed);
        } else {
            self.confirm("Take out of the archive", words, deed);
        }
        Vec::new()
    }

    /// Offers the team to look after the client.
    pub(super) fn pick_managers(&mut self) -> Vec<Effect> {
        let Some(workspace) = self.current_workspace() else {
            return Vec::new();
        };
        let all = self.directory.get().map(|all| all.staff.as_slice()).unwrap_or_default();
        let items = all.iter().map(|person| {
            let held = workspace.managers.iter().any(|manager| manager.id == person.id);
            Item::new(&person.name, text::address(&person.email), Choice::Manager(workspace.id, person.id)).held(held)
        });
        let title = format!("Who looks after {}", workspace.name);
        let picker = Picker::several(title, items.collect()).closed();
        self.overlay = Some(Overlay::Picker(Box::new(picker), Vec::new()));
        Vec::new()
    }

    /// Those who look after the client stay in their order, and who is new comes last.
    pub(in crate::app) fn set_managers(&mut self, picker: &Picker) -> Vec<Effect> {
        let mut chosen = Vec::new();
        let mut of = None;
        for (index, item) in picker.items.iter().enumerate() {
            if let Choice::Manager(workspace, person) = item.choice {
                of = Some(workspace);
                let under = picker.ticked.is_empty() && picker.current() == Some(index);
                if picker.holds(index) != under {
                    chosen.push(person);
                }
            }
        }
        let all = self.directory.get().map(|all| all.workspaces.as_slice()).unwrap_or_default();
        let Some(workspace) = all.iter().find(|workspace| Some(workspace.id) == of) else {
            return Vec::new();
        };
        let place = |id: &Uuid| workspace.managers.iter().position(|manager| manager.id == *id).unwrap_or(usize::MAX);
        chosen.sort_by_key(place);
        let deed = Deed::Clients(clients::Deed::Look(workspace.id, workspace.version, chosen));
        self.ask_for((self.new_key)(), deed)
    }

    fn member(&self, id: Uuid) -> Option<(Uuid, &types::Member)> {
        let member = self.members.data.get()?.members.iter().find(|member| member.id == id)?;
        Some((self.members.id?, member))
    }

    pub(super) fn member_form(&self, id: Uuid) -> Option<Form> {
        let (workspace, member) = self.member(id)?;
        let purpose = clients::Purpose::Permit { workspace, id, version: member.version };
        let fields = office::permission_fields(&member.permissions);
        Some(Form::new(Purpose::Clients(purpose), &member.name, (self.new_key)(), fields))
    }

    pub(super) fn remove_member(&mut self, id: Uuid) {
        let Some((workspace, name)) = self.member(id).map(|(workspace, member)| (workspace, member.name.clone()))
        else {
            return;
        };
        let words = format!("{name} is out of this workspace at once. The account and other workspaces stay.");
        self.confirm("Take out", words, Deed::Clients(clients::Deed::Remove { workspace, id }));
    }

    /// Asks before a person is shut out of the agency; letting them in again needs no question.
    pub(super) fn disable_member(&mut self, id: Uuid) -> Vec<Effect> {
        let Some((person, name)) = self.member(id).map(|(_, member)| (member.person_id, member.name.clone())) else {
            return Vec::new();
        };
        let is_out = self.members.data.get().is_some_and(|people| people.disabled.contains(&person));
        let deed = Deed::Clients(clients::Deed::Disable(person, !is_out));
        if is_out {
            return self.ask_for((self.new_key)(), deed);
        }
        let words =
            format!("{name} is out of every workspace at once, and cannot sign in until you let them in again.");
        self.confirm("Shut out", words, deed);
        Vec::new()
    }

    /// Asks for a page that a person may or may not see.
    pub(super) fn sight_form(&self, id: Uuid, explain: bool) -> Option<Form> {
        let (workspace, member) = self.member(id)?;
        let (person, name) = (member.person_id, member.name.clone());
        let sight = Sight { workspace, person, name, path: String::new() };
        let help = if explain { "empty: those of the menu" } else { "" };
        let start = if explain { "" } else { "/portal" };
        let fields = vec![Field::text("path", "Page", start).helped(help)];
        let (purpose, title, note) = match explain {
            true => {
                let note = format!("Why {} can or cannot see a page, such as /portal/requests.", sight.name);
                (clients::Purpose::Explain(sight), "Explain access", note)
            }
            false => {
                let note = format!("What {} sees, read-only. The look is recorded in the audit trail.", sight.name);
                (clients::Purpose::Mirror(sight), "See what they see", note)
            }
        };
        Some(Form::new(Purpose::Clients(purpose), title, (self.new_key)(), fields).noting(note))
    }

    pub(super) fn resend(&mut self, id: Uuid) -> Vec<Effect> {
        self.ask_for((self.new_key)(), Deed::Clients(clients::Deed::Resend(id)))
    }

    pub(super) fn revoke(&mut self, id: Uuid) {
        let all = self.members.data.get().map(|people| people.invitations.as_slice()).unwrap_or_default();
        if let Some(invitation) = all.iter().find(|invitation| invitation.id == id) {
            let words = format!("The link that {} has stops working.", text::address(&invitation.email));
            self.confirm("Take back", words, Deed::Clients(clients::Deed::Revoke(id)));
        }
    }
}

const SHOWN: &str = "Show who works for them";

fn path_field(number: usize) -> Field {
    Field::path(clients::PATHS[number], format!("File {}", number + 1), "").helped("tab completes")
}
