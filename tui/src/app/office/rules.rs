use portico_openapi::types::{RequestRule, RuleDryRun};
use uuid::Uuid;

use super::App;
use crate::{
    app::{Overlay, Reading},
    effect::Effect,
    foreign,
    form::Form,
    office::{Deed, Purpose, rules},
};

impl App {
    fn rule(&self, id: Uuid) -> Option<&RequestRule> {
        self.office.rules.get()?.find(id)
    }

    /// A rule to be.
    pub(super) fn new_rule_form(&self) -> Option<Form> {
        self.rule_form(None)
    }

    /// A rule, to be changed.
    pub(super) fn change_rule_form(&self, id: Uuid) -> Option<Form> {
        self.rule_form(Some(self.rule(id)?))
    }

    fn rule_form(&self, now: Option<&RequestRule>) -> Option<Form> {
        let shelf = self.office.rules.get()?;
        let staff = self.directory.get().map(|known| known.staff.as_slice()).unwrap_or_default();
        let purpose = Purpose::Rules(now.map(|rule| (rule.id, rule.version)));
        let title = if now.is_some() { "The rule" } else { "A rule" };
        let form = Form::new(purpose, title, (self.new_key)(), rules::fields(now, shelf, staff));
        Some(form.noting(
            "Followed once, as a request comes in, in the order of their places. Of what is set once, the first rule that \
             sets it wins. An answer waits like yours, is marked as automatic, and is not sent where somebody was faster.",
        ))
    }

    /// Asks before a rule is kept no more.
    pub(super) fn drop_rule(&mut self, id: Uuid) {
        if let Some(name) = self.rule(id).map(|rule| rule.name.clone()) {
            let words = format!("“{name}” is followed no more then. What it did stays as it is.");
            self.confirm("Delete the rule", words, Deed::Rules(rules::Deed::Drop(id)));
        }
    }

    /// Sees what the rules would have done, and this one even if it is off.
    pub(super) fn try_rules(&mut self, id: Uuid) -> Vec<Effect> {
        let key = (self.new_key)();
        self.ask_for(key, Deed::Rules(rules::Deed::DryRun(id)))
    }

    /// Shows what they would have done.
    pub(super) fn show_dry_run(&mut self, run: &RuleDryRun) {
        let text = foreign::block(&rules::told(run));
        self.overlay = Some(Overlay::Reading(Reading::new("What the rules would have done", text)));
    }
}
