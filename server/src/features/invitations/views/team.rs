use maud::{Markup, html};

use crate::access::Permissions;
use crate::entity::invitation;
use crate::error::FieldErrors;
use crate::features::invitations::service::Team;
use crate::ids::ClientId;
use crate::text::address_for_people;
use crate::web::components::{
    Button, Field, Heading, Icon, Row, Ticks, Times, Tone, actions, avatar, badge, columns, empty_state, form, once,
    panel, post, post_confirmed, rows, section,
};
use crate::web::places;

pub const TITLE: &str = "Team";

/// All that the page shows.
pub struct View<'a> {
    pub workspace: &'a str,
    pub me: ClientId,
    pub team: &'a Team,
    /// What may be given.
    pub offered: Vec<Offered>,
    pub times: Times,
    pub token: &'a str,
    pub once: &'a str,
}

/// A permission that can be given.
pub struct Offered {
    pub field: &'static str,
    pub label: &'static str,
    pub on: bool,
}

/// What stands in the form.
#[derive(Default)]
pub struct Typed<'a> {
    pub email: &'a str,
    pub name: &'a str,
    pub permissions: Permissions,
}

/// Who is in the workspace, who is invited, and the form that invites.
pub fn show(view: &View<'_>, typed: &Typed<'_>, errors: Option<&FieldErrors>) -> Markup {
    html! {
        (Heading::new(TITLE).below(html! { "Who of your side is in " (view.workspace) }))
        (columns(
            html! {
                (section("People", None, panel(people(view))))
                (section("Invited", None, panel(invited(view))))
            },
            html! { (section("Invite a colleague", None, panel(invite(view, typed, errors)))) },
        ))
    }
}

fn people(view: &View<'_>) -> Markup {
    rows(
        "people",
        view.team.colleagues.iter().map(|person| {
            let row =
                Row::new(&person.name).lead(avatar(&person.name)).meta(html! { (address_for_people(&person.email)) });
            if person.id == view.me { row.aside(badge(Tone::Neutral, "You")) } else { row }
        }),
    )
}

fn invited(view: &View<'_>) -> Markup {
    if view.team.invitations.is_empty() {
        return empty_state(Icon::Mail, "Nobody is invited", "Whom you invite stands here until they have come.", None);
    }
    let addresses: Vec<String> = view.team.invitations.iter().map(|one| address_for_people(&one.email)).collect();
    rows(
        "invited",
        view.team.invitations.iter().zip(&addresses).map(|(invitation, address)| {
            let name = invitation.name.as_deref().unwrap_or(address);
            Row::new(name).meta(meta(view, invitation)).aside(aside(view, invitation))
        }),
    )
}

fn meta(view: &View<'_>, invitation: &invitation::Model) -> Markup {
    html! {
        @if invitation.name.is_some() { span { (address_for_people(&invitation.email)) } }
        span {
            "by " @if is_mine(view, invitation) { "you" } @else { (invitation.inviter_name) }
            ", " (view.times.relative(invitation.sent_at))
        }
        @if view.team.void.contains(&invitation.id) {
            span { (invitation.inviter_name) " cannot invite any more; the agency can send it again" }
        }
    }
}

fn is_mine(view: &View<'_>, invitation: &invitation::Model) -> bool {
    invitation.inviter_id == uuid::Uuid::from(view.me)
}

fn aside(view: &View<'_>, invitation: &invitation::Model) -> Markup {
    let path = |what: &str| format!("{}/{}/{what}", places::TEAM, invitation.id);
    let name = address_for_people(&invitation.email);
    html! {
        @if invitation.expires_at <= view.times.now { (badge(Tone::Warning, "Expired")) }
        @else if view.team.void.contains(&invitation.id) { (badge(Tone::Warning, "Does not work any more")) }
        @if is_mine(view, invitation) {
            (post(&path("resend"), view.token, Button::quiet("Send again").small()))
            (post_confirmed(&path("revoke"), view.token, &format!("Take back the invitation of {name}?"),
                Button::quiet("Take back").small()))
        }
    }
}

fn invite(view: &View<'_>, typed: &Typed<'_>, errors: Option<&FieldErrors>) -> Markup {
    let at = |field: &str| errors.and_then(|errors| errors.at(field));
    form(
        places::TEAM,
        view.token,
        html! {
            (once(view.once))
            (Field::email("email", "Email").value(typed.email).error(at("email")).required().autocomplete("off").max(254))
            (Field::text("name", "Name").value(typed.name).error(at("name")).optional().autocomplete("off").max(120))
            (Ticks::new("permissions", "They may")
                .fields(view.offered.iter().map(|offered| (offered.field, offered.label, offered.on)))
                .help("They see the projects in any case. You can give what you have yourself.")
                .error(at("permissions")))
            (actions(html! { (Button::primary("Send the invitation").icon(Icon::Mail)) }))
        },
    )
}
