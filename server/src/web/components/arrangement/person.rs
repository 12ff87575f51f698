use maud::{Markup, html};

use crate::web::components::{Icon, avatar_large};

/// Someone to talk to.
#[derive(Clone, Copy)]
pub struct PersonCard<'a> {
    /// Their name.
    pub name: &'a str,
    /// What they do.
    pub title: Option<&'a str>,
    /// Where to write to.
    pub email: Option<&'a str>,
    /// Where to call.
    pub phone: Option<&'a str>,
}

/// A person with the ways to reach them.
pub fn person_card(person: &PersonCard<'_>) -> Markup {
    html! {
        li class="person" {
            (avatar_large(person.name))
            div class="person-words" {
                span class="person-name" { (person.name) }
                @if let Some(title) = person.title { span class="person-title" { (title) } }
            }
            div class="person-ways" {
                @if let Some(email) = person.email {
                    a class="button button-quiet button-icon" href={ "mailto:" (email) } title=(email) {
                        (Icon::Mail) span class="visually-hidden" { "Email " (person.name) }
                    }
                }
                @if let Some(phone) = person.phone {
                    a class="button button-quiet button-icon" href={ "tel:" (dialled(phone)) } title=(phone) {
                        (Icon::Phone) span class="visually-hidden" { "Call " (person.name) }
                    }
                }
            }
        }
    }
}

/// Several people.
pub fn people(body: Markup) -> Markup {
    html! { ul class="people" { (body) } }
}

/// What a telephone takes: digits and a leading plus.
fn dialled(phone: &str) -> String {
    phone.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+').collect()
}
