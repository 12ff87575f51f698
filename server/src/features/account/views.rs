use maud::{Markup, html};

use crate::error::FieldErrors;
use crate::web::components::{Button, Field, Heading, actions, form, panel, section};
use crate::web::places;

pub const TITLE: &str = "Account";

/// What stands in the form about the person.
pub struct Person<'a> {
    pub name: &'a str,
    pub email: &'a str,
    pub phone: &'a str,
}

/// The account's page; `errors` are at the form that was sent.
pub fn show(person: &Person<'_>, token: &str, errors: Option<&FieldErrors>) -> Markup {
    let at = |field: &str| errors.and_then(|errors| errors.at(field));
    html! {
        (Heading::new(TITLE))
        (section("About you", None, panel(form(places::ACCOUNT, token, html! {
            (Field::text("name", "Name").value(person.name).error(at("name")).required().autocomplete("name").max(120))
            (Field::tel("phone", "Telephone").value(person.phone).error(at("phone")).optional().autocomplete("tel").max(40))
            p class="muted" { "You sign in as " strong { (person.email) } "." }
            (actions(html! { (Button::primary("Save")) }))
        }))))
        (section("Password", None, panel(form("/portal/account/password", token, html! {
            input type="text" name="username" autocomplete="username" value=(person.email) hidden readonly;
            (Field::password("current", "Current password").error(at("current")).required().autocomplete("current-password"))
            (Field::password("new", "New password").error(at("new")).required().autocomplete("new-password")
                .help("At least 15 characters; a few words in a row do well."))
            p class="muted" { "Changing it signs you out everywhere else." }
            (actions(html! { (Button::primary("Change password")) }))
        }))))
    }
}
