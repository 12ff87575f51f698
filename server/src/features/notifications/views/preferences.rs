use std::collections::HashMap;

use chrono::NaiveTime;
use maud::{Markup, html};

use crate::entity::words::{ClientGroup, ClientNews, MailChoice};
use crate::error::FieldErrors;
use crate::features::notifications::wishes::Wishes;
use crate::features::notifications::{catalogue, names};
use crate::locale::Locale;
use crate::web::components::{Button, Heading, Matrix, Select, Times, actions, form, panel, section};
use crate::web::{Form, account_tabs, places};

pub const SETTINGS: &str = "What you get by mail";

/// What stands in the form: what is kept, or what was typed.
pub struct Typed {
    choices: HashMap<ClientGroup, String>,
    alone: HashMap<ClientNews, String>,
    digest_hour: String,
    quiet_from: String,
    quiet_to: String,
}

impl Typed {
    /// What is kept.
    pub fn of(wishes: &Wishes<ClientGroup>) -> Self {
        let (from, to) = wishes.quiet.unzip();
        let hour = |hour: Option<u32>| hour.map(|hour| hour.to_string()).unwrap_or_default();
        Self {
            choices: ClientGroup::ALL.iter().map(|group| (*group, wishes.of(*group).as_str().to_owned())).collect(),
            alone: ClientNews::ALL
                .iter()
                .filter_map(|news| Some((*news, wishes.alone(news.as_str())?.as_str().to_owned())))
                .collect(),
            digest_hour: wishes.digest_hour.to_string(),
            quiet_from: hour(from),
            quiet_to: hour(to),
        }
    }

    /// What was typed.
    pub fn from_form(form: &Form) -> Self {
        Self {
            choices: ClientGroup::ALL.iter().map(|group| (*group, form.get(group.as_str()).to_owned())).collect(),
            alone: ClientNews::ALL.iter().map(|news| (*news, form.get(news.as_str()).to_owned())).collect(),
            digest_hour: form.get("digest_hour").to_owned(),
            quiet_from: form.get("quiet_from").to_owned(),
            quiet_to: form.get("quiet_to").to_owned(),
        }
    }
}

/// The choices, group by group; `errors` are at the form that was sent.
pub fn matrix(typed: &Typed, errors: Option<&FieldErrors>) -> Markup {
    let matrix = ClientGroup::ALL.iter().fold(columns(), |matrix, group| row(matrix, *group, typed, errors));
    html! { (matrix) }
}

/// The same with every event below its group, which it follows, folded away, unless it is chosen for itself.
fn whole_matrix(typed: &Typed, errors: Option<&FieldErrors>) -> Markup {
    let at = |field: &str| errors.and_then(|errors| errors.at(field));
    let matrix = ClientGroup::ALL.iter().fold(columns().follow("Single events", "As the group"), |matrix, group| {
        names::within(*group).into_iter().fold(row(matrix, *group, typed, errors), |matrix, news| {
            let chosen = typed.alone.get(&news).map_or("", String::as_str);
            matrix.below(news.as_str(), names::client(news), chosen, at(news.as_str()))
        })
    });
    html! { (matrix) }
}

fn columns() -> Matrix<'static> {
    Matrix::new("When mails come")
        .column(MailChoice::Now.as_str(), "At once")
        .column(MailChoice::Digest.as_str(), "Once a day")
        .column(MailChoice::Off.as_str(), "No mail")
}

fn row<'a>(matrix: Matrix<'a>, group: ClientGroup, typed: &'a Typed, errors: Option<&'a FieldErrors>) -> Matrix<'a> {
    let entry = catalogue::client_group(group);
    let chosen = typed.choices.get(&group).map_or("", String::as_str);
    let error = errors.and_then(|errors| errors.at(group.as_str()));
    matrix.row(group.as_str(), entry.label, entry.help, chosen, error)
}

/// The page on which mails are chosen; `errors` are at the form that was sent.
pub fn preferences(typed: &Typed, times: Times, token: &str, errors: Option<&FieldErrors>) -> Markup {
    let at = |field: &str| errors.and_then(|errors| errors.at(field));
    let hours = |select| hours(select, times.locale);
    html! {
        (Heading::new(SETTINGS).below(html! {
            p class="muted" { "Whatever happens stands in the portal at once. Here you choose what also comes by mail: for a group, or for one of its events alone." }
        }))
        (account_tabs(places::NOTIFICATION_SETTINGS))
        (form(places::NOTIFICATION_SETTINGS, token, html! {
            (section("Mails", None, panel(whole_matrix(typed, errors))))
            (section("Times", None, panel(html! {
                div class="form" {
                    p class="muted" { "Times are those of " (times.zone.name().replace('_', " ")) "." }
                    (hours(Select::new("digest_hour", "Daily summary at").help("Only on days on which something happened."))
                        .selected(typed.digest_hour.as_str()).error(at("digest_hour")))
                    div class="pair" {
                        (hours(Select::new("quiet_from", "Quiet from").optional().placeholder("Never quiet"))
                            .selected(typed.quiet_from.as_str()).error(at("quiet_from")))
                        (hours(Select::new("quiet_to", "until").optional().placeholder("Never quiet"))
                            .selected(typed.quiet_to.as_str()).error(at("quiet_to")))
                    }
                    p class="muted" { "In quiet hours mails wait until they are over. The portal does not." }
                }
            })))
            div class="matrix-save" { (actions(html! { (Button::primary("Save")) })) }
        }))
    }
}

/// The hours of a day, written as the agency's place writes them.
fn hours(select: Select<'_>, locale: Locale) -> Select<'_> {
    let named = (0..24).filter_map(|hour| Some((hour, NaiveTime::from_hms_opt(hour, 0, 0)?)));
    select.options(named.map(|(hour, time)| (hour.to_string(), time.format(locale.time()).to_string())))
}
