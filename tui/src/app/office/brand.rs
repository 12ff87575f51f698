use portico_openapi::types::{BrandDraftChange, BrandImageKind, BrandLook, BrandPreview};

use super::App;
use crate::{
    app::{Overlay, Reading},
    effect::Effect,
    form::Form,
    office::{
        Deed, Purpose, Subject,
        brand::{self, colour_fields, upload_fields},
    },
};

impl App {
    /// What the brand is going to be: its draft, or what clients see.
    pub fn look_to_be(&self) -> Option<&BrandLook> {
        let brand = self.office.brand.get()?;
        Some(brand.draft.as_ref().map_or(&brand.published, |draft| &draft.look))
    }

    pub(super) fn colours_form(&self) -> Option<Form> {
        let fields = colour_fields(self.look_to_be()?);
        let mut form = Form::new(Purpose::Brand(brand::Purpose::Colours), "Colours", (self.new_key)(), fields);
        if let Some(Subject::Colour(index)) = self.row() {
            form.at = index;
        }
        Some(form.noting("As #rrggbb. What is left empty is derived from the accent, and always fits."))
    }

    pub(super) fn upload_form(&self, kind: Option<BrandImageKind>) -> Form {
        let fields = upload_fields(kind);
        let form = Form::new(Purpose::Brand(brand::Purpose::Upload), "An image", (self.new_key)(), fields);
        form.noting("It goes into the draft. Up to 1 MiB for a logo and 512 KiB for an icon.")
    }

    pub(super) fn clear_image(&mut self, kind: BrandImageKind) -> Vec<Effect> {
        if self.look_to_be().and_then(|look| brand::image(look, kind)).is_none() {
            return self.say("There is no such image.");
        }
        self.ask_for((self.new_key)(), Deed::Brand(brand::Deed::Clear(kind)))
    }

    /// Asks for a link to look at the draft; a link of before works no more.
    pub(super) fn preview_draft(&mut self) -> Vec<Effect> {
        if self.office.brand.get().is_none_or(|brand| brand.draft.is_none()) {
            return self.say("There is no draft to look at. Change something first.");
        }
        let nothing = BrandDraftChange { correct: None, palette: None };
        self.ask_for((self.new_key)(), Deed::Brand(brand::Deed::Draft(Box::new(nothing))))
    }

    pub(super) fn publish(&mut self) -> Vec<Effect> {
        match self.office.brand.get() {
            Some(brand) if brand.draft.is_some() => {
                let deed = Deed::Brand(brand::Deed::Publish(brand.version));
                self.confirm("Publish", "Every page and mail of your clients looks like the draft at once.", deed);
                Vec::new()
            }
            _ => self.say("There is no draft to publish."),
        }
    }

    pub(super) fn discard_draft(&mut self) -> Vec<Effect> {
        if self.office.brand.get().is_none_or(|brand| brand.draft.is_none()) {
            return self.say("There is no draft.");
        }
        let words = "What clients see stays. The draft and its link are gone.";
        self.confirm("Throw the draft away", words, Deed::Brand(brand::Deed::Discard));
        Vec::new()
    }

    /// Shows the link to a draft, and what was corrected in it.
    pub(super) fn show_preview(&mut self, preview: &BrandPreview) {
        let moved: String = preview
            .corrected
            .iter()
            .map(|colour| format!("{}: {} became {}\n", colour.field, colour.from, colour.to))
            .collect();
        let moved = if moved.is_empty() { moved } else { format!("Corrected, so that it can be read:\n{moved}\n") };
        let link = &preview.preview_url;
        let text = format!("{moved}Look at the draft, for 24 hours or until the next one:\n\n{link}");
        self.overlay = Some(Overlay::Reading(Reading::new("The draft", text).copying(link)));
    }
}
