use portico_openapi::types::Webhook;
use uuid::Uuid;

use super::App;
use crate::{
    app::{Overlay, Reading},
    effect::Effect,
    form::Form,
    office::{
        Deed, Hidden, Purpose,
        webhooks::{self, Done},
    },
    screens::office::webhooks as screen,
};

impl App {
    fn webhook(&self, id: Uuid) -> Option<&Webhook> {
        Some(&self.office.webhooks.get()?.find(id)?.webhook)
    }

    /// A webhook to be.
    pub(super) fn new_webhook_form(&self) -> Option<Form> {
        let shelf = self.office.webhooks.get()?;
        let fields = webhooks::fields(None, &shelf.events);
        let form = Form::new(Purpose::Webhooks(webhooks::Purpose::New), "A webhook", (self.new_key)(), fields);
        Some(form.noting("What is sent is signed. The secret is shown once, when it is set up."))
    }

    /// A webhook to be changed.
    pub(super) fn change_webhook_form(&self, id: Uuid) -> Option<Form> {
        let (shelf, webhook) = (self.office.webhooks.get()?, self.webhook(id)?);
        let purpose = Purpose::Webhooks(webhooks::Purpose::Change(id, webhook.version));
        let fields = webhooks::fields(Some(webhook), &shelf.events);
        Some(Form::new(purpose, "The webhook", (self.new_key)(), fields))
    }

    /// Since when what was lost is to be sent again.
    pub(super) fn replay_form(&self, id: Uuid) -> Form {
        let purpose = Purpose::Webhooks(webhooks::Purpose::Replay(id));
        Form::new(purpose, "Send again what was lost", (self.new_key)(), webhooks::replay_fields())
    }

    /// Shows what a webhook was told, below it, or no longer.
    pub(super) fn unfold_webhook(&mut self, id: Uuid) {
        self.office.unfolded = Some(id).filter(|id| self.office.unfolded != Some(*id));
    }

    /// Has it told of nothing for now, or again.
    pub(super) fn pause_webhook(&mut self, id: Uuid) -> Vec<Effect> {
        let Some(webhook) = self.webhook(id) else { return Vec::new() };
        let deed = if webhook.paused_at.is_some() { webhooks::Deed::Resume(id) } else { webhooks::Deed::Pause(id) };
        self.do_about_webhooks(deed)
    }

    /// Asks before what is sent is signed anew.
    pub(super) fn rotate_webhook(&mut self, id: Uuid) {
        if let Some(url) = self.webhook(id).map(|webhook| webhook.url.clone()) {
            let words =
                format!("What is sent to {url} is signed with a new secret, and for a day with the old one, too.");
            self.confirm("A new secret", words, Deed::Webhooks(webhooks::Deed::Rotate(id)));
        }
    }

    /// Asks before a webhook is removed.
    pub(super) fn remove_webhook(&mut self, id: Uuid) {
        if let Some(url) = self.webhook(id).map(|webhook| webhook.url.clone()) {
            let words = format!("{url} is told of nothing any more, and what it was told is forgotten.");
            self.confirm("Remove the webhook", words, Deed::Webhooks(webhooks::Deed::Remove(id)));
        }
    }

    /// Asks the server for something about webhooks.
    pub(super) fn do_about_webhooks(&mut self, deed: webhooks::Deed) -> Vec<Effect> {
        let key = (self.new_key)();
        self.ask_for(key, Deed::Webhooks(deed))
    }

    /// Shows what only the answer tells.
    pub(super) fn show_webhooks(&mut self, done: Done) {
        let reading = match done {
            Done::Secret(Hidden(secret)) => {
                let text = format!("Put it where your program finds it now: it is not shown again.\n\n{secret}");
                Reading::new("What is signed with", text).copying(secret).once()
            }
            Done::Delivery(whole) => {
                let title = format!("{} · {}", whole.delivery.event_type, whole.delivery.state);
                Reading::new(title, screen::told(&whole, self.zone)).copying(whole.payload)
            }
            Done::Replayed(_) => return,
        };
        self.overlay = Some(Overlay::Reading(reading));
    }
}
