use maud::{Markup, html};

use crate::error::FieldErrors;
use crate::text::address_for_people;
use crate::web::components::{Button, Field, Heading, Select, Switch, actions, form, panel, section};
use crate::web::{account_tabs, places};
use crate::zones;

pub const YOU: &str = "Account";

/// What stands in the forms about the person.
pub struct You<'a> {
    pub name: &'a str,
    pub email: &'a str,
    pub new_email: &'a str,
    pub phone: &'a str,
    pub time_zone: &'a str,
    pub agency_zone: &'a str,
    pub shortcuts: bool,
}

/// The account's first page; `errors` are at the form that was sent.
pub fn you(you: &You<'_>, token: &str, errors: &FieldErrors) -> Markup {
    html! {
        (Heading::new(YOU))
        (account_tabs(places::ACCOUNT))
        (section("About you", None, panel(about(you, token, errors))))
        (section("Sign-in address", None, panel(address(you, token, errors))))
        (section("Keyboard", None, panel(form("/portal/account/shortcuts", token, html! {
            (Switch::new("shortcuts", "Single keys do something").on(you.shortcuts)
                .help("For example / to search, and g then r for requests. Switch it off if you speak to your computer, or press keys by accident."))
            (actions(html! { (Button::quiet("Save")) }))
        }))))
    }
}

fn about(you: &You<'_>, token: &str, errors: &FieldErrors) -> Markup {
    let agency = format!("The agency's ({})", you.agency_zone.replace('_', " "));
    form(
        places::ACCOUNT,
        token,
        html! {
            (Field::text("name", "Name").value(you.name).error(errors.at("name")).required().autocomplete("name").max(120))
            (Field::tel("phone", "Telephone").value(you.phone).error(errors.at("phone")).optional().autocomplete("tel").max(40))
            (zones::offered(you.time_zone).into_iter()
                .fold(Select::new("time_zone", "Time zone"), |select, (area, places)| select.group(area, places))
                .placeholder(&agency).selected(you.time_zone).error(errors.at("time_zone")))
            (actions(html! { (Button::primary("Save")) }))
        },
    )
}

fn address(you: &You<'_>, token: &str, errors: &FieldErrors) -> Markup {
    form(
        "/portal/account/email",
        token,
        html! {
            p { "You sign in as " strong { (address_for_people(you.email)) } "." }
            (Field::email("email", "New address").value(you.new_email).error(errors.at("email")).required().autocomplete("email").max(320))
            (Field::password("email_password", "Current password").error(errors.at("email_password")).required().autocomplete("current-password"))
            p class="muted" {
                "We send a link to the new address; nothing changes until you open it. Then you are signed out everywhere else, and this address is told."
            }
            (actions(html! { (Button::quiet("Send the link")) }))
        },
    )
}
