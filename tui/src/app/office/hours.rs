use super::App;
use crate::{
    form::Form,
    office::{Purpose, hours},
};

impl App {
    /// When the agency works and what it promises, for who may say so.
    pub(super) fn hours_form(&self) -> Option<Form> {
        let now = self.office.hours.get()?;
        let purpose = Purpose::Hours(now.version);
        let form = Form::new(purpose, "Service hours", (self.new_key)(), hours::fields(now));
        Some(
            form.noting(
                "It counts at once, for what is open and for what is done. Without hours the agency works always.",
            ),
        )
    }
}
