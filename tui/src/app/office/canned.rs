use portico_openapi::types::CannedReply;
use uuid::Uuid;

use super::App;
use crate::{
    form::Form,
    office::{Deed, Purpose, canned},
};

impl App {
    fn canned_reply(&self, id: Uuid) -> Option<&CannedReply> {
        self.office.canned.get()?.iter().find(|reply| reply.id == id)
    }

    /// An answer to be.
    pub(super) fn new_canned_form(&self) -> Form {
        self.canned_form(None)
    }

    /// An answer that is ready, to be changed.
    pub(super) fn change_canned_form(&self, id: Uuid) -> Option<Form> {
        self.canned_reply(id).map(|reply| self.canned_form(Some(reply)))
    }

    fn canned_form(&self, now: Option<&CannedReply>) -> Form {
        let purpose = Purpose::Canned(now.map(|reply| (reply.id, reply.version)));
        let title = if now.is_some() { "The canned reply" } else { "A canned reply" };
        let form = Form::new(purpose, title, (self.new_key)(), canned::fields(now));
        form.noting(
            "Places are filled when it is put in: {{client_name}} {{client_first_name}} {{workspace_name}} \
             {{request_number}} {{request_subject}} {{project_name}} {{staff_name}} {{agency_name}}",
        )
    }

    /// Asks before an answer is kept no more.
    pub(super) fn drop_canned(&mut self, id: Uuid) {
        if let Some(name) = self.canned_reply(id).map(|reply| reply.name.clone()) {
            let words = format!("“{name}” is gone for everybody of the agency then. What was sent stays as it is.");
            self.confirm("Delete the canned reply", words, Deed::Canned(canned::Deed::Drop(id)));
        }
    }
}
