use poem::{Response, handler};

use crate::access::ClientScope;
use crate::entity::words::{ClientGroup, ClientNews, MailChoice};
use crate::error::{Error, FieldErrors, Result};
use crate::features::notifications::wishes::Wishes;
use crate::features::notifications::{service, views};
use crate::web::components::Crumb;
use crate::web::{Form, Layout, Query, places};

const TRAIL: [Crumb<'static>; 1] = [Crumb { label: "Account", href: places::ACCOUNT }];

#[handler]
pub async fn show(scope: ClientScope, layout: Layout, Query(query): Query) -> poem::Result<Response> {
    let wishes = service::client_wishes(&scope).await?;
    let said = (query.get("saved") == "yes").then_some("Saved.");
    let typed = views::Typed::of(&wishes);
    let page = views::preferences(&typed, layout.times, &layout.token, None);
    layout.page_saying(said, views::SETTINGS, TRAIL.into(), page).await
}

#[handler]
pub async fn keep(scope: ClientScope, layout: Layout, form: Form) -> poem::Result<Response> {
    match chosen(&form) {
        Ok(wishes) => {
            service::keep_client_wishes(&scope, &wishes).await?;
            Ok(layout.go(&format!("{}?saved=yes", places::NOTIFICATION_SETTINGS)))
        }
        Err(Error::Invalid(errors)) => {
            let typed = views::Typed::from_form(&form);
            let page = views::preferences(&typed, layout.times, &layout.token, Some(&errors));
            layout.invalid(views::SETTINGS, TRAIL.into(), page).await
        }
        Err(error) => Err(error.into()),
    }
}

/// What a form says of the groups that it names.
///
/// # Errors
/// [`Error::Invalid`] at what is none of the choices.
pub fn choices(form: &Form) -> Result<Vec<(ClientGroup, MailChoice)>> {
    let mut errors = FieldErrors::default();
    let mut choices = Vec::new();
    for group in ClientGroup::ALL {
        match (form.get(group.as_str()), MailChoice::parse(form.get(group.as_str()))) {
            ("", _) => {}
            (_, Some(choice)) => choices.push((*group, choice)),
            (_, None) => errors.add(group.as_str(), "Choose one of the three."),
        }
    }
    errors.into_result()?;
    Ok(choices)
}

/// What a form says. A group that it does not name is as the catalogue says.
fn chosen(form: &Form) -> Result<Wishes<ClientGroup>> {
    let mut errors = FieldErrors::default();
    let mut wishes = Wishes::default();
    for (group, choice) in errors.keep(choices(form))? {
        wishes.choose(group, choice);
    }
    for news in ClientNews::ALL {
        match (form.get(news.as_str()), MailChoice::parse(form.get(news.as_str()))) {
            ("", _) => {}
            (_, Some(choice)) => wishes.choose_alone(news.as_str(), choice),
            (_, None) => errors.add(news.as_str(), "Choose one of the four."),
        }
    }
    let hour = |name: &str| form.get(name).parse::<u32>().ok().filter(|hour| *hour < 24);
    match hour("digest_hour") {
        Some(hour) => wishes.digest_hour = hour,
        None => errors.add("digest_hour", "Choose an hour."),
    }
    wishes.quiet = match (form.get("quiet_from"), form.get("quiet_to")) {
        ("", "") => None,
        ("", _) => {
            errors.add("quiet_from", "Choose when they begin, or leave both empty.");
            None
        }
        (_, "") => {
            errors.add("quiet_to", "Choose when they end, or leave both empty.");
            None
        }
        _ => match (hour("quiet_from"), hour("quiet_to")) {
            (Some(from), Some(to)) if from != to => Some((from, to)),
            (Some(_), Some(_)) => {
                errors.add("quiet_to", "They must end at another hour than they begin.");
                None
            }
            _ => {
                errors.add("quiet_from", "Choose an hour.");
                None
            }
        },
    };
    errors.into_result()?;
    Ok(wishes)
}
