use portico_openapi::types::{ApprovalAnchor, ApprovalVersion};
use uuid::Uuid;

use super::App;
use crate::{
    approvals::{Purpose, anchor, in_text, on_file},
    draft::About,
    effect::Effect,
    form::{Field, Form, Pick},
    office::{self, Fault},
};

/// What stands for the text of the version among what one can say something on.
const TEXT: &str = "text";

impl App {
    /// Asks where on the version it is said what is being written.
    pub(in crate::app) fn pinpoint(&mut self) -> Vec<Effect> {
        match self.spot_form(None) {
            Some(form) => {
                self.form = Some(form);
                Vec::new()
            }
            None => self.say("The version is not known yet."),
        }
    }

    /// The places that there are on the version, with what was said before, or with a file.
    pub(super) fn spot_form(&self, file: Option<Uuid>) -> Option<Form> {
        let (version, before) = self.spotted()?;
        let mut picks = vec![Pick::new("", "all of the version")];
        if !version.body.trim().is_empty() {
            picks.push(Pick::new(TEXT, "its text"));
        }
        picks.extend(version.files.iter().flatten().map(|file| Pick::new(file.id.to_string(), &file.name)));
        let on = match (file, before) {
            (Some(id), _) => id.to_string(),
            (None, Some(before)) => before.file.map_or(TEXT.into(), |id| id.to_string()),
            (None, None) => String::new(),
        };
        let place = before.filter(|before| file.is_none_or(|id| before.file == Some(id)));
        let place = place.map(typed).unwrap_or_default();
        let help = "page 2 at 30% 40% · 10% 20% to 30% 40% · 0:43 · words of the text";
        let fields = vec![Field::choice("file", "On", picks, &on), Field::text("place", "Where", &place).helped(help)];
        let mut form =
            Form::new(office::Purpose::Approvals(Purpose::Spot), "A place on the version", (self.new_key)(), fields);
        form.at = usize::from(file.is_some());
        Some(form)
    }

    /// The version that a comment is written on, and where on it, if that was said.
    fn spotted(&self) -> Option<(&ApprovalVersion, Option<&ApprovalAnchor>)> {
        let Some(About::Remark { version, parent: None, anchor, .. }) =
            self.draft().and_then(|draft| draft.about.as_ref())
        else {
            return None;
        };
        let steps = self.approval.data.get()?.approval.steps.iter();
        let found = steps.flat_map(|step| &step.versions).find(|one| one.id == *version)?;
        Some((found, anchor.as_deref()))
    }

    /// Takes where it is said.
    pub(in crate::app) fn take_spot(&mut self) -> Vec<Effect> {
        let Some(form) = self.form.clone() else {
            return Vec::new();
        };
        match self.read_spot(&form) {
            Err((field, message)) => {
                if let Some(form) = &mut self.form {
                    form.refuse(field, message);
                }
                Vec::new()
            }
            Ok(spot) => {
                self.form = None;
                let place = self.composer.as_ref().map(|composer| composer.place);
                if let Some(draft) = place.and_then(|place| self.drafts.get_mut(&place))
                    && let Some(About::Remark { anchor, .. }) = &mut draft.about
                {
                    *anchor = spot.map(Box::new);
                }
                self.save_draft()
            }
        }
    }

    fn read_spot(&self, form: &Form) -> Result<Option<ApprovalAnchor>, Fault> {
        let (on, place) = (form.text("file"), form.given("place").unwrap_or_default());
        let at = |message| ("place", message);
        match on.as_str() {
            "" if place.is_empty() => Ok(None),
            "" => Err(("file", "Choose what it is on; all of a version has no places.")),
            TEXT => in_text(&place).map(Some).map_err(at),
            id => {
                let file = id.parse().ok().and_then(|id| self.file(id));
                let file = file.ok_or(("file", "This file is not part of the version."))?;
                on_file(&place, file).map(Some).map_err(at)
            }
        }
    }
}

/// A place as it can be typed again.
fn typed(place: &ApprovalAnchor) -> String {
    let told = anchor(Some(place));
    match (place.w, place.h) {
        (Some(w), Some(h)) => {
            let end = |from: Option<f64>, length: f64| (from.unwrap_or_default() + length) * 100.0;
            format!("{told} to {:.0} % / {:.0} %", end(place.x, w), end(place.y, h))
        }
        _ => told,
    }
}
