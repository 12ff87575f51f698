use portico_openapi::types::{StripeEvent, StripeEventState};
use uuid::Uuid;

use super::App;
use crate::{
    app::{Overlay, Reading},
    billing::Deed,
    effect::Effect,
    keymap::Context,
    office::{self, Subject},
    screens,
};

impl App {
    fn stripe_event(&self, id: Uuid) -> Option<&StripeEvent> {
        self.billing.stripe.get()?.iter().find(|event| event.id == id)
    }

    /// Where the keys go among what Stripe told.
    pub(super) fn stripe_contexts(&self) -> Vec<Context> {
        let mut contexts = Vec::new();
        if let Some(Subject::StripeEvent(id)) = self.row() {
            let failed = self.stripe_event(id).is_some_and(|event| event.state == StripeEventState::Failed);
            contexts.extend(failed.then_some(Context::Untaken));
            contexts.push(Context::Told);
        }
        contexts.push(Context::Report);
        contexts
    }

    /// Reads all that is known of something that Stripe told.
    pub(super) fn read_stripe_event(&mut self, id: Uuid) {
        if let Some(event) = self.stripe_event(id) {
            let text = screens::billing::event_text(self, event);
            let reading = Reading::new(event.kind.clone(), text.clone()).copying(text);
            self.overlay = Some(Overlay::Reading(reading));
        }
    }

    pub(super) fn retry_event(&mut self, id: Uuid) -> Vec<Effect> {
        self.ask_for((self.new_key)(), office::Deed::Billing(Deed::RetryEvent(id)))
    }
}
