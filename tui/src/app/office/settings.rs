use super::App;
use crate::{
    form::Form,
    office::{Purpose, settings},
};

impl App {
    pub(super) fn settings_form(&self) -> Option<Form> {
        let now = self.office.settings.get()?;
        Some(Form::new(Purpose::Settings(now.version), "Settings", (self.new_key)(), settings::fields(now)))
    }
}
