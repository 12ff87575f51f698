use portico_openapi::types::Domain;
use uuid::Uuid;

use super::App;
use crate::{
    app::{Overlay, Reading},
    effect::Effect,
    form::{Field, Form},
    office::{Deed, Purpose, domains},
};

impl App {
    fn domain(&self, id: Uuid) -> Option<&Domain> {
        self.office.domains.get()?.iter().find(|domain| domain.id == id)
    }

    /// Shows what to set in DNS.
    pub(super) fn read_domain(&mut self, id: Uuid) -> Vec<Effect> {
        let Some(domain) = self.domain(id) else {
            return Vec::new();
        };
        if domain.by_operator || domain.records.is_empty() {
            return self.say("Whoever runs the install set this host up; there is nothing to set in DNS.");
        }
        let mut text = String::from("Set these where the DNS of the host is kept.\n");
        let mut copied = String::new();
        for record in &domain.records {
            let or = if record.instead_of_cname { "Or, where a CNAME cannot be set:\n" } else { "" };
            text.push_str(&format!("\n{or}{}\n  {}\n  {}\n", record.kind, record.name, record.value));
            copied.push_str(&format!("{}\t{}\t{}\n", record.name, record.kind, record.value));
        }
        let title = format!("Records of {}", domain.display);
        self.overlay = Some(Overlay::Reading(Reading::new(title, text).copying(copied)));
        Vec::new()
    }

    pub(super) fn check_domain(&mut self, id: Uuid) -> Vec<Effect> {
        self.ask_for((self.new_key)(), Deed::Domains(domains::Deed::Check(id)))
    }

    pub(super) fn make_primary(&mut self, id: Uuid) -> Vec<Effect> {
        self.ask_for((self.new_key)(), Deed::Domains(domains::Deed::MakePrimary(id)))
    }

    pub(super) fn remove_domain(&mut self, id: Uuid) {
        if let Some((host, name)) = self.domain(id).map(|domain| (domain.display.clone(), domain.host.clone())) {
            let words = format!("The portal is not at {host} any more, and links to it lead nowhere.");
            self.confirm_by_name("Remove the host", words, &name, Deed::Domains(domains::Deed::Remove(id)));
        }
    }

    pub(super) fn domain_form(&self) -> Form {
        let fields = vec![Field::text("host", "Host", "").helped("such as portal.example.com")];
        Form::new(Purpose::Domain, "A host of your own", (self.new_key)(), fields)
    }
}
