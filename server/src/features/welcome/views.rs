use maud::{Markup, html};

use crate::entity::words::Onboarding;
use crate::error::FieldErrors;
use crate::features::notifications::{Typed, choices_view};
use crate::web::components::{Button, Field, Select, actions, form};
use crate::web::places;
use crate::zones;

pub const TITLE: &str = "Welcome";

/// A step of the welcome, and what is known already.
pub struct View<'a> {
    pub agency: &'a str,
    pub step: Onboarding,
    pub name: &'a str,
    pub phone: &'a str,
    /// The zone that is chosen until the person chooses.
    pub time_zone: &'a str,
    /// When mails come.
    pub mails: &'a Typed,
    pub token: &'a str,
    pub errors: Option<&'a FieldErrors>,
}

/// A step.
pub fn show(view: &View<'_>) -> Markup {
    let place = Onboarding::ALL.iter().position(|step| *step == view.step).unwrap_or_default();
    html! {
        p class="muted" { "Step " (place + 1) " of " (Onboarding::ALL.len()) }
        @match view.step {
            Onboarding::You => {
                h1 { "Welcome to " (view.agency) }
                p { "How shall we call you, and how can we reach you?" }
            }
            Onboarding::TimeZone => {
                h1 { "Your time zone" }
                p { "So that times are yours, and nobody writes to you at night." }
            }
            Onboarding::Mails => {
                h1 { "What you get by mail" }
                p { "Whatever happens stands in the portal at once. What shall also come by mail?" }
            }
        }
        (form(places::WELCOME, view.token, html! {
            input type="hidden" name="step" value=(view.step.as_str());
            @match view.step {
                Onboarding::You => (you(view)),
                Onboarding::TimeZone => (time_zone(view)),
                Onboarding::Mails => (choices_view(view.mails, view.errors)),
            }
            (actions(html! {
                (Button::primary("Continue").value("go", "on"))
                (Button::quiet("Skip").value("go", "skip"))
            }))
            p class="muted" { "You find this in your account, too." }
        }))
    }
}

fn you(view: &View<'_>) -> Markup {
    let at = |field: &str| view.errors.and_then(|errors| errors.at(field));
    html! {
        (Field::text("name", "Name").value(view.name).error(at("name")).required().autocomplete("name").max(120))
        (Field::tel("phone", "Telephone").value(view.phone).error(at("phone")).optional().autocomplete("tel").max(40))
    }
}

/// The zones by area; a script chooses the browser's own, which may know it by an old name.
fn time_zone(view: &View<'_>) -> Markup {
    let select = Select::new("time_zone", "Time zone")
        .selected(view.time_zone)
        .error(view.errors.and_then(|errors| errors.at("time_zone")))
        .required();
    let offered = zones::offered(view.time_zone).into_iter();
    let select = offered.fold(select, |select, (area, places)| select.group(area, places));
    let renamed: Vec<String> = zones::renamed().map(|(old, new)| format!("{old}={new}")).collect();
    html! { div data-guess-zone=(renamed.join(" ")) { (select) } }
}
