use portico_openapi::types::{Engine, EngineKind, ProviderClient};

use super::App;
use crate::{
    app::{Overlay, Reading},
    automation::{self, EngineView, Order, Part, Whole},
    effect::Effect,
    foreign,
    form::Form,
    office::Hidden,
};

impl App {
    /// The engine of the pane.
    fn engine_view(&self) -> Option<&EngineView> {
        match self.automation.opened.data.get().map(Box::as_ref) {
            Some(Whole::Engine(view)) if Some(view.engine.id) == self.automation.opened.id => Some(view),
            _ => None,
        }
    }

    pub(super) fn engine_form(&self, row: &Engine) -> Form {
        let fields = automation::engine_change_fields(row);
        self.order_automation(Order::AlterEngine(row.id, row.version), "The engine", fields)
    }

    pub(super) fn provider_form(&self, row: &ProviderClient) -> Form {
        let beside = self.automation.shelf_of(Part::Providers).beside();
        let known = beside.and_then(|beside| beside.catalogue.iter().find(|known| known.key == row.provider));
        let fields = automation::provider_change_fields(row, known);
        let form = self.order_automation(Order::AlterProvider(row.id, row.version), "The provider", fields);
        form.noting("What is connected stays so. What you leave as it is stays as it is.")
    }

    /// Has a workflow here be run by the engine of the pane; of an n8n, one of those it has.
    pub(super) fn bring(&mut self, which: Option<usize>) -> Vec<Effect> {
        let Some(view) = self.engine_view().cloned() else {
            return self.say("Open the engine first: what it has is looked up with it.");
        };
        if self.directory.get().is_none() {
            return self.say("The clients are not known yet.");
        }
        let offers = match (&view.offers, view.engine.kind) {
            (_, EngineKind::Http) => [].as_slice(),
            (Err(reason), _) => {
                self.fail(format!("It has not said what it has: {reason}"));
                return Vec::new();
            }
            (Ok(offers), _) if offers.is_empty() => return self.say("It has no workflow yet."),
            (Ok(offers), _) => offers.as_slice(),
        };
        let here = which.and_then(|at| offers.get(at)).map(|one| one.remote_id.as_str());
        let fields = automation::bring_fields(&view, here, self.clients(false), self.client_here());
        let form = self.order_automation(Order::Bring(view.engine.id), "A workflow that it runs", fields);
        let note = "It is a draft here until p lets it begin. One there is one client’s here.";
        self.form = Some(form.noting(format!("{note} {}", automation::HOW_ASKED)));
        Vec::new()
    }

    pub(super) fn show_engine_secret(&mut self, engine: &Engine, secret: Option<Hidden>) {
        let Some(Hidden(secret)) = secret else {
            return;
        };
        let what = match engine.kind {
            EngineKind::N8n => "What starts a run there is signed with this.",
            EngineKind::Http => "What is asked of it is signed with this, and so is what it says of its runs.",
        };
        let text = format!("{what} It is not shown again.\n\n{}", foreign::line(&secret));
        self.overlay = Some(Overlay::Reading(Reading::new("What both sides sign with", text).copying(secret).once()));
    }
}
